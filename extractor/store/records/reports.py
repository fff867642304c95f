"""Reports with their counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from extractor.domain import Decision, Issue, Report
from extractor.store.records.queue import QueueRow
from extractor.store.records.versions import VersionDiff


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """Counts that reconcile to rows: ``items = decided + left``; ``leaves`` and ``tops`` as in ``counts_of``.

    ``items`` are the actionable ones; ``restated`` and ``for_record`` (practice, conclusions) are counted apart.
    ``for_force`` counts by decision where there is one, else by suggestion; so does ``to_answer``, which counts with
    them those for the local policing body and those that nobody has settled. ``unanswered`` were decided to be for
    the force and are tied to no action.
    """

    items: int = 0
    tops: int = 0
    leaves: int = 0
    for_force: int = 0
    to_answer: int = 0
    unanswered: int = 0
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

    @property
    def asks_for_answer(self) -> bool:
        """Whether anything in it may be for the force or its governing body; in another area's letter nothing is."""
        return self.counts.to_answer > 0 or not self.counts.items


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


@dataclass(frozen=True, slots=True)
class ResponseDue:
    """A published report to which a response is due by law."""

    report_id: int
    title: str
    due: date
