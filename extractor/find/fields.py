"""Who must act and by when: fills addressees and deadlines of found items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.config import ForceProfile
from extractor.domain import Addressee, Recommendation, Report
from extractor.find.addressees import find_addressees
from extractor.find.context import context_of_report
from extractor.find.deadlines import find_deadlines

POINTS_BACK = re.compile(
    r"(?:[^,.;]{1,60},\s+)?(?:they|it|both|the same bodies)\s+(?:should|must|need(?:s)? to|shall)\b", re.I
)
"""A subject that only what stands before can name: "By 31 May 2029, they should:"."""


def resolve_fields(
    recommendations: Iterable[Recommendation], report: Report, profile: ForceProfile | None = None
) -> tuple[Recommendation, ...]:
    """The same items with addressees and deadlines.

    Args:
        recommendations: items as found, in any order.
        report: gives the publication date, the force and the kind of publication.
        profile: the configured force; with it, another force's "the force" has the group other_force.
    """
    items = tuple(recommendations)
    context = context_of_report(report, profile, items)
    filled: list[Recommendation] = []
    for item in items:
        addressees = find_addressees(item, context) or _of_the_one_before(item, filled)
        deadlines = find_deadlines(item, report.publication_date)
        filled.append(replace(item, addressees=addressees, deadlines=deadlines))
    return tuple(filled)


def _of_the_one_before(item: Recommendation, filled: Sequence[Recommendation]) -> tuple[Addressee, ...]:
    """Whom "they should" means at the head of an item or of its lead-in: those of the item before in its section."""
    before = filled[-1] if filled else None
    if (
        before is None
        or not item.section
        or before.section != item.section
        or not POINTS_BACK.match(item.lead_in or item.text)
    ):
        return ()
    return tuple(replace(each, inherited=True, span=None) for each in before.addressees)
