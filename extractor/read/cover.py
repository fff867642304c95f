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
from extractor.read.layout import Paragraph
from extractor.read.pdfium import PdfSource

COVER_PAGES = 4
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
MONTH_YEAR = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
PUBLISHED = re.compile(
    rf"(?:published(?:\s+on)?|date of publication|publication date|updated)\s*:?\s*(?:on\s+)?{_DATE}", re.IGNORECASE
)
NOT_PUBLICATION = re.compile(
    r"inspection dates?|dates? of (?:previous )?inspection|previous|between|fieldwork|from \d|to \d|ordered|accessed|printed",
    re.I,
)


def describe_report(
    path: Path, sha256: str, source: PdfSource, paragraphs: Sequence[Paragraph], tagged: bool
) -> Report:
    """The report's own account of itself."""
    front = [paragraph for paragraph in paragraphs if paragraph.first.page <= COVER_PAGES]
    found, where = find_publication_date(front)
    return Report(
        sha256=sha256,
        file=path.name,
        title=find_title(front) or source.metadata("Title") or path.stem,
        source_body=None,
        report_type=ReportType.OTHER,
        publication_date=found,
        publication_date_source=where,
        page_count=source.page_count,
        tagged=tagged,
    )


def find_title(front: Sequence[Paragraph]) -> str:
    """The largest words of the first pages, line after line."""
    lines = [line for paragraph in front if paragraph.first.page <= 2 for line in paragraph.lines if line.letters > 1]
    if not lines:
        return ""
    largest = max(line.style.size_pt for line in lines)
    first = next(index for index, line in enumerate(lines) if line.style.size_pt >= largest - 0.6)
    words = []
    for line in lines[first:]:
        if line.style.size_pt < largest - 0.6 or line.page != lines[first].page:
            break
        words.append(line.text)
    return " ".join(words)


def find_publication_date(front: Sequence[Paragraph]) -> tuple[date | None, str | None]:
    """The date of publication and where it stood: ``cover`` or ``text``."""
    texts = [" ".join(line.text for line in paragraph.lines) for paragraph in front]
    for text in texts:
        if match := PUBLISHED.search(text):
            return match_to_date(match), "cover"
    for text in texts[:25]:
        match = DATE.search(text)
        if match and len(text) < 60 and not NOT_PUBLICATION.search(text):
            return match_to_date(match), "cover"
    return None, None


def match_to_date(match: re.Match[str]) -> date | None:
    """The date of a match with day, month and year, or None where the calendar has no such day."""
    try:
        return date(int(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
    except ValueError:
        return None
