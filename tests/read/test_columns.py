"""Reading order of one and of two columns."""

from __future__ import annotations

import random

from extractor.read.columns import find_gutter, order_lines
from tests.read.printing import WIDTH, line, printed

LEFT = [f"left line number {number:02} of words" for number in range(10)]
RIGHT = [f"right line number {number:02} of words" for number in range(10)]


def shuffled(lines: list) -> list:  # type: ignore[type-arg]
    return random.Random(4).sample(lines, len(lines))


def test_one_column_is_read_from_top_to_bottom() -> None:
    lines = printed(*[f"{text} that goes on over most of the page" for text in LEFT])
    assert [own.text for own in order_lines(shuffled(lines), None)] == [own.text for own in lines]
    assert find_gutter(lines, WIDTH) is None


def test_the_left_column_is_read_before_the_right_one() -> None:
    lines = shuffled(printed(*LEFT) + printed(*RIGHT, x0=320))
    ordered = order_lines(lines, find_gutter(lines, WIDTH))
    assert [own.text for own in ordered] == LEFT + RIGHT
    assert [own.column for own in ordered] == [0] * 10 + [1] * 10


def test_a_heading_across_both_columns_parts_the_page_into_bands() -> None:
    upper = printed(*LEFT[:5]) + printed(*RIGHT[:5], x0=320)
    heading = line("A heading that runs across both of the columns of this page, wide", top=180, width=440)
    lower = printed(*LEFT[5:], top=200) + printed(*RIGHT[5:], x0=320, top=200)
    lines = shuffled([*upper, heading, *lower])
    ordered = order_lines(lines, find_gutter(lines, WIDTH))
    assert [own.text for own in ordered] == [*LEFT[:5], *RIGHT[:5], heading.text, *LEFT[5:], *RIGHT[5:]]


def test_numbers_in_a_margin_are_no_column() -> None:
    lines = printed(*LEFT, x0=72) + printed(*[str(number) for number in range(10)], x0=330)
    assert find_gutter(lines, WIDTH) is None


def test_indented_text_below_is_no_column() -> None:
    lines = printed(*LEFT) + printed(*RIGHT, x0=320, top=300)
    assert find_gutter(lines, WIDTH) is None


def test_a_few_lines_side_by_side_are_no_columns() -> None:
    assert find_gutter(printed(*LEFT[:5]) + printed(*RIGHT[:5], x0=320), WIDTH) is None


def test_the_last_lines_of_a_chapter_stand_in_the_columns_of_the_page_before() -> None:
    few = printed(*LEFT[:3]) + printed(*RIGHT[:2], x0=320)
    assert find_gutter(few, WIDTH, known=318.0) == 318.0
    assert [own.text for own in order_lines(shuffled(few), 318.0)] == [*LEFT[:3], *RIGHT[:2]]


def test_a_page_of_one_column_is_none_of_them() -> None:
    wide = printed(*[f"{text} that goes on over most of the page" for text in LEFT[:4]])
    assert find_gutter(wide, WIDTH, known=318.0) is None
