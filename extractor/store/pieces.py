"""The items that a split makes: rows of their own, which vanish from view when the split is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, literal, select, update

from extractor.store.loading import LoadedItem, rows_of
from extractor.store.records import ItemChange, ItemState
from extractor.store.rows import Row, recommendation_to_row
from extractor.store.schema import addressees, contents, deadlines, decisions, items, reports, themes

CHILDREN = (addressees, deadlines, themes)
NEW_ITEM = {
    "state": ItemState.UNDECIDED,
    "revision": 0,
    "reopened_after": 0,
    "actionable": True,
    "search": "",
    "themes": [],
    "reason": "",
    "edits": {},
    **dict.fromkeys(("accepted", "response", "responded_by", "confirmed_by", "decided_by"), ""),
}
"""Columns of an item before the projection has seen it."""


def take_numbers(connection: Connection, report_id: int, how_many: int) -> range:
    """The next item numbers of a report; a number is never given twice, not even after its item is gone."""
    query = (
        update(reports)
        .where(reports.c.id == report_id)
        .values(next_item=reports.c.next_item + how_many)
        .returning(reports.c.next_item)
    )
    after: int = connection.execute(query).scalar_one()
    return range(after - how_many, after)


def make_pieces(
    connection: Connection, origin: LoadedItem, parts: Sequence[str], numbers: Sequence[int], decision_id: int
) -> None:
    """One item for each part, with everything but the words taken over from the origin."""
    report_id, item = origin.item["report_id"], origin.recommendation
    for ordinal, (number, part) in enumerate(zip(numbers, parts, strict=True)):
        item_id = f"R{report_id}-{number}"
        row = recommendation_to_row(item) | {
            "item_id": item_id,
            "version_id": origin.content["version_id"],
            "name": f"{origin.content['name']}/{ordinal + 1}",
            "change": ItemChange.ADDED,
            "position": origin.content["position"],
            "parent_id": item.parent_id,
            "text": part,
            "span_start": None,
            "span_end": None,
            **{name: value for name, value in origin.content.items() if name.startswith(("relevance", "is_themed"))},
        }
        place = {"id": item_id, "report_id": report_id, "number": number, "position": row["position"]}
        connection.execute(insert(items).values(**NEW_ITEM, **place, content_id=0, made_by=decision_id))
        _add_content(connection, row, copied_from=origin.content["id"])


def pieces_of(connection: Connection, decision_ids: Iterable[int]) -> list[str]:
    """Ids of the items that these splits made, in order."""
    query = select(items.c.id).where(items.c.made_by.in_(list(decision_ids))).order_by(items.c.number)
    return list(connection.scalars(query))


def carry_pieces(connection: Connection, report_id: int, version_id: int) -> None:
    """Let the pieces of splits that still hold appear in a new version as well, at their origin's new place."""
    place = select(contents.c.item_id, contents.c.position).where(contents.c.version_id == version_id)
    positions: dict[str, int] = {row["item_id"]: row["position"] for row in rows_of(connection, place)}
    query = (
        select(contents, decisions.c.subject)
        .join(items, items.c.content_id == contents.c.id)
        .join(decisions, decisions.c.id == items.c.made_by)
        .where(items.c.report_id == report_id, items.c.state.not_in([ItemState.WITHDRAWN, ItemState.REMOVED]))
        .order_by(items.c.number)
    )
    for row in rows_of(connection, query):
        if row["subject"] in positions:
            positions[row["item_id"]] = positions[row["subject"]]
            copy = {name: value for name, value in row.items() if name not in ("id", "subject")}
            fresh = {"version_id": version_id, "position": positions[row["subject"]], "change": ItemChange.UNCHANGED}
            _add_content(connection, copy | fresh, copied_from=row["id"])


def _add_content(connection: Connection, row: Row, copied_from: int) -> None:
    content_id = connection.execute(insert(contents).values(**row).returning(contents.c.id)).scalar_one()
    connection.execute(update(items).where(items.c.id == row["item_id"]).values(content_id=content_id))
    for table in CHILDREN:
        rest = [column for column in table.c if column.name != "content_id"]
        source = select(literal(content_id), *rest).where(table.c.content_id == copied_from)
        connection.execute(insert(table).from_select(["content_id", *(column.name for column in rest)], source))
