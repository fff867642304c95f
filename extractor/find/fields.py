"""Who must act and by when: fills addressees and deadlines of found items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.config import ForceProfile
from extractor.domain import Recommendation, Report
from extractor.find.addressees import find_addressees
from extractor.find.context import context_of_report
from extractor.find.deadlines import find_deadlines


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
    return tuple(
        replace(
            item, addressees=find_addressees(item, context), deadlines=find_deadlines(item, report.publication_date)
        )
        for item in items
    )
