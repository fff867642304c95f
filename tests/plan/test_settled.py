"""Round trip: what the export wrote is no change, what a person edited is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from extractor.domain import Action, ActionStatus
from extractor.plan.exporter import workbook_bytes
from extractor.plan.importer import import_tracker
from extractor.plan.settled import settled_actions
from extractor.plan.text_formats import plan_csv
from extractor.plan_view import PlanView
from tests.plan.strategies import views
from tests.plan.trackers import saved, simple_tracker
from tests.plan.views import VIEW


def without_place(action: Action) -> tuple[object, ...]:
    fields = {name: text for name, text in action.fields.items() if text}
    names = ("ref", "text", "action", "source_report", "source_ref", "owner", "department", "theme", "status",
             "rag", "target_date", "revised_date", "progress")  # fmt: skip
    return (*(getattr(action, name) for name in names), fields, dict(action.extra))


def came_back(folder: Path, content: bytes, name: str = "plan.xlsx", view: PlanView = VIEW) -> tuple[Action, ...]:
    return settled_actions(import_tracker(saved(folder, content, name)), view.actions, view)


def edited(content: bytes, change: Callable[[Worksheet], None]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    change(book["Actions"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("make", "name"), [(workbook_bytes, "plan.xlsx"), (plan_csv, "plan.csv")])
def test_an_export_taken_in_again_changes_nothing(tmp_path: Path, make: Callable[[PlanView], bytes], name: str) -> None:
    found = came_back(tmp_path, make(VIEW), name)
    assert [without_place(action) for action in found] == [without_place(action) for action in VIEW.actions]
    assert [action.status_text for action in found] == [action.status_text for action in VIEW.actions]


def stripped(action: Action) -> tuple[object, ...]:
    """What a cell keeps: no blanks around the words, and no words of a rating beside the rating itself."""
    values = [value.strip() if isinstance(value, str) else value for value in without_place(action)]
    fields = dict(action.fields)
    if fields.get("rag") == "Blue":
        fields.pop("rag")
    return (*values[:-2], {name: text for name, text in fields.items() if text}, values[-1])


@settings(max_examples=10, deadline=None)
@given(views())
def test_any_plan_taken_in_again_changes_nothing(tmp_path_factory: pytest.TempPathFactory, view: PlanView) -> None:
    if not view.actions:
        return
    folder = tmp_path_factory.mktemp("plan")
    found = came_back(folder, workbook_bytes(view), view=view)
    assert [stripped(action) for action in found] == [stripped(action) for action in view.actions]


def test_an_edit_in_excel_is_the_only_change(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        at = {cell.value: cell.column for cell in sheet[2]}
        sheet.cell(3, at["Business lead"], "Supt New")
        sheet.cell(3, at["Status"], "Pending sign-off")
        sheet.cell(3, at["Executive lead / SRO"]).value = None
        sheet.cell(4, at["Cost code"], "0099")
        sheet.cell(7, at["Relevance"], "Joint")

    found = came_back(tmp_path, edited(workbook_bytes(VIEW), change))
    before = {action.ref: action for action in VIEW.actions}
    changed = {action.ref for action in found if without_place(action) != without_place(before[action.ref])}
    assert changed == {"P23-01", "P21-02", "EX-101"}
    by_ref = {action.ref: action for action in found}
    assert (by_ref["P23-01"].owner, by_ref["P23-01"].status) == ("Supt New", ActionStatus.PENDING_SIGN_OFF)
    assert by_ref["P23-01"].fields == {"governance_board": "Contact Board"}
    assert by_ref["P21-02"].extra["Cost code"] == "0099"
    assert by_ref["EX-101"].fields == {"relevance": "Joint"}


def test_columns_that_a_tracker_does_not_have_keep_what_is_stored(tmp_path: Path) -> None:
    content = simple_tracker(("Ref", "Recommendation", "Status"), [("P23-01", "Answer faster.", "Complete")])
    (found,) = came_back(tmp_path, content)
    assert (found.text, found.status) == ("Answer faster.", ActionStatus.CLOSED_FORCE)
    assert (found.owner, found.progress) == (VIEW.actions[0].owner, VIEW.actions[0].progress)
    assert (found.fields, found.extra) == (VIEW.actions[0].fields, VIEW.actions[0].extra)


def test_an_action_that_nobody_knew_is_as_it_was_read(tmp_path: Path) -> None:
    content = simple_tracker(("Ref", "Recommendation", "Status"), [("NEW-1", "Act.", "Open")])
    (found,) = came_back(tmp_path, content)
    assert (found.ref, found.text, found.status) == ("NEW-1", "Act.", ActionStatus.IN_PROGRESS)
