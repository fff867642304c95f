"""Where each item starts and ends in its list: numbers, sub-parts, bullets, statements, concerns."""

from __future__ import annotations

from extractor.domain import Evidence, Kind, Recommendation
from extractor.find import find_recommendations
from tests.sketches import sketch


def found(text: str) -> list[Recommendation]:
    return list(find_recommendations(sketch(text)).recommendations)


def pairs(text: str) -> list[tuple[str | None, str]]:
    """Number and words of each item."""
    return [(item.printed_number, item.text) for item in found(text)]


# ------------------------------------------------------------------------------------- by number


def test_letters_below_a_label_are_its_parts_whatever_leads_them_in() -> None:
    (item,) = found("""
        # Chapter
        [box]
        ## Recommendation to the College of Policing
        ## Recommendation 3
        The College of Policing should replace its guidance. The new guidance should:
        (a) be short;
        (b) say what works; and
        (c) be read by officers.
        [/box]
        """)
    assert item.printed_number == "3"
    assert item.text.endswith("The new guidance should: (a) be short; (b) say what works; and (c) be read by officers.")


def test_a_numbered_list_gives_an_item_a_number_with_its_further_paragraphs() -> None:
    assert pairs("""
        # Recommendations
        1. The force should answer calls.
        It should do so at night too.
        2. The force should record calls.
        * by caller
        * by hour
        # Method
        """) == [
        ("1", "The force should answer calls. It should do so at night too."),
        ("2", "The force should record calls. by caller by hour"),
    ]


def test_a_label_with_a_title_keeps_the_title_out_of_the_words() -> None:
    (item,) = found("""
        # Chapter
        ## Recommendation 4
        ### Vetting of transferees
        By May 2027, chief constables should vet transferees.
        """)
    assert (item.printed_number, item.title) == ("4", "Vetting of transferees")
    assert item.text == "By May 2027, chief constables should vet transferees."


def test_a_title_on_the_label_line_is_a_title() -> None:
    (item,) = found("""
        # Chapter
        ## Recommendation 4: Vetting
        By May 2027, chief constables should vet transferees.
        """)
    assert (item.printed_number, item.title) == ("4", "Vetting")


def test_a_bold_line_that_bullets_end_is_no_title() -> None:
    (item,) = found("""
        # Chapter
        [box]
        ## Recommendation 1.7
        **The council should turn its eight strategies into one:**
        * setting out what each force has to be able to do; and
        * showing how anybody could tell whether it was done.
        [/box]
        """)
    assert item.title is None
    assert item.text.startswith("The council should turn its eight strategies into one: setting out")


def test_words_in_brackets_behind_a_label_name_whom_it_is_for() -> None:
    (item,) = found("""
        # Chapter
        ## Recommendation 2 (chief constables)
        Vet every transferee before the first shift.
        """)
    assert item.responsible_body == "chief constables"


def test_a_labelled_item_ends_at_the_edge_of_its_box() -> None:
    (item,) = found("""
        # Chapter
        [box]
        ## Recommendation 1
        The force should ring back.
        * within an hour
        [/box]
        The force has a garden and should keep it.
        """)
    assert item.text == "The force should ring back. within an hour"


def test_a_labelled_item_without_a_box_ends_where_the_letters_change() -> None:
    (item,) = found("""
        # Chapter
        **Recommendation 1**
        **The force should ring back.**
        Inspectors heard many callers who should have been helped.
        """)
    assert item.text == "The force should ring back."
    (slanted,) = found("""
        # Chapter
        **Recommendation 1**
        __The force should ring back.__
        In May the force should have been quicker than it was.
        """)
    assert slanted.text == "The force should ring back."


def test_lettered_and_roman_parts_are_children_that_carry_the_whole_number() -> None:
    items = found("""
        # Recommendations
        1. Chief constables should do the following.
        (a) Chief constables should vet all staff.
        (i) They should begin with transferees.
        (ii) They should end with contractors.
        (b) Chief constables should publish the result.
        2. The College should write guidance.
        """)
    assert [item.printed_number for item in items] == ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)", "2"]
    ids = {item.printed_number: item.id for item in items}
    assert [item.parent_id for item in items] == [None, ids["1"], ids["1(a)"], ids["1(a)"], ids["1"], None]


def test_letters_after_h_go_on_with_i_as_a_letter() -> None:
    parts = "\n".join(f"({letter}) The force should do task {letter}." for letter in "abcdefghij")
    numbers = [item.printed_number for item in found(f"# Recommendations\n1. The force should do ten things.\n{parts}")]
    assert numbers == ["1", *(f"1({letter})" for letter in "abcdefghij")]


def test_lettered_ends_of_a_sentence_are_folded_into_it() -> None:
    item, _ = found("""
        # Recommendations
        1. Vetting should be repeated every year and include as a minimum:
        (a) a fresh search;
        (b) a financial check; and
        (c) an interview.
        2. The College should write guidance.
        """)
    assert item.text.startswith("Vetting should be repeated")
    assert "(b) a financial check" in item.text


