"""Every button is one named decision; it saves at once, moves on, can be undone, and never overwrites another's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.review.app import create_app
from extractor.review.sessions import Sessions
from extractor.store.records import Filter, ItemState
from extractor.store.repository import open_store
from extractor.vocabulary import Relation, RelevanceLabel
from tests.review.conftest import HOST, ITEMS, Desk, client_of


def last(desk):
    return desk.store.decisions.all()[-1]


@pytest.mark.parametrize(
    ("do", "action"),
    [
        ("accept", "accept"),
        ("dismiss", "dismiss"),
        ("new_action", "new_action"),
        ("unsure", "unsure"),
        *[(f"relevance:{label.value}", "relevance") for label in RelevanceLabel if label != "needs_decision"],
    ],
)
def test_a_button_writes_its_decision_and_moves_on(desk, do, action):
    html = desk.decide("R1-1", do)
    assert last(desk).action == action
    assert last(desk).who == "pat"
    assert last(desk).suggested["relevance"] == "for_force"
    assert "Recommendation 2</h1>" in html


def test_merge_is_a_decision_about_two_items(desk):
    before = desk.store.items.page("R1-2").item.text
    desk.decide("R1-3", "merge")
    assert last(desk).action == "merge"
    assert desk.store.items.page("R1-3").state is ItemState.MERGED
    assert desk.store.items.page("R1-2").item.text.startswith(before)


def test_accepting_takes_the_best_link_as_the_button_says(desk):
    assert "Accept: For the force, covered by EX-0001" in desk.get("/items/R1-1")
    desk.decide("R1-1", "accept")
    assert desk.store.items.page("R1-1").standing.links == {"EX-0001": Relation.COVERED}


def test_only_the_suggestion_that_was_shown_is_accepted(desk):
    seen = desk.get("/items/R1-1").split('name="seen" value="')[1].split('"')[0]
    desk.store.items.save_links((), ["R1-1"])
    for do in ("accept", "dismiss"):
        assert "has changed since the page was shown" in desk.decide("R1-1", do, status=409, seen=seen)
    assert not desk.store.decisions.all()
    desk.client.headers["referer"] = f"http://{HOST}/items/R1-1?report=1"
    assert 'href="/items/R1-1?report=1">Go back' in desk.decide("R1-1", "accept", status=409, seen=seen)
    seen = desk.get("/items/R1-1").split('name="seen" value="')[1].split('"')[0]
    desk.decide("R1-1", "accept", seen=seen)
    assert last(desk).action == "new_action"


def test_accepting_what_nothing_covers_makes_an_action(desk):
    desk.store.items.save_links((), ["R1-1"])
    assert "Accept: For the force, new action" in desk.get("/items/R1-1")
    desk.decide("R1-1", "accept")
    (ref,) = desk.store.items.page("R1-1").standing.links
    action = desk.store.plan.action(ref)
    assert (action.owner, str(action.target_date)) == ("Supt Response", "2027-10-31")


def test_accepting_what_is_for_others_links_nothing(desk):
    desk.decide("R1-2", "accept")
    standing = desk.store.items.page("R1-2").standing
    assert (standing.relevance, dict(standing.links)) == (RelevanceLabel.NATIONAL_MONITOR, {})


def test_a_dismissal_keeps_the_suggested_label(desk):
    desk.decide("R1-4", "dismiss")
    assert desk.store.items.page("R1-4").standing.relevance is RelevanceLabel.FOR_INFORMATION


def test_a_dismissal_against_the_suggestion_is_not_applicable(desk):
    desk.decide("R1-1", "dismiss")
    assert desk.store.items.page("R1-1").standing.relevance is RelevanceLabel.NOT_APPLICABLE


@pytest.mark.parametrize("relation", ["covered", "partly_covered", "repeat_issue", "supersedes"])
def test_a_candidate_is_linked_with_the_relation_chosen(desk, relation):
    desk.decide("R1-1", "link", ref="EX-0004", relation=relation)
    assert desk.store.items.page("R1-1").standing.links == {"EX-0004": Relation(relation)}


def test_not_related_sets_one_candidate_aside_and_stays(desk):
    html = desk.decide("R1-1", "link", ref="EX-0004", relation="not_related")
    assert "Recommendation 1</h1>" in html
    assert desk.store.items.page("R1-1").state is ItemState.UNDECIDED


def test_a_link_can_be_removed_and_the_item_stays_in_sight(desk):
    desk.decide("R1-1", "link", ref="EX-0004", relation="covered")
    html = desk.decide("R1-1", "unlink", ref="EX-0004")
    assert "Recommendation 1</h1>" in html
    assert not desk.store.items.page("R1-1").standing.links


def test_a_note_is_kept_with_the_decision(desk):
    desk.decide("R1-1", "dismiss", note="asked the Chief's office")
    assert last(desk).note == "asked the Chief's office"
    assert "asked the Chief&#39;s office" in desk.get("/items/R1-1/history")


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "destroy"},
        {"do": ""},
        {"do": "relevance:everything"},
        {"do": "relevance"},
        {"do": "link", "ref": "EX-0001", "relation": "cousin"},
    ],
)
def test_what_is_not_offered_changes_nothing(desk, fields):
    desk.decide("R1-1", status=403, **fields)
    assert not desk.store.decisions.all()


def test_an_unknown_action_or_item_changes_nothing(desk):
    desk.decide("R1-1", "link", status=404, ref="NO-1", relation="covered")
    desk.post("/items/R9-9/decide", 404, do="accept", revision=0)
    assert not desk.store.decisions.all()


# ------------------------------------------------------------------------------------------ moving on


def test_the_end_of_the_queue_leads_back_to_what_was_left_out(desk):
    for number in (*range(2, ITEMS + 1),):
        html = desk.decide(f"R1-{number}", "dismiss")
    assert "Recommendation 1</h1>" in html
    html = desk.decide("R1-1", "dismiss")
    assert "All decided" in html and f"{ITEMS} of {ITEMS} decided" in html


def test_the_view_goes_along_and_narrows_what_comes_next(desk):
    revision = desk.store.items.page("R1-2").revision
    html = desk.post("/items/R1-2/decide", do="dismiss", revision=revision, query="report=1&relevance=national_monitor")
    assert "Recommendation 3</h1>" in html
    revision = desk.store.items.page("R1-3").revision
    html = desk.post("/items/R1-3/decide", do="dismiss", revision=revision, query="report=1&relevance=national_monitor")
    assert "Recommendation 6</h1>" in html


def test_a_person_resumes_where_they_left_off(desk):
    desk.decide("R1-1", "dismiss")
    desk.decide("R1-3", "dismiss")
    assert "Recommendation 4</h1>" in desk.get("/resume?report=1")


def test_resuming_when_nothing_is_left_says_so(desk):
    for number in range(1, ITEMS + 1):
        desk.decide(f"R1-{number}", "dismiss")
    assert "Nothing is left to decide here" in desk.get("/resume?report=1")


# ----------------------------------------------------------------------------------------------- undo


def test_undo_goes_back_one_by_one_and_survives_a_new_session(desk):
    for number in (1, 2, 3):
        desk.decide(f"R1-{number}", "dismiss")
    assert "Recommendation 3</h1>" in desk.post("/undo", query="report=1")
    desk.client.get(f"/start/{desk.sessions.new_link('pat')}")
    assert "Recommendation 2</h1>" in desk.post("/undo", query="report=1")
    assert "Recommendation 1</h1>" in desk.post("/undo", query="report=1")
    assert "nothing left to undo" in desk.post("/undo", query="report=1")
    assert desk.store.items.queue(Filter()).decided == 0
    assert [row.action for row in desk.store.decisions.all()] == ["dismiss"] * 3 + ["undo"] * 3


def test_undo_survives_a_restart_of_the_program(desk):
    desk.decide("R1-1", "dismiss")
    desk.decide("R1-2", "accept")
    desk.store.close()
    with open_store(desk.settings) as store:
        sessions = Sessions()
        with client_of(create_app(desk.settings, store, sessions, port=8000)) as client:
            client.get(f"/start/{sessions.new_link('pat')}")
            again = Desk(client, store, sessions, desk.settings)
            assert "Recommendation 2</h1>" in again.post("/undo", query="report=1")
            assert "Recommendation 1</h1>" in again.post("/undo", query="report=1")
            assert store.items.queue(Filter()).decided == 0


def test_undo_takes_back_only_ones_own(desk):
    desk.decide("R1-1", "dismiss")
    desk.client.get(f"/start/{desk.sessions.new_link('sam')}")
    assert "nothing left to undo" in desk.post("/undo", query="")
    assert desk.store.items.page("R1-1").state is ItemState.DECIDED


# ------------------------------------------------------------------------------------------- conflict


def test_the_second_person_sees_what_the_first_decided(desk):
    seen = desk.store.items.page("R1-1").revision
    desk.decide("R1-1", "accept", revision=seen)
    sam = client_of(desk.client.app)
    sam.get(f"/start/{desk.sessions.new_link('sam')}")
    csrf = sam.get("/").text.split('name="csrf" value="')[1].split('"')[0]
    answer = sam.post("/items/R1-1/decide", data={"csrf": csrf, "do": "dismiss", "revision": seen, "query": ""})
    assert answer.status_code == 409
    assert "Recommendation 1 was decided meanwhile" in answer.text
    assert "<strong>pat</strong> accepted the suggestion" in answer.text
    assert "Still mark it as not for us" in answer.text
    assert [row.action for row in desk.store.decisions.all()] == ["accept"]


def test_the_second_person_may_still_decide_knowing_it(desk):
    import re

    seen = desk.store.items.page("R1-1").revision
    desk.decide("R1-1", "accept", revision=seen)
    desk.client.get(f"/start/{desk.sessions.new_link('sam')}")
    html = desk.decide("R1-1", "dismiss", status=409, revision=seen)
    fields = dict(re.findall(r'type="hidden" name="([a-z]+)" value="([^"]*)"', html.split("<h2>What do you want")[1]))
    answer = desk.client.post("/items/R1-1/decide", data=fields)
    assert answer.status_code == 200
    assert [row.action for row in desk.store.decisions.all()] == ["accept", "dismiss"]


def test_the_same_form_sent_twice_is_one_decision(desk):
    seen = desk.store.items.page("R1-1").revision
    desk.decide("R1-1", "dismiss", revision=seen)
    html = desk.decide("R1-1", "dismiss", revision=seen)
    assert "Recommendation 2</h1>" in html
    assert len(desk.store.decisions.all()) == 1


def test_another_choice_on_an_old_page_is_not_taken_for_a_second_press(desk):
    seen = desk.store.items.page("R1-1").revision
    desk.decide("R1-1", "relevance:joint", revision=seen)
    desk.decide("R1-1", "relevance:for_force", status=409, revision=seen)
    assert len(desk.store.decisions.all()) == 1


def test_of_many_at_once_one_decides_and_the_others_are_told(desk):
    from concurrent.futures import ThreadPoolExecutor

    people = []
    for number in range(6):
        client = client_of(desk.client.app)
        client.get(f"/start/{desk.sessions.new_link(f'person {number}')}")
        people.append((client, client.get("/").text.split('name="csrf" value="')[1].split('"')[0]))

    def decide(person: tuple) -> int:
        client, csrf = person
        fields = {"csrf": csrf, "do": "dismiss", "revision": 0, "query": ""}
        return client.post("/items/R1-1/decide", data=fields, follow_redirects=False).status_code

    with ThreadPoolExecutor(len(people)) as pool:
        answers = sorted(pool.map(decide, people))
    assert answers == [303, *[409] * (len(people) - 1)]
    assert len(desk.store.decisions.all()) == 1


# ------------------------------------------------------------------------------------------ blind mode


def test_blind_mode_hides_everything_of_the_suggestion_until_decided(desk):
    desk.post("/settings", blind="on", back="/")
    html = desk.get("/items/R1-1")
    for told in ("97%", "83%", "Suggested:", "Accept:", "is-suggested", "A duty put on", "waterfall", ", suggested"):
        assert told not in html
    assert "EX-0001" in html and "For the force" in html
    assert "97%" not in desk.get("/queue")
    desk.decide("R1-1", "relevance:for_force")
    assert "97%" in desk.get("/items/R1-1")


def test_blind_mode_does_not_give_the_order_away(desk):
    def refs(html: str) -> list[str]:
        return [part.split("<")[0] for part in html.split('class="ref"')[1:] for part in [part.split(">", 1)[1]]]

    best_first = refs(desk.get("/items/R1-6"))
    desk.post("/settings", blind="on", back="/")
    assert refs(desk.get("/items/R1-6")) == sorted(best_first)


def test_blind_mode_hides_what_a_candidate_covers(desk):
    page = desk.store.items.page("R1-1")
    links = [replace(one.link, clauses=("assess calls",), missing_clauses=("record it",)) for one in page.candidates]
    desk.store.items.save_links(links, ["R1-1"])
    assert "Covers: assess calls" in desk.get("/items/R1-1")
    desk.post("/settings", blind="on", back="/")
    html = desk.get("/items/R1-1")
    assert "assess calls" not in html and "record it" not in html and "is-distant" not in html


def test_an_action_that_stands_in_the_tracker_is_named_when_it_is_taken_back(desk):
    desk.decide("R1-1", "new_action")
    (made,) = [one for one in desk.store.plan.actions() if one.ref.startswith("A-")]
    desk.store.plan.save([made], "jo")
    html = desk.post("/undo", query="report=1")
    assert f"Its action {made.ref} stands in your tracker and stays there as “No action needed”." in html
