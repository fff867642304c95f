"""What a publication says about itself on its first pages: title, publisher, date, programme, force, grades.

The PDF's own metadata is used only where the pages say nothing, and then flagged: office templates leave titles such
as "e-publication template" there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from extractor.domain import Report, ReportType
from extractor.read.clean import LINE_END_HYPHEN
from extractor.read.grades import find_grades, find_status_lines
from extractor.read.layout import BOLD, Paragraph, Typography
from extractor.read.lines import merge_styles
from extractor.read.pdfium import PdfSource
from extractor.read.programme import find_force, identify_type
from extractor.read.publisher import COMMITTEE, PUBLISHERS, find_source_body
from extractor.read.shelf import Shelf

COVER_PAGES = 4
LABEL_LETTERS = 90
ITSELF = re.compile(r"^(?:it|this|(?:ordered|printed|laid)\b|$)", re.IGNORECASE)
FRONT_PAGES, BACK_PAGES = 8, 2
TITLE_STEP_PT = 2.0
"""Only words this much larger than the text are a title by size; a letter's title is its first bold line."""

MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
_DATE = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{'|'.join(MONTHS)}),?\s+(?P<year>(?:19|20)\d\d)"
DATE = re.compile(_DATE, re.IGNORECASE)
PUBLISHED = re.compile(
    rf"(?<!first )(?<!originally )\b(?:published(?:\s+on)?|date of publication|publication date|date published)\s*:?\s*"
    rf"(?:on\s+)?{_DATE}",
    re.IGNORECASE,
)
REISSUED = re.compile(
    rf"\b(?:re-?issued|re-?published|revised|corrected|this version)(?:\s+(?:version|edition|on|published))*\s*:?\s*"
    rf"(?:on\s+)?{_DATE}",
    re.IGNORECASE,
)
UPDATED = re.compile(rf"\bupdated\s*:?\s*(?:on\s+)?{_DATE}", re.IGNORECASE)
NOT_PUBLICATION = re.compile(
    r"inspection dates?|dates? of (?:previous )?inspection|previous|between|fieldwork|\bfrom \d|\bto \d|"
    r"\d\s*(?:–|-|and|to)\s*\d+\s+\w+\s+(?:19|20)|"
    r"first published|originally|ordered|accessed|printed on|retrieved|visited|last checked|page last",
    re.IGNORECASE,
)
METADATA_DATE = re.compile(r"^D:(\d{4})(\d{2})(\d{2})")
NOT_A_TITLE = re.compile(
    r"^(?:contents|report|\d+ of \d+|[\W\d]+|annual report|volume \w+|part \w+|HC \d+.*|the report|foreword)$",
    re.IGNORECASE,
)
NOT_A_SUBTITLE = re.compile(r"report of session|\bHC \d|\bHL paper", re.IGNORECASE)
LETTER_TITLE = re.compile(r"\b(?:inspection|review|revisit|report|cause of concern|letter)\b", re.IGNORECASE)


class OuterPages:
    """The paragraphs of a publication's first and last pages: where it says what it is."""

    def __init__(self, page_count: int) -> None:
        self.front: list[Paragraph] = []
        self.back: list[Paragraph] = []
        self._back_after = max(page_count - BACK_PAGES, FRONT_PAGES)

    def add(self, paragraph: Paragraph) -> None:
        """Keep a paragraph that stands there; pass over any other."""
        if paragraph.first.page <= FRONT_PAGES:
            self.front.append(paragraph)
        elif paragraph.first.page > self._back_after:
            self.back.append(paragraph)


def describe_report(
    path: Path,
    sha256: str,
    source: PdfSource,
    outer: OuterPages,
    paragraphs: Shelf,
    typography: Typography,
    tagged: bool,
) -> Report:
    """The report's own account of itself."""
    front = outer.front
    cover = [paragraph for paragraph in front if paragraph.first.page <= COVER_PAGES]
    found, where = find_publication_date(cover)
    if found is None and (found := _metadata_date(source)):
        where = "metadata"
    title = find_title(cover, typography.body_size_pt) or source.metadata("Title") or path.stem
    words = "\n".join(_text(paragraph) for paragraph in [*front, *outer.back])
    first_page = _first_page(front)
    report_type = identify_type(title, words, "\n".join(first_page))
    return Report(
        sha256=sha256,
        file=path.name,
        title=title,
        source_body=find_source_body(title, words, report_type, first_page),
        report_type=report_type,
        publication_date=found,
        publication_date_source=where,
        force=find_force(title, words, report_type),
        page_count=source.page_count,
        tagged=tagged,
        grades=find_grades(paragraphs) if report_type is not ReportType.PUBLIC_INQUIRY else (),
        status_lines=find_status_lines(paragraphs) if report_type in WITH_STATUS else (),
    )


