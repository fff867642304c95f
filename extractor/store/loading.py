"""Rows read together: items with all that hangs below them, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Executable, and_, func, or_, select

from extractor.domain import Decision, Ingestion, Issue, Link, Recommendation, Relevance, Theme
from extractor.errors import NotInStore
from extractor.store.records import FOR_FORCE, NOT_FOR_FORCE, SHOWN, ItemCounts, ItemState, StoredReport
from extractor.store.rows import (
    Row,
    row_to_decision,
    row_to_issue,
    row_to_link,
    row_to_recommendation,
    row_to_relevance,
    row_to_report,
    row_to_theme,
)
from extractor.store.schema import (
    addressees,
    contents,
    deadlines,
    decisions,
    issues,
    items,
    links,
    reports,
    suggestions,
    themes,
    versions,
)
from extractor.store.standing import edited
from extractor.vocabulary import Relation, RelevanceLabel

ORDER = (items.c.report_id, items.c.position, items.c.number)
"""The order of the printed page; items made by a split stand where their origin stands."""
MEANING = func.coalesce(items.c.decided, items.c.relevance)
"""The label that counts: the decision where there is one, else the suggestion."""
NOT_TO_ANSWER = NOT_FOR_FORCE - {RelevanceLabel.FOR_LOCAL_POLICING_BODY}
"""Labels of items that nobody of the force or its governing body has to answer."""


@dataclass(frozen=True, slots=True)
class LoadedItem:
    """One item with its rows: ``item`` is the row of ``items``, ``printed`` what the row of ``contents`` says."""

    item: Row
    content: Row
    printed: Recommendation
    suggested: tuple[Theme, ...]

    @property
    def recommendation(self) -> Recommendation:
        """The item with the edits of persons applied."""
        return edited(self.printed, self.item["edits"])

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes a person chose, else the suggested ones."""
        chosen = self.item["decided_themes"]
        return self.suggested if chosen is None else tuple(Theme(label, 1.0) for label in chosen)

    @property
    def relevance(self) -> Relevance | None:
        """The suggestion."""
        return row_to_relevance(self.content)


def rows_of(connection: Connection, query: Executable) -> list[Row]:
    """Every row of a query by the names of its columns."""
    found = connection.execute(query)
    names = tuple(found.keys())
    return [dict(zip(names, row, strict=True)) for row in found]


def load_items(connection: Connection, *where: ColumnElement[bool], version_id: int | None = None) -> list[LoadedItem]:
    """Items with their content, in the order of the page: five queries, however many.

    Args:
        connection: any transaction.
        where: conditions on ``items``.
        version_id: the printing to load; by default the newest of each item. Items it does not print are left out.
    """
    printing = items.c.content_id == contents.c.id
    if version_id is not None:
        printing = and_(items.c.id == contents.c.item_id, contents.c.version_id == version_id)
    item_rows = rows_of(connection, select(items).where(*where).order_by(*ORDER))
    found = select(contents).join(items, printing).where(*where)
    content_rows = {row["item_id"]: row for row in rows_of(connection, found)}
    children = []
    for table in (addressees, deadlines, themes):
        below = select(table).join(contents, contents.c.id == table.c.content_id).join(items, printing).where(*where)
        children.append(_by_content(rows_of(connection, below.order_by(table.c.content_id, table.c.position))))
    return [_loaded(row, content_rows[row["id"]], children) for row in item_rows if row["id"] in content_rows]


def _by_content(rows: Sequence[Row]) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["content_id"]].append(row)
    return found


def _loaded(item: Row, content: Row, children: Sequence[Mapping[int, list[Row]]]) -> LoadedItem:
    who, when, what = (rows.get(content["id"], []) for rows in children)
    printed = row_to_recommendation(content, who, when)
    return LoadedItem(item, content, printed, tuple(row_to_theme(row) for row in what))


