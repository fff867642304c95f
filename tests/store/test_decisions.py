"""Decisions: what each does, undo to any depth, two people at once, nothing ever changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from extractor.config import Settings
from extractor.domain import Action, BBox, Region, Relation, Relevance, Span, Theme
from extractor.errors import CannotDecide, Conflict, NotInStore
from extractor.store.changes import (
    Accept,
    Change,
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
    Unlink,
)
from extractor.store.records import Filter, ItemState
from extractor.store.repository import Store, open_store
from extractor.vocabulary import RelevanceLabel
from tests.store.samples import WORDS, arrival, linked, numbered, pdf, plan

ITEM = "R1-2"


@pytest.fixture
def full(store: Store) -> Store:
    """A store with one report of four items, each with a suggested link to X1, and a plan of X1 and X2."""
    store.plan.save(plan("X1", "X2"), "jo")
    store.reports.save(linked(arrival("first", numbered()), "X1"), pdf("first"), "jo")
    return store


def suggest(store: Store, item_id: str, label: str, reason: str = "") -> None:
    store.items.save_predictions({item_id: Relevance(RelevanceLabel(label), 0.7, (), reason)}, {})


# ---------------------------------------------------------------------------- what each change does

NEW = NewAction(Action("", "Publish the figures.", owner="Supt Sample"))
DECISIONS: list[tuple[Change, str, ItemState, RelevanceLabel | None]] = [
    (Accept(), "accept", ItemState.DECIDED, RelevanceLabel.FOR_FORCE),
    (Accept({"X1": Relation.COVERED}), "accept", ItemState.DECIDED, RelevanceLabel.FOR_FORCE),
    (SetRelevance(RelevanceLabel.JOINT, "with partners"), "relevance", ItemState.DECIDED, RelevanceLabel.JOINT),
    (Dismiss("not ours"), "dismiss", ItemState.DECIDED, RelevanceLabel.NOT_APPLICABLE),
    (LinkAction("X1", Relation.PARTLY_COVERED), "link", ItemState.DECIDED, RelevanceLabel.FOR_FORCE),
    (LinkAction("R1-1", Relation.RESTATED), "link", ItemState.DECIDED, RelevanceLabel.FOR_FORCE),
    (LinkAction("X1", Relation.NOT_RELATED), "reject_link", ItemState.UNDECIDED, None),
    (NEW, "new_action", ItemState.DECIDED, RelevanceLabel.FOR_FORCE),
    (SetThemes(("leadership", "vetting")), "themes", ItemState.UNDECIDED, None),
    (MarkUnsure(), "unsure", ItemState.UNSURE, None),
    (Edit(text="Other words."), "edit", ItemState.UNDECIDED, None),
    (Respond("accepted", "We will."), "respond", ItemState.UNDECIDED, None),
    (Split(("The force should publish", "its vetting figures.")), "split", ItemState.SPLIT, None),
    (MergeWithPrevious(), "merge", ItemState.MERGED, None),
]


@pytest.mark.parametrize(("change", "name", "state", "label"), DECISIONS, ids=lambda value: str(value)[:24])
def test_a_change_is_written_and_counts(
    full: Store, change: Change, name: str, state: ItemState, label: RelevanceLabel | None
) -> None:
    seen = full.items.page(ITEM)
    done = full.decisions.decide(ITEM, change, "jo", expected=seen.revision, note="as agreed")
    page = full.items.page(ITEM)
    assert (done.decision.action, done.state, done.revision) == (name, state, page.revision)
    assert (page.state, page.standing.relevance) == (state, label)
    assert page.history == (done.decision,)
    assert done.decision.note == "as agreed"
    assert done.decision.suggested["relevance"] == "for_force"
    assert done.decision.suggested["links"] == [["X1", "covered", 0.8]]
    assert page.revision == seen.revision + 1


@pytest.mark.parametrize(("change", "name", "state", "label"), DECISIONS, ids=lambda value: str(value)[:24])
def test_every_change_can_be_undone(
    full: Store, change: Change, name: str, state: ItemState, label: RelevanceLabel | None
) -> None:
    before = full.everything()
    full.decisions.decide(ITEM, change, "jo")
    undone = full.decisions.undo("jo")
    assert (undone.decision.action, undone.decision.item_id) == ("undo", ITEM)
    after = full.everything()
    kept = tuple(item for item in after.items if item.state is not ItemState.WITHDRAWN)
    assert kept == before.items
    assert after.actions == before.actions
    assert full.decisions.undo("jo") is None


def test_a_suggestion_that_dismisses_gives_its_own_label_and_reason(full: Store) -> None:
    suggest(full, ITEM, "for_partners", "councils are addressed")
    full.decisions.decide(ITEM, Dismiss(), "jo")
    standing = full.items.page(ITEM).standing
    assert (standing.relevance, standing.reason) == (RelevanceLabel.FOR_PARTNERS, "councils are addressed")


def test_linking_keeps_a_label_that_is_for_the_force(full: Store) -> None:
    full.decisions.decide(ITEM, SetRelevance(RelevanceLabel.JOINT), "jo")
    full.decisions.decide(ITEM, LinkAction("X1", Relation.COVERED), "jo")
    full.decisions.decide(ITEM, LinkAction("X2", Relation.ADDS_EVIDENCE), "jo")
    standing = full.items.page(ITEM).standing
    assert standing.relevance is RelevanceLabel.JOINT
    assert standing.links == {"X1": Relation.COVERED, "X2": Relation.ADDS_EVIDENCE}
    full.decisions.decide(ITEM, Unlink("X1"), "jo")
    assert full.items.page(ITEM).standing.links == {"X2": Relation.ADDS_EVIDENCE}


def test_a_new_action_joins_the_plan_under_the_next_free_ref(full: Store) -> None:
    full.plan.save(plan("X1", "X2", "A-0001"), "jo")
    done = full.decisions.decide(ITEM, NEW, "jo")
    assert done.action_ref == "A-0002"
    assert full.plan.action("A-0002").owner == "Supt Sample"
    assert full.decisions.decide("R1-3", NEW, "jo").action_ref == "A-0003"
    everything = full.everything()
    made = {one.action.ref: one for one in everything.actions}["A-0002"]
    assert (made.made_by, made.items) == (done.decision.id, {ITEM: Relation.NEW_ACTION_NEEDED})


def test_an_undone_new_action_leaves_the_plan_unless_the_tracker_has_it(full: Store) -> None:
    ref = full.decisions.decide(ITEM, NEW, "jo").action_ref
    full.decisions.undo("jo")
    with pytest.raises(NotInStore):
        full.plan.action(ref)
    ref = full.decisions.decide(ITEM, NEW, "jo").action_ref
    assert ref == "A-0002"
    full.plan.save(plan("X1", "X2", ref), "jo")
    full.decisions.undo("jo")
    assert full.plan.action(ref).ref == ref
    assert full.items.page(ITEM).standing.links == {}


def test_an_action_that_serves_another_item_is_not_undone_from_under_it(full: Store) -> None:
    done = full.decisions.decide(ITEM, NEW, "jo")
    full.decisions.decide("R1-3", LinkAction(done.action_ref, Relation.COVERED), "al")
    with pytest.raises(CannotDecide, match="R1-3"):
        full.decisions.undo("jo")


def test_edits_change_words_and_boundaries(full: Store) -> None:
    regions = (Region(7, BBox(1, 2, 3, 4)), Region(8, BBox(1, 2, 3, 4)))
    change = Edit(text="New words.", title="A title", printed_number="2a", span=Span(5, 9), regions=regions)
    full.decisions.decide(ITEM, change, "jo")
    page = full.items.page(ITEM)
    words = {"text": "New words.", "title": "A title", "printed_number": "2a"}
    assert page.item == replace(page.printed, **words, span=Span(5, 9), regions=regions, pages=(7, 8))
    assert page.printed.text == WORDS[1]
    row = full.items.queue(Filter(words="new words")).rows[0]
    assert (row.item_id, row.page, row.printed_number) == (ITEM, 7, "2a")
    full.decisions.decide(ITEM, Edit(title=""), "jo")
    assert full.items.page(ITEM).item.title is None


def test_chosen_themes_take_the_place_of_suggested_ones(full: Store) -> None:
    odd = "Rural “crime” & été"
    full.items.save_predictions({}, {ITEM: (Theme("custody", 0.6),)})
    done = full.decisions.decide(ITEM, SetThemes((odd, "vetting", odd)), "jo").decision
    assert done.suggested["themes"] == ["custody"]
    page = full.items.page(ITEM)
    assert [theme.label for theme in page.themes] == [odd, "vetting"]
    assert page.standing.themes == (odd, "vetting")
    assert [row.themes for row in full.items.queue(Filter(themes=(odd,))).rows] == [(odd, "vetting")]
    assert full.items.queue(Filter(themes=("custody", "vett"))).rows == ()
    full.decisions.decide(ITEM, SetThemes(()), "jo")
    assert full.items.page(ITEM).themes == ()
    full.decisions.undo("jo")
    full.decisions.undo("jo")
    assert full.items.page(ITEM).themes == (Theme("custody", 0.6),)


def test_a_merge_goes_into_the_item_before(full: Store) -> None:
    full.decisions.decide(ITEM, MergeWithPrevious(), "jo")
    first = full.items.page("R1-1")
    assert first.item.text == f"{WORDS[0]} {WORDS[1]}"
    assert first.state is ItemState.UNDECIDED
    assert len(first.item.regions) == 2
    assert [row.item_id for row in full.items.queue(Filter()).rows] == ["R1-1", "R1-3", "R1-4"]
    full.decisions.decide("R1-3", MergeWithPrevious(), "jo")
    assert full.items.page("R1-1").item.text.endswith(WORDS[2])
    full.decisions.undo("jo")
    full.decisions.undo("jo")
    assert full.items.page("R1-1").item.text == WORDS[0]


def test_a_split_makes_items_that_can_be_decided(full: Store) -> None:
    done = full.decisions.decide(ITEM, Split(("One thing.", "Another thing.")), "jo")
    assert done.made == ("R1-5", "R1-6")
    rows = full.items.queue(Filter()).rows
    assert [row.item_id for row in rows] == ["R1-1", "R1-5", "R1-6", "R1-3", "R1-4"]
    assert [row.text for row in rows[1:3]] == ["One thing.", "Another thing."]
    full.decisions.decide("R1-5", Accept(), "jo")
    full.decisions.undo("jo")
    full.decisions.undo("jo")
    assert full.items.page(ITEM).state is ItemState.UNDECIDED
    assert full.items.page("R1-5").state is ItemState.WITHDRAWN


def test_the_second_person_confirms_what_the_first_answered(full: Store) -> None:
    full.decisions.decide(ITEM, Respond("accepted", "We will."), "jo")
    with pytest.raises(CannotDecide, match="second person"):
        full.decisions.decide(ITEM, Confirm(), "JO")
    full.decisions.decide(ITEM, Confirm(), "al")
    standing = full.items.page(ITEM).standing
    assert (standing.accepted, standing.response) == ("accepted", "We will.")
    assert (standing.responded_by, standing.confirmed_by) == ("jo", "al")
    full.decisions.decide(ITEM, Respond("accepted", "We will, later."), "jo")
    assert full.items.page(ITEM).standing.confirmed_by == ""


@pytest.mark.parametrize(
    "change",
    [
        SetRelevance(RelevanceLabel.NEEDS_DECISION),
        Dismiss(label=RelevanceLabel.JOINT),
        Unlink("X1"),
        Edit(),
        Edit(text="  "),
        Split(("only one",)),
        Split(("one", " ")),
        Confirm(),
        NewAction(Action("X1", "Taken.")),
        NewAction(Action("", " ")),
        SetThemes(("leadership", " ")),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(full: Store, change: Change) -> None:
    before = full.everything()
    with pytest.raises(CannotDecide):
        full.decisions.decide(ITEM, change, "jo")
    assert full.everything() == before


def test_what_is_not_there_is_refused(full: Store) -> None:
    for change in (
        LinkAction("X9", Relation.COVERED),
        LinkAction(ITEM, Relation.COVERED),
        Accept({"X9": Relation.COVERED}),
    ):
        with pytest.raises(NotInStore):
            full.decisions.decide(ITEM, change, "jo")
    with pytest.raises(NotInStore):
        full.decisions.decide("R1-99", Accept(), "jo")
    with pytest.raises(CannotDecide, match="none before"):
        full.decisions.decide("R1-1", MergeWithPrevious(), "jo")


def test_nothing_to_accept_is_not_accepted(full: Store) -> None:
    suggest(full, ITEM, "needs_decision")
    with pytest.raises(CannotDecide, match="no suggestion"):
        full.decisions.decide(ITEM, Accept(), "jo")


def test_items_that_no_longer_count_take_no_decisions(full: Store) -> None:
    full.decisions.decide(ITEM, MergeWithPrevious(), "jo")
    with pytest.raises(CannotDecide, match="merged"):
        full.decisions.decide(ITEM, Accept(), "jo")


# -------------------------------------------------------------------------------------------- undo


def test_undo_goes_as_deep_as_one_likes_also_after_a_restart(full: Store, settings: Settings) -> None:
    changes = [
        Accept(),
        SetRelevance(RelevanceLabel.JOINT),
        MarkUnsure(),
        Edit(text="Words."),
        Respond("no", "Because."),
    ]
    states = []
    for item_id in ("R1-1", "R1-2", "R1-3"):
        for change in changes:
            states.append([(item.item, item.state, item.standing) for item in full.everything().items])
            full.decisions.decide(item_id, change, "jo")
    full.close()
    with open_store(settings) as again:
        for expected in reversed(states):
            assert again.decisions.undo("jo") is not None
            assert [(item.item, item.state, item.standing) for item in again.everything().items] == expected
        assert again.decisions.undo("jo") is None
        assert again.totals().decisions == again.totals().undone == 15


def test_undo_takes_back_ones_own_and_says_where_it_was(full: Store) -> None:
    full.decisions.decide("R1-1", Accept(), "jo")
    full.decisions.decide("R1-2", Accept(), "al")
    assert full.decisions.undo("jo").decision.item_id == "R1-1"
    assert full.items.page("R1-2").state is ItemState.DECIDED


def test_undo_can_stay_within_a_report(full: Store) -> None:
    other = numbered(["Horses should be shod monthly.", "Boats must be inspected."])
    full.reports.save(arrival("other", other), pdf("other"), "jo")
    full.decisions.decide("R1-1", Accept(), "jo")
    full.decisions.decide("R2-1", Accept(), "jo")
    assert full.decisions.undo("jo", report_id=1).decision.item_id == "R1-1"


def test_what_is_undone_can_be_decided_again_and_undone_again(full: Store) -> None:
    for _ in range(3):
        full.decisions.decide(ITEM, Accept(), "jo")
        full.decisions.undo("jo")
    assert full.items.page(ITEM).state is ItemState.UNDECIDED
    assert len(full.decisions.history(ITEM)) == 6


def test_nobody_undoes_under_somebody_elses_decision(full: Store) -> None:
    full.decisions.decide(ITEM, Accept(), "jo")
    full.decisions.decide(ITEM, SetRelevance(RelevanceLabel.JOINT), "al")
    with pytest.raises(Conflict, match="al") as caught:
        full.decisions.undo("jo")
    assert caught.value.decisions[0].decided["relevance"] == "joint"


def test_the_newest_decisions_come_first(full: Store) -> None:
    for item_id in ("R1-1", "R1-2", "R1-3"):
        full.decisions.decide(item_id, Accept(), "jo")
    assert [decision.item_id for decision in full.decisions.recent(2)] == ["R1-3", "R1-2"]
    assert full.decisions.all()[::-1] == full.decisions.recent()


# -------------------------------------------------------------------------------- two people at once


def test_the_second_of_two_hears_what_the_first_decided(full: Store) -> None:
    seen = full.items.page(ITEM).revision
    full.decisions.decide(ITEM, SetRelevance(RelevanceLabel.JOINT), "jo", expected=seen)
    before = full.everything()
    with pytest.raises(Conflict, match=r"jo at 09:\d\d UTC: relevance \(joint\)") as caught:
        full.decisions.decide(ITEM, Accept(), "al", expected=seen)
    assert [decision.who for decision in caught.value.decisions] == ["jo"]
    assert full.everything() == before


def test_a_merge_and_a_new_version_also_make_an_open_page_old(full: Store) -> None:
    first, third = full.items.page("R1-1").revision, full.items.page("R1-3").revision
    full.decisions.decide("R1-2", MergeWithPrevious(), "jo")
    with pytest.raises(Conflict, match="merged"):
        full.decisions.decide("R1-1", Accept(), "al", expected=first)
    words = [*WORDS[:2], "Custody sergeants should record a reason for every strip search.", WORDS[3]]
    full.reports.save(arrival("second", numbered(words)), pdf("second"), "jo")
    with pytest.raises(Conflict, match="newer version"):
        full.decisions.decide("R1-3", Accept(), "al", expected=third)


def test_a_new_version_leaves_open_pages_of_unchanged_items_alone(full: Store) -> None:
    seen = full.items.page("R1-4").revision
    full.reports.save(arrival("second", numbered(["A first one about dogs.", *WORDS])), pdf("second"), "jo")
    assert full.decisions.decide("R1-4", Accept(), "al", expected=seen).state is ItemState.DECIDED


# --------------------------------------------------------------------------------------- append-only


@pytest.mark.parametrize("table", ["decisions", "audit"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET who = 'nobody'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_record(full: Store, table: str, statement: str) -> None:
    full.decisions.decide(ITEM, Accept(), "jo")
    full.users.add("al", "hash", "jo")
    with pytest.raises(DBAPIError, match="append-only"), full.database.writing() as connection:
        connection.execute(text(statement.format(table)))
    assert full.decisions.history(ITEM)[0].who == "jo"
