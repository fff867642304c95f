"""The forms below an item: edit, boundaries, split, new action, response, history."""

from __future__ import annotations

import pytest

from extractor.store.records import ItemState
from extractor.vocabulary import ActionStatus, Rag


def form(desk, item_id: str, step: str, expected: int = 200, **fields: object) -> str:
    revision = desk.store.items.page(item_id).revision
    sent = {"csrf": desk.csrf, "revision": revision, "query": "report=1", **fields}
    answer = desk.client.post(f"/items/{item_id}/{step}", data=sent)
    assert answer.status_code == expected, answer.text[:400]
    return answer.text


# --------------------------------------------------------------------------------------------- edit


def test_an_edit_is_shown_and_what_was_printed_is_kept(desk):
    printed = desk.store.items.page("R1-1").printed.text
    html = form(desk, "R1-1", "edit", text="Answer every call.", title="Calls")
    assert "Answer every call." in html and "Edited" in html
    stored = desk.store.items.page("R1-1")
    assert (stored.item.text, stored.item.title, stored.printed.text) == ("Answer every call.", "Calls", printed)
    assert stored.state is ItemState.UNDECIDED


def test_an_edit_that_changes_nothing_writes_nothing(desk):
    assert "not different" in form(desk, "R1-1", "edit", text=desk.store.items.page("R1-1").item.text)
    assert not desk.store.decisions.all()


def test_an_item_cannot_lose_its_words(desk):
    form(desk, "R1-1", "edit", 409, text="  ")
    assert not desk.store.decisions.all()


def test_line_ends_of_a_browser_do_not_make_an_edit(desk):
    form(desk, "R1-1", "edit", text="Answer:\r\n- every call\r\n- at once")
    assert desk.store.items.page("R1-1").item.text == "Answer:\n- every call\n- at once"
    form(desk, "R1-1", "edit", text="Answer:\r\n- every call\r\n- at once")
    assert len(desk.store.decisions.all()) == 1


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "<b>bold", '"><img src=x onerror=alert(1)>'])
def test_words_are_never_markup(desk, words):
    html = form(desk, "R1-1", "edit", text=words)
    assert words not in html and words not in desk.get("/items/R1-1/edit") and words not in desk.get("/queue")
    assert desk.store.items.page("R1-1").item.text == words


# --------------------------------------------------------------------------------------- boundaries


def lines_of(html: str) -> dict[int, str]:
    rows = html.split('name="last" value="')[1:]
    return {int(row.split('"')[0]): row.split("</td>")[2].split("<td>")[1] for row in rows}


def test_boundaries_set_text_and_boxes_together(desk):
    lines = lines_of(desk.get("/items/R1-2/boundaries"))
    first = next(number for number, words in lines.items() if "Police Chiefs" in words)
    form(desk, "R1-2", "boundaries", first=first, last=first + 1)
    item = desk.store.items.page("R1-2").item
    assert item.text == f"{lines[first]} {lines[first + 1]}"
    assert [region.page for region in item.regions] == [2, 2]
    assert desk.store.decisions.all()[-1].action == "edit"


def test_the_lines_an_item_has_now_are_chosen(desk):
    html = desk.get("/items/R1-2/boundaries")
    chosen = [row.split(">", 1)[0] for row in html.split('<input type="radio"')[1:]]
    chosen = [row for row in chosen if "checked" in row]
    assert "By 31 October 2028, the National Police" in chosen[0]
    assert "(item 2 of 6)." in chosen[1]


@pytest.mark.parametrize(("first", "last"), [(5, 4), (0, 99999), ("x", 1)])
def test_boundaries_that_make_no_sense_are_refused(desk, first, last):
    form(desk, "R1-2", "boundaries", 403, first=first, last=last)
    assert not desk.store.decisions.all()


# --------------------------------------------------------------------------------------------- split


def test_a_split_makes_items_and_leads_to_the_first(desk):
    html = form(desk, "R1-3", "split", starts="1")
    made = [
        row
        for row in desk.store.items.queue(filter_of_report()).rows
        if row.item_id not in {f"R1-{n}" for n in range(1, 7)}
    ]
    assert len(made) == 2
    assert f"/items/{made[0].item_id}/decide" in html
    assert desk.store.items.page("R1-3").state is ItemState.SPLIT
    assert made[0].text.endswith(";") and made[1].text.startswith("and test")


def test_a_split_is_taken_back_whole(desk):
    form(desk, "R1-3", "split", starts="1")
    desk.post("/undo", query="report=1")
    assert len(desk.store.items.queue(filter_of_report()).rows) == 6
    assert desk.store.items.page("R1-3").state is ItemState.UNDECIDED


