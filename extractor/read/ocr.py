"""Pages that are pictures: read by Tesseract where it is installed and asked for, else named.

Tesseract tells words and where they stand. Letter size and weight come from the picture, so that a scanned page goes
the way of every other: running heads, paragraphs and headings are told as in print.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from extractor.domain import Issue, Severity, Stage
from extractor.errors import NoTextLayer
from extractor.read.lines import TextLine
from extractor.read.options import ReadOptions
from extractor.read.pdfium import PdfSource
from extractor.read.scanned import LineMaker, ScannedWord

OCR_DPI = 200
OCR_TIMEOUT_S = 120
MIN_CONFIDENCE = 30.0
"""Below it only words of letters are kept: a doubtful word is seen by the reviewer, a gap is not."""

RULES = "|¦_"
"""What the edges of a box and the rules of a table are read as."""

WORD = re.compile(r"[IAa]|[^\W\d_]{2,}(?:['’-][^\W\d_]+)*[.,;:]?")


class PageScanner:
    """Reads pages that are pictures, or keeps account of those that stay unread."""

    def __init__(self, source: PdfSource, options: ReadOptions) -> None:
        self._source = source
        self._program = shutil.which("tesseract") if options.ocr else None
        self._maker = LineMaker(72 / OCR_DPI)
        self._unread: list[int] = []
        self.issues: list[Issue] = []

    def lines_of(self, page: int) -> list[TextLine]:
        """The lines of a page that is a picture, and an Issue; nothing where there is no program to read it."""
        if self._program is None:
            self._leave(page, "is a picture without a text layer: read it yourself, or run again with --ocr.")
            return []
        picture = self._picture(page)
        words = _read_words(self._program, picture)
        if words is None:
            self._leave(page, "is a picture that the OCR program could not read: read it yourself.")
            return []
        self._tell(page, "was scanned and read by OCR: check its items against the page.")
        return self._maker.lines_of(words, picture, page)

    def check(self, nothing_was_read: bool) -> None:
        """Called behind the last page.

        Raises:
            NoTextLayer: every page is a picture, and OCR is off, not installed or of no use.
        """
        if self._unread and nothing_was_read:
            pages = f"{_named(self._unread)} of {self._source.page_count}"
            raise NoTextLayer(f"{self._source.path.name} has no text layer: {pages} are pictures.")

    def _picture(self, page: int) -> bytes:
        from extractor.read.picture import render_page

        return render_page(self._source.single_page(page), 1, OCR_DPI / 72)

    def _leave(self, page: int, why: str) -> None:
        self._unread.append(page)
        self._tell(page, why)

    def _tell(self, page: int, what: str) -> None:
        self.issues.append(Issue(Stage.READ, Severity.WARNING, f"Page {page} {what}", page))


def _named(pages: Sequence[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:10])
    return f"pages {shown}{' and more' if len(pages) > 10 else ''}"


def _read_words(program: str, picture: bytes) -> list[ScannedWord] | None:
    """The words on a picture, or None where the program fails or takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        path.write_bytes(picture)
        command = [program, str(path), "stdout", "-l", "eng", "--psm", "3", "tsv"]
        try:
            result = subprocess.run(command, capture_output=True, timeout=OCR_TIMEOUT_S, check=False)
        except subprocess.TimeoutExpired:
            return None
    return None if result.returncode else tsv_to_words(result.stdout.decode("utf-8", "replace"))


def tsv_to_words(tsv: str) -> list[ScannedWord]:
    """The words of Tesseract's table in its order, doubtful and empty ones left out."""
    words = []
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if text.strip(RULES) and (float(row["conf"]) >= MIN_CONFIDENCE or WORD.fullmatch(text)):
            left, top = int(row["left"]), int(row["top"])
            line = int(row["block_num"]), int(row["par_num"]), int(row["line_num"])
            words.append(ScannedWord(text, (left, top, left + int(row["width"]), top + int(row["height"])), line))
    return words
