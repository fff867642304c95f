"""Section -> drafts: where each item starts and ends, by the strongest evidence the section shows.

Ruled tables first, then printed labels and numbers, then bullets, then bold statements, then paragraphs. A section
uses one of these and records which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from extractor.domain import Block, BlockKind, Document, Evidence, Kind
from extractor.find.drafts import Draft, after, draft_text, whole
from extractor.find.kinds import is_singular, label_kind
from extractor.find.parts import CONCERNS, NEST_STEP_PT, add_bullet, add_part, fold_fragments, label_of, letter_labels
from extractor.find.patterns import (
    DOTTED,
    IMPERATIVE,
    ITEM_LABEL,
    LEADS_IN,
    MODAL,
    NOTHING_HERE,
    OPEN_DUTY,
    RUN_IN,
    STATUS_SENTENCE,
    only_refers,
)
from extractor.find.rows import form_to_draft, is_form, rows_to_drafts, split_rows
from extractor.find.sections import Section, block_number
from extractor.find.statements import (
    BOLD,
    concerns_to_drafts,
    dotted_to_drafts,
    has_statement,
    is_statement,
    practice_to_draft,
    statements_to_drafts,
)
from extractor.find.verdicts import asks_for_action

MAX_TITLE_LETTERS = 150
MIN_ITEM_LETTERS = 12
MIN_LETTERS = 3
"""Entries with running letters below "The Home Office should:" make a list, whatever paragraphs are numbered."""

MOSTLY = 0.5
"""Share of a tentative list's entries that have to ask for something."""


def section_to_drafts(section: Section, document: Document) -> list[Draft]:
    """The items of one section in order of print."""
    if is_form(section, document):
        return [form_to_draft(section, document)]
    rows, loose = split_rows(section, document)
    drafts = rows_to_drafts(section, rows, document) if rows else []
    has_marks = any(block.bullet or label_of(block, document) for block in loose)
    if section.labelled or (loose and (has_marks or not drafts)):
        drafts += _loose_to_drafts(section, loose, document)
    for draft in drafts:
        fold_fragments(draft, document)
        for part in draft.walk():
            part.section = part.section or (*section.path,)
            part.restated = section.restated
            part.from_list = section.is_consolidated
    items = [draft for draft in drafts if _is_item(draft, document)]
    if section.around_boxes:
        items = [draft for draft in items if _has_mark(draft) and _asks(draft, document)]
    return items if not section.tentative or _looks_like_a_list(section, items, document) else []


def _is_item(draft: Draft, document: Document) -> bool:
    """Whether a draft has words, and words that ask rather than report what became of an earlier item."""
    text = draft_text(document, draft)
    if draft.is_empty or len(text) < MIN_ITEM_LETTERS or only_refers(text):
        return False
    return not (draft.restated and draft.label is None and STATUS_SENTENCE.search(text))


def _looks_like_a_list(section: Section, items: Sequence[Draft], document: Document) -> bool:
    """Whether what follows a heading that only may open a list has a list's marks, and mostly asks for something.

    A chapter called "Findings and recommendations" is prose; so are bullets below "What needs to change" that only
    say what is wrong.
    """
    asking = sum(_asks(draft, document) for draft in items)
    if sum(_is_labelled(draft, document) for draft in items) > MOSTLY * len(items):
        return True
    return any(_has_mark(draft) for draft in items) and asking >= MOSTLY * len(items)


def _is_labelled(draft: Draft, document: Document) -> bool:
    """Whether an entry says itself what it is: "R1.2", "Recommendation 4"."""
    return any(_is_label(head, document) for head in draft.heads)


def _is_label(block: Block, document: Document) -> bool:
    return ITEM_LABEL.match(document.slice(block.span)) is not None


def _has_mark(draft: Draft) -> bool:
    """Whether a bullet, a number or a table's row sets an entry apart."""
    return bool(draft.evidence & {Evidence.NUMBERING, Evidence.TABLE}) or any(p.block.bullet for p in draft.pieces)


