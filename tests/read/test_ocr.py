"""Tesseract's table of words as paragraphs; the program itself is not needed."""

from __future__ import annotations

from extractor.domain import Evidence
from extractor.read.ocr import tsv_to_paragraphs
from tests.read.printing import texts_of

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
SCALE = 72 / 200


def word(text: str, line: int, left: int, top: int, conf: float = 95.0, block: int = 1, height: int = 30) -> str:
    return f"5\t1\t{block}\t1\t{line}\t1\t{left}\t{top}\t{14 * len(text)}\t{height}\t{conf}\t{text}"


def read(*rows: str) -> list[str]:
    return texts_of(tsv_to_paragraphs("\n".join([HEAD, *rows]), 4, SCALE))


def test_words_of_a_line_are_joined_and_lines_of_a_paragraph_grouped() -> None:
    rows = [
        word("The", 1, 200, 300),
        word("force", 1, 260, 300),
        word("should", 2, 200, 340),
        word("act.", 2, 300, 340),
    ]
    assert read(*rows) == ["The force should act."]


def test_a_gap_parts_paragraphs_though_tesseract_sees_one() -> None:
    assert read(word("First.", 1, 200, 300), word("Second.", 2, 200, 420)) == ["First.", "Second."]


def test_doubtful_and_empty_words_are_left_out() -> None:
    rows = [word("The", 1, 200, 300), word("~#", 1, 260, 300, conf=8.0), word(" ", 1, 290, 300, conf=95.0)]
    assert read(*rows) == ["The"]


def test_quotation_marks_are_letters_and_not_the_tables_own() -> None:
    assert read(word('"The', 1, 200, 300), word('force"', 1, 280, 300)) == ['"The force"']


def test_boxes_are_in_points_and_the_evidence_is_named() -> None:
    (own,) = tsv_to_paragraphs("\n".join([HEAD, word("The", 1, 200, 300)]), 4, SCALE)
    assert own.evidence is Evidence.OCR
    assert (own.first.page, round(own.first.x0, 1), round(own.first.box.top, 1)) == (4, 72.0, 108.0)


def test_ink_heights_near_the_usual_one_are_one_size() -> None:
    rows = [word("none", 1, 200, 308, height=22), word("high", 2, 200, 336, height=30)]
    assert read(*rows) == ["none high"]


def test_a_page_without_words_has_no_paragraphs() -> None:
    assert read() == []
