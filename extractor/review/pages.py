"""What each template shows: one frozen dataclass per template, already in the words a person reads.

A template gets its page and the addresses (``urls``), nothing else; a test checks the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from extractor.review.parts import (
    AsideLine,
    CandidateView,
    Change,
    Choices,
    DiffLine,
    DueLine,
    Event,
    Fact,
    Field,
    Figure,
    FormPart,
    IssueLine,
    ItemLine,
    LabelButton,
    Option,
    Picture,
    PlanLine,
    Progress,
    ReportLine,
    Segment,
    Shell,
    StandingView,
    Suggestion,
)


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
    """How far a task has come; its heading is the shell's title. ``error`` says why it ended without a result.

    ``percent`` is of the step that is being done, None where it cannot be told.
    """

    template: ClassVar[str] = "job.html"
    shell: Shell
    state_url: str
    step: str
    percent: int | None
    elapsed_s: int
    error: str = ""
    remedy: str = ""


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
    unanswered: bool
    sorts: tuple[Option, ...]
    narrowed: bool
    clear_url: str
    query: str
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
    wanted: str
    """Words by which the person looked for another action."""
    found: tuple[CandidateView, ...]
    query_fields: tuple[tuple[str, str], ...]
    picture: Picture | None
    suggestion_sum: str
    standing: StandingView | None
    related: tuple[ItemLine, ...]
    progress: Progress
    list_url: str
    query: str
    revision: int
    previous_url: str
    next_url: str
    next_picture: str
    has_action: bool
    can_merge: bool
    hidden: bool
    """Blind mode, and not decided yet: nothing of the suggestion is shown."""


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
    aside: int
    """How many items are left that were suggested as not for the force."""
    resume_url: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class AsidePage:
    """The items of a report that were suggested as not for the force."""

    template: ClassVar[str] = "aside.html"
    shell: Shell
    report_id: int
    heading: str
    lines: tuple[AsideLine, ...]


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
