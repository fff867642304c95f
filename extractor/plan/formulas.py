"""A formula as filling down a column gives it to a row below."""

from __future__ import annotations

import re

LITERAL = r"\"[^\"]*\"|'[^']*'|\[(?:[^\[\]]|\[[^\[\]]*\])*\]"
"""Words in quotes, the name of a sheet, and columns of an Excel table: letters and figures in them are no cell."""
CELL = r"(?<![\w.$])(?P<column>\$?[A-Za-z]{1,3})(?P<row>[1-9]\d{0,6})(?![\w.(\[!])"
"""A cell whose row is relative; one with a dollar before its row stays where it is."""
PARTS = re.compile(f"{LITERAL}|{CELL}")
LAST_ROW = 1_048_576


def moved_formula(formula: str, rows: int) -> str:
    """The formula some rows further down (up where negative): its relative rows move with it.

    >>> moved_formula('IF(K6="","",K6-Lists!$A$1)', 2)
    'IF(K8="","",K8-Lists!$A$1)'
    >>> moved_formula("MAX(0,TODAY()-tblPlan[[#This Row],[Q1 date]])+'Q1'!B2+LOG10(C$2)", 1)
    "MAX(0,TODAY()-tblPlan[[#This Row],[Q1 date]])+'Q1'!B3+LOG10(C$2)"
    """

    def moved(found: re.Match[str]) -> str:
        if found["row"] is None:
            return found[0]
        row = int(found["row"]) + rows
        return f"{found['column']}{row}" if 1 <= row <= LAST_ROW else "#REF!"

    return PARTS.sub(moved, formula)
