"""The same item printed twice is one item: list and box, summary and chapter."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extractor.domain import Block, BlockKind, Document, Kind
from extractor.find.drafts import Draft, draft_text
from extractor.find.headings import SELECTION, letters_of
from extractor.find.patterns import DOTTED, ITEM_LABEL, NUMBER
from extractor.find.run_ons import is_open

SAME_ITEM = 0.9
SAME_LABEL_SAME_ITEM = 0.75
"""Small changes of wording between the list and the chapter ("and/or actions" for "and/or any actions")."""

REFERENCE = re.compile(r"\s*\((?:(?:recommendation|conclusion),?\s*)?paragraphs? [\d, and–-]+\)\s*$", re.IGNORECASE)
"""Where a committee's list says which paragraph it repeats."""

MIN_LETTERS = 25
LETTERS_BEFORE = re.compile(r"^[A-Z]{1,3}-?(?=\d)")
PREFIX_LETTERS = 48
MIN_LIST = 3
MOSTLY = 0.5


def fold(text: str) -> str:
    """Letters and digits only, for comparing printings.

    >>> fold("The  force’s “plan”.")
    'the force s plan'
    """
    plain = unicodedata.normalize("NFKC", REFERENCE.sub("", text)).casefold()
    return re.sub(r"[^0-9a-z]+", " ", plain).strip()


def merge_printings(drafts: Sequence[Draft], document: Document) -> list[Draft]:
    """Drafts without repeats: a later printing gives its regions to the first one.

    Consolidated lists come before chapters, and numbered items before lone letters: a chapter's "(a)" is the list's
    "2(a)".
    """
    kept: list[Draft] = []
    parts: list[tuple[Draft, str]] = []
    printed_twice = 0
    order = sorted(drafts, key=lambda draft: (not draft.from_list, not _is_number(draft.label)))
    for draft in order:
        text = fold(draft_text(document, draft))
        twin = _twin(draft, text, parts)
        if twin is None:
            kept.append(draft)
            parts += [(part, fold(draft_text(document, part))) for part in draft.walk()]
        else:
            _absorb(twin, draft, document)
            printed_twice += _is_number(draft.label)
    position = {id(draft): index for index, draft in enumerate(drafts)}
    kept = _absorb_run_ons(kept, printed_twice, document)
    return sorted(kept, key=lambda draft: position[id(draft)])


def _twin(draft: Draft, text: str, parts: Sequence[tuple[Draft, str]]) -> Draft | None:
    for other, other_text in parts:
        same_label = draft.label is not None and _bare(draft.label) == _bare(other.label)
        if _is_number(draft.label) and _is_number(other.label) and not same_label:
            continue
        if other.restated != draft.restated or (draft.kind is not other.kind and not same_label):
            continue
        if draft.group_heading and other.group_heading and draft.group_heading != other.group_heading:
            continue  # two bodies may be asked for the same under the same number
        is_one_list = draft.from_list and other.from_list and draft.section == other.section
        needed = SAME_LABEL_SAME_ITEM if same_label and not is_one_list else SAME_ITEM
        if (same_label and not is_one_list and _same_title(draft, other)) or _alike(text, other_text, needed):
            return other
    return None


def _same_title(draft: Draft, other: Draft) -> bool:
    """Whether two printings in parts have one number and one title: an appendix may put the words below otherwise."""
    has_parts = bool(draft.children and other.children)
    return has_parts and draft.title is not None and fold(draft.title) == fold(other.title or "")


def _absorb_run_ons(kept: Sequence[Draft], printed_twice: int, document: Document) -> list[Draft]:
    """Drafts without those that print another one under its label and run on into the prose behind it.

    Reports without boxes do, pages of the web above all: only the other printing tells where the item ends. Where
    most items are printed twice in the same words, that one is whole and no short form.
    """
    labelled = [(draft, fold(draft_text(document, draft))) for draft in kept if _is_number(draft.label)]
    run_ons = {
        id(draft): own
        for draft, text in labelled
        for own, words in labelled
        if _is_same_item(draft, own)
        and _begins_alike(text, words)
        and is_open(draft)
        and own.from_list >= draft.from_list
    }
    if len(run_ons) > printed_twice:
        return list(kept)
    for draft in kept:
        if id(draft) in run_ons:
            _absorb(run_ons[id(draft)], draft, document)
    return [draft for draft in kept if id(draft) not in run_ons]


def _is_same_item(draft: Draft, own: Draft) -> bool:
    return draft.kind is own.kind and _bare(draft.label) == _bare(own.label) and draft.restated == own.restated


def _begins_alike(text: str, words: str) -> bool:
    return MIN_LETTERS <= len(words) < len(text) and _alike(text[: len(words)], words, SAME_ITEM)


def _bare(label: str | None) -> str | None:
    """A label without the letters in front: a chapter's 4 may be the appendix's R4."""
    return LETTERS_BEFORE.sub("", label) if label else None


def _is_number(label: str | None) -> bool:
    """Whether a label tells items of a report apart: 4 or 4(a), but not a lone letter or a paragraph's 6.22."""
    return label is not None and bool(re.match(r"(?:M?R|AFI|REC)?-?\d", label)) and "." not in label


