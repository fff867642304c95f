"""After any run of decisions and undos: status, the home page, Summary and papers come to the same figures."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from extractor.config import ForceProfile, Settings
from extractor.counts import PlanCounts, plan_counts
from extractor.domain import Action, ActionStatus, Kind, Relation, RelevanceLabel
from extractor.errors import CannotDecide
from extractor.plan_loading import load_view
from extractor.store.changes import (
    Accept,
    Change,
    Dismiss,
    LinkAction,
    MarkUnsure,
    MergeWithPrevious,
    NewAction,
    SetRelevance,
    Split,
)
from extractor.store.records import Filter
from extractor.store.repository import Store, open_store
from tests.store.samples import arrival, linked, numbered, pdf, plan

TODAY = date(2026, 3, 31)
DECISIONS = 80


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(path=tmp_path / "extractor.toml", force=ForceProfile("Exampleshire Police"))


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """Two reports, one of them with clauses, a restated item and practice; a plan of every status."""
    with open_store(settings) as store:
        statuses = (None, *ActionStatus)
        rows = [
            replace(action, status=statuses[at % len(statuses)], target_date=TODAY + timedelta(days=40 * (at - 6)))
            for at, action in enumerate(plan(*(f"P{number}" for number in range(14))))
        ]
        store.plan.save(rows, "jo")
        first = numbered()
        parent = replace(first[0], kind=Kind.CAUSE_OF_CONCERN)
        clauses = [replace(item, parent_id=parent.id) for item in first[1:3]]
        store.reports.save(linked(arrival("first", [parent, *clauses, first[3]]), "P1"), pdf("first"), "jo")
        second = numbered(f"{text} Again." for text in ("One", "Two", "Three", "Four"))
        mixed = [
            second[0],
            replace(second[1], restated=True),
            replace(second[2], kind=Kind.INNOVATIVE_PRACTICE),
            second[3],
        ]
        metadata = {"title": "Another report", "source_body": "Another body"}
        store.reports.save(arrival("second", mixed, metadata=metadata), pdf("second"), "jo")
        yield store


def any_change(chance: random.Random) -> Change:
    """Something a person may do."""
    ref, relation = f"P{chance.randrange(14)}", chance.choice(list(Relation))
    action = Action(
        "", "Act on it.", owner=chance.choice(["", "Supt"]), target_date=TODAY, status=ActionStatus.NOT_STARTED
    )
    return chance.choice(
        [
            Accept(), Accept({ref: Relation.COVERED}), Dismiss("no", RelevanceLabel.NOT_APPLICABLE), MarkUnsure(),
            SetRelevance(chance.choice(list(RelevanceLabel))), LinkAction(ref, relation), NewAction(action),
            Split(("First part.", "Second part.")), MergeWithPrevious(),
        ]
    )  # fmt: skip


def assert_the_same(store: Store, counts: PlanCounts) -> None:
    totals, plan_totals = store.totals(), store.plan.totals(TODAY)
    for ours, theirs in [(counts.items, totals.items)] + [
        (counts.reports[stored.ref], stored.counts) for stored in store.reports.all()
    ]:
        assert (ours.all, ours.tops, ours.leaves) == (theirs.items, theirs.tops, theirs.leaves)
        assert (ours.decided, ours.left, ours.for_force) == (theirs.decided, theirs.left, theirs.for_force)
        assert (ours.restated, ours.unanswered) == (theirs.restated, theirs.unanswered)
    found = counts.actions
    assert (found.all, found.open, found.ended) == (plan_totals.actions, plan_totals.open, plan_totals.ended)
    assert (found.overdue, found.due_soon) == (plan_totals.overdue, plan_totals.due_soon)
    assert (dict(found.by_status), dict(found.by_rag)) == (dict(plan_totals.by_status), dict(plan_totals.by_rag))
    assert counts.decisions == totals.decisions + totals.undone
    assert store.items.queue(Filter(), limit=1).total == counts.items.all
    assert store.items.queue(Filter(unanswered=True), limit=1).total == counts.items.unanswered


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_after_every_decision(store: Store, settings: Settings, seed: int) -> None:
    chance = random.Random(seed)
    assert_the_same(store, plan_counts(load_view(store, settings, TODAY)))
    done = 0
    for _ in range(DECISIONS):
        rows = store.items.queue(Filter(), limit=100).rows
        try:
            if chance.random() < 0.25:
                store.decisions.undo("jo")
            else:
                store.decisions.decide(chance.choice(rows).item_id, any_change(chance), "jo")
        except CannotDecide:
            continue
        done += 1
        assert_the_same(store, plan_counts(load_view(store, settings, TODAY)))
    assert done > DECISIONS / 2
