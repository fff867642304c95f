"""Any table a person keeps — workbook, CSV or TSV — as sheets of numbered rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from extractor.artifacts import sha256_of
from extractor.errors import DamagedTracker, NotAWorkbook, TrackerTooLarge
from extractor.plan.cells import clean_text, unguard_text
from extractor.plan.package import OLE_MAGIC, Package, read_bytes, refuse_other_formats
from extractor.plan.sheet_reader import MAX_COLUMNS, MAX_ROWS, Merge, SheetReader, Value

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
DELIMITED = (".csv", ".tsv", ".tab", ".txt")
DELIMITER_SAMPLE = 20_000
"""Letters looked at to tell the delimiter; less than the csv module's own limit for one field."""
FIELD_LIMIT = 16_000_000
"""Letters in one field of a CSV: the module's default of 131,072 is less than some narratives."""


class Sheet(Protocol):
    """A named table of rows; asking for the rows reads them from the start."""

    @property
    def name(self) -> str:
        """The name on the tab."""

    @property
    def is_visible(self) -> bool:
        """Whether a person sees the tab."""

    def rows(self) -> Iterator[tuple[int, Mapping[int, Value]]]:
        """Each row with anything in it: number and values by column, both from 1."""

    def merges(self) -> tuple[Merge, ...]:
        """Merged areas."""


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A worksheet."""

    name: str
    is_visible: bool
    part: str
    reader: SheetReader

    def rows(self) -> Iterator[tuple[int, Mapping[int, Value]]]:
        """See ``Sheet``."""
        return self.reader.rows(self.part)

    def merges(self) -> tuple[Merge, ...]:
        """See ``Sheet``."""
        return self.reader.merges(self.part)


@dataclass(frozen=True, slots=True)
class DelimitedSheet:
    """A CSV or TSV: one sheet without a name of its own. Rows are counted, not lines."""

    name: str
    text: str
    delimiter: str
    file: str
    is_visible: bool = True

    def rows(self) -> Iterator[tuple[int, Mapping[int, Value]]]:
        """See ``Sheet``.

        Raises:
            TrackerTooLarge: more rows or columns than any plan.
            DamagedTracker: a quoted field never ends, or holds what no table does.
        """
        before = csv.field_size_limit(FIELD_LIMIT)
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=False)
        try:
            for number, row in enumerate(reader, 1):
                values: dict[int, Value] = {
                    column: clean_text(unguard_text(cell)) for column, cell in enumerate(row, 1) if cell != ""
                }
                if number > MAX_ROWS or len(values) > MAX_COLUMNS:
                    raise TrackerTooLarge(f"{self.file} has more rows or columns than any plan.")
                if values:
                    yield number, values
        except csv.Error as error:
            raise DamagedTracker(f"{self.file} is not a table ({error}).") from error
        finally:
            csv.field_size_limit(before)

    def merges(self) -> tuple[Merge, ...]:
        """None: text has no merged cells."""
        return ()


@dataclass(frozen=True, slots=True)
class Grids:
    """The sheets of one file and the sum of its bytes; ``package`` is None for delimited text."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    package: Package | None = None


def read_grids(path: Path) -> Grids:
    """The sheets of a workbook (values only, macros never run), a CSV or a TSV.

    Raises:
        ExtractorError: missing, unreadable, empty, of another format, encrypted, damaged, hostile or too large.
    """
    content = read_bytes(path)
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS or content.startswith((b"PK\x03\x04", OLE_MAGIC)):
        return grids_of_workbook(Package(content, path.name))
    if suffix not in DELIMITED:
        refuse_other_formats(content, path.name)
    return grids_of_text(content, path)


def grids_of_workbook(package: Package) -> Grids:
    """The worksheets of an open package."""
    reader = SheetReader(package)
    sheets = tuple(WorkbookSheet(sheet.name, sheet.is_visible, sheet.part, reader) for sheet in package.sheets)
    return Grids(package.name, package.sha256, sheets, package)


def grids_of_text(content: bytes, path: Path) -> Grids:
    """The one sheet of a CSV or TSV.

    Raises:
        NotAWorkbook: it is a web page, or binary.
    """
    head = content[:4096].lower()
    if b"<html" in head or b"<!doctype html" in head:
        refuse_other_formats(content, path.name)
    text = decoded(content)
    if "\x00" in text:
        raise NotAWorkbook(f"{path.name} is not text.")
    sheet = DelimitedSheet(path.stem, text, delimiter_of(text), path.name)
    return Grids(path.name, sha256_of(content), (sheet,))


def decoded(content: bytes) -> str:
    """Text in the encoding that Excel saved it in: UTF-8 or UTF-16 with or without mark, else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    r"""The character that parts the columns: the one that gives the first rows the most columns alike.

    >>> delimiter_of("Ref;Text, long\n1;a"), delimiter_of("Ref\tText")
    (';', '\t')
    """
    return max((",", "\t", ";", "|"), key=lambda mark: _evenness(text[:DELIMITER_SAMPLE], mark))


def _evenness(sample: str, mark: str) -> int:
    """Cells in the first rows that have the usual number of columns, where that is more than one."""
    widths = [len(row) for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=mark), 10) if row]
    usual, rows = Counter(widths).most_common(1)[0] if widths else (0, 0)
    return usual * rows if usual > 1 else 0
