"""The plan: what an import changes, and its totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from extractor.vocabulary import ActionStatus, Rag


@dataclass(frozen=True, slots=True)
class ChangedAction:
    """An action that an import changes: field -> (before, after) as shown to a person."""

    ref: str
    fields: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What an import of the plan does (or would do); nothing is ever deleted.

    ``missing`` were imported before and are not in this tracker; ``not_exported`` were made here and never stood
    in a tracker; ``withdrawn`` are in this tracker, and the decisions that made them were taken back;
    ``duplicates`` are refs that occur twice in the tracker, of which the first counts.
    """

    added: tuple[str, ...] = ()
    changed: tuple[ChangedAction, ...] = ()
    unchanged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    not_exported: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """Totals of the plan on one day; an action is overdue or due soon only while somebody works on it.

    The date that counts is the revised one where there is one, else the target date.
    """

    on: date
    actions: int = 0
    open: int = 0
    ended: int = 0
    overdue: int = 0
    due_soon: int = 0
    without_date: int = 0
    by_status: Mapping[ActionStatus | None, int] = field(default_factory=dict)
    by_rag: Mapping[Rag | None, int] = field(default_factory=dict)
