"""The queue, the page of an item, samples and lists, and how many queries each takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractor.domain import (
    Action,
    Addressee,
    AddresseeGroup,
    Ingestion,
    Kind,
    Link,
    Relation,
    Relevance,
    RelevanceLabel,
    Theme,
)
from extractor.errors import NotInStore
from extractor.store.changes import Accept, LinkAction, MarkUnsure, SetRelevance, Split
from extractor.store.records import Filter, ItemState, Sort
from extractor.store.repository import Store
from tests.factories import recommendation
from tests.store.conftest import counted_queries
from tests.store.samples import arrival, linked, numbered, pdf, plan

LABELS = ("for_force", "national_monitor", "needs_decision", "for_partners", "for_force", "joint")
SUBJECTS = ("call handling", "custody of children", "vetting 100%", "dogs", "horses", "boats")


def varied(name: str = "first") -> Ingestion:
    """Six items that differ in everything one can filter by, and one that is only for the record."""
    items = []
    for place, subject in enumerate(SUBJECTS):
        group = AddresseeGroup.FORCE if place % 2 == 0 else AddresseeGroup.COLLEGE_OF_POLICING
        kind = Kind.RECOMMENDATION if place < 4 else Kind.AREA_FOR_IMPROVEMENT
        addressee = Addressee("chief constables", None, group)
        number = str(place + 1)
        items.append(
            recommendation(
                f"Improve {subject}.", printed_number=number, kind=kind, addressees=(addressee,), pages=(place + 1,)
            )
        )
    practice = recommendation("The force shares cake.", kind=Kind.INNOVATIVE_PRACTICE, pages=(9,))
    found = arrival(name, [*items, practice])
    relevance = {
        item.id: Relevance(RelevanceLabel(label), (place + 1) / 10, ("x",))
        for place, (item, label) in enumerate(zip(items, LABELS, strict=True))
    }
    themes = {item.id: (Theme(f"theme{place % 3}", 0.9),) for place, item in enumerate(items)}
    return replace(found, relevance=relevance, themes=themes)


@pytest.fixture
def full(store: Store) -> Store:
    """One varied report and a plan."""
    store.plan.save(plan("X1", "X2"), "jo")
    store.reports.save(linked(varied(), "X1"), pdf("first"), "jo")
    return store


def ids(store: Store, wanted: Filter, sort: Sort = Sort.PAGE) -> list[int]:
    return [int(row.item_id.split("-")[1]) for row in store.items.queue(wanted, sort).rows]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), [1, 2, 3, 4, 5, 6]),
        (Filter(actionable_only=False), [1, 2, 3, 4, 5, 6, 7]),
        (Filter(report_id=1), [1, 2, 3, 4, 5, 6]),
        (Filter(report_id=2), []),
        (Filter(kinds=(Kind.AREA_FOR_IMPROVEMENT,)), [5, 6]),
        (Filter(kinds=(Kind.INNOVATIVE_PRACTICE,), actionable_only=False), [7]),
        (Filter(relevance=(RelevanceLabel.FOR_FORCE, RelevanceLabel.JOINT)), [1, 5, 6]),
        (Filter(themes=("theme1",)), [2, 5]),
        (Filter(groups=(AddresseeGroup.COLLEGE_OF_POLICING,)), [2, 4, 6]),
        (Filter(min_probability=0.25, max_probability=0.4), [3, 4]),
        (Filter(words="IMPROVE vetting"), [3]),
        (Filter(words="100%"), [3]),
        (Filter(words="%"), [1, 2, 3, 4, 5, 6]),
        (Filter(words="R1-4"), [4]),
        (Filter(words="cake"), []),
        (Filter(states=(ItemState.DECIDED,)), []),
        (Filter(themes=("theme1", "theme2"), groups=(AddresseeGroup.FORCE,)), [3, 5]),
    ],
    ids=str,
)
def test_filters_narrow_the_queue(full: Store, wanted: Filter, expected: list[int]) -> None:
    assert ids(full, wanted) == expected
    assert full.items.queue(wanted).total == len(expected)


def test_a_filter_by_relevance_looks_at_the_decision_first(full: Store) -> None:
    full.decisions.decide("R1-1", SetRelevance(RelevanceLabel.JOINT), "jo")
    assert ids(full, Filter(relevance=(RelevanceLabel.FOR_FORCE,))) == [5]
    assert ids(full, Filter(relevance=(RelevanceLabel.JOINT,))) == [1, 6]
    assert ids(full, Filter(states=(ItemState.DECIDED,))) == [1]


def test_the_least_certain_come_first_and_none_is_less_certain_than_any(full: Store) -> None:
    full.items.save_predictions({"R1-4": Relevance(RelevanceLabel.JOINT, 0.15, ())}, {})
    full.reports.save(
        replace(varied("bare"), relevance={}, report=replace(varied("bare").report, title="B")), pdf("bare"), "jo"
    )
    assert ids(full, Filter(report_id=1), Sort.UNCERTAINTY) == [1, 4, 2, 3, 5, 6]
    assert full.items.queue(Filter(), Sort.UNCERTAINTY, limit=6).rows[5].report_id == 2


def test_progress_ignores_the_state_one_looks_at(full: Store) -> None:
    for number in (1, 3):
        full.decisions.decide(f"R1-{number}", SetRelevance(RelevanceLabel.JOINT), "jo")
    queue = full.items.queue(Filter(states=(ItemState.UNDECIDED,)))
    assert (queue.decided, queue.shown, queue.total) == (2, 6, 4)


def test_pages_of_a_queue_join_without_gap_or_overlap(full: Store) -> None:
    for sort in Sort:
        whole = full.items.queue(Filter(), sort).rows
        parts = [full.items.queue(Filter(), sort, offset=offset, limit=4) for offset in (0, 4)]
        assert parts[0].rows + parts[1].rows == whole
        assert full.items.queue(Filter(), sort, offset=40).rows == ()
        assert full.items.queue(Filter(), sort, offset=40).total == 6


@pytest.mark.parametrize("sort", list(Sort))
def test_stepping_follows_the_queue(full: Store, sort: Sort) -> None:
    order = [row.item_id for row in full.items.queue(Filter(), sort).rows]
    for place, item_id in enumerate(order):
        before = order[place - 1] if place else None
        after = order[place + 1] if place + 1 < len(order) else None
        assert full.items.neighbors(item_id, Filter(), sort) == (before, after)


def test_stepping_works_from_an_item_that_has_just_left_the_queue(full: Store) -> None:
    wanted = Filter(states=(ItemState.UNDECIDED,))
    full.decisions.decide("R1-3", SetRelevance(RelevanceLabel.JOINT), "jo")
    assert full.items.neighbors("R1-3", wanted) == ("R1-2", "R1-4")
    assert full.items.neighbors("R9-9", wanted) == (None, None)


def test_a_queue_is_taken_up_where_it_was_left(full: Store) -> None:
    assert full.items.resume("jo", Filter()) == "R1-1"
    full.decisions.decide("R1-3", MarkUnsure(), "jo")
    assert full.items.resume("jo", Filter()) == "R1-3"
    full.decisions.decide("R1-3", SetRelevance(RelevanceLabel.JOINT), "jo")
    assert full.items.resume("jo", Filter()) == "R1-4"
    assert full.items.resume("al", Filter()) == "R1-1"
    for number in (4, 5, 6):
        full.decisions.decide(f"R1-{number}", SetRelevance(RelevanceLabel.JOINT), "jo")
    assert full.items.resume("jo", Filter()) == "R1-1"
    for number in (1, 2):
        full.decisions.decide(f"R1-{number}", SetRelevance(RelevanceLabel.JOINT), "jo")
    assert full.items.resume("jo", Filter()) is None


def test_the_page_of_an_item_shows_its_candidates(full: Store) -> None:
    other = linked(arrival("other", numbered(["Horses should be shod monthly."])), "R1-5", Relation.RESTATED)
    full.reports.save(other, pdf("other"), "jo")
    page = full.items.page("R2-1")
    assert [(candidate.link.relation, candidate.action) for candidate in page.candidates] == [(Relation.RESTATED, None)]
    assert page.candidates[0].earlier.text == "Improve horses."
    assert full.items.page("R1-1").candidates[0].action.ref == "X1"
    assert page.report.counts.items == 1
    with pytest.raises(NotInStore):
        full.items.page("R2-2")


def test_a_suggestion_to_an_action_that_is_gone_is_kept_without_it(full: Store) -> None:
    full.items.save_links([Link("R1-1", "GONE", Relation.COVERED, 0.6, 0.5)], ["R1-1"])
    candidate = full.items.page("R1-1").candidates[0]
    assert (candidate.link.action_ref, candidate.action, candidate.earlier) == ("GONE", None, None)


def test_it_is_known_which_items_an_action_serves(full: Store) -> None:
    full.decisions.decide("R1-5", LinkAction("X1", Relation.COVERED), "jo")
    full.decisions.decide("R1-2", LinkAction("X1", Relation.ADDS_EVIDENCE), "jo")
    served = [(row.item_id, relation) for row, relation in full.items.linked_to("X1")]
    assert served == [("R1-2", Relation.ADDS_EVIDENCE), ("R1-5", Relation.COVERED)]
    full.decisions.undo("jo")
    assert [row.item_id for row, _ in full.items.linked_to("X1")] == ["R1-5"]
    assert full.items.linked_to("X2") == ()


def test_matching_anew_replaces_suggestions_and_leaves_decisions(full: Store) -> None:
    full.decisions.decide("R1-1", LinkAction("X1", Relation.COVERED), "jo")
    full.items.save_links([Link("R1-1", "X2", Relation.RESTATED, 0.9, 0.5)], ["R1-1", "R1-2"])
    assert [candidate.action.ref for candidate in full.items.page("R1-1").candidates] == ["X2"]
    assert full.items.page("R1-2").candidates == ()
    assert len(full.items.page("R1-3").candidates) == 1
    assert full.items.page("R1-1").standing.links == {"X1": Relation.COVERED}


def test_classifying_anew_replaces_suggestions_and_leaves_decisions(full: Store) -> None:
    full.decisions.decide("R1-1", Accept(), "jo")
    seen = full.items.page("R1-1").revision
    new = Relevance(RelevanceLabel.NOT_APPLICABLE, 0.8, ("y",), "a reason", True, "model@2")
    full.items.save_predictions({"R1-1": new}, {"R1-1": (Theme("theme9", 0.5),)})
    page = full.items.page("R1-1")
    assert (page.relevance, page.themes[0].label, page.revision) == (new, "theme9", seen)
    assert page.standing.relevance is RelevanceLabel.FOR_FORCE
    assert ids(full, Filter(themes=("theme9",))) == [1]


def test_the_audit_sample_draws_from_what_would_be_dismissed(full: Store) -> None:
    drawn = full.items.audit_sample(size=1, seed=4)
    assert drawn == full.items.audit_sample(size=1, seed=4)
    assert [row.item_id for row in full.items.audit_sample(size=9)] == ["R1-2", "R1-4"]
    assert {full.items.audit_sample(size=1, seed=seed)[0].item_id for seed in range(20)} == {"R1-2", "R1-4"}
    assert full.items.audit_sample(report_id=7) == ()


def test_other_stages_get_actionable_items_as_they_stand(full: Store) -> None:
    full.decisions.decide("R1-2", Split(("Improve custody.", "Improve children.")), "jo")
    full.decisions.decide("R1-1", Accept(), "jo")
    words = [item.text for item in full.items.recommendations()]
    assert words[:4] == ["Improve call handling.", "Improve custody.", "Improve children.", "Improve vetting 100%."]
    assert full.items.recommendations(exclude_report=1) == ()
    assert full.items.recommendations(report_id=1) == full.items.recommendations()
    assert [item.id for item in full.items.recommendations(left_only=True)][:1] == ["R1-8"]


# ----------------------------------------------------------------------------------- query counts

READS = {
    "queue": (2, lambda store: store.items.queue(Filter(words="improve", themes=("theme1",)))),
    "neighbors": (2, lambda store: store.items.neighbors("R1-3", Filter())),
    "resume": (2, lambda store: store.items.resume("jo", Filter())),
    "item page": (15, lambda store: store.items.page("R1-3")),
    "reports": (4, lambda store: store.reports.all()),
    "report page": (20, lambda store: store.reports.page(1)),
    "everything": (15, lambda store: store.everything()),
    "totals": (3, lambda store: store.totals()),
    "plan totals": (1, lambda store: store.plan.totals(date(2027, 3, 1))),
    "actions": (1, lambda store: store.plan.actions()),
}


@pytest.mark.parametrize("name", READS)
def test_reading_takes_few_queries_and_no_more_when_the_store_grows(full: Store, name: str) -> None:
    at_most, read = READS[name]
    with counted_queries(full) as before:
        read(full)
    for number in range(4):
        more = varied(f"more{number}")
        found = linked(replace(more, report=replace(more.report, title=f"T{number}")), "X2")
        full.reports.save(found, pdf(f"more{number}"), "jo")
        full.decisions.decide(f"R{number + 2}-1", LinkAction("X2", Relation.COVERED), "jo")
    full.plan.save([Action(f"Y{number}", "words") for number in range(50)], "jo")
    with counted_queries(full) as after:
        read(full)
    assert len(after) == len(before) <= at_most
