"""Matching composed: files of items against a tracker, and a store's new items against its plan and earlier reports."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from extractor.config import Settings
from extractor.domain import Action, Ingestion, Issue, Link, Relation, Report, Theme
from extractor.items import ItemSet
from extractor.labels import label_of
from extractor.match import (
    ActionIndex,
    NewItem,
    best_relation,
    build_index,
    group_items,
    item_to_action,
    load_encoder,
    load_index,
    match_items,
    relation_at,
    save_index,
)
from extractor.plan.importer import import_tracker
from extractor.report_json import link_to_json
from extractor.store.records import Filter, ItemState
from extractor.store.repository import Store, open_store
from extractor.store.standing import active_decisions

INDEX_FILE = "extractor-match-index.npz"
"""Vectors of the plan, kept beside extractor.toml; made again whenever it is lost."""
FILE_LINKS = 40
"""Links of each item given for files: nobody pages through them, and a program may want to look further."""
MANY = 100_000
ACTION_MADE = "New action made"
NEWEST = sys.maxsize
"""Stands for the number of a report that has none yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of the store, by its number there."""

    id: int
    report: Report


@dataclass(frozen=True, slots=True)
class Matched:
    """Items with the links found for each, and the groups of near-identical items (by their ids)."""

    items: tuple[NewItem, ...]
    links: Mapping[str, tuple[Link, ...]]
    groups: tuple[tuple[str, ...], ...]
    bridges: frozenset[str]
    threshold: float
    names: Mapping[str, str]
    issues: tuple[Issue, ...] = ()
    made: Mapping[str, str] = field(default_factory=dict)
    """Items that an action was made from, with its ref."""

    def relation_of(self, item_id: str) -> Relation:
        """The best relation of an item, or new_action_needed."""
        return best_relation(self.links.get(item_id, ()), self.threshold)

    @property
    def new_actions(self) -> int:
        """How many items need a new action and have none made from them, as far as the program can tell."""
        waiting = [new.item.id for new in self.items if new.item.id not in self.made]
        return sum(self.relation_of(item_id) is Relation.NEW_ACTION_NEEDED for item_id in waiting)

    def name_of(self, item_id: str) -> str:
        """The id that a person knows the item by."""
        return self.names.get(item_id, item_id)

    def at_threshold(self, link: Link) -> Link:
        """The link as it is suggested: one below the threshold is not_related."""
        return replace(link, relation=relation_at(link, self.threshold))

    def rows(self, most: int) -> list[tuple[str, ...]]:
        """Lines of a table: item, relation, action, probability, shared words, clauses not met."""
        lines: list[tuple[str, ...]] = []
        for new in self.items:
            name, links = self.name_of(new.item.id), self.links.get(new.item.id, ())
            shown = [link for link in links if link.probability >= self.threshold][:most]
            if not shown:
                made = self.made.get(new.item.id, "")
                lines.append((name, ACTION_MADE if made else label_of(Relation.NEW_ACTION_NEEDED), made, "", "", ""))
            for link in shown:
                missing = "; ".join(link.missing_clauses) if link.relation is Relation.PARTLY_COVERED else ""
                sure, words = f"{link.probability:.2f}", ", ".join(link.shared_words[:6])
                lines.append((name, label_of(link.relation), link.action_ref, sure, words, missing))
        return lines

    def to_json(self) -> list[dict[str, Any]]:
        """One object an item, in order: id, relation, links; and the near-identical items, where there are any."""
        alike = {member: group for group in self.groups for member in group}
        return [
            {
                "id": self.name_of(new.item.id),
                "relation": self.relation_of(new.item.id).value,
                "links": [link_to_json(self.at_threshold(link)) for link in self.links.get(new.item.id, ())],
                "alike": [self.name_of(other) for other in alike.get(new.item.id, ()) if other != new.item.id],
                "is_bridge": new.item.id in self.bridges,
            }
            for new in self.items
        ]


def match_files(sets: Sequence[ItemSet], tracker: Path, settings: Settings, threshold: float | None = None) -> Matched:
    """Items already in hand, classified, against the plan in a tracker, without a store.

    Raises:
        ExtractorError: the tracker cannot be read.
    """
    plan = import_tracker(tracker, settings.plan)
    new = sorted((one for each in sets for one in new_items_of(each)), key=lambda one: _row_number(one.item.id))
    encoder = load_encoder(settings.encoder)
    index = build_index(plan.actions, encoder=encoder)
    links = match_items(new, index, own_names=_own_names(settings), encoder=encoder, kept=FILE_LINKS)
    names = {own: given for each in sets for own, given in each.given_ids.items()}
    return matched_of(new, links, _at(settings, threshold), names, plan.issues)


def new_items_of(each: ItemSet) -> list[NewItem]:
    """The items of one report of a file; themes that the file names stand before those suggested."""
    suggested = each.judged.themes if each.judged else {}
    return [
        NewItem(item, each.given_themes.get(item.id) or suggested.get(item.id, ()), each.report) for item in each.items
    ]


def _row_number(own_id: str) -> int:
    return int(own_id.rpartition("-")[2])


def match_saved(settings: Settings, report: str | None = None, threshold: float | None = None) -> Matched:
    """``match_store`` on the store of some settings.

    Raises:
        NoStore: there is none.
        NotInStore: there is no such report.
    """
    with open_store(settings, create=False) as store:
        return match_store(store, settings, report, threshold)


def match_store(store: Store, settings: Settings, report: str | None = None, threshold: float | None = None) -> Matched:
    """Items of one report (or of all reports) against the plan and earlier reports; links are saved.

    Raises:
        NotInStore: there is no such report.
    """
    wanted = store.reports.resolve(report) if report else None
    new = [one for entry in _entries(store, wanted) for one in _items_of(store, entry)]
    links = match_stored(store, settings, new)
    return replace(matched_of(new, links, _at(settings, threshold), {}), made=_made_from(store))


def match_stored(store: Store, settings: Settings, new: Sequence[NewItem]) -> tuple[Link, ...]:
    """Links of a store's own items against its plan and the items of reports before theirs, saved.

    Actions made from a report's own items are left out for that report: every item would be found again in its own.
    """
    entries = _entries(store, None)
    earlier = {entry: [item_to_action(one.item, entry.report) for one in _items_of(store, entry)] for entry in entries}
    whole = _kept_index([*store.plan.actions(), *chain.from_iterable(earlier.values())], settings)
    wanted = {one.item.id: one for one in new}
    made = _made_from(store)
    encoder = load_encoder(settings.encoder)
    found: list[Link] = []
    for entry, actions in earlier.items():
        part = [wanted[action.ref] for action in actions if action.ref in wanted]
        later = {one.ref for other in entries if not _is_before(other, entry) for one in earlier[other]}
        if part:
            index = whole.without(later | _own_actions(store, entry, made))
            found += match_items(part, index, own_names=_own_names(settings), encoder=encoder)
    store.items.save_links(found, sorted(wanted))
    return tuple(found)


def suggest_links(store: Store, settings: Settings, ingestion: Ingestion) -> tuple[Link, ...]:
    """Links of a report about to be saved, so that it is saved together with them; under the ingestion's own ids.

    Earlier versions of the report itself are left out: every item would be found again in them. Rules alone suggest
    no links.
    """
    if settings.rules_only:
        return ()
    themes, report = ingestion.themes, ingestion.report
    items = [item for item in ingestion.recommendations if item.is_actionable]
    same = store.reports.earlier_version(ingestion)
    new = Entry(same or NEWEST, report)
    earlier = [entry for entry in _entries(store, None) if entry.id != same and _is_before(entry, new)]
    printed = (item_to_action(one.item, entry.report) for entry in earlier for one in _items_of(store, entry))
    index = _kept_index([*store.plan.actions(), *printed], settings)
    return match_items(
        [NewItem(item, themes.get(item.id, ()), report) for item in items],
        index,
        own_names=_own_names(settings),
        encoder=load_encoder(settings.encoder),
    )


def _made_from(store: Store) -> dict[str, str]:
    """Items that a decision which still holds made an action from, with its ref."""
    held = active_decisions(store.decisions.all())
    return {one.item_id: str(one.decided["action_ref"]) for one in held if one.action == "new_action"}


def _own_actions(store: Store, entry: Entry, made: Mapping[str, str]) -> set[str]:
    """Refs of the actions made from a report's items.

    Those of an item that has to be looked at again stay, or accepting what is suggested would make a second action.
    """
    rows = store.items.queue(Filter(report_id=entry.id, actionable_only=False), limit=MANY).rows
    return {made[row.item_id] for row in rows if row.item_id in made and row.state is not ItemState.CHANGED}


def _kept_index(actions: Sequence[Action], settings: Settings) -> ActionIndex:
    """The index of actions; only what has changed since the last one is made again."""
    path = settings.folder / INDEX_FILE
    known = load_index(path)
    index = build_index(actions, known, encoder=load_encoder(settings.encoder))
    if known is None or (known.sums, known.model) != (index.sums, index.model):
        with suppress(OSError):  # a folder that may not be written to costs the time of making it again, and no more
            save_index(index, path)
    return index


def _is_before(one: Entry, other: Entry) -> bool:
    """Whether a report came before another: by publication where both have a date, else by when it was taken in."""
    first, second = one.report.publication_date, other.report.publication_date
    return first < second if first and second else one.id < other.id


def _entries(store: Store, wanted: int | None) -> list[Entry]:
    return [Entry(stored.id, stored.report) for stored in store.reports.all() if wanted in (None, stored.id)]


def _items_of(store: Store, entry: Entry) -> list[NewItem]:
    rows = store.items.queue(Filter(report_id=entry.id), limit=MANY).rows
    themes = {row.item_id: tuple(Theme(label, 1.0) for label in row.themes) for row in rows}
    found = store.items.recommendations(report_id=entry.id)
    return [NewItem(item, themes.get(item.id, ()), entry.report) for item in found]


def matched_of(
    new: Sequence[NewItem],
    links: Sequence[Link],
    threshold: float,
    names: Mapping[str, str],
    issues: tuple[Issue, ...] = (),
) -> Matched:
    """Items with their links by item, and groups of near-identical items of different reports."""
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.recommendation_id, []).append(link)
    groups = group_items(new)
    ids = [one.item.id for one in new]
    return Matched(
        tuple(new),
        {item_id: tuple(group) for item_id, group in found.items()},
        tuple(tuple(ids[place] for place in group.members) for group in groups),
        frozenset(ids[place] for group in groups for place in group.bridges),
        threshold,
        names,
        issues,
    )


def _at(settings: Settings, threshold: float | None) -> float:
    return settings.link_threshold if threshold is None else threshold


def _own_names(settings: Settings) -> tuple[str, ...]:
    return settings.force.names if settings.force else ()