def drop_retellings(lists: Sequence[Sequence[Draft]]) -> list[list[Draft]]:
    """Lists without the chapters that only look like one.

    A chapter under the heading "Recommendations" argues for what the consolidated list then states: it repeats
    numbers as headings, quotes other people's lists and goes back and forth. Where the same kind of item has a list
    whose numbers run on, one whose numbers do not is narrative; its pages come back through ``add_other_printings``.
    An earlier report's list in an annex says nothing about the numbers of this one's, which may stand by body. Short
    forms of the most important ones in a summary are no items beside the labelled ones.
    """
    clean = {_sort(drafts) for drafts in lists if len(drafts) >= MIN_LIST and _runs_on(drafts)}
    labelled = Counter(_sort(drafts) for drafts in lists for draft in drafts if draft.label)
    kept: list[list[Draft]] = []
    for drafts in lists:
        is_told_again = bool(drafts) and (
            (_sort(drafts) in clean and _goes_back(drafts))
            or (_is_selection(drafts) and labelled[_sort(drafts)] > max(len(drafts), MIN_LIST))
        )
        kept.append([] if is_told_again else list(drafts))
    return kept


def _is_selection(drafts: Sequence[Draft]) -> bool:
    """Whether a list without labels stands below "The main recommendations": a summary's, where others have labels."""
    heading = letters_of(drafts[0].section[-1]) if drafts[0].section else ""
    return bool(SELECTION.match(heading)) and not any(draft.label for draft in drafts)


def _sort(drafts: Sequence[Draft]) -> tuple[Kind, bool]:
    return drafts[0].kind, drafts[0].restated


def _numbers(drafts: Sequence[Draft]) -> list[int]:
    return [int(draft.label) for draft in drafts if draft.label and draft.label.isdigit()]


def _runs_on(drafts: Sequence[Draft]) -> bool:
    numbers = _numbers(drafts)
    steps = list(pairwise(numbers))
    return len(numbers) >= MIN_LIST and sum(later == earlier + 1 for earlier, later in steps) >= 0.8 * len(steps)


def _goes_back(drafts: Sequence[Draft]) -> bool:
    """Whether numbers repeat or fall, other than by starting again at 1 below a new group heading."""
    numbers = _numbers(drafts)
    steps = list(pairwise(numbers))
    wrong = sum(later <= earlier and later != 1 for earlier, later in steps)
    return wrong >= 2 and wrong >= 0.15 * len(steps)


def drop_foreign_labels(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Items to keep, and labelled ones whose number the report's own list gives to other words.

    "Recommendation 3" in the middle of a chapter is then a quotation from another report. Where the chapters label
    most of the list's numbers, it is the other way round: the list only names them in short.
    """
    listed = {_key(draft) for draft in drafts if draft.from_list and draft.label and not draft.restated}
    labelled = {_key(draft) for draft in drafts if not draft.from_list and not draft.restated} & listed
    is_short_form = len(labelled) >= MIN_LIST and len(labelled) >= MOSTLY * len(listed)
    kept: list[Draft] = []
    foreign: list[Draft] = []
    for draft in drafts:
        clashes = not draft.restated and draft.from_list is is_short_form and _key(draft) in (labelled or listed)
        (foreign if clashes else kept).append(draft)
    return kept, foreign


def _key(draft: Draft) -> tuple[Kind, str | None]:
    return draft.kind, draft.label


def _alike(first: str, second: str, needed: float) -> bool:
    if not first or not second or min(len(first), len(second)) < needed * max(len(first), len(second)):
        return False
    return Levenshtein.normalized_similarity(first, second, score_cutoff=needed) >= needed


def _absorb(twin: Draft, draft: Draft, document: Document) -> None:
    """Give an item the regions and whatever else a later printing of it adds; prose behind its words adds nothing."""
    letters, enough = 0, len(fold(draft_text(document, twin)))
    for piece in draft.pieces:
        if letters < enough:
            twin.also += document.regions_of(piece.span)
        letters += len(fold(document.slice(piece.span))) + 1
    for child in draft.children:
        same = _same_part(twin, child, document)
        _absorb(same, child, document) if same else twin.children.append(child)
    twin.supporting = twin.supporting or draft.supporting
    twin.title = twin.title or draft.title
    twin.evidence |= draft.evidence


def _same_part(twin: Draft, child: Draft, document: Document) -> Draft | None:
    """The part of an item that a part of its other printing is: that of the same label, however its words changed.

    An inquiry's appendix may put a part in other words than its chapter does.
    """
    named = [own for own in twin.children if child.label and _bare(own.label) == _bare(child.label)]
    if named:
        return named[0]
    words = fold(draft_text(document, child))
    alike = (own for own in twin.children if _alike(words, fold(draft_text(document, own)), SAME_LABEL_SAME_ITEM))
    return next(alike, None)


def add_other_printings(drafts: Sequence[Draft], document: Document, used: Sequence[Block]) -> None:
    """Pages on which a paragraph outside every list prints the words of an item again."""
    taken = {block.span.start for block in used}
    by_start: dict[str, list[tuple[Draft, str]]] = {}
    for draft in drafts:
        for part in draft.walk():
            text = fold(draft_text(document, part))
            if len(text) >= MIN_LETTERS:
                by_start.setdefault(text[:PREFIX_LETTERS], []).append((part, text))
    for block in document.blocks:
        if block.span.start in taken or block.kind is BlockKind.CONTENTS:
            continue
        words = _without_label(document.slice(block.span))
        text = fold(words)
        for part, own in by_start.get(text[:PREFIX_LETTERS], ()):
            if _alike(text, own, SAME_LABEL_SAME_ITEM):
                part.also += document.regions_of(block.span)


def _without_label(text: str) -> str:
    for pattern in (ITEM_LABEL, DOTTED, NUMBER):
        if found := pattern.match(text):
            return text[found.end() :]
    return re.sub(r"^\(?[a-zA-Z]{1,4}[.)]\s+|^recommendation\s+", "", text)
