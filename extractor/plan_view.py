"""The whole plan at one moment, already joined: what an export, a paper, a count and a page are made from.

The store builds a ``PlanView``; nothing downstream asks the store again, so every figure printed from one view
agrees with every other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from extractor.domain import (
    ENDED_STATUSES,
    Action,
    ActionStatus,
    Allocation,
    Decision,
    Link,
    Recommendation,
    Relation,
    Relevance,
    RelevanceLabel,
    Report,
    Theme,
)
from extractor.labels import clean_text

DUE_SOON_DAYS = 90
"""How far ahead "due soon" looks: the quarter between two meetings of a board."""


class ReviewState(StrEnum):
    """How far a person has come with one item."""

    UNDECIDED = "undecided"
    CHANGED = "changed"
    """Decided once; a later version of the report has other words."""
    UNSURE = "unsure"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class DecidedLink:
    """An action that a person tied an item to. ``new_action_needed`` marks the action the item gave rise to."""

    action_ref: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one item stands after every decision on it, undone ones left out.

    ``accepted`` is a word of the force's own choice; ``confirmed_by`` is the second person; ``note`` is the
    reviewer's own and is not exported unless asked for.
    """

    state: ReviewState = ReviewState.UNDECIDED
    relevance: RelevanceLabel | None = None
    reason: str = ""
    links: tuple[DecidedLink, ...] = ()
    accepted: str = ""
    response: str = ""
    confirmed_by: str = ""
    who: str = ""
    when: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One item of one report with what was suggested and what was decided.

    ``item_id`` is the store's id, unique over all reports; ``recommendation`` carries a person's edits.
    """

    item_id: str
    report_id: str
    recommendation: Recommendation
    relevance: Relevance | None = None
    themes: tuple[Theme, ...] = ()
    links: tuple[Link, ...] = ()
    standing: Standing = Standing()

    @property
    def label(self) -> RelevanceLabel | None:
        """What it means for the force: as decided, else as suggested, else None."""
        if self.standing.relevance is not None:
            return self.standing.relevance
        return self.relevance.label if self.relevance is not None else None

    @property
    def relation(self) -> Relation | None:
        """The first decided relation, or None where nobody has tied it to an action."""
        return self.standing.links[0].relation if self.standing.links else None


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report in the store and when its statutory response is due, where the rules ask for one.

    ``response_rule`` is the rule's name as it is printed, for example ``Section 55 of the Police Act 1996``.
    """

    report_id: str
    report: Report
    response_rule: str = ""
    response_due: date | None = None
    response_published: date | None = None


@dataclass(frozen=True, slots=True)
class PlanView:
    """Reports, items, actions and decisions as they stood on ``as_of``; every tuple is in a stable order.

    ``decisions`` are all of them, oldest first, undone ones and undos included: the audit trail. ``made_here`` are the
    refs of actions that decisions made, as against those a tracker brought; ``proposed`` says to whom the settings
    would give a new action of each item, by the item's id, and ``owners`` are all the people whom they name.
    """

    as_of: date
    reports: tuple[ReportEntry, ...] = ()
    items: tuple[PlanItem, ...] = ()
    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    made_here: frozenset[str] = frozenset()
    proposed: Mapping[str, Allocation] = field(default_factory=dict)
    owners: tuple[str, ...] = ()
    force: str = ""
    marking: str = "OFFICIAL"

    def items_of(self, report_id: str) -> tuple[PlanItem, ...]:
        """The items of one report, in the report's order."""
        return tuple(item for item in self.items if item.report_id == report_id)


# ------------------------------------------------------------------- what may be said of one action


def is_open(action: Action) -> bool:
    """Whether somebody still has to work on it; an action without a readable status is open."""
    return action.status not in ENDED_STATUSES


def due_date(action: Action) -> date | None:
    """The date that counts today: the revised target date, else the original one."""
    return action.revised_date or action.target_date


def is_overdue(action: Action, as_of: date) -> bool:
    """Open, and its date lies before ``as_of``."""
    due = due_date(action)
    return is_open(action) and due is not None and due < as_of


def is_past_original(action: Action, as_of: date) -> bool:
    """Open, and the date first promised lies before ``as_of``, whatever it was revised to."""
    return is_open(action) and action.target_date is not None and action.target_date < as_of


def is_due_soon(action: Action, as_of: date) -> bool:
    """Open, and due from ``as_of`` up to and including ninety days later."""
    due = due_date(action)
    return is_open(action) and due is not None and as_of <= due <= as_of + timedelta(days=DUE_SOON_DAYS)


def is_unallocated(action: Action) -> bool:
    """Open and without an owner, or marked as awaiting one."""
    return is_open(action) and (
        action.status is ActionStatus.AWAITING_ALLOCATION or not clean_text(action.owner).strip()
    )
