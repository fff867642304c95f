"""The papers: what they say, and that a screen reader can follow them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook

from extractor.domain import Allocation, Grade
from extractor.errors import NotInStore
from extractor.plan.board_paper import board_paper
from extractor.plan.paper_words import NOBODY
from extractor.plan.periodic_paper import MOST_GROUPS, group_rows, periodic_paper
from extractor.plan.section55 import NO_ANSWER, section55_draft
from extractor.plan_view import PlanView
from tests.plan.views import AS_OF, VIEW, decided

PAPERS: dict[str, Callable[[PlanView], bytes]] = {
    "board": lambda view: board_paper(view, "R1"),
    "periodic": periodic_paper,
    "section55": lambda view: section55_draft(view, "R1"),
}
RED_INK = replace(VIEW, marking="OFFICIAL-SENSITIVE")


def opened(content: bytes) -> DocumentObject:
    return Document(io.BytesIO(content))


def text_of(document: DocumentObject) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture(params=sorted(PAPERS))
def paper(request: pytest.FixtureRequest) -> bytes:
    return PAPERS[request.param](RED_INK)


def test_headings_follow_each_other_without_gaps(paper: bytes) -> None:
    styles = [p.style.name for p in opened(paper).paragraphs if p.style is not None]
    assert styles[0] == "Title"
    levels = [int(name.removeprefix("Heading ")) for name in styles if name.startswith("Heading ")]
    assert levels and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_header_rows_and_say_what_they_show(paper: bytes) -> None:
    for table in opened(paper).tables:
        first = table.rows[0]._tr.trPr
        assert first is not None and first.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in table.rows[1:])
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert all(cell.text for cell in table.rows[0].cells)


def test_title_language_and_marking(paper: bytes) -> None:
    document = opened(paper)
    assert document.core_properties.title and document.core_properties.language == "en-GB"
    section = document.sections[0]
    assert section.header.paragraphs[0].text == section.footer.paragraphs[0].text == "OFFICIAL-SENSITIVE"


def test_nothing_is_fetched_from_outside_and_no_note_is_shown(paper: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(paper)) as package:
        whole = b"".join(package.read(name) for name in package.namelist())
    assert b'TargetMode="External"' not in whole
    assert b"Check the funding" not in whole


def test_the_two_charts_have_words_figures_and_a_workbook_behind_them() -> None:
    content = periodic_paper(VIEW)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        charts = [name for name in names if name.startswith("word/charts/chart")]
        assert len(charts) == 2
        figures = load_workbook(io.BytesIO(package.read("word/embeddings/chart1.xlsx"))).active
        chart = etree.fromstring(package.read("word/charts/chart1.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    values = [int(value.text) for value in chart.iterfind(".//{*}val//{*}v")]
    assert figures is not None and [row[1].value for row in figures.iter_rows(min_row=2)] == values
    words = [found.get("descr") for found in body.iterfind(".//{*}docPr")]
    assert words[0] == (
        "Bar chart. Actions by status: Awaiting allocation 1; In progress 1; Pending sign-off 1; Closed (HMICFRS) 1; "
        "Not stated, or in other words 1."
    )
    assert len(words) == 2


def test_the_board_paper_says_what_it_asks_of_the_board() -> None:
    text = text_of(opened(board_paper(VIEW, "R1")))
    for words in (
        "4 recommendations: 2 for the force, 1 joint, 1 national.",
        "2 of 4 items (clauses included) have been decided",
        "A response is required under Section 55 of the Police Act 1996, by 31 March 2026, which is today.",
        "agree 1 new action, with the owners and dates proposed below",
        "say what is to be different this time about 1 repeat issue",
        "name an owner for 1 item for the force without one",
        "approve the response to be published by 31 March 2026",
        "New action needed: EX-101\nRepeat issue: P21-02",
        "Supt Contact",
        "30 September 2026",
    ):
        assert words in text, words


def test_whom_the_settings_propose_for_a_theme_is_proposed() -> None:
    view = replace(VIEW, proposed={item.item_id: Allocation("Head of Contact") for item in VIEW.items})
    text = text_of(opened(board_paper(view, "R2")))
    assert text.count("Head of Contact (proposed)") == 3
    assert "without one" not in text


def test_a_suggestion_is_never_shown_as_a_decision() -> None:
    text = text_of(opened(board_paper(VIEW, "R2")))
    assert "Suggested: partly covered, P23-01 (61%)" in text
    assert text.count("For the force (suggested)") == 3
    assert "No item has been decided yet" in text


def test_grades_are_shown_where_the_report_has_them() -> None:
    entry = VIEW.reports[0]
    graded = replace(entry, report=replace(entry.report, grades=(Grade("Answering calls", "Inadequate", 4),)))
    text = text_of(opened(board_paper(replace(VIEW, reports=(graded, VIEW.reports[1])), "R1")))
    assert "Answering calls" in text and "Inadequate" in text


def test_the_draft_has_each_item_verbatim_with_the_recorded_answer_beneath() -> None:
    document = opened(section55_draft(VIEW, "R1"))
    lines = [paragraph.text for paragraph in document.paragraphs]
    at = lines.index(VIEW.items[0].recommendation.text)
    assert lines[at - 1 : at + 4] == [
        "Rec 1",
        VIEW.items[0].recommendation.text,
        "Accepted.",
        "We accept this recommendation. A call-back desk opens in June 2026.",
        "[Not yet confirmed by a second person.]",
    ]
    assert lines.count(NO_ANSWER) == 3
    assert "For 3 items of 4 no response has been recorded yet." in lines
    assert not any(VIEW.items[4].recommendation.text in line for line in lines), "restated items are answered before"


def test_a_published_or_late_response_is_said_so() -> None:
    assert "It was published on 5 January 2026." in text_of(opened(board_paper(VIEW, "R2")))
    late = replace(VIEW, as_of=date(2026, 4, 10))
    assert "10 days ago. None is recorded as published." in text_of(opened(board_paper(late, "R1")))


def test_papers_over_nothing() -> None:
    empty = PlanView(AS_OF, reports=VIEW.reports)
    assert "None of the items is for the force." in text_of(opened(board_paper(empty, "R1")))
    assert "No action is open." in text_of(opened(periodic_paper(empty)))
    assert "asks for nothing" in text_of(opened(section55_draft(empty, "R1")))
    with pytest.raises(NotInStore, match="no report R9"):
        board_paper(VIEW, "R9")


def test_many_groups_are_added_up_in_the_last_row() -> None:
    found = {f"Owner {number}": 100 - number for number in range(MOST_GROUPS + 5)}
    rows = list(group_rows(found, "No owner"))
    assert len(rows) == MOST_GROUPS + 1 and rows[-1][0] == "5 others"
    assert sum(int(count) for _, count in rows) == sum(found.values())


def test_both_papers_say_of_an_action_without_owner_that_it_is_to_be_allocated() -> None:
    rows = [[cell.text for cell in row.cells] for table in opened(periodic_paper(VIEW)).tables for row in table.rows]
    assert {row[2] for row in rows if row[0] == "INT-04"} == {NOBODY}
    assert not any("None" in row for row in rows)


def test_a_response_whose_day_is_past_is_not_asked_for_by_that_day() -> None:
    late = text_of(opened(board_paper(replace(VIEW, as_of=date(2026, 4, 1)), "R1")))
    assert "approve the response, which was due by 31 March 2026 and is not recorded as published" in late


def test_an_item_decided_to_be_for_the_force_without_an_action_is_asked_about() -> None:
    asked = "say what is to be done about 1 item for the force without an action"
    idle = tuple(replace(one, standing=decided("for_force")) if one.item_id == "R1-2" else one for one in VIEW.items)
    assert asked in text_of(opened(board_paper(replace(VIEW, items=idle), "R1")))
    assert asked not in text_of(opened(board_paper(VIEW, "R1")))
