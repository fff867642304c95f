"""Write again, after print or decisions changed, the columns of ``items`` and ``reports`` that add them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from extractor.domain import Decision, Recommendation
from extractor.store.alignment import plain_words
from extractor.store.loading import (
    LoadedItem,
    load_decisions,
    load_items,
    load_versions,
    touching,
)
from extractor.store.records import ItemState, Standing
from extractor.store.rows import METADATA
from extractor.store.schema import decisions, items, links, reports, versions
from extractor.store.standing import edited, edited_metadata, standing_of


def refresh_items(connection: Connection, item_ids: Iterable[str], touched: Iterable[str] = ()) -> dict[str, ItemState]:
    """Write what print and decisions add up to for these items; returns their states.

    The revision counts up for an item that was ``touched`` and for one whose state this changes: whoever has such an
    item open is looking at something old.
    """
    touched = frozenset(touched)
    wanted = sorted(set(item_ids))
    loaded = load_items(connection, items.c.id.in_(wanted))
    by_item = _decisions_by_item(connection, wanted)
    gone = _gone(connection, loaded)
    updates, decided_links = [], []
    for one in loaded:
        item_id = one.printed.id
        standing = standing_of(item_id, by_item[item_id], one.item["reopened_after"])
        state = gone.get(item_id, standing.state)
        is_news = item_id in touched or state is not one.item["state"]
        updates.append(_columns(one, standing, state) | {"revision": one.item["revision"] + is_news})
        decided_links += [
            {"item_id": item_id, "action_ref": ref, "relation": relation} for ref, relation in standing.links.items()
        ]
    _write(connection, wanted, updates, decided_links)
    return {row["key"]: row["state"] for row in updates}


def _decisions_by_item(connection: Connection, item_ids: Sequence[str]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in load_decisions(connection, touching(item_ids)):
        for item_id in {decision.item_id, decision.decided.get("into_item")}:
            found[str(item_id)].append(decision)
    return found


def _gone(connection: Connection, loaded: Sequence[LoadedItem]) -> dict[str, ItemState]:
    """Items that stand outside the plan whatever was decided: no longer printed, or pieces of a split taken back."""
    version_ids = {one.content["version_id"] for one in loaded}
    old = (
        select(versions.c.id).join(reports).where(versions.c.id.in_(version_ids), versions.c.number < reports.c.version)
    )
    stale = set(connection.scalars(old))
    makers = {one.item["made_by"] for one in loaded} - {None}
    undone = set(connection.scalars(select(decisions.c.undoes).where(decisions.c.undoes.in_(makers))))
    gone = {one.printed.id: ItemState.REMOVED for one in loaded if one.content["version_id"] in stale}
    return gone | {one.printed.id: ItemState.WITHDRAWN for one in loaded if one.item["made_by"] in undone}


def _columns(one: LoadedItem, standing: Standing, state: ItemState) -> dict[str, Any]:
    item = edited(one.printed, standing.edits)
    return {
        "key": one.printed.id,
        "position": one.content["position"],
        "page": item.pages[0] if item.pages else None,
        "actionable": item.is_actionable,
        "search": search_words(item),
        "relevance": one.content["relevance"],
        "probability": one.content["relevance_probability"],
        "themes": list(standing.themes if standing.themes is not None else [theme.label for theme in one.suggested]),
        "decided_themes": None if standing.themes is None else list(standing.themes),
        "state": state,
        "decided": standing.relevance,
        "edits": dict(standing.edits),
        **{name: getattr(standing, name) for name in ("reason", "accepted", "response", "responded_by")},
        **{name: getattr(standing, name) for name in ("confirmed_by", "decided_by", "decided_at")},
    }


def _write(
    connection: Connection, wanted: Sequence[str], updates: list[dict[str, Any]], decided_links: list[dict[str, Any]]
) -> None:
    if updates:
        values: dict[str, Any] = {name: bindparam(name) for name in updates[0] if name != "key"}
        connection.execute(update(items).where(items.c.id == bindparam("key")).values(values), updates)
    connection.execute(delete(links).where(links.c.item_id.in_(wanted)))
    if decided_links:
        connection.execute(insert(links), decided_links)


def search_words(item: Recommendation) -> str:
    """What a search looks at: id, number, title, lead-in and text, folded."""
    parts = (item.printed_number, item.title, item.lead_in, item.text, item.supporting_text)
    return f"{item.id.casefold()} {plain_words(' '.join(part for part in parts if part))}"


def refresh_report(connection: Connection, report_id: int) -> None:
    """Write the metadata that the newest version and the edits of persons add up to, and count up the revision."""
    printed = load_versions(connection, report_id)
    edits = load_decisions(connection, decisions.c.subject == f"R{report_id}")
    values = edited_metadata(printed, edits, (*METADATA, "response_published"))
    connection.execute(
        update(reports).where(reports.c.id == report_id).values(**values, revision=reports.c.revision + 1)
    )


def reopen_items(connection: Connection, item_ids: Sequence[str]) -> list[str]:
    """Put items that a new version reworded back into the queue; returns the ids that had been decided on."""
    latest: dict[str, int] = {}
    for decision in load_decisions(connection, touching(item_ids)):
        for item_id in {decision.item_id, str(decision.decided.get("into_item"))} & set(item_ids):
            latest[item_id] = int(decision.id)
    for item_id, last in latest.items():
        connection.execute(update(items).where(items.c.id == item_id).values(reopened_after=last))
    return list(latest)
