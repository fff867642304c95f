"""What the store hands out: rows put together for one purpose, as frozen dataclasses of domain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from extractor.domain import Action, Decision, Ingestion, Issue, Link, Recommendation, Relevance, Report, Theme
from extractor.vocabulary import ActionStatus, AddresseeGroup, Kind, Rag, Relation, RelevanceLabel


class ItemState(StrEnum):
    """Where an item stands between the report and the plan."""

    UNDECIDED = "undecided"
    CHANGED = "changed"
    """A later version of the report has other words: decided once, to be looked at again."""
    UNSURE = "unsure"
    DECIDED = "decided"
    SPLIT = "split"
    """Its words live on in the items it was split into."""
    MERGED = "merged"
    """Its words live on in the item before it."""
    REMOVED = "removed"
    """The newest version of the report no longer prints it."""
    WITHDRAWN = "withdrawn"
    """Made by a split that was taken back."""


LEFT = frozenset({ItemState.UNDECIDED, ItemState.CHANGED, ItemState.UNSURE})
"""States in which a person still has to decide."""
SHOWN = LEFT | {ItemState.DECIDED}
"""States that count: the rest is kept for the record only."""
FOR_FORCE = frozenset({RelevanceLabel.FOR_FORCE, RelevanceLabel.FOR_FORCE_VIA_COLLABORATION, RelevanceLabel.JOINT})
"""Labels under which the force itself has something to do."""


# ------------------------------------------------------------------------------------------ ingest


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


# ----------------------------------------------------------------------------------------- reports


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """Counts that reconcile to rows: ``items = decided + left``; ``leaves`` and ``tops`` as in ``counts_of``.

    ``items`` are the actionable ones; ``restated`` and ``for_record`` (practice, conclusions) are counted apart.
    ``for_force`` counts by decision where there is one, else by suggestion.
    """

    items: int = 0
    tops: int = 0
    leaves: int = 0
    for_force: int = 0
    decided: int = 0
    left: int = 0
    unsure: int = 0
    changed: int = 0
    restated: int = 0
    for_record: int = 0


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it stands: metadata with the edits of persons applied, newest version, counts.

    ``response_published`` is when the force's response came out, as a person has recorded it.
    """

    id: int
    report: Report
    counts: ItemCounts
    ingested_at: datetime
    ingested_by: str
    revision: int
    issues: int = 0
    response_published: date | None = None

    @property
    def ref(self) -> str:
        """The short name used at the command line and in addresses, such as ``R3``."""
        return f"R{self.id}"


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything the page of one report shows."""

    stored: StoredReport
    printed: Report
    """Metadata as the newest version prints it, before any edit."""
    versions: tuple[Report, ...]
    outline: tuple[QueueRow, ...]
    issues: tuple[Issue, ...]
    diff: VersionDiff | None
    history: tuple[Decision, ...]


# ------------------------------------------------------------------------------------------- items


class Sort(StrEnum):
    """The order of a queue."""

    PAGE = "page"
    UNCERTAINTY = "uncertainty"
    """Least certain suggestion first; an item without a suggestion is the least certain."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items to show; an empty field does not narrow. Values within a field are alternatives.

    ``relevance`` looks at the decision where there is one, else at the suggestion. ``words`` must all occur, in any
    order, in number, title, lead-in or text. ``actionable_only`` leaves out practice, conclusions and restated items.
    """

    report_id: int | None = None
    kinds: tuple[Kind, ...] = ()
    relevance: tuple[RelevanceLabel, ...] = ()
    themes: tuple[str, ...] = ()
    groups: tuple[AddresseeGroup, ...] = ()
    states: tuple[ItemState, ...] = ()
    min_probability: float | None = None
    max_probability: float | None = None
    words: str = ""
    actionable_only: bool = True


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. ``relevance`` is the suggestion, ``decided`` the label a person chose."""

    item_id: str
    report_id: int
    report_title: str
    kind: Kind
    printed_number: str | None
    text: str
    page: int | None
    state: ItemState
    relevance: RelevanceLabel | None
    probability: float | None
    decided: RelevanceLabel | None
    restated: bool
    revision: int
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of a filtered, sorted queue.

    ``total`` counts all rows under the filter. ``decided`` and ``shown`` make the progress bar: they ignore the
    filter's states, so that "11 of 25 decided" stays true in a queue of undecided items.
    """

    rows: tuple[QueueRow, ...]
    total: int
    decided: int
    shown: int
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suggested link with the action, or the item of an earlier report, that it points to."""

    link: Link
    action: Action | None = None
    earlier: QueueRow | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decisions on one item add up to; undone ones do not count."""

    state: ItemState = ItemState.UNDECIDED
    relevance: RelevanceLabel | None = None
    reason: str = ""
    themes: tuple[str, ...] | None = None
    links: Mapping[str, Relation] = field(default_factory=dict)
    edits: Mapping[str, object] = field(default_factory=dict)
    accepted: str = ""
    response: str = ""
    responded_by: str = ""
    confirmed_by: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything the page of one item shows.

    ``item`` carries the edits of persons, ``printed`` does not; ``themes`` are those a person chose where one did.
    ``history`` is oldest first and whole: undone decisions and the undo that names them included. ``reworded`` is
    filled while the item's newest printing differs from the one before.
    """

    item: Recommendation
    printed: Recommendation
    report: StoredReport
    state: ItemState
    revision: int
    relevance: Relevance | None
    themes: tuple[Theme, ...]
    candidates: tuple[Candidate, ...]
    standing: Standing
    history: tuple[Decision, ...]
    reworded: tuple[Rewording, ...] = ()
    parent: QueueRow | None = None
    children: tuple[QueueRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What one decision did: the row written, and where the item stands now.

    ``made`` are ids of items that a split made; ``action_ref`` is the ref of a new action.
    """

    decision: Decision
    state: ItemState
    revision: int
    made: tuple[str, ...] = ()
    action_ref: str | None = None


# -------------------------------------------------------------------------------------------- plan


@dataclass(frozen=True, slots=True)
class ChangedAction:
    """An action that an import changes: field -> (before, after) as shown to a person."""

    ref: str
    fields: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What an import of the plan does (or would do); nothing is ever deleted.

    ``missing`` were imported before and are not in this tracker; ``not_exported`` were made here and never stood
    in a tracker; ``duplicates`` are refs that occur twice in the tracker, of which the first counts.
    """

    added: tuple[str, ...] = ()
    changed: tuple[ChangedAction, ...] = ()
    unchanged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    not_exported: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponseDue:
    """A published report to which a response is due by law."""

    report_id: int
    title: str
    due: date


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


# ------------------------------------------------------------------------------------------ export


@dataclass(frozen=True, slots=True)
class ExportItem:
    """One item with everything an export prints beside it."""

    item: Recommendation
    report_id: int
    state: ItemState
    relevance: Relevance | None
    themes: tuple[Theme, ...]
    standing: Standing
    best_link: Link | None = None


@dataclass(frozen=True, slots=True)
class StoredAction:
    """An action with what the store knows about it beyond the tracker's own row.

    ``made_by`` is the decision that made it here, ``missing`` says that the last import did not show it, and
    ``items`` are the ids linked to it by decisions, each with its relation.
    """

    action: Action
    made_by: str | None
    missing: bool
    items: Mapping[str, Relation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Everything:
    """The whole store for one export, read in one transaction and a constant number of queries."""

    reports: tuple[StoredReport, ...]
    items: tuple[ExportItem, ...]
    actions: tuple[StoredAction, ...]
    decisions: tuple[Decision, ...]
    issues: Mapping[int, tuple[Issue, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Totals:
    """What ``extractor status`` prints."""

    reports: int
    versions: int
    items: ItemCounts
    actions: int
    links: int
    decisions: int
    undone: int
    issues: int


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A thing done to the store itself, such as a report deleted or a user added."""

    when: datetime
    who: str
    event: str
    subject: str
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class User:
    """A person who may log in; the hash is made and checked by the review page."""

    name: str
    password_hash: str
    created_at: datetime
