"""Running heads and feet, page numbers and footnotes go; what only stands in their place stays."""

from __future__ import annotations

import pytest

from extractor.read.furniture import margin_keys, without_furniture
from extractor.read.lines import TextLine
from extractor.read.tags import Tag
from tests.read.printing import HEIGHT, line

TEXT = "The force should answer every emergency call."


def kept(pages: list[list[TextLine]], index: int = 0) -> list[str]:
    """What stays of one page, its neighbours looked at."""
    near = [margin_keys(lines, HEIGHT) for number, lines in enumerate(pages) if number != index]
    return [own.text for own in without_furniture(pages[index], HEIGHT, near, 11.0)]


def page(number: int, head: str = "", foot: str = "", *others: TextLine) -> list[TextLine]:
    lines = [line(TEXT, 300, page=number), *others]
    lines += [line(head, 40, page=number)] if head else []
    return lines + ([line(foot, 800, page=number)] if foot else [])


def test_words_at_the_same_place_of_pages_near_by_are_furniture() -> None:
    pages = [page(number, "Exampleshire Police", "An inspection") for number in (4, 5, 6)]
    assert kept(pages, 1) == [TEXT]


def test_a_head_that_counts_on_with_the_pages_is_furniture() -> None:
    assert kept([page(number, "", f"An inspection | {number}") for number in (4, 5)]) == [TEXT]
    assert kept([page(number, "", f"An inspection, page {number + 30}") for number in (4, 6)]) == [TEXT]


def test_a_foot_with_a_fixed_number_and_a_counter_is_furniture() -> None:
    assert kept([page(number, "", f"PEEL 2023–25: Exampleshire Police | {number}") for number in (7, 8)]) == [TEXT]
    assert kept([page(number, "", f"{number} | Chapter 2: answering calls") for number in (7, 9)]) == [TEXT]


def test_labels_at_the_feet_of_pages_are_kept_because_they_count_otherwise() -> None:
    pages = [page(11, "", "Recommendation 4"), page(12, "", "Recommendation 9")]
    assert "Recommendation 4" in kept(pages, 0)
    assert "Recommendation 9" in kept(pages, 1)


def test_a_line_in_the_margin_of_one_page_only_is_text() -> None:
    assert "A first line" in kept([page(4, "A first line"), page(5, "Another first line")])


def test_small_letters_above_where_text_begins_are_a_running_head_whatever_they_say() -> None:
    pages = [
        [*page(number), line(name, 40, page=number, size_pt=8.0)] for number, name in ((4, "Vetting"), (5, "Custody"))
    ]
    assert kept(pages) == [TEXT]


@pytest.mark.parametrize("number", ["7", "Page 7", "- 7 -", "7 of 40", "xii", "page 7/40", "| 7"])
def test_a_page_number_is_furniture_without_a_neighbour(number: str) -> None:
    assert kept([page(7, "", number)]) == [TEXT]


@pytest.mark.parametrize(
    "printed",
    ["https://example.org/report 3/12", "11/03/2028, 14:22 Learning recommendations", "3/12", "https://example.org/x"],
)
def test_the_head_and_foot_of_a_browser_print_are_furniture(printed: str) -> None:
    assert kept([page(3, printed)]) == [TEXT]


def test_a_number_in_the_middle_of_a_page_is_text() -> None:
    assert "7" in kept([page(7, "", "", line("7", 200))])


def test_a_cell_in_the_margin_is_text() -> None:
    cell = line("Exampleshire Police", 40)
    cell.tag = Tag(1, "TD", 1, cell=(1, 0, 0))
    assert "Exampleshire Police" in kept([[line(TEXT, 300), cell], page(2, "Exampleshire Police")])


def test_small_print_with_a_mark_at_the_foot_is_a_footnote() -> None:
    notes = [line("1 See the annual report,", 700, size_pt=8.0), line("second part.", 712, size_pt=8.0)]
    assert kept([[line(TEXT, 300), *notes]]) == [TEXT]


def test_small_print_without_a_mark_is_text() -> None:
    note = line("Source: the force’s own figures", 700, size_pt=8.0)
    assert note.text in kept([[line(TEXT, 300), note]])


def test_a_footnote_in_each_column_goes() -> None:
    lines = [line(TEXT, 300), line("2 A note on the left side.", 720, size_pt=8.0)]
    lines += [line(TEXT, 300, 320), line("3 A note on the right side.", 720, 320, size_pt=8.0)]
    assert kept([lines]) == [TEXT, TEXT]


def test_a_small_table_at_the_foot_is_kept() -> None:
    cells = [line("1 Leaders should act", 700, size_pt=8.0), line("The health board", 700, 200, size_pt=8.0)]
    cells.append(line("By the end of the month of May", 700, 400, size_pt=8.0))
    assert [own.text for own in cells] == kept([[line(TEXT, 300), *cells]])[1:]


def test_text_of_the_usual_size_at_the_foot_is_kept() -> None:
    assert "1. The force should act." in kept([[line(TEXT, 300), line("1. The force should act.", 720)]])


def test_what_is_no_furniture_keeps_its_order() -> None:
    lines = [line(f"Sentence {number}.", 200 + 20 * number) for number in range(5)]
    assert kept([lines]) == [own.text for own in lines]
