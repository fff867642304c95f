"""What a heading or a label announces: the kind of the items below it, if any."""

from __future__ import annotations

import re

from extractor.domain import Kind
from extractor.find.headings import (
    LIKELY_ACTIONS,
    LIKELY_RECOMMENDATIONS,
    NEVER_A_LIST,
    OLD_ITEMS,
    OPENERS,
    letters_of,
)
from extractor.find.patterns import ITEM_LABEL

OPENER_MAX_LETTERS = 110


NAMES_ITEMS = re.compile(r"recommendation|areas?forimprovement|causes?ofconcern|priorityaction")
ONE = re.compile(
    r"(?:new|further)?(?:areafor(?:improvement|development|priorityaction)|priorityaction|recommendation|(?:accelerated)?causeofconcern)\d*$"
)
SEVERAL = re.compile(r"(?:recommendations|areasfor|areasof|causes|actions|priorities)")


SUBJECT = re.compile(
    r"^(?P<words>(?:our |new )?(?:areas for improvement|recommendations))(?::| [–—])\s+(?P<subject>[^.]{2,70})$",
    re.IGNORECASE,
)
"""A list's heading with what it is about: "Areas for improvement: custody"."""


ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
"""A remark behind a heading's words: "Cause of concern (reprinted from our letter of 14 October)"."""


KIND_OF_WORD = {
    "rec": Kind.RECOMMENDATION,
    "are": Kind.AREA_FOR_IMPROVEMENT,
    "afi": Kind.AREA_FOR_IMPROVEMENT,
    "cau": Kind.CAUSE_OF_CONCERN,
    "acc": Kind.ACCELERATED_CAUSE_OF_CONCERN,
    "pri": Kind.PRIORITY_ACTION,
    "r": Kind.RECOMMENDATION,
    "mr": Kind.RECOMMENDATION,
}


def opener_kind(text: str) -> Kind | None:
    """What the items below a heading are, or None where it opens no list.

    >>> opener_kind("What needs to improve?")
    <Kind.AREA_FOR_IMPROVEMENT: 'area_for_improvement'>
    >>> opener_kind("Case study: area for improvement") is None
    True
    """
    if len(text) > OPENER_MAX_LETTERS:
        return None
    bare = ASIDE.sub("", text)
    kind = _kind_of_heading(bare)
    if kind is None and (parted := SUBJECT.match(bare)):
        kind = _kind_of_heading(parted["words"])
    return kind


def _kind_of_heading(text: str) -> Kind | None:
    letters = letters_of(text)
    if NEVER_A_LIST.match(letters):
        return None
    for pattern, kind in OPENERS:
        if pattern.match(letters):
            if kind is Kind.CAUSE_OF_CONCERN and letters.startswith("accelerated"):
                return Kind.ACCELERATED_CAUSE_OF_CONCERN
            return kind
    return None


def is_singular(heading: str) -> bool:
    """Whether a heading announces exactly one item.

    >>> is_singular("Area for improvement"), is_singular("What needs to improve")
    (True, False)
    """
    return bool(ONE.match(letters_of(ASIDE.sub("", heading))))


def is_plural(heading: str) -> bool:
    """Whether a heading announces several items.

    >>> is_plural("Causes of concern"), is_plural("Cause of concern 2")
    (True, False)
    """
    return bool(SEVERAL.search(letters_of(heading)))


def likely_kind(text: str) -> Kind | None:
    """What the items below a heading are that may open a list, or None.

    >>> likely_kind("What needs to change")
    <Kind.RECOMMENDATION: 'recommendation'>
    >>> likely_kind("How we made our recommendations") is None
    True
    """
    letters = letters_of(ASIDE.sub("", text))
    if len(text) > OPENER_MAX_LETTERS or NEVER_A_LIST.match(letters) or OLD_ITEMS.match(letters):
        return None
    may_be = LIKELY_RECOMMENDATIONS.match(letters) or LIKELY_ACTIONS.match(letters)
    return Kind.RECOMMENDATION if may_be else None


def old_list_kind(text: str) -> Kind | None:
    """What the items below a heading about an earlier report's items are, or None for every other heading.

    >>> old_list_kind("Recommendations from the 2025 inspection report")
    <Kind.RECOMMENDATION: 'recommendation'>
    """
    letters = letters_of(text)
    if not is_old(text) or not NAMES_ITEMS.search(letters):
        return None
    return Kind.AREA_FOR_IMPROVEMENT if "improvement" in letters else Kind.RECOMMENDATION


def is_old(text: str) -> bool:
    """Whether a heading announces items of an earlier report."""
    return len(text) <= OPENER_MAX_LETTERS and bool(OLD_ITEMS.match(letters_of(text)))


def label_kind(text: str) -> Kind | None:
    """What a block that begins with an item label is, or None.

    >>> label_kind("Recommendation 4: vetting")
    <Kind.RECOMMENDATION: 'recommendation'>
    """
    found = ITEM_LABEL.match(text)
    if not found:
        return None
    is_alone = found.end() == len(text) or bool(found["stop"].strip())
    word = (found["word"] or found["code"]).rstrip("-")
    return KIND_OF_WORD[word[:3].lower()] if is_alone or text[found.end() : found.end() + 1].isupper() else None
