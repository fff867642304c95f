"""Reports, plan totals and responses due -> the home page, and uploads -> their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from extractor.labels import label_of
from extractor.review.pages import HomePage
from extractor.review.parts import DueLine, Figure, Progress, ReportLine, Shell
from extractor.review.urls import Urls
from extractor.review.views.words import day, days_left
from extractor.statutory import is_current
from extractor.store.records import PlanTotals, ResponseDue, StoredReport


def home_page(
    shell: Shell,
    reports: Sequence[StoredReport],
    totals: PlanTotals,
    responses: Iterable[ResponseDue],
    *,
    has_force: bool,
    max_upload_mb: int,
    error: str = "",
) -> HomePage:
    """The page to start from."""
    return HomePage(
        shell=shell,
        reports=tuple(map(report_line, reports)),
        figures=figures_of(totals),
        due=tuple(due_line(one, totals.on) for one in responses if is_current(one.due, totals.on)),
        has_force=has_force,
        max_upload_mb=max_upload_mb,
        error=error,
    )


def report_line(stored: StoredReport) -> ReportLine:
    """One report with its counts; they are those of ``extractor status``."""
    report, counts = stored.report, stored.counts
    details = (label_of(report.report_type), report.source_body, day(report.publication_date))
    query = f"report={stored.id}"
    return ReportLine(
        ref=stored.ref,
        url=Urls.report(stored.id),
        queue_url=Urls.queue(query),
        resume_url=Urls.resume(query) if counts.left else "",
        title=report.title,
        detail=" · ".join([*filter(None, details), *([f"version {report.version}"] if report.version > 1 else [])]),
        items=counts.items,
        for_force=counts.for_force,
        progress=Progress(counts.decided, counts.items),
        left=counts.left,
        changed=counts.changed,
        unanswered=counts.unanswered,
        unanswered_url=Urls.queue(f"{query}&unanswered=1"),
        issues=stored.issues,
    )


def figures_of(totals: PlanTotals) -> tuple[Figure, ...]:
    """The plan in four counts, each leading to the rows it counts."""
    return (
        Figure(totals.open, "open actions", Urls.plan("open")),
        Figure(totals.overdue, "overdue", Urls.plan("overdue"), alarming=totals.overdue > 0),
        Figure(totals.due_soon, "due in 90 days", Urls.plan("soon")),
        Figure(totals.ended, "closed or ended", Urls.plan("ended")),
    )


def due_line(response: ResponseDue, today: date) -> DueLine:
    """A response that is due."""
    return DueLine(
        title=response.title,
        url=Urls.report(response.report_id),
        due=day(response.due),
        left=days_left(response.due, today),
        overdue=response.due < today,
    )
