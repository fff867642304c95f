"""Changes cells and adds rows in the XML of one existing sheet; what it does not touch keeps its bytes' meaning.

Cells are written as inline strings, so that the shared strings of the workbook stay as they are, and keep their
style. A formula is never overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date

from lxml import etree

from extractor.plan.cells import EXCEL_LIMIT, clean_text, encode_escapes, utf16_length
from extractor.plan.formulas import moved_formula
from extractor.plan.package import Package
from extractor.plan.sheet_reader import (
    Merge,
    SheetReader,
    column_of_cell,
    column_to_letters,
    merge_of_area,
)

EPOCH = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
KEPT_OF_ROW = ("s", "customFormat")
KEPT_OF_CELL = ("r", "s")


class Unwritable(Exception):
    """A cell must stay as it is; the message says why, after "Sheet …, row … "."""


class SheetEditor:
    """One sheet of a package, to be changed cell by cell and then written out."""

    def __init__(self, package: Package, part: str, merges: tuple[Merge, ...]) -> None:
        self.package = package
        self.part = part
        self.is_changed = False
        self._reader = SheetReader(package)
        self._merges = merges
        self._root = package.xml(part)
        self._space = etree.QName(self._root).namespace
        data = self._root.find("{*}sheetData")
        self._data = data if data is not None else etree.SubElement(self._root, self._tag("sheetData"))
        self._rows = {self._number(row, at): row for at, row in enumerate(self._data.iterchildren("{*}row"), 1)}
        self._date_styles: dict[int, str] = {}

    @property
    def last_row(self) -> int:
        """The last row that shows anything."""
        return max((number for number, row in self._rows.items() if self._shows(row)), default=0)

    def set_cell(self, row: int, column: int, value: str | date) -> None:
        """Put words or a day into a cell.

        Raises:
            Unwritable: it holds a formula, lies inside a merged area, or the words do not fit into a cell.
        """
        if any(self._covers(merge, row, column) for merge in self._merges):
            raise Unwritable("lies in merged cells")
        if isinstance(value, str) and utf16_length(value) > EXCEL_LIMIT:
            raise Unwritable(f"would need more than the {EXCEL_LIMIT:,} letters a cell can hold")
        cell = self._cell(self._row(row), row, column)
        if cell.find("{*}f") is not None:
            raise Unwritable("holds a formula")
        self._fill(cell, column, value)
        self.is_changed = True

    def add_row(self, row: int, template: int, values: dict[int, str | date]) -> None:
        """A new row that looks like the template row, with these values by column; formulas of the force go on down.

        Raises:
            Unwritable: as for ``set_cell``.
        """
        target = self._row(row)
        model = self._rows.get(template)
        if model is not None:
            for name in KEPT_OF_ROW:
                if name in model.attrib and name not in target.attrib:
                    target.set(name, model.get(name, ""))
            for cell in model.iterchildren("{*}c"):
                column = column_of_cell(cell.get("r", ""))
                if column is not None and cell.get("s") is not None:
                    made = self._cell(target, row, column)
                    if made.get("s") is None:
                        made.set("s", cell.get("s", ""))
        for column, value in values.items():
            self.set_cell(row, column, value)
        if model is not None:
            self._fill_down(model, template, target, row, values)
        self._stretch_dimension(row)

    def to_bytes(self) -> bytes:
        """The sheet's XML. Formulas elsewhere may count what changed, so a full calculation is asked for on opening."""
        if self._root.find("{*}sheetCalcPr") is None:
            asked = etree.Element(self._tag("sheetCalcPr"))
            self._data.addnext(asked)
        self._root.find("{*}sheetCalcPr").set("fullCalcOnLoad", "1")  # type: ignore[union-attr]
        tree = self._root.getroottree()
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    # ---------------------------------------------------------------------------------------- inside

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}" if self._space else name

    @staticmethod
    def _number(row: etree._Element, fallback: int) -> int:
        number = row.get("r", "")
        return int(number) if number.isdecimal() else fallback

    @staticmethod
    def _shows(row: etree._Element) -> bool:
        return any(
            (cell.findtext("{*}v") or "").strip() or cell.find("{*}is") is not None for cell in row.iterchildren("{*}c")
        )

    @staticmethod
    def _covers(merge: Merge, row: int, column: int) -> bool:
        is_inside = merge.top <= row <= merge.bottom and merge.left <= column <= merge.right
        return is_inside and (merge.bottom > merge.top or (merge.top, merge.left) != (row, column))

    def _row(self, number: int) -> etree._Element:
        """The element of a row, made in its place where there is none."""
        if number not in self._rows:
            made = etree.Element(self._tag("row"), r=str(number))
            before = [at for at in self._rows if at < number]
            if before:
                self._rows[max(before)].addnext(made)
            else:
                self._data.insert(0, made)
            self._rows[number] = made
        return self._rows[number]

    def _cell(self, row: etree._Element, number: int, column: int) -> etree._Element:
        """The element of a cell, made in its place where there is none."""
        at = 0
        place = 0
        for position, cell in enumerate(row.iterchildren("{*}c")):
            at = column_of_cell(cell.get("r", "")) or at + 1
            if at == column:
                return cell
            if at > column:
                break
            place = position + 1
        made = etree.Element(self._tag("c"), r=f"{column_to_letters(column)}{number}")
        row.insert(place, made)
        return made

    def _fill_down(
        self, model: etree._Element, template: int, target: etree._Element, row: int, values: Container[int]
    ) -> None:
        """What the template row works out, worked out for the new row too; the result is left to the calculation."""
        for cell in model.iterchildren("{*}c"):
            column, formula = column_of_cell(cell.get("r", "")), self._formula(cell, template)
            if column is not None and column not in values and formula:
                made = self._cell(target, row, column)
                etree.SubElement(made, self._tag("f")).text = moved_formula(formula, row - template)

    def _formula(self, cell: etree._Element, row: int) -> str:
        """The formula of a cell as it stands in its row; empty where it has none, or one that spans several cells."""
        own = cell.find("{*}f")
        if own is None or own.get("t") in ("array", "dataTable"):
            return ""
        if own.text or own.get("t") != "shared":
            return own.text or ""
        for number, other in self._rows.items():
            for found in other.iterfind("{*}c/{*}f"):
                if found.text and found.get("t") == "shared" and found.get("si") == own.get("si"):
                    return moved_formula(found.text, row - number)
        return ""

    def _fill(self, cell: etree._Element, column: int, value: str | date) -> None:
        for name in [str(name) for name in cell.attrib if name not in KEPT_OF_CELL]:
            del cell.attrib[name]
        for child in list(cell):
            cell.remove(child)
        if isinstance(value, date):
            style = self._date_style(cell, column)
            if style is not None:
                cell.set("s", style)
                etree.SubElement(cell, self._tag("v")).text = str(self._serial(value))
                return
            value = f"{value:%d/%m/%Y}"
        if value:
            cell.set("t", "inlineStr")
            words = etree.SubElement(etree.SubElement(cell, self._tag("is")), self._tag("t"))
            words.text = encode_escapes(clean_text(value))
            words.set(XML_SPACE, "preserve")

    def _serial(self, day: date) -> int:
        return (day - (EPOCH_1904 if self.package.is_1904 else EPOCH)).days

    def _date_style(self, cell: etree._Element, column: int) -> str | None:
        """A style that shows dates: the cell's own, else one in use in its column; None where dates are words."""
        if self._reader.is_date_style(cell.get("s")):
            return cell.get("s")
        if column not in self._date_styles:
            letters = column_to_letters(column)
            styles = (
                found.get("s", "")
                for row in self._rows.values()
                for found in row.iterchildren("{*}c")
                if re.fullmatch(rf"{letters}\d+", found.get("r", "")) and found.find("{*}v") is not None
            )
            self._date_styles[column] = next((style for style in styles if self._reader.is_date_style(style)), "")
        return self._date_styles[column] or None

    def _stretch_dimension(self, row: int) -> None:
        dimension = self._root.find("{*}dimension")
        area = merge_of_area(dimension.get("ref", "")) if dimension is not None else None
        if dimension is not None and area is not None and row > area.bottom:
            dimension.set("ref", f"{column_to_letters(area.left)}{area.top}:{column_to_letters(area.right)}{row}")


def stretched_table(content: bytes, last_row: int, added: int) -> bytes | None:
    """The part of a table that ended in ``last_row``, grown by ``added`` rows; None where it did not end there.

    Only the two areas in it change, so that its columns, filters and styles keep every byte.
    """
    found = re.search(rb'<table\b[^>]*?\bref="([A-Z]+\d+:[A-Z]+)(\d+)"', content)
    if found is None or int(found[2]) != last_row or has_totals_row(content):
        return None
    before = b'ref="%s%s"' % (found[1], found[2])
    after = b'ref="%s%d"' % (found[1], last_row + added)
    return content.replace(before, after)


def has_totals_row(content: bytes) -> bool:
    """Whether a table ends in a row of totals, below which nothing can be added to it."""
    return re.search(rb'\btotalsRowCount="[1-9]', content) is not None
