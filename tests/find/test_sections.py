"""Where lists of items begin and end, on sketches of the houses' pages."""

from __future__ import annotations

from dataclasses import replace

from extractor.domain import BBox, Kind, Region
from extractor.find.sections import Section, SectionFinder, block_number, last_number
from tests.sketches import sketch


def sections(text: str, **changes: object) -> list[tuple[Section, list[str]]]:
    """The sections of a sketch with the words in each."""
    document = sketch(text, **changes)
    return [(own, [document.slice(block.span) for block in own.blocks]) for own in SectionFinder(document).find()]


def texts(text: str, **changes: object) -> list[list[str]]:
    return [words for _, words in sections(text, **changes)]


def test_a_list_ends_at_the_next_heading_of_its_rank() -> None:
    assert texts("""
        # Answering calls
        The force should have done better last year.
        ## Recommendations
        1. The force should answer calls.
        2. The force should ring back.
        ## Next chapter
        The force should not be listed here.
        """) == [["1. The force should answer calls.", "2. The force should ring back."]]


def test_a_heading_groups_a_list_whose_numbers_go_on_below_it() -> None:
    (only,) = texts("""
        # Recommendations
        # For chief constables
        1. Chief constables should answer calls.
        # For the College of Policing
        2. The College should publish guidance.
        # Method
        We visited six forces.
        """)
    assert only == [
        "For chief constables",
        "1. Chief constables should answer calls.",
        "For the College of Policing",
        "2. The College should publish guidance.",
    ]


def test_a_list_of_bullets_ends_where_a_smaller_heading_begins_prose() -> None:
    (only,) = texts("""
        ## What needs to improve?
        * The time taken to answer calls.
        * Records of those calls.
        ### Answering calls
        Inspectors listened to sixty calls in three rooms.
        """)
    assert only == ["The time taken to answer calls.", "Records of those calls."]


def test_a_smaller_heading_before_more_bullets_stays_in_the_list() -> None:
    (only,) = texts("""
        ## What needs to improve?
        * The time taken to answer calls.
        ### In custody
        * The time taken to see a nurse.
        """)
    assert "The time taken to see a nurse." in only


def test_nothing_opens_in_contents_lines_case_studies_or_next_steps() -> None:
    assert (
        texts("""
        ~ Recommendations 7
        ## Case study: area for improvement
        The force should have rung back.
        ## Next steps
        The force should write to us within six weeks.
        ## Key strengths
        * Leaders should be proud of this.
        """)
        == []
    )


def test_a_smaller_case_study_ends_a_list_too() -> None:
    assert texts("""
        ## What needs to improve?
        * The time taken to answer calls.
        ### Case study: a night in May
        * The caller should have been rung back.
        """) == [["The time taken to answer calls."]]


def test_headings_inside_a_box_do_not_end_its_list() -> None:
    (only,) = texts("""
        [box]
        **Areas for improvement**
        **Vetting**
        **The force does not check its lists.**
        [/box]
        """)
    assert only == ["Vetting", "The force does not check its lists."]


def test_a_box_bounds_its_list() -> None:
    (own, words), *rest = sections("""
        ## Chapter
        [box]
        **Area for improvement**
        **The force does not check its lists.**
        Four of nine lists were old.
        [/box]
        The force should be praised for its garden.
        """)
    assert not rest
    assert own.bounded
    assert own.kind is Kind.AREA_FOR_IMPROVEMENT
    assert words == ["The force does not check its lists.", "Four of nine lists were old."]


def test_a_label_opens_a_section_of_its_own_outside_lists() -> None:
    found = sections("""
        ## Chapter
        Inspectors saw this at night.
        ### Recommendation 1
        By May 2027, chief constables should publish the figure.
        ### Recommendation 2
        By June 2027, chief constables should publish the reason.
        """)
    assert [(own.labelled, own.is_consolidated, words) for own, words in found] == [
        (True, False, ["By May 2027, chief constables should publish the figure."]),
        (True, False, ["By June 2027, chief constables should publish the reason."]),
    ]


def test_a_label_in_a_list_of_its_kind_stays_in_the_list() -> None:
    (only,) = sections("""
        # Recommendations
        ## Recommendation 1
        The force should publish the figure.
        ## Recommendation 2
        The force should publish the reason.
        """)
    assert not only[0].labelled
    assert len(only[1]) == 4


def test_recommendations_in_a_cause_of_concern_belong_to_it() -> None:
    (only,) = sections("""
        [box]
        **Cause of concern**
        **The force does not protect callers.**
        **Recommendations**
        The force should immediately:
        * answer calls
        [/box]
        """)
    assert only[0].kind is Kind.CAUSE_OF_CONCERN
    assert only[1][1:3] == ["Recommendations", "The force should immediately:"]


def test_a_bold_statement_above_recommendations_is_a_cause_of_concern_without_its_label() -> None:
    (only,) = sections("""
        ## Detention
        [box]
        **Detained people are not always seen by a nurse.**
        **Recommendations**
        * The force should have a nurse on every shift.
        [/box]
        """)
    assert only[0].kind is Kind.CAUSE_OF_CONCERN
    assert only[1][0] == "Detained people are not always seen by a nurse."


def test_items_below_a_heading_about_an_earlier_report_are_restated() -> None:
    found = sections("""
        # Recommendations from the 2025 inspection report
        1. The force should answer calls.
        # Re-inspection findings
        The force answers calls.
        # Recommendations
        1. The force should record calls.
        """)
    assert [own.restated for own, _ in found] == [True, False]


def test_a_paper_that_answers_a_report_restates_all_it_prints() -> None:
    found = sections(
        """
        # Recommendations
        1. The force should answer calls.
        """,
        title="Exampleshire Police: action plan in response to the super-complaint",
    )
    assert [own.restated for own, _ in found] == [True]


def test_the_path_holds_the_headings_above_outermost_first() -> None:
    ((own, _),) = sections("""
        # Part one
        ## Old chapter
        ## Calls
        ### Recommendations
        1. The force should answer calls.
        """)
    assert own.path == ("Part one", "Calls", "Recommendations")


def test_the_head_of_a_column_beside_another_opens_nothing() -> None:
    document = sketch("""
        **Theme**
        **Recommendation**
        The force should answer calls.
        """)
    first, second, third = document.blocks
    beside = first.regions[0].box
    moved = Region(1, BBox(300, beside.top, 400, beside.bottom))
    changed = replace(document, blocks=(first, replace(second, regions=(moved,)), third))
    assert SectionFinder(changed).find() == []
    assert len(SectionFinder(document).find()) == 1


def test_running_numbers_are_read_from_numbers_and_labels() -> None:
    document = sketch("""
        7. The force should act.
        Recommendation 8
        Recommendation A
        No number here.
        """)
    assert [block_number(document, block) for block in document.blocks] == [7, 8, None, None]
    assert last_number(document, document.blocks) == 8
    assert last_number(document, document.blocks[2:]) is None
