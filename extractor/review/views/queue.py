"""A page of the queue and the audit sample -> their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from extractor.labels import label_of
from extractor.review.pages import AuditPage, QueuePage
from extractor.review.parts import Choices, ItemLine, Option, Progress, Shell
from extractor.review.urls import Urls
from extractor.review.view import Sample, View
from extractor.review.views.lines import line_of
from extractor.review.views.words import STATE_WORDS, theme_names, theme_words
from extractor.store.records import FOR_FORCE, SHOWN, ItemState, Queue, QueueRow, Sort, StoredReport
from extractor.vocabulary import AddresseeGroup, Kind, RelevanceLabel

PAGE_SIZE = 50
SORT_WORDS = {Sort.PAGE: "Order in the report", Sort.UNCERTAINTY: "Least certain first"}


def queue_page(
    shell: Shell, view: View, queue: Queue, reports: Sequence[StoredReport], own_themes: Iterable[str] = ()
) -> QueuePage:
    """The items of a view with everything by which they can be narrowed."""
    chosen = view.filter
    report = next((one for one in reports if one.id == chosen.report_id), None)
    return QueuePage(
        shell=shell,
        heading=report.report.title if report else "All reports",
        report_id=chosen.report_id,
        lines=tuple(line_of(row, view.query, blind=shell.blind) for row in queue.rows),
        total=queue.total,
        first=queue.offset + 1,
        progress=Progress(queue.decided, queue.shown),
        choices=choices_of(view, reports, own_themes),
        min_percent="" if chosen.min_probability is None else f"{chosen.min_probability * 100:.0f}",
        max_percent="" if chosen.max_probability is None else f"{chosen.max_probability * 100:.0f}",
        words=chosen.words,
        record=not chosen.actionable_only,
        unanswered=chosen.unanswered,
        sorts=tuple(Option(sort.value, words, sort is view.sort) for sort, words in SORT_WORDS.items()),
        narrowed=view.is_narrowed,
        clear_url=Urls.queue(View(type(chosen)(report_id=chosen.report_id)).query),
        query=view.query,
        resume_url=Urls.resume(view.query) if queue.decided < queue.shown else "",
        earlier_url=_turned(view, queue.offset - queue.limit) if queue.offset > 0 else "",
        later_url=_turned(view, queue.offset + queue.limit) if queue.offset + queue.limit < queue.total else "",
    )


def choices_of(view: View, reports: Sequence[StoredReport], own_themes: Iterable[str]) -> tuple[Choices, ...]:
    """The filters with what is chosen in them."""
    chosen = view.filter
    report = Choices(
        "report",
        "Report",
        tuple(Option(str(one.id), f"{one.ref} {one.report.title}", one.id == chosen.report_id) for one in reports),
        chosen.report_id is not None,
    )
    names = {**theme_names(), **{theme: theme_words(theme) for theme in own_themes}}
    themes = tuple(Option(theme, words, theme in chosen.themes) for theme, words in names.items())
    return (
        report,
        _choices("state", "State", [state for state in ItemState if state in SHOWN], chosen.states, STATE_WORDS),
        _choices("relevance", "Relevance", RelevanceLabel, chosen.relevance),
        _choices("kind", "Kind", Kind, chosen.kinds),
        Choices("theme", "Theme", themes, bool(chosen.themes)),
        _choices("to", "For whom", AddresseeGroup, chosen.groups),
    )


def _choices(
    name: str,
    label: str,
    members: Iterable[StrEnum],
    chosen: Sequence[StrEnum],
    words: Mapping[ItemState, str] | None = None,
) -> Choices:
    known: dict[StrEnum, str] = {member: text for member, text in (words or {}).items()}
    options = (Option(one.value, known.get(one) or label_of(one), one in chosen) for one in members)
    return Choices(name, label, tuple(options), bool(chosen))


def _turned(view: View, offset: int) -> str:
    query = "&".join(part for part in (view.query, f"from={offset}" if offset > 0 else "") if part)
    return Urls.queue(query)


# ------------------------------------------------------------------------------------ audit sample


def audit_page(
    shell: Shell,
    rows: Sequence[QueueRow],
    reports: Sequence[StoredReport],
    *,
    size: int,
    seed: int,
    report_id: int | None,
) -> AuditPage:
    """The sample with what it says so far about what would have been missed."""
    query = View(replace(View().filter, report_id=report_id), sample=Sample(size, seed)).query
    judged = [row for row in rows if row.state is ItemState.DECIDED]
    missed = sum(row.decided in FOR_FORCE for row in judged)
    return AuditPage(
        shell=shell,
        lines=tuple(_sample_line(row, query, shell) for row in rows),
        size=size,
        seed=seed,
        next_seed=seed + 1,
        reports=tuple(Option(str(one.id), f"{one.ref} {one.report.title}", one.id == report_id) for one in reports),
        decided=len(judged),
        missed=missed,
        estimate=estimate_words(missed, len(judged)),
    )


def _sample_line(row: QueueRow, query: str, shell: Shell) -> ItemLine:
    return line_of(row, query, blind=shell.blind)


def estimate_words(missed: int, judged: int) -> str:
    """What a sample says about all dismissed items: the share, with Wilson's 95 % interval (Wilson, 1927).

    >>> estimate_words(0, 0)
    ''
    >>> estimate_words(1, 10)
    'Of those dismissed, about 10% may really be for the force (between 2% and 40%).'
    """
    if not judged:
        return ""
    z = 1.96
    share = missed / judged
    middle = (share + z * z / (2 * judged)) / (1 + z * z / judged)
    half = z * ((share * (1 - share) + z * z / (4 * judged)) / judged) ** 0.5 / (1 + z * z / judged)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return f"Of those dismissed, about {share:.0%} may really be for the force (between {low:.0%} and {high:.0%})."
