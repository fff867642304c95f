"""Tesseract's table of words, pages that stay unread, and, where the program is installed, a scanned report."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest

from extractor.domain import BlockKind, Evidence
from extractor.errors import NoTextLayer
from extractor.find import find_recommendations
from extractor.read import ReadOptions, read_document
from extractor.read.ocr import tsv_to_words
from extractor.read.picture import render_page
from tests.pdf_factory import picture_pdf, report_pdf

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
DPI = 200


def row(text: str, conf: float = 95.0, line: int = 1) -> str:
    return f"5\t1\t2\t3\t{line}\t1\t200\t300\t90\t30\t{conf}\t{text}"


def read(*rows: str) -> list[str]:
    return [word.text for word in tsv_to_words("\n".join([HEAD, *rows]))]


def test_a_word_has_its_box_and_its_line() -> None:
    (word,) = tsv_to_words("\n".join([HEAD, row("force", line=4)]))
    assert (word.text, word.box, word.line) == ("force", (200, 300, 290, 330), (2, 3, 4))


def test_doubtful_marks_are_left_out_and_doubtful_words_are_not() -> None:
    rows = [row("The"), row("~#", 8.0), row("1l|", 8.0), row("weren't", 8.0), row("I", 8.0), row("4", 95.0)]
    assert read(*rows) == ["The", "weren't", "I", "4"]


def test_empty_words_and_the_edges_of_boxes_are_no_words() -> None:
    assert read(row(" "), row("|"), row("_|"), row("The")) == ["The"]


def test_quotation_marks_are_letters_and_not_the_tables_own() -> None:
    assert read(row('"The'), row('force"')) == ['"The', 'force"']


def pictured(pdf: bytes, page_count: int) -> bytes:
    """The pages of a PDF as pictures."""
    from PIL import Image

    pages = [Image.open(io.BytesIO(render_page(pdf, page, DPI / 72))).convert("L") for page in range(1, page_count + 1)]
    target = io.BytesIO()
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=DPI)
    return target.getvalue()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_a_scanned_report_has_the_headings_and_items_of_the_printed_one(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pictured(report_pdf(3), 3))
    document = read_document(path, ReadOptions(ocr=True))
    headings = [document.slice(block.span) for block in document.blocks if block.kind is BlockKind.HEADING]
    assert headings[0] == "An inspection of Exampleshire Police"
    assert [words for words in headings if words.startswith("Rec")] == ["Recommendation 1", "Recommendation 2"]
    assert {block.evidence for block in document.blocks} == {Evidence.OCR}
    assert [issue.page for issue in document.issues] == [1, 2, 3]
    assert [item.printed_number for item in find_recommendations(document).recommendations] == ["1", "2"]


def test_a_program_that_fails_leaves_the_page_unread_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_slow(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(shutil, "which", lambda _: "tesseract")
    monkeypatch.setattr(subprocess, "run", too_slow)
    path = tmp_path / "pictures.pdf"
    path.write_bytes(picture_pdf(3, text_pages=1))
    issues = read_document(path, ReadOptions(ocr=True)).issues
    assert [issue.page for issue in issues if "could not read" in issue.message] == [2, 3]
    path.write_bytes(picture_pdf(2))
    with pytest.raises(NoTextLayer):
        read_document(path, ReadOptions(ocr=True))
