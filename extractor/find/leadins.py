"""Reports without a list: "I recommend:" and what follows it, where nothing else was found."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.domain import Block, BlockKind, Document, Evidence, Kind
from extractor.find.drafts import Draft, whole
from extractor.find.patterns import RECOMMEND_LEAD_IN
from extractor.find.sections import is_old

NEAR_PT = 6.0


def lead_in_drafts(document: Document, used: Sequence[Block]) -> list[Draft]:
    """Items that follow a lead-in such as "We therefore recommend that:", up to the end of their list."""
    taken = {id(block) for block in used}
    blocks = [block for block in document.blocks if block.kind is not BlockKind.CONTENTS and id(block) not in taken]
    drafts: list[Draft] = []
    heading: str | None = None
    for index, block in enumerate(blocks):
        text = document.slice(block.span)
        if block.kind is BlockKind.HEADING:
            heading = text
        elif RECOMMEND_LEAD_IN.match(text) and len(text) < 400 and not (heading and is_old(heading)):
            drafts += _follow(blocks[index + 1 :], text, heading)
    return drafts


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
