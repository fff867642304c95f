"""Whole PDFs, made on the spot: what only the file format can do wrong."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractor.domain import BlockKind, Document, Evidence
from extractor.find import find_recommendations
from extractor.read import read_document
from extractor.read.options import ReadOptions
from tests.pdf_factory import encrypted_pdf, report_pdf, tagged_pdf

FORCE = "The force should answer every emergency call within ten seconds"
Draw = Callable[[Canvas], None]


def drawn(draw: Draw, path: Path, **changes: object) -> Document:
    """The document of a one-page PDF."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, **changes)  # type: ignore[arg-type]
    canvas.setFont("Helvetica", 11)
    draw(canvas)
    canvas.save()
    return read(buffer.getvalue(), path)


def read(content: bytes, path: Path, options: ReadOptions | None = None) -> Document:
    file = path / "report.pdf"
    file.write_bytes(content)
    return read_document(file, options)


def blocks(document: Document) -> list[str]:
    return [document.slice(block.span) for block in document.blocks]


def prose(canvas: Canvas, lines: list[str], x0: float = 72, y: float = 700) -> None:
    for number, words in enumerate(lines):
        canvas.drawString(x0, y - 14 * number, words)


def test_bullets_drawn_as_dots_are_bullets(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, ["What follows is a list of three things that matter here."], y=740)
        for number, words in enumerate(["answer every call", "record every call", "return every call"]):
            y = 700 - 16 * number
            canvas.circle(80, y + 3.5, 2, stroke=0, fill=1)
            canvas.drawString(90, y, words)

    document = drawn(draw, tmp_path)
    found = [block for block in document.blocks if block.bullet]
    assert [document.slice(block.span) for block in found] == [
        "answer every call",
        "record every call",
        "return every call",
    ]
    assert {block.kind for block in found} == {BlockKind.LIST_ITEM}


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"left words of line {number:02} go on and" for number in range(12)]
    right = [f"right words of line {number:02} go on and" for number in range(12)]

    def draw(canvas: Canvas) -> None:
        for own, other in zip(left, right, strict=True):
            y = 700 - 14 * left.index(own)
            canvas.drawString(72, y, own)
            canvas.drawString(320, y, other)

    document = drawn(draw, tmp_path)
    assert document.text.replace("\n", " ") == " ".join(left + right)
    assert {block.column for block in document.blocks} <= {0, 1}


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(tmp_path: Path, angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(*{90: (500, 72), 180: (523, 500), 270: (342, 523)}[angle])
        canvas.rotate(angle)
        canvas.drawString(0, 0, FORCE)
        canvas.restoreState()
        canvas.setPageRotation(angle)

    document = drawn(draw, tmp_path)
    assert blocks(document) == [FORCE]
    ((region,),) = (block.regions for block in document.blocks)
    assert document.page_sizes[0] == pytest.approx(A4, abs=0.1)  # the box of the turned page lies on its side
    assert region.box.x0 == pytest.approx(72, abs=2)
    assert region.box.bottom == pytest.approx(500, abs=4)
    assert region.box.width > 10 * region.box.height


def test_boxes_are_measured_from_the_crop_box_that_is_shown(tmp_path: Path) -> None:
    whole = BytesIO()
    canvas = Canvas(whole, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(172, 600, FORCE)
    canvas.save()
    cropped = BytesIO()
    with pikepdf.open(BytesIO(whole.getvalue())) as pdf:
        pdf.pages[0].CropBox = pikepdf.Array([100, 200, 595, 700])
        pdf.save(cropped)
    plain = read(whole.getvalue(), tmp_path).blocks[0].regions[0].box
    document = read(cropped.getvalue(), tmp_path)
    box = document.blocks[0].regions[0].box
    assert document.page_sizes == ((495.0, 500.0),)
    assert box.x0 == pytest.approx(plain.x0 - 100, abs=0.5)
    assert box.top == pytest.approx(plain.top - (A4[1] - 700), abs=0.5)


def test_words_inside_a_form_are_read_where_the_form_is_put(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("words")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(0, 0, FORCE)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(72, 500)
        canvas.doForm("words")
        canvas.restoreState()

    document = drawn(draw, tmp_path)
    assert blocks(document) == [FORCE]
    box = document.blocks[0].regions[0].box
    assert box.x0 == pytest.approx(72, abs=2)
    assert box.bottom == pytest.approx(A4[1] - 500, abs=4)


def test_a_file_whose_password_is_empty_is_read(tmp_path: Path) -> None:
    assert "Recommendation 1" in read(encrypted_pdf(""), tmp_path).text


def test_a_file_is_read_with_its_password(tmp_path: Path) -> None:
    assert "Recommendation 1" in read(encrypted_pdf("harbour"), tmp_path, ReadOptions(password="harbour")).text


def test_each_number_of_a_plain_report_is_found_on_its_page(tmp_path: Path) -> None:
    found = find_recommendations(read(report_pdf(6), tmp_path)).recommendations
    assert [(item.printed_number, item.pages) for item in found] == [(str(n), (n + 1,)) for n in range(1, 6)]


def test_running_heads_and_page_numbers_are_left_out_and_labels_at_the_foot_kept(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(1, 5):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(72, 800, "Exampleshire Police: answering calls")
            canvas.drawString(72, 500 + 20 * number, f"Chapter {'one two three four'.split()[number - 1]} says it.")
            canvas.drawString(72, 60, f"Recommendation {number * number + 2}")
            canvas.drawString(300, 20, str(number))
            canvas.showPage()

    found = blocks(drawn(draw, tmp_path))
    assert "Exampleshire Police: answering calls" not in found
    assert [text for text in found if text.startswith("Rec")] == [f"Recommendation {n * n + 2}" for n in range(1, 5)]
    assert len(found) == 8


def test_each_tagged_line_is_a_paragraph_and_says_so(tmp_path: Path) -> None:
    document = read(tagged_pdf(2), tmp_path)
    assert document.report.tagged
    assert {block.evidence for block in document.blocks} == {Evidence.TAGS}
    assert {block.tag for block in document.blocks} == {"P"}
    assert len(document.blocks) == 48


def test_the_same_words_are_read_with_tags_ignored(tmp_path: Path) -> None:
    content = tagged_pdf(2)
    without = read(content, tmp_path, ReadOptions(use_tags=False))
    assert not without.report.tagged
    assert Evidence.TAGS not in {block.evidence for block in without.blocks}
    assert words(without) == words(read(content, tmp_path))


def test_a_flat_tree_of_many_pages_gives_every_line_its_tag(tmp_path: Path) -> None:
    document = read(tagged_pdf(14), tmp_path)
    assert len(document.blocks) == 14 * 24
    assert [block.page for block in document.blocks] == [page for page in range(1, 15) for _ in range(24)]


def test_an_item_in_a_shaded_box_ends_at_its_edge(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, ["Inspectors listened to sixty calls in three rooms and wrote down what they heard."], y=760)
        canvas.setFillColorRGB(0.85, 0.95, 0.95)
        canvas.rect(66, 600, 460, 90, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(72, 670, "Recommendation 1")
        canvas.setFont("Helvetica", 11)
        prose(canvas, ["By 31 May 2027, chief constables should answer every call within ten", "seconds."], y=650)
        prose(canvas, ["The rooms were cold, and the force should be thanked for its tea."], y=580)

    document = drawn(draw, tmp_path)
    (item,) = find_recommendations(document).recommendations
    assert item.text == "By 31 May 2027, chief constables should answer every call within ten seconds."
    assert item.printed_number == "1"


def ruled(canvas: Canvas, upright: bool) -> None:
    """A heading and a table of three rows, with or without rules between its columns."""
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(72, 740, "Recommendations")
    canvas.setFont("Helvetica", 10)
    for number in range(4):
        canvas.line(72, 720 - 40 * number, 522, 720 - 40 * number)
    for x in (72, 110, 522) if upright else ():
        canvas.line(x, 720, x, 600)
    for number, who in enumerate(("Forces", "The College", "Ministers")):
        canvas.drawString(78, 700 - 40 * number, f"{number + 1}")
        canvas.drawString(116, 700 - 40 * number, f"{who} should answer every call within ten seconds and")
        canvas.drawString(116, 688 - 40 * number, "record how long each caller waited.")


@pytest.mark.parametrize("upright", [True, False], ids=["ruled both ways", "ruled between rows only"])
def test_each_row_of_a_ruled_table_is_an_item_with_its_number(tmp_path: Path, upright: bool) -> None:
    document = drawn(lambda canvas: ruled(canvas, upright), tmp_path)
    found = find_recommendations(document).recommendations
    assert [(item.printed_number, item.text.split()[0]) for item in found] == [
        ("1", "Forces"),
        ("2", "The"),
        ("3", "Ministers"),
    ]
    assert all(item.text.endswith("caller waited.") for item in found)


def test_the_areas_of_a_ruled_table_of_grades_are_read_whole(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(3):
            canvas.line(72, 720 - 40 * number, 522, 720 - 40 * number)
        for x in (72, 300, 522):
            canvas.line(x, 720, x, 640)
        canvas.drawString(78, 700, "Judgement")
        canvas.drawString(306, 700, "Grade")
        canvas.drawString(78, 664, "The experiences and progress of")
        canvas.drawString(78, 652, "care leavers")
        canvas.drawString(306, 664, "Inadequate")
        prose(canvas, ["Services are no longer as good as they were at the last inspection."], y=600)

    (grade,) = drawn(draw, tmp_path).report.grades
    assert (grade.area, grade.grade) == ("The experiences and progress of care leavers", "Inadequate")


def test_words_that_are_not_upright_are_no_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, FORCE)
        canvas.translate(300, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")

    assert blocks(drawn(draw, tmp_path)) == [FORCE]


def test_bookmarks_are_kept_with_their_pages(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage("calls")
        canvas.addOutlineEntry("Answering calls", "calls", 0)
        canvas.drawString(72, 700, FORCE)

    assert [(mark.title, mark.level, mark.page) for mark in drawn(draw, tmp_path).bookmarks] == [
        ("Answering calls", 1, 1)
    ]


def words(document: Document) -> list[str]:
    return document.text.split()
