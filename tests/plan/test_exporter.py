"""The new workbook: what a person sees, prints, filters and edits."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from extractor.config import PlanSettings
from extractor.plan.columns import canonical_columns
from extractor.plan.decision_words import plain_words
from extractor.plan.exporter import SHEETS, is_own_workbook, workbook_bytes
from extractor.plan.package import Package
from extractor.plan_view import PlanView
from tests.plan.trackers import parts_of, rich_tracker, simple_tracker
from tests.plan.views import AS_OF, VIEW

NOTE = "Check the funding with finance"


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook_bytes(VIEW)


@pytest.fixture(scope="module")
def sheets(content: bytes) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(content)).worksheets}


def headings(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[2]]


def column(sheet: Worksheet, heading: str) -> list[object]:
    at = headings(sheet).index(heading)
    return [row[at].value for row in sheet.iter_rows(min_row=3)]


def test_the_six_sheets_in_order(sheets: dict[str, Worksheet]) -> None:
    assert tuple(sheets) == SHEETS


def test_the_canonical_columns_come_first_and_the_force_s_own_last(sheets: dict[str, Worksheet]) -> None:
    found = headings(sheets["Actions"])
    canonical = [column.heading for column in canonical_columns()]
    assert found == [*canonical, "Action", "Cost code", "Risk"]
    assert column(sheets["Actions"], "Cost code")[0] == "0042"


def test_headings_can_be_named_by_the_force() -> None:
    names = {"business_lead": "Portfolio holder", "Tracker ref": "Our ref"}
    sheet = load_workbook(io.BytesIO(workbook_bytes(VIEW, PlanSettings(names=names))))["Actions"]
    assert headings(sheet)[0] == "Our ref" and "Portfolio holder" in headings(sheet)


def test_dates_are_dates_and_words_in_their_place_are_kept(sheets: dict[str, Worksheet]) -> None:
    actions = sheets["Actions"]
    assert column(actions, "Revised target date")[:3] == [datetime(2026, 5, 31), None, "TBC"]
    assert column(actions, "HMICFRS closed date")[2] == datetime(2026, 2, 1)
    at = headings(actions).index("Original target date")
    assert actions.cell(3, at + 1).number_format == "dd/mm/yyyy"


def test_an_action_that_a_decision_made_shows_its_item(sheets: dict[str, Worksheet]) -> None:
    actions = sheets["Actions"]
    row = {heading: column(actions, heading)[4] for heading in headings(actions)}
    assert row["Tracker ref"] == "EX-101" and row["Item type"] == "Recommendation"
    assert row["Deadline (as written)"] == "By 30 September 2026" and row["Due date"] == datetime(2026, 9, 30)
    assert (row["Accepted?"], row["Linked action ref"], row["Relation to existing"]) == (
        "Accepted",
        "P21-02",
        "Repeat issue",
    )
    assert row["Reviewed by / date"] == "A Reviewer, 4 March 2026"


def test_tied_actions_say_to_what(sheets: dict[str, Worksheet]) -> None:
    relation = column(sheets["Actions"], "Relation to existing")
    assert relation[0] == "Covered: Rec 2, Answering the call: how forces respond to the public (2026)"


def test_notes_of_reviewers_are_left_out_unless_asked_for(content: bytes) -> None:
    assert NOTE.encode() not in b"".join(parts_of(content).values())
    assert b"private" not in b"".join(parts_of(content).values())
    asked = workbook_bytes(VIEW, with_notes=True)
    assert NOTE.encode() in b"".join(parts_of(asked).values())


def test_the_marking_stands_on_every_sheet_and_every_printed_page(sheets: dict[str, Worksheet]) -> None:
    for sheet in sheets.values():
        assert sheet["A1"].value == "OFFICIAL"
        assert sheet.oddHeader.center.text == "OFFICIAL" and sheet.oddFooter.center.text == "OFFICIAL"


def test_every_sheet_prints_on_a3_landscape_with_its_headings_repeated(sheets: dict[str, Worksheet]) -> None:
    for name, sheet in sheets.items():
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape"), name
        assert sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows is not None and sheet.print_title_rows.startswith("$1:"), name


def test_tables_have_a_frozen_heading_row_and_filters(sheets: dict[str, Worksheet]) -> None:
    for name in ("Actions", "Items", "Decisions", "Reports", "Lists"):
        assert sheets[name].freeze_panes == "B3", name
        assert sheets[name].auto_filter.ref.startswith("A2:"), name


@pytest.mark.parametrize(
    ("heading", "first"),
    [("Status", "Awaiting allocation"), ("RAG/BRAG", "Blue"), ("Relevance", "For the force"),
     ("Relation to existing", "New action needed"), ("Business lead", "DI MASH")],
)  # fmt: skip
def test_drop_down_lists(sheets: dict[str, Worksheet], heading: str, first: str) -> None:
    actions = sheets["Actions"]
    letter = actions.cell(2, headings(actions).index(heading) + 1).column_letter
    found = [rule for rule in actions.data_validations.dataValidation if str(rule.sqref).startswith(f"{letter}3:")]
    assert len(found) == 1 and found[0].type == "list"
    sheet, _, area = found[0].formula1.partition("!")
    assert sheet == "Lists"
    assert sheets["Lists"][area.replace("$", "")][0][0].value == first


def test_ratings_and_overdue_dates_have_colours(sheets: dict[str, Worksheet]) -> None:
    rules = [rule for found in sheets["Actions"].conditional_formatting for rule in found.rules]
    assert {rule.formula[0] for rule in rules if rule.type == "cellIs"} == {'"Blue"', '"Green"', '"Amber"', '"Red"'}
    assert any("As_at" in rule.formula[0] for rule in rules if rule.type == "expression")


def test_an_empty_plan_is_a_workbook_too() -> None:
    book = load_workbook(io.BytesIO(workbook_bytes(PlanView(AS_OF))))
    assert tuple(book.sheetnames) == SHEETS


def test_the_same_plan_gives_the_same_bytes(content: bytes) -> None:
    assert workbook_bytes(VIEW) == content
    assert workbook_bytes(replace(VIEW, marking="OFFICIAL-SENSITIVE")) != content


def test_an_export_is_known_again_and_other_workbooks_are_not(content: bytes) -> None:
    assert is_own_workbook(Package(content, "t.xlsx"))
    assert not is_own_workbook(Package(rich_tracker(), "t.xlsx"))
    assert not is_own_workbook(Package(simple_tracker(sheet="Actions"), "t.xlsx"))


def test_the_trail_says_what_was_suggested_and_decided_in_words() -> None:
    suggested = {
        "relevance": "for_force",
        "probability": 0.9134,
        "reason": "",
        "by_rule": True,
        "model": "relevance@1",
        "themes": ["preventing_crime"],
        "links": [["A047", "repeat_issue", 0.16781729162492678]],
    }
    assert plain_words(suggested) == (
        "Relevance: For the force; probability: 0.91; suggested by: rule; themes: Preventing crime; "
        "likeliest actions: A047 Repeat issue 0.17"
    )
    assert plain_words({"relevance": None, "by_rule": False, "model": "relevance@1", "links": []}) == (
        "Suggested by: relevance@1"
    )
    assert plain_words({"links": {"A047": None}}) == "Links: A047 removed"
    assert plain_words({"edits": {"text": "New.", "regions": [[1, 0.5]]}}) == "Edits: text New., regions changed"


def test_the_trail_names_a_new_action_by_its_ref_and_no_inner_value() -> None:
    action = {"ref": "A-0001", "text": "Call back.", "owner": "", "revised_date": None, "row": 0, "extra": {}}
    decided = {"links": {"A-0001": "new_action_needed"}, "action": action, "action_ref": "A-0001"}
    assert plain_words(decided) == "Links: A-0001 New action needed; new action: A-0001"
    owned = {"action": action | {"owner": "Supt Contact", "target_date": "2026-09-30"}}
    assert plain_words(owned) == "New action: A-0001, owner Supt Contact, target date 2026-09-30"
