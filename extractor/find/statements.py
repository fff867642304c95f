"""Statements with their evidence, practice boxes, and causes of concern with their recommendations."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.domain import Block, BlockKind, Document, Evidence, Kind
from extractor.find.drafts import Draft, after, draft_text, whole
from extractor.find.headings import LIST_GOES_ON, letters_of
from extractor.find.kinds import is_singular, label_kind
from extractor.find.parts import CONCERNS, add_part, fold_fragments, label_of
from extractor.find.patterns import DOTTED, ITEM_LABEL, MODAL, NOTHING_HERE, RECOMMENDS, RUN_IN
from extractor.find.sections import Section
from extractor.find.verdicts import asks_for_action

BOLD = 0.8
MIN_SAYING = 2


def statements_to_drafts(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    """Bold statements with plain evidence below them; without any, one printed paragraph is one item.

    A heading between them groups them, or is the label of the next: "Area for improvement 2".
    """
    has_bold = has_statement(blocks, document)
    is_single = is_singular(document.slice(section.opener.span))
    drafts: list[Draft] = []
    group: str | None = None
    head: Block | None = None
    for block in blocks:
        text = document.slice(block.span)
        if NOTHING_HERE.match(text):
            continue
        if has_bold and drafts and not drafts[-1].supporting and _goes_on_bold(block, is_single and section.bounded):
            drafts[-1].pieces.append(whole(block))
        elif has_bold and is_statement(block, document):
            drafts.append(_statement(section, block, group, document, head))
            head = None
        elif block.kind is BlockKind.HEADING:
            head = block if _is_label(block, section.kind, document) else None
            group = group if head else text
        elif has_bold or (drafts and is_single and section.kind is Kind.AREA_FOR_IMPROVEMENT):
            if drafts:
                drafts[-1].supporting.append(whole(block))
        elif (text.rstrip().endswith(":") and not MODAL.search(text)) or (
            section.kind is Kind.RECOMMENDATION and not asks_for_action(text)
        ):
            continue
        else:
            drafts.append(_statement(section, block, group, document, head))
            head = None
    return drafts if has_bold else _only_recommending(drafts, document)


def dotted_to_drafts(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    """Items among a chapter's numbered paragraphs, 5.5 and 5.6: those that ask, with the letters below them.

    Where headings group them, the paragraphs before the first one introduce the chapter.
    """
    drafts: list[Draft] = []
    group: str | None = None
    is_grouped = any(block.kind is BlockKind.HEADING for block in blocks)
    for block in blocks:
        text = document.slice(block.span)
        if block.kind is BlockKind.HEADING:
            group = text
        elif is_grouped and group is None:
            continue
        elif DOTTED.match(text):
            drafts.append(_statement(section, block, group, document))
        elif drafts:
            add_part(drafts[-1], block, document)
    for draft in drafts:
        fold_fragments(draft, document)
    kept = _only_recommending(drafts, document)
    return [draft for draft in kept if asks_for_action(draft_text(document, draft))]


def _only_recommending(drafts: list[Draft], document: Document) -> list[Draft]:
    """Where paragraphs say "we recommend", those that do not argue for it: a chapter of an inquiry's report."""
    saying = [draft for draft in drafts if RECOMMENDS.search(draft_text(document, draft))]
    return saying if len(saying) >= MIN_SAYING else drafts


def _statement(
    section: Section, block: Block, group: str | None, document: Document, head: Block | None = None
) -> Draft:
    number = DOTTED.match(document.slice(block.span))
    return Draft(
        section.kind,
        [after(block, number.end()) if number else whole(block)],
        label=number["number"] if number else _own_label(head, document) if head else None,
        group_heading=group,
        heads=[head] if head else [],
        evidence={block.evidence, Evidence.STYLE},
    )


def _is_label(block: Block, kind: Kind, document: Document) -> bool:
    """Whether a heading is nothing but the label of one item of the list."""
    text = document.slice(block.span)
    found = ITEM_LABEL.match(text)
    return found is not None and found.end() == len(text) and label_kind(text) is kind


def has_statement(blocks: Sequence[Block], document: Document) -> bool:
    """Whether a bold sentence stands among blocks."""
    return any(is_statement(block, document) for block in blocks)


def _goes_on_bold(block: Block, is_single: bool) -> bool:
    """Whether a bold block goes on with the statement above it.

    A bold bullet does; so does a bold sentence in a box whose heading announces one item.
    """
    return block.style.bold >= BOLD and (bool(block.bullet) or (is_single and block.kind is not BlockKind.HEADING))


def is_statement(block: Block, document: Document) -> bool:
    """A bold sentence; one set like a heading, without a full stop, only if it puts somebody under a duty."""
    if block.style.bold < BOLD or block.bullet:
        return False
    return block.kind is not BlockKind.HEADING or bool(MODAL.search(document.slice(block.span)))


def practice_to_draft(section: Section, blocks: Sequence[Block], document: Document) -> Draft:
    """Practice is captured whole and is never an action; without a box it is the first paragraph."""
    texts = [block for block in blocks if block.kind is not BlockKind.HEADING]
    kept = texts if section.bounded else texts[:1]
    title = document.slice(section.opener.span)
    return Draft(section.kind, [whole(block) for block in kept], title=title, evidence={Evidence.BOX})


def concerns_to_drafts(section: Section, blocks: Sequence[Block], document: Document) -> list[Draft]:
    """A cause of concern: its statement, then "Recommendations" with lead-ins, whose bullets are its children."""
    parent: Draft | None = None
    drafts: list[Draft] = []
    lead: str | None = None
    label: str | None = _own_label(section.opener, document)
    is_labelled = any(_heads_concern(block, document) for block in blocks)
    in_list = run_in_open = False
    for block in blocks:
        text = document.slice(block.span)
        if _heads_concern(block, document):
            parent, label, is_labelled = None, _own_label(block, document), False
        elif is_labelled:
            continue
        elif LIST_GOES_ON.match(letters_of(text)) and len(text) < 40:
            in_list, lead = True, None
        elif parent and (run_in := RUN_IN.match(text)):
            parent.children.append(Draft(Kind.RECOMMENDATION, [after(block, run_in.end())], evidence={block.evidence}))
            in_list, lead, run_in_open = True, None, True
        elif parent and run_in_open and block.bullet:
            parent.children[-1].pieces.append(whole(block))
        elif parent is None or (is_statement(block, document) and (in_list or parent.supporting)):
            parent = Draft(section.kind, [whole(block)], evidence={block.evidence})
            parent.label = label
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


def _heads_concern(block: Block, document: Document) -> bool:
    """Whether a line names the next cause of concern in a list of them; what stands before the first is prose."""
    return block.kind is BlockKind.HEADING and label_kind(document.slice(block.span)) in CONCERNS


def _own_label(block: Block, document: Document) -> str | None:
    found = ITEM_LABEL.match(document.slice(block.span))
    return found["number"] if found else None


def _add_statement_or_evidence(parent: Draft, block: Block, document: Document) -> None:
    if is_statement(block, document) and not parent.supporting and parent.pieces[-1].block.style.bold >= BOLD:
        parent.pieces.append(whole(block))
    else:
        parent.supporting.append(whole(block))


def _concern_child(block: Block, lead: str | None, document: Document) -> Draft:
    label = label_of(block, document)
    piece = after(block, label[1]) if label else whole(block)
    return Draft(
        Kind.RECOMMENDATION, [piece], label=label[0] if label else None, lead_in=lead, evidence={block.evidence}
    )
