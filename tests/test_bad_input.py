"""Every bad file: one sentence, a next step, its own exit code, and no traceback. Works as root too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import (
    DamagedPdf,
    EmptyFile,
    EncryptedPdf,
    ExtractorError,
    IsDirectory,
    MissingFile,
    NoPages,
    NotAPdf,
    NoTextLayer,
    UnreadableFile,
)
from extractor.read import read_document
from extractor.read.options import ReadOptions
from extractor.vocabulary import Severity
from tests.pdf_factory import broken_page_pdf, encrypted_pdf, pageless_pdf, picture_pdf, report_pdf, text_pdf
from tests.running import run_extractor

BAD_BYTES: list[tuple[str, Callable[[], bytes], type[ExtractorError]]] = [
    ("empty", lambda: b"", EmptyFile),
    ("text", lambda: b"Dear Chief Constable, please find attached.", NotAPdf),
    ("html", lambda: b"<!doctype html><title>404</title>", NotAPdf),
    ("word", lambda: b"PK\x03\x04" + b"\0" * 2000, NotAPdf),
    ("header-only", lambda: b"%PDF-1.7\n", DamagedPdf),
    ("truncated", lambda: report_pdf(30)[:900], DamagedPdf),
    ("encrypted", lambda: encrypted_pdf("secret"), EncryptedPdf),
    ("pageless", pageless_pdf, NoPages),
    ("scanned", picture_pdf, NoTextLayer),
]


@pytest.mark.parametrize(("name", "content", "error"), BAD_BYTES, ids=[name for name, *_ in BAD_BYTES])
def test_bad_bytes(tmp_path: Path, name: str, content: Callable[[], bytes], error: type[ExtractorError]) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(content())
    outcome = run_extractor("ingest", "--dry-run", str(path))
    assert outcome.code == error.exit_code
    assert outcome.out == ""
    assert len(outcome.err.splitlines()) == 1
    assert path.name in outcome.err
    assert outcome.err.rstrip().endswith(error.remedy)


def test_a_missing_file(tmp_path: Path) -> None:
    outcome = run_extractor("ingest", "--dry-run", str(tmp_path / "none.pdf"))
    assert (outcome.code, outcome.out) == (MissingFile.exit_code, "")
    assert "none.pdf" in outcome.err


def test_a_folder(tmp_path: Path) -> None:
    assert run_extractor("ingest", "--dry-run", str(tmp_path)).code == IsDirectory.exit_code


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(report_pdf())
    whole_open = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied", str(self))
        return whole_open(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)  # root may open anything, so the refusal is made here
    with pytest.raises(UnreadableFile, match="Permission denied"):
        read_document(path, ReadOptions())


def test_an_empty_user_password_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "restricted.pdf"
    path.write_bytes(encrypted_pdf(""))
    assert "emergency calls at station 1" in read_document(path, ReadOptions()).text


@pytest.mark.parametrize(("password", "code"), [("secret", 0), ("wrong", EncryptedPdf.exit_code)])
def test_a_password_can_be_given(tmp_path: Path, password: str, code: int) -> None:
    path = tmp_path / "encrypted.pdf"
    path.write_bytes(encrypted_pdf("secret"))
    assert run_extractor("ingest", "--dry-run", "--password", password, str(path)).code == code


def test_one_broken_page_does_not_lose_the_others(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(broken_page_pdf())
    document = read_document(path, ReadOptions())
    assert document.text.count("answer every emergency call") == 2
    assert [(issue.page, issue.severity) for issue in document.issues] == [(2, Severity.ERROR)]


def test_scanned_pages_among_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "partly.pdf"
    path.write_bytes(picture_pdf(page_count=4, text_pages=2))
    document = read_document(path, ReadOptions())
    assert [issue.page for issue in document.issues if issue.page] == [3, 4]


def test_the_sentence_about_a_scan_names_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(picture_pdf(3))
    with pytest.raises(NoTextLayer, match=r"(?i)pages 1.*3"):
        read_document(path, ReadOptions())


def test_a_blank_page_is_no_scan(tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    path.write_bytes(text_pdf([["A report", "The force should act."], []]))
    assert [issue for issue in read_document(path, ReadOptions()).issues if issue.page] == []
