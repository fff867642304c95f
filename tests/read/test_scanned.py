"""Words on a picture as lines: their size by the height of the letters, their weight by the ink, their bullets."""

from __future__ import annotations

import io

import pytest

from extractor.read.ink import Ink
from extractor.read.lines import TextLine
from extractor.read.scanned import LineMaker, ScannedWord

SCALE = 72 / 200
WHITE, BLACK = 255, 0
Box = tuple[int, int, int, int]


def picture(*black: Box, ground: int = WHITE, ink: int = BLACK) -> bytes:
    """A grey picture with filled boxes."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (1600, 400), ground)
    pen = ImageDraw.Draw(image)
    for left, top, right, bottom in black:
        pen.rectangle((left, top, right - 1, bottom - 1), fill=ink)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def word(text: str, left: int, top: int = 100, height: float = 30.0, line: int = 1) -> ScannedWord:
    return ScannedWord(text, (left, top, left + 18 * len(text), top + round(height)), (1, 1, line))


def stems(own: ScannedWord, width_px: int) -> list[Box]:
    """The strokes of a word: one upright for each of its letters."""
    left, top, _, bottom = own.box
    lefts = [left + 4 + 18 * place for place in range(len(own.text))]
    return [(own_left, top, own_left + width_px, bottom) for own_left in lefts]


def lines_of(*words: ScannedWord, width_px: int = 3, more: tuple[Box, ...] = ()) -> list[TextLine]:
    drawn = [stem for own in words for stem in stems(own, width_px)]
    return LineMaker(SCALE).lines_of(words, picture(*drawn, *more), 4)


def test_words_of_a_line_are_joined_and_their_box_is_in_points() -> None:
    (own,) = lines_of(word("The", 200), word("held", 270))
    assert (own.text, own.page) == ("The held", 4)
    assert (own.box.x0, own.box.top, own.box.bottom) == (72.0, 36.0, pytest.approx(46.8))


@pytest.mark.parametrize(("text", "height"), [("hold", 72.0), ("sum", 54.0), ("gap", 75.0)])
def test_the_size_does_not_depend_on_which_letters_a_word_has(text: str, height: float) -> None:
    (own,) = lines_of(word(text, 200, height=height))
    assert own.style.size_pt == 36.0


def test_sizes_that_are_nearly_the_body_size_are_the_body_size() -> None:
    body = [word("should", 200 + 150 * n, 100 + 50 * line, 30, line) for line in (1, 2) for n in range(8)]
    own = lines_of(*body, word("hold", 200, 250, 32, 3), word("Held", 200, 300, 44, 4))
    assert [line.style.size_pt for line in own] == [15.0, 15.0, 15.0, 22.0]


def test_thick_strokes_are_bold() -> None:
    (plain,) = lines_of(word("should", 200), width_px=3)
    (bold,) = lines_of(word("should", 200), width_px=5)
    assert (plain.style.bold, bold.style.bold, bold.lead_bold) == (0.0, 1.0, True)


def test_a_wide_gap_parts_the_cells_of_a_row() -> None:
    assert [line.text for line in lines_of(word("Held", 200), word("late", 500))] == ["Held", "late"]


def test_a_bullet_read_as_a_letter_is_a_bullet_before_a_gap_only() -> None:
    (own,) = lines_of(word("e", 200), word("answer", 260))
    assert (own.bullet, own.text) == ("•", "answer")
    (own,) = lines_of(word("e", 200), word("answer", 226))
    assert (own.bullet, own.text) == ("", "e answer")


def test_a_bullet_that_was_passed_over_is_seen_in_the_ink_and_a_border_is_not() -> None:
    (own,) = lines_of(word("answer", 260), more=((206, 110, 218, 122),))
    assert own.bullet == "•"
    (own,) = lines_of(word("answer", 260), more=((206, 60, 209, 180),))
    assert own.bullet == ""


def test_the_thickness_of_a_stroke_is_the_same_white_on_black() -> None:
    bars = tuple((100, 20 * n, 200, 20 * n + 4) for n in range(1, 5))
    box = (90, 10, 210, 110)
    dark, light = Ink(picture(*bars)), Ink(picture(*bars, ground=BLACK, ink=WHITE))
    assert dark.stroke_px(box) == pytest.approx(4.0, abs=0.4)
    assert light.stroke_px(box) == dark.stroke_px(box)
    assert dark.stroke_px((300, 10, 400, 100)) == 0.0


def test_a_number_that_a_page_askew_lifts_stays_on_the_row_of_its_words() -> None:
    number, words = lines_of(word("12.", 100, 104), word("answer", 400, 100, line=2))
    assert number.baseline == words.baseline


def test_a_page_without_words_has_no_lines() -> None:
    assert lines_of() == []
