"""The whole store: for exports, for figures, for the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from extractor.domain import Action, Decision, Issue, Link, Recommendation, Relevance, Theme
from extractor.store.records.items import Standing
from extractor.store.records.reports import ItemCounts, StoredReport
from extractor.store.records.states import ItemState
from extractor.vocabulary import Relation


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
