"""What changed from one version of a report to the next."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from extractor.domain import Recommendation
from extractor.store.alignment import changed_grades, rewordings_of
from extractor.store.loading import load_version_items, load_versions, rows_of
from extractor.store.records import ChangedItem, ItemChange, Rewording, VersionDiff
from extractor.store.rows import row_to_recommendation, row_to_report
from extractor.store.schema import contents


def version_diff(connection: Connection, report_id: int, number: int | None = None) -> VersionDiff | None:
    """What a version (the newest one by default) changed; None for a first version."""
    by_number = {row["number"]: row for row in load_versions(connection, report_id)}
    number = number or max(by_number)
    if number - 1 not in by_number:
        return None
    before, after = by_number[number - 1], by_number[number]
    old, new = (
        {one.printed.id: one.printed for one in load_version_items(connection, report_id, version["id"])}
        for version in (before, after)
    )
    added = tuple(_changed(item, ItemChange.ADDED) for key, item in new.items() if key not in old)
    removed = tuple(_changed(item, ItemChange.REMOVED) for key, item in old.items() if key not in new)
    reworded = _reworded(old, new)
    return VersionDiff(
        before=number - 1,
        after=number,
        added=added,
        removed=removed,
        reworded=reworded,
        unchanged=len(new) - len(added) - len(reworded),
        grades=changed_grades(row_to_report(before).grades, row_to_report(after).grades),
    )


def _reworded(old: Mapping[str, Recommendation], new: Mapping[str, Recommendation]) -> tuple[ChangedItem, ...]:
    found = [(item, rewordings_of(old[key], item)) for key, item in new.items() if key in old]
    return tuple(_changed(item, ItemChange.REWORDED, words) for item, words in found if words)


def _changed(item: Recommendation, change: ItemChange, rewordings: tuple[Rewording, ...] = ()) -> ChangedItem:
    return ChangedItem(item.id, change, item.printed_number, item.text, rewordings)


def last_rewordings(connection: Connection, item_id: str) -> tuple[Rewording, ...]:
    """How the newest printing of an item differs from the last one that read differently; empty where none does."""
    query = select(contents).where(contents.c.item_id == item_id).order_by(contents.c.version_id.desc())
    after, *before = (row_to_recommendation(row) for row in rows_of(connection, query))
    return next(filter(None, (rewordings_of(older, after) for older in before)), ())
