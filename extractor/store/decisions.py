"""What persons decide: append-only, undone to any depth, and never over somebody else's head."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update

from extractor.domain import Decision
from extractor.errors import CannotDecide, NotInStore
from extractor.store.changes import Change
from extractor.store.database import Database
from extractor.store.ledger import add_decision, add_undo, conflict_of, conflict_with
from extractor.store.loading import LoadedItem, load_decisions, load_items, load_links, rows_of, touching
from extractor.store.payloads import Situation, payload_of
from extractor.store.pieces import pieces_of
from extractor.store.projection import refresh_items
from extractor.store.records import SHOWN, Decided
from extractor.store.rows import Row, row_to_decision
from extractor.store.schema import actions, decisions, items, links, suggestions
from extractor.store.standing import active_decisions
from extractor.vocabulary import ActionStatus


class Decisions:
    """Decisions on items. Every method is one transaction; what it returns is on the disk."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def decide(self, item_id: str, change: Change, who: str, *, expected: int | None = None, note: str = "") -> Decided:
        """Write one decision on one item and return where the item stands now.

        Args:
            item_id: the item.
            change: what the person does to it.
            who: the person.
            expected: the revision of the item the person saw; None decides whatever has happened since.
            note: the person's own words; never exported unless asked for.

        Raises:
            Conflict: the item has another revision by now; the error says who decided what.
            CannotDecide: the change makes no sense for the item as it stands.
            NotInStore: there is no such item, or no such action to link to.
        """
        with self._database.writing() as connection:
            loaded = _seen(connection, item_id, expected)
            if loaded.item["state"] not in SHOWN:
                raise CannotDecide(f"{item_id} is {loaded.item['state'].value} and no longer open to decisions.")
            found = load_links(connection, items.c.id == item_id).get(item_id, ())
            situation = Situation(connection, loaded, found, who)
            payload = payload_of(change, situation)
            decision = add_decision(
                connection,
                {"report_id": loaded.item["report_id"], "subject": item_id, "target": payload.target}
                | {"revision": loaded.item["revision"], "at": self._clock(), "who": who}
                | {"action": payload.action, "note": note}
                | {"suggested": situation.suggested, "decided": dict(payload.decided)},
            )
            if payload.effect is not None:
                payload.effect(int(decision.id))
            return _settle(connection, decision, payload.target)

    def undo(self, who: str, *, report_id: int | None = None) -> Decided | None:
        """Take back the last thing this person did that still holds; None where there is nothing left.

        Called again it goes one deeper, also after a restart. ``Decided.decision.item_id`` says where to go back to.

        Raises:
            Conflict: somebody else has decided on that item since; the error says what.
        """
        with self._database.writing() as connection:
            last = _last_of(connection, who, report_id)
            return None if last is None else self._take_back(connection, last, who)

    def history(self, item_id: str) -> tuple[Decision, ...]:
        """Every decision that touched an item (or a report, as ``R3``), oldest first, undone ones included."""
        with self._database.reading() as connection:
            return load_decisions(connection, touching([item_id]))

    def recent(self, limit: int = 20) -> tuple[Decision, ...]:
        """The newest decisions, newest first."""
        query = select(decisions).order_by(decisions.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(row_to_decision(row) for row in rows_of(connection, query))

    def all(self) -> tuple[Decision, ...]:
        """Every decision, oldest first, those on deleted reports included."""
        with self._database.reading() as connection:
            return load_decisions(connection)

    def _take_back(self, connection: Connection, row: Row, who: str) -> Decided:
        pieces = pieces_of(connection, [row["id"]])
        _check_nothing_rests_on(connection, row, pieces, who)
        if row["action"] == "new_action":
            _withdraw_action(connection, row)
        revision = connection.scalar(select(items.c.revision).where(items.c.id == row["subject"]))
        decision = add_undo(connection, row, {"revision": revision, "at": self._clock(), "who": who})
        return _settle(connection, decision, row["target"], pieces)


def _seen(connection: Connection, item_id: str, expected: int | None) -> LoadedItem:
    """The item, if it still is what the person saw."""
    found = load_items(connection, items.c.id == item_id)
    if not found:
        raise NotInStore(f"There is no item {item_id} in the store.")
    revision = int(found[0].item["revision"])
    if expected is not None and expected != revision:
        raise conflict_of(connection, item_id, expected)
    return found[0]


def _settle(connection: Connection, decision: Decision, target: str | None, pieces: list[str] | None = None) -> Decided:
    """Bring the items up to date and say where the decision left its own."""
    made = pieces_of(connection, [int(decision.id)])
    others = [item_id for item_id in (target, *(pieces or ()), *made) if item_id]
    states = refresh_items(connection, [decision.item_id, *others], touched=[decision.item_id, *others])
    revision = connection.scalar(select(items.c.revision).where(items.c.id == decision.item_id))
    ref = decision.decided.get("action_ref")
    return Decided(
        decision=decision,
        state=states[decision.item_id],
        revision=int(revision or 0),
        made=tuple(made),
        action_ref=str(ref) if ref else None,
    )


def _last_of(connection: Connection, who: str, report_id: int | None) -> Row | None:
    """The newest decision of a person on an item still in the store that no undo names."""
    undo = decisions.alias("undo")
    query = (
        select(decisions)
        .join(items, items.c.id == decisions.c.subject)
        .where(decisions.c.who == who, decisions.c.undoes.is_(None))
        .where(~exists().where(undo.c.undoes == decisions.c.id))
        .order_by(decisions.c.id.desc())
        .limit(1)
    )
    if report_id is not None:
        query = query.where(decisions.c.report_id == report_id)
    found = rows_of(connection, query)
    return found[0] if found else None


def _check_nothing_rests_on(connection: Connection, row: Row, pieces: list[str], who: str) -> None:
    """Refuse where somebody else has since decided on the item, or on a piece of it; one's own are taken back first."""
    touched = [row["subject"], *([row["target"]] if row["target"] else []), *pieces]
    later = [one for one in active_decisions(load_decisions(connection, touching(touched))) if int(one.id) > row["id"]]
    by_others = tuple(one for one in later if one.who != who)
    if by_others:
        raise conflict_with(row["subject"], by_others)


def _withdraw_action(connection: Connection, row: Row) -> None:
    """Take an action made here out of the plan again; one that the tracker has by now stays, without need of action.

    Nothing that a person did with it in the tracker is undone: one whose status was changed there stays as it is.

    Raises:
        CannotDecide: it serves another item as well.
    """
    ref, status = row["decided"]["action_ref"], row["decided"]["action"]["status"]
    others = select(links.c.item_id).where(links.c.action_ref == ref, links.c.item_id != row["subject"])
    other = connection.scalar(others)
    if other is not None:
        raise CannotDecide(f"{other} is linked to {ref} as well.", "Undo that link first.")
    is_ours = (actions.c.ref == ref) & (actions.c.made_by == row["id"])
    in_tracker = is_ours & actions.c.import_id.is_not(None) & (actions.c.status == status)
    connection.execute(update(actions).where(in_tracker).values(status=ActionStatus.NO_ACTION, status_text=""))
    not_exported = is_ours & actions.c.import_id.is_(None)
    if connection.execute(update(actions).where(not_exported).values(withdrawn=True)).rowcount:
        connection.execute(delete(suggestions).where(suggestions.c.action_ref == ref))
