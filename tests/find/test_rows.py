"""Tables of items: one row is one item."""

from __future__ import annotations

import pytest

from extractor.domain import Evidence, Recommendation
from extractor.find import find_recommendations
from tests.sketches import sketch


def found(text: str) -> list[Recommendation]:
    return list(find_recommendations(sketch(text)).recommendations)


SEND = """
    ## Areas for priority action
    | **Responsible body** | **Areas for priority action** |
    | Exampleshire Council and the health board | Leaders should act at once on waiting times. // * This includes speech therapy. |
    | The health board | Leaders should publish the pathway for autism. |
    ## Areas for improvement
    | Leaders should improve how plans are written. |
    | Leaders should improve how plans are checked. |
    """


def test_each_row_of_a_two_column_table_is_an_item_and_names_its_body() -> None:
    items = found(SEND)
    assert [(item.text, item.responsible_body) for item in items] == [
        (
            "Leaders should act at once on waiting times. This includes speech therapy.",
            "Exampleshire Council and the health board",
        ),
        ("Leaders should publish the pathway for autism.", "The health board"),
        ("Leaders should improve how plans are written.", None),
        ("Leaders should improve how plans are checked.", None),
    ]


def test_a_plain_heading_row_that_says_the_heading_again_is_no_item() -> None:
    assert [item.text for item in found(SEND.replace("**", ""))] == [item.text for item in found(SEND)]


def test_each_heading_gives_its_rows_their_kind() -> None:
    assert [item.kind.value for item in found(SEND)] == ["priority_action"] * 2 + ["area_for_improvement"] * 2


def test_a_row_says_that_the_table_set_its_edges() -> None:
    assert all(Evidence.TABLE in item.evidence for item in found(SEND))


def test_a_table_may_carry_its_own_heading_in_its_first_row() -> None:
    items = found("""
        | Responsible body | Areas for priority action |
        | Exampleshire Council | Leaders should act at once on waiting times. |
        | The health board | Leaders should publish the pathway for autism. |
        """)
    assert [item.responsible_body for item in items] == ["Exampleshire Council", "The health board"]


def test_a_column_of_numbers_is_the_label_and_not_the_body() -> None:
    items = found("""
        ## Recommendations
        | **No.** | **Recommendation** | **Owner** |
        | 1 | The force should answer every call within ten seconds. | Chief constables |
        | 2 | The College should publish guidance on calls at night. | College of Policing |
        """)
    assert [(item.printed_number, item.responsible_body) for item in items] == [
        ("1", "Chief constables"),
        ("2", "College of Policing"),
    ]


def test_a_table_that_only_counts_is_no_list_of_items() -> None:
    items = found("""
        ## Recommendations
        | **Force** | **Number** |
        | Exampleshire | 4 |
        | Northmark | 7 |
        1. The force should answer every call.
        """)
    assert [item.text for item in items] == ["The force should answer every call."]


def test_a_table_of_the_numbers_for_each_body_has_no_items() -> None:
    items = find_recommendations(
        sketch("""
        # Recommendations and actions
        | To | Recommendation |
        | Chief constables | 1, 2, 5(a), 7, 10 to 12 |
        | College of Policing | Recommendations 3 and 9 |
        # Chapter
        """)
    ).recommendations
    assert not items


@pytest.mark.parametrize("head", ["Position", "Our assessment in 2024", "What became of it", "Status"])
def test_a_column_that_tells_what_became_of_the_items_makes_them_earlier_ones(head: str) -> None:
    items = find_recommendations(
        sketch(f"""
        # Appendix 3: The Pellew inquiry
        | No. | Recommendation (1996) | {head} |
        | 1 | A senior officer should be responsible for investigations. | Accepted 1996. Post abolished 1999 |
        | 2 | Every child should have a visitor. | Rejected |
        """)
    ).recommendations
    assert [(item.restated, item.status) for item in items] == [
        (True, "Accepted 1996. Post abolished 1999"),
        (True, "Rejected"),
    ]


def test_an_action_plan_that_tells_progress_has_items_of_its_own() -> None:
    items = find_recommendations(
        sketch("""
        # Appendix 3: Action plan
        | No. | Recommendation | Lead | Progress to date |
        | 1 | A senior officer should be responsible for investigations. | Chief constable | Begun |
        | 2 | Every child should have a visitor. | Council | Not begun |
        """)
    ).recommendations
    assert [item.restated for item in items] == [False, False]


def test_a_caption_opens_the_table_below_it_and_nothing_else() -> None:
    items = find_recommendations(
        sketch("""
        # Introduction
        ## Table 1: Recommendations of 2018
        | No. | Recommendation | Position |
        | 1 | The force should answer calls. | Done |
        | 2 | The force should count calls. | Done |
        6. Nobody should have to wait, and callers must be told why.
        """)
    ).recommendations
    assert [(item.printed_number, item.restated) for item in items] == [("1", True), ("2", True)]


def test_an_annex_goes_on_behind_its_first_table() -> None:
    items = find_recommendations(
        sketch("""
        # Annex A: Recommendations
        | 1 | The force should answer calls. |
        | 2 | The force should count calls. |
        ## For the council
        | 3 | The council should visit callers. |
        | 4 | The council should write to callers. |
        """)
    ).recommendations
    assert [item.printed_number for item in items] == ["1", "2", "3", "4"]


def test_cells_of_bullets_are_lists_and_not_rows() -> None:
    items = found("""
        ## Areas for improvement
        | * The time taken to answer calls. // * The records kept of calls. |
        | * The number of calls that are lost. |
        """)
    assert [item.text for item in items] == [
        "The time taken to answer calls.",
        "The records kept of calls.",
        "The number of calls that are lost.",
    ]


@pytest.mark.parametrize("head", ["| Recommendation | Status |", "| **Recommendation** | **Status** |"])
def test_a_status_beside_an_old_item_is_its_status_and_not_its_body(head: str) -> None:
    items = found(f"""
        ## Progress on recommendations from the last report
        {head}
        | The force should answer every call within ten seconds. | Achieved |
        | The force should record every call that is lost. | Not achieved |
        """)
    assert [(item.status, item.responsible_body, item.restated) for item in items] == [
        ("Achieved", None, True),
        ("Not achieved", None, True),
    ]


def test_a_list_after_a_table_is_read_too_and_words_beyond_the_table_are_not() -> None:
    items = found("""
        | **Areas for improvement** |
        | Leaders should improve how plans are written. |
        | Leaders should improve how plans are checked. |
        Leaders should be proud of their staff, who welcomed us.
        """)
    assert [item.text for item in items] == [
        "Leaders should improve how plans are written.",
        "Leaders should improve how plans are checked.",
    ]
