"""Section -> drafts: where each item starts and ends, by the strongest evidence the section shows.

Ruled tables first, then printed labels and numbers, then bullets, then bold statements, then paragraphs. A section
uses one of these and records which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.domain import Block, BlockKind, Document, Evidence, Kind
from extractor.find.drafts import Draft, after, draft_text, pieces_to_text, whole
from extractor.find.patterns import (
    DOTTED,
    ITEM_LABEL,
    LETTER,
    LIST_GOES_ON,
    MODAL,
    NOTHING_HERE,
    NUMBER,
    OWN_DIRECTIVE,
    RESPONSE_LINE,
    ROMAN,
    STATUS_LINE,
    STATUS_SENTENCE,
    SUBJUNCTIVE,
    letters_of,
)
from extractor.find.rows import rows_to_drafts, split_rows
from extractor.find.sections import Section, label_kind
from extractor.find.verdicts import asks_for_action

BOLD = 0.8
NEST_STEP_PT = 6.0
MAX_TITLE_LETTERS = 150
MIN_ITEM_LETTERS = 12
CONCERNS = (Kind.CAUSE_OF_CONCERN, Kind.ACCELERATED_CAUSE_OF_CONCERN)


def section_to_drafts(section: Section, document: Document) -> list[Draft]:
    """The items of one section in order of print."""
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
    return [draft for draft in drafts if _is_item(draft, document)]


def _is_item(draft: Draft, document: Document) -> bool:
    """Whether a draft has words, and words that ask rather than report what became of an earlier item."""
    text = draft_text(document, draft)
    if draft.is_empty or len(text) < MIN_ITEM_LETTERS:
        return False
    return not (draft.restated and draft.label is None and STATUS_SENTENCE.search(text))


def _loose_to_drafts(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    if section.labelled:
        return [_labelled_item(section, blocks, document)]
    if section.kind in CONCERNS:
        return _concerns(section, blocks, document)
    if section.kind is Kind.INNOVATIVE_PRACTICE:
        return [_practice(section, blocks, document)]
    if _is_numbered(blocks, document):
        return _numbered(section, blocks, document)
    if any(block.bullet and block.kind is BlockKind.LIST_ITEM for block in blocks):
        return _bulleted(section, blocks, document)
    return _statements(section, blocks, document)


# ------------------------------------------------------------------------------------- by number


def label_of(block: Block, document: Document) -> tuple[str, int] | None:
    """The printed number or label at the start of a block and how many letters it takes, or None."""
    text = document.slice(block.span)
    for pattern in (ITEM_LABEL, NUMBER):
        found = pattern.match(text)
        if found and not block.bullet:
            return found["number"], found.end()
    return None


def _is_numbered(blocks: Sequence[Block], document: Document) -> bool:
    """Whether numbers carry the list: two at least, or one that does not only lead in what follows."""
    labelled = [block for block in blocks if label_of(block, document)]
    if len(labelled) >= 2:
        return True
    if not labelled:
        return False
    return not document.slice(labelled[0].span).rstrip().endswith(":")


def _numbered(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    drafts: list[Draft] = []
    group: str | None = None
    for block in blocks:
        text = document.slice(block.span)
        label = label_of(block, document)
        if label:
            drafts.append(_new_numbered(section, block, label, group, document))
        elif block.kind is BlockKind.HEADING:
            if drafts and _takes_title(drafts[-1], block):
                drafts[-1].title = text
                drafts[-1].heads.append(block)
            else:
                group = text
        elif drafts:
            _add_part(drafts[-1], block, document)
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
    if block.kind is BlockKind.HEADING and words and not words.rstrip().endswith("."):
        draft.title = words
    elif words:
        draft.pieces.append(rest)
    return draft


def _takes_title(draft: Draft, block: Block) -> bool:
    """A heading right below a bare label is the item's title."""
    return not draft.pieces and draft.title is None and not draft.children and len(block.span) <= MAX_TITLE_LETTERS


def _labelled_item(section: Section, blocks: Sequence[Block], document: Document) -> Draft:
    """The item that a label outside any list heads, up to its box's edge, the next heading or a change of style."""
    label = label_of(section.opener, document)
    assert label is not None, "a labelled section was opened by a label"
    draft = _new_numbered(section, section.opener, label, None, document)
    draft.kind = section.kind
    if section.kind in CONCERNS:
        inner = _concerns(section, blocks, document)
        if inner:
            inner[0].label = draft.label
            inner[0].title = draft.title or inner[0].title
            inner[0].heads = draft.heads
            return inner[0]
    if section.kind is Kind.AREA_FOR_IMPROVEMENT and not draft.pieces:
        inner = _statements(section, blocks, document)
        if inner:
            inner[0].label, inner[0].title, inner[0].heads = draft.label, draft.title, draft.heads
            return inner[0]
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            if _takes_title(draft, block):
                draft.title = document.slice(block.span)
                draft.heads.append(block)
                continue
            break
        if not section.bounded and draft.pieces and not _same_style(draft, block):
            break
        _add_part(draft, block, document)
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


