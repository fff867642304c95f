"""What was suggested as not for the force: seen whole, set aside at once, and each still a decision of its own."""

from __future__ import annotations

import html
import re

import pytest

from extractor.review.urls import Urls
from extractor.store.records import NOT_FOR_FORCE, Filter, ItemState

PAGE = Urls.aside(1)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="item" value="([^"]+)" checked', page)


def suggested(desk) -> list[str]:
    rows = desk.store.items.queue(Filter(report_id=1), limit=100).rows
    return [row.item_id for row in rows if row.relevance in NOT_FOR_FORCE]


def test_every_item_suggested_as_not_for_the_force_is_shown_with_its_words(desk):
    page = desk.get(PAGE)
    assert [value.split()[0] for value in ticked(page)] == suggested(desk) != []
    for item_id in suggested(desk):
        assert desk.store.items.page(item_id).item.text in html.unescape(page)
    assert f'href="{PAGE}">Set aside {len(suggested(desk))} suggested as not for us' in desk.get("/reports/R1")


def test_each_is_a_decision_with_its_own_suggestion_and_can_be_taken_back(desk):
    kept, *rest = ticked(desk.get(PAGE))
    answer = desk.post(PAGE, item=rest)
    assert f"{len(rest)} item" in answer and "set aside as suggested" in answer
    done = desk.store.decisions.all()
    assert [(one.item_id, one.action) for one in done] == [(value.split()[0], "dismiss") for value in rest]
    assert all(one.decided["relevance"] == one.suggested["relevance"] and one.decided["reason"] for one in done)
    assert desk.store.items.page(kept.split()[0]).state is ItemState.UNDECIDED
    for _ in rest:
        desk.post("/undo", query="report=1")
    assert desk.store.totals().items.decided == 0


def test_what_has_changed_since_it_was_shown_is_left(desk):
    first, *rest = ticked(desk.get(PAGE))
    desk.decide(first.split()[0], "relevance:for_force")
    answer = desk.post(PAGE, item=[first, *rest])
    assert "1 item had changed meanwhile and stayed" in answer
    assert desk.store.items.page(first.split()[0]).standing.relevance == "for_force"
    other = rest[0].replace(rest[0].split()[2], "for_force")
    assert "0 items set aside" in desk.post(PAGE, item=[other])


@pytest.mark.parametrize("value", ["R1-1", "R1-1 x for_partners", "' or 1=1", "R9-9 0 for_partners"])
def test_a_form_that_names_no_item_writes_nothing(desk, value):
    desk.post(PAGE, 404 if value.startswith("R9") else 403, item=[value])
    assert not desk.store.decisions.all()


def test_blind_mode_gives_nothing_away(desk):
    desk.post("/settings", blind="on", back="/")
    assert not ticked(desk.get(PAGE)) and "Set aside" not in desk.get("/reports/R1")
