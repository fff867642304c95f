"""Every route has its address in ``Urls``, and everything that writes asks for the token."""

from __future__ import annotations

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.testclient import TestClient

from extractor.review.routes import ROUTERS
from extractor.review.urls import Urls
from tests.review.conftest import HOST

ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
STEPS = ("decide", "edit", "boundaries", "split", "action", "response", "history")
ADDRESSES = [
    Urls.home,
    Urls.login,
    Urls.logout,
    Urls.spare_link,
    Urls.settings,
    Urls.upload,
    Urls.plan_upload,
    Urls.undo,
    Urls.start("token"),
    Urls.static("page.css", "1"),
    Urls.job("job"),
    Urls.job_state("job"),
    Urls.plan_import("import"),
    Urls.plan("overdue"),
    Urls.action("EX/1 & more"),
    Urls.queue("report=1"),
    Urls.resume("report=1"),
    Urls.audit("size=3"),
    Urls.item("R1-1", "report=1"),
    *(Urls.item_step("R1-1", step) for step in STEPS),
    Urls.report(1),
    Urls.report_edit(1),
    Urls.picture(1, "ab", 2, 1.5),
    Urls.pdf(1, "ab", 2),
    Urls.tracker,
    Urls.plan_paper,
    Urls.board_paper(1),
    Urls.aside(1),
    Urls.response_draft(1),
]


def route_of(address: str, method: str) -> APIRoute | None:
    scope = {"type": "http", "method": method, "path": address.partition("?")[0].partition("#")[0]}
    return next((route for route in ROUTES if route.matches(scope)[0] is Match.FULL), None)


def test_every_route_can_be_reached_by_an_address_and_every_address_leads_somewhere():
    reached = {(address, method): route_of(address, method) for address in ADDRESSES for method in ("GET", "POST")}
    assert {id(route) for route in reached.values() if route} == {id(route) for route in ROUTES}
    for address in ADDRESSES:
        assert reached[address, "GET"] or reached[address, "POST"], address


def test_an_item_id_or_ref_cannot_leave_its_place_in_the_address():
    assert Urls.item("../x?y#z") == "/items/..%2Fx%3Fy%23z"
    assert Urls.action("a&b=c#d") == "/plan/action?ref=a%26b%3Dc%23d"


WRITING = [route for route in ROUTES if "POST" in route.methods and route.path != Urls.login]


@pytest.mark.parametrize("route", WRITING, ids=lambda route: route.path)
def test_nothing_is_written_without_the_token(desk, route):
    path = route.path.format(item_id="R1-1", ref="R1", import_id="x")
    actions = desk.store.plan.actions()
    for fields in ({}, {"csrf": "wrong"}):
        answer = desk.client.post(path, data={"do": "accept", "revision": 0, **fields})
        assert answer.status_code == 403
    assert not desk.store.decisions.all() and desk.store.plan.actions() == actions


def test_reading_never_writes(desk):
    for route in ROUTES:
        if "GET" in route.methods and "{" not in route.path:
            desk.client.get(route.path)
    for step in ("", *(f"/{step}" for step in STEPS if step != "decide")):
        desk.client.get(f"/items/R1-1{step}")
    assert not desk.store.decisions.all()
    assert desk.store.items.page("R1-1").revision == 0


@pytest.mark.parametrize(
    "path", ["/reports/R1/ab/pages/x.png", "/reports/R1/ab/pages/1.png?scale=x", "/plan/action", "/x"]
)
def test_an_odd_address_is_a_page_of_ours(desk, path):
    answer = desk.client.get(path)
    assert answer.status_code == 404
    assert "Page not found" in answer.text and 'class="marking"' in answer.text


def test_a_fault_nobody_foresaw_is_a_page_too(desk, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(desk.store.reports, "all", broken)
    client = TestClient(
        desk.client.app, base_url=f"http://{HOST}", cookies=dict(desk.client.cookies), raise_server_exceptions=False
    )
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text and "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
