"""From a document to its items: ids, order, counts, status and what is left over for a person."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.domain import Severity, Stage, counts_of
from extractor.find import find_recommendations
from tests.sketches import sketch

CONCERN = """
    # Answering calls
    [box]
    **Cause of concern**
    **The force does not protect callers.**
    **Recommendations**
    The force should immediately:
    * answer every call
    * record every call
    [/box]
    [box]
    **Area for improvement**
    **The force does not check its lists.**
    [/box]
    [box]
    **Innovative practice**
    The force sends a nurse to each call.
    [/box]
    """


def test_counts_are_given_both_ways() -> None:
    counts = counts_of(find_recommendations(sketch(CONCERN)).recommendations)
    assert (counts["all"], counts["tops"], counts["leaves"]) == (4, 2, 3)
    assert counts["cause_of_concern"] == counts["area_for_improvement"] == counts["innovative_practice"] == 1
    assert counts["recommendation"] == 2


def test_a_parent_comes_right_before_its_children() -> None:
    items = find_recommendations(sketch(CONCERN)).recommendations
    assert [item.parent_id for item in items] == [None, items[0].id, items[0].id, None, None]


def test_ids_stay_when_prose_and_pages_are_added() -> None:
    longer = CONCERN.replace("[box]", "More prose was written here.\n    ---\n    [box]", 1)
    first = find_recommendations(sketch(CONCERN)).recommendations
    second = find_recommendations(sketch(longer)).recommendations
    assert [item.id for item in first] == [item.id for item in second]
    assert [item.pages for item in first] != [item.pages for item in second]


def test_items_of_the_same_first_words_get_ordinals() -> None:
    words = "The force should make sure that all its officers and staff always"
    first, second = find_recommendations(
        sketch(f"## Areas for improvement\n* {words} answer every call.\n* {words} write to victims of burglary.")
    ).recommendations
    assert second.id == f"{first.id}~2"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["answer calls", "record calls", "ring back", "count"]), min_size=1, max_size=8))
def test_ids_are_unique_whatever_is_printed_twice(duties: list[str]) -> None:
    lines = "\n".join(f"* The force should {duty} and tell us of it." for duty in duties)
    items = find_recommendations(sketch(f"## Areas for improvement\n{lines}")).recommendations
    assert len({item.id for item in items}) == len(items) == len(set(duties))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_every_item_lies_in_the_document_and_its_regions_on_its_pages(breaks: list[bool]) -> None:
    lines = ["# Recommendations"]
    for number, page_break in enumerate(breaks, 1):
        lines += ["---"] * page_break + [f"{number}. The force should finish task number {number} by May."]
    document = sketch("\n".join(lines))
    items = find_recommendations(document).recommendations
    assert len(items) == len(breaks)
    for item in items:
        assert item.span is not None
        assert document.slice(item.span) == item.text
        assert {region.page for region in item.regions} == set(item.pages)


def test_a_status_below_an_old_item_is_kept_as_its_status() -> None:
    items = find_recommendations(
        sketch("""
        # Progress on recommendations from the last report
        1. The force should answer every call.
        Status: complete
        2. The force should record every call.
        Partially achieved
        """)
    ).recommendations
    assert [(item.restated, item.status) for item in items] == [(True, "complete"), (True, "Partially achieved")]
    assert all(not item.is_actionable for item in items)


def test_a_sentence_that_only_says_what_became_of_an_item_is_none() -> None:
    assert (
        find_recommendations(
            sketch("""
        # Progress on recommendations from the last report
        * The recommendation about records has been closed and should stay so.
        """)
        ).recommendations
        == ()
    )


@pytest.mark.parametrize(
    "words",
    [
        "We recommend that the Home Office reads this.",
        "Some years were bad. The Inquiry recommends that ports close at night. Others were not.",
    ],
)
def test_a_sentence_that_recommends_outside_every_list_becomes_an_issue_on_its_page(words: str) -> None:
    found = find_recommendations(
        sketch(f"# Chapter\n---\n{words}\n# Recommendations\n1. The force should answer every call.")
    )
    (issue,) = found.issues
    assert (issue.stage, issue.severity, issue.page) == (Stage.FIND, Severity.INFO, 2)
    assert "recommend" in issue.message


def test_many_left_over_sentences_are_summed_up() -> None:
    prose = "\n".join(f"In case {number} we recommend that port {number} closes." for number in range(40))
    issues = find_recommendations(sketch(f"# Chapter\n{prose}")).issues
    assert issues[0].message.startswith("Nothing was found")
    assert len(issues) == 32
    assert issues[-1].message.startswith("10 more sentences")


def test_a_report_without_a_list_is_read_by_its_lead_ins() -> None:
    items = find_recommendations(
        sketch("""
        # Findings
        The room was cold.
        We recommend that, within six months, the force should:
        * answer every call
        * record every call
        The room was warm again when we came back.
        """)
    ).recommendations
    assert [item.text for item in items] == ["answer every call", "record every call"]
    assert {item.lead_in for item in items} == {"We recommend that, within six months, the force should:"}


def test_prose_full_of_duties_has_no_items() -> None:
    found = find_recommendations(
        sketch("""
        # My assessment
        Forces should be proud of this year.
        Chief constables must not think that the work is done.
        ## The year ahead
        Ministers need to decide, and they ought to do so soon.
        """)
    )
    assert found.recommendations == ()


def test_an_empty_document_has_nothing() -> None:
    found = find_recommendations(sketch(""))
    assert found.recommendations == ()
    assert found.issues == ()


def test_duties_under_a_heading_nobody_knows_are_shown_to_the_reviewer() -> None:
    issues = find_recommendations(
        sketch("""
        # The way ahead
        1. Chief constables should answer every call within a minute.
        2. The College of Policing should write it down.
        """)
    ).issues
    assert any(issue.message.startswith("May be a list of 2 recommendations") for issue in issues)


@pytest.mark.parametrize(
    "heading",
    [
        "Causes of concern and areas for improvement",
        "Areas for improvement and recommendations",
        "Recommendations of the review",
        "Recommendations on vetting",
        "Recommendations: victims",
        "Areas for improvement: custody",
        "Learning recommendations",
    ],
)
def test_a_list_is_found_under_the_headings_reports_really_print(heading: str) -> None:
    found = find_recommendations(
        sketch(f"""
        # {heading}
        1. Chief constables should answer every call within a minute.
        2. The College of Policing should write it down.
        """)
    )
    assert len(found.recommendations) == 2
