"""Trackers as forces keep them: found, understood, and nothing lost."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from extractor.config import PlanSettings
from extractor.counts import closed_on
from extractor.domain import ActionStatus, Rag
from extractor.errors import BadConfig, NoPlanFound
from extractor.plan.columns import Headings, canonical_columns, heading_names
from extractor.plan.dates import date_of_words
from extractor.plan.importer import PlanImport, import_tracker
from extractor.plan.statuses import rag_of_words, status_of_words
from tests.plan.trackers import HEADINGS, ROWS, kept_as_it_is, saved, simple_tracker, workbook, write_rows

SHARED = Path(__file__).resolve().parents[3] / "shared" / "labelled" / "matching" / "actions.csv"
ISSUE_ORDER = (
    "Tracker ref · Source body · Report title · Report type · Report version · Publication date · "
    "Force-specific or national · Source ref · Parent ref · Item type · Cause of concern · "
    "Recommendation / AFI text (verbatim) · Page(s) · PEEL area · Theme · Addressee (verbatim) · Addressee group · "
    "Relevance · Relevance reason · Deadline (as written) · Due date · Deadline basis · Accepted? · Force response · "
    "Linked action ref · Relation to existing · Executive lead / SRO · Business lead · Department · Governance board · "
    "Original target date · Revised target date · RAG/BRAG · Status · Progress update · Update date · "
    "Evidence required · Evidence held · Dependency · Sign-off level · Submitted for sign-off · Signed off by / date · "
    "HMICFRS status · HMICFRS closed date · Supersedes / superseded by · Section 55 response due · "
    "Section 55 response published · Reviewed by / date"
)


def imported(folder: Path, content: bytes, name: str = "tracker.xlsx", **settings: Any) -> PlanImport:
    return import_tracker(saved(folder, content, name), PlanSettings(**settings))


def messages(found: PlanImport) -> str:
    return "\n".join(issue.message for issue in found.issues)


# --------------------------------------------------------------------------------- words of a cell


def test_the_canonical_columns_stand_in_the_agreed_order() -> None:
    assert " · ".join(column.heading for column in canonical_columns()) == ISSUE_ORDER


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Recomendation", "text"),
        ("RECOMMENDATION / AFI", "text"),
        ("Reccomendation/AFI text", "text"),
        ("Action Ref.", "tracker_ref"),
        ("Exec. Lead", "sro"),
        ("Target  completion\ndate", "original_target_date"),
        ("BRAG rating", "rag"),
        ("Progess update", "progress"),
        ("Responsable officer", "business_lead"),
        ("Hmicfrs Closed Date", "hmicfrs_closed_date"),
        ("S55 response due", "section_55_due"),
        ("Governance Bord", "governance_board"),
        ("RAG (as at Jan 26)", "rag"),
        ("Progress update - March 2026", "progress"),
        ("Owner / Lead", "business_lead"),
        ("Target date (original)", "original_target_date"),
        ("Status as at 31/03/2026", "status"),
    ],
)
def test_headings_are_known_by_alias_and_by_near_spelling(heading: str, column: str) -> None:
    match = Headings().match(heading)
    assert match is not None and match.column.id == column


@pytest.mark.parametrize(
    "heading",
    ["Collar number", "Cost code", "Stage", "Rank", "Telephone", "Rap", "x", "2025", "Status / Theme"],
)
def test_other_headings_are_left_alone(heading: str) -> None:
    assert Headings().match(heading) is None


def test_every_alias_leads_to_one_column_only() -> None:
    seen: dict[str, str] = {}
    for column in canonical_columns():
        for words in (column.heading, *column.aliases):
            match = Headings().match(words)
            assert match is not None and match.column.id == column.id, words
            assert seen.setdefault(words, column.id) == column.id


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2025", date(2025, 3, 31)),
        ("31.3.25", date(2025, 3, 31)),
        ("31-Mar-25", date(2025, 3, 31)),
        ("2025-03-31", date(2025, 3, 31)),
        ("2025-03-31 00:00", date(2025, 3, 31)),
        ("31st March 2025", date(2025, 3, 31)),
        ("Mon 31 March, 2025", date(2025, 3, 31)),
        ("March 31, 2025", date(2025, 3, 31)),
        ("12/31/2025", date(2025, 12, 31)),
        ("March 25", date(2025, 3, 31)),
        ("Sept 24", date(2024, 9, 30)),
        ("end of Feb 2024", date(2024, 2, 29)),
        ("Q4 2025/26", date(2026, 3, 31)),
        ("Q1 2025/26", date(2025, 6, 30)),
        ("31/02/2025", None),
        ("Marvellous 2025", None),
        ("TBC", None),
        ("2025", None),
        ("0000-00-00", None),
    ],
)
def test_dates_as_people_type_them(text: str, day: date | None) -> None:
    assert date_of_words(text) == day


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Closed - HMICFRS", ActionStatus.CLOSED_HMICFRS),
        ("CLOSED BY HMICFRS Nov 23", ActionStatus.CLOSED_HMICFRS),
        ("Complete", ActionStatus.CLOSED_FORCE),
        ("in prog.", ActionStatus.IN_PROGRESS),
        ("In progess", ActionStatus.IN_PROGRESS),
        ("on-going", ActionStatus.IN_PROGRESS),
        ("superceded", ActionStatus.SUPERSEDED),
        ("Superseded by P23-04", ActionStatus.SUPERSEDED),
        ("Awaiting sign-off", ActionStatus.PENDING_SIGN_OFF),
        ("Submitted to HMICFRS", ActionStatus.SUBMITTED_TO_HMICFRS),
        ("Not Started", ActionStatus.NOT_STARTED),
        ("Unallocated", ActionStatus.AWAITING_ALLOCATION),
        ("N/A", ActionStatus.NO_ACTION),
        ("Ask the DCC", None),
        ("", None),
    ],
)
def test_statuses_as_forces_spell_them(text: str, status: ActionStatus | None) -> None:
    assert status_of_words(text) is status


@pytest.mark.parametrize(
    ("text", "rag"), [("AMBER", Rag.AMBER), ("g", Rag.GREEN), ("Overdue", Rag.RED), ("Grey", None)]
)
def test_ratings(text: str, rag: Rag | None) -> None:
    assert rag_of_words(text) is rag


# ------------------------------------------------------------------------------------- whole files


def test_a_plain_tracker(tmp_path: Path) -> None:
    found = imported(tmp_path, simple_tracker())
    first = found.actions[0]
    assert [action.ref for action in found.actions] == ["P23-01", "P21-02", "T-009"]
    assert (first.owner, first.status, first.rag) == ("Head of Contact", ActionStatus.IN_PROGRESS, Rag.AMBER)
    assert (first.target_date, first.revised_date) == (date(2024, 6, 30), date(2026, 5, 31))
    assert found.actions[2].fields == {"revised_target_date": "TBC"}
    assert dict(first.extra) == {"Cost code": "0042"}
    assert kept_as_it_is(found) == ("Cost code",)
    assert found.issues == ()


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.tsv", "\t"), ("a.csv", ";"), ("a.txt", "|")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimited_text_in_the_encodings_of_excel(tmp_path: Path, name: str, mark: str, encoding: str) -> None:
    text = f"Ref{mark}Recommendation{mark}Status\r\nA1{mark}Café “quotes”{mark}Open\r\n\r\nA2{mark}Next{mark}Closed\r\n"
    found = imported(tmp_path, text.encode(encoding), name)
    assert [(action.ref, action.text) for action in found.actions] == [("A1", "Café “quotes”"), ("A2", "Next")]


def test_a_workbook_with_macros_is_read_for_its_values(tmp_path: Path) -> None:
    assert len(imported(tmp_path, simple_tracker(), "tracker.xlsm").actions) == 3


def test_headings_below_a_title_with_merged_cells_blank_rows_and_banners(tmp_path: Path) -> None:
    def fill(made: Workbook) -> None:
        made.add_worksheet("Cover").write("A1", "Improvement plan: owner, status and progress of each action")
        plan = made.add_worksheet("Live plan 2026")
        plan.merge_range("B2:H2", "Exampleshire improvement plan", None)
        plan.merge_range("B4:B5", "Ref", None)
        plan.merge_range("C4:C5", "Recommendation", None)
        plan.merge_range("D4:E4", "Dates", None)
        plan.write("D5", "Target date")
        plan.write("E5", "Revised date")
        plan.merge_range("F4:F5", "Status", None)
        plan.merge_range("G4:G5", "Lead", None)
        plan.merge_range("B6:G6", "PEEL 2023-25", None)
        plan.write_row("B7", ["A1", "Answer\ncalls.", "31/03/2025", "", "Open", "DI"])
        plan.merge_range("G9:G10", "Supt Contact", None)
        plan.write_row("B9", ["A2", "Call back.", "Mar 26", "TBC", "Closed"])
        plan.write_row("B10", ["A3", "Publish figures.", "", "", "superceded"])
        plan.write_row("B11", ["Ref", "Recommendation", "Target date", "Revised date", "Status", "Lead"])
        plan.write_row("B12", ["A4", "Train staff.", datetime(2026, 1, 2), "", "On track", "DI"])
        plan.write("C14", "Total: 4")

    found = imported(tmp_path, workbook(fill))
    assert dict(found.sheets) == {"Live plan 2026": 5}
    a1, a2, a3 = found.actions[:3]
    assert (a1.text, a1.target_date, a1.source_report) == ("Answer\ncalls.", date(2025, 3, 31), "PEEL 2023-25")
    assert (a2.owner, a3.owner, a2.target_date) == ("Supt Contact", "Supt Contact", date(2026, 3, 31))
    assert (a2.sheet, a2.row) == ("Live plan 2026", 9)
    assert [action.ref for action in found.actions] == ["A1", "A2", "A3", "A4"]
    assert "row 14 holds only 'Total: 4'" in messages(found) and "PEEL 2023-25" not in messages(found)


def test_every_plan_sheet_is_read_and_lists_beside_it_are_not(tmp_path: Path) -> None:
    def fill(made: Workbook) -> None:
        lookups = made.add_worksheet("Lookups")
        write_rows(lookups, [("Status", "Owner", "Theme"), ("Open", "DI", "DA"), ("Closed", "DCI", "SOC")], 0)
        for name, ref in (("Open", "A1"), ("Closed", "A2")):
            write_rows(made.add_worksheet(name), [HEADINGS, (ref, *ROWS[0][1:8])], 0)
        hidden = made.add_worksheet("Old")
        write_rows(hidden, [HEADINGS, ("A3", *ROWS[0][1:8])], 0)
        hidden.hide()

    found = imported(tmp_path, workbook(fill))
    assert [(action.sheet, action.ref) for action in found.actions] == [("Open", "A1"), ("Closed", "A2")]
    named = imported(tmp_path, workbook(fill), sheet="old")
    assert [action.ref for action in named.actions] == ["A3"]


def test_the_force_s_own_headings_from_the_configuration(tmp_path: Path) -> None:
    rows = [("What we must do", "How is it going", "Whose job", "Our number"), ("Act.", "Open", "DI", "9")]
    columns = {
        "text": "What we must do",
        "Status": "How is it going",
        "business_lead": "Whose job",
        "tracker_ref": "Our number",
    }
    found = imported(tmp_path, simple_tracker(rows[0], rows[1:]), columns=columns)
    (action,) = found.actions
    assert (action.ref, action.text, action.owner, action.status) == ("9", "Act.", "DI", ActionStatus.IN_PROGRESS)
    with pytest.raises(BadConfig, match="unknown column"):
        imported(tmp_path, simple_tracker(), columns={"colour of socks": "Status"})
    with pytest.raises(BadConfig, match="same heading"):
        heading_names(PlanSettings(names={"status": "Owner", "business_lead": "Owner"}))


def test_days_are_kept_in_one_form_and_count_as_the_day_of_closing(tmp_path: Path) -> None:
    text = "Ref,Action,Status,Date closed,Last updated\nA1,Act.,Closed,10/02/2026,Feb 26\n"
    (action,) = imported(tmp_path, text.encode(), "plan.csv").actions
    assert action.fields == {"signed_off": "2026-02-10", "update_date": "Feb 26"}
    assert closed_on(action) == date(2026, 2, 10)


def test_a_heading_row_that_is_named(tmp_path: Path) -> None:
    rows = [("Ref", "Recommendation", "Status", "Owner"), ("A1", "Act.", "Open", "DI")]
    found = imported(tmp_path, simple_tracker(("Ref", "Action", "Status", "Lead", "Theme"), rows), heading_row=2)
    assert [action.ref for action in found.actions] == ["A1"]


def test_bad_rows_are_issues_with_sheet_and_row_and_the_rest_is_imported(tmp_path: Path) -> None:
    headings = ("Ref", "Recommendation", "Status", "Target date", "Owner")
    rows = [
        ("A1", "Act on this first thing of all things to be done.", "Open", "31/02/2026", "DI"),
        ("", "", "Open", "01/01/2026", "DI"),
        ("A1", "Something else.", "Wobbly", "", "DI"),
        ("A2", "Act on this first thing of all things to be done.", "Open", "", ""),
        ("A2", "Act on this first thing of all things to be done.", "Open", "", ""),
        ("", "No reference here.", "Open", "", ""),
    ]
    found = imported(tmp_path, simple_tracker(headings, rows))
    assert [action.ref for action in found.actions][:3] == ["A1", "A1 (2)", "A2"]
    assert found.actions[3].ref.startswith("X-")
    assert found.actions[0].fields == {"original_target_date": "31/02/2026"}
    for words in (
        "Sheet 'Plan', row 2 has '31/02/2026' where a date belongs",
        "Sheet 'Plan', row 3 has neither a reference nor words",
        "Sheet 'Plan', row 4 has the status 'Wobbly'",
        "Sheet 'Plan', row 4 has the reference A1 of row 2 again",
        "Sheet 'Plan', row 5: A2 has the same words as A1 (row 2)",
        "Sheet 'Plan', row 6 says what row 5 says",
        "Sheet 'Plan', row 7 has no reference",
    ):
        assert words in messages(found)


def test_a_made_reference_survives_sorting(tmp_path: Path) -> None:
    headings, rows = ("Recommendation", "Owner", "Status"), [("One.", "A", "Open"), ("Two.", "B", "Open")]
    first = {a.text: a.ref for a in imported(tmp_path, simple_tracker(headings, rows)).actions}
    second = {a.text: a.ref for a in imported(tmp_path, simple_tracker(headings, rows[::-1])).actions}
    assert first == second


def test_no_headings_anywhere(tmp_path: Path) -> None:
    with pytest.raises(NoPlanFound, match=r"\[plan.columns\]"):
        imported(tmp_path, simple_tracker(("one", "two"), [("three", "four")]))
    with pytest.raises(NoPlanFound, match="no sheet named 'Nope'; it has Plan"):
        imported(tmp_path, simple_tracker(), sheet="Nope")


def test_a_cell_that_shows_a_formula_s_value(tmp_path: Path) -> None:
    def fill(made: Workbook) -> None:
        plan = made.add_worksheet("Plan")
        write_rows(plan, [HEADINGS, ROWS[0]], 0)
        plan.write_formula("F2", '="Head"', None, "Head of Contact")
        plan.write_formula("L2", "=TODAY()-I2", None, 640)

    (action,) = imported(tmp_path, workbook(fill)).actions
    assert action.owner == "Head of Contact"
    assert action.extra == {}, "a figure that follows from other cells changes by itself and is not kept"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_file(), reason="the shared plan is not beside the project")
def test_the_shared_messy_plan_is_read_whole() -> None:
    found = import_tracker(SHARED)
    assert len(found.actions) == 160 and kept_as_it_is(found) == () and found.issues == ()
    assert all(action.status is not None for action in found.actions)
    by_ref = {action.ref: action for action in found.actions}
    assert (by_ref["T-030"].target_date, by_ref["T-030"].revised_date) == (date(2025, 3, 31), date(2026, 6, 30))
    assert by_ref["P23-11b"].source_ref == "merged"
    assert sum(action.status is ActionStatus.SUPERSEDED for action in found.actions) == 4
