from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from extractor.domain import Kind, ReportType
from extractor.errors import EmptyFile, ExtractorError, MissingFile, UnreadableItems
from extractor.items import read_item_sets
from tests.running import run_extractor

ROWS = [
    {"text": "Forces should count keys.", "id": "A1", "report_title": "Keys", "publication_date": "2026-01-31"},
    {"text": "Forces should count locks.", "id": "A1", "report_title": "Keys", "publication_date": "2026-01-31"},
    {"text": "Timeliness.", "kind": "Area for improvement", "source_family": "jtai", "report_title": "Doors"},
]


def as_lines(path: Path) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n\n", encoding="utf-8-sig")
    return path


def as_csv(path: Path) -> Path:
    heads = ["ID", "Text", "Kind", "Report title", "Source family", "Publication date"]
    rows = [[str(row.get("_".join(head.lower().split()), "")) for head in heads] for row in ROWS]
    path.write_text("\r\n".join(",".join(f'"{cell}"' for cell in row) for row in [heads, *rows]), encoding="cp1252")
    return path


def as_workbook(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(["Items to classify"])
    heads = ["text", "id", "kind", "report title", "source family", "publication date"]
    sheet.append(heads)
    for row in ROWS:
        cells = [row.get("_".join(head.split())) for head in heads]
        cells[5] = date(2026, 1, 31) if cells[5] else None
        sheet.append(cells)
    book.save(path)
    return path


@pytest.mark.parametrize(("write", "name"), [(as_lines, "a.jsonl"), (as_csv, "a.csv"), (as_workbook, "a.xlsx")])
def test_the_same_items_from_every_format(tmp_path, write, name):
    keys, doors = read_item_sets(write(tmp_path / name))
    assert [item.text for item in keys.items] == ["Forces should count keys.", "Forces should count locks."]
    assert keys.report.publication_date == date(2026, 1, 31)
    assert list(keys.given_ids.values()) == ["A1", "A1"]
    assert len({item.id for item in keys.items}) == 2
    assert doors.items[0].kind is Kind.AREA_FOR_IMPROVEMENT
    assert doors.report.report_type is ReportType.JTAI


BAD = [
    ("a.jsonl", "not json\n", UnreadableItems, "Line 1"),
    ("a.jsonl", "[1]\n", UnreadableItems, "Line 1"),
    ("a.jsonl", '{"text": "x"}\n{"id": "no text"}\n', UnreadableItems, "Row 2"),
    ("a.jsonl", '{"text": "x", "publication_date": "soon"}\n', UnreadableItems, "'soon'"),
    ("a.jsonl", "  \n", EmptyFile, "a.jsonl"),
    ("a.csv", "words,id\nx,1\n", UnreadableItems, "column named text"),
    ("a.csv", "text\n", UnreadableItems, "no items"),
]


@pytest.mark.parametrize(("name", "content", "error", "words"), BAD)
def test_a_bad_file_is_one_clear_error(tmp_path, name, content, error, words):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(error, match=words):
        read_item_sets(tmp_path / name)


@pytest.mark.parametrize("written", ["2026-01-15", "15/01/2026", "15.1.2026", "2026-01-15T09:30:00"])
def test_a_date_may_be_written_as_a_spreadsheet_does(tmp_path, written):
    (tmp_path / "a.csv").write_text(f"text,publication_date\nCount keys.,{written}\n", encoding="utf-8")
    (items,) = read_item_sets(tmp_path / "a.csv")
    assert items.report.publication_date == date(2026, 1, 15)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(MissingFile):
        read_item_sets(tmp_path / "none.jsonl")
    with pytest.raises(ExtractorError):
        read_item_sets(tmp_path / "none.xlsx")


CONFIG = '[force]\nname = "Exampleshire Police"\nregion = "Midshires"\n'


def test_the_command_prints_one_object_an_item(tmp_path):
    (tmp_path / "extractor.toml").write_text(CONFIG, encoding="utf-8")
    path = as_lines(tmp_path / "a.jsonl")
    done = run_extractor("--config", str(tmp_path / "extractor.toml"), "classify", str(path), "--json")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [row["id"] for row in rows] == ["A1", "A1", "row-3"]
    first = rows[0]
    assert first["addressees"][0]["group"] == "force"
    assert first["relevance"]["label"] == "for_force"
    assert first["relevance"]["evidence"] == ["Forces"]
    assert first["deadline"] == {"text": None, "date": None, "basis": "none"} and first["deadlines"] == []
    assert all(set(theme) >= {"label", "probability"} for theme in first["themes"])


def test_without_a_profile_relevance_is_null_and_an_issue_says_why(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run_extractor("classify", str(as_lines(tmp_path / "a.jsonl")), "--json", "--rules-only")
    assert all(json.loads(line)["relevance"] is None for line in done.out.splitlines())
    assert "No force is configured" in done.err


def test_the_table_ends_with_the_split_of_commissioners_letters(tmp_path):
    done = run_extractor("classify", str(as_lines(tmp_path / "a.jsonl")), "--rules-only")
    assert "Recommendations: 2 in total, 2 for chief constables" in done.out
