"""What decisions add up to, as a property: the columns equal the rows whatever persons do, in whatever order."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.config import Settings
from extractor.counts import plan_counts
from extractor.domain import Action, Relation, counts_of
from extractor.errors import CannotDecide, Conflict
from extractor.plan_loading import view_of_everything
from extractor.store.changes import (
    Accept,
    Confirm,
    Dismiss,
    Edit,
    LinkAction,
    MarkUnsure,
    MergeWithPrevious,
    NewAction,
    Respond,
    SetRelevance,
    SetThemes,
    Split,
)
from extractor.store.loading import load_decisions, load_items, touching
from extractor.store.records import FOR_FORCE, SHOWN, ItemState
from extractor.store.repository import Store, open_store
from extractor.store.standing import standing_of
from extractor.vocabulary import RelevanceLabel
from tests.store.samples import WORDS, arrival, linked, numbered, pdf, plan

CHANGES = st.sampled_from(
    [
        Accept(),
        Accept({"X1": Relation.COVERED}),
        SetRelevance(RelevanceLabel.NATIONAL_MONITOR),
        SetThemes(("leadership",)),
        Dismiss("not ours"),
        LinkAction("X1", Relation.PARTLY_COVERED),
        LinkAction("X2", Relation.NOT_RELATED),
        NewAction(Action("", "Do it.")),
        MarkUnsure(),
        Edit(text="Edited words."),
        Split(("One part.", "Another part.")),
        MergeWithPrevious(),
        Respond("accepted", "Yes."),
        Confirm(),
    ]
)
PEOPLE = st.sampled_from(["jo", "al"])
STEP = st.one_of(
    st.tuples(st.just("decide"), st.integers(0, 7), CHANGES, PEOPLE),
    st.tuples(st.just("undo"), st.just(0), st.none(), PEOPLE),
    st.tuples(st.just("version"), st.integers(0, 3), st.none(), PEOPLE),
)


def take(store: Store, step: tuple, number: int) -> None:
    kind, place, change, who = step
    try:
        if kind == "undo":
            store.decisions.undo(who)
        elif kind == "version":
            words = [f"{text} Version {number}." if at == place else text for at, text in enumerate(WORDS)]
            store.reports.save(linked(arrival(f"v{number}", numbered(words)), "X1"), pdf(f"v{number}"), who)
        else:
            everyone = [item.item.id for item in store.everything().items if item.state in SHOWN]
            store.decisions.decide(everyone[place % len(everyone)], change, who)
    except (CannotDecide, Conflict):
        return  # a refusal is an answer too; that it changes nothing is tested beside each one


def check(store: Store) -> None:
    with store.database.reading() as connection:
        for one in load_items(connection):
            found = load_decisions(connection, touching([one.printed.id]))
            expected = standing_of(one.printed.id, found, one.item["reopened_after"])
            assert (one.item["decided"], one.item["edits"]) == (expected.relevance, expected.edits)
            assert (one.item["confirmed_by"], one.item["decided_by"]) == (expected.confirmed_by, expected.decided_by)
            if one.item["state"] not in (ItemState.REMOVED, ItemState.WITHDRAWN):
                assert one.item["state"] is expected.state
    everything = store.everything()
    shown = [item for item in everything.items if item.state in SHOWN]
    live = [item for item in shown if item.item.is_actionable]
    counts, expected_counts = everything.reports[0].counts, counts_of(item.item for item in shown)
    assert counts.items == expected_counts["all"] == len(live)
    assert (counts.tops, counts.leaves) == (expected_counts["tops"], expected_counts["leaves"])
    assert counts.decided + counts.left == counts.items
    assert counts.decided == sum(item.state is ItemState.DECIDED for item in live)
    labels = [item.standing.relevance or (item.relevance and item.relevance.label) for item in live]
    assert counts.for_force == sum(label in FOR_FORCE for label in labels)
    assert store.totals().items == counts
    assert store.totals().actions == len(everything.actions)
    printed = plan_counts(view_of_everything(everything, Settings(), date(2027, 3, 1)))
    assert (printed.items.all, printed.items.tops, printed.items.leaves) == (counts.items, counts.tops, counts.leaves)
    assert (printed.items.decided, printed.items.left) == (counts.decided, counts.left)
    assert (printed.items.restated, printed.actions.all) == (counts.restated, store.totals().actions)
    assert printed.decisions == store.totals().decisions + store.totals().undone
    refs = {one.action.ref for one in everything.actions}
    assert all(ref in refs for item in shown for ref in item.standing.links)


@settings(
    max_examples=int(os.environ.get("EXTRACTOR_EXAMPLES", "15")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, max_size=14))
def test_columns_and_counts_equal_the_rows_behind_them(sqlite_template: Path, steps: list[tuple]) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        shutil.copy(sqlite_template, folder)
        run(Settings(path=Path(folder) / "extractor.toml"), steps)


def run(place: Settings, steps: list[tuple]) -> None:
    with open_store(place) as store:
        store.plan.save(plan("X1", "X2"), "jo")
        store.reports.save(linked(arrival("first", numbered()), "X1"), pdf("first"), "jo")
        for number, step in enumerate(steps):
            take(store, step, number)
        check(store)