def _asks(draft: Draft, document: Document) -> bool:
    """Whether an entry, or the words that lead it in, ask for something."""
    text = draft_text(document, draft)
    return asks_for_action(text) or bool(IMPERATIVE.match(text)) or asks_for_action(draft.lead_in or "")


def _loose_to_drafts(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    if section.labelled:
        return [_labelled_item(section, blocks, document)]
    if section.kind in CONCERNS:
        return concerns_to_drafts(section, blocks, document)
    if section.kind is Kind.INNOVATIVE_PRACTICE:
        return [practice_to_draft(section, blocks, document)]
    if section.kind is Kind.AREA_FOR_IMPROVEMENT and _opens_with_statement(section, blocks, document):
        return statements_to_drafts(section, blocks, document)
    if _is_one_sentence(section, blocks, document):
        edge = {Evidence.BOX} if section.bounded else set()
        return [Draft(section.kind, [whole(block) for block in blocks], evidence={blocks[0].evidence, *edge})]
    if _is_numbered(blocks, document):
        return _numbered(section, blocks, document)
    texts = [document.slice(block.span) for block in blocks if block.kind is not BlockKind.HEADING]
    if sum(DOTTED.match(text) is not None for text in texts) > 1:
        return dotted_to_drafts(section, blocks, document)
    if lettered := letter_labels(blocks, document):
        return _lettered(section, blocks, lettered, document)
    if any(block.bullet and block.kind is BlockKind.LIST_ITEM for block in blocks):
        return _bulleted(section, blocks, document)
    return statements_to_drafts(section, blocks, document)


def _opens_with_statement(section: Section, blocks: Sequence[Block], document: Document) -> bool:
    """Whether bullets below an area for improvement are its evidence: the statement stands above them."""
    first = next((b for b in blocks if b.kind is not BlockKind.HEADING or is_statement(b, document)), None)
    if first is None or first.bullet:
        return False
    if is_statement(first, document) or (section.bounded and has_statement(blocks, document)):
        return True
    text = document.slice(first.span).rstrip()
    return is_singular(document.slice(section.opener.span)) and text.endswith(".") and not LEADS_IN.search(text)


def _letters_stand_alone(blocks: Sequence[Block], numbered: Sequence[Block], document: Document) -> bool:
    """Whether the section's entries have running letters: below an open duty, together, and more than have numbers.

    Never below "Recommendation 3": a label says that what follows is one recommendation, letters and all.
    """
    if any(_is_label(block, document) for block in numbered):
        return False
    letters = letter_labels(blocks, document)
    places = [place for place, block in enumerate(blocks) if block.span.start in letters]
    if len(places) < max(MIN_LETTERS, len(numbered) + 1) or not places[0]:
        return False
    if not OPEN_DUTY.search(document.slice(blocks[places[0] - 1].span)):
        return False
    between = {block.span.start for block in blocks[places[0] : places[-1]]}
    return not any(block.span.start in between for block in numbered)


def _is_one_sentence(section: Section, blocks: Sequence[Block], document: Document) -> bool:
    """Whether a heading announces one item, and below it stands one sentence that goes on in bullets.

    In a box headed "Recommendation" the box's edge shows that it is one. Below a bare heading, as in letters of
    inspections with one area for priority action, the bullets have to take the sentence up in small letters.
    """
    opener = document.slice(section.opener.span)
    first = document.slice(blocks[0].span).rstrip() if blocks else ""
    if not (is_singular(opener) and first.endswith(":") and not blocks[0].bullet):
        return False
    if len(blocks) == 1 or not all(block.bullet for block in blocks[1:]):
        return False
    in_box = section.bounded and section.kind is Kind.RECOMMENDATION
    return in_box or all(document.slice(block.span)[:1].islower() for block in blocks[1:])


def _is_numbered(blocks: Sequence[Block], document: Document) -> bool:
    """Whether numbers carry the list: two at least, or one that does not only lead in what follows."""
    labelled = [block for block in blocks if label_of(block, document)]
    if _letters_stand_alone(blocks, labelled, document):
        return False
    if len(labelled) >= 2:
        return True
    if not labelled:
        return False
    text = document.slice(labelled[0].span)
    if not LEADS_IN.search(text):
        return True
    following = [b for b in blocks[list(blocks).index(labelled[0]) + 1 :] if b.kind is not BlockKind.HEADING]
    is_lettered = bool(OPEN_DUTY.search(text) and letter_labels(following, document))
    return bool(following) and not following[0].bullet and not is_lettered


def _numbered(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    drafts: list[Draft] = []
    group: str | None = None
    lead: str | None = None
    strays = _strays(blocks, document)
    for block, following in zip_longest(blocks, blocks[1:]):
        text = document.slice(block.span)
        label = label_of(block, document)
        if block.span.start in strays:
            continue
        if label:
            drafts.append(_new_numbered(section, block, label, group, document))
            drafts[-1].lead_in = lead
        elif OPEN_DUTY.search(text) and following is not None and label_of(following, document):
            lead = text
        elif drafts and (run_in := RUN_IN.match(text)):
            drafts.append(_recommended_below(drafts[-1], block, run_in.end(), section))
        elif block.kind is BlockKind.HEADING:
            if drafts and _takes_title(drafts[-1], block):
                drafts[-1].title = text
                drafts[-1].heads.append(block)
            else:
                group, lead = text, None
        elif drafts:
            add_part(drafts[-1], block, document)
    return drafts


def _strays(blocks: Sequence[Block], document: Document) -> frozenset[int]:
    """Numbered lines that break a list whose numbers run on without them: 12, "4. Who gets in", 13.

    A chapter's running head at the top of a page is one.
    """
    numbered = [(block, n) for block in blocks if (n := block_number(document, block)) is not None]
    return frozenset(
        block.span.start
        for (above, before), (block, own), (_, after) in zip(numbered, numbered[1:], numbered[2:], strict=False)
        if after == before + 1 and own < before and block.style.size_pt < above.style.size_pt
    )


def _recommended_below(conclusion: Draft, block: Block, letters: int, section: Section) -> Draft:
    """What a numbered conclusion recommends: an item of its own under the same number."""
    return Draft(
        section.kind,
        [after(block, letters)],
        label=conclusion.label,
        group_heading=conclusion.group_heading,
        evidence={block.evidence, Evidence.NUMBERING},
        run_in=True,
    )


def _lettered(
    section: Section, blocks: Sequence[Block], labels: Mapping[int, tuple[str, int]], document: Document
) -> list[Draft]:
    """The entries of a list that letters or roman numerals carry, with the words that lead in."""
    drafts: list[Draft] = []
    lead: str | None = None
    group: str | None = None
    for block in blocks:
        text = document.slice(block.span)
        if label := labels.get(block.span.start):
            drafts.append(_new_numbered(section, block, label, group, document))
            drafts[-1].lead_in = lead
        elif block.kind is BlockKind.HEADING:
            group, lead = text, None
        elif LEADS_IN.search(text):
            lead = text
        elif drafts and not label_of(block, document):
            add_part(drafts[-1], block, document)
    return drafts


def _new_numbered(
    section: Section, block: Block, label: tuple[str, int], group: str | None, document: Document
) -> Draft:
    number, letters = label
    kind = label_kind(document.slice(block.span)) or section.kind
    draft = Draft(kind, label=number, group_heading=group, evidence={block.evidence, Evidence.NUMBERING})
    if (named := ITEM_LABEL.match(document.slice(block.span))) and named["aside"]:
        draft.responsible_body = named["aside"].strip(" ()")
    rest = after(block, letters)
    words = document.slice(rest.span)
    draft.heads.append(block)
    if block.kind is BlockKind.HEADING and words and not words.rstrip().endswith((".", ":")):
        draft.title = words
    elif words:
        draft.pieces.append(rest)
    return draft


def _takes_title(draft: Draft, block: Block) -> bool:
    """A heading right below a bare label is the item's title."""
    return not draft.pieces and draft.title is None and not draft.children and len(block.span) <= MAX_TITLE_LETTERS


def _leads_in_bullets(block: Block, following: Sequence[Block], document: Document) -> bool:
    """Whether a line that looks like a heading begins a sentence that bullets end: an item printed in bold."""
    goes_on = document.slice(block.span).rstrip().endswith(":") and bool(MODAL.search(document.slice(block.span)))
    return goes_on and bool(following) and bool(following[0].bullet)


def _labelled_item(section: Section, blocks: Sequence[Block], document: Document) -> Draft:
    """The item that a label outside any list heads, up to its box's edge, the next heading or a change of style."""
    label = label_of(section.opener, document)
    assert label is not None, "a labelled section was opened by a label"
    draft = _new_numbered(section, section.opener, label, None, document)
    draft.kind = section.kind
    if section.kind in CONCERNS:
        inner = concerns_to_drafts(section, blocks, document)
        if inner:
            inner[0].label = draft.label
            inner[0].title = draft.title or inner[0].title
            inner[0].heads = draft.heads
            return inner[0]
    if section.kind is Kind.AREA_FOR_IMPROVEMENT and not draft.pieces:
        inner = statements_to_drafts(section, blocks, document)
        if inner:
            inner[0].label, inner[0].title, inner[0].heads = draft.label, draft.title, draft.heads
            return inner[0]
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and not _leads_in_bullets(block, blocks[place + 1 :], document):
            if _takes_title(draft, block):
                draft.title = document.slice(block.span)
                draft.heads.append(block)
                continue
            break
        if not section.bounded and draft.pieces and not _same_style(draft, block):
            break
        add_part(draft, block, document)
    return draft


def _same_style(draft: Draft, block: Block) -> bool:
    """Outside a box, an item goes on only in its own letters: size, weight, slant and colour."""
    first = draft.pieces[0].block.style
    style = block.style
    return (
        abs(first.size_pt - style.size_pt) < 0.6
        and (first.bold >= BOLD) == (style.bold >= BOLD)
        and (first.italic >= BOLD) == (style.italic >= BOLD)
        and first.color == style.color
    )


def _bulleted(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    """One item a bullet of the outermost level; what stands deeper belongs to the bullet above it."""
    outer = _outer_indents(blocks)
    drafts: list[Draft] = []
    lead: str | None = None
    group: str | None = None
    for place, block in enumerate(blocks):
        text = document.slice(block.span)
        if block.kind is BlockKind.HEADING:
            group, lead = text, lead if text.rstrip().endswith(":") else None
        elif block.bullet and (not drafts or block.indent_pt <= outer[block.column] + NEST_STEP_PT):
            if not NOTHING_HERE.match(text):
                drafts.append(
                    Draft(section.kind, [whole(block)], lead_in=lead, group_heading=group, evidence={block.evidence})
                )
        elif block.bullet:
            add_bullet(drafts[-1], block, document)
        elif (
            drafts
            and block.indent_pt > outer.get(block.column, block.indent_pt) + NEST_STEP_PT
            and not text.rstrip().endswith(":")
        ):
            drafts[-1].pieces.append(whole(block))
        elif LEADS_IN.search(text):
            lead = text
        elif place and blocks[place - 1].kind is BlockKind.HEADING and drafts and asks_for_action(text):
            drafts.append(Draft(section.kind, [whole(block)], group_heading=group, evidence={block.evidence}))
        elif drafts and not any(OPEN_DUTY.search(document.slice(later.span)) for later in blocks[place:]):
            break
    return drafts


def _outer_indents(blocks: Sequence[Block]) -> dict[int, float]:
    """Where the outermost bullets stand in each column of the page."""
    outer: dict[int, float] = {}
    for block in blocks:
        if block.bullet:
            outer[block.column] = min(block.indent_pt, outer.get(block.column, block.indent_pt))
    return outer
