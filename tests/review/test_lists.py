"""Home, queue, report, plan, audit sample: counts are those of the rows, filters live in the address."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from extractor.artifacts import sha256_of
from extractor.domain import Issue, Severity, Stage
from extractor.store.records import Filter, ItemState
from extractor.vocabulary import ReportType
from tests.review.conftest import ITEMS
from tests.review.samples import sample_ingestion


def numbers_in(html: str) -> list[str]:
    return re.findall(r'<a href="/items/(R\d+-\d+)', html)


# ---------------------------------------------------------------------------------------------- home


def test_home_counts_what_is_there(desk):
    desk.decide("R1-1", "accept")
    html = desk.get("/")
    counts = desk.store.reports.get(1).counts
    cells = re.findall(r'<td class="number" data-label="[^"]*">(?:<a [^>]*>)?(\d+)', html)
    assert [int(cell) for cell in cells] == [counts.items, counts.for_force, counts.left]
    assert "1 of 6 decided" in html
    totals = desk.store.plan.totals(date(2027, 4, 1))
    figures = [int(figure) for figure in re.findall(r"<strong>(\d+)</strong>", html)]
    assert figures == [totals.open, totals.overdue, totals.due_soon, totals.ended]


def test_home_says_which_response_is_due_until_it_is_published(desk):
    assert "9 May 2027" in desk.get("/") and "in 38 days" in desk.get("/")
    stored = desk.store.reports.get(1)
    desk.store.reports.edit(1, {"response_published": date(2027, 4, 1)}, "pat", expected=stored.revision)
    assert "9 May 2027" not in desk.get("/")


def test_an_empty_store_says_how_to_begin(tmp_path):
    from extractor.config import Settings
    from extractor.review.app import create_app
    from extractor.review.sessions import Sessions
    from extractor.store.repository import open_store
    from tests.review.conftest import client_of

    settings = Settings(path=tmp_path / "extractor.toml")
    with open_store(settings) as store:
        sessions = Sessions()
        with client_of(create_app(settings, store, sessions, port=8000)) as client:
            client.get(f"/start/{sessions.new_link('pat')}")
            html = client.get("/").text
            assert "There are no reports yet" in html and "extractor init" in html
            for path in ("/queue", "/plan", "/audit", "/resume"):
                assert client.get(path).status_code == 200


# --------------------------------------------------------------------------------------------- queue


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("report=1", ["R1-1", "R1-2", "R1-3", "R1-4", "R1-5", "R1-6"]),
        ("relevance=for_force", ["R1-1", "R1-5"]),
        ("relevance=for_force&relevance=for_information", ["R1-1", "R1-4", "R1-5"]),
        ("theme=protecting_vulnerable_people", ["R1-2", "R1-5"]),
        ("to=home_office", ["R1-3"]),
        ("max=80", ["R1-5", "R1-6"]),
        ("min=90", ["R1-1", "R1-2"]),
        ("q=stop+search", ["R1-3"]),
        ("sort=uncertainty", ["R1-6", "R1-5", "R1-4", "R1-3", "R1-2", "R1-1"]),
        ("kind=cause_of_concern", []),
        ("report=2", []),
    ],
)
def test_a_view_shows_what_its_address_says(desk, query, found):
    assert numbers_in(desk.get(f"/queue?{query}")) == found


def test_the_state_narrows_the_list_but_not_the_progress(desk):
    desk.decide("R1-1", "accept")
    html = desk.get("/queue?state=undecided")
    assert len(numbers_in(html)) == ITEMS - 1
    assert "1 of 6 decided" in html


def test_the_filters_form_leads_to_the_shortest_address(desk):
    answer = desk.client.get("/queue?apply=1&q=&sort=page&report=1&state=unsure&min=&max=", follow_redirects=False)
    assert answer.headers["location"] == "/queue?report=1&state=unsure"


def test_a_long_queue_is_turned_page_by_page(desk):
    desk.store.reports.save(*sample_ingestion(60, title="A long one"), "tester")
    first = desk.get("/queue?report=2")
    later = re.search(r'<a href="([^"]+)" rel="next"', first)
    assert later and len(numbers_in(first)) == 50
    second = desk.get(later[1].replace("&amp;", "&"))
    assert len(numbers_in(second)) == 10 and 'rel="prev"' in second
    assert not set(numbers_in(first)) & set(numbers_in(second))


def test_what_is_searched_is_shown_again_and_never_markup(desk):
    html = desk.get("/queue?q=%3Cscript%3E")
    assert 'value="&lt;script&gt;"' in html and "<script>" not in html


# -------------------------------------------------------------------------------------------- report


def edit_report(desk, status: int = 200, **changed: object) -> str:
    stored = desk.store.reports.get(1)
    report = stored.report
    fields = {
        "revision": stored.revision,
        "title": report.title,
        "source_body": report.source_body or "",
        "report_type": report.report_type.value,
        "publication_date": report.publication_date.isoformat() if report.publication_date else "",
        "force": report.force or "",
        "response_published": "",
    }
    return desk.post("/reports/R1/edit", status, **{**fields, **changed})


def test_a_corrected_date_is_kept_with_its_history(desk):
    html = edit_report(desk, publication_date="2027-02-01", note="the web page's date was wrong")
    stored = desk.store.reports.get(1).report
    assert (stored.publication_date, stored.publication_date_source) == (date(2027, 2, 1), "user")
    assert "The report says: 2027-03-14" in html and "corrected here" in html
    assert "corrected the report&#39;s details" in html and "the web page&#39;s date was wrong" in html


def test_every_detail_can_be_corrected(desk):
    edit_report(desk, title="Another title", source_body="", report_type="peel", force="Exampleshire Police")
    report = desk.store.reports.get(1).report
    assert (report.title, report.source_body, report.report_type) == ("Another title", None, ReportType.PEEL)
    assert report.force == "Exampleshire Police"


def test_nothing_different_writes_nothing(desk):
    assert "nothing was saved" in edit_report(desk)
    assert not desk.store.decisions.all()


@pytest.mark.parametrize("changed", [{"publication_date": "14 March"}, {"title": " "}, {"report_type": "poem"}])
def test_a_detail_that_cannot_be_is_refused(desk, changed):
    assert "There is a problem" in edit_report(desk, 400, **changed)
    assert not desk.store.decisions.all()


def test_two_people_correcting_one_report(desk):
    old = desk.store.reports.get(1).revision
    edit_report(desk, title="First")
    assert "There is a problem" in edit_report(desk, 409, title="Second", revision=old)
    assert desk.store.reports.get(1).report.title == "First"


def test_a_report_shows_issues_outline_and_grades(desk):
    html = desk.get("/reports/R1")
    assert "Page 2 was scanned: read it." in html and "report.pdf#page=2" in html
    assert numbers_in(html) == [f"R1-{number}" for number in range(1, ITEMS + 1)]
    assert "Responding to the public: Requires improvement" in html


def test_a_new_version_shows_what_changed_and_puts_it_back(desk, sample):
    for number in range(1, ITEMS + 1):
        desk.decide(f"R1-{number}", "dismiss")
    first, pdf = sample
    items = list(first.recommendations)
    items[1] = replace(items[1], text=items[1].text.replace("publish how often", "publish each month how often"))
    pdf += b"\n% re-issued"
    report = replace(first.report, sha256=sha256_of(pdf), grades=())
    kept = {item.id for item in items[:-1]}
    newer = replace(
        first,
        report=report,
        recommendations=tuple(items[:-1]),
        relevance={name: one for name, one in first.relevance.items() if name in kept},
        themes={name: one for name, one in first.themes.items() if name in kept},
        links=tuple(link for link in first.links if link.recommendation_id in kept),
        issues=(Issue(Stage.FIND, Severity.INFO, "x"),),
    )
    desk.store.reports.save(newer, pdf, "tester")
    html = desk.get("/reports/R1")
    assert "Version 2 against version 1: 0 added, 1 removed, 1 reworded, 4 unchanged" in html
    assert "<ins>each month </ins>" in html
    assert desk.store.items.page("R1-2").state is ItemState.CHANGED
    assert "<ins>each month </ins>" in desk.get("/items/R1-2?report=1")
    assert desk.store.items.queue(Filter(report_id=1)).decided == ITEMS - 2


@pytest.mark.parametrize(
    "path", ["/reports/R9", "/reports/x", "/reports/R", "/items/R1-99", "/plan/action?ref=no", "/plan/imports/x"]
)
def test_what_is_not_there_is_a_page_with_a_way_on(desk, path):
    html = desk.get(path, 404)
    assert "Page not found" in html and 'class="marking"' in html


# ------------------------------------------------------------------------------------ plan and audit


def test_an_action_shows_its_columns_and_its_items(desk):
    desk.decide("R1-1", "link", ref="EX-0001", relation="covered")
    html = desk.get("/plan/action?ref=EX-0001")
    for told in ("Ch Insp B", "Performance board", "LC1", "Recommendation 1", "covered by EX-0001"):
        assert told in html


def test_the_same_draw_is_the_same_sample(desk):
    first, again = desk.get("/audit?size=3&seed=7"), desk.get("/audit?size=3&seed=7")
    assert numbers_in(first) == numbers_in(again) and len(numbers_in(first)) == 3
    assert not {"R1-1", "R1-5"} & set(numbers_in(first))


def test_a_sample_estimates_what_is_missed(desk):
    drawn = numbers_in(desk.get("/audit?size=4"))
    desk.decide(drawn[0], "relevance:for_force")
    desk.decide(drawn[1], "dismiss")
    html = desk.get("/audit?size=4")
    assert "2 of 4 decided, 1 for the force after all" in html
    assert "about 50%" in html


def test_a_sample_is_walked_from_end_to_end(desk):
    drawn = numbers_in(desk.get("/audit?size=3&seed=7"))
    query = "sample=3-7"
    html = desk.get(f"/items/{drawn[0]}?{query}")
    assert "0 of 3 decided" in html and f"/items/{drawn[1]}?{query}" in html
    for place, item_id in enumerate(drawn):
        revision = desk.store.items.page(item_id).revision
        html = desk.post(f"/items/{item_id}/decide", do="dismiss", revision=revision, query=query)
        following = drawn[place + 1] if place < 2 else None
        assert f"/items/{following}/decide" in html if following else "3 of 3 decided, 0 for the force" in html


@pytest.mark.parametrize("query", ["size=0", "size=99999", "seed=x", "report=9", "size=-3&seed=-1"])
def test_odd_samples_are_still_pages(desk, query):
    desk.get(f"/audit?{query}")


# -------------------------------------------------------------------------------------------- themes


def test_themes_can_be_corrected_without_deciding(desk):
    revision = desk.store.items.page("R1-1").revision
    fields = {"csrf": desk.csrf, "do": "themes", "revision": revision, "query": ""}
    desk.client.post("/items/R1-1/decide", data={**fields, "theme": ["investigating_crime", "managing_offenders"]})
    stored = desk.store.items.page("R1-1")
    assert {theme.label for theme in stored.themes} == {"investigating_crime", "managing_offenders"}
    assert stored.state is ItemState.UNDECIDED


def test_the_reason_of_a_decision_can_be_changed(desk):
    desk.decide("R1-4", "dismiss")
    desk.decide("R1-4", "relevance:for_information", reason="Read and noted.")
    assert desk.store.items.page("R1-4").standing.reason == "Read and noted."
    assert "Read and noted." in desk.get("/items/R1-4")


def test_another_action_can_be_looked_for_and_linked(desk):
    html = desk.get("/items/R1-1?report=1&find=action+39")
    assert 'value="EX-0039"' in html and 'name="report" value="1"' in html
    desk.decide("R1-1", "link", ref="EX-0039", relation="adds_evidence")
    assert set(desk.store.items.page("R1-1").standing.links) == {"EX-0039"}
    assert "No action of the plan has these words" in desk.get("/items/R1-1?find=zebra")


def test_what_is_for_the_force_and_has_no_action_is_named_until_it_has_one(desk):
    assert "It has no action yet" in desk.decide("R1-1", "relevance:for_force")
    assert '<a class="tag tag-warning" href="/queue?report=1&amp;unanswered=1">1 without an action</a>' in desk.get("/")
    listed = desk.get("/queue?report=1&unanswered=1")
    assert "/items/R1-1?" in listed and "/items/R1-2?" not in listed
    assert "no action yet" not in desk.decide("R1-1", "new_action")
    assert "no action yet" not in desk.decide("R1-1", "relevance:joint")
    assert "without an action" not in desk.get("/")
