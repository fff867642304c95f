"""What each template shows: one frozen dataclass per template, already in the words a person reads.

A template gets its page and the addresses (``urls``), nothing else; a test checks the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around every page. ``here`` is the address to come back to after a setting was changed."""

    title: str
    marking: str
    who: str = ""
    csrf: str = ""
    here: str = "/"
    section: str = ""
    blind: bool = False
    keys: bool = True
    can_log_out: bool = False
    notice: str = ""


# ------------------------------------------------------------------------------------------- parts


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text; ``mark`` names what it is: empty, addressee, deadline, shared, added or removed."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list; ``count`` is shown beside it where it is known."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """A filter of the queue with what can be chosen in it."""

    name: str
    label: str
    options: tuple[Option, ...]
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a summary list."""

    label: str
    values: tuple[str, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a queue has come."""

    decided: int
    shown: int

    @property
    def percent(self) -> int:
        """Whole percent, 100 only when nothing is left."""
        return self.decided * 100 // self.shown if self.shown else 0

    @property
    def words(self) -> str:
        """The progress as a sentence."""
        return f"{self.decided} of {self.shown} decided"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item in a list."""

    item_id: str
    url: str
    number: str
    kind: str
    text: str
    page: int | None
    state: str
    state_words: str
    relevance: str
    certainty: str
    themes: tuple[str, ...]
    report: str
    decided: bool
    indent: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One decision of the audit trail, in words."""

    when: str
    who: str
    did: str
    suggested: str
    note: str
    undone: bool
    takes_back: bool


# -------------------------------------------------------------------------------------------- home


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report on the home page."""

    ref: str
    url: str
    queue_url: str
    resume_url: str
    title: str
    detail: str
    items: int
    for_force: int
    progress: Progress
    left: int
    changed: int
    issues: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its words and the list behind it."""

    count: int
    label: str
    url: str
    alarming: bool = False