def load_version_items(connection: Connection, report_id: int, version_id: int) -> list[LoadedItem]:
    """The items of one version in printed order; pieces of a split, which no version prints, are left out."""
    own = (items.c.report_id == report_id, items.c.made_by.is_(None))
    return sorted(load_items(connection, *own, version_id=version_id), key=lambda one: int(one.content["position"]))


def load_links(connection: Connection, *where: ColumnElement[bool]) -> dict[str, tuple[Link, ...]]:
    """Suggested links by item, best first."""
    query = (
        select(suggestions)
        .join(items, items.c.id == suggestions.c.item_id)
        .where(*where)
        .order_by(suggestions.c.item_id, suggestions.c.position)
    )
    found: dict[str, list[Link]] = defaultdict(list)
    for row in rows_of(connection, query):
        found[row["item_id"]].append(row_to_link(row))
    return {item_id: tuple(links) for item_id, links in found.items()}


def load_decisions(connection: Connection, *where: ColumnElement[bool]) -> tuple[Decision, ...]:
    """Decisions, oldest first."""
    query = select(decisions).where(*where).order_by(decisions.c.id)
    return tuple(row_to_decision(row) for row in rows_of(connection, query))


def touching(item_ids: Sequence[str]) -> ColumnElement[bool]:
    """Decisions whose subject or target is one of the items."""
    return decisions.c.subject.in_(item_ids) | decisions.c.target.in_(item_ids)


# ----------------------------------------------------------------------------------------- reports


def load_versions(connection: Connection, report_id: int) -> list[Row]:
    """Rows of a report's versions, oldest first.

    Raises:
        NotInStore: there is no such report.
    """
    rows = rows_of(connection, select(versions).where(versions.c.report_id == report_id).order_by(versions.c.number))
    if not rows:
        raise NotInStore(f"There is no report R{report_id} in the store.")
    return rows


def load_reports(connection: Connection, *where: ColumnElement[bool]) -> tuple[StoredReport, ...]:
    """Reports with their newest version and counts, last ingested first: three queries."""
    newest = and_(versions.c.report_id == reports.c.id, versions.c.number == reports.c.version)
    found = rows_of(connection, select(reports).where(*where))
    printed = select(versions).join(reports, newest).where(*where)
    version_rows = {row["report_id"]: row for row in rows_of(connection, printed)}
    counts = load_counts(connection, *where)
    noted = _issue_counts(connection, *where)
    stored = [_stored_report(row, version_rows[row["id"]], counts, noted) for row in found]
    return tuple(sorted(stored, key=lambda report: (report.ingested_at, report.id), reverse=True))


def _stored_report(row: Row, version: Row, counts: Mapping[int, ItemCounts], noted: Mapping[int, int]) -> StoredReport:
    return StoredReport(
        id=row["id"],
        report=row_to_report(version, edited=row),
        counts=counts.get(row["id"], ItemCounts()),
        ingested_at=version["ingested_at"],
        ingested_by=version["ingested_by"],
        revision=row["revision"],
        issues=noted.get(row["id"], 0),
        response_published=row["response_published"],
    )


def _issue_counts(connection: Connection, *where: ColumnElement[bool]) -> dict[int, int]:
    newest = and_(versions.c.report_id == reports.c.id, versions.c.number == reports.c.version)
    query = (
        select(reports.c.id, func.count(issues.c.id))
        .join(versions, newest)
        .join(issues, issues.c.version_id == versions.c.id)
        .where(*where)
        .group_by(reports.c.id)
    )
    return {report_id: number for report_id, number in connection.execute(query)}


