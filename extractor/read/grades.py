"""Grades and status lines: what a report prints about performance and about the items of an earlier report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from extractor.domain import Grade, StatusLine
from extractor.read.programme import FORCE_NAME
from extractor.read.shelf import KeptParagraph

GRADE_WORDS = re.compile(
    r"^(?:outstanding|good|adequate|requires improvement(?: to be good)?|inadequate|not graded|ungraded)$",
    re.IGNORECASE,
)
GRADE_AREA_MAX_LETTERS = 130
HEADER_WORDS = re.compile(r"^(?:grade|judge?ment|area|our grade|grades?)s?$", re.IGNORECASE)
STATUS = re.compile(
    r"\b(?:(?:is|are|has been|have been|we have|we(?:’ve|'ve)|now)\s+(?:now\s+)?"
    r"(?:closed|discharged|completed?|achieved|met)|remains? open|"
    r"(?:is|are) (?:no longer|not yet) (?:a cause of concern|met|complete[d]?)|(?:status|progress)\s*:\s*\w+)",
    re.IGNORECASE,
)
ONE_CONCERN = re.compile(
    r"\b(?:this|the|our|one) (?:accelerated )?(?:cause (?:of|for) concern|area for improvement)\b", re.IGNORECASE
)
NUMBERED = re.compile(r"\b(?:recommendation|area for improvement|AFI|cause of concern)s?\s+(\d{1,3})\b", re.IGNORECASE)
STATUS_WORD = re.compile(
    r"\b(remains open|closed|discharged|completed?|achieved|met|open|not met|not yet met|in progress)\b", re.IGNORECASE
)
MAX_STATUS_LETTERS = 400
EARLY_PARAGRAPHS = 400


def find_grades(paragraphs: Iterable[KeptParagraph]) -> tuple[Grade, ...]:
    """Rows of a grade table: an area beside one of the inspectorates' grades, each area once, in order of print.

    Where the last inspection's grades stand in a further column, the first column of grades is this report's.
    """
    found: dict[str, Grade] = {}
    cells = (paragraph for paragraph in paragraphs if paragraph.cell is not None)
    for _, table in groupby(cells, key=lambda paragraph: paragraph.cell and paragraph.cell.table):
        for grade in _grades_of_table(table):
            found.setdefault(grade.area, grade)
    forces = sum(bool(FORCE_NAME.fullmatch(area)) for area in found)
    if forces > 0.5 * len(found):  # a league table of forces grades nobody's areas
        return ()
    return tuple(found.values()) or _grades_by_line(paragraphs)


def _grades_of_table(cells: Iterable[KeptParagraph]) -> Iterator[Grade]:
    rows: dict[int, dict[int, list[KeptParagraph]]] = {}
    for paragraph in cells:
        assert paragraph.cell is not None, "the caller looked"
        rows.setdefault(paragraph.cell.row, {}).setdefault(paragraph.cell.column, []).append(paragraph)
    for row in rows.values():
        texts = [(" ".join(p.text for p in row[column]), row[column][0].page) for column in sorted(row)]
        grades = [text for text, _ in texts if GRADE_WORDS.match(text)]
        areas = [(text, page) for text, page in texts if not GRADE_WORDS.match(text)]
        if grades and areas and len(areas[0][0]) <= GRADE_AREA_MAX_LETTERS and not HEADER_WORDS.match(areas[0][0]):
            yield Grade(areas[0][0], grades[0], areas[0][1])


def _grades_by_line(paragraphs: Iterable[KeptParagraph]) -> tuple[Grade, ...]:
    """The same where the table was not drawn: a line with an area, and a grade on the same baseline."""
    found: dict[str, Grade] = {}
    by_place: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for paragraph in islice(paragraphs, EARLY_PARAGRAPHS):
        for line in paragraph.lines:
            by_place.setdefault((line.page, round(line.baseline / 3)), []).append((line.box.x0, line.text))
    for (page, _), pieces in by_place.items():
        texts = [text for _, text in sorted(pieces)]
        if len(texts) in (2, 3) and all(GRADE_WORDS.match(text) for text in texts[1:]) and len(texts[0]) > 5:
            found.setdefault(texts[0], Grade(texts[0], texts[1], page))
    return tuple(found.values()) if len(found) >= 3 else ()


def find_status_lines(paragraphs: Iterable[KeptParagraph]) -> tuple[StatusLine, ...]:
    """Sentences that say what became of earlier items: closed, discharged, still open."""
    found = []
    for paragraph in paragraphs:
        text = paragraph.text
        number = NUMBERED.search(text)
        is_about_one = number is not None or (ONE_CONCERN.search(text) is not None and "recommendations" not in text)
        if len(text) <= MAX_STATUS_LETTERS and STATUS.search(text) and is_about_one:
            word = STATUS_WORD.search(text)
            status = word[1].lower() if word else None
            found.append(StatusLine(text, paragraph.page, number[1] if number else None, status))
    return tuple(found)
