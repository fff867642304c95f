"""Where a labelled item ends that nothing bounds: no box, no heading, no change of letters before the prose goes on.

Reports without boxes print an item in the middle of a chapter and argue on in the same letters, pages of the web above
all. Two things tell: another printing of the item, and what the report's other items look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.domain import BlockKind, Document, Kind
from extractor.find.drafts import Draft, Piece, pieces_to_text
from extractor.find.patterns import IMPERATIVE, MODAL
from extractor.find.verdicts import asks_for_action

MIN_ITEMS = 4
MOSTLY = 0.6
"""Share of such items that are one paragraph, with its bullets: then a second one has to ask for something itself."""

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“])")
NO_NEED = re.compile(r"(?:n[’']t|\bnot|\bno(?:body| one)?)(?: \w+){0,2} need", re.IGNORECASE)


def cut_run_ons(drafts: Iterable[Draft], document: Document) -> None:
    """Put the prose behind labelled items among their supporting words, in a report of items of one paragraph."""
    loose = [draft for draft in drafts if _is_loose(draft)]
    single = sum(len(_paragraphs(draft)) <= 1 for draft in loose)
    if len(loose) < MIN_ITEMS or single < MOSTLY * len(loose):
        return
    for draft in loose:
        end = _where_prose_begins(draft, document)
        draft.supporting = [*draft.pieces[end:], *draft.supporting]
        draft.pieces = draft.pieces[:end]


def is_open(draft: Draft) -> bool:
    """Whether neither a box nor a cell ends an item."""
    return all(piece.block.box_id is None and piece.block.cell is None for piece in draft.pieces)


def _is_loose(draft: Draft) -> bool:
    is_labelled = any(head.kind is BlockKind.HEADING for head in draft.heads) and not draft.from_list
    return draft.kind is Kind.RECOMMENDATION and is_labelled and not draft.children and is_open(draft)


def _paragraphs(draft: Draft) -> list[Piece]:
    return [piece for piece in draft.pieces if not piece.block.bullet]


def _where_prose_begins(draft: Draft, document: Document) -> int:
    """The place of the first paragraph that asks for nothing behind words that do, or the number of pieces."""
    for place, piece in enumerate(draft.pieces):
        above = pieces_to_text(document, draft.pieces[:place])
        has_asked = asks_for_action(above) or bool(IMPERATIVE.match(above))
        if has_asked and _begins_anew(above, piece, document) and not _puts_a_duty(document.slice(piece.span)):
            return place
    return len(draft.pieces)


def _begins_anew(above: str, piece: Piece, document: Document) -> bool:
    """Whether a paragraph is neither a bullet nor the end of a sentence above it, like its lettered parts."""
    starts_sentence = document.slice(piece.span).lstrip("‘“'\"")[:1].isupper()
    return not piece.block.bullet and starts_sentence and above.rstrip("’”'\" ").endswith((".", "!", "?"))


def _puts_a_duty(text: str) -> bool:
    first = SENTENCE_END.split(text, maxsplit=1)[0]
    return bool(MODAL.search(first) and not NO_NEED.search(first)) or bool(IMPERATIVE.match(first))