def load_counts(connection: Connection, *where: ColumnElement[bool]) -> dict[int, ItemCounts]:
    """Counts of items by report, from rows and never from other counts: one query."""
    parent = items.alias("parent")
    is_live_parent = and_(parent.c.id == contents.c.parent_id, parent.c.actionable, parent.c.state.in_(SHOWN))
    live = items.c.actionable
    query = (
        select(
            items.c.report_id,
            _how_many(live).label("items"),
            _how_many(live & contents.c.parent_id.is_(None)).label("tops"),
            func.count(parent.c.id.distinct()).filter(live).label("parents"),
            _how_many(live & MEANING.in_(FOR_FORCE)).label("for_force"),
            _how_many(live & or_(MEANING.is_(None), MEANING.not_in(NOT_TO_ANSWER))).label("to_answer"),
            _how_many(live & (items.c.state == ItemState.DECIDED)).label("decided"),
            _how_many(live & (items.c.state == ItemState.UNSURE)).label("unsure"),
            _how_many(live & (items.c.state == ItemState.CHANGED)).label("changed"),
            _how_many(is_unanswered()).label("unanswered"),
            _how_many(contents.c.restated).label("restated"),
            _how_many(~live & ~contents.c.restated).label("for_record"),
        )
        .join(contents, contents.c.id == items.c.content_id)
        .join(reports, reports.c.id == items.c.report_id)
        .outerjoin(parent, is_live_parent)
        .where(items.c.state.in_(SHOWN), *where)
        .group_by(items.c.report_id)
    )
    return {row["report_id"]: _counts_of_row(row) for row in rows_of(connection, query)}


def is_unanswered() -> ColumnElement[bool]:
    """For the force, decided, and tied to nothing: neither it, nor the item it is a clause of, nor a clause of its own.

    A condition on ``items`` joined with its newest ``contents``.
    """
    kin, words = items.alias("kin"), contents.alias("kin_words")
    is_kin = or_(kin.c.id == contents.c.parent_id, words.c.parent_id == items.c.id)
    is_tied = links.c.relation != Relation.NOT_RELATED
    own = select(links.c.item_id).where(is_tied, links.c.item_id == items.c.id).correlate(items)
    near = (
        select(links.c.item_id)
        .join(kin, kin.c.id == links.c.item_id)
        .join(words, words.c.id == kin.c.content_id)
        .where(is_tied, kin.c.state.in_(SHOWN), kin.c.report_id == items.c.report_id, is_kin)
        .correlate(items, contents)
    )
    is_ours = items.c.actionable & (items.c.state == ItemState.DECIDED) & MEANING.in_(FOR_FORCE)
    return is_ours & ~own.exists() & ~near.exists()


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


def _counts_of_row(row: Row) -> ItemCounts:
    plain = {
        name: row[name]
        for name in ("items", "tops", "for_force", "to_answer", "unanswered", "decided", "unsure", "changed")
    }
    return ItemCounts(
        **plain,
        leaves=row["items"] - row["parents"],
        left=row["items"] - row["decided"],
        restated=row["restated"],
        for_record=row["for_record"],
    )


def load_issues(connection: Connection, version_id: int) -> tuple[Issue, ...]:
    """The issues of a version, in the order they were raised."""
    query = select(issues).where(issues.c.version_id == version_id).order_by(issues.c.id)
    return tuple(row_to_issue(row) for row in rows_of(connection, query))


def load_ingestion(connection: Connection, version: Row) -> Ingestion:
    """What was saved for a version, under the store's ids and without any edit.

    Suggested links belong to an item, not to a printing: an older version comes with the newest.
    """
    here = load_version_items(connection, version["report_id"], version["id"])
    relevance = {item.printed.id: item.relevance for item in here}
    by_item = load_links(connection, items.c.report_id == version["report_id"])
    return Ingestion(
        report=row_to_report(version),
        recommendations=tuple(item.printed for item in here),
        relevance={item_id: label for item_id, label in relevance.items() if label is not None},
        themes={item.printed.id: item.suggested for item in here if item.content["is_themed"]},
        links=tuple(link for item in here for link in by_item.get(item.printed.id, ())),
        issues=load_issues(connection, version["id"]),
    )
