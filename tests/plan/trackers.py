"""Trackers as forces keep them, made on the spot: tidy, messy, rich and hostile."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook as OpenpyxlWorkbook
from openpyxl import load_workbook
from openpyxl.comments import Comment
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from extractor.plan.importer import PlanImport

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CHAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
CHAIN_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"

HEADINGS = (
    "Action Ref", "Source report", "Source ref", "Recomendation / AFI", "Action", "Owner", "Status", "RAG",
    "Target date", "Revised date", "Progress update", "Cost code",
)  # fmt: skip
ROWS: tuple[tuple[object, ...], ...] = (
    ("P23-01", "PEEL 2023-25", "AFI 4", "The force should answer calls more quickly.", "Recruit call handlers.",
     "Head of Contact", "In progress", "Amber", datetime(2024, 6, 30), datetime(2026, 5, 31), "Two intakes trained.",
     "0042"),
    ("P21-02", "PEEL 2021/22", "AFI 6", "The force needs to reduce unanswered 101 calls.", "New menu.",
     "Head of Contact", "Closed - HMICFRS", "Blue", datetime(2022, 12, 31), None, "Closed after the visit.", "0043"),
    ("T-009", "Pattern of fear (2023)", "Rec 1", "Forces should publish a plan.", "Publish the plan.",
     "DI MASH", "Pending sign off", "Green", datetime(2026, 1, 31), "TBC", "Waiting for the DCC.", "0044"),
)  # fmt: skip


def kept_as_it_is(found: PlanImport) -> tuple[str, ...]:
    """Headings that no canonical column answers to."""
    return tuple(dict.fromkeys(column.heading for column in found.columns if column.column_id is None))


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    """A workbook made by a function."""
    target = io.BytesIO()
    with Workbook(target) as made:
        fill(made)
    return target.getvalue()


def write_rows(sheet: Worksheet, rows: Iterable[Sequence[object]], first_row: int, date_format: Any = None) -> None:
    for number, row in enumerate(rows, first_row):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value, date_format)
            elif value is not None:
                sheet.write(number, column, value)


def rich_tracker(*, with_table: bool = False, chained: bool = True) -> bytes:
    """What a load and save through a library loses parts of: see the calls."""

    def fill(made: Workbook) -> None:
        notes = made.add_worksheet("Read me")
        notes.write("A1", "How to use this tracker")
        notes.insert_textbox("B3", "Please update by the 5th of each month.")
        plan = made.add_worksheet("Plan")
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        plan.merge_range("A1:L1", "Exampleshire Police improvement plan", made.add_format({"bold": True}))
        write_rows(plan, [HEADINGS], 2)
        write_rows(plan, ROWS, 3, day)
        for row in range(3, 6):
            plan.write_formula(row, 12, f'=IF(J{row + 1}="",I{row + 1},J{row + 1})', day, 45000)
        plan.write("M3", "Date that counts")
        plan.data_validation("G4:G500", {"validate": "list", "source": ["In progress", "Pending sign off"]})
        plan.conditional_format(
            "H4:H500",
            {"type": "cell", "criteria": "==", "value": '"Red"', "format": made.add_format({"bg_color": "red"})},
        )
        plan.write_comment("F4", "Ask before you change the owner.")
        plan.add_sparkline("N4", {"range": "Figures!A1:F1"})
        plan.set_column("L:L", 12, None, {"hidden": True})
        plan.freeze_panes(3, 1)
        if with_table:
            plan.add_table("A3:L6", {"columns": [{"header": heading} for heading in HEADINGS], "name": "Plan"})
        else:
            plan.autofilter("A3:L6")
        figures = made.add_worksheet("Figures")
        write_rows(figures, [(3, 5, 2, 8, 9, 1)], 0)
        figures.write_formula("A3", '=COUNTIF(Plan!G4:G500,"In progress")', None, 1)
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=Figures!$A$1:$F$1"})
        figures.insert_chart("C5", chart)
        made.define_name("Owners", "=Figures!$A$1:$A$3")

    return with_calc_chain(workbook(fill)) if chained else workbook(fill)


def other_tracker() -> bytes:
    """A tracker written by openpyxl: other names, no values beside its formulas, a hidden sheet, a comment."""
    book = OpenpyxlWorkbook()
    plan = book.active
    assert plan is not None
    plan.title = "Plan"
    plan.append(["Improvement plan"])
    plan.append([])
    plan.append([*HEADINGS, "Days left"])
    for row, values in enumerate(ROWS, 4):
        plan.append([*values, f"=I{row}-TODAY()"])
        plan[f"I{row}"].number_format = plan[f"J{row}"].number_format = "dd/mm/yyyy"
    plan["F4"].comment = Comment("Ask first.", "A Reviewer")
    hidden = book.create_sheet("Counts")
    hidden["A1"] = "=COUNTA(Plan!A4:A100)"
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_calc_chain(content: bytes) -> bytes:
    """The workbook as Excel saves it: with the list of its formulas."""
    chain = f'<?xml version="1.0"?><calcChain xmlns="{SPREADSHEET}"><c r="M4" i="2"/></calcChain>'
    parts = parts_of(content)
    types, rels = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{CHAIN_TYPE}"/></Types>'.encode()
    parts[types] = parts[types].replace(b"</Types>", override)
    relation = f'<Relationship Id="rId99" Type="{CHAIN_RELATION}" Target="calcChain.xml"/></Relationships>'.encode()
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    return zipped(parts | {"xl/calcChain.xml": chain.encode()})


def parts_of(content: bytes) -> dict[str, bytes]:
    """Every part of a package by name, in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """A package of parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


def simple_tracker(
    headings: Sequence[str] = HEADINGS, rows: Iterable[Sequence[object]] = ROWS, sheet: str = "Plan"
) -> bytes:
    """A heading row and rows below it."""

    def fill(made: Workbook) -> None:
        plan = made.add_worksheet(sheet)
        write_rows(plan, [headings], 0)
        write_rows(plan, rows, 1, made.add_format({"num_format": "dd/mm/yyyy"}))

    return workbook(fill)


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """A package with one part replaced."""
    return zipped(parts_of(content) | {name: data})


def sheet_part(content: bytes, number: int) -> str:
    """The name of a sheet's part."""
    return f"xl/worksheets/sheet{number}.xml"


def saved(folder: Path, content: bytes, name: str = "tracker.xlsx") -> Path:
    """The tracker as a file."""
    path = folder / name
    path.write_bytes(content)
    return path


def opened(path: Path) -> OpenpyxlWorkbook:
    """The workbook as another reader sees it, which warns of what it would lose."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(path)