@pytest.mark.parametrize("starts", ["", "0", "77"])
def test_a_split_into_one_is_no_split(desk, starts):
    assert "at least one piece" in form(desk, "R1-3", "split", 400, starts=starts)
    assert not desk.store.decisions.all()


def filter_of_report():
    from extractor.store.records import Filter

    return Filter(report_id=1)


# ---------------------------------------------------------------------------------------- new action


def test_the_form_of_a_new_action_is_filled_in(desk):
    html = desk.get("/items/R1-1/action")
    assert 'value="2027-10-31"' in html and 'value="Supt Response"' in html
    assert "The report says “31 October 2027”" in html


def test_one_key_takes_what_the_profile_names(desk):
    form(desk, "R1-1", "decide", do="new_action")
    (action,) = [one for one in desk.store.plan.actions() if one.ref.startswith("A-")]
    assert (action.owner, action.department) == ("Supt Response", "Response")
    assert action.fields == {"sro": "ACC Operations", "governance_board": "Improvement Board"}


def test_what_the_profile_names_can_be_cleared(desk):
    sent = {"action": "Call back.", "status": "not_started", "owner": "Supt Response", "sro": "", "department": ""}
    form(desk, "R1-1", "action", **sent)
    (action,) = [one for one in desk.store.plan.actions() if one.ref.startswith("A-")]
    assert (action.owner, action.department, dict(action.fields)) == ("Supt Response", "", {})


def test_a_new_action_keeps_every_field(desk):
    form(
        desk,
        "R1-1",
        "action",
        action="Write a standard for repeat calls.",
        owner="Ch Insp A",
        department="Contact",
        sro="ACC Local",
        governance_board="Performance board",
        target_date="2027-09-30",
        rag="amber",
        status="in_progress",
        ref="EX/2027-1",
    )
    made = desk.store.plan.action("EX/2027-1")
    assert (made.action, made.owner, made.department) == ("Write a standard for repeat calls.", "Ch Insp A", "Contact")
    assert dict(made.fields) == {"sro": "ACC Local", "governance_board": "Performance board"}
    assert (str(made.target_date), made.rag, made.status) == ("2027-09-30", Rag.AMBER, ActionStatus.IN_PROGRESS)
    assert made.text == desk.store.items.page("R1-1").item.text
    assert made.source_ref == f"Rec {desk.store.items.page('R1-1').item.printed_number}"
    assert "Write a standard" in desk.get("/plan/action?ref=EX/2027-1")


@pytest.mark.parametrize(
    "changed",
    [{"action": ""}, {"target_date": "31/10/2027"}, {"status": "sleeping"}, {"rag": "pink"}, {"ref": "EX-0001"}],
)
def test_a_new_action_that_cannot_be_is_asked_again(desk, changed):
    fields = {"action": "Do it.", "status": "not_started", "rag": "", "target_date": "", "ref": "", **changed}
    html = form(desk, "R1-1", "action", 400, **fields)
    assert "There is a problem" in html
    assert not desk.store.decisions.all()


# ---------------------------------------------------------------------------------- response, history


def test_a_response_needs_a_second_person(desk):
    form(desk, "R1-1", "response", accepted="Accepted", response="We will.")
    assert "Somebody else has to confirm it" in desk.get("/items/R1-1/response")
    desk.decide("R1-1", "confirm", status=409)
    desk.client.get(f"/start/{desk.sessions.new_link('sam')}")
    desk.decide("R1-1", "confirm")
    standing = desk.store.items.page("R1-1").standing
    assert (standing.accepted, standing.responded_by, standing.confirmed_by) == ("Accepted", "pat", "sam")
    assert "Confirmed by <strong>sam</strong>" in desk.get("/items/R1-1/response")


def test_a_response_without_an_answer_is_asked_again(desk):
    assert "whether the force accepts" in form(desk, "R1-1", "response", 400, response="Well.")


def test_the_history_says_who_when_what_and_what_was_suggested(desk):
    desk.decide("R1-1", "relevance:joint", note="agreed with partners")
    desk.post("/undo", query="")
    html = desk.get("/items/R1-1/history")
    assert "<strong>pat</strong> decided: relevance: Joint" in html
    assert "suggested was: “For the force” (97%, by rule); covered by EX-0001 (83%)" in html
    assert "agreed with partners" in html and "Taken back" in html and "took back a decision" in html
