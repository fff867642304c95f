"""Where a labelled item ends that neither a box nor a heading bounds."""

from __future__ import annotations

import pytest

from extractor.domain import Recommendation
from extractor.find import find_recommendations
from tests.sketches import sketch

OTHERS = """
    # Calls
    ## Recommendation 1
    Forces should answer every call.
    # Letters
    ## Recommendation 2
    Forces should write to callers:
    * soon; and
    * in plain words.
    # Visits
    ## Recommendation 3
    Forces should visit callers.
    # Records
    """


def fourth(words: str, others: str = OTHERS) -> Recommendation:
    """The item that a chapter prints under its label, behind three of one paragraph each."""
    return find_recommendations(sketch(f"{others}## Recommendation 4\n    {words}\n    # End")).recommendations[-1]


@pytest.mark.parametrize(
    "prose",
    [
        "Records are kept in nine systems. They should have been joined long ago.",
        "Forces don’t all need to invent their own. There is good research.",
    ],
)
def test_prose_behind_an_item_in_its_own_letters_is_no_part_of_it(prose: str) -> None:
    item = fourth(f"Forces should keep records.\n    {prose}")
    assert (item.text, item.supporting_text) == ("Forces should keep records.", prose)


def test_a_further_paragraph_that_asks_is_part_of_the_item() -> None:
    item = fourth("Forces should keep records.\n    They should show them to anybody who asks.")
    assert item.text == "Forces should keep records. They should show them to anybody who asks."


def test_a_reason_that_stands_before_the_request_stays() -> None:
    item = fourth("Records are kept in nine systems.\n    Forces should keep them in one.")
    assert item.text == "Records are kept in nine systems. Forces should keep them in one."


def test_lettered_ends_of_a_sentence_are_no_prose() -> None:
    item = fourth("Records should tell, as a minimum:\n    (a) who called;\n    (b) what was said.")
    assert item.text == "Records should tell, as a minimum: (a) who called; (b) what was said."


def test_where_most_items_have_several_paragraphs_none_is_cut() -> None:
    several = OTHERS.replace("every call.", "every call.\n    Nobody likes to wait.").replace(
        "visit callers.", "visit callers.\n    A visit is worth ten letters."
    )
    item = fourth("Forces should keep records.\n    Records are kept in nine systems.", several)
    assert item.text == "Forces should keep records. Records are kept in nine systems."


def test_the_edge_of_a_box_is_believed() -> None:
    boxed = OTHERS.replace("# Records", "# Records\n    [box]")
    item = fourth("Forces should keep records.\n    Records are kept in nine systems.", boxed)
    assert item.text == "Forces should keep records. Records are kept in nine systems."
