"""Put an ingestion into the store: a new report, a new version of one, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from extractor.domain import Ingestion, Issue, Link, Recommendation, Report, Severity, Stage, Theme
from extractor.store.alignment import align, is_same_report, plain_words, rewordings_of
from extractor.store.diffs import version_diff
from extractor.store.ledger import EXTRACTOR, add_undo, decision_row
from extractor.store.loading import (
    load_decisions,
    load_ingestion,
    load_items,
    load_version_items,
    load_versions,
    rows_of,
    touching,
)
from extractor.store.pieces import NEW_ITEM, carry_pieces, pieces_of, take_numbers
from extractor.store.projection import refresh_items, refresh_report, reopen_items
from extractor.store.records import ItemChange, Outcome, Saved
from extractor.store.rows import (
    METADATA,
    Row,
    addressee_to_row,
    deadline_to_row,
    issue_to_row,
    link_to_row,
    recommendation_to_row,
    relevance_to_row,
    report_to_row,
)
from extractor.store.schema import (
    addressees,
    contents,
    deadlines,
    documents,
    issues,
    items,
    reports,
    suggestions,
    themes,
    versions,
)
from extractor.store.standing import active_decisions

REISSUE = re.compile(
    r"\s*[(\[:,\u2013\u2014-]\s*(re-?issued?|revised|updated|corrected|version \d).*$", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came, who brought it and when."""

    ingestion: Ingestion
    pdf: bytes
    who: str
    when: datetime


def save_ingestion(connection: Connection, arrival: Arrival, *, again: bool = False) -> Saved:
    """Save all of it within the transaction of the connection.

    Args:
        connection: a writing transaction.
        arrival: what to save.
        again: take a file that is already there as a new version, because it was read anew.
    """
    report = arrival.ingestion.report
    known = version_of_file(connection, report.sha256)
    if known is not None and not again:
        return already_there(connection, known)
    report_id = known["report_id"] if known else same_report(connection, arrival.ingestion)
    _keep_document(connection, report.sha256, arrival.pdf)
    if report_id is None:
        return _save_report(connection, arrival)
    return _save_version(connection, arrival, report_id)


def version_of_file(connection: Connection, sha256: str) -> Row | None:
    """The row of the newest version that is this file, or None."""
    found = rows_of(connection, select(versions).where(versions.c.sha256 == sha256).order_by(versions.c.id.desc()))
    return found[0] if found else None


def already_there(connection: Connection, version: Row) -> Saved:
    """What was saved for a version."""
    stored = load_ingestion(connection, version)
    return Saved(Outcome.ALREADY_THERE, version["report_id"], version["number"], stored)


def report_key(report: Report) -> str:
    """What two versions of one report share: title, source body and the force inspected, folded.

    The force belongs to it because an inspectorate gives the reports on all forces one title; a remark at the end of
    the title that this is a re-issue does not.
    """
    title = REISSUE.sub("", report.title) or report.title
    return "|".join(plain_words(part or "") for part in (title, report.source_body, report.force))


def same_report(connection: Connection, ingestion: Ingestion) -> int | None:
    """The stored report that this is a version of, judged by its key and its items; the latest where several fit."""
    query = select(reports.c.id).where(reports.c.key == report_key(ingestion.report)).order_by(reports.c.id.desc())
    for report_id in connection.scalars(query).all():
        newest = load_versions(connection, report_id)[-1]["id"]
        stored = [one.printed for one in load_version_items(connection, report_id, newest)]
        if is_same_report(stored, ingestion.recommendations):
            return int(report_id)
    return None


def _keep_document(connection: Connection, sha256: str, pdf: bytes) -> None:
    if connection.scalar(select(documents.c.sha256).where(documents.c.sha256 == sha256)) is None:
        connection.execute(insert(documents).values(sha256=sha256, size=len(pdf), content=pdf))


# -------------------------------------------------------------------------------------- new report


def _save_report(connection: Connection, arrival: Arrival) -> Saved:
    report = arrival.ingestion.report
    values = {name: getattr(report, name) for name in METADATA}
    row = insert(reports).values(**values, key=report_key(report), version=1, next_item=1, revision=0)
    report_id: int = connection.execute(row.returning(reports.c.id)).scalar_one()
    nobody = [None] * len(arrival.ingestion.recommendations)
    saved = _Version(connection, arrival, report_id, 1, nobody).save()
    return replace(saved, outcome=Outcome.NEW_REPORT)


