"""Every noun that crosses a stage, as frozen, slotted dataclasses (the enums come from ``vocabulary.py``).

Coordinates are PDF points with the origin at the top left of the page as it is shown; page numbers are
1-based everywhere; spans are half-open offsets into ``Document.text``, so text is sliced and never copied.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from extractor.page import BBox, Block, Bookmark, Line, Region, Span, Style, TableCell
from extractor.vocabulary import (
    ENDED_STATUSES,
    NEVER_AN_ACTION,
    ActionStatus,
    AddresseeGroup,
    BlockKind,
    DeadlineBasis,
    Evidence,
    Kind,
    Rag,
    Relation,
    RelevanceLabel,
    ReportType,
    Severity,
    Stage,
)

__all__ = [
    "ENDED_STATUSES",
    "NEVER_AN_ACTION",
    "Action",
    "ActionStatus",
    "Addressee",
    "AddresseeGroup",
    "BBox",
    "Block",
    "BlockKind",
    "Bookmark",
    "Contribution",
    "Deadline",
    "DeadlineBasis",
    "Decision",
    "Document",
    "Evidence",
    "Grade",
    "Ingestion",
    "Issue",
    "Kind",
    "Line",
    "Link",
    "Rag",
    "Recommendation",
    "Region",
    "Relation",
    "Relevance",
    "RelevanceLabel",
    "Report",
    "ReportType",
    "Severity",
    "Span",
    "Stage",
    "StatusLine",
    "Style",
    "TableCell",
    "Theme",
    "counts_of",
]


@dataclass(frozen=True, slots=True)
class Grade:
    """One graded area of an inspection, as printed."""

    area: str
    grade: str
    page: int


@dataclass(frozen=True, slots=True)
class StatusLine:
    """What a report says about an item of an earlier report: words that change a status and ask for nothing."""

    text: str
    page: int
    printed_number: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a publication says about itself.

    ``publication_date_source`` is ``cover``, ``text``, ``metadata`` or ``user``; ``version`` counts from 1 within
    the reports that share title and source body.
    """

    sha256: str
    file: str
    title: str
    source_body: str | None
    report_type: ReportType
    publication_date: date | None
    publication_date_source: str | None = None
    force: str | None = None
    version: int = 1
    page_count: int = 0
    tagged: bool = False
    grades: tuple[Grade, ...] = ()
    status_lines: tuple[StatusLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem that did not stop the run and that a person should look at."""

    stage: Stage
    severity: Severity
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A published file as read: one text, its blocks in reading order and the way back to the page."""

    report: Report
    text: str
    blocks: Sequence[Block]
    lines: Sequence[Line]
    bookmarks: tuple[Bookmark, ...] = ()
    page_sizes: tuple[tuple[float, float], ...] = ()
    issues: tuple[Issue, ...] = ()

    def slice(self, span: Span) -> str:
        """The words at a span."""
        return self.text[span.start : span.end]

    def regions_of(self, span: Span) -> tuple[Region, ...]:
        """The line boxes that a span touches, in reading order: its evidence on the page.

        ``lines`` is sorted by start and does not overlap, so this is two binary searches.
        """
        first = bisect_right(self.lines, span.start, key=lambda line: line.span.end)
        last = bisect_left(self.lines, span.end, key=lambda line: line.span.start)
        return tuple(line.region for line in self.lines[first:last])


# ---------------------------------------------------------------------------------------- the item


@dataclass(frozen=True, slots=True)
class Addressee:
    """A body that an item puts under a duty.

    ``text`` is verbatim; ``organization`` is the gazetteer's name or None where nothing fits well enough;
    ``inherited`` says that the words stand in a heading, lead-in or table cell rather than in the item itself.
    ``span`` is where they stand in the item's ``text``, None where they are inherited.
    """

    text: str
    organization: str | None
    group: AddresseeGroup
    inherited: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which, as written, and what it means.

    ``date`` is None where the words name none; ``span`` is where they stand in the item's ``text``, None where they
    stand in its lead-in or heading.
    """

    text: str
    date: date | None
    basis: DeadlineBasis
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One thing a report asks for (or, by its kind, concludes or praises), exactly as printed.

    Attributes:
        id: stable name within the report: section path and printed number, or the first twelve words, and an ordinal.
        printed_number: the label as printed without the word in front (``"4"``, ``"4(a)(ii)"``), or None.
        text: the words that ask, without label, title and lead-in.
        supporting_text: paragraphs of evidence printed with it (an AFI's box below its bold statement).
        span: from the first to the last word of ``text`` in ``Document.text`` (its first full printing).
        regions: every line of every printing that proves it; ``pages`` are the pages of all printings.
        section: headings above it, outermost first.
        group_heading: a heading that names whom the items below it are for, where there is one.
        responsible_body: the table cell or label that names the addressee, verbatim.
        restated: an old recommendation printed again; never counted as new.
        evidence: the rungs that set its edges, strongest first.
    """

    id: str
    kind: Kind
    text: str
    printed_number: str | None = None
    parent_id: str | None = None
    title: str | None = None
    lead_in: str | None = None
    supporting_text: str | None = None
    span: Span | None = None
    regions: tuple[Region, ...] = ()
    pages: tuple[int, ...] = ()
    section: tuple[str, ...] = ()
    group_heading: str | None = None
    responsible_body: str | None = None
    addressees: tuple[Addressee, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    restated: bool = False
    status: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_actionable(self) -> bool:
        """Whether it can become an action: neither practice, conclusion nor an old item printed again."""
        return self.kind not in NEVER_AN_ACTION and not self.restated


# ------------------------------------------------------------------------------------ what is added


@dataclass(frozen=True, slots=True)
class Relevance:
    """What an item means for the force: label, calibrated probability, the words that decided.

    ``by_rule`` says whether structure decided (True) or the model did; ``model`` is ``name@version``.
    """

    label: RelevanceLabel
    probability: float
    evidence: tuple[str, ...]
    reason: str = ""
    by_rule: bool = False
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A PEEL question area (or beside them) that an item is about, with its calibrated probability."""

    label: str
    probability: float
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the force's existing plan.

    ``extra`` keeps every column the program does not know, by heading, so that it can be written back.
    ``sheet`` and ``row`` (1-based) say where it stands in the tracker.
    """

    ref: str
    text: str
    action: str = ""
    source_report: str = ""
    source_ref: str = ""
    owner: str = ""
    department: str = ""
    theme: str = ""
    status: ActionStatus | None = None
    status_text: str = ""
    rag: Rag | None = None
    target_date: date | None = None
    revised_date: date | None = None
    progress: str = ""
    sheet: str = ""
    row: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Allocation:
    """To whom a new action goes before a person has said otherwise; empty where the force names nobody."""

    owner: str = ""
    department: str = ""
    sro: str = ""
    governance_board: str = ""

    def filled_from(self, other: Allocation) -> Allocation:
        """The same with what it leaves open as another has it."""
        return Allocation(*(getattr(self, name) or getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to the log-odds of a link, in the order of the waterfall."""

    feature: str
    value: float
    log_odds: float


@dataclass(frozen=True, slots=True)
class Link:
    """A suggested relation between a recommendation and an action (or an item of an earlier report).

    ``score`` is similarity 0-1, ``probability`` calibrated 0-1 that there is a relation at all. ``contributions``
    start with the base rate and add up to the log-odds of ``probability``. ``clauses`` names the sub-parts of the
    recommendation that the action covers and ``missing_clauses`` those it does not.
    """

    recommendation_id: str
    action_ref: str
    relation: Relation
    probability: float
    score: float
    contributions: tuple[Contribution, ...] = ()
    shared_words: tuple[str, ...] = ()
    item_only_words: tuple[str, ...] = ()
    action_only_words: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    missing_clauses: tuple[str, ...] = ()
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: append-only; an undo is another decision that names the one it takes back.

    ``suggested`` and ``decided`` are plain JSON objects so that the audit trail outlives any change of schema.
    """

    id: str
    item_id: str
    who: str
    when: datetime
    action: str
    suggested: Mapping[str, object]
    decided: Mapping[str, object]
    note: str = ""
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Ingestion:
    """Everything one run learned about one report, ready to be printed or stored."""

    report: Report
    recommendations: tuple[Recommendation, ...]
    relevance: Mapping[str, Relevance] = field(default_factory=dict)
    themes: Mapping[str, tuple[Theme, ...]] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    issues: tuple[Issue, ...] = ()


def counts_of(recommendations: Iterable[Recommendation]) -> dict[str, int]:
    """Counts of a list both ways: as whole recommendations and as the leaves a reader ticks off.

    ``tops`` counts items without a parent, ``leaves`` items without children, ``all`` both; only items that are
    actionable count there. ``restated``, ``conclusions`` and ``innovative_practice`` are counted apart.
    """
    items = list(recommendations)
    live = [item for item in items if item.is_actionable]
    parents = {item.parent_id for item in live if item.parent_id}
    counts = {
        "all": len(live),
        "tops": sum(item.parent_id is None for item in live),
        "leaves": sum(item.id not in parents for item in live),
        "restated": sum(item.restated for item in items),
        "conclusions": sum(item.kind is Kind.CONCLUSION for item in items),
        "innovative_practice": sum(item.kind is Kind.INNOVATIVE_PRACTICE for item in items),
    }
    return counts | {
        kind.value: sum(item.kind is kind for item in live) for kind in Kind if kind not in NEVER_AN_ACTION
    }
