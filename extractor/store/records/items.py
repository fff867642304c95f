"""One item with everything around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from extractor.domain import Action, Decision, Link, Recommendation, Relevance, Theme
from extractor.store.records.queue import QueueRow
from extractor.store.records.reports import StoredReport
from extractor.store.records.states import ItemState
from extractor.store.records.versions import Rewording
from extractor.vocabulary import Relation, RelevanceLabel


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
    filled while the newest version has other words than the one before, and until the item is decided on again.
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
