"""Text objects -> printed lines."""

from __future__ import annotations

from extractor.read.lines import merge_styles, runs_to_lines, style_of
from tests.read.printing import BOLD_FACE, line, run


def texts(*runs: object) -> list[str]:
    return [own.text for own in runs_to_lines(list(runs), 3)]  # type: ignore[arg-type]


def test_pieces_of_one_baseline_are_a_line_in_the_order_of_print() -> None:
    assert texts(run("calls", 110, 100), run("answer", 72, 100.5)) == ["answer calls"]


def test_lines_come_from_top_to_bottom() -> None:
    assert texts(run("second", 72, 120), run("first", 72, 100)) == ["first", "second"]


def test_letters_that_touch_are_one_word_and_a_gap_is_a_space() -> None:
    assert texts(run("ans", 72, 100), run("wer", 87, 100), run("calls", 107, 100)) == ["answer calls"]


def test_a_shown_space_is_a_space_even_where_no_gap_is_seen() -> None:
    assert texts(run("answer", 72, 100), run("", 102, 100), run("calls", 102.5, 100)) == ["answer calls"]


def test_a_wide_gap_parts_columns_and_a_tab_behind_a_label_does_not() -> None:
    assert texts(run("left words here", 72, 100), run("right", 300, 100)) == ["left words here", "right"]
    assert texts(run("12.", 72, 100), run("The force should", 120, 100)) == ["12. The force should"]
    assert texts(run("•", 72, 100), run("The force should", 110, 100)) == ["• The force should"]


def test_the_raised_figure_of_a_footnote_is_dropped() -> None:
    assert texts(run("the plan", 72, 100), run("14", 112, 96, 6.0), run("was late", 125, 100)) == ["the plan was late"]


def test_a_small_figure_that_opens_a_line_is_kept_and_known_as_raised() -> None:
    (own,) = runs_to_lines([run("14", 72, 96, 6.0), run("See the annual report", 84, 100)], 1)
    assert own.text.startswith("14")
    assert own.lead_raised


def test_white_space_alone_is_no_line() -> None:
    assert texts(run("   ", 72, 100)) == []


def test_a_line_knows_its_page_its_box_and_its_look() -> None:
    (own,) = runs_to_lines([run("Bold", 72, 100, font=BOLD_FACE), run("and plain words", 96, 100)], 3)
    assert own.page == 3
    assert (own.box.x0, own.box.x1, own.baseline) == (72, 96 + 75, 100)
    assert own.lead_bold
    assert 0 < own.style.bold < 0.5


def test_the_most_frequent_size_is_the_size_of_a_line() -> None:
    assert style_of([run("A", 72, 100, 30.0), run("drop capital", 90, 100)]).size_pt == 11.0


def test_several_lines_have_one_look_by_weight_of_their_letters() -> None:
    assert merge_styles([line("few", bold=1.0), line("many more letters than that", bold=0.0)]).bold < 0.2