def _first_page(front: Sequence[Paragraph]) -> list[str]:
    """The paragraphs of the first page that has any."""
    first = front[0].first.page if front else 0
    return [_text(paragraph) for paragraph in front if paragraph.first.page == first]


WITH_STATUS = frozenset(
    {ReportType.REVISIT_LETTER, ReportType.NCPI, ReportType.CUSTODY, ReportType.THEMATIC, ReportType.PEEL}
)
"""Programmes that come back to their own earlier items."""


def find_title(cover: Sequence[Paragraph], body_size_pt: float) -> str:
    """The largest words of the first pages, line after line; in a letter, its first bold line with a title's words."""
    early = [paragraph for paragraph in cover if paragraph.first.page <= 2 and _may_be_title(paragraph)]
    if not early:
        return ""
    early = [paragraph for paragraph in early if paragraph.first.page == early[0].first.page]
    largest = max(merge_styles(paragraph.lines).size_pt for paragraph in early)
    if largest < body_size_pt + TITLE_STEP_PT:
        return _letter_title(early)
    first = next(i for i, own in enumerate(early) if merge_styles(own.lines).size_pt >= largest - 0.6)
    words: list[str] = []
    for paragraph in early[first:]:
        if merge_styles(paragraph.lines).size_pt < largest - 0.6:
            break
        words.append(_text(paragraph))
    title = " ".join(words) if len(" ".join(words)) < 300 else words[0]
    return title if LETTER_TITLE.search(title) else _with_subtitle(title, early[first + len(words) :], body_size_pt)


def _with_subtitle(title: str, rest: Sequence[Paragraph], body_size_pt: float) -> str:
    """A cover that prints the body's name largest says below it what was inspected or reviewed."""
    if ":" in title:
        return title
    for paragraph in rest[:3]:
        text = _text(paragraph)
        if NOT_A_SUBTITLE.search(text):
            continue
        if merge_styles(paragraph.lines).size_pt > body_size_pt + 0.9 and LETTER_TITLE.search(text) and len(text) < 250:
            return f"{title}: {text}"
    return title


def _may_be_title(paragraph: Paragraph) -> bool:
    text = _text(paragraph)
    return (
        len(text) > 3
        and any(mark.isalpha() for mark in text)
        and not NOT_A_TITLE.match(text)
        and not DATE.fullmatch(text)
        and not COMMITTEE.fullmatch(text)
        and not any(re.fullmatch(pattern, text, re.IGNORECASE) for pattern, _ in PUBLISHERS)
    )


def _letter_title(early: Sequence[Paragraph]) -> str:
    bold = [own for own in early if merge_styles(own.lines).bold >= BOLD and not DATE.search(_text(own))]
    for paragraph in bold:
        if LETTER_TITLE.search(_text(paragraph)):
            return _text(paragraph)
    return _text(bold[0]) if bold else ""


def find_publication_date(cover: Sequence[Paragraph]) -> tuple[date | None, str | None]:
    """The date of publication and where it stood: ``cover`` or ``text``."""
    texts = [_text(paragraph) for paragraph in cover]
    for pattern in (REISSUED, PUBLISHED, UPDATED):
        for text in texts:
            for match in pattern.finditer(text):
                if _is_about_itself(text, match) and (found := match_to_date(match)):
                    return found, "cover"
    for paragraph, text in zip(cover, texts, strict=True):
        if paragraph.first.page > 2:
            continue
        stands_alone = len(text) < 60 and not NOT_PUBLICATION.search(text)
        own_line = next((line for line in paragraph.lines if DATE.fullmatch(line.text)), None)
        early = DATE.search(own_line.text if own_line else text) if stands_alone or own_line else None
        if early and (found := match_to_date(early)):
            return found, "cover"
    return None, None


def _is_about_itself(text: str, match: re.Match[str]) -> bool:
    """A label on the cover, or a sentence whose subject is this publication; another report's date is neither."""
    if len(text) <= LABEL_LETTERS:
        return True
    sentence = re.split(r"[.!?]\s+", text[: match.start()])[-1]
    return bool(ITSELF.match(sentence.strip()))


def match_to_date(match: re.Match[str]) -> date | None:
    """The date of a match with day, month and year, or None where the calendar has no such day."""
    try:
        return date(int(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
    except ValueError:
        return None


def _metadata_date(source: PdfSource) -> date | None:
    """The day the file was made: a stand-in that the reader is told about."""
    match = METADATA_DATE.match(source.metadata("CreationDate"))
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def _text(paragraph: Paragraph) -> str:
    return " ".join(line.text for line in paragraph.lines).replace(LINE_END_HYPHEN + " ", "-")
