"""What a publication says about itself: title, date, programme, publisher, force, grades, status lines."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.domain import Grade, ReportType
from extractor.read.cover import find_publication_date, find_title
from extractor.read.grades import find_grades, find_status_lines
from extractor.read.layout import Paragraph
from extractor.read.programme import find_force, force_named_in, identify_type
from extractor.read.publisher import find_source_body
from tests.read.printing import paragraph, shelved

BODY_PT = 11.0


def cover(*texts: str) -> list[Paragraph]:
    return [paragraph(text) for text in texts]


# --------------------------------------------------------------------------------------------- title


def test_the_title_is_the_largest_words_line_after_line() -> None:
    own = [
        paragraph("Inspectorate of Examples"),
        paragraph("Calls answered, calls lost:", size_pt=28.0),
        paragraph("an inspection of emergency calls", size_pt=28.0),
        paragraph("March 2027", size_pt=14.0),
    ]
    assert find_title(own, BODY_PT) == "Calls answered, calls lost: an inspection of emergency calls"


def test_a_cover_that_prints_the_force_largest_is_titled_with_what_was_inspected() -> None:
    own = [paragraph("Exampleshire Police", size_pt=28.0), paragraph("An inspection of how calls end", size_pt=16.0)]
    assert find_title(own, BODY_PT) == "Exampleshire Police: An inspection of how calls end"


def test_the_title_of_a_letter_is_its_first_bold_line_with_a_titles_words() -> None:
    own = [
        paragraph("14 October 2027", bold=1.0),
        paragraph("Dear Chief Constable", bold=1.0),
        paragraph("Accelerated cause of concern: calls", bold=1.0),
        paragraph("I write to tell you what we found."),
    ]
    assert find_title(own, BODY_PT) == "Accelerated cause of concern: calls"


@pytest.mark.parametrize("words", ["Contents", "14 March 2027", "Report", "HC 1234", "1 of 9", "* * *"])
def test_large_words_that_are_no_title_are_passed_over(words: str) -> None:
    own = [paragraph(words, size_pt=36.0), paragraph("A review of calls", size_pt=24.0)]
    assert find_title(own, BODY_PT) == "A review of calls"


def test_a_cover_without_words_has_no_title() -> None:
    assert find_title([], BODY_PT) == ""


# ---------------------------------------------------------------------------------------------- date


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Published 14 March 2027"], date(2027, 3, 14)),
        (["Published on: 4 March 2027"], date(2027, 3, 4)),
        (["Publication date: 1st May 2026"], date(2026, 5, 1)),
        (["Date published 22 JUNE 2026"], date(2026, 6, 22)),
        (["14 March 2027"], date(2027, 3, 14)),
        (["First published 3 May 2026", "Reissued 9 June 2027"], date(2027, 6, 9)),
        (["Published 3 May 2026", "This version published 9 June 2027"], date(2027, 6, 9)),
        (["Published 3 May 2026", "Updated 9 June 2027"], date(2026, 5, 3)),
        (["Updated: 9 June 2027"], date(2027, 6, 9)),
        (["Inspection dates: 4 to 8 May 2026", "Published 9 June 2026"], date(2026, 6, 9)),
        (["Dates of previous inspection: 3 May 2022"], None),
        (["Ordered by the House to be printed 3 May 2022"], None),
        (["Printed on 11 March 2028"], None),
        (["Fieldwork took place between 4 May 2026 and 9 June 2026"], None),
        (["Published 31 February 2027"], None),
        (["In a long sentence of the foreword something happened on 4 May 2020 and not later."], None),
        (["No date at all"], None),
    ],
)
def test_the_date_of_publication_is_told_from_other_dates(lines: list[str], expected: date | None) -> None:
    found, where = find_publication_date(cover(*lines))
    assert found == expected
    assert (where is None) is (expected is None)


# ----------------------------------------------------------------------------------------- programme


@pytest.mark.parametrize(
    ("title", "front", "kind"),
    [
        ("PEEL 2023–25: An inspection of Exampleshire Police", "", ReportType.PEEL),
        ("Exampleshire Police: police effectiveness", "PEEL assessment 2025", ReportType.PEEL),
        ("Calls lost: an inspection of emergency calls", "HMICFRS inspected", ReportType.THEMATIC),
        ("Spotlight: custody calls", "HMICFRS", ReportType.SPOTLIGHT),
        ("National child protection inspection: Exampleshire Police", "HMICFRS", ReportType.NCPI),
        ("An inspection of vetting and counter-corruption in Exampleshire", "HMICFRS", ReportType.INTEGRITY),
        ("Inspection visit to police custody suites in Exampleshire", "", ReportType.CUSTODY),
        ("Joint targeted area inspection of Exampleshire", "Ofsted", ReportType.JTAI),
        ("A super-complaint about lost calls", "HMICFRS", ReportType.SUPER_COMPLAINT),
        ("Exampleshire Police: cause of concern revisit", "HMICFRS", ReportType.REVISIT_LETTER),
        ("State of Policing 2027", "HMICFRS", ReportType.STATE_OF_POLICING),
        ("The Harbour Inquiry: Part 1 report", "", ReportType.PUBLIC_INQUIRY),
        ("Lost at sea", "Presented under the Inquiries Act 2005", ReportType.PUBLIC_INQUIRY),
        ("An independent review of night calls", "", ReportType.INDEPENDENT_REVIEW),
        ("Calls", "House of Commons Home Affairs Committee", ReportType.SELECT_COMMITTEE),
        ("Learning recommendation: pursuit", "Independent Office for Police Conduct", ReportType.IOPC_LEARNING),
        ("Area SEND inspection of Exampleshire", "Ofsted", ReportType.LOCAL_AUTHORITY_INSPECTION),
        ("Exampleshire Fire and Rescue Service: an inspection", "HMICFRS", ReportType.FIRE_AND_RESCUE),
        ("Government response to the Harbour Inquiry", "", ReportType.GOVERNMENT_RESPONSE),
        ("A walk in the park", "Leaves were falling.", ReportType.OTHER),
    ],
)
def test_the_programme_is_read_from_title_and_front(title: str, front: str, kind: ReportType) -> None:
    assert identify_type(title, front) is kind


@pytest.mark.parametrize(
    ("title", "front", "kind", "body"),
    [
        (
            "Calls",
            "House of Commons\nHome Affairs Committee",
            ReportType.SELECT_COMMITTEE,
            "House of Commons Home Affairs Committee",
        ),
        ("The Harbour Inquiry: Part 1", "", ReportType.PUBLIC_INQUIRY, "Harbour Inquiry"),
        ("Calls", "Ofsted, with the Care Quality Commission", ReportType.JTAI, "Ofsted; Care Quality Commission"),
        (
            "PEEL 2025–27",
            "HMICFRS",
            ReportType.PEEL,
            "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services",
        ),
        ("Calls", "Department for Harbours and Ports", ReportType.OTHER, "Department for Harbours and Ports"),
        ("Calls", "No publisher here", ReportType.OTHER, None),
    ],
)
def test_the_publisher_is_named_by_the_front_pages(title: str, front: str, kind: ReportType, body: str | None) -> None:
    assert find_source_body(title, front, kind, front.splitlines()) == body


MENTIONS = "We spoke to the Home Office, the College of Policing and Exampleshire Police."


@pytest.mark.parametrize(
    ("lines", "kind", "body"),
    [
        (["The Independent Review of Calls"], ReportType.INDEPENDENT_REVIEW, "The Independent Review of Calls"),
        (["The Northmark Independent Review"], ReportType.INDEPENDENT_REVIEW, "The Northmark Independent Review"),
        (["Home Office", "Independent report"], ReportType.INDEPENDENT_REVIEW, "Home Office"),
        (["Department of Harbours"], ReportType.INDEPENDENT_REVIEW, "Department of Harbours"),
        (["Commissioned by the five commissioners"], ReportType.INDEPENDENT_REVIEW, None),
        (["Exampleshire Police"], ReportType.OTHER, "Exampleshire Police"),
        (["HMIC", "Exampleshire Police"], ReportType.INTEGRITY, "Her Majesty’s Inspectorate of Constabulary"),
        (["Ofsted", "Care Quality Commission"], ReportType.THEMATIC, "Ofsted; Care Quality Commission"),
        (
            ["HM Inspectorate of Prisons and the Care Quality Commission"],
            ReportType.CUSTODY,
            "HM Inspectorate of Prisons and the Care Quality Commission",
        ),
        (["Published by the College of Policing in March 2027"], ReportType.OTHER, "College of Policing"),
        (["National Calls Office", "A title", "Home Office"], ReportType.OTHER, "National Calls Office"),
        (["Harbour Partnership for the Isles"], ReportType.OTHER, "Harbour Partnership for the Isles"),
        (["Sixth Floor, Harbour Office, 12 High Street"], ReportType.OTHER, None),
        (["Anna Example, Director of Services", "Dear Director"], ReportType.OTHER, None),
        (["What the Office did and the Board did not"], ReportType.OTHER, None),
        (["House of Commons Committee of Calls"], ReportType.SELECT_COMMITTEE, "House of Commons Committee of Calls"),
    ],
)
def test_a_body_named_alone_on_the_cover_published_and_one_that_is_mentioned_did_not(
    lines: list[str], kind: ReportType, body: str | None
) -> None:
    front = "\n".join([*lines, "A title", MENTIONS])
    assert find_source_body("A title", front, kind, [*lines, "A title"]) == body


def test_a_committees_cover_is_told_from_a_title_with_another_programmes_words() -> None:
    cover = "House of Commons Committee of Calls\nPolice custody suites"
    assert identify_type("Police custody suites", cover, cover) is ReportType.SELECT_COMMITTEE


def test_an_imprint_names_the_publisher_of_a_report_without_a_byline() -> None:
    front = f"A title\n{MENTIONS}\n© College of Policing 2027"
    assert find_source_body("A title", front, ReportType.INDEPENDENT_REVIEW, ["A title"]) == "College of Policing"


def test_a_thematic_report_that_speaks_of_other_programmes_stays_one() -> None:
    front = "HMICFRS\nIn our PEEL inspections we saw an accelerated cause of concern."
    assert identify_type("Nine months: an inspection of laboratories", front, "HMICFRS") is ReportType.THEMATIC
    assert identify_type("Calls", front, "Accelerated cause of concern") is ReportType.PEEL


def test_a_web_page_that_does_not_name_its_publisher_is_a_thematic_report_by_its_title() -> None:
    assert identify_type("Next door: an inspection of how well the police tackle noise", "") is ReportType.THEMATIC
    assert identify_type("An inspection of how well schools teach", "") is ReportType.OTHER


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("An inspection of Exampleshire Police", "Exampleshire Police"),
        ("An inspection of Kent Police", "Kent Police"),
        ("An inspection of North Example Constabulary", "North Example Constabulary"),
        ("How the police answer calls", None),
        ("State of Policing", None),
        ("North Example Police and Crime Commissioner", None),
    ],
)
def test_the_force_is_the_one_that_a_title_names(text: str, force: str | None) -> None:
    assert force_named_in(text) == force


def test_a_force_on_the_front_pages_counts_only_for_reports_about_one_force() -> None:
    front = "Exampleshire Police told us so."
    assert find_force("An inspection", front, ReportType.PEEL) == "Exampleshire Police"
    assert find_force("An inspection", front, ReportType.THEMATIC) is None


# ------------------------------------------------------------------------------------ grades, status


def test_grades_are_read_from_the_rows_of_a_table() -> None:
    rows = [("Area", "Grade"), ("Responding to the public", "Good"), ("Managing offenders", "Requires improvement")]
    cells = [paragraph(text, 4, cell=(0, row, col)) for row, own in enumerate(rows) for col, text in enumerate(own)]
    assert find_grades(shelved(*cells)) == (
        Grade("Responding to the public", "Good", 4),
        Grade("Managing offenders", "Requires improvement", 4),
    )


def test_grades_are_read_from_lines_side_by_side_where_no_table_is_drawn() -> None:
    rows = [("Responding to the public", "Good"), ("Managing offenders", "Inadequate"), ("Leadership", "Adequate")]
    lines = [
        paragraph(text, top=100.0 + 20 * row, x0=72.0 + 300 * col)
        for row, own in enumerate(rows)
        for col, text in enumerate(own)
    ]
    assert [(grade.area, grade.grade) for grade in find_grades(shelved(*lines))] == rows
    assert find_grades(shelved(*lines[:4])) == ()


def test_the_word_good_in_prose_is_no_grade() -> None:
    assert find_grades(shelved(paragraph("Responding to the public"), paragraph("The force is good at this."))) == ()


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("Recommendation 4 has been closed.", "4", "closed"),
        ("We have discharged the cause of concern.", None, "discharged"),
        ("Area for improvement 2 remains open.", "2", "remains open"),
        ("The area for improvement is not yet met.", None, "not yet met"),
    ],
)
def test_a_status_line_says_what_became_of_an_earlier_item(text: str, number: str | None, status: str) -> None:
    (found,) = find_status_lines(shelved(paragraph(text, 3)))
    assert (found.text, found.page, found.printed_number, found.status) == (text, 3, number, status)


@pytest.mark.parametrize("text", ["The inquiry was closed.", "Recommendation 4 asks for more staff.", "Closed."])
def test_other_sentences_are_no_status_lines(text: str) -> None:
    assert find_status_lines(shelved(paragraph(text))) == ()
