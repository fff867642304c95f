"""The plan: import, changes shown, nothing deleted, totals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.domain import Action, ActionStatus, Issue, Rag, Relation, Severity, Stage
from extractor.errors import NotInStore
from extractor.plan_view import is_due_soon, is_open, is_overdue
from extractor.store.changes import LinkAction, NewAction
from extractor.store.records import ChangedAction, PlanChange
from extractor.store.repository import Store
from tests.store.samples import arrival, numbered, pdf, plan

TODAY = date(2027, 3, 1)


def test_a_tracker_is_kept_whole_and_in_its_order(store: Store) -> None:
    full = Action(
        ref="X2", text="Text", action="Do", source_report="Report", source_ref="4", owner="Supt", department="PSD",
        theme="leadership", status=ActionStatus.IN_PROGRESS, status_text="Ongoing", rag=Rag.AMBER,
        target_date=date(2027, 1, 1), revised_date=date(2027, 5, 1), progress="Half", sheet="Plan", row=3,
        fields={"sro": "ACC"}, extra={"Old ref": "17"},
    )  # fmt: skip
    change = store.plan.save([full, *plan("X1")], "jo", file="tracker.xlsx", sha256="ab")
    assert change == PlanChange(added=("X2", "X1"))
    assert store.plan.actions() == (full, *plan("X1"))
    assert store.plan.last_import() == ("tracker.xlsx", "ab")
    store.plan.note_export("tracker.xlsx", "cd", "jo")
    assert store.plan.last_import() == ("tracker.xlsx", "cd")


def test_importing_again_updates_by_ref_and_deletes_nothing(store: Store) -> None:
    store.plan.save(plan("X1", "X2", "X3"), "jo")
    edited = [replace(plan("X2")[0], owner="DCI Other", extra={"Note": "new"}), *plan("X4", "X1")]
    preview = store.plan.preview(edited)
    assert [action.ref for action in store.plan.actions()] == ["X1", "X2", "X3"]
    change = store.plan.save(edited, "jo")
    assert change == preview
    assert change == PlanChange(
        added=("X4",),
        changed=(ChangedAction("X2", {"owner": ("Supt Sample", "DCI Other"), "Note": ("", "new")}),),
        unchanged=("X1",),
        missing=("X3",),
    )
    assert [action.ref for action in store.plan.actions()] == ["X2", "X4", "X1", "X3"]
    assert store.plan.action("X2").owner == "DCI Other"
    assert {one.action.ref: one.missing for one in store.everything().actions} == {
        "X2": False, "X4": False, "X1": False, "X3": True,
    }  # fmt: skip
    back = store.plan.save([*edited, *plan("X3")], "jo")
    assert back.missing == ()
    assert store.plan.save([], "jo").missing == ("X2", "X4", "X1", "X3")
    assert all(one.missing for one in store.everything().actions)


def test_a_ref_that_stands_twice_counts_once_and_is_named(store: Store) -> None:
    change = store.plan.save([*plan("X1"), replace(plan("X1")[0], owner="Someone else")], "jo")
    assert (change.added, change.duplicates) == (("X1",), ("X1",))
    assert store.plan.action("X1").owner == "Supt Sample"


def test_an_action_made_here_is_not_exported_until_the_tracker_shows_it(store: Store) -> None:
    store.reports.save(arrival("first", numbered()), pdf("first"), "jo")
    made = store.decisions.decide("R1-1", NewAction(Action("", "Do it.")), "jo").action_ref
    assert store.plan.preview(plan("X1")).not_exported == (made,)
    assert store.plan.save(plan("X1", made), "jo").not_exported == ()
    assert store.plan.preview(plan("X1")).missing == (made,)


def test_decided_links_survive_an_import(store: Store) -> None:
    store.plan.save(plan("X1"), "jo")
    store.reports.save(arrival("first", numbered()), pdf("first"), "jo")
    store.decisions.decide("R1-1", LinkAction("X1", Relation.COVERED), "jo")
    store.plan.save([replace(plan("X1")[0], owner="DCI Other")], "jo")
    assert store.everything().actions[0].items == {"R1-1": Relation.COVERED}


def test_rows_that_could_not_be_read_are_kept_as_issues_of_the_last_import(store: Store) -> None:
    noted = Issue(Stage.PLAN, Severity.WARNING, "Row 7 of Plan has no words.")
    store.reports.save(arrival("first", numbered(), issues=(noted,)), pdf("first"), "jo")
    assert store.plan.issues() == ()
    store.plan.save(plan("X1"), "jo", noted=[noted])
    assert store.plan.issues() == (noted,)
    store.plan.note_export("t.xlsx", "ab", "jo")
    assert store.plan.issues() == (noted,)
    store.plan.save(plan("X1"), "jo")
    assert store.plan.issues() == ()


def test_actions_are_searched_by_all_words(store: Store) -> None:
    store.plan.save([Action("X1", "Review custody 100%", owner="Supt Dog"), Action("X2", "Review vetting")], "jo")
    assert [action.ref for action in store.plan.search("REVIEW")] == ["X1", "X2"]
    assert [action.ref for action in store.plan.search("dog review")] == ["X1"]
    assert [action.ref for action in store.plan.search("x2")] == ["X2"]
    assert store.plan.search("review_") == ()
    assert len(store.plan.search("review", limit=1)) == 1
    with pytest.raises(NotInStore):
        store.plan.action("X9")


DATES = st.none() | st.integers(-200, 200).map(lambda days: TODAY + timedelta(days=days))
ACTIONS = st.lists(
    st.builds(
        Action,
        ref=st.integers(0, 10**6).map(str),
        text=st.just("words"),
        status=st.none() | st.sampled_from(ActionStatus),
        rag=st.none() | st.sampled_from(Rag),
        target_date=DATES,
        revised_date=DATES,
    ),
    max_size=30,
    unique_by=lambda action: action.ref,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTIONS)
def test_totals_equal_a_count_of_the_rows_by_the_plans_own_definitions(store: Store, found: list[Action]) -> None:
    store.plan.save(found, "jo")
    rows = store.plan.actions()
    totals = store.plan.totals(TODAY)
    assert totals.actions == len(rows) == totals.open + totals.ended
    assert totals.open == sum(map(is_open, rows))
    assert totals.overdue == sum(is_overdue(row, TODAY) for row in rows)
    assert totals.due_soon == sum(is_due_soon(row, TODAY) for row in rows)
    assert sum(totals.by_status.values()) == sum(totals.by_rag.values()) == len(rows)
    assert all(number == sum(row.status is status for row in rows) for status, number in totals.by_status.items())
