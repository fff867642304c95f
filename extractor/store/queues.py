"""The queue: which items, in which order, page by page, in two queries each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, cast, func, or_, select, true, tuple_

from extractor.store.alignment import plain_words
from extractor.store.loading import MEANING, ORDER, is_unanswered, rows_of
from extractor.store.records import LEFT, SHOWN, Filter, ItemState, Queue, QueueRow, Sort
from extractor.store.rows import Row
from extractor.store.schema import addressees, contents, decisions, items, reports

UNCERTAINTY = func.coalesce(items.c.probability, 0.0)
KEYS: dict[Sort, tuple[ColumnElement[Any], ...]] = {Sort.PAGE: ORDER, Sort.UNCERTAINTY: (UNCERTAINTY, *ORDER)}
"""What a queue is sorted by; unique for each item, so that paging and stepping never skip or repeat one."""


def conditions_of(wanted: Filter) -> list[ColumnElement[bool]]:
    """The filter as conditions on ``items`` joined with its newest ``contents``."""
    found: list[ColumnElement[bool]] = [items.c.state.in_(wanted.states or SHOWN)]
    if wanted.actionable_only:
        found.append(items.c.actionable)
    if wanted.report_id is not None:
        found.append(items.c.report_id == wanted.report_id)
    if wanted.kinds:
        found.append(contents.c.kind.in_(wanted.kinds))
    if wanted.relevance:
        found.append(MEANING.in_(wanted.relevance))
    if wanted.min_probability is not None:
        found.append(items.c.probability >= wanted.min_probability)
    if wanted.max_probability is not None:
        found.append(items.c.probability <= wanted.max_probability)
    if wanted.unanswered:
        found.append(is_unanswered())
    found += [items.c.search.contains(word, autoescape=True) for word in plain_words(wanted.words).split()]
    return found + _conditions_below(wanted)


def _conditions_below(wanted: Filter) -> list[ColumnElement[bool]]:
    """Conditions on themes and addressees, of which an item has several."""
    found: list[ColumnElement[bool]] = []
    if wanted.themes:
        # The list of labels is JSON text; a label in its quotes cannot be mistaken for part of another.
        listed = cast(items.c.themes, Text)
        found.append(or_(*(listed.contains(json.dumps(label), autoescape=True) for label in wanted.themes)))
    if wanted.groups:
        found.append(
            select(addressees.c.position)
            .where(addressees.c.content_id == items.c.content_id, addressees.c.group.in_(wanted.groups))
            .exists()
        )
    return found


def load_queue(connection: Connection, wanted: Filter, sort: Sort, offset: int, limit: int) -> Queue:
    """One page of a queue: two queries."""
    # One scan counts for the progress bar and the filter alike: the words of a search are what takes time.
    states = wanted.states or tuple(SHOWN)
    counted = (
        select(
            func.count().filter(items.c.state.in_(states)).label("total"),
            func.count().filter(items.c.state == ItemState.DECIDED).label("decided"),
            func.count().filter(items.c.state.in_(SHOWN)).label("shown"),
        )
        .select_from(items)
        .join(contents, contents.c.id == items.c.content_id)
        .where(*conditions_of(replace(wanted, states=tuple({*SHOWN, *states}))))
    )
    counts = rows_of(connection, counted)[0]
    rows = queue_rows(connection, *conditions_of(wanted), order=KEYS[sort], offset=offset, limit=limit)
    return Queue(rows, **counts, offset=offset, limit=limit)


def queue_rows(
    connection: Connection,
    *where: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]] = ORDER,
    offset: int = 0,
    limit: int | None = None,
) -> tuple[QueueRow, ...]:
    """Lines of a queue under conditions on ``items`` and its newest ``contents``: one query."""
    own = ("id", "report_id", "page", "state", "relevance", "probability", "decided", "revision", "themes", "edits")
    query = (
        select(
            *(items.c[name] for name in own),
            *(contents.c[name] for name in ("kind", "printed_number", "text", "restated")),
            reports.c.title.label("report_title"),
        )
        .join(contents, contents.c.id == items.c.content_id)
        .join(reports, reports.c.id == items.c.report_id)
        .where(*where)
        .order_by(*order)
        .offset(offset)
        .limit(limit)
    )
    return tuple(_queue_row(row) for row in rows_of(connection, query))


def _queue_row(row: Row) -> QueueRow:
    same = ("report_id", "report_title", "kind", "page", "state", "relevance", "probability", "decided", "restated")
    edits = row["edits"]
    return QueueRow(
        item_id=row["id"],
        printed_number=edits.get("printed_number", row["printed_number"]) or None,
        text=edits.get("text", row["text"]),
        themes=tuple(row["themes"]),
        revision=row["revision"],
        **{name: row[name] for name in same},
    )


def load_neighbors(connection: Connection, item_id: str, wanted: Filter, sort: Sort) -> tuple[str | None, str | None]:
    """The items before and after one in a queue, also where it has just dropped out of the filter: two queries."""
    keys = KEYS[sort]
    place = connection.execute(select(*keys).where(items.c.id == item_id)).first()
    if place is None:
        return None, None
    here = tuple_(*place)
    before = _nearest(wanted, [key.desc() for key in keys], tuple_(*keys) < here)
    after = _nearest(wanted, keys, tuple_(*keys) > here)
    found = connection.execute(select(before, after)).one()
    return found[0], found[1]


def _nearest(wanted: Filter, order: Sequence[ColumnElement[Any]], beyond: ColumnElement[bool]) -> ColumnElement[str]:
    query = select(items.c.id).join(contents, contents.c.id == items.c.content_id)
    return query.where(*conditions_of(wanted), beyond).order_by(*order).limit(1).scalar_subquery()


def load_resume(connection: Connection, who: str, wanted: Filter, sort: Sort) -> str | None:
    """The first item left after the last one this person decided on, else the first one left, else None."""
    left = replace(wanted, states=tuple(LEFT))
    last = (
        select(*KEYS[sort])
        .join(decisions, decisions.c.subject == items.c.id)
        .join(contents, contents.c.id == items.c.content_id)
        .where(decisions.c.who == who, *conditions_of(replace(wanted, states=())))
        .order_by(decisions.c.id.desc())
        .limit(1)
    )
    place = connection.execute(last).first()
    if place is not None:
        beyond = tuple_(*KEYS[sort]) >= tuple_(*place)
        found: str | None = connection.scalar(select(_nearest(left, KEYS[sort], beyond)))
        if found is not None:
            return found
    first: str | None = connection.scalar(select(_nearest(left, KEYS[sort], true())))
    return first
