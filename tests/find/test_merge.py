"""The same item printed twice is one item with the pages of both."""

from __future__ import annotations

import pytest

from extractor.find import find_recommendations
from extractor.find.merge import fold
from tests.sketches import sketch

LIST_AND_BOX = """
    # Recommendations
    ## Recommendation 1
    By May 2027, chief constables should answer every call within ten seconds.
    ## Recommendation 2
    By May 2027, the College of Policing should publish guidance on answering calls.
    ---
    # Answering calls
    Inspectors listened to sixty calls.
    [box]
    ## Recommendation 1
    By May 2027, chief constables should answer every call within ten seconds.
    [/box]
    ---
    [box]
    ## Recommendation 2
    By May 2027, the College of Policing should publish guidance on answering calls.
    [/box]
    """


def test_an_item_in_the_list_and_in_a_box_is_one_with_both_pages() -> None:
    items = find_recommendations(sketch(LIST_AND_BOX)).recommendations
    assert [(item.printed_number, item.pages) for item in items] == [("1", (1, 2)), ("2", (1, 3))]


def test_the_regions_prove_every_printing() -> None:
    first, _ = find_recommendations(sketch(LIST_AND_BOX)).recommendations
    assert {region.page for region in first.regions} == {1, 2}


def test_a_small_change_of_words_under_one_number_is_still_one_item() -> None:
    changed = LIST_AND_BOX.replace(
        "every call within ten seconds.\n    [/box]", "each call in ten seconds.\n    [/box]"
    )
    assert changed != LIST_AND_BOX
    items = find_recommendations(sketch(changed)).recommendations
    assert [(item.printed_number, item.pages) for item in items] == [("1", (1, 2)), ("2", (1, 3))]


def test_a_change_at_the_start_is_still_one_item() -> None:
    changed = "Before June 2027, chief constables".join(LIST_AND_BOX.rsplit("By May 2027, chief constables", 1))
    items = find_recommendations(sketch(changed)).recommendations
    assert [(item.printed_number, item.pages) for item in items] == [("1", (1, 2)), ("2", (1, 3))]


def test_a_short_item_printed_twice_has_both_pages() -> None:
    short = "# Recommendations\n1. Vet all staff now.\n2. Count all calls.\n---\n# Calls\n## Recommendation 1\nVet all staff now."
    first, _ = find_recommendations(sketch(short)).recommendations
    assert first.pages == (1, 2)


def test_alike_words_under_two_numbers_are_two_items() -> None:
    items = find_recommendations(
        sketch("""
        # Recommendations
        1. The force should answer every call made at night within ten seconds.
        2. The force should answer every call made at noon within ten seconds.
        """)
    ).recommendations
    assert [item.printed_number for item in items] == ["1", "2"]


def test_an_old_printing_and_a_new_item_of_the_same_words_are_two() -> None:
    items = find_recommendations(
        sketch("""
        # Recommendations from the 2025 inspection report
        1. The force should answer every call within ten seconds.
        # Recommendations
        1. The force should answer every call within ten seconds.
        """)
    ).recommendations
    assert [item.restated for item in items] == [True, False]
    assert len({item.id for item in items}) == 2


def test_a_number_quoted_from_another_report_is_dropped() -> None:
    items = find_recommendations(
        sketch("""
        # Recommendations
        1. The force should answer every call.
        2. The force should record every call.
        3. The force should return every call that was lost.
        # What others said
        ## Recommendation 3
        The Harbour Inquiry asked ports to count their boats and they should go on doing so.
        """)
    ).recommendations
    assert [item.text for item in items if item.printed_number == "3"] == [
        "The force should return every call that was lost."
    ]


def test_a_chapter_that_argues_for_a_list_is_no_second_list() -> None:
    items = find_recommendations(
        sketch("""
        # Recommendations
        Recommendation 3 The panel should have read about boats in the first report.
        Recommendation 2 The panel should have read about ships in the first report.
        Recommendation 5 The panel should have read about docks in the first report.
        Recommendation 4 The panel should have read about crane drivers there.
        # Full list of recommendations
        1. The force should answer every call.
        2. The force should record every call.
        3. The force should return every call.
        4. The force should count every call.
        """)
    ).recommendations
    assert [(item.printed_number, item.text) for item in items] == [
        ("1", "The force should answer every call."),
        ("2", "The force should record every call."),
        ("3", "The force should return every call."),
        ("4", "The force should count every call."),
    ]


def test_an_earlier_report_s_list_does_not_make_the_list_by_body_a_retelling() -> None:
    text = """
        # All our recommendations
        ## Chief constables
        ### Recommendation 1
        Chief constables should answer every call.
        ### Recommendation 5
        Chief constables should write to callers.
        ## College of Policing
        ### Recommendation 4
        The College of Policing should teach listening.
        ## Home Office
        ### Recommendation 3
        The Home Office should count calls.
        ### Recommendation 2
        The Home Office should pay for the service.
        # Recommendations from the 2019 report
        1. Forces should buy telephones.
        2. Forces should hire call handlers.
        3. Forces should keep the lines open.
        """
    items = find_recommendations(sketch(text)).recommendations
    assert [item.printed_number for item in items if not item.restated] == ["1", "5", "4", "3", "2"]


