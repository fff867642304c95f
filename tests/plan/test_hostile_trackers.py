"""Files that are no tracker, or mean harm: one sentence each, an exit code, and nothing changed."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import (
    DamagedTracker,
    EmptyFile,
    EncryptedTracker,
    ExtractorError,
    HostileTracker,
    IsDirectory,
    MissingFile,
    NotAWorkbook,
    OldWorkbook,
    TrackerTooLarge,
)
from extractor.plan.importer import import_tracker
from tests.plan.trackers import other_tracker, parts_of, rich_tracker, saved, simple_tracker, with_part, zipped

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def zip_bomb() -> bytes:
    return zipped(parts_of(simple_tracker()) | {SHEET: HEAD + bytes(150_000_000) + TAIL})


def entity_bomb() -> bytes:
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{layers}]>'.encode()
    return with_part(simple_tracker(), SHEET, declared + HEAD + b'<row><c t="str"><v>&a9;</v></c></row>' + TAIL)


def entity_in_strings() -> bytes:
    strings = b'<!DOCTYPE sst SYSTEM "file:///etc/passwd"><sst xmlns="http://x"><si><t>&x;</t></si></sst>'
    return with_part(simple_tracker(), "xl/sharedStrings.xml", strings)


def all_rows() -> bytes:
    headings = '<row><c t="str"><v>Ref</v></c><c t="str"><v>Action</v></c><c t="str"><v>Status</v></c></row>'
    return with_part(
        simple_tracker(), SHEET, HEAD + headings.encode() + b"<row><c><v>1</v></c></row>" * 1_048_575 + TAIL
    )


def all_columns() -> bytes:
    headings = "".join(f'<c t="str"><v>Ref {n}</v></c>' for n in range(16_384))
    return with_part(simple_tracker(), SHEET, HEAD + f"<row>{headings}</row>".encode() + TAIL)


def locked_zip() -> bytes:
    content = bytearray(simple_tracker())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def open_document() -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})


def without_part(name: str) -> bytes:
    return zipped({part: data for part, data in parts_of(simple_tracker()).items() if part != name})


def wrong_sum() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts_of(simple_tracker()).items():
            package.writestr(name, data)
    return target.getvalue().replace(b"sheetData", b"sheetDatb", 1)


CASES: list[tuple[str, Callable[[], bytes], type[ExtractorError], str]] = [
    ("bomb.xlsx", zip_bomb, HostileTracker, "times its size"),
    ("entities.xlsx", entity_bomb, HostileTracker, "XML entities"),
    ("strings.xlsx", entity_in_strings, HostileTracker, "XML entities"),
    ("rows.xlsx", all_rows, TrackerTooLarge, "more than 100,000 rows"),
    ("columns.xlsx", all_columns, TrackerTooLarge, "more than 1,000 columns"),
    ("password.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedTracker, "password"),
    ("zip-password.xlsx", locked_zip, EncryptedTracker, "password"),
    ("renamed.xlsx", lambda: OLE + "Workbook".encode("utf-16-le"), OldWorkbook, "Excel 97-2003"),
    ("old.xls", lambda: OLE, OldWorkbook, "Excel 97-2003"),
    ("page.xlsx", lambda: b"<html><table><tr><td>Ref</td></tr></table></html>", NotAWorkbook, "web page"),
    ("page.csv", lambda: b"<!DOCTYPE html><html></html>", NotAWorkbook, "web page"),
    ("sheet.ods", open_document, NotAWorkbook, "OpenDocument"),
    ("other.xlsx", lambda: zipped({"word/document.xml": b"<x/>"}), NotAWorkbook, "not an Excel workbook"),
    ("binary.xlsx", lambda: zipped({"xl/workbook.bin": b""}), NotAWorkbook, "binary workbook"),
    ("report.xlsx", lambda: b"%PDF-1.7", NotAWorkbook, "is a PDF"),
    ("cut.xlsx", lambda: simple_tracker()[:2000], DamagedTracker, "not a whole workbook"),
    (
        "strings-gone.xlsx",
        lambda: with_part(simple_tracker(), "xl/sharedStrings.xml", b"<sst/>"),
        DamagedTracker,
        "damaged",
    ),
    (
        "sheet-gone.xlsx",
        lambda: with_part(simple_tracker(), SHEET, b"<worksheet><sheetData>"),
        DamagedTracker,
        "damaged",
    ),
    ("sum.xlsx", wrong_sum, DamagedTracker, "damaged"),
    ("empty.xlsx", lambda: b"", EmptyFile, "is empty"),
    ("null.csv", lambda: b"Ref,Action\x00", NotAWorkbook, "not text"),
]


@pytest.mark.parametrize(("name", "make", "error", "words"), CASES, ids=[case[0] for case in CASES])
def test_one_clear_sentence(
    tmp_path: Path, name: str, make: Callable[[], bytes], error: type[ExtractorError], words: str
) -> None:
    path = saved(tmp_path, make(), name)
    before = path.read_bytes()
    begin = time.perf_counter()
    with pytest.raises(error) as caught:
        import_tracker(path)
    assert words in caught.value.fact
    assert str(caught.value).count("\n") == 0 and len(caught.value.fact) < 160
    assert caught.value.exit_code == error.exit_code
    assert path.read_bytes() == before and len(list(tmp_path.iterdir())) == 1
    assert time.perf_counter() - begin < 20


def test_plan_errors_keep_to_their_exit_codes() -> None:
    ours = [error for error in ExtractorError.__subclasses__() if 40 <= error.exit_code <= 49]
    assert len({error.exit_code for error in ours}) == len(ours) == 10


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        import_tracker(tmp_path / "none.xlsx")
    with pytest.raises(IsDirectory):
        import_tracker(tmp_path)


def test_a_workbook_with_a_million_empty_formatted_rows_is_read(tmp_path: Path) -> None:
    content = simple_tracker()
    sheet = parts_of(content)[SHEET]
    padded = sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>')
    found = import_tracker(saved(tmp_path, with_part(content, SHEET, padded)))
    assert len(found.actions) == 3


def test_a_data_dump_beside_the_plan_does_not_keep_the_plan_out(tmp_path: Path) -> None:
    content = simple_tracker()
    parts = parts_of(content)
    wide = "".join(f'<c t="str"><v>{n}</v></c>' for n in range(2_000)).encode()
    parts["xl/worksheets/sheet2.xml"] = HEAD + b"<row>" + wide + b"</row>" + TAIL
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</sheets>", b'<sheet name="Dump" sheetId="9" r:id="rId77"/></sheets>'
    )
    relation = b'<Relationship Id="rId77" Type="http://x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    assert len(import_tracker(saved(tmp_path, zipped(parts))).actions) == 3


def garbled(parts: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """A package with a few bytes of one part changed, lost or doubled."""
    name = chance.choice([part for part in parts if part.endswith((".xml", ".rels"))])
    content = bytearray(parts[name])
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(content))
        odd = chance.choice(
            [b'<c r="A1"/>', b'r="ZZZ99"', b"<v>99999</v>", b's="9999"', b't="s"', b'<row r="x">', b"&#x0;"]
        )
        end, piece = chance.choice(
            [(at + 1, bytes([chance.randrange(256)])), (at + chance.randint(1, 30), b""), (at, odd)]
        )
        content[at:end] = piece
    return parts | {name: bytes(content)}


def test_a_garbled_workbook_is_read_or_refused_and_never_a_fault(tmp_path: Path) -> None:
    chance = random.Random(7)
    whole = [parts_of(content) for content in (rich_tracker(with_table=True), simple_tracker(), other_tracker())]
    refused = 0
    for _ in range(120):
        path = saved(tmp_path, zipped(garbled(chance.choice(whole), chance)))
        try:
            import_tracker(path)
        except ExtractorError:
            refused += 1
    assert 0 < refused < 120


def test_any_text_is_read_or_refused_and_never_a_fault(tmp_path: Path) -> None:
    chance = random.Random(7)
    letters = "Ref,Action;Status\t|\"'\n\r=-@\x02é😀 0123/.-RAG"
    for _ in range(200):
        text = "Ref,Action,Status,Target date\n" + "".join(chance.choices(letters, k=200))
        try:
            found = import_tracker(saved(tmp_path, text.encode(), "plan.csv"))
        except ExtractorError:
            continue
        assert all(action.ref for action in found.actions)
