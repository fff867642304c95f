"""What one key accepts: never a tie that leaves an item for the force without anybody to see to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractor.domain import Action, Link
from extractor.review.accepting import acceptance_of, accepted_change
from extractor.store.changes import Accept, NewAction
from extractor.store.records import Candidate, ItemState, QueueRow
from extractor.vocabulary import ActionStatus, Kind, Relation, RelevanceLabel

OPEN = Action("P1", "Answer calls.", status=ActionStatus.IN_PROGRESS)
ENDED = Action("P2", "Answer calls.", status=ActionStatus.CLOSED_HMICFRS)
EARLIER = QueueRow(
    "R2-1", 2, "An earlier report", Kind.RECOMMENDATION, "1", "Answer calls.", 3, ItemState.DECIDED,
    RelevanceLabel.FOR_FORCE, 0.9, RelevanceLabel.FOR_FORCE, False, 1,
)  # fmt: skip


def candidate(to: Action | QueueRow, relation: Relation, probability: float = 0.9) -> Candidate:
    if isinstance(to, Action):
        return Candidate(Link("R1-1", to.ref, relation, probability, 0.5), action=to)
    return Candidate(Link("R1-1", to.item_id, relation, probability, 0.5), earlier=to)


@pytest.mark.parametrize(
    ("candidates", "ties", "makes_action"),
    [
        ([], None, True),
        ([candidate(OPEN, Relation.COVERED)], "P1", False),
        ([candidate(OPEN, Relation.COVERED, 0.4)], None, True),
        ([candidate(OPEN, Relation.REPEAT_ISSUE)], "P1", False),
        ([candidate(ENDED, Relation.REPEAT_ISSUE)], "P2", True),
        ([candidate(ENDED, Relation.ADDS_EVIDENCE)], "P2", True),
        ([candidate(ENDED, Relation.RESTATED)], "P2", False),
        ([candidate(EARLIER, Relation.RESTATED)], "R2-1", False),
        ([candidate(EARLIER, Relation.REPEAT_ISSUE)], None, True),
        ([candidate(EARLIER, Relation.COVERED, 0.99), candidate(OPEN, Relation.PARTLY_COVERED)], "P1", False),
    ],
)
def test_an_item_for_the_force_is_tied_to_live_work_or_gets_an_action(
    desk, candidates: list[Candidate], ties: str | None, makes_action: bool
) -> None:
    stored = replace(desk.store.items.page("R1-1"), candidates=tuple(candidates))
    given = acceptance_of(stored, 0.5)
    assert (given.link.action_ref if given.link else None, given.makes_action) == (ties, makes_action)
    change = accepted_change(stored, desk.settings, date(2027, 4, 1))
    assert isinstance(change, NewAction if makes_action else Accept)
    links = change.also if isinstance(change, NewAction) else change.links
    assert list(links) == ([ties] if ties else [])


def test_a_new_action_and_the_one_it_repeats_are_one_decision(desk) -> None:
    desk.store.plan.save([ENDED], "tester")
    link = Link("R1-1", "P2", Relation.REPEAT_ISSUE, 0.9, 0.5)
    desk.store.items.save_links((link,), ["R1-1"])
    assert "Accept: For the force, new action, repeat issue of P2" in desk.get("/items/R1-1")
    desk.decide("R1-1", "accept")
    links = dict(desk.store.items.page("R1-1").standing.links)
    assert links.pop("P2") is Relation.REPEAT_ISSUE and list(links.values()) == [Relation.NEW_ACTION_NEEDED]
    desk.store.decisions.undo("pat")
    assert not desk.store.items.page("R1-1").standing.links


def test_an_item_with_an_action_of_its_own_gets_no_second_one_by_accepting(desk) -> None:
    desk.store.items.save_links((), ["R1-1"])
    desk.decide("R1-1", "accept")
    (ref,) = desk.store.items.page("R1-1").standing.links
    html = desk.get("/items/R1-1")
    assert "Accept: For the force</button>" in html and "Another new action" in html
    desk.decide("R1-1", "accept")
    assert list(desk.store.items.page("R1-1").standing.links) == [ref]
    assert [one.ref for one in desk.store.plan.actions() if one.ref.startswith("A-")] == [ref]
