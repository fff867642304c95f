"""Items: the queue, the page of one, the samples and the lists that other stages ask for."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from extractor.domain import Action, Link, Recommendation, Relevance, Theme
from extractor.errors import NotInStore
from extractor.store.database import Database
from extractor.store.diffs import last_rewordings
from extractor.store.loading import LoadedItem, load_decisions, load_items, load_links, load_reports, rows_of, touching
from extractor.store.plan import load_actions
from extractor.store.projection import refresh_items
from extractor.store.queues import load_neighbors, load_queue, load_resume, queue_rows
from extractor.store.records import (
    LEFT,
    NOT_FOR_FORCE,
    SHOWN,
    Candidate,
    Filter,
    ItemChange,
    ItemPage,
    ItemState,
    Queue,
    QueueRow,
    Sort,
    Standing,
)
from extractor.store.rows import relevance_to_row, row_to_action
from extractor.store.saving import save_links, theme_rows
from extractor.store.schema import actions, contents, items, links, reports, themes
from extractor.vocabulary import Relation


class Items:
    """The items. Every method is one transaction and a number of queries that does not grow with the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, wanted: Filter, sort: Sort = Sort.PAGE, offset: int = 0, limit: int = 50) -> Queue:
        """One page of the items under a filter."""
        with self._database.reading() as connection:
            return load_queue(connection, wanted, sort, offset, limit)

    def neighbors(self, item_id: str, wanted: Filter, sort: Sort = Sort.PAGE) -> tuple[str | None, str | None]:
        """Ids before and after an item in a queue; the item itself need not fit the filter any more."""
        with self._database.reading() as connection:
            return load_neighbors(connection, item_id, wanted, sort)

    def resume(self, who: str, wanted: Filter, sort: Sort = Sort.PAGE) -> str | None:
        """Where this person left a queue: the first item left after their last decision, else the first one left."""
        with self._database.reading() as connection:
            return load_resume(connection, who, wanted, sort)

    def page(self, item_id: str) -> ItemPage:
        """Everything the page of one item shows.

        Raises:
            NotInStore: there is no such item.
        """
        with self._database.reading() as connection:
            found = load_items(connection, items.c.id == item_id)
            if not found:
                raise NotInStore(f"There is no item {item_id} in the store.")
            return _page_of(connection, found[0])

    def audit_sample(self, size: int = 10, seed: int = 0, report_id: int | None = None) -> tuple[QueueRow, ...]:
        """A random handful of the items the tool would have dismissed, to estimate what is missed.

        Drawn evenly from every actionable item whose suggestion dismisses it, decided or not, in the order of the
        page; the same seed over the same items draws the same handful.
        """
        where = [items.c.relevance.in_(NOT_FOR_FORCE), items.c.state.in_(SHOWN), items.c.actionable]
        if report_id is not None:
            where.append(items.c.report_id == report_id)
        with self._database.reading() as connection:
            query = select(items.c.id).where(*where).order_by(items.c.report_id, items.c.position, items.c.number)
            everyone = list(connection.scalars(query))
            drawn = random.Random(seed).sample(everyone, min(size, len(everyone)))
            return queue_rows(connection, items.c.id.in_(drawn))

    def linked_to(self, action_ref: str) -> tuple[tuple[QueueRow, Relation], ...]:
        """The items that decisions tie to an action, each with its relation, in the order of the page."""
        with self._database.reading() as connection:
            query = select(links.c.item_id, links.c.relation).where(links.c.action_ref == action_ref)
            relations = {row.item_id: row.relation for row in connection.execute(query)}
            rows = queue_rows(connection, items.c.id.in_(relations), items.c.state.in_(SHOWN))
            return tuple((row, relations[row.item_id]) for row in rows)

    def recommendations(
        self, *, report_id: int | None = None, exclude_report: int | None = None, left_only: bool = False
    ) -> tuple[Recommendation, ...]:
        """Actionable items as they stand, with edits, under the store's ids and in the order of the page.

        Args:
            report_id: only those of this report.
            exclude_report: all but those of this report: the earlier items that a new report is matched against.
            left_only: only those a person still has to decide on.
        """
        where = [items.c.state.in_(LEFT if left_only else SHOWN), items.c.actionable]
        if report_id is not None:
            where.append(items.c.report_id == report_id)
        if exclude_report is not None:
            where.append(items.c.report_id != exclude_report)
        with self._database.reading() as connection:
            return tuple(one.recommendation for one in load_items(connection, *where))

    def save_links(self, found: Sequence[Link], item_ids: Sequence[str]) -> None:
        """Replace the suggested links of these items, after matching anew; decisions stay untouched."""
        with self._database.writing() as connection:
            save_links(connection, found, item_ids)

    def save_predictions(self, relevance: Mapping[str, Relevance], found: Mapping[str, tuple[Theme, ...]]) -> None:
        """Replace what the classifier says about these items' newest printing; decisions stay untouched."""
        item_ids = sorted({*relevance, *found})
        with self._database.writing() as connection:
            query = select(items.c.id, items.c.content_id).where(items.c.id.in_(item_ids))
            for row in rows_of(connection, query):
                newest = row["content_id"]
                values = relevance_to_row(relevance.get(row["id"])) | {"is_themed": row["id"] in found}
                connection.execute(update(contents).where(contents.c.id == newest).values(values))
                connection.execute(delete(themes).where(themes.c.content_id == newest))
                labels = theme_rows(newest, found.get(row["id"], ()))
                if labels:
                    connection.execute(insert(themes), labels)
            refresh_items(connection, item_ids)


