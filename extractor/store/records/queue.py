"""Which items to show, and the lines of the queue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.store.records.states import ItemState
from extractor.vocabulary import AddresseeGroup, Kind, RelevanceLabel


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
    ``unanswered`` keeps those decided to be for the force and tied to no action.
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
    unanswered: bool = False


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
