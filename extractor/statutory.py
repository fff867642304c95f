"""Who has to answer a report by law or convention, and by when: data in ``models/lists/response_rules.toml``."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extractor.artifacts import load_list
from extractor.domain import Report, ReportType

CHASED_DAYS = 120
"""A response that was due longer ago is history; the report's own page still tells."""


@dataclass(frozen=True, slots=True)
class ResponseRule:
    """One rule: who answers reports of these types, under what, within how many days or months of publication.

    ``for_force`` says whether the force or its governing body is among those who answer.
    """

    id: str
    law: str
    responder: str
    report_types: frozenset[ReportType]
    days: int = 0
    months: int = 0
    for_force: bool = True
    note: str = ""

    def due(self, published: date) -> date:
        """The day on which the answer to a report published that day is due."""
        if not self.months:
            return published + timedelta(days=self.days)
        year, month = divmod(published.year * 12 + published.month - 1 + self.months, 12)
        return date(year, month + 1, min(published.day, monthrange(year, month + 1)[1]))


@cache
def load_response_rules() -> tuple[ResponseRule, ...]:
    """Every rule, in the order in which they are tried."""
    return tuple(
        ResponseRule(**{**row, "report_types": frozenset(map(ReportType, row["report_types"]))})
        for row in load_list("response_rules")["rules"]
    )


def response_rule(report: Report) -> ResponseRule | None:
    """The rule for a report's type, or None where nothing asks for an answer (inquiries and reviews)."""
    return next((rule for rule in load_response_rules() if report.report_type in rule.report_types), None)


def response_due(report: Report) -> date | None:
    """When the force or its governing body has to answer; None without a rule for them or without a date."""
    rule = response_rule(report)
    if rule is None or not rule.for_force or report.publication_date is None:
        return None
    return rule.due(report.publication_date)


def is_current(due: date, today: date) -> bool:
    """Whether a response that nobody has recorded as published is still to be chased on a day."""
    return (today - due).days <= CHASED_DAYS
