"""The whole store at once, for exports and for figures, in a number of queries that does not grow with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from extractor.domain import Issue, Link
from extractor.store.items import standing_of_row
from extractor.store.loading import (
    LoadedItem,
    load_counts,
    load_decisions,
    load_items,
    load_links,
    load_reports,
    rows_of,
)
from extractor.store.plan import last_import_id, load_actions
from extractor.store.records import AuditEntry, Everything, ExportItem, ItemCounts, StoredAction, Totals
from extractor.store.rows import Row, row_to_action, row_to_issue
from extractor.store.schema import actions, audit, decisions, issues, links, reports, suggestions, versions
from extractor.vocabulary import Relation


def load_everything(connection: Connection) -> Everything:
    """Reports, items, actions, decisions and issues."""
    decided = rows_of(connection, select(links).order_by(links.c.item_id, links.c.action_ref))
    by_item: dict[str, dict[str, Relation]] = defaultdict(dict)
    by_action: dict[str, dict[str, Relation]] = defaultdict(dict)
    for row in decided:
        by_item[row["item_id"]][row["action_ref"]] = row["relation"]
        by_action[row["action_ref"]][row["item_id"]] = row["relation"]
    best = load_links(connection, suggestions.c.position == 0)
    last = last_import_id(connection)
    return Everything(
        reports=load_reports(connection),
        items=tuple(_export_item(one, by_item, best) for one in load_items(connection)),
        actions=tuple(_stored_action(row, by_action, last) for row in load_actions(connection)),
        decisions=load_decisions(connection),
        issues=_issues_by_report(connection),
    )


def _export_item(
    one: LoadedItem, by_item: Mapping[str, Mapping[str, Relation]], best: Mapping[str, tuple[Link, ...]]
) -> ExportItem:
    item_id = one.printed.id
    return ExportItem(
        item=one.recommendation,
        report_id=one.item["report_id"],
        state=one.item["state"],
        relevance=one.relevance,
        themes=one.themes,
        standing=standing_of_row(one, by_item.get(item_id, {})),
        best_link=next(iter(best.get(item_id, ())), None),
    )


def _stored_action(row: Row, by_action: Mapping[str, Mapping[str, Relation]], last: int) -> StoredAction:
    made_by = None if row["made_by"] is None else str(row["made_by"])
    is_missing = row["import_id"] is not None and row["import_id"] != last
    return StoredAction(row_to_action(row), made_by, is_missing, by_action.get(row["ref"], {}))


def _issues_by_report(connection: Connection) -> dict[int, tuple[Issue, ...]]:
    newest = and_(versions.c.report_id == reports.c.id, versions.c.number == reports.c.version)
    query = (
        select(issues, versions.c.report_id)
        .join(versions, versions.c.id == issues.c.version_id)
        .join(reports, newest)
        .order_by(issues.c.id)
    )
    found: dict[int, list[Issue]] = defaultdict(list)
    for row in rows_of(connection, query):
        found[row["report_id"]].append(row_to_issue(row))
    return {report_id: tuple(noted) for report_id, noted in found.items()}


def load_figures(connection: Connection) -> Totals:
    """The figures of ``extractor status``, each counted from rows."""
    related = select(func.count()).select_from(links).where(links.c.relation != Relation.NOT_RELATED)
    numbers = select(
        _count(select(func.count()).select_from(reports)).label("reports"),
        _count(select(func.count()).select_from(versions)).label("versions"),
        _count(select(func.count()).select_from(actions).where(~actions.c.withdrawn)).label("actions"),
        _count(related).label("links"),
        _count(select(func.count()).select_from(decisions).where(decisions.c.undoes.is_(None))).label("decisions"),
        _count(select(func.count()).select_from(decisions).where(decisions.c.undoes.is_not(None))).label("undone"),
        _count(select(func.count()).select_from(issues).where(_is_current(connection))).label("issues"),
    )
    return Totals(**rows_of(connection, numbers)[0], items=sum_of_counts(list(load_counts(connection).values())))


def _is_current(connection: Connection) -> ColumnElement[bool]:
    """Issues of the newest version of each report and of the last import: the rest has been overtaken."""
    newest = and_(versions.c.report_id == reports.c.id, versions.c.number == reports.c.version)
    current = select(versions.c.id).join(reports, newest)
    return issues.c.version_id.in_(current) | (issues.c.import_id == last_import_id(connection))


def _count(query: Any) -> Any:
    return query.scalar_subquery()


def sum_of_counts(counts: list[ItemCounts]) -> ItemCounts:
    """Counts of several reports together."""
    names = ItemCounts.__dataclass_fields__
    return replace(ItemCounts(), **{name: sum(getattr(one, name) for one in counts) for name in names})


def load_audit(connection: Connection) -> tuple[AuditEntry, ...]:
    """What was done to the store itself, oldest first."""
    rows = rows_of(connection, select(audit).order_by(audit.c.id))
    return tuple(AuditEntry(row["at"], row["who"], row["event"], row["subject"], row["detail"]) for row in rows)
