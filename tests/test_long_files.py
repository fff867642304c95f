"""A file of 3,000 pages is read, and memory grows only by the words that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.read import read_document
from tests.measuring import peak_mb, start_up_s
from tests.pdf_factory import tagged_pdf

PEAK_MB = 300
PAGE_KB = 12
"""What a page may add: PDFium takes about 7 of its own for this file, and the words, lines and blocks that are kept
stay below that. As objects they would add 30, and a structure tree left open about 700 (336-page report)."""
START_UP_S = 1.0
"""Help must feel instant; generous because the machine that runs the tests is busy."""


@pytest.mark.slow
def test_memory_grows_by_no_more_than_the_words(tmp_path: Path) -> None:
    peaks = {}
    for page_count in (300, 3000):
        path = tmp_path / f"{page_count}.pdf"
        path.write_bytes(tagged_pdf(page_count))
        pages, peaks[page_count] = peak_mb(path)
        assert pages == page_count
    assert peaks[3000] <= PEAK_MB
    assert (peaks[3000] - peaks[300]) * 1024 / 2700 <= PAGE_KB


def test_the_tagged_report_is_tagged(tmp_path: Path) -> None:
    path = tmp_path / "tagged.pdf"
    path.write_bytes(tagged_pdf(3))
    document = read_document(path)
    assert document.report.tagged
    assert document.text.count(" did too.") == 72


def test_help_feels_instant() -> None:
    assert start_up_s("--help", repeats=3) < START_UP_S
