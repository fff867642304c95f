"""Boxes, drawn bullets and tables that are ruled between rows only, from shapes."""

from __future__ import annotations

from extractor.domain import BBox
from extractor.read.boxes import BoxLook, box_around, find_boxes, has_rules, look_of, mark_drawn_bullets
from extractor.read.pdfium import Shape
from extractor.read.tables import RuledTable, find_open_tables, runs_by_cell
from tests.read.printing import HEIGHT, WIDTH, line, rule, run

TEAL, WHITE = 0xD9F0F0, 0xFFFFFF


def tint(x0: float, top: float, x1: float, bottom: float, fill: int = TEAL) -> Shape:
    return Shape(BBox(x0, top, x1, bottom), fill, None)


def boxes(*shapes: Shape) -> list[BBox]:
    return find_boxes(shapes, WIDTH, HEIGHT)


def test_a_tinted_area_and_an_outlined_one_are_boxes_from_top_to_bottom() -> None:
    outlined = Shape(BBox(72, 400, 520, 500), None, 0)
    assert boxes(outlined, tint(72, 100, 520, 200)) == [BBox(72, 100, 520, 200), BBox(72, 400, 520, 500)]


def test_strips_of_one_tint_that_touch_are_one_box() -> None:
    assert boxes(tint(72, 100, 520, 120), tint(72, 120.5, 520, 150)) == [BBox(72, 100, 520, 150)]


def test_strips_apart_or_of_another_tint_are_two() -> None:
    assert len(boxes(tint(72, 100, 520, 120), tint(72, 140, 520, 170))) == 2
    assert len(boxes(tint(72, 100, 520, 120), tint(72, 120, 520, 150, 0xEEDDCC))) == 2


def test_paper_backgrounds_rules_and_white_areas_are_no_boxes() -> None:
    assert boxes(tint(0, 0, WIDTH, HEIGHT), tint(72, 100, 520, 102), tint(72, 100, 520, 200, WHITE)) == []
    assert boxes(tint(72, 100, 120, 200), Shape(BBox(72, 100, 520, 200), None, None, is_image=True)) == []


def test_a_line_stands_in_the_smallest_box_around_it() -> None:
    around = [BBox(60, 90, 540, 400), BBox(70, 95, 500, 130)]
    assert box_around(line("words", 100), around) == 1
    assert box_around(line("words", 200), around) == 0
    assert box_around(line("words", 500), around) is None


STRIP, SAND = 0x2E6E5C, 0xF5EFE0


def striped(head: str, top: float, bottom: float, fill: int = TEAL) -> BoxLook:
    """The look of a box with a heading strip of 20 points."""
    shapes = [tint(72, top, 520, top + 20, STRIP), tint(72, top + 20, 520, bottom, fill)]
    (box,) = boxes(*shapes)
    return look_of(box, shapes, line(head, top + 4))


def plain(top: float, bottom: float, fill: int = TEAL) -> BoxLook:
    shapes = [tint(72, top, 520, bottom, fill)]
    return look_of(boxes(*shapes)[0], shapes, line("more of its words", top + 4))


def test_a_box_goes_on_over_the_page_in_its_own_colour_with_or_without_its_strip_again() -> None:
    last = striped("Recommendation to chief constables", 600, 780)
    assert last.goes_on_as(plain(60, 200))
    assert last.goes_on_as(striped("Recommendation to chief constables", 60, 200))


def test_a_box_of_another_colour_another_strip_or_another_width_is_another_box() -> None:
    last = striped("Recommendation to chief constables", 600, 780)
    assert not last.goes_on_as(plain(60, 200, SAND))
    assert not last.goes_on_as(striped("Report back", 60, 200))
    assert not last.goes_on_as(BoxLook(BBox(72, 60, 300, 200), TEAL, None))


def test_a_strip_left_alone_at_the_foot_heads_whatever_box_follows() -> None:
    alone = [tint(72, 760, 520, 780, STRIP)]
    last = look_of(boxes(*alone)[0], alone, line("Recommendation to chief constables", 764))
    assert last.goes_on_as(plain(60, 200))


def test_a_tint_inside_an_outlined_box_is_not_its_own() -> None:
    outlined = Shape(BBox(72, 400, 520, 780), None, 0)
    shapes = [outlined, tint(80, 410, 510, 450)]
    assert look_of(outlined.box, shapes, line("words", 500)).tint is None


def dot(x0: float, middle: float, size: float = 4.0) -> Shape:
    return tint(x0, middle - size / 2, x0 + size, middle + size / 2, 0)


def test_a_dot_drawn_left_of_a_line_is_its_bullet() -> None:
    first, second = line("answer calls", 100, 90), line("more words", 114, 90)
    mark_drawn_bullets([first, second], [dot(76, 111 - 3.3)])
    assert (first.bullet, second.bullet) == ("•", "")


def test_a_speck_a_block_or_a_dot_far_away_is_no_bullet() -> None:
    own = line("answer calls", 100, 90)
    flat = tint(70, 107, 79, 109, 0)
    mark_drawn_bullets([own], [dot(76, 107.7, 0.8), dot(20, 107.7), dot(76, 160), dot(60, 107.7, 14), flat])
    assert own.bullet == ""


def test_rules_both_ways_or_outlined_cells_may_be_a_table() -> None:
    flat = [rule(72, 100, 520), rule(72, 140, 520)]
    tall = [Shape(BBox(x0, 100, x0 + 0.5, 140), 0, None) for x0 in (72, 520)]
    cells = [Shape(BBox(72, top, 300, top + 30), None, 0) for top in (100, 130)]
    assert has_rules(flat + tall)
    assert has_rules(cells)
    assert not has_rules(flat)
    assert not has_rules([])


ROWS = ((100.0, 130.0), (130.0, 160.0), (160.0, 190.0))


def open_table() -> tuple[list[Shape], list]:  # type: ignore[type-arg]
    shapes = [rule(72, top, 520) for top in (100, 130, 160, 190)]
    runs = [
        each
        for number, (top, _) in enumerate(ROWS)
        for each in (run(f"{number + 1}", 76, top + 15), run("The force should act on it.", 110, top + 15))
    ]
    return shapes, runs


def test_a_table_with_rules_between_its_rows_only_has_the_columns_of_its_words() -> None:
    shapes, runs = open_table()
    (table,) = find_open_tables(shapes, runs)
    inside, rest = runs_by_cell([*runs, run("below", 76, 400)], [table])
    assert sorted(inside) == [(0, row, column) for row in range(3) for column in range(2)]
    assert inside[0, 1, 0][0].text == "2"
    assert [each.text for each in rest] == ["below"]


def test_one_rule_or_rules_without_words_between_are_no_table() -> None:
    shapes, runs = open_table()
    assert find_open_tables(shapes[:1], runs) == []
    assert find_open_tables(shapes, []) == []


def test_printed_lines_beside_a_tall_cell_are_rows_of_its_row() -> None:
    tall, *short = BBox(72, 100, 200, 160), BBox(200, 100, 500, 130), BBox(200, 130, 500, 160)
    table = RuledTable(((tall, short[0]), (None, short[1])), BBox(72, 100, 500, 160))
    inside, _ = runs_by_cell([run("who", 80, 120), run("first", 210, 120), run("second", 210, 150)], [table])
    assert [each.text for each in inside[0, 0, 1]] == ["first", "second"]
