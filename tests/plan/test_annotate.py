"""Into the force's own workbook: what must change, and everything that must not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractor.config import PlanSettings
from extractor.domain import Action, ActionStatus, Rag, Relation
from extractor.errors import CannotExport, ExtractorError, TrackerChanged, TrackerOpen
from extractor.plan.annotate import Annotated, annotate_workbook
from extractor.plan.importer import import_tracker
from extractor.plan.settled import settled_actions
from extractor.plan_view import DecidedLink, PlanView
from tests.plan.trackers import (
    HEADINGS,
    opened,
    other_tracker,
    parts_of,
    rich_tracker,
    saved,
    simple_tracker,
    with_part,
)
from tests.plan.views import REPORT, VIEW, decided, item

NOW = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
SETTINGS = PlanSettings()
NEW = Action(
    ref="EX-101",
    text="By 30 September 2026, chief constables should call back every vulnerable caller.",
    source_report=REPORT.title,
    source_ref="Rec 1",
    owner="Supt Contact",
    status=ActionStatus.PENDING_SIGN_OFF,
    rag=Rag.RED,
    target_date=date(2026, 9, 30),
)
COVERED = item(
    "2", "Publish figures.", "for_force", standing=decided("for_force", DecidedLink("P23-01", Relation.COVERED))
)


def view_of(path: Path, *new: Action, items: tuple = (), **changes: object) -> PlanView:
    """The plan as imported from a tracker, with actions and ties that were decided since."""
    actions = import_tracker(path).actions
    edited = tuple(replace(action, **changes) if action.ref == "P23-01" else action for action in actions)
    return replace(VIEW, actions=(*edited, *new), items=items, made_here=frozenset(action.ref for action in new))


def annotate(path: Path, view: PlanView, settings: PlanSettings = SETTINGS) -> Annotated:
    return annotate_workbook(path, view, settings, imported_sha256=import_tracker(path).sha256, now=NOW)


def test_nothing_to_write_leaves_the_file_and_its_folder_alone(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    before = path.read_bytes()
    result = annotate(path, view_of(path))
    assert (result.appended, result.changed, result.backup) == ((), (), None)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_only_the_sheet_changes_part_by_part(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    before = parts_of(path.read_bytes())
    annotate(path, view_of(path, NEW, items=(COVERED,)))
    after = parts_of(path.read_bytes())
    assert set(before) - set(after) == {"xl/calcChain.xml"}
    assert list(after) == [name for name in before if name != "xl/calcChain.xml"]
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"xl/worksheets/sheet2.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        assert b"calcChain" in before[name] and b"calcChain" not in after[name]
        assert len(before[name].split(b"<")) - len(after[name].split(b"<")) == 1


def test_a_workbook_that_another_program_wrote_keeps_its_parts_too(tmp_path: Path) -> None:
    path = saved(tmp_path, other_tracker())
    before, view = parts_of(path.read_bytes()), view_of(path, NEW, items=(COVERED,), owner="Supt Contact")
    first = annotate(path, view)
    after = parts_of(path.read_bytes())
    assert list(after) == list(before)
    assert {name for name in after if after[name] != before[name]} == {"xl/worksheets/sheet1.xml"}
    assert annotate_workbook(path, view, SETTINGS, imported_sha256=first.sha256, now=NOW).backup is None
    sheet = opened(path)["Plan"]
    assert (sheet["A7"].value, sheet["F4"].value, sheet["F4"].comment.text) == ("EX-101", "Supt Contact", "Ask first.")


def test_what_a_library_would_lose_is_still_in_the_sheet(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    annotate(path, view_of(path, NEW))
    sheet = parts_of(path.read_bytes())["xl/worksheets/sheet2.xml"]
    for kept in (
        b"sparkline",
        b"dataValidation ",
        b"conditionalFormatting",
        b"legacyDrawing",
        b"mergeCell ",
        b"autoFilter",
    ):
        assert kept in sheet, kept


def test_new_actions_stand_below_in_the_force_s_own_columns_and_words(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    result = annotate(path, view_of(path, NEW))
    assert result.appended == ("EX-101",)
    row = [cell.value for cell in opened(path)["Plan"][7]][:12]
    assert row[:8] == ["EX-101", REPORT.title, "Rec 1", NEW.text, None, "Supt Contact", "Pending sign off", "Red"]
    assert row[8] == datetime(2026, 9, 30)
    assert opened(path)["Plan"]["I7"].number_format == "dd/mm/yyyy"
    again = import_tracker(path)
    found = next(action for action in again.actions if action.ref == "EX-101")
    assert (found.text, found.status, found.rag, found.target_date) == (NEW.text, NEW.status, NEW.rag, NEW.target_date)


def test_linked_rows_are_annotated_and_changed_values_written(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    result = annotate(path, view_of(path, items=(COVERED,), owner="Supt Contact", revised_date=date(2026, 12, 31)))
    assert {(change.ref, change.heading) for change in result.changed} == {
        ("P23-01", "Owner"),
        ("P23-01", "Revised date"),
        ("P23-01", "Progress update"),
    }
    sheet = opened(path)["Plan"]
    assert sheet["F4"].value == "Supt Contact"
    assert sheet["J4"].value == datetime(2026, 12, 31)
    assert sheet["K4"].value == f"Two intakes trained.\nCovered: Rec 2, {REPORT.title} (2026)"


def test_twice_changes_nothing_even_before_the_next_import(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    view = view_of(path, NEW, items=(COVERED,), owner="Supt Contact")
    first = annotate(path, view)
    content = path.read_bytes()
    second = annotate_workbook(path, view, SETTINGS, imported_sha256=first.sha256, now=NOW)
    assert (second.appended, second.changed, second.backup) == ((), (), None)
    assert path.read_bytes() == content
    assert second.sha256 == first.sha256


def test_twice_changes_nothing_whatever_the_words(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    odd = " begin\x02 middle\r\nline _x0041_ \n"
    new = replace(NEW, text=odd, progress=odd, owner=" ")
    titled = replace(VIEW.reports[0], report=replace(REPORT, title="Group\x02 based"))
    view = replace(view_of(path, new, items=(COVERED,), progress=odd, owner=odd), reports=(titled,))
    first = annotate(path, view)
    second = annotate_workbook(path, view, SETTINGS, imported_sha256=first.sha256, now=NOW)
    assert (second.changed, second.backup) == ((), None)


def test_a_copy_of_the_old_workbook_lies_beside_the_new_one(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    before = path.read_bytes()
    result = annotate(path, view_of(path, NEW))
    assert result.backup is not None and result.backup.parent == tmp_path
    assert result.backup.name == "tracker.backup-20260401-080000.xlsx"
    assert result.backup.read_bytes() == before
    assert sorted(found.name for found in tmp_path.iterdir()) == [result.backup.name, path.name]


@pytest.mark.parametrize("lock", ["~$tracker.xlsx", ".~lock.tracker.xlsx#"])
def test_an_open_workbook_is_refused(tmp_path: Path, lock: str) -> None:
    path = saved(tmp_path, rich_tracker())
    view, before = view_of(path, NEW), path.read_bytes()
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(TrackerOpen, match="open in another program"):
        annotate(path, view)
    assert path.read_bytes() == before


@pytest.mark.parametrize("sha256", [None, "0" * 64])
def test_a_workbook_that_is_not_the_imported_one_is_refused(tmp_path: Path, sha256: str | None) -> None:
    path = saved(tmp_path, rich_tracker())
    view, before = view_of(path, NEW), path.read_bytes()
    with pytest.raises(TrackerChanged, match="plan import"):
        annotate_workbook(path, view, SETTINGS, imported_sha256=sha256)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["tracker.xlsm", "tracker.csv", "tracker"])
def test_other_formats_are_not_edited(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path, rich_tracker(), name)
    with pytest.raises(CannotExport, match=r"only \.xlsx"):
        annotate_workbook(path, VIEW, SETTINGS, imported_sha256=None)


def test_a_table_grows_by_the_rows_appended_and_by_nothing_else(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker(with_table=True))
    before = parts_of(path.read_bytes())["xl/tables/table1.xml"]
    annotate(path, view_of(path, NEW))
    after = parts_of(path.read_bytes())["xl/tables/table1.xml"]
    assert before.count(b"A3:L6") == 2
    assert after == before.replace(b"A3:L6", b"A3:L7")


def test_a_formula_is_never_overwritten(tmp_path: Path) -> None:
    headings = (*HEADINGS[:5], "Owner", "Status")
    path = saved(tmp_path, simple_tracker(headings, [("P23-01", "R", "1", "Act.", "", '="A"&"B"', "Open")]))
    view = view_of(path, owner="Somebody else")
    result = annotate(path, view)
    assert result.changed == ()
    assert any("holds a formula" in issue.message for issue in result.issues)


def test_merged_cells_are_left_alone(tmp_path: Path) -> None:
    content = simple_tracker()
    sheet = parts_of(content)["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="F2:F3"/></mergeCells>'
    )
    path = saved(tmp_path, with_part(content, "xl/worksheets/sheet1.xml", sheet))
    result = annotate(path, view_of(path, owner="Somebody else"))
    assert result.changed == ()
    assert any("merged" in issue.message for issue in result.issues)


def test_new_actions_need_a_column_for_their_reference(tmp_path: Path) -> None:
    path = saved(tmp_path, simple_tracker(("Recommendation", "Owner", "Status"), [("Act on it.", "DI", "Open")]))
    before = path.read_bytes()
    with pytest.raises(CannotExport, match="no column for a reference"):
        annotate(path, view_of(path, NEW))
    assert path.read_bytes() == before


def test_an_action_that_another_tracker_brought_is_not_added(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    view = view_of(path)
    result = annotate(path, replace(view, actions=(*view.actions, replace(NEW, ref="OLD-1"))))
    assert result.appended == ()
    assert any("OLD-1" in issue.message for issue in result.issues)


def test_what_is_written_is_text_never_a_formula(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    text = '=HYPERLINK("http://example.test","_x0041_")\n<r>x</r>'
    annotate(path, view_of(path, replace(NEW, text=text), progress="@SUM(1)"))
    sheet = opened(path)["Plan"]
    assert (sheet["D7"].data_type, sheet["K4"].data_type) == ("s", "s")
    again = {action.ref: action for action in import_tracker(path).actions}
    assert again["EX-101"].text == text
    assert again["P23-01"].progress == "@SUM(1)"


def test_text_beyond_a_cell_is_kept_in_the_store_and_said(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    result = annotate(path, view_of(path, progress="x" * 40_000))
    assert result.changed == ()
    assert any("32,767" in issue.message for issue in result.issues)


def test_an_error_while_replacing_leaves_the_old_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, rich_tracker())
    view, before = view_of(path, NEW), path.read_bytes()

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ExtractorError, match="open in another program"):
        annotate(path, view)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_openpyxl_still_reads_every_sheet(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker(with_table=True))
    annotate(path, view_of(path, NEW, items=(COVERED,)))
    book = opened(path)
    assert book.sheetnames == ["Read me", "Plan", "Figures"]
    assert book["Plan"].dimensions.endswith("7")
    assert book["Plan"]["M4"].value == '=IF(J4="",I4,J4)'


def test_a_tie_undone_after_its_export_is_marked_and_left(tmp_path: Path) -> None:
    line = f"Covered: Rec 2, {REPORT.title} (2026)"
    path = saved(tmp_path, simple_tracker(("Ref", "Recommendation", "Relation"), [("P23-01", "Answer calls.", line)]))
    linked = replace(VIEW.decisions[1], decided={"links": {"P23-01": "covered"}})
    tied = replace(view_of(path, items=(COVERED,)), decisions=(linked,))
    assert annotate(path, tied).issues == ()
    result = annotate(path, replace(tied, items=(replace(COVERED, standing=decided("for_force")),)))
    assert [(change.ref, change.before, change.after) for change in result.changed] == [
        ("P23-01", line, f"Taken back: {line}")
    ]
    assert opened(path).active["C2"].value == f"Taken back: {line}"
    undone = replace(tied, items=(replace(COVERED, standing=decided("for_force")),))
    assert annotate(path, undone).changed == ()


def test_a_new_action_fills_department_senior_owner_and_board_where_the_tracker_has_them(tmp_path: Path) -> None:
    headings = ("Ref", "Recommendation", "Lead", "Dept", "SRO", "Governance board")
    path = saved(tmp_path, simple_tracker(headings, [("P1", "Answer calls.", "A", "B", "C", "D")]))
    given = replace(NEW, department="Contact", fields={"sro": "ACC Local", "governance_board": "Performance board"})
    annotate(path, view_of(path, given))
    row = [cell.value for cell in opened(path).active[3]]
    assert row == ["EX-101", NEW.text, "Supt Contact", "Contact", "ACC Local", "Performance board"]


def test_the_force_s_formulas_go_on_down_into_new_rows(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    annotate(path, view_of(path, NEW, replace(NEW, ref="EX-102")))
    sheet = opened(path)["Plan"]
    assert [sheet[f"M{row}"].value for row in (6, 7, 8)] == [
        '=IF(J6="",I6,J6)', '=IF(J7="",I7,J7)', '=IF(J8="",I8,J8)'
    ]  # fmt: skip


def test_a_formula_that_excel_keeps_once_for_a_column_goes_on_too(tmp_path: Path) -> None:
    content = rich_tracker()
    sheet = parts_of(content)["xl/worksheets/sheet2.xml"]
    shared = re.sub(rb"<f>IF\(J4[^<]*</f>", b'<f t="shared" ref="M4:M6" si="0">IF(J4="",I4,J4)</f>', sheet)
    shared = re.sub(rb"<f>IF\(J[56][^<]*</f>", b'<f t="shared" si="0"/>', shared)
    assert shared.count(b'si="0"') == 3
    path = saved(tmp_path, with_part(content, "xl/worksheets/sheet2.xml", shared))
    annotate(path, view_of(path, NEW))
    assert opened(path)["Plan"]["M7"].value == '=IF(J7="",I7,J7)'


def test_what_was_noted_in_the_force_s_own_column_is_no_change_when_it_is_taken_in(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    view = view_of(path, items=(COVERED,))
    annotate(path, view)
    assert settled_actions(import_tracker(path), view.actions, view)[0] == view.actions[0]
    book = opened(path)
    book["Plan"]["K4"].value += "\nThe board was told."
    book.save(path)
    found = settled_actions(import_tracker(path), view.actions, view)[0]
    assert found.progress == f"Two intakes trained.\nCovered: Rec 2, {REPORT.title} (2026)\nThe board was told."


def test_a_note_under_progress_is_marked_when_it_is_undone_before_the_next_import(tmp_path: Path) -> None:
    path = saved(tmp_path, rich_tracker())
    linked = replace(VIEW.decisions[1], decided={"links": {"P23-01": "covered"}})
    tied = replace(view_of(path, items=(COVERED,)), decisions=(linked,))
    annotate(path, tied)
    undone = replace(tied, items=(replace(COVERED, standing=decided("for_force")),))
    annotate(path, undone)
    line = f"Covered: Rec 2, {REPORT.title} (2026)"
    assert opened(path)["Plan"]["K4"].value == f"Two intakes trained.\nTaken back: {line}"
    assert annotate(path, undone).changed == ()
    changed = tuple(replace(one, progress="Ended.") if one.ref == "P23-01" else one for one in undone.actions)
    annotate(path, replace(undone, actions=changed))
    assert opened(path)["Plan"]["K4"].value == "Ended."