def test_a_lone_number_is_an_item_with_the_lettered_ends_of_its_sentence() -> None:
    assert pairs("""
        # Recommendations
        1. Vetting should be repeated every year and include as a minimum:
        (a) a fresh search;
        (b) a financial check.
        """) == [
        (
            "1",
            "Vetting should be repeated every year and include as a minimum: (a) a fresh search; (b) a financial check.",
        )
    ]


def test_an_item_of_parts_only_has_their_words_as_its_own() -> None:
    parent, *children = found("""
        # Recommendations
        ## Recommendation 1
        ### Vetting
        (a) Chief constables should vet staff.
        (b) The College should write guidance.
        """)
    assert parent.text == "(a) Chief constables should vet staff. (b) The College should write guidance."
    assert [child.text for child in children] == [
        "Chief constables should vet staff.",
        "The College should write guidance.",
    ]


def test_responses_and_evidence_lines_are_no_part_of_the_words() -> None:
    first, second = found("""
        # Recommendations
        7. The force should answer calls.
        7.1 The force answered most calls in May.
        10. The force should record calls.
        Force response: accepted, and the system was bought.
        """)
    assert first.text == "The force should answer calls."
    assert first.supporting_text == "7.1 The force answered most calls in May."
    assert second.printed_number == "10"
    assert second.supporting_text == "Force response: accepted, and the system was bought."


def test_a_single_numbered_line_that_leads_in_does_not_make_a_numbered_list() -> None:
    items = found("""
        ## What needs to improve?
        3. The partnership should improve:
        * the time taken to answer calls
        * the quality of the records kept
        """)
    assert [item.text for item in items] == ["the time taken to answer calls", "the quality of the records kept"]


# ------------------------------------------------------------------------------------- by bullet


def test_bullets_are_items_and_deeper_ones_part_of_them() -> None:
    assert [
        item.text
        for item in found("""
        ## What needs to improve?
        * The time taken to answer calls, in particular:
          * at night
          * at weekends
        * The records that are kept of them.
        """)
    ] == ["The time taken to answer calls, in particular: at night at weekends", "The records that are kept of them."]


def test_a_deeper_bullet_with_its_own_duty_below_a_colon_is_a_child() -> None:
    parent, first, second = found("""
        ## Areas for improvement
        * Partners should do more about missing children:
          * The local authority should share its lists.
          * The police should visit every address.
        """)
    assert [first.parent_id, second.parent_id] == [parent.id, parent.id]
    assert second.text == "The police should visit every address."
    assert first.lead_in == "Partners should do more about missing children:"


PRIORITY = """
    # Area for priority action
    The council must act at once to make sure that care leavers are safe, including by:
    * visiting those who live alone; and
    * telling managers each week what was found.
    # What needs to improve?
    * Supervision.
    """


def test_below_a_heading_that_announces_one_item_a_sentence_goes_on_in_its_bullets() -> None:
    first, second = found(PRIORITY)
    assert first.text.endswith(
        "including by: visiting those who live alone; and telling managers each week what was found."
    )
    assert (first.kind, second.text) == (Kind.PRIORITY_ACTION, "Supervision.")


def test_bullets_that_begin_anew_or_stand_below_a_plural_heading_are_items_each() -> None:
    anew = PRIORITY.replace("* visiting", "* Leaders should visit").replace("* telling", "* Managers must hear")
    assert len(found(anew)) == 3
    assert len(found(PRIORITY.replace("Area for", "Areas for"))) == 3


def test_a_lead_in_goes_to_each_of_its_bullets() -> None:
    items = found("""
        ## Areas for improvement
        The force should:
        * answer every call
        * record every call
        By May 2027 it should:
        * publish the figures
        """)
    assert [item.lead_in for item in items] == ["The force should:", "The force should:", "By May 2027 it should:"]


def test_a_list_ends_where_another_form_follows() -> None:
    assert [
        item.text
        for item in found("""
        ## Areas for improvement
        * The force should answer every call.
        * The force should record every call.
        Inspectors should thank the staff who helped them.
        * a bullet in the chapter's prose
        """)
    ] == ["The force should answer every call.", "The force should record every call."]


def test_a_line_that_says_there_are_none_is_no_item() -> None:
    assert (
        found("""
        ## Areas for priority action
        * There are no areas for priority action.
        """)
        == []
    )
    assert (
        found("""
        ## Areas for improvement
        There were no areas for improvement in this inspection.
        """)
        == []
    )


def test_a_smaller_heading_groups_the_bullets_below_it() -> None:
    items = found("""
        ## Areas for improvement
        ### Leadership
        * The force should answer every call.
        ### Custody
        * The force should record every visit.
        """)
    assert [item.group_heading for item in items] == ["Leadership", "Custody"]


# ----------------------------------------------------------------------- by statement, by paragraph


