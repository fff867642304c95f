"""The paper over the whole plan: what was opened and closed, what is late, and who holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from extractor.counts import ActionCounts, period_counts, plan_counts
from extractor.domain import Action, ActionStatus
from extractor.labels import label_of
from extractor.plan import paper_words as words
from extractor.plan.docx_parts import Paper
from extractor.plan.rows import day_words
from extractor.plan_view import (
    DUE_SOON_DAYS,
    PlanView,
    due_date,
    is_due_soon,
    is_overdue,
    is_past_original,
    is_unallocated,
)

PERIOD_DAYS = 91
"""A quarter, where no other period is asked for."""
MOST_BARS = 10
MOST_GROUPS = 25
"""Groups shown in a table; the rest are added up in its last row, so that the column still adds up."""


def periodic_paper(view: PlanView, since: date | None = None) -> bytes:
    """The paper over the whole plan as a ``.docx`` file.

    Args:
        since: first day of the period; a quarter before the view's day where it is not given.
    """
    since = since or view.as_of - timedelta(days=PERIOD_DAYS)
    counts = plan_counts(view).actions
    paper = Paper("Improvement plan: position", view.marking, view.as_of)
    period = f"{day_words(since)} to {day_words(view.as_of)}"
    paper.text(f"{view.force or 'The force'}. Period: {period}.", is_bold=True)
    _summarize(paper, view, counts, since)
    _draw(paper, counts)
    _list_actions(paper, view)
    _group(paper, "By owner", "Owner", words.NOBODY, counts.by_owner, counts.open)
    _group(paper, "By PEEL area or theme", "Area or theme", "None stated", counts.by_theme, counts.open)
    _group(paper, "By report", "Report", "None stated", counts.by_report, counts.open)
    return paper.to_bytes()


def figures(view: PlanView, counts: ActionCounts, since: date) -> list[tuple[str, int]]:
    """The figures of the first table, in order."""
    period = period_counts(view, since)
    return [
        ("Actions in the plan", counts.all),
        ("Open", counts.open),
        ("Ended (closed, superseded or without need of action)", counts.ended),
        ("Opened in the period", len(period.opened)),
        ("Closed in the period", len(period.closed)),
        ("Ended without a recorded date", len(period.closed_undated)),
        ("Awaiting allocation", counts.unallocated),
        ("Pending sign-off", counts.pending_sign_off),
        ("Overdue", counts.overdue),
        ("Past their original date", counts.past_original),
        (f"Due in the next {DUE_SOON_DAYS} days", counts.due_soon),
    ]


def _summarize(paper: Paper, view: PlanView, counts: ActionCounts, since: date) -> None:
    paper.heading("In short")
    count = words.counted
    paper.text(
        f"The plan holds {count(counts.all, 'action', 'actions')}, of which {counts.open} are open: "
        f"{counts.overdue} overdue, {counts.due_soon} due in the next {DUE_SOON_DAYS} days, "
        f"{counts.unallocated} without an owner and {counts.pending_sign_off} pending sign-off."
    )
    rows = ((name, f"{value:,}") for name, value in figures(view, counts, since))
    paper.table("The plan in figures", ("What", "Actions"), rows, (4, 1))


def _draw(paper: Paper, counts: ActionCounts) -> None:
    paper.heading("Where the actions stand")
    paper.text("The two charts show the figures of the tables in this paper.")
    shown = [(label_of(status), counts.by_status.get(status, 0)) for status in ActionStatus]
    shown.append(("Not stated, or in other words", counts.by_status.get(None, 0)))
    bars = [(name, value) for name, value in shown if value]
    if bars:
        _chart(paper, "Actions by status", bars)
    owners = [(name or words.NOBODY, value) for name, value in counts.by_owner.items()]
    if owners:
        title = (
            "Open actions by owner" if len(owners) <= MOST_BARS else f"The {MOST_BARS} owners with most open actions"
        )
        _chart(paper, title, owners[:MOST_BARS])


def _chart(paper: Paper, title: str, bars: list[tuple[str, int]]) -> None:
    names, values = zip(*bars, strict=True)
    paper.chart(title, names, values, width_cm=16.5, height_cm=1.6 + 0.62 * len(bars))


def _list_actions(paper: Paper, view: PlanView) -> None:
    groups: tuple[tuple[str, Callable[[Action], bool]], ...] = (
        ("Overdue", lambda action: is_overdue(action, view.as_of)),
        ("Past their original date, revised since", lambda action: _is_only_past_original(action, view.as_of)),
        (f"Due in the next {DUE_SOON_DAYS} days", lambda action: is_due_soon(action, view.as_of)),
        ("Awaiting allocation", is_unallocated),
        ("Pending sign-off", lambda action: action.status is ActionStatus.PENDING_SIGN_OFF),
    )
    for title, belongs in groups:
        found = [action for action in view.actions if belongs(action)]
        paper.heading(title)
        if not found:
            paper.text("There are none.")
            continue
        found.sort(key=lambda action: (due_date(action) or date.max, action.ref))
        paper.table(
            f"{title}: {words.counted(len(found), 'action', 'actions')}",
            ("Ref", "What is asked", "Owner", "Original date", "Revised date", "Status"),
            (_action_row(action) for action in found),
            (1.3, 4.6, 1.9, 1.5, 1.5, 1.6),
        )


def _is_only_past_original(action: Action, day: date) -> bool:
    return is_past_original(action, day) and not is_overdue(action, day)


def _action_row(action: Action) -> tuple[str, ...]:
    status = label_of(action.status) or action.status_text or "Not stated"
    text = " ".join(action.text.split())
    return (
        action.ref,
        text if len(text) <= 240 else f"{text[:239].rstrip()}…",
        action.owner or words.NOBODY,
        _short_day(action.target_date) or action.fields.get("original_target_date", ""),
        _short_day(action.revised_date) or action.fields.get("revised_target_date", ""),
        status,
    )


def _short_day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _group(paper: Paper, title: str, heading: str, nobody: str, found: Mapping[str, int], total: int) -> None:
    paper.heading(title)
    rows = list(group_rows(found, nobody))
    if not rows:
        paper.text("No action is open.")
        return
    paper.table(
        f"Open actions {title[0].lower()}{title[1:]}", (heading, "Open actions"), [*rows, ("All", f"{total:,}")], (4, 1)
    )


def group_rows(found: Mapping[str, int], nobody: str) -> Iterable[tuple[str, str]]:
    """The rows of a table of groups, the smallest added up where there are many."""
    pairs = list(found.items())
    for name, count in pairs[:MOST_GROUPS]:
        yield name or nobody, f"{count:,}"
    rest = pairs[MOST_GROUPS:]
    if rest:
        yield f"{len(rest)} others", f"{sum(count for _, count in rest):,}"
