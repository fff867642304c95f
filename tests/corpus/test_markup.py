"""The content format: what it reads, and what it says when a file breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.generator.inline import read_inline, smarten
from corpus.generator.markup import load
from corpus.generator.model import Authored, BadContent

HEAD = '+++\ntitle = "T"\n+++\n'


def authored(tmp_path: Path, body: str, head: str = HEAD) -> Authored:
    path = tmp_path / "sample.txt"
    path.write_text(head + body, encoding="utf-8", newline="\n")
    return load(path)


@pytest.mark.parametrize(
    ("plain", "curly"),
    [
        ("don't", "don’t"),
        ("'fair' and \"square\"", "‘fair’ and “square”"),
        ('the Chiefs\' Council ("the Council")', "the Chiefs’ Council (“the Council”)"),
    ],
)
def test_quotes_become_curly(plain: str, curly: str) -> None:
    assert smarten(plain) == curly


def test_marks_and_looks_leave_the_words_whole() -> None:
    runs, marks = read_inline("{by 2027-01-01: By **1 January** 2027}, {to force: forces} should^[See below.] act.")
    assert "".join(run.text for run in runs) == "By 1 January 2027, forces should act."
    assert [(mark.kind, mark.argument, mark.text) for mark in marks] == [
        ("by", "2027-01-01", "By 1 January 2027"),
        ("to", "force", "forces"),
    ]
    assert [run.note for run in runs if run.note] == ["See below."]


def test_an_item_has_its_label_text_and_support(tmp_path: Path) -> None:
    document = authored(
        tmp_path,
        "# Chapter\n@item afi a1 for_force respond\n@label Area 1: {title: Calls}\n**Answer sooner.**\n@support\nWe waited.\n@end\n",
    )
    item = document.items["a1"]
    assert [block.text for block in item.text] == ["Answer sooner."]
    assert [block.text for block in item.support] == ["We waited."]
    assert item.section == ("Chapter",)
    assert item.themes == ["responding_to_the_public"]


def test_bullets_below_a_lead_in_carry_it(tmp_path: Path) -> None:
    document = authored(
        tmp_path,
        "@lead {by immediate: Now}, the {to force: force} should:\n- @(c1.1 for_force protect) act; and\n- @(c1.2 for_force protect) tell.\n\n# Next\n\n- @(c2 for_force protect) other.\n",
    )
    assert [document.items[name].lead is not None for name in ("c1.1", "c1.2", "c2")] == [True, True, False]


@pytest.mark.parametrize(("keep", "carried"), [(' lead="keep"', True), ("", False)])
def test_a_lead_in_goes_on_past_an_item_that_keeps_it(tmp_path: Path, keep: str, carried: bool) -> None:
    body = f"@lead Forces should:\n\n@item rec r1 for_force -{keep}\n- plan:\n  - soon.\n@end\n\n- @(r2 for_force -) act.\n"
    items = authored(tmp_path, body).items
    assert items["r1"].lead is not None
    assert (items["r2"].lead is items["r1"].lead) is carried


def test_a_heading_tells_the_items_below_it_their_date_and_body(tmp_path: Path) -> None:
    body = "## {by immediate: Immediately}\n\n- @(r1 for_force -) Act.\n\n## {to force: Forces}\n\n- @(r2 for_force -) Act.\n"
    items = authored(tmp_path, body).items
    assert [[mark.kind for mark in items[name].inherited] for name in ("r1", "r2")] == [["by"], ["to"]]


def test_an_item_printed_again_is_the_same_item(tmp_path: Path) -> None:
    document = authored(
        tmp_path, "@item rec r1 for_force -\n@label Recommendation 1\nAct.\n@end\n:::box rec\n@again r1\n:::\n"
    )
    assert len(document.items) == 1
    assert [[block.text for block in blocks] for blocks in document.items["r1"].again] == [["Act."]]


def test_a_grade_outside_a_table_names_its_area(tmp_path: Path) -> None:
    document = authored(tmp_path, "{grade Preventing crime: Good}\n")
    assert [(grade.area, grade.grade) for grade in document.grades] == [("Preventing crime", "Good")]


@pytest.mark.parametrize("tag", ["(Recommendation, Paragraph 3)", "(Paragraph 3)"])
def test_an_early_printing_leaves_out_the_tag_and_may_be_italic(tmp_path: Path, tag: str) -> None:
    body = f"@early r1 3. italic\n\n# List\n\n@item rec r1 for_force -\n=1.= *Act.* {tag}\n@end\n"
    document = authored(tmp_path, body)
    (run,) = document.blocks[0].runs
    assert (run.text, run.bold, run.italic) == ("Act.", True, True)
    assert document.items["r1"].options["alt"] == "Act."


def test_an_early_printing_may_keep_italics_and_begin_with_prose(tmp_path: Path) -> None:
    body = "@early r1 3. mixed | It was late.\n\n# List\n\n@item rec r1 for_force -\n=1.= That is bad. *Act.* (Paragraph 3)\n@end\n"
    document = authored(tmp_path, body)
    runs = document.blocks[0].runs
    assert document.blocks[0].text == "It was late. That is bad. Act."
    assert [(run.text.strip(), run.bold, run.italic) for run in runs if run.text.strip()] == [
        ("It was late.", False, False),
        ("That is bad.", True, False),
        ("Act.", True, True),
    ]
    assert document.items["r1"].options["alt"] == "That is bad. Act."
    assert document.items["r1"].readings == ["Act."]


def test_a_row_that_prints_an_item_again_tells_its_date(tmp_path: Path) -> None:
    body = "@(r1 for_force -) Act.\n\n:::table\n| @again r1 | {by 2027-01-31: 31 January 2027} |\n:::\n"
    item = authored(tmp_path, body).items["r1"]
    assert [mark.argument for mark in item.inherited] == ["2027-01-31"]
    assert len(item.again) == 1


def test_the_heading_of_a_box_tells_the_items_inside_their_date(tmp_path: Path) -> None:
    items = "- @(r{} for_force -) Act.\n"
    body = f":::box rec {{by immediate: Immediately}}\n{items.format(1)}:::\n\n{items.format(2)}"
    document = authored(tmp_path, body)
    assert [len(document.items[name].inherited) for name in ("r1", "r2")] == [1, 0]


def test_a_shorter_printing_is_another_reading_of_the_item(tmp_path: Path) -> None:
    item = authored(tmp_path, "@(r1 for_force -) Act at once.\n\n@short r1 1. | Act.\n").items["r1"]
    assert item.options["alt"] == "Act."
    assert [[(block.label, block.text) for block in blocks] for blocks in item.again] == [[("1.", "Act.")]]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("@item rec r1 for_everyone -\nText.\n@end\n", "unknown relevance"),
        ("@item rec r1 for_force weather\nText.\n@end\n", "unknown theme"),
        ("@item rec r1 for_force -\nText.\n", "not closed"),
        (":::box rec\nText.\n", "not closed"),
        ("- @(r1 for_force -) One.\n- @(r1 for_force -) Two.\n", "one new id"),
        ("@nonsense\n", "unknown directive"),
        ("@page sideways\n", "lies across or stands upright"),
        ("**bold\n", "not closed"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, body: str, words: str) -> None:
    with pytest.raises(BadContent, match=rf"sample\.txt:\d+: .*{words}"):
        authored(tmp_path, body)


def test_a_reissue_must_match_each_edit_once(tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(HEAD + "Good. Good.\n", encoding="utf-8", newline="\n")
    head = '+++\nbase = "first"\n[[edits]]\nfind = "Good."\nreplace = "Bad."\n+++\n'
    with pytest.raises(BadContent, match="matches 2 times"):
        authored(tmp_path, "", head)