# ------------------------------------------------------------------------------------- new version


def _save_version(connection: Connection, arrival: Arrival, report_id: int) -> Saved:
    """Save a version beside the ones before it; who has changed goes back into the queue."""
    loaded = load_items(connection, items.c.report_id == report_id, items.c.made_by.is_(None))
    newest = load_versions(connection, report_id)[-1]
    # An item that an older version printed may return: it is aligned after everything the newest one prints.
    loaded.sort(key=lambda one: one.content["version_id"] != newest["id"])
    stored = [one.printed for one in loaded]
    pairs = align(stored, arrival.ingestion.recommendations).pairs
    ancestors = [
        stored[pairs[place]] if place in pairs else None for place in range(len(arrival.ingestion.recommendations))
    ]
    printed_before = frozenset(one.printed.id for one in loaded if one.content["version_id"] == newest["id"])
    saved = _Version(connection, arrival, report_id, newest["number"] + 1, ancestors, printed_before).save()
    refresh_report(connection, report_id)
    return replace(saved, outcome=Outcome.NEW_VERSION, diff=version_diff(connection, report_id, saved.version))


@dataclass(frozen=True, slots=True)
class _Version:
    """One version on its way into the store.

    ``ancestors`` has for each item, in order, the stored item whose id it inherits, or None; ``printed_before`` are
    the ids that the version before prints.
    """

    connection: Connection
    arrival: Arrival
    report_id: int
    number: int
    ancestors: Sequence[Recommendation | None]
    printed_before: frozenset[str] = frozenset()

    @property
    def ingestion(self) -> Ingestion:
        return self.arrival.ingestion

    def save(self) -> Saved:
        version_id = self._insert_version()
        own = self._give_ids()
        ids = dict(zip((item.id for item in self.ingestion.recommendations), own, strict=True))
        reworded = self._insert_contents(version_id, own, ids)
        self._insert_issues(version_id, self.ingestion.issues)
        save_links(self.connection, [self._own(link, ids) for link in self.ingestion.links], own)
        self._take_back(version_id, reworded)
        carry_pieces(self.connection, self.report_id, version_id)
        reopen_items(self.connection, reworded)
        everyone = self.connection.scalars(select(items.c.id).where(items.c.report_id == self.report_id)).all()
        refresh_items(self.connection, everyone, touched=reworded)
        stored = load_ingestion(self.connection, load_versions(self.connection, self.report_id)[-1])
        return Saved(Outcome.NEW_VERSION, self.report_id, self.number, stored, ids)

    def _insert_version(self) -> int:
        row = report_to_row(self.ingestion.report) | {"report_id": self.report_id, "number": self.number}
        written = {"ingested_at": self.arrival.when, "ingested_by": self.arrival.who}
        added = insert(versions).values(**row, **written).returning(versions.c.id)
        # Taken at once: SQLite cannot use a connection again on which an INSERT ... RETURNING was left half read.
        version_id: int = self.connection.execute(added).scalar_one()
        self.connection.execute(update(reports).where(reports.c.id == self.report_id).values(version=self.number))
        return version_id

    def _give_ids(self) -> list[str]:
        """The store's id of each item, inherited or new; new items get their rows."""
        fresh = iter(take_numbers(self.connection, self.report_id, sum(one is None for one in self.ancestors)))
        ids: list[str] = []
        rows: list[dict[str, Any]] = []
        for position, ancestor in enumerate(self.ancestors):
            if ancestor is None:
                number = next(fresh)
                place = {"report_id": self.report_id, "number": number, "position": position, "content_id": 0}
                rows.append({**NEW_ITEM, **place, "id": f"R{self.report_id}-{number}"})
            ids.append(ancestor.id if ancestor else rows[-1]["id"])
        if rows:
            self.connection.execute(insert(items), rows)
        return ids

    def _insert_contents(self, version_id: int, own: Sequence[str], ids: Mapping[str, str]) -> list[str]:
        """Write what is printed and predicted; returns the ids of items whose words changed."""
        rows, reworded = [], []
        placed = zip(self.ingestion.recommendations, self.ancestors, own, strict=True)
        for position, (item, ancestor, item_id) in enumerate(placed):
            is_reworded = ancestor is not None and bool(rewordings_of(ancestor, item))
            reworded += [item_id] if is_reworded else []
            change = ItemChange.REWORDED if is_reworded else ItemChange.UNCHANGED
            rows.append(
                recommendation_to_row(item)
                | relevance_to_row(self.ingestion.relevance.get(item.id))
                | {"item_id": item_id, "parent_id": ids.get(item.parent_id or ""), "version_id": version_id}
                | {"position": position, "is_themed": item.id in self.ingestion.themes}
                | {"change": change if item_id in self.printed_before else ItemChange.ADDED}
            )
        if rows:
            returning = insert(contents).returning(contents.c.id, sort_by_parameter_order=True)
            content_ids = list(self.connection.scalars(returning, rows))
            self._insert_children(content_ids)
            self._point_to(rows, content_ids)
        return reworded

    def _point_to(self, rows: Sequence[Row], content_ids: Sequence[int]) -> None:
        newest = [{"key": row["item_id"], "newest": content} for row, content in zip(rows, content_ids, strict=True)]
        point = update(items).where(items.c.id == bindparam("key")).values(content_id=bindparam("newest"))
        self.connection.execute(point, newest)

    def _insert_children(self, content_ids: Sequence[int]) -> None:
        found: dict[Any, list[dict[str, Any]]] = {addressees: [], deadlines: [], themes: []}
        for item, content_id in zip(self.ingestion.recommendations, content_ids, strict=True):
            found[addressees] += _numbered(content_id, [addressee_to_row(one) for one in item.addressees])
            found[deadlines] += _numbered(content_id, [deadline_to_row(one) for one in item.deadlines])
            found[themes] += theme_rows(content_id, self.ingestion.themes.get(item.id, ()))
        for table, rows in found.items():
            if rows:
                self.connection.execute(insert(table), rows)

    def _insert_issues(self, version_id: int, found: Sequence[Issue]) -> None:
        rows = [issue_to_row(issue) | {"version_id": version_id} for issue in found]
        if rows:
            self.connection.execute(insert(issues), rows)

    def _own(self, link: Link, ids: Mapping[str, str]) -> Link:
        return replace(link, recommendation_id=ids[link.recommendation_id])

    def _take_back(self, version_id: int, reworded: Sequence[str]) -> None:
        """Undo splits and merges of items that now read differently: their pieces hold words no longer printed."""
        for decision in active_decisions(load_decisions(self.connection, touching(reworded))):
            if decision.action in ("split", "merge"):
                words = f"Version {self.number} words {decision.item_id} anew, so its {decision.action} was taken back."
                self._undo(decision.id, words)
                pieces = ", ".join(pieces_of(self.connection, [int(decision.id)]))
                advice = f" Look at what was decided on {pieces}." if pieces else ""
                self._insert_issues(version_id, [Issue(Stage.STORE, Severity.WARNING, words + advice)])

    def _undo(self, decision_id: str, note: str) -> None:
        undone = decision_row(self.connection, decision_id)
        revision = self.connection.scalar(select(items.c.revision).where(items.c.id == undone["subject"]))
        values = {"revision": revision, "at": self.arrival.when, "who": EXTRACTOR, "note": note}
        add_undo(self.connection, undone, values)


def _numbered(content_id: int, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "content_id": content_id, "position": position} for position, row in enumerate(rows)]


def theme_rows(content_id: int, found: Sequence[Theme]) -> list[dict[str, Any]]:
    """Rows of ``themes`` for one content, in order."""
    plain = [{name: getattr(theme, name) for name in ("label", "probability", "model")} for theme in found]
    return _numbered(content_id, plain)


def save_links(connection: Connection, found: Sequence[Link], item_ids: Sequence[str]) -> None:
    """Replace the suggested links of these items; what persons decided stays untouched."""
    connection.execute(delete(suggestions).where(suggestions.c.item_id.in_(item_ids)))
    places: dict[str, int] = {}
    rows = []
    for link in found:
        place = places[link.recommendation_id] = places.get(link.recommendation_id, -1) + 1
        rows.append(link_to_row(link) | {"item_id": link.recommendation_id, "position": place})
    if rows:
        connection.execute(insert(suggestions), rows)
