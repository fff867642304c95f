"""What saving a report did, and what a version changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from extractor.domain import Ingestion


class ItemChange(StrEnum):
    """What a version did to an item."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Rewording:
    """One field of one item in two versions of a report."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """An item that a new version added, removed or reworded; ``text`` is the newest printing."""

    item_id: str
    change: ItemChange
    printed_number: str | None
    text: str
    rewordings: tuple[Rewording, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedGrade:
    """A graded area that differs between two versions; None on the side that does not print it."""

    area: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """What changed from the version before to this one."""

    before: int
    after: int
    added: tuple[ChangedItem, ...] = ()
    removed: tuple[ChangedItem, ...] = ()
    reworded: tuple[ChangedItem, ...] = ()
    unchanged: int = 0
    grades: tuple[ChangedGrade, ...] = ()


class Outcome(StrEnum):
    """What saving an ingestion did."""

    NEW_REPORT = "new_report"
    NEW_VERSION = "new_version"
    ALREADY_THERE = "already_there"


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving an ingestion did, and the ingestion under the store's own ids.

    ``ids`` leads from the ids the ingestion came with to the store's; ``diff`` is there for a new version only.
    """

    outcome: Outcome
    report_id: int
    version: int
    ingestion: Ingestion
    ids: Mapping[str, str] = field(default_factory=dict)
    diff: VersionDiff | None = None
