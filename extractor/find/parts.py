"""What stands below an item: its label, sub-parts, bullets, status and answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.domain import Block, Document, Evidence, Kind
from extractor.find.drafts import Draft, after, draft_text, pieces_to_text, whole
from extractor.find.kinds import label_kind
from extractor.find.patterns import (
    BARE_LETTER,
    DOTTED,
    ITEM_LABEL,
    LETTER,
    MODAL,
    NUMBER,
    OPEN_DUTY,
    OWN_DIRECTIVE,
    RESPONSE_LINE,
    ROMAN,
    STATUS_LINE,
    SUBJUNCTIVE,
)

BOLD, PLAIN = 0.9, 0.1
NEST_STEP_PT = 6.0
"""Text this much further in belongs to the part above it."""

QUESTION_WORD = re.compile(r"(?:what|where|when|why|how|who|which|whether)\b")
"""A clause that completes the words above it: "(b) where the subject is likely to be"."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")

CONCERNS = (Kind.CAUSE_OF_CONCERN, Kind.ACCELERATED_CAUSE_OF_CONCERN)


def label_of(block: Block, document: Document) -> tuple[str, int] | None:
    """The printed number or label at the start of a block and how many letters it takes, or None."""
    text = document.slice(block.span)
    for pattern in (ITEM_LABEL, NUMBER):
        found = pattern.match(text)
        is_prose = pattern is ITEM_LABEL and label_kind(text) is None
        if found and not block.bullet and not is_prose:
            code = found["code"] if pattern is ITEM_LABEL else None
            return (code or "") + found["number"], found.end()
    return None


def letter_labels(blocks: Sequence[Block], document: Document) -> dict[int, tuple[str, int]]:
    """Letters or roman numerals that run on from the first, (a) (b) (c) or (i) (ii) (iii), by block: two at least.

    One that does not follow the one before it begins a word or a sub-part, not an entry.
    """
    for pattern, names in ((LETTER, LETTERS), (ROMAN, ROMANS), (BARE_LETTER, LETTERS)):
        found: dict[int, tuple[str, int]] = {}
        for block in blocks:
            label = None if block.bullet else pattern.match(document.slice(block.span))
            if label and label.lastgroup and label[label.lastgroup] == names[len(found) % len(names)]:
                found[block.span.start] = (label[label.lastgroup], label.end())
        if len(found) > 1:
            return found
    return {}


def add_part(draft: Draft, block: Block, document: Document) -> None:
    """Put a block below an item: a lettered or roman sub-part, a directive, a status, or more of its text."""
    text = document.slice(block.span)
    if status := STATUS_LINE.match(text):
        draft.status = (status["status"] or status["bare"] or "").strip(" .")
        draft.supporting.append(whole(block))
        return
    is_over = (
        bool(draft.supporting)
        or left_box(draft, block)
        or (_left_bold(draft, block) and _sub_label(draft, text) is None)
    )
    if DOTTED.match(text) or RESPONSE_LINE.match(text) or (is_over and not block.bullet):
        draft.supporting.append(whole(block))
        return
    if block.bullet:
        add_bullet(draft, block, document) if not draft.supporting else draft.supporting.append(whole(block))
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


def left_box(draft: Draft, block: Block) -> bool:
    """Whether an item that was printed in a box or a single cell is followed by words outside it."""
    first = next((piece.block for part in draft.walk() for piece in part.pieces), None)
    if first is None:
        return False
    if first.cell is not None:
        return block.cell is None
    return first.box_id is not None and block.box_id is None and block.page == first.page


def _left_bold(draft: Draft, block: Block) -> bool:
    """Whether an item that is set in bold is followed by plain words: the argument for it, not more of it."""
    if not draft.pieces or draft.children:
        return False
    own = draft.pieces[0].block.style
    return own.bold >= BOLD and block.style.bold <= PLAIN


def fold_fragments(draft: Draft, document: Document) -> None:
    """Take lettered ends of a sentence back into it: "as a minimum: (a) a fresh search; (b) a financial check".

    A sub-part is an item of its own only if it says something itself: a duty, or a sentence that begins anew.
    """
    for child in draft.children:
        fold_fragments(child, document)
    labelled = [child for child in draft.children if child.label]
    first = min((piece.span.start for child in labelled for piece in child.pieces), default=0)
    stem = pieces_to_text(document, [piece for piece in draft.pieces if piece.span.start < first]).rstrip()
    if not labelled or len(labelled) < len(draft.children) or not stem.endswith((":", "–", "—")):
        return
    texts = [draft_text(document, child) for child in labelled]
    completes = bool(OPEN_DUTY.search(stem)) and all(text[:1].islower() for text in texts)
    if completes or sum(_says_something(text) for text in texts) < 0.5 * len(texts):
        parts = [piece for child in labelled for part in child.walk() for piece in part.pieces]
        whole_parts = [whole(piece.block) for piece in parts]
        draft.pieces = sorted([*draft.pieces, *whole_parts], key=lambda piece: piece.span.start)
        draft.children = []


def _says_something(text: str) -> bool:
    if QUESTION_WORD.match(text):
        return False
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


def add_bullet(draft: Draft, block: Block, document: Document) -> None:
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