def test_bold_statements_have_the_plain_paragraphs_below_as_evidence() -> None:
    first, second = found("""
        [box]
        **Areas for improvement**
        **The force does not check its lists.**
        Four of nine lists were old.
        The force should have known.
        **The force keeps no record of visits.**
        Two of three visits were unknown.
        [/box]
        """)
    assert first.text == "The force does not check its lists."
    assert first.supporting_text == "Four of nine lists were old. The force should have known."
    assert second.supporting_text == "Two of three visits were unknown."
    assert first.kind is second.kind is Kind.AREA_FOR_IMPROVEMENT


def test_without_a_bold_statement_each_paragraph_is_an_item() -> None:
    assert [
        item.text
        for item in found("""
        ## What needs to improve?
        The timeliness of health assessments for children in care.
        Leaders’ oversight of children who move often.
        """)
    ] == [
        "The timeliness of health assessments for children in care.",
        "Leaders’ oversight of children who move often.",
    ]


def test_prose_below_recommendations_that_asks_for_nothing_is_no_item() -> None:
    assert [
        item.text
        for item in found("""
        ## Recommendations
        This chapter brings together what we heard.
        The force should answer every call.
        """)
    ] == ["The force should answer every call."]


def test_a_numbered_area_for_improvement_keeps_its_number_and_its_evidence() -> None:
    (item,) = found("""
        [box]
        **Area for improvement 3**
        **The force does not check its lists.**
        Four of nine lists were old.
        [/box]
        """)
    assert (item.printed_number, item.text) == ("3", "The force does not check its lists.")
    assert item.supporting_text == "Four of nine lists were old."


def test_headings_that_are_labels_number_the_statements_below_them() -> None:
    items = found("""
        # Areas for improvement
        ## Calls
        ### Area for improvement 1
        **The force should answer calls sooner.**
        We rang sixty times.
        ### Area for improvement 2
        **The force should write to callers.**
        """)
    assert [(item.printed_number, item.group_heading, item.text) for item in items] == [
        ("1", "Calls", "The force should answer calls sooner."),
        ("2", "Calls", "The force should write to callers."),
    ]


def test_practice_is_captured_whole_and_is_never_an_action() -> None:
    (item,) = found("""
        [box]
        **Innovative practice**
        The force sends a nurse to each call.
        Callers should be asked what they think.
        [/box]
        """)
    assert item.kind is Kind.INNOVATIVE_PRACTICE
    assert not item.is_actionable
    assert item.text.endswith("Callers should be asked what they think.")


# ------------------------------------------------------------------------------- causes of concern

CONCERN = """
    [box]
    **Cause of concern**
    **The force does not protect callers.**
    Half of the calls were lost.
    **Recommendations**
    The force should immediately:
    * answer every call
    * record every call
    By 30 September 2027, the force should make sure that:
    * callers are rung back
    [/box]
    """


def test_a_cause_of_concern_is_one_item_and_its_bullets_are_children_with_their_lead_ins() -> None:
    parent, *children = found(CONCERN)
    assert (parent.kind, parent.text) == (Kind.CAUSE_OF_CONCERN, "The force does not protect callers.")
    assert parent.supporting_text == "Half of the calls were lost."
    assert [(child.kind, child.text, child.lead_in) for child in children] == [
        (Kind.RECOMMENDATION, "answer every call", "The force should immediately:"),
        (Kind.RECOMMENDATION, "record every call", "The force should immediately:"),
        (Kind.RECOMMENDATION, "callers are rung back", "By 30 September 2027, the force should make sure that:"),
    ]
    assert {child.parent_id for child in children} == {parent.id}


def test_an_accelerated_cause_of_concern_keeps_its_kind() -> None:
    parent, *_ = found(CONCERN.replace("Cause of concern", "Accelerated cause of concern"))
    assert parent.kind is Kind.ACCELERATED_CAUSE_OF_CONCERN


def test_two_causes_of_concern_in_one_box_are_two_items() -> None:
    items = found("""
        [box]
        **Causes of concern**
        **The force does not protect callers.**
        **Recommendations**
        * The force should answer every call.
        **The force does not protect staff.**
        **Recommendations**
        * The force should count assaults.
        [/box]
        """)
    parents = [item for item in items if item.kind is Kind.CAUSE_OF_CONCERN]
    assert [item.text for item in parents] == [
        "The force does not protect callers.",
        "The force does not protect staff.",
    ]


def test_prose_below_a_heading_about_a_cause_of_concern_is_none() -> None:
    assert (
        found("""
        ## Cause of concern
        The force told us that it had read our letter.
        """)
        == []
    )


def test_the_evidence_names_the_rung_that_set_the_edges() -> None:
    (numbered,) = found("# Recommendations\n1. The force should answer calls.")
    (stated,) = found("## Areas for improvement\n**The force does not check its lists.**")
    assert numbered.evidence == (Evidence.NUMBERING, Evidence.STYLE)
    assert stated.evidence == (Evidence.STYLE,)
