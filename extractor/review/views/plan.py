"""The plan's actions -> their list and their page, and a tracker -> what importing it would change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from extractor.domain import Action
from extractor.labels import label_of, theme_label
from extractor.plan.columns import heading_of_column, heading_of_field
from extractor.plan_view import DUE_SOON_DAYS, due_date, is_due_soon, is_open, is_overdue
from extractor.review.pages import ActionPage, ImportPage, PlanPage
from extractor.review.parts import Fact, Figure, PlanLine, Shell
from extractor.review.urls import Urls
from extractor.review.views.lines import line_of
from extractor.review.views.words import day, plural, relation_words, shortened
from extractor.store.records import PlanChange, QueueRow
from extractor.vocabulary import Relation

if TYPE_CHECKING:
    from extractor.handover import PlanUpdate

LONGEST_LIST = 200
LINE_LETTERS = 220
TABS = {
    "open": "open",
    "overdue": "overdue",
    "soon": f"due in {DUE_SOON_DAYS} days",
    "ended": "closed or ended",
    "all": "all",
}


def belongs(action: Action, show: str, today: date) -> bool:
    """Whether an action stands in one of the lists of ``TABS``, as the plan's counts have it."""
    match show:
        case "open":
            return is_open(action)
        case "ended":
            return not is_open(action)
        case "overdue":
            return is_overdue(action, today)
        case "soon":
            return is_due_soon(action, today)
    return True


def plan_page(shell: Shell, actions: Sequence[Action], show: str, today: date) -> PlanPage:
    """One list of the plan; the longest shows its first rows and says how many there are."""
    found = {name: [one for one in actions if belongs(one, name, today)] for name in TABS}
    lines = found[show]
    if show in ("overdue", "soon"):
        lines = sorted(lines, key=lambda one: due_date(one) or today)
    return PlanPage(
        shell=shell,
        tabs=tuple(Figure(len(found[name]), words, Urls.plan(name)) for name, words in TABS.items()),
        showing=TABS[show],
        lines=tuple(plan_line(one, today) for one in lines[:LONGEST_LIST]),
        total=len(lines),
    )


def plan_line(action: Action, today: date) -> PlanLine:
    """One action."""
    due = due_date(action)
    return PlanLine(
        ref=action.ref,
        url=Urls.action(action.ref),
        text=shortened(action.action or action.text, LINE_LETTERS),
        owner=action.owner,
        status=label_of(action.status) or action.status_text,
        rag=label_of(action.rag),
        due=day(due),
        overdue=belongs(action, "overdue", today),
    )


def action_page(shell: Shell, action: Action, linked: Sequence[tuple[QueueRow, Relation]]) -> ActionPage:
    """One action with every column that has a value."""
    known = {
        "Action": action.action,
        "Source": " ".join(part for part in (action.source_report, action.source_ref) if part),
        "Owner": action.owner,
        "Department": action.department,
        "Theme": theme_label(action.theme),
        "Status": label_of(action.status) or action.status_text,
        "RAG": label_of(action.rag),
        "Target date": day(action.target_date),
        "Revised target date": day(action.revised_date),
        "Progress": action.progress,
    }
    more = {name.replace("_", " ").capitalize(): value for name, value in action.fields.items()}
    facts = {**more, **known, **action.extra}
    return ActionPage(
        shell=shell,
        ref=action.ref,
        text=action.text,
        facts=tuple(Fact(label, (value,)) for label, value in facts.items() if value),
        items=tuple((line_of(row), relation_words(relation)) for row, relation in linked),
    )


def import_page(shell: Shell, update: PlanUpdate, confirm_url: str) -> ImportPage:
    """What a tracker would change, before anything is written."""
    found, change = update.found, update.change
    columns = {column.heading: _meaning(column.column_id) for column in found.columns}
    rows = [
        (one.ref, heading_of_field(name), before or "(empty)", after or "(empty)")
        for one in change.changed
        for name, (before, after) in one.fields.items()
    ]
    return ImportPage(
        shell=shell,
        file=found.file,
        facts=change_facts(change),
        columns=tuple(columns.items()),
        changes=tuple(rows[:LONGEST_LIST]),
        issues=tuple(issue.message for issue in found.issues),
        confirm_url=confirm_url,
        changes_anything=bool(change.added or change.changed or change.missing),
    )


def _meaning(column_id: str | None) -> str:
    return heading_of_column(column_id) if column_id else "kept as it is"


def change_facts(change: PlanChange) -> tuple[Fact, ...]:
    """How many actions are added, changed, left, missing."""
    counts = {
        "Added": change.added,
        "Changed": change.changed,
        "Unchanged": change.unchanged,
        "In the plan but not in this tracker (kept as they are)": change.missing,
        "Made here and not yet exported (kept as they are)": change.not_exported,
        "Taken back here and still in this tracker (the next export marks their rows)": change.withdrawn,
        "Refs that occur twice (the first counts)": change.duplicates,
    }
    return tuple(Fact(label, (plural(len(found), "action"),)) for label, found in counts.items() if found)