def _page_of(connection: Connection, one: LoadedItem) -> ItemPage:
    item_id = one.printed.id
    family = queue_rows(
        connection,
        (items.c.id == one.printed.parent_id) | (contents.c.parent_id == item_id),
        items.c.state.in_(SHOWN),
    )
    # A change that nobody has looked at yet is shown through later versions that did not change the item again.
    is_reworded = one.content["change"] is ItemChange.REWORDED or one.item["state"] is ItemState.CHANGED
    return ItemPage(
        item=one.recommendation,
        printed=one.printed,
        report=load_reports(connection, reports.c.id == one.item["report_id"])[0],
        state=one.item["state"],
        revision=one.item["revision"],
        relevance=one.relevance,
        themes=one.themes,
        candidates=_candidates(connection, item_id),
        standing=standing_of_row(one, _decided_links(connection, item_id)),
        history=load_decisions(connection, touching([item_id])),
        reworded=last_rewordings(connection, item_id) if is_reworded else (),
        parent=next((row for row in family if row.item_id == one.printed.parent_id), None),
        children=tuple(row for row in family if row.item_id != one.printed.parent_id),
    )


def _candidates(connection: Connection, item_id: str) -> tuple[Candidate, ...]:
    found = load_links(connection, items.c.id == item_id).get(item_id, ())
    refs = [link.action_ref for link in found]
    by_ref: dict[str, Action] = {
        row["ref"]: row_to_action(row) for row in load_actions(connection, actions.c.ref.in_(refs))
    }
    earlier = {row.item_id: row for row in queue_rows(connection, items.c.id.in_(refs))}
    return tuple(Candidate(link, by_ref.get(link.action_ref), earlier.get(link.action_ref)) for link in found)


def _decided_links(connection: Connection, item_id: str) -> dict[str, Relation]:
    query = select(links.c.action_ref, links.c.relation).where(links.c.item_id == item_id).order_by(links.c.action_ref)
    return {ref: relation for ref, relation in connection.execute(query)}


def standing_of_row(one: LoadedItem, decided: Mapping[str, Relation]) -> Standing:
    """Where an item stands, from the columns that add its decisions up and its decided links."""
    words = ("reason", "accepted", "response", "responded_by", "confirmed_by", "decided_by", "decided_at")
    return Standing(
        state=one.item["state"],
        relevance=one.item["decided"],
        themes=None if one.item["decided_themes"] is None else tuple(one.item["decided_themes"]),
        links=decided,
        edits=one.item["edits"],
        **{name: one.item[name] for name in words},
    )
