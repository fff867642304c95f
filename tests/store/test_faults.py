"""A fault at any statement of any write leaves the store exactly as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event, select

from extractor.domain import Action
from extractor.store.changes import Change, MergeWithPrevious, NewAction, Split
from extractor.store.repository import Store
from extractor.store.schema import metadata
from tests.store.samples import WORDS, arrival, linked, numbered, pdf, plan


class PowerCutError(Exception):
    """Stands for whatever can go wrong between two statements."""


@contextmanager
def fault_at(store: Store, place: int) -> Iterator[None]:
    """Let the statement at ``place`` fail before it reaches the database."""
    seen = 0

    def cut(connection: object, cursor: object, statement: str, *rest: object) -> None:
        nonlocal seen
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen += 1
            if seen == place:
                raise PowerCutError

    event.listen(store.database.engine, "before_cursor_execute", cut)
    try:
        yield
    finally:
        event.remove(store.database.engine, "before_cursor_execute", cut)


def save_version(store: Store) -> object:
    words = ["A first one about dogs.", WORDS[0] + " At once.", *WORDS[2:]]
    return store.reports.save(linked(arrival("second", numbered(words)), "X2"), pdf("second"), "jo")


def save_plan(store: Store) -> object:
    return store.plan.save([replace(action, owner="DCI Other") for action in plan("X2", "X3")], "jo")


def decide(item_id: str, change: Change) -> Callable[[Store], object]:
    return lambda store: store.decisions.decide(item_id, change, "jo")


WRITES: dict[str, Callable[[Store], object]] = {
    "new report": lambda store: store.reports.save(
        arrival("other", numbered(["Boats must be inspected."])), pdf("other"), "jo"
    ),
    "new version": save_version,
    "import": save_plan,
    "new action": decide("R1-3", NewAction(Action("", "Do it."))),
    "split": decide("R1-3", Split(("One part.", "Another part."))),
    "merge": decide("R1-3", MergeWithPrevious()),
    "undo of a split": lambda store: store.decisions.undo("jo"),
    "metadata": lambda store: store.reports.edit(1, {"title": "Another"}, "jo"),
    "matching anew": lambda store: store.items.save_links((), ["R1-1", "R1-2"]),
    "deletion": lambda store: store.reports.delete(1, "jo"),
    "new user": lambda store: store.users.add("al", "hash", "jo"),
}


def state_of(store: Store) -> dict[str, list[object]]:
    """Every row of every table."""
    with store.database.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all())) for table in metadata.sorted_tables
        }


@pytest.mark.parametrize("name", WRITES)
def test_a_fault_at_any_statement_leaves_everything_as_it_was(store: Store, name: str) -> None:
    write = WRITES[name]
    store.plan.save(plan("X1", "X2"), "jo")
    store.reports.save(linked(arrival("first", numbered()), "X1"), pdf("first"), "jo")
    store.decisions.decide("R1-1", Split(("Chief constables should review.", "How calls are graded.")), "jo")
    before = state_of(store)
    place = 0
    while True:
        place += 1
        try:
            with fault_at(store, place):
                write(store)
        except PowerCutError:
            assert state_of(store) == before
            continue
        break
    assert place > 1
    assert state_of(store) != before
