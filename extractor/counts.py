"""Every count that is shown anywhere, made in one place from the rows of one ``PlanView``.

The workbook's Summary, the board paper, ``extractor status`` and the review page print these figures and no
others, so they cannot disagree. Each is a plain count of rows; the definitions are in ``plan_view``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from extractor.domain import Action, ActionStatus, Rag, Relation, RelevanceLabel, counts_of
from extractor.labels import clean_text
from extractor.plan_view import (
    PlanItem,
    PlanView,
    ReviewState,
    is_due_soon,
    is_open,
    is_overdue,
    is_past_original,
    is_unallocated,
)

FOR_FORCE = (RelevanceLabel.FOR_FORCE, RelevanceLabel.FOR_FORCE_VIA_COLLABORATION, RelevanceLabel.JOINT)
"""Labels under which the force itself has something to do."""
CLOSING_FIELDS = ("hmicfrs_closed_date", "signed_off")
"""Columns of a tracker that record when an action ended, the inspectorate's word first."""
ISO_DATE = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """Counts of items that ask for something (restated items, conclusions and practice apart).

    ``tops`` counts a cause of concern once, ``leaves`` counts its clauses: the two ways a paper may put it.
    ``by_relevance`` and ``by_state`` each add up to ``all``; ``top_relevance`` adds up to ``tops`` and
    ``leaf_relevance`` to ``leaves``. ``by_relation`` counts the decided ones only. None stands for "not judged".
    ``unanswered`` were decided to be for the force and are tied to no action, nor is the item that they are a clause
    of, nor a clause of theirs.
    """

    all: int
    tops: int
    leaves: int
    unanswered: int
    restated: int
    conclusions: int
    innovative_practice: int
    by_kind: Mapping[str, int]
    by_relevance: Mapping[RelevanceLabel | None, int]
    top_relevance: Mapping[RelevanceLabel | None, int]
    leaf_relevance: Mapping[RelevanceLabel | None, int]
    by_state: Mapping[ReviewState, int]
    by_relation: Mapping[Relation, int]

    @property
    def rows(self) -> int:
        """No fewer than there are items of any kind: a restated conclusion counts under both heads."""
        return self.all + self.restated + self.conclusions + self.innovative_practice

    @property
    def for_force(self) -> int:
        """Items under which the force has something to do: its own, joint ones and those through a collaboration."""
        return sum(self.by_relevance.get(label, 0) for label in FOR_FORCE)

    @property
    def decided(self) -> int:
        """Items a person has settled."""
        return self.by_state.get(ReviewState.DECIDED, 0)

    @property
    def left(self) -> int:
        """Items still to be settled, the unsure ones included."""
        return self.all - self.decided


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """Counts of actions; ``open`` + ``ended`` = ``all`` = the sum of ``by_status`` = the sum of ``by_rag``.

    ``by_owner`` and ``by_theme`` count open actions, by the words in the row ("" where there are none).
    """

    all: int
    open: int
    ended: int
    unallocated: int
    pending_sign_off: int
    overdue: int
    past_original: int
    due_soon: int
    by_status: Mapping[ActionStatus | None, int]
    by_rag: Mapping[Rag | None, int]
    by_owner: Mapping[str, int] = field(default_factory=dict)
    by_theme: Mapping[str, int] = field(default_factory=dict)
    by_report: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """The counts of a whole view, and of the items of each report by its id."""

    items: ItemCounts
    actions: ActionCounts
    reports: Mapping[str, ItemCounts]
    decisions: int


def plan_counts(view: PlanView) -> PlanCounts:
    """Every count of a view."""
    by_report: dict[str, list[PlanItem]] = {entry.report_id: [] for entry in view.reports}
    for item in view.items:
        by_report.setdefault(item.report_id, []).append(item)
    return PlanCounts(
        items=item_counts(view.items),
        actions=action_counts(view.actions, view.as_of),
        reports={report_id: item_counts(items) for report_id, items in by_report.items()},
        decisions=len(view.decisions),
    )


