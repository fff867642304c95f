"""The one place that writes decisions: rows are added, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from extractor.domain import Decision
from extractor.errors import Conflict, NotInStore
from extractor.store.loading import load_decisions, rows_of
from extractor.store.rows import Row, row_to_decision
from extractor.store.schema import decisions

EXTRACTOR = "(extractor)"
"""Who decided where the program itself took something back; no account has such a name."""


def add_decision(connection: Connection, values: Mapping[str, Any]) -> Decision:
    """Write one decision; columns left out are empty.

    ``revision`` is the one its subject had before: what a second person who saw that one has missed.
    """
    row = {"target": None, "suggested": {}, "decided": {}, "note": "", "undoes": None, **values}
    made = connection.execute(insert(decisions).values(**row).returning(*decisions.c)).one()
    return row_to_decision(dict(made._mapping))


def add_undo(connection: Connection, undone: Row, values: Mapping[str, Any]) -> Decision:
    """Write the decision that takes ``undone``, a row, back; it repeats what it takes back."""
    same = {name: undone[name] for name in ("report_id", "subject", "target", "decided")}
    return add_decision(connection, {**same, "action": "undo", "undoes": undone["id"], **values})


def decision_row(connection: Connection, decision_id: str) -> Row:
    """A decision's row.

    Raises:
        NotInStore: there is none with this id.
    """
    found = rows_of(connection, select(decisions).where(decisions.c.id == int(decision_id)))
    if not found:
        raise NotInStore(f"There is no decision {decision_id} in the store.")
    return found[0]


def conflict_of(connection: Connection, subject: str, expected: int) -> Conflict:
    """The error that tells the second person what was decided on a subject since its revision ``expected``."""
    since = (decisions.c.subject == subject) & (decisions.c.revision >= expected)
    found = load_decisions(connection, since)
    if found:
        return conflict_with(subject, found)
    fact = f"{subject} has changed since you opened it: a newer version of its report came in, or it was merged."
    return Conflict(fact)


def conflict_with(subject: str, found: tuple[Decision, ...]) -> Conflict:
    """The error that names the decisions of others on a subject."""
    said = "; ".join(f"{one.who} at {one.when:%H:%M} UTC: {_in_words(one)}" for one in found)
    return Conflict(f"{subject} was decided on since you opened it ({said}).", found)


def _in_words(decision: Decision) -> str:
    label = decision.decided.get("relevance")
    return f"{decision.action} ({label})" if label else decision.action
