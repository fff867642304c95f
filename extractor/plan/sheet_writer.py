"""Writes one table of rows into a new workbook so that it can be read, filtered, printed and edited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from extractor.plan.cells import clean_text, is_dangerous
from extractor.plan.columns import Kind
from extractor.plan.long_text import LongTexts
from extractor.plan.rows import Value
from extractor.plan.sheet_reader import column_to_letters
from extractor.plan.summary import FIRST_ROW, LAST_ROW

FONT = "Arial"
INK, PAPER, RULE, DEEP, PALE = "#1F2933", "#FFFFFF", "#C9D1D9", "#1F3A5F", "#EEF2F7"
A3 = 8
LINE_PT, HIGHEST_ROW_PT = 13.0, 409.0
LETTERS_PER_WIDTH = 1.05
"""Letters of running text in one unit of column width, lines broken between words."""
COLORS = {
    "Blue": ("#1D5FA8", "#FFFFFF"),
    "Green": ("#2E7D32", "#FFFFFF"),
    "Amber": ("#FFBF00", "#1F2933"),
    "Red": ("#B3261E", "#FFFFFF"),
}
"""Fill and letters of each rating: every pair has a contrast of at least 4.5 to 1."""
_SHARED_LINE = re.compile(r"(?<=_x[0-9A-Fa-f]{4})(?=_x[0-9A-Fa-f]{4}_)")
_LOOKS_RICH = re.compile(r"<r>.*</r>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column to write: id in the rows, heading, kind, width in characters and the drop-down list behind it."""

    id: str
    heading: str
    kind: Kind = "text"
    width: int = 14
    choices: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value it comes to, so that a previewer that does not calculate shows it too."""

    words: str
    value: int


Cell = Value | Formula


class Book:
    """A workbook being written: its formats, its long texts, and what stands on every sheet."""

    def __init__(self, workbook: Workbook, marking: str, title: str, day: date) -> None:
        self.workbook = workbook
        self.marking = clean_text(marking)
        self.title = clean_text(title)
        self.day = day
        self.long_texts = LongTexts()
        self._formats: dict[tuple[str, bool], Format] = {}

    def style(self, kind: str, *, is_quoted: bool = False) -> Format:
        """The format of a kind of cell; ``is_quoted`` keeps words from becoming a formula when they are edited."""
        key = (kind, is_quoted)
        if key not in self._formats:
            made = self.workbook.add_format({"font_name": FONT, "font_size": 10, "font_color": INK, **STYLES[kind]})
            if is_quoted:
                made.set_quote_prefix()
            self._formats[key] = made
        return self._formats[key]

    def sheet(self, name: str, *, across: int = 1) -> Worksheet:
        """A new sheet set up for A3 landscape with the marking above and below every printed page."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.65)
        sheet.fit_to_pages(across, 0)
        marking, title = footer_words(self.marking, 60), footer_words(self.title, 90)
        # The size stands before the font: digits of the marking itself would be read as part of a size before them.
        bold, plain = f'&"{FONT},Bold"', f'&"{FONT}"'
        sheet.set_header(f"&C&12{bold}{marking}")
        sheet.set_footer(f"&L&8{plain}{title}&C&10{bold}{marking}&R&8{plain}&A, page &P of &N")
        return sheet

    def write_title(self, sheet: Worksheet, name: str) -> None:
        """The first row: the marking, and beside it what the sheet is."""
        sheet.set_row(0, 22)
        sheet.write_string(0, 0, self.marking, self.style("title"))
        sheet.write_string(0, 1, f"{self.title}: {name}", self.style("title"))

    def write(self, sheet: Worksheet, row: int, column: int, value: Cell, kind: str) -> None:
        """One cell; words are always written as words."""
        if value is None or value == "":
            return  # the column's own format stands behind an empty cell, and a million blanks are not written
        if isinstance(value, Formula):
            sheet.write_formula(row, column, value.words, self.style(kind), value.value)
        elif isinstance(value, date):
            moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
            sheet.write_datetime(row, column, moment, self.style("date" if kind != "as_at" else kind))
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self.style(kind))
        else:
            self._write_words(sheet, row, column, self.long_texts.fit(clean_text(value)), kind)

    def _write_words(self, sheet: Worksheet, row: int, column: int, text: str, kind: str) -> None:
        style = self.style("text" if kind == "date" else kind, is_quoted=is_dangerous(text))
        pieces = pieces_to_write(text)
        if len(pieces) > 1:
            run = self.style("run")
            fragments = [part for piece in pieces[1:] for part in (run, piece)]
            sheet.write_rich_string(row, column, pieces[0], *fragments, style)
        else:
            sheet.write_string(row, column, text, style)