def item_counts(items: Iterable[PlanItem]) -> ItemCounts:
    """Counts of some items, both ways where an item has clauses."""
    rows = list(items)
    live = [row for row in rows if row.recommendation.is_actionable]
    # A clause names its parent by the id that it has in its own report.
    parents = {(row.report_id, row.recommendation.parent_id) for row in live if row.recommendation.parent_id}
    tops = [row for row in live if row.recommendation.parent_id is None]
    leaves = [row for row in live if (row.report_id, row.recommendation.id) not in parents]
    whole = counts_of(row.recommendation for row in rows)
    return ItemCounts(
        all=len(live),
        tops=len(tops),
        leaves=len(leaves),
        unanswered=len(unanswered_items(rows)),
        restated=whole["restated"],
        conclusions=whole["conclusions"],
        innovative_practice=whole["innovative_practice"],
        by_kind=dict(Counter(row.recommendation.kind.value for row in live)),
        by_relevance=dict(Counter(row.label for row in live)),
        top_relevance=dict(Counter(row.label for row in tops)),
        leaf_relevance=dict(Counter(row.label for row in leaves)),
        by_state=dict(Counter(row.standing.state for row in live)),
        by_relation=dict(Counter(row.relation for row in live if row.relation is not None)),
    )


def unanswered_items(items: Iterable[PlanItem]) -> list[PlanItem]:
    """Items decided to be for the force that no action answers: neither theirs, nor their whole's, nor a clause's."""
    rows = list(items)
    tied = {(row.report_id, row.recommendation.id) for row in rows if row.standing.links}
    wholes = {(row.report_id, row.recommendation.parent_id) for row in rows if row.standing.links}
    return [
        row
        for row in rows
        if row.recommendation.is_actionable
        and row.standing.state is ReviewState.DECIDED
        and row.label in FOR_FORCE
        and (row.report_id, row.recommendation.id) not in tied | wholes
        and (row.report_id, row.recommendation.parent_id) not in tied
    ]


def action_counts(actions: Iterable[Action], as_of: date) -> ActionCounts:
    """Counts of some actions on a day."""
    rows = list(actions)
    live = [row for row in rows if is_open(row)]
    return ActionCounts(
        all=len(rows),
        open=len(live),
        ended=len(rows) - len(live),
        unallocated=sum(map(is_unallocated, rows)),
        pending_sign_off=sum(row.status is ActionStatus.PENDING_SIGN_OFF for row in rows),
        overdue=sum(is_overdue(row, as_of) for row in rows),
        past_original=sum(is_past_original(row, as_of) for row in rows),
        due_soon=sum(is_due_soon(row, as_of) for row in rows),
        by_status=dict(Counter(row.status for row in rows)),
        by_rag=dict(Counter(row.rag for row in rows)),
        by_owner=grouped(live, lambda row: row.owner),
        by_theme=grouped(live, lambda row: row.theme),
        by_report=grouped(live, lambda row: row.source_report),
    )


def grouped(rows: Iterable[Action], words: Callable[[Action], str]) -> dict[str, int]:
    """How many rows carry the same words, upper and lower case alike, the most frequent first.

    The spelling met first names the group: a spreadsheet's COUNTIFS, which must agree, ignores case too.

    >>> grouped([Action("1", "", owner="DI Mash"), Action("2", "", owner="DI MASH ")], lambda row: row.owner)
    {'DI Mash': 2}
    """
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for row in rows:
        text = clean_text(words(row)).strip()
        counts[names.setdefault(text.lower(), text)] += 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].lower())))


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """What moved from ``since`` up to and including the day of the view, as refs of actions.

    An action was opened when a decision made it, or when its row says so; it was closed on the date that its row
    records. ``closed_undated`` are ended ones whose row records none: they may or may not have ended in the period.
    """

    since: date
    opened: tuple[str, ...]
    closed: tuple[str, ...]
    closed_undated: tuple[str, ...]


def period_counts(view: PlanView, since: date) -> PeriodCounts:
    """What was opened and closed since a day."""
    undone = {decision.undoes for decision in view.decisions if decision.undoes}
    made = {
        str(decision.decided["action_ref"])
        for decision in view.decisions
        if decision.action == "new_action" and decision.decided.get("action_ref") and decision.id not in undone
        if since <= decision.when.date() <= view.as_of
    }
    ended = [(action.ref, closed_on(action)) for action in view.actions if not is_open(action)]
    return PeriodCounts(
        since=since,
        opened=tuple(action.ref for action in view.actions if action.ref in made),
        closed=tuple(ref for ref, day in ended if day is not None and since <= day <= view.as_of),
        closed_undated=tuple(ref for ref, day in ended if day is None),
    )


def closed_on(action: Action) -> date | None:
    """The day on which a row says that its action was closed, or None where it records none.

    >>> closed_on(Action("1", "", fields={"hmicfrs_closed_date": "2026-02-01"}))
    datetime.date(2026, 2, 1)
    """
    for name in CLOSING_FIELDS:
        found = ISO_DATE.search(action.fields.get(name, ""))
        if found is not None:
            with suppress(ValueError):  # 2026-02-30 is no day, so it records none
                return date.fromisoformat(found[0])
    return None