def _add_part(draft: Draft, block: Block, document: Document) -> None:
    """Put a block below an item: a lettered or roman sub-part, a directive, a status, or more of its text."""
    text = document.slice(block.span)
    if status := STATUS_LINE.match(text):
        draft.status = (status["status"] or status["bare"] or "").strip(" .")
        draft.supporting.append(whole(block))
        return
    is_over = bool(draft.supporting) or _left_box(draft, block)
    if DOTTED.match(text) or RESPONSE_LINE.match(text) or (is_over and not block.bullet):
        draft.supporting.append(whole(block))
        return
    if block.bullet:
        _add_bullet(draft, block, document) if not draft.supporting else draft.supporting.append(whole(block))
        return
    sub = _sub_label(draft, text)
    if sub is None:
        _deepest(draft, block).pieces.append(whole(block)) if not draft.supporting else draft.supporting.append(
            whole(block)
        )
        return
    label, letters, depth = sub
    parent = draft if depth == 1 or not draft.children else draft.children[-1]
    child = Draft(
        Kind.RECOMMENDATION if draft.kind in CONCERNS else draft.kind,
        [after(block, letters)],
        label=f"{parent.label or ''}({label})",
        group_heading=draft.group_heading,
        evidence={block.evidence, Evidence.NUMBERING},
    )
    parent.children.append(child)


def _left_box(draft: Draft, block: Block) -> bool:
    """Whether an item that was printed in a box or a single cell is followed by words outside it."""
    first = next((piece.block for part in draft.walk() for piece in part.pieces), None)
    if first is None:
        return False
    if first.cell is not None:
        return block.cell is None
    return first.box_id is not None and block.box_id is None and block.page == first.page


def fold_fragments(draft: Draft, document: Document) -> None:
    """Take lettered ends of a sentence back into it: "as a minimum: (a) a fresh search; (b) a financial check".

    A sub-part is an item of its own only if it says something itself: a duty, or a sentence that begins anew.
    """
    for child in draft.children:
        fold_fragments(child, document)
    labelled = [child for child in draft.children if child.label]
    stem = pieces_to_text(document, draft.pieces).rstrip()
    if not labelled or len(labelled) < len(draft.children) or not stem.endswith((":", "–", "—")):
        return
    texts = [draft_text(document, child) for child in labelled]
    if sum(_says_something(text) for text in texts) < 0.5 * len(texts):
        parts = [piece for child in labelled for part in child.walk() for piece in part.pieces]
        draft.pieces += [whole(piece.block) for piece in parts]
        draft.children = []


def _says_something(text: str) -> bool:
    return bool(MODAL.search(text) or SUBJUNCTIVE.search(text)) or text[:1].isupper()


def _sub_label(draft: Draft, text: str) -> tuple[str, int, int] | None:
    """Label, its length and depth (1 lettered, 2 roman); (i) after (h) is a letter, after (a) a numeral."""
    letter, roman = LETTER.match(text), ROMAN.match(text)
    last = draft.children[-1].label if draft.children else None
    if roman and (numeral := roman["a"] or roman["b"]):
        follows_letter = last is not None and last.endswith(f"({chr(ord(numeral[0]) - 1)})") and len(numeral) == 1
        if not ((follows_letter and numeral != "i") or (follows_letter and last is not None and last.endswith("(h)"))):
            return numeral, roman.end(), 2 if last and not last.endswith(("(i)", "(ii)", "(iii)", "(iv)")) else 1
    if letter:
        return (letter["a"] or letter["b"]), letter.end(), 1
    return None


def _deepest(draft: Draft, block: Block) -> Draft:
    """Where unlabelled text goes on: the sub-part whose indent it shares, else the nearest outer one."""
    if not draft.children:
        return draft
    child = _deepest(draft.children[-1], block)
    anchor = child.pieces[-1].indent_pt if child.pieces else 0.0
    return child if block.indent_pt >= anchor - NEST_STEP_PT else draft


def _add_bullet(draft: Draft, block: Block, document: Document) -> None:
    """A bullet below an item: part of its words, or under an unnumbered bullet a directive of its own."""
    target = draft.children[-1] if draft.children and draft.children[-1].label else draft
    if target.pieces and target.label is None and is_own_directive(target, block, document):
        target.children.append(
            Draft(draft.kind, [whole(block)], group_heading=draft.group_heading, evidence={block.evidence})
        )
    elif target.children:
        target.children[-1].pieces.append(whole(block))
    else:
        target.pieces.append(whole(block))


def is_own_directive(parent: Draft, block: Block, document: Document) -> bool:
    """A sub-bullet with its own subject and its own verb of duty, under words that end in a colon."""
    if parent.children:
        return bool(OWN_DIRECTIVE.match(document.slice(block.span)))
    stem = pieces_to_text(document, parent.pieces).rstrip()
    return stem.endswith(":") and bool(OWN_DIRECTIVE.match(document.slice(block.span)))


# -------------------------------------------------------------------------------------- by bullet


