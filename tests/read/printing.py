"""Lines, runs and paragraphs as the reader sees them, with the numbers that a test is not about filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extractor.domain import BBox, Document, Evidence, Style, TableCell
from extractor.read.assemble import Manuscript
from extractor.read.layout import Paragraph, Typography
from extractor.read.lines import TextLine, merge_styles
from extractor.read.pdfium import FontFace, Run, Shape
from extractor.read.shelf import Shelf
from tests.factories import report

HEIGHT, WIDTH = 842.0, 595.0
LEADING_PT = 14.0
LETTER_PT = 5.0
PLAIN_FACE = FontFace("Helvetica", False, False)
BOLD_FACE = FontFace("Helvetica-Bold", True, False)


def line(text: str, top: float = 100.0, x0: float = 72.0, **changes: Any) -> TextLine:
    """A line of 11-point letters, each five points wide."""
    size = changes.pop("size_pt", 11.0)
    style = Style(size, changes.pop("bold", 0.0), changes.pop("italic", 0.0), changes.pop("color", 0))
    page = changes.pop("page", 1)
    box = BBox(x0, top, x0 + changes.pop("width", LETTER_PT * len(text)), top + size)
    return TextLine(text, page, box, top + size, style, len(text), **changes)


def printed(*texts: str, x0: float = 72.0, top: float = 100.0, **changes: Any) -> list[TextLine]:
    """Lines below each other."""
    return [line(text, top + LEADING_PT * number, x0, **changes) for number, text in enumerate(texts)]


def typography(size_pt: float = 11.0) -> Typography:
    """A document whose text is of one size with the usual leading."""
    usual = Typography()
    usual.learn(printed(*["Usual words of the document."] * 10, size_pt=size_pt))
    return usual


def run(text: str, x0: float, baseline: float = 100.0, size: float = 11.0, **changes: Any) -> Run:
    """One text object."""
    x1 = x0 + changes.pop("width", LETTER_PT * len(text))
    face = changes.pop("font", PLAIN_FACE)
    return Run(text, x0, baseline - size, x1, baseline, baseline, size, face, 0, changes.pop("mcid", -1), **changes)


def paragraph(text: str, page: int = 1, **changes: Any) -> Paragraph:
    """A paragraph of one line."""
    cell = changes.pop("cell", None)
    own = Paragraph([line(text, page=page, **changes)], Evidence.STYLE)
    own.cell = TableCell(*cell) if cell else None
    return own


def assembled(*paragraphs: Paragraph, page_count: int = 1) -> Document:
    """The document of these paragraphs, its usual letters of 11 points."""
    manuscript = Manuscript()
    for own in paragraphs:
        manuscript.add(own)
    return manuscript.to_document(report(), typography(), ((WIDTH, HEIGHT),) * page_count, ())


def shelved(*paragraphs: Paragraph) -> Shelf:
    """These paragraphs, put by."""
    shelf = Shelf()
    for own in paragraphs:
        shelf.add(own, merge_styles(own.lines))
    return shelf


def rule(x0: float, top: float, x1: float) -> Shape:
    """A drawn horizontal line."""
    return Shape(BBox(x0, top, x1, top + 0.5), None, 0)


def texts_of(paragraphs: Iterable[Paragraph]) -> list[str]:
    """The words of each paragraph."""
    return [" ".join(own.text for own in each.lines) for each in paragraphs]
