"""Pages that are pictures: read by Tesseract where it is installed and asked for, else named."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from extractor.domain import BBox, Evidence, Issue, Severity, Stage, Style
from extractor.errors import NoTextLayer
from extractor.read.layout import Paragraph, Typography, lines_to_paragraphs
from extractor.read.lines import TextLine
from extractor.read.options import ReadOptions

OCR_DPI = 200
OCR_TIMEOUT_S = 120
MIN_CONFIDENCE = 30.0
SAME_SIZE_SHARE = 0.35
"""Ink heights of a line vary with its letters; within this share of the usual one they are one size."""


class PageScanner:
    """Reads pages that are pictures, or keeps account of those that stay unread."""

    def __init__(self, path: Path, page_count: int, options: ReadOptions) -> None:
        self._path, self._page_count = path, page_count
        self._program = shutil.which("tesseract") if options.ocr else None
        self._unread: list[int] = []
        self.issues: list[Issue] = []

    def paragraphs_of(self, page: int) -> list[Paragraph]:
        """The words of a page that is a picture, and an Issue; nothing where there is no program to read it."""
        if self._program is None:
            self._unread.append(page)
            message = f"Page {page} is a picture without a text layer: read it yourself, or run again with --ocr."
        else:
            message = f"Page {page} was scanned and read by OCR: check its items against the page."
        self.issues.append(Issue(Stage.READ, Severity.WARNING, message, page))
        return _scanned_paragraphs(self._program, self._path, page) if self._program else []

    def check(self, nothing_was_read: bool) -> None:
        """Called behind the last page.

        Raises:
            NoTextLayer: every page is a picture and OCR is off or not installed.
        """
        if self._unread and nothing_was_read:
            pages = f"{_named(self._unread)} of {self._page_count}"
            raise NoTextLayer(f"{self._path.name} has no text layer: {pages} are pictures.")


def _named(pages: Sequence[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:10])
    return f"pages {shown}{' and more' if len(pages) > 10 else ''}"


def _scanned_paragraphs(program: str, path: Path, page: int) -> list[Paragraph]:
    from extractor.read.picture import render_page

    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.png"
        picture.write_bytes(render_page(path.read_bytes(), page, OCR_DPI / 72))
        result = subprocess.run(
            [program, str(picture), "stdout", "-l", "eng", "--psm", "3", "tsv"],
            capture_output=True, timeout=OCR_TIMEOUT_S, check=False,
        )  # fmt: skip
    if result.returncode:
        return []
    return tsv_to_paragraphs(result.stdout.decode("utf-8", "replace"), page, 72 / OCR_DPI)


def tsv_to_paragraphs(tsv: str, page: int, points_per_pixel: float) -> list[Paragraph]:
    """Tesseract's table of words as paragraphs: its lines and their order, grouped by the geometry of print."""
    words: dict[tuple[int, int, int], list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        if (row.get("text") or "").strip() and float(row["conf"]) >= MIN_CONFIDENCE:
            words.setdefault((int(row["block_num"]), int(row["par_num"]), int(row["line_num"])), []).append(row)
    lines = [_words_to_line(row_words, page, points_per_pixel) for row_words in words.values()]
    if not lines:
        return []
    usual = median(line.style.size_pt for line in lines)
    for line in lines:
        if abs(line.style.size_pt - usual) <= SAME_SIZE_SHARE * usual:
            line.style = replace(line.style, size_pt=usual)
    typography = Typography()
    typography.learn(lines)
    paragraphs = lines_to_paragraphs(lines, typography)
    for paragraph in paragraphs:
        paragraph.evidence = Evidence.OCR
    return paragraphs


def _words_to_line(words: list[dict[str, str]], page: int, scale: float) -> TextLine:
    boxes = [
        BBox(int(w["left"]), int(w["top"]), int(w["left"]) + int(w["width"]), int(w["top"]) + int(w["height"]))
        for w in words
    ]
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    box = BBox(box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale)
    text = " ".join(word["text"] for word in words)
    return TextLine(text, page, box, box.bottom, Style(round(box.height, 1), 0.0, 0.0, 0), len(text))
