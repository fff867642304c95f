"""An office program opens what is written, calculates it again and comes to the same figures."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import load_workbook

from extractor.config import PlanSettings
from extractor.counts import plan_counts
from extractor.plan.annotate import annotate_workbook
from extractor.plan.board_paper import board_paper
from extractor.plan.exporter import action_columns, item_columns, workbook_bytes
from extractor.plan.importer import import_tracker
from extractor.plan.periodic_paper import periodic_paper
from extractor.plan.section55 import section55_draft
from extractor.plan.summary import summary_lines
from extractor.plan_view import PlanView
from tests.plan.strategies import views
from tests.plan.test_annotate import NEW, view_of
from tests.plan.trackers import opened, parts_of, rich_tracker, saved, zipped
from tests.plan.views import VIEW

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CALCULATED = ("xl/worksheets/sheet4.xml", "xl/worksheets/sheet5.xml")
Convert = Callable[[list[Path], str], list[Path]]

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Converts files of one kind in one run, with a profile of its own."""
    profile = tmp_path_factory.mktemp("profile").as_uri()
    target = tmp_path_factory.mktemp("converted")

    def run(paths: list[Path], kind: str) -> list[Path]:
        command = [str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        command += ["--outdir", str(target), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return [target / f"{path.stem}.{kind}" for path in paths]

    return run


def without_values(content: bytes) -> bytes:
    """The workbook with no value beside any formula of Summary and Reports, so that only calculation can fill them."""
    parts = parts_of(content)
    bare = {name: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", parts[name]) for name in CALCULATED}
    assert all(bare[name] != parts[name] and b"</f><v>" not in bare[name] for name in CALCULATED)
    return zipped(parts | bare)


def assert_calculated(path: Path, view: PlanView) -> None:
    """Every figure of Summary, as the office program calculated it, is the count of the rows."""
    actions = (column.id for column in action_columns(view, PlanSettings()))
    items = (column.id for column in item_columns(PlanSettings(), with_notes=False))
    book, counts = load_workbook(path, data_only=True), plan_counts(view)
    sheet = book["Summary"]
    for shown in book["Reports"].iter_rows(min_row=3, max_row=4, values_only=True):
        found = counts.reports[str(shown[0])]
        assert shown[7:12] == (found.all, found.tops, found.for_force, found.decided, found.left), path.name
    for row, line in summary_lines(counts, actions, items).items():
        if not line.is_heading:
            assert sheet.cell(row, 2).value == line.value, (path.name, line.label)


def test_summary_calculated_again_comes_to_the_counts(tmp_path: Path, convert: Convert) -> None:
    path = saved(tmp_path, without_values(workbook_bytes(VIEW)), "plan.xlsx")
    (done,) = convert([path], "xlsx")
    assert_calculated(done, VIEW)


@pytest.mark.slow
def test_any_plan_calculated_again_comes_to_the_counts(tmp_path: Path, convert: Convert) -> None:
    found: list[PlanView] = []

    @settings(
        max_examples=20, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(views())
    def gather(view: PlanView) -> None:
        found.append(view)

    gather()
    paths = [saved(tmp_path, without_values(workbook_bytes(view)), f"p{at}.xlsx") for at, view in enumerate(found)]
    for path, view in zip(convert(paths, "xlsx"), found, strict=True):
        assert_calculated(path, view)


def test_summary_still_reconciles_after_somebody_edits(tmp_path: Path, convert: Convert) -> None:
    """Append a row and close another by hand: the formulas follow, without any help of ours."""
    path = saved(tmp_path, without_values(workbook_bytes(VIEW)), "edited.xlsx")
    book = opened(path)
    sheet = book["Actions"]
    headings = [cell.value for cell in sheet[2]]
    status = headings.index("Status") + 1
    last = sheet.max_row + 1
    sheet.cell(last, 1, "NEW-1")
    sheet.cell(last, status, "In progress")
    sheet.cell(3, status, "Closed (force)")
    book.save(path)
    (done,) = convert([path], "xlsx")
    figures = {
        row[0].value: row[1].value
        for row in load_workbook(done, data_only=True)["Summary"].iter_rows(min_row=7, max_row=14)
    }
    before = plan_counts(VIEW).actions
    assert figures["All actions"] == before.all + 1
    assert (figures["Open"], figures["Ended"]) == (before.open, before.ended + 1)
    assert figures["Awaiting allocation"] == before.unallocated + 1
    assert figures["Due in 90 days"] == before.due_soon - 1


def test_an_edited_tracker_opens_and_its_formulas_are_calculated_again(tmp_path: Path, convert: Convert) -> None:
    path = saved(tmp_path, rich_tracker(with_table=True))
    annotate_workbook(path, view_of(path, NEW), PlanSettings(), imported_sha256=import_tracker(path).sha256)
    (done,) = convert([path], "xlsx")
    book = opened(done)
    assert book.sheetnames == ["Read me", "Plan", "Figures"]
    assert book["Plan"]["A7"].value == "EX-101"


@pytest.mark.parametrize("name", ["board", "periodic", "section55"])
def test_papers_open_and_print(tmp_path: Path, convert: Convert, name: str) -> None:
    made = {
        "board": lambda: board_paper(VIEW, "R1"),
        "periodic": lambda: periodic_paper(VIEW),
        "section55": lambda: section55_draft(VIEW, "R1"),
    }[name]()
    (printed,) = convert([saved(tmp_path, made, f"{name}.docx")], "pdf")
    assert printed.read_bytes().startswith(b"%PDF") and printed.stat().st_size > 5_000
