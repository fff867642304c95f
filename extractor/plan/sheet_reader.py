"""Rows of a worksheet as text and dates, from its XML: shared strings, styles and merged cells understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from lxml import etree

from extractor.errors import DamagedTracker, TrackerTooLarge
from extractor.plan.cells import clean_text, decode_escapes
from extractor.plan.dates import date_of_serial
from extractor.plan.package import Package

Value = str | date | datetime


class Calculated(str):
    """What a formula shows, as text: it follows from other cells and is not for anybody to keep."""

    __slots__ = ()


MAX_COLUMNS = 1_000
"""Filled cells in one row: the widest plan seen has under a hundred columns."""
MAX_ROWS = 100_000
"""Filled rows in one sheet."""
BUILT_IN_DATES = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
"""Number formats that show a date without saying so in words (ECMA-376 part 1, 18.8.30)."""
_LITERALS = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|_.|\*.', re.IGNORECASE)
_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class SheetReader:
    """Reads the sheets of one package; what they share is parsed once, when first needed."""

    def __init__(self, package: Package) -> None:
        self.package = package

    def rows(self, part: str) -> Iterator[tuple[int, dict[int, Value]]]:
        """Each row with anything in it: its number and its values by column, both from 1.

        Raises:
            TrackerTooLarge: more filled rows, or cells in a row, than any plan has.
            DamagedTracker: the XML makes no sense.
        """
        number = filled = 0
        for row in self.package.elements(part, "row"):
            number = self._integer(row.get("r"), number + 1)
            values = self._row_values(row)
            if not values:
                continue
            filled += 1
            if filled > MAX_ROWS or number > 1_048_576:
                raise TrackerTooLarge(f"{self.package.name} has a sheet of more than {MAX_ROWS:,} rows.")
            if len(values) > MAX_COLUMNS:
                raise TrackerTooLarge(f"{self.package.name} has more than {MAX_COLUMNS:,} columns in row {number}.")
            yield number, values

    def merges(self, part: str) -> tuple[Merge, ...]:
        """The merged areas of a sheet."""
        content = self.package.read(part)
        start = content.rfind(b"</sheetData>")
        areas = re.findall(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z0-9:$]+)[\"']", content[max(start, 0) :])
        return tuple(merge for area in areas if (merge := merge_of_area(area.decode("ascii"))) is not None)

    def _row_values(self, row: etree._Element) -> dict[int, Value]:
        values: dict[int, Value] = {}
        column = 0
        for cell in row.iterchildren("{*}c"):
            column = column_of_cell(cell.get("r", "")) or column + 1
            value = self.value(cell)
            if value is not None and value != "":
                values[column] = value if cell.find("{*}f") is None else Calculated(value_to_text(value))
        return values

    def value(self, cell: etree._Element) -> Value | None:
        """What a cell shows: text, a day, or a moment; None where it shows nothing.

        Raises:
            DamagedTracker: it points to a shared string that is not there.
        """
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return None if inline is None else rich_text(inline)
        raw = cell.findtext("{*}v")
        if raw is None:
            return None
        if kind == "s":
            return self._shared(raw)
        if kind in ("str", "d"):
            return clean_text(decode_escapes(raw))
        if kind == "b":
            return "TRUE" if raw.strip() == "1" else "FALSE"
        if kind == "e":
            return None  # #N/A and its like say that there is nothing to show
        return self._number(raw.strip(), cell.get("s"))

    def is_date_style(self, style: str | None) -> bool:
        """Whether a cell's style shows its number as a date."""
        index = self._integer(style, 0)
        return index < len(self._date_styles) and self._date_styles[index]

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings."""
        part = self.package.part_of_kind("sharedStrings")
        if part is None:
            return []
        return [rich_text(item) for item in self.package.elements(part, "si")]

    @cached_property
    def _date_styles(self) -> list[bool]:
        part = self.package.part_of_kind("styles")
        if part is None:
            return []
        root = self.package.xml(part)
        formats = {item.get("numFmtId"): item.get("formatCode", "") for item in root.iterfind("{*}numFmts/{*}numFmt")}
        styles = []
        for style in root.iterfind("{*}cellXfs/{*}xf"):
            number = style.get("numFmtId", "0")
            words = formats.get(number)
            styles.append(is_date_format(words) if words is not None else self._integer(number, 0) in BUILT_IN_DATES)
        return styles

    def _shared(self, raw: str) -> str:
        try:
            return self.strings[int(raw)]
        except (ValueError, IndexError) as error:
            raise DamagedTracker(f"{self.package.name} is damaged: a cell names a text that is not there.") from error

    def _number(self, raw: str, style: str | None) -> Value:
        try:
            number = float(raw)
        except ValueError:
            return clean_text(raw)
        if self.is_date_style(style):
            moment = date_of_serial(number, self.package.is_1904)
            if moment is not None:
                return moment
        return number_to_text(number)

    @staticmethod
    def _integer(text: str | None, fallback: int) -> int:
        return int(text) if text is not None and text.isdecimal() else fallback


def value_to_text(value: Value) -> str:
    """A cell's value as text: a day in ISO form, a moment to the minute, everything else stripped."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value.strip()


def rich_text(item: etree._Element) -> str:
    """The words of a string item, its runs joined and its pronunciation hints left out."""
    if len(item) == 1:
        return clean_text(decode_escapes(item[0].text or "")) if etree.QName(item[0]).localname == "t" else _runs(item)
    return _runs(item)


def _runs(item: etree._Element) -> str:
    pieces = [part.text or "" for part in item.iterfind("{*}t")]
    pieces += [run.findtext("{*}t") or "" for run in item.iterfind("{*}r")]
    return clean_text(decode_escapes("".join(pieces)))


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date (one that shows only a duration or a time does not).

    >>> is_date_format("dd/mm/yyyy"), is_date_format("0.00"), is_date_format('"Day" 0'), is_date_format("[h]:mm")
    (True, False, False, False)
    """
    bare = _LITERALS.sub("", code.split(";")[0]).lower()
    return "y" in bare or "d" in bare or ("m" in bare and "h" not in bare and "s" not in bare)


def number_to_text(number: float) -> str:
    """A number as a person would type it.

    >>> number_to_text(3.0), number_to_text(0.1 + 0.2), number_to_text(2024.0)
    ('3', '0.3', '2024')
    """
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def column_of_cell(reference: str) -> int | None:
    """The column, from 1, of a cell reference.

    >>> column_of_cell("AB12"), column_of_cell("") is None
    (28, True)
    """
    found = _CELL.fullmatch(reference)
    return letters_to_column(found[1]) if found else None


def letters_to_column(letters: str) -> int:
    """Column number, from 1.

    >>> letters_to_column("A"), letters_to_column("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_to_letters(column: int) -> str:
    """Column letters.

    >>> column_to_letters(1), column_to_letters(28), column_to_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def merge_of_area(area: str) -> Merge | None:
    """A merged area from its reference, or None where it makes no sense.

    >>> merge_of_area("B2:C4")
    Merge(top=2, left=2, bottom=4, right=3)
    """
    begin, _, end = area.replace("$", "").partition(":")
    first, last = _CELL.fullmatch(begin), _CELL.fullmatch(end)
    if first is None or last is None:
        return None
    return Merge(int(first[2]), letters_to_column(first[1]), int(last[2]), letters_to_column(last[1]))