RULED = {"border": 1, "border_color": RULE}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 12, "font_color": DEEP, "valign": "vcenter"},
    "heading": {
        "bold": True,
        "font_color": PAPER,
        "bg_color": DEEP,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": RULE,
    },
    "text": {"text_wrap": True, "valign": "top"},
    "long": {"text_wrap": True, "valign": "top"},
    "choice": {"text_wrap": True, "valign": "top"},
    "date": {"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"},
    "number": {"num_format": "#,##0", "valign": "top"},
    "run": {},
    "block": {"bold": True, "font_size": 11, "font_color": DEEP, "bottom": 2, "bottom_color": DEEP},
    "label": {"bottom": 1, "bottom_color": RULE, "text_wrap": True, "valign": "vcenter"},
    "figure": {"bottom": 1, "bottom_color": RULE, "num_format": "#,##0", "bold": True, "valign": "vcenter"},
    "note": {"font_color": "#5B6770", "italic": True, "font_size": 9, "valign": "vcenter", "indent": 1},
    "as_at": {"num_format": "d mmmm yyyy", "bold": True, "align": "right", "bg_color": PALE, "border": 1},
}


def footer_words(text: str, limit: int) -> str:
    """The beginning of a text as a header or footer takes it, which with its codes may have 255 letters.

    >>> footer_words("Crime & harm", 8)
    'Crime &&'
    """
    words = text
    while len(doubled := words.replace("&", "&&")) > limit:
        words = words[:-1]
    return doubled.rstrip()


def pieces_to_write(text: str) -> list[str]:
    """Text in pieces that XlsxWriter leaves as they are; more than one where it would misread the whole.

    It takes ``<r>…</r>`` for markup of its own, and of two escapes that share a line it sees only the first.

    >>> pieces_to_write("plain"), pieces_to_write("<r></r>"), pieces_to_write("_x005F_x0041_")
    (['plain'], ['<', 'r></r>'], ['_x005F', '_x0041_'])
    """
    pieces = _SHARED_LINE.split(text) if "_x" in text else [text]
    return [text[:1], text[1:]] if len(pieces) == 1 and _LOOKS_RICH.fullmatch(text) else pieces


def write_table(
    book: Book, sheet: Worksheet, columns: Sequence[SheetColumn], rows: Iterable[Mapping[str, Cell]]
) -> int:
    """Title, headings and rows of one sheet; returns how many rows there were."""
    book.write_title(sheet, sheet.get_name())
    sheet.set_row(1, 45)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width, book.style(column.kind))
        book.write(sheet, 1, position, column.heading, "heading")
    count = 0
    for count, row in enumerate(rows, 1):
        sheet.set_row(FIRST_ROW - 2 + count, row_height_pt(columns, row))
        for position, column in enumerate(columns):
            book.write(sheet, FIRST_ROW - 2 + count, position, row.get(column.id), column.kind)
    sheet.freeze_panes(FIRST_ROW - 1, 1)
    sheet.autofilter(1, 0, max(count + 1, 2), len(columns) - 1)
    sheet.repeat_rows(0, 1)
    return count


def rule_rows(book: Book, sheet: Worksheet, width: int) -> None:
    """Thin lines around every cell of a filled row, the empty ones and those appended later included.

    Call it after every other conditional format: the first that applies to a cell wins in some programs.
    """
    style = book.workbook.add_format(RULED)
    area = f"A{FIRST_ROW}:{column_to_letters(width)}{LAST_ROW}"
    sheet.conditional_format(area, {"type": "formula", "criteria": f'=$A{FIRST_ROW}<>""', "format": style})


def row_height_pt(columns: Sequence[SheetColumn], row: Mapping[str, Cell]) -> float:
    """The height that shows every word: programs that do not fit rows on opening would cut them off."""
    lines = 1
    for column in columns:
        value = row.get(column.id)
        if isinstance(value, str) and len(value) >= column.width - 2:
            letters = max(1.0, column.width * LETTERS_PER_WIDTH)
            lines = max(lines, sum(ceil((len(part) or 1) / letters) for part in value.split("\n")))
        elif isinstance(value, str) and "\n" in value:
            lines = max(lines, value.count("\n") + 1)
    return min(HIGHEST_ROW_PT, 3 + LINE_PT * lines)


def color_ratings(book: Book, sheet: Worksheet, column: int) -> None:
    """Blue, green, amber and red cells in the colours they name."""
    area = column_area(column)
    for name, (fill, letters) in COLORS.items():
        style = book.workbook.add_format({**RULED, "bg_color": fill, "font_color": letters, "bold": True})
        rule = {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": style}
        sheet.conditional_format(area, rule)


def column_area(column: int) -> str:
    """A whole column below the headings, as an area; ``column`` counts from 0."""
    letters = column_to_letters(column + 1)
    return f"{letters}{FIRST_ROW}:{letters}{LAST_ROW}"
