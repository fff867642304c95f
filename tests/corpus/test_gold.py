"""Gold, content and PDF of every sample document agree."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from rapidfuzz import fuzz

from corpus.generator.gold import words_of
from corpus.generator.markup import load
from corpus.generator.pages import letters
from extractor.vocabulary import AddresseeGroup, DeadlineBasis, Kind, RelevanceLabel, ReportType

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
REPORTS = sorted((CORPUS / "reports").glob("*.pdf"))
VARIANTS = sorted((CORPUS / "variants").glob("*.pdf"))
WITH_TEXT = [pdf for pdf in REPORTS + VARIANTS if "--scan" not in pdf.name]
LARGEST_REPORT_BYTES = 300_000
LARGEST_SCAN_BYTES = 1_500_000
FOUND_PERCENT = 97.0


@cache
def gold_of(pdf: Path) -> dict[str, Any]:
    return json.loads(pdf.with_suffix(".gold.json").read_text(encoding="utf-8"))


@cache
def pages_of(pdf: Path) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    pages = [letters(page.get_textpage().get_text_range()) for page in document]
    document.close()
    return pages


def entries(gold: dict[str, Any]) -> list[dict[str, Any]]:
    return gold["recommendations"] + gold["conclusions"] + gold["practice"] + gold.get("groups", [])


def stands_on(text: str, pages: list[str], first: int, last: int) -> bool:
    """Whether the words stand there, give or take a header, footer or note where the item crosses a page."""
    wanted, printed = letters(text), "".join(pages[first - 1 : last])
    if wanted in printed:
        return True
    if first == last:
        return fuzz.partial_ratio(wanted, printed) >= FOUND_PERCENT
    return any(
        fuzz.partial_ratio(wanted[:cut], pages[first - 1]) >= FOUND_PERCENT
        and fuzz.partial_ratio(wanted[cut:], "".join(pages[first:last])) >= FOUND_PERCENT
        for cut in range(4, len(wanted) - 3)
    )


def test_there_are_at_least_75_documents_and_the_variants_the_corpus_promises() -> None:
    assert len(REPORTS) >= 75
    kinds = [pdf.stem.partition("--")[2] for pdf in VARIANTS]
    assert kinds.count("untagged") >= 6
    assert kinds.count("scan") >= 2
    assert kinds.count("columns") >= 1
    browser = [path for path in (CORPUS / "content").glob("*.txt") if load(path).meta.get("renderer") == "browser"]
    assert len(browser) >= 2


@pytest.mark.parametrize("pdf", REPORTS + VARIANTS, ids=lambda pdf: pdf.stem)
def test_pdf_is_small_and_has_the_pages_gold_counts(pdf: Path) -> None:
    limit = LARGEST_SCAN_BYTES if "--scan" in pdf.name else LARGEST_REPORT_BYTES
    assert pdf.stat().st_size <= limit
    document = pdfium.PdfDocument(pdf)
    assert len(document) == gold_of(pdf)["pages"]
    document.close()


@pytest.mark.parametrize("pdf", WITH_TEXT, ids=lambda pdf: pdf.stem)
def test_every_gold_text_stands_on_its_pages(pdf: Path) -> None:
    missing = [
        entry["text"][:80]
        for entry in entries(gold_of(pdf))
        if not stands_on(entry["text"], pages_of(pdf), entry["page"], entry["end_page"])
    ]
    assert missing == []


@pytest.mark.parametrize("pdf", WITH_TEXT, ids=lambda pdf: pdf.stem)
def test_items_printed_again_begin_on_those_pages(pdf: Path) -> None:
    for entry in gold_of(pdf)["recommendations"]:
        printed = "".join(pages_of(pdf)[page - 1] for page in entry["also_on_pages"])
        texts = [entry["text"], *entry["alt_texts"]]
        assert not printed or any(fuzz.partial_ratio(letters(text)[:60], printed) >= FOUND_PERCENT for text in texts)


@pytest.mark.parametrize("pdf", [pdf for pdf in VARIANTS if "--scan" in pdf.name], ids=lambda pdf: pdf.stem)
def test_scans_have_no_text_layer(pdf: Path) -> None:
    assert "".join(pages_of(pdf)) == ""


@pytest.mark.parametrize("pdf", REPORTS, ids=lambda pdf: pdf.stem)
def test_gold_follows_from_content(pdf: Path) -> None:
    document = load(CORPUS / "content" / f"{pdf.stem}.txt")
    gold = gold_of(pdf)
    known = {entry["id"]: entry for entry in entries(gold)}
    assert set(known) == set(document.items)
    for item in document.items.values():
        assert known[item.id]["text"] == words_of(item.text, first_label=item.kind == "group")
    assert gold["publication_date"] == document.meta["publication_date"]
    assert [grade["area"] for grade in gold["grades"]] == [grade.area for grade in document.grades]


@pytest.mark.parametrize("pdf", REPORTS + VARIANTS, ids=lambda pdf: pdf.stem)
def test_gold_speaks_the_vocabulary(pdf: Path) -> None:
    gold = gold_of(pdf)
    ReportType(gold["report_type"])
    for entry in gold["recommendations"]:
        Kind(entry["kind"])
        RelevanceLabel(entry["relevance"])
        assert all(RelevanceLabel(label) for label in entry["relevance_alt"])
        assert all(AddresseeGroup(group) for group in entry["addressee_groups"])
        assert all(DeadlineBasis(deadline["basis"]) for deadline in entry["deadlines"])
        assert all(
            (deadline["date"] is None) == (deadline["basis"] in ("immediate", "none"))
            for deadline in entry["deadlines"]
        )


@pytest.mark.parametrize("pdf", REPORTS, ids=lambda pdf: pdf.stem)
def test_title_and_date_are_printed(pdf: Path) -> None:
    gold = gold_of(pdf)
    pages = pages_of(pdf)
    opening, imprint = "".join(pages[:2]), pages[-1]
    assert letters(gold["document"]) in opening
    printed = load(CORPUS / "content" / f"{pdf.stem}.txt").meta["date_printed"]
    assert letters(printed) in opening + imprint


@pytest.mark.parametrize(
    "pdf", [pdf for pdf in REPORTS if gold_of(pdf)["stated_count"] is not None], ids=lambda pdf: pdf.stem
)
def test_stated_count_is_the_count_of_new_recommendations(pdf: Path) -> None:
    gold = gold_of(pdf)
    tops = gold.get("groups") or [entry for entry in gold["recommendations"] if entry["kind"] == "recommendation"]
    assert sum(not entry["restated"] for entry in tops) == gold["stated_count"]
