"""Text beyond what one cell can hold: it goes on in a sheet of its own and is joined again on import."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractor.plan.cells import EXCEL_LIMIT, split_text, utf16_length
from extractor.plan.grids import Grids

SHEET = "Long text"
HEADINGS = ("Key", "Part", "Text")
_MARK = " [continued in sheet Long text: {key}]"
_MARKED = re.compile(r" \[continued in sheet Long text: (L\d+)\]\Z")
ROOM = EXCEL_LIMIT - 60
"""What fits beside the mark."""


class LongTexts:
    """Gathers what did not fit while a workbook is written."""

    def __init__(self) -> None:
        self._rest: dict[str, list[str]] = {}

    def fit(self, text: str) -> str:
        """The text itself, or its beginning with a mark that says where it goes on."""
        if utf16_length(text) <= EXCEL_LIMIT and not _MARKED.search(text):
            return text
        key = f"L{len(self._rest) + 1}"
        first, *self._rest[key] = split_text(text, ROOM)
        return first + _MARK.format(key=key)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """The rows of the sheet: key, part, text."""
        for key, parts in self._rest.items():
            for number, part in enumerate(parts or [""], 1):
                yield key, str(number), part

    def __bool__(self) -> bool:
        return bool(self._rest)


def continuations(grids: Grids) -> Mapping[str, str]:
    """What the sheet of long texts holds, by key; empty where there is none."""
    rest: dict[str, str] = {}
    for sheet in grids.sheets:
        if sheet.name == SHEET:
            for _, values in sheet.rows():
                key = str(values.get(1, ""))
                if re.fullmatch(r"L\d+", key):
                    rest[key] = rest.get(key, "") + str(values.get(3, ""))
    return rest


def join_text(text: str, rest: Mapping[str, str]) -> str:
    """The whole text behind a cell that may say that it goes on."""
    found = _MARKED.search(text)
    return text[: found.start()] + rest[found[1]] if found and found[1] in rest else text
