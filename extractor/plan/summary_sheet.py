"""The Summary sheet: the lines of ``summary`` laid out, with two charts drawn from its cells."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from extractor.plan.sheet_writer import DEEP, Book, Formula
from extractor.plan.summary import Line


def write_summary(book: Book, lines: Mapping[int, Line]) -> None:
    """Add the sheet to a workbook."""
    sheet = book.sheet("Summary")
    sheet.hide_gridlines(2)
    book.write_title(sheet, "Summary")
    for position, width in enumerate((52, 16, 52)):
        sheet.set_column(position, position, width)
    book.write(sheet, 3, 0, "As at", "label")
    book.write(sheet, 3, 1, book.day, "as_at")
    book.write(sheet, 3, 2, "Every figure below counts rows of this workbook on this day; change it freely.", "note")
    for row, line in lines.items():
        book.write(sheet, row - 1, 0, line.label, "block" if line.is_heading else "label")
        if line.is_heading:
            sheet.write_blank(row - 1, 1, None, book.style("block"))
        else:
            book.write(sheet, row - 1, 1, Formula(line.formula, line.value), "figure")
        book.write(sheet, row - 1, 2, line.note, "note")
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(0, 3)
    for position, title in enumerate(("Actions by status", "Actions by RAG/BRAG")):
        _add_chart(book, sheet, lines, title, 5 + 17 * position)


def _add_chart(book: Book, sheet: Worksheet, lines: Mapping[int, Line], title: str, row: int) -> None:
    """A bar chart of one block, drawn from its cells."""
    begin = next(number for number, line in lines.items() if line.is_heading and line.label == title) + 1
    end = begin
    while end + 1 in lines:
        end += 1
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": f"=Summary!$A${begin}:$A${end}",
            "values": f"=Summary!$B${begin}:$B${end}",
            "fill": {"color": DEEP},
            "gap": 40,
            "data_labels": {"value": True, "font": {"size": 9}},
        }
    )
    chart.set_title({"name": title, "name_font": {"size": 11, "color": DEEP}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 9}, "line": {"none": True}})
    chart.set_size({"width": 560, "height": 320})
    words = "; ".join(f"{lines[number].label} {lines[number].value}" for number in range(begin, end + 1))
    sheet.insert_chart(row, 4, chart, {"description": f"{title}: {words}"})
