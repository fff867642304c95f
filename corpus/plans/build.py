"""Build the sample trackers: ``python -m corpus.plans.build`` from the root of the project.

``exampleshire-improvement-plan.xlsx`` is laid out as a force lays out its own: a title and a note above the headings,
a banner for each source, merged cells, a sheet of lists, a sheet of figures with formulas, drop-down lists, comments,
a text box, sparklines and columns that no program asked for. Its actions are those of the labelled plan
``matching_paraphrase``. Everything in it is invented.
"""

from __future__ import annotations

import csv
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "labelled" / "matching_paraphrase" / "actions.csv"
TARGET = HERE / "exampleshire-improvement-plan.xlsx"
HEADINGS = (
    "Ref", "Source report", "Source ref", "Recomendation / AFI", "Force action", "Lead", "Dept", "Theme", "Status",
    "BRAG", "Target date", "Revised target", "Latest update", "Relation to existing", "Cost code", "Days to target",
)  # fmt: skip
WIDTHS = (9, 20, 10, 50, 40, 20, 16, 20, 15, 8, 12, 12, 40, 30, 10, 9)
FIRST_ROW = 6
"""Of the plan, from 0, below the title, the note and the headings."""
CREATED = datetime(2026, 1, 5)


def build(target: Path = TARGET) -> Path:
    """Write the workbook; returns its path."""
    with SOURCE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with Workbook(str(target)) as made:
        made.set_properties({"title": "Exampleshire Police improvement plan", "created": CREATED})
        made.set_calc_mode("auto")
        write_notes(made)
        last = write_plan(made, rows)
        write_figures(made, last)
        lists = made.add_worksheet("Lists")
        lists.write_column(0, 0, ["Status", "Not started", "In progress", "Pending sign off", "Closed"])
    return target


def write_notes(made: Workbook) -> None:
    """What the team tells itself about the tracker."""
    notes = made.add_worksheet("Read me")
    notes.set_column(0, 0, 80)
    notes.write("A1", "How this tracker is kept", made.add_format({"bold": True, "font_size": 14}))
    notes.write("A2", "Leads update their own rows by the fifth of each month. Do not sort the sheet.")
    notes.insert_textbox("A5", "Questions: continuous improvement team, extension 0000.", {"width": 320, "height": 60})


def write_plan(made: Workbook, rows: list[dict[str, str]]) -> int:
    """The plan, a banner above each source; returns its last row, from 1."""
    plan = made.add_worksheet("Live plan")
    head = made.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True, "valign": "top"})
    plan.merge_range(
        0, 0, 0, 8, "Exampleshire Police: improvement plan", made.add_format({"bold": True, "font_size": 16})
    )
    plan.write(2, 0, "BRAG: blue complete, green on track, amber at risk, red late")
    plan.write_row(FIRST_ROW - 2, 0, HEADINGS, head)
    for column, width in enumerate(WIDTHS):
        plan.set_column(column, column, width)
    row = FIRST_ROW - 1
    for source, group in groupby(rows, key=lambda action: action["Source report"]):
        banner = made.add_format({"bold": True, "bg_color": "#EDEDED"})
        plan.merge_range(row, 0, row, len(HEADINGS) - 1, source, banner)
        for action in group:
            row += 1
            write_action(made, plan, row, action)
        row += 1
    dress(made, plan, row)
    return row


def write_action(made: Workbook, plan: Worksheet, row: int, action: dict[str, str]) -> None:
    """One row: words, dates as dates where they are dates, and a figure that follows from them."""
    words = made.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = made.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "border": 1})
    names = ("Ref", "Source report", "Source ref", "Recommendation/AFI", "Action", "Owner", "Department", "Theme",
             "Status", "RAG", "Target date", "Revised date", "Progress update")  # fmt: skip
    for column, name in enumerate(names):
        value = as_typed(action[name]) if name.endswith("date") and name != "Progress update" else action[name]
        if isinstance(value, datetime):
            plan.write_datetime(row, column, value, day)
        else:
            plan.write_string(row, column, value, words)
    plan.write_blank(row, 13, None, words)
    plan.write_string(row, 14, f"{4000 + row}", words)
    plan.write_formula(
        row, 15, f'=IF(K{row + 1}="","",K{row + 1}-DATE(2026,3,31))', words, days_left(action["Target date"])
    )


def as_typed(text: str) -> datetime | str:
    """A date where the text is one in figures, else the text."""
    try:
        return datetime.strptime(text, "%d/%m/%Y")
    except ValueError:
        return text


def days_left(text: str) -> Any:
    """What the formula beside a date comes to."""
    day = as_typed(text)
    return (day - datetime(2026, 3, 31)).days if isinstance(day, datetime) else ""


def dress(made: Workbook, plan: Worksheet, last: int) -> None:
    """What a save through most libraries would lose some of."""
    plan.data_validation(
        FIRST_ROW - 1, 8, last + 200, 8, {"validate": "list", "source": "=Lists!$A$2:$A$5", "error_type": "information"}
    )
    for name, color in (("Blue", "#9DC3E6"), ("Green", "#A9D18E"), ("Amber", "#FFD966"), ("Red", "#FF7C80")):
        look = made.add_format({"bg_color": color})
        plan.conditional_format(
            FIRST_ROW - 1, 9, last + 200, 9, {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": look}
        )
    plan.write_comment("F7", "Ask the DCC's staff officer before changing a lead.")
    plan.autofilter(FIRST_ROW - 2, 0, last, len(HEADINGS) - 1)
    plan.freeze_panes(FIRST_ROW - 1, 1)
    plan.add_sparkline(2, 8, {"range": "Figures!B3:B6"})


def write_figures(made: Workbook, last: int) -> None:
    """The team's own counts."""
    figures = made.add_worksheet("Figures")
    figures.set_column(0, 0, 24)
    figures.write("A1", "Actions by status", made.add_format({"bold": True}))
    for row, status in enumerate(("Not started", "In progress", "Pending sign off", "Closed"), 2):
        figures.write_string(row, 0, status)
        figures.write_formula(
            row, 1, f"=COUNTIF('Live plan'!$I${FIRST_ROW}:$I${last + 500},A{row + 1}&\"*\")", None, ""
        )


if __name__ == "__main__":
    print(build())
