"""Reports without a list of recommendations: what they recommend in their chapters.

Either a lead-in, "we recommend that the force should:", and what follows, or a paragraph that says so itself and is
set apart by weight or a box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.blocks import choose_blocks
from extractor.domain import Block, BlockKind, Document, Evidence, Kind
from extractor.find.drafts import Draft, after, draft_text, whole
from extractor.find.kinds import is_old
from extractor.find.patterns import DOTTED, LETTER, MODAL, NUMBER, RECOMMENDS

BOLD = 0.8
NEAR_PT = 6.0
MIN_SET_APART = 4
NEARLY_ALL = 0.8
MAX_LEAD_IN_LETTERS = 400


def lead_in_drafts(document: Document, used: Sequence[Block]) -> list[Draft]:
    """Items that follow a lead-in such as "We therefore recommend that:", up to the end of their list."""
    taken = {block.span.start for block in used}
    blocks = choose_blocks(
        document.blocks, lambda block: block.kind is not BlockKind.CONTENTS and block.span.start not in taken
    )
    drafts: list[Draft] = []
    heading: str | None = None
    for index, block in enumerate(blocks):
        text = document.slice(block.span)
        if block.kind is BlockKind.HEADING:
            heading = text
        elif leads_in(text) and not (heading and is_old(heading)):
            drafts += _follow(blocks[index + 1 :], text, heading)
        elif _stands_out(block) and RECOMMENDS.search(text) and not (heading and is_old(heading)):
            drafts.append(_stated(block, text, heading))
    return drafts


def set_apart_drafts(document: Document, used: Sequence[Block]) -> list[Draft]:
    """The numbered paragraphs that a report without any list prints in bold or italics, where they put duties.

    Most numbered paragraphs have to be plain, and nearly all of those set apart have to ask for something: then the
    style means what a heading would.
    """
    taken = {block.span.start for block in used}
    blocks = choose_blocks(
        document.blocks, lambda block: block.kind is not BlockKind.CONTENTS and block.span.start not in taken
    )
    looks = Counter(_look(block) for block in blocks if DOTTED.match(document.slice(block.span)))
    look = next((look for look, _ in looks.most_common() if any(look)), None)
    drafts: list[Draft] = []
    plain = 0
    heading: str | None = None
    for block in blocks:
        text = document.slice(block.span)
        number = DOTTED.match(text)
        if block.kind is BlockKind.HEADING and not number and not LETTER.match(text):
            heading = text
        elif number and _look(block) == look:
            drafts.append(_stated(block, text, heading))
        elif number:
            plain += 1
        elif (
            drafts
            and _look(block) == look
            and LETTER.match(text)
            and drafts[-1].pieces[-1].block.page >= block.page - 1
        ):
            drafts[-1].pieces.append(whole(block))
    asking = sum(bool(MODAL.search(draft_text(document, draft))) for draft in drafts)
    is_meant = len(drafts) >= MIN_SET_APART and plain >= len(drafts) and asking >= NEARLY_ALL * len(drafts)
    return drafts if is_meant else []


def _look(block: Block) -> tuple[bool, bool]:
    """Whether a block is bold and whether it is slanted."""
    return block.style.bold >= BOLD, block.style.italic >= BOLD


def _stands_out(block: Block) -> bool:
    """Whether a paragraph is set apart from the prose around it."""
    return not block.bullet and (block.style.bold >= BOLD or block.box_id is not None)


def _stated(block: Block, text: str, heading: str | None) -> Draft:
    number = DOTTED.match(text) or NUMBER.match(text)
    return Draft(
        Kind.RECOMMENDATION,
        [after(block, number.end()) if number else whole(block)],
        label=number["number"] if number else None,
        section=(heading,) if heading else (),
        evidence={Evidence.STYLE},
    )


def leads_in(text: str) -> bool:
    """Whether a paragraph recommends what follows it.

    >>> leads_in("We recommend that, within six months, the force should:")
    True
    >>> leads_in("We recommend that the force reviews it.")
    False
    """
    return len(text) < MAX_LEAD_IN_LETTERS and text.rstrip().endswith((":", "–", "—")) and bool(RECOMMENDS.search(text))


def _follow(blocks: Sequence[Block], lead_in: str, heading: str | None) -> list[Draft]:
    """The bullets, or the paragraphs in a style of their own, right after a lead-in."""
    drafts: list[Draft] = []
    first = blocks[0] if blocks else None
    if first is None or first.kind is BlockKind.HEADING:
        return drafts
    for block in blocks:
        same = bool(block.bullet) == bool(first.bullet) and abs(block.indent_pt - first.indent_pt) < NEAR_PT
        if block.kind is BlockKind.HEADING or not same or (not first.bullet and drafts):
            break
        section = (heading,) if heading else ()
        drafts.append(
            Draft(Kind.RECOMMENDATION, [whole(block)], lead_in=lead_in, section=section, evidence={Evidence.STYLE})
        )
    return drafts
