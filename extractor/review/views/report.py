"""One stored report -> its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from extractor.domain import Issue, Report
from extractor.labels import label_of
from extractor.review import pages
from extractor.review.parts import (
    AsideLine,
    DiffLine,
    Fact,
    Field,
    IssueLine,
    ItemLine,
    Option,
    Progress,
    Segment,
    Shell,
)
from extractor.review.urls import Urls
from extractor.review.views.lines import events_of, line_of
from extractor.review.views.marks import change_of, segments_of
from extractor.review.views.words import day, plural
from extractor.store.records import (
    NOT_FOR_FORCE,
    ChangedItem,
    Filter,
    ItemState,
    QueueRow,
    ReportPage,
    StoredReport,
    VersionDiff,
)
from extractor.vocabulary import ReportType

SOURCE_WORDS = {
    "cover": "read from the cover",
    "text": "read from the text",
    "metadata": "taken from the file's properties: check it",
    "user": "corrected here",
}


def aside_filter(report_id: int) -> Filter:
    """The items of a report that nobody has decided and that were suggested as not for the force."""
    return Filter(report_id=report_id, relevance=tuple(NOT_FOR_FORCE), states=(ItemState.UNDECIDED,))


def aside_page(shell: Shell, stored: StoredReport, rows: Iterable[QueueRow]) -> pages.AsidePage:
    """Those items with their whole words, so that nothing is set aside unread."""
    return pages.AsidePage(shell, stored.id, stored.report.title, tuple(_aside_line(row) for row in rows))


def _aside_line(row: QueueRow) -> AsideLine:
    line = line_of(row)
    name = f"{line.kind} {line.number}".strip() + (f", page {row.page}" if row.page else "")
    value = f"{row.item_id} {row.revision} {row.relevance or ''}"
    return AsideLine(value, line.url, name, row.text, line.relevance, line.certainty)


def report_page(shell: Shell, stored: ReportPage, error: str = "", *, aside: int = 0) -> pages.ReportPage:
    """Metadata, outline, issues, what changed and who corrected what; ``aside`` items can be set aside."""
    report, counts, number = stored.stored.report, stored.stored.counts, stored.stored.id
    return pages.ReportPage(
        shell=shell,
        report_id=number,
        ref=stored.stored.ref,
        heading=report.title,
        revision=stored.stored.revision,
        facts=facts_of(stored),
        fields=fields_of(report, stored.printed, stored.stored.response_published),
        progress=Progress(counts.decided, counts.items),
        outline=outline_of(stored),
        issues=tuple(issue_line(issue, number, report.sha256) for issue in stored.issues),
        diff_heading=diff_heading(stored.diff) if stored.diff else "",
        diff=tuple(diff_lines(stored.diff)) if stored.diff else (),
        grade_changes=grade_changes(stored.diff) if stored.diff else (),
        versions=tuple(
            f"Version {one.version}: {one.file}"
            + (f", published {day(one.publication_date)}" if one.publication_date else "")
            for one in stored.versions
        ),
        events=events_of(stored.history),
        pdf_url=Urls.pdf(number, report.sha256),
        aside=aside,
        queue_url=Urls.queue(f"report={number}"),
        resume_url=Urls.resume(f"report={number}") if counts.left else "",
        error=error,
    )


def facts_of(stored: ReportPage) -> tuple[Fact, ...]:
    """Counts both ways, pages, grades."""
    counts, report = stored.stored.counts, stored.stored.report
    items = plural(counts.items, "item")
    if counts.tops != counts.leaves:
        items += f" ({counts.tops} counting a cause of concern once, {counts.leaves} counting its clauses)"
    beside = [
        plural(counts.restated, "old item printed again", "old items printed again") if counts.restated else "",
        f"{plural(counts.for_record, 'conclusion or practice', 'conclusions or practices')} kept for the record"
        if counts.for_record
        else "",
    ]
    facts = [
        Fact("Items", (items, *filter(None, beside))),
        Fact("For the force", (str(counts.for_force),), "by decision where there is one, else as suggested"),
        Fact("Left to decide", (str(counts.left),)),
        Fact("File", (f"{report.file}, {plural(report.page_count, 'page')}",)),
        Fact("Grades", tuple(f"{one.area}: {one.grade}" for one in report.grades)) if report.grades else None,
        Fact("Status of earlier items", tuple(one.text for one in report.status_lines))
        if report.status_lines
        else None,
    ]
    return tuple(fact for fact in facts if fact)


def fields_of(report: Report, printed: Report, response_published: date | None) -> tuple[Field, ...]:
    """What a person can correct, the publication date first: dates are counted from it."""
    hint = SOURCE_WORDS.get(report.publication_date_source or "", "not found in the report")
    types = tuple(Option(one.value, label_of(one), one is report.report_type) for one in ReportType)
    return (
        Field(
            "publication_date", "Publication date", _iso(report), _differs(_iso(report), _iso(printed)), hint, "date"
        ),
        Field("title", "Title", report.title, _differs(report.title, printed.title)),
        Field(
            "source_body", "Published by", report.source_body or "", _differs(report.source_body, printed.source_body)
        ),
        Field(
            "report_type",
            "Type",
            report.report_type.value,
            _differs(label_of(report.report_type), label_of(printed.report_type)),
            "The legal date for a response follows from it",
            "choice",
            types,
        ),
        Field("force", "Force inspected", report.force or "", _differs(report.force, printed.force), "Empty for none"),
        Field(
            "response_published",
            "Response published",
            response_published.isoformat() if response_published else "",
            "",
            "Empty while it is due",
            "date",
        ),
    )


def _iso(report: Report) -> str:
    return report.publication_date.isoformat() if report.publication_date else ""


def _differs(now: str | None, printed: str | None) -> str:
    return (printed or "nothing") if (now or "") != (printed or "") else ""


def outline_of(stored: ReportPage) -> tuple[tuple[int | None, tuple[ItemLine, ...]], ...]:
    """Items by the page on which they begin, those of no page last; within a page in the order of the report.

    A committee's list stands at the end while its recommendations begin in the chapters, its conclusions in the list.
    """
    query = f"report={stored.stored.id}"
    by_page = sorted(stored.outline, key=lambda row: (row.page is None, row.page))
    grouped = groupby(by_page, key=lambda row: row.page)
    return tuple((page, tuple(line_of(row, query) for row in rows)) for page, rows in grouped)


def issue_line(issue: Issue, report_id: int, sha256: str) -> IssueLine:
    """Something to look at, with a link to the page of the PDF."""
    url = Urls.pdf(report_id, sha256, issue.page) if issue.page else ""
    return IssueLine(issue.severity.value, issue.message, issue.page, url)


# -------------------------------------------------------------------------------------------- diff


def diff_heading(diff: VersionDiff) -> str:
    """The change from one version to the next in a sentence."""
    return (
        f"Version {diff.after} against version {diff.before}: {len(diff.added)} added, {len(diff.removed)} removed, "
        f"{len(diff.reworded)} reworded, {diff.unchanged} unchanged"
    )


def diff_lines(diff: VersionDiff) -> Iterable[DiffLine]:
    """Every item that changed, reworded ones with the words that went and came."""
    for change in (*diff.added, *diff.reworded, *diff.removed):
        yield DiffLine(change.change.value, change.printed_number or "", Urls.item(change.item_id), _changed(change))


def _changed(change: ChangedItem) -> tuple[Segment, ...]:
    if not change.rewordings:
        return segments_of(change.text, ())
    parts: list[Segment] = []
    for one in change.rewordings:
        label = "" if one.field == "text" else f"{one.field.replace('_', ' ')}: "
        parts += [Segment(label)] * bool(label)
        parts += change_of(one.before, one.after)
        parts.append(Segment(" "))
    return tuple(parts)


def grade_changes(diff: VersionDiff) -> tuple[str, ...]:
    """Graded areas that differ."""
    return tuple(f"{one.area}: {one.before or 'not graded'} → {one.after or 'not graded'}" for one in diff.grades)
