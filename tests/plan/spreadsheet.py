"""A spreadsheet's COUNTIFS as Excel defines it, for checking formulas without a spreadsheet program.

Only what Summary uses: COUNTIFS, SUM over the cells above, plus, minus, and criteria made of a literal or of a
comparison joined to a cell.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from extractor.plan.grids import Grids
from extractor.plan.sheet_reader import Value, letters_to_column

_COUNTIFS = re.compile(r"COUNTIFS\(((?:[^()\"]|\"[^\"]*\"|\([^()]*\))*)\)")
_RANGE = re.compile(r"(\w+)!\$([A-Z]+)\$(\d+):\$[A-Z]+\$\d+")
_COMPARISONS: Mapping[str, Callable[[object, object], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt,
}  # type: ignore[assignment]  # fmt: skip


class Calculator:
    """Evaluates the formulas of one workbook."""

    def __init__(self, grids: Grids, as_at: date) -> None:
        self._sheets = {sheet.name: dict(sheet.rows()) for sheet in grids.sheets}
        self._as_at = as_at
        self.last_row = max((row for rows in self._sheets.values() for row in rows), default=0)
        self.results: dict[int, int] = {}

    def line(self, row: int, formula: str) -> int:
        """The value of the formula in a row of Summary."""
        words = re.sub(
            r"COUNTIFS\(((?:[^()\"]|\"[^\"]*\"|\([^()]*\))*)\)", lambda found: str(self._countifs(found[1])), formula
        )
        words = re.sub(r"SUM\(B(\d+):B(\d+)\)", lambda found: str(self._sum(int(found[1]), int(found[2]))), words)
        assert re.fullmatch(r"=[-+\d]+", words), words
        self.results[row] = sum(int(part) for part in re.findall(r"[+-]?\d+", words))
        return self.results[row]

    def _sum(self, first: int, last: int) -> int:
        return sum(self.results[row] for row in range(first, last + 1))

    def _countifs(self, arguments: str) -> int:
        parts = re.findall(r"((?:[^,\"(]|\"[^\"]*\"|\([^)]*\))+)(?:,|$)", arguments)
        rows: set[int] | None = None
        for area, criterion in zip(parts[::2], parts[1::2], strict=True):
            found = _RANGE.fullmatch(area)
            assert found is not None, area
            met = self._meeting(found[1], letters_to_column(found[2]), int(found[3]), criterion)
            rows = met if rows is None else rows & met
        return len(rows or ())

    def _meeting(self, sheet: str, column: int, first: int, criterion: str) -> set[int]:
        rows = self._sheets[sheet]
        return {row for row in range(first, self.last_row + 2) if self._meets(rows.get(row, {}).get(column), criterion)}

    def _meets(self, value: Value | None, criterion: str) -> bool:
        if criterion.endswith(("$B$4", ")")):
            literal, _, cell = criterion.partition("&")
            limit = self._as_at.toordinal() + int(re.sub(r"\D", "", cell.replace("$B$4", "")) or 0)
            return isinstance(value, date) and bool(_COMPARISONS[literal.strip('"')](value.toordinal(), limit))
        words = criterion[1:-1].replace('""', '"')
        if words == "":
            return value is None or value == ""
        if words == "<>":
            return value is not None
        if words == ">0":
            return isinstance(value, date)
        if words.startswith("<>"):
            return not _is_text(value, words[2:])
        return _is_text(value, words.removeprefix("="))


def _is_text(value: Value | None, pattern: str) -> bool:
    return isinstance(value, str) and _pattern(pattern).fullmatch(value.lower()) is not None


@cache
def _pattern(words: str) -> re.Pattern[str]:
    parts = re.findall(r"~.|.", words.lower(), re.DOTALL)
    wild = {"*": ".*", "?": "."}
    return re.compile("".join(wild.get(part) or re.escape(part[-1]) for part in parts), re.DOTALL)