def _bulleted(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    """One item a bullet of the outermost level; what stands deeper belongs to the bullet above it."""
    outer = _outer_indent(blocks)
    drafts: list[Draft] = []
    lead: str | None = None
    group: str | None = None
    for block in blocks:
        text = document.slice(block.span)
        if block.kind is BlockKind.HEADING:
            group, lead = text, None
        elif block.bullet and (not drafts or block.indent_pt <= outer + NEST_STEP_PT):
            if not NOTHING_HERE.match(text):
                drafts.append(
                    Draft(section.kind, [whole(block)], lead_in=lead, group_heading=group, evidence={block.evidence})
                )
        elif block.bullet:
            _add_bullet(drafts[-1], block, document)
        elif drafts and block.indent_pt > outer + NEST_STEP_PT and not text.rstrip().endswith(":"):
            drafts[-1].pieces.append(whole(block))
        elif text.rstrip().endswith(":"):
            lead = text
        elif drafts:
            break
    return drafts


def _outer_indent(blocks: Sequence[Block]) -> float:
    indents = Counter(round(block.indent_pt) for block in blocks if block.bullet)
    return float(min(indent for indent, count in indents.items()))


# --------------------------------------------------------------------------- by statement, by paragraph


def _statements(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    """Bold statements with plain evidence below them; without any, one printed paragraph is one item."""
    has_bold = any(_is_statement(block, document) for block in blocks)
    drafts: list[Draft] = []
    group: str | None = None
    for block in blocks:
        text = document.slice(block.span)
        if NOTHING_HERE.match(text):
            continue
        if has_bold and _is_statement(block, document):
            drafts.append(_statement(section, block, group))
        elif block.kind is BlockKind.HEADING:
            group = text
        elif has_bold:
            if drafts:
                drafts[-1].supporting.append(whole(block))
        elif (text.rstrip().endswith(":") and not MODAL.search(text)) or (
            section.kind is Kind.RECOMMENDATION and not asks_for_action(text)
        ):
            continue
        else:
            drafts.append(_statement(section, block, group))
    return drafts


def _statement(section: Section, block: Block, group: str | None) -> Draft:
    return Draft(section.kind, [whole(block)], group_heading=group, evidence={block.evidence, Evidence.STYLE})


def _is_statement(block: Block, document: Document) -> bool:
    """A bold sentence; one set like a heading, without a full stop, only if it puts somebody under a duty."""
    if block.style.bold < BOLD or block.bullet:
        return False
    return block.kind is not BlockKind.HEADING or bool(MODAL.search(document.slice(block.span)))


def _practice(section: Section, blocks: Sequence[Block], document: Document) -> Draft:
    """Practice is captured whole and is never an action; without a box it is the first paragraph."""
    texts = [block for block in blocks if block.kind is not BlockKind.HEADING]
    kept = texts if section.bounded else texts[:1]
    title = document.slice(section.opener.span)
    return Draft(section.kind, [whole(block) for block in kept], title=title, evidence={Evidence.BOX})


# ------------------------------------------------------------------------------- causes of concern


def _concerns(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    """A cause of concern: its statement, then "Recommendations" with lead-ins, whose bullets are its children."""
    parent: Draft | None = None
    drafts: list[Draft] = []
    lead: str | None = None
    in_list = False
    for block in blocks:
        text = document.slice(block.span)
        if LIST_GOES_ON.match(letters_of(text)) and len(text) < 40:
            in_list, lead = True, None
        elif parent is None or (_is_statement(block, document) and (in_list or parent.supporting)):
            parent = Draft(section.kind, [whole(block)], evidence={block.evidence})
            parent.label = _own_label(section, document)
            drafts.append(parent)
            in_list, lead = False, None
        elif text.rstrip().endswith(":") and not block.bullet:
            in_list, lead = True, text
        elif block.bullet or label_of(block, document) or (in_list and (lead is None or not parent.children)):
            parent.children.append(_concern_child(block, lead, document))
        elif not in_list:
            _add_statement_or_evidence(parent, block, document)
        elif section.bounded:
            parent.children[-1].pieces.append(whole(block))
    return [draft for draft in drafts if section.bounded or draft.children or _is_bold(draft)]


def _is_bold(draft: Draft) -> bool:
    """Whether a statement is set apart by weight: prose below a heading about a cause of concern is not."""
    return any(piece.block.style.bold >= BOLD for piece in draft.pieces)


def _own_label(section: Section, document: Document) -> str | None:
    found = ITEM_LABEL.match(document.slice(section.opener.span))
    return found["number"] if found else None


def _add_statement_or_evidence(parent: Draft, block: Block, document: Document) -> None:
    if _is_statement(block, document) and not parent.supporting and parent.pieces[-1].block.style.bold >= BOLD:
        parent.pieces.append(whole(block))
    else:
        parent.supporting.append(whole(block))


def _concern_child(block: Block, lead: str | None, document: Document) -> Draft:
    label = label_of(block, document)
    piece = after(block, label[1]) if label else whole(block)
    return Draft(
        Kind.RECOMMENDATION, [piece], label=label[0] if label else None, lead_in=lead, evidence={block.evidence}
    )