@dataclass(frozen=True, slots=True)
class DueLine:
    """A response that is due by law."""

    title: str
    url: str
    due: str
    left: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """Reports, the plan and what is due."""

    template: ClassVar[str] = "home.html"
    shell: Shell
    reports: tuple[ReportLine, ...]
    figures: tuple[Figure, ...]
    due: tuple[DueLine, ...]
    has_force: bool
    max_upload_mb: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class JobPage:
    """How far a task has come; its heading is the shell's title. ``error`` says why it ended without a result."""

    template: ClassVar[str] = "job.html"
    shell: Shell
    state_url: str
    step: str
    elapsed_s: int
    error: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One action in a list."""

    ref: str
    url: str
    text: str
    owner: str
    status: str
    rag: str
    due: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class ImportPage:
    """What an uploaded tracker would change, before it is taken."""

    template: ClassVar[str] = "import.html"
    shell: Shell
    file: str
    facts: tuple[Fact, ...]
    columns: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str, str, str], ...]
    issues: tuple[str, ...]
    confirm_url: str
    changes_anything: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The actions of the plan."""

    template: ClassVar[str] = "plan.html"
    shell: Shell
    tabs: tuple[Figure, ...]
    showing: str
    lines: tuple[PlanLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action with everything the tracker says about it and the items tied to it."""

    template: ClassVar[str] = "action.html"
    shell: Shell
    ref: str
    text: str
    facts: tuple[Fact, ...]
    items: tuple[tuple[ItemLine, str], ...]
    """Each item tied to it, with its relation as the beginning of a sentence."""


# ------------------------------------------------------------------------------------------- queue


@dataclass(frozen=True, slots=True)
class QueuePage:
    """The items under a filter."""

    template: ClassVar[str] = "queue.html"
    shell: Shell
    heading: str
    report_id: int | None
    lines: tuple[ItemLine, ...]
    total: int
    first: int
    progress: Progress
    choices: tuple[Choices, ...]
    min_percent: str
    max_percent: str
    words: str
    record: bool
    sorts: tuple[Option, ...]
    narrowed: bool
    clear_url: str
    resume_url: str
    earlier_url: str
    later_url: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A random handful of items that the program would have dismissed."""

    template: ClassVar[str] = "audit.html"
    shell: Shell
    lines: tuple[ItemLine, ...]
    size: int
    seed: int
    next_seed: int
    reports: tuple[Option, ...]
    decided: int
    missed: int
    estimate: str


# -------------------------------------------------------------------------------------------- item


@dataclass(frozen=True, slots=True)
class Box:
    """A highlighted rectangle in points of the page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the PDF beside an item. Addresses are empty where there is no further page."""

    src: str
    alt: str
    page: int
    page_count: int
    width_pt: float
    height_pt: float
    boxes: tuple[Box, ...]
    zoom: int
    wider: int
    narrower: int
    previous_url: str
    next_url: str
    pdf_url: str
    own_pages: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the waterfall: where its bar starts and how wide it is, in hundredths of the whole width."""

    label: str
    value: str
    log_odds: str
    x: float
    width: float
    direction: str


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A candidate action with why it is one. ``relations`` has the suggested relation chosen."""

    key: str
    ref: str
    url: str
    text: tuple[Segment, ...]
    detail: str
    verb: str
    chance: str
    suggested: bool
    linked: str
    relations: tuple[Option, ...]
    bars: tuple[Bar, ...]
    shared: str
    item_only: str
    action_only: str
    clauses: tuple[str, ...]
    missing_clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelButton:
    """A relevance label as a button."""

    key: str
    value: str
    label: str
    suggested: bool
    decided: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the program suggests.

    ``accept`` is what accepting saves, empty where there is nothing to accept; ``dismiss`` is the label under which
    the item would leave, empty where the suggestion is that it is for the force.
    """

    relevance: str
    certainty: str
    reason: str
    evidence: tuple[str, ...]
    model: str
    accept: str
    dismiss: str


@dataclass(frozen=True, slots=True)
class StandingView:
    """What was decided, by whom and when. ``label`` is the relevance as it is stored, empty where none was decided."""

    label: str
    words: str
    by: str
    links: tuple[tuple[str, str, str], ...]
    response: str
    confirmed: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a new version changed in one field."""

    field: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """The page on which a person decides."""

    template: ClassVar[str] = "item.html"
    shell: Shell
    item_id: str
    heading: str
    state: str
    state_words: str
    report_title: str
    report_id: int
    section: str
    title: str
    lead_in: tuple[Segment, ...]
    text: tuple[Segment, ...]
    supporting_text: tuple[str, ...]
    edited: bool
    changes: tuple[Change, ...]
    facts: tuple[Fact, ...]
    suggestion: Suggestion | None
    labels: tuple[LabelButton, ...]
    themes: tuple[Option, ...]
    reason: str
    candidates_heading: str
    candidates: tuple[CandidateView, ...]
    picture: Picture | None
    standing: StandingView | None
    related: tuple[ItemLine, ...]
    progress: Progress
    query: str
    revision: int
    previous_url: str
    next_url: str
    next_picture: str
    can_merge: bool
    hidden: bool
    """Blind mode, and not decided yet: nothing of the suggestion is shown."""


@dataclass(frozen=True, slots=True)
class FormPart:
    """What every form about one item needs."""

    item_id: str
    heading: str
    report_title: str
    query: str
    revision: int
    back_url: str


@dataclass(frozen=True, slots=True)
class EditPage:
    """Other words for an item."""

    template: ClassVar[str] = "edit.html"
    shell: Shell
    form: FormPart
    printed_number: str
    title: str
    lead_in: str
    text: str
    supporting_text: str
    edited: bool


@dataclass(frozen=True, slots=True)
class BoundariesPage:
    """Where an item starts and ends among the lines of its pages."""

    template: ClassVar[str] = "boundaries.html"
    shell: Shell
    form: FormPart
    lines: tuple[tuple[int, int, str, bool], ...]
    """Number, page, words, and whether the line belongs to the item now."""
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SplitPage:
    """Where one item becomes several."""

    template: ClassVar[str] = "split.html"
    shell: Shell
    form: FormPart
    pieces: tuple[tuple[int, str, bool], ...]
    """Number, words, and whether a new item is proposed to begin there."""
    error: str = ""


@dataclass(frozen=True, slots=True)
class NewActionPage:
    """A new action with what the report and the profile already say."""

    template: ClassVar[str] = "new_action.html"
    shell: Shell
    form: FormPart
    ref: str
    action: str
    owner: str
    department: str
    sro: str
    governance_board: str
    target_date: str
    target_hint: str
    rags: tuple[Option, ...]
    statuses: tuple[Option, ...]
    owners: tuple[str, ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class ResponsePage:
    """What the force says to an item, and who confirms it."""

    template: ClassVar[str] = "response.html"
    shell: Shell
    form: FormPart
    text: str
    accepted: tuple[Option, ...]
    response: str
    responded_by: str
    confirmed_by: str
    can_confirm: bool
    error: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Everything that was decided about one item."""

    template: ClassVar[str] = "history.html"
    shell: Shell
    form: FormPart
    text: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Somebody else decided first."""

    template: ClassVar[str] = "conflict.html"
    shell: Shell
    form: FormPart
    text: str
    theirs: tuple[Event, ...]
    yours: str
    next_url: str
    fields: tuple[tuple[str, str], ...]
    """What was sent, to be sent again on the new revision if the person says so."""


# ------------------------------------------------------------------------------------------ report


@dataclass(frozen=True, slots=True)
class Field:
    """A line of metadata that can be corrected; ``printed`` is what the report says where that differs."""

    name: str
    label: str
    value: str
    printed: str
    hint: str = ""
    kind: str = "text"
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueLine:
    """Something to look at, with the page it is about."""

    severity: str
    message: str
    page: int | None
    url: str


@dataclass(frozen=True, slots=True)
class DiffLine:
    """An item that the newest version added, removed or reworded."""

    change: str
    number: str
    url: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report."""

    template: ClassVar[str] = "report.html"
    shell: Shell
    report_id: int
    ref: str
    heading: str
    revision: int
    facts: tuple[Fact, ...]
    fields: tuple[Field, ...]
    progress: Progress
    outline: tuple[tuple[int | None, tuple[ItemLine, ...]], ...]
    issues: tuple[IssueLine, ...]
    diff_heading: str
    diff: tuple[DiffLine, ...]
    grade_changes: tuple[str, ...]
    versions: tuple[str, ...]
    events: tuple[Event, ...]
    pdf_url: str
    queue_url: str
    resume_url: str
    error: str = ""


# ------------------------------------------------------------------------------------------- small


@dataclass(frozen=True, slots=True)
class LoginPage:
    """Name and password."""

    template: ClassVar[str] = "login.html"
    shell: Shell
    next: str
    name: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A start link for a second browser on this computer."""

    template: ClassVar[str] = "link.html"
    shell: Shell
    link: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """One sentence of fact, one of remedy."""

    template: ClassVar[str] = "error.html"
    shell: Shell
    fact: str
    remedy: str
    back_url: str = "/"
