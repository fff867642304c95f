"""What pages are made of: lines, facts, marked pieces of text, buttons; already in the words a person reads."""

from __future__ import annotations

from dataclasses import dataclass


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
class AsideLine:
    """An item that may be set aside; ``value`` says which, at what revision and with what suggestion it was shown."""

    value: str
    url: str
    name: str
    text: str
    relevance: str
    certainty: str


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
    unanswered: int
    unanswered_url: str
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
class FormPart:
    """What every form about one item needs."""

    item_id: str
    heading: str
    report_title: str
    query: str
    revision: int
    back_url: str


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