RUNS_ON = """
    # Summary
    ## For forces
    ### Recommendation 1
    Forces should answer every call within ten seconds.
    ### Recommendation 2
    Forces should write to every caller.
    # Calls
    ### Recommendation 1
    Forces should answer every call within ten seconds.
    Callers told us that they hang up after twenty, and some of them do so for good.
    # Letters
    ### Recommendation 2
    Forces should write to every caller.
    """


def test_a_labelled_printing_that_runs_on_into_prose_is_no_second_item() -> None:
    items = find_recommendations(sketch(RUNS_ON)).recommendations
    assert [(item.printed_number, item.text) for item in items] == [
        ("1", "Forces should answer every call within ten seconds."),
        ("2", "Forces should write to every caller."),
    ]


def test_a_printing_that_runs_on_proves_its_own_words_only() -> None:
    first, _ = find_recommendations(sketch(RUNS_ON)).recommendations
    document = sketch(RUNS_ON)
    prose = next(block for block in document.blocks if document.slice(block.span).startswith("Callers told us"))
    assert prose.regions[0] not in first.regions


def test_a_box_s_edge_says_that_the_longer_printing_is_whole() -> None:
    boxed = RUNS_ON.replace("# Calls", "# Calls\n    [box]").replace("# Letters", "[/box]\n    # Letters")
    texts = [item.text for item in find_recommendations(sketch(boxed)).recommendations]
    assert any(text.endswith("some of them do so for good.") for text in texts)


def test_a_summary_in_short_words_does_not_cut_the_items() -> None:
    short = RUNS_ON.replace(
        "    Forces should write to every caller.\n    # Calls", "    Forces should write.\n    # Calls"
    ).replace("Callers told us that they hang up", "They should ring those back who hang up")
    texts = [item.text for item in find_recommendations(sketch(short)).recommendations]
    assert any(text.endswith("some of them do so for good.") for text in texts)


def test_parts_of_one_label_below_one_title_are_one_part_however_their_words_changed() -> None:
    text = """
        # Recommendations
        ## 1. Hearing children
        (a) Every child in a home should have an adult who visits.
        (b) The police should ask each child who is found why he or she went missing, away from the staff.
        ## 2. Records
        Homes should keep records.
        # Appendix: list of recommendations
        ## 1. Hearing children
        (a) Every child in a home should have an adult who visits.
        (b) When a child is found, away from the staff, there should be a question by the police: why did you go?
        ## 2. Records
        Homes should keep records.
        """
    items = find_recommendations(sketch(text)).recommendations
    assert [item.printed_number for item in items] == ["1", "1(a)", "1(b)", "2"]


def test_a_summary_s_choice_in_short_words_is_no_list_beside_the_labelled_ones() -> None:
    chosen = """
        # Summary
        ## The main recommendations
        In brief, the most important are:
        * Put roads into every police plan.
        * Count officers in the same way.
        # Report
        ## Recommendation 1.1
        The Home Secretary should include roads policing in the national requirement.
        ## Recommendation 1.2
        Forces should name a chief officer for roads.
        ## Recommendation 2.1
        Forces should count roads policing officers each year.
        ## Recommendation 2.2
        Forces should test drivers for drugs.
        """
    labels = [item.printed_number for item in find_recommendations(sketch(chosen)).recommendations]
    assert labels == ["1.1", "1.2", "2.1", "2.2"]
    alone = chosen.split("# Report")[0]
    assert len(find_recommendations(sketch(alone)).recommendations) == 2


def test_a_list_whose_numbers_start_again_below_each_group_is_kept() -> None:
    duties = ("answer calls", "record calls", "return calls", "count calls", "publish calls")
    bodies = {
        "Chief constables": "every single night",
        "The College": "now",
        "Ministers": "before the next election is held",
        "Councils": "from town halls alone, as was agreed with the unions in the north",
    }
    groups = [
        line
        for body in bodies
        for line in (f"## {body}", *(f"{n}. {body} should {duty} {bodies[body]}." for n, duty in enumerate(duties, 1)))
    ]
    items = find_recommendations(sketch("\n".join(["# Recommendations", *groups]))).recommendations
    assert [item.printed_number for item in items] == ["1", "2", "3", "4", "5"] * 4


def test_a_paragraph_outside_every_list_that_says_an_item_again_adds_its_page() -> None:
    (item,) = find_recommendations(
        sketch("""
        # Answering calls
        4.7 The force should answer every call within ten seconds, day and night.
        ---
        # Recommendations
        1. The force should answer every call within ten seconds, day and night.
        """)
    ).recommendations
    assert item.pages == (1, 2)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The  force’s “plan”.", "the force s plan"),
        ("Ends here. (Recommendation, Paragraph 17)", "ends here"),
        ("Ends here. (Paragraphs 17–19)", "ends here"),
        ("ﬁve ﬂags", "five flags"),
        ("", ""),
    ],
)
def test_printings_are_compared_by_letters_and_digits(text: str, folded: str) -> None:
    assert fold(text) == folded
