"""Floors on the real reports. They only go up; a change that lowers one must say why."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractor.domain import Ingestion
from extractor.evaluate.document import DocumentScore
from extractor.evaluate.gold import Gold
from extractor.evaluate.pairing import normalize
from extractor.evaluate.report import summary_json
from extractor.read import read_document
from extractor.read.options import ReadOptions
from tests.quality.shared import SHARED, ingested, scores

pytestmark = [
    pytest.mark.shared,
    pytest.mark.quality,
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not beside the project"),
]
WITH_ALL = ReadOptions()
WITHOUT_TAGS = ReadOptions(use_tags=False)
WITHOUT_BOXES = ReadOptions(use_tags=False, use_boxes=False)
LOOK_ALIKES = tomllib.loads(Path(__file__).with_name("look_alikes.toml").read_text(encoding="utf-8"))
LARGE = 8
"""Items from which a document has a floor of its own; smaller ones may have one wrong or missed."""

MICRO_FLOORS = [
    (WITH_ALL, "strict", 0.99),
    (WITH_ALL, "lenient", 0.995),
    (WITHOUT_TAGS, "strict", 0.985),
]
FIELD_FLOORS = [("page", 0.98), ("label", 0.98), ("kind", 0.98)]


@pytest.mark.parametrize(("options", "match", "floor"), MICRO_FLOORS, ids=["strict", "lenient", "strict without tags"])
def test_micro_f1(options: ReadOptions, match: str, floor: float) -> None:
    assert summary_json(scores(SHARED, options))[match]["f1"] >= floor


def test_without_tags_boxes_and_colour() -> None:
    assert summary_json(scores(SHARED, WITHOUT_BOXES))["strict"]["f1"] >= 0.96


@pytest.mark.parametrize(("field", "floor"), FIELD_FLOORS)
def test_fields_of_matched_items(field: str, floor: float) -> None:
    assert summary_json(scores(SHARED, WITH_ALL))["fields"][field]["share"] >= floor


def test_publication_dates() -> None:
    assert summary_json(scores(SHARED, WITH_ALL))["report"]["publication_date"]["share"] == 1


def by_name() -> list[str]:
    """The annotated reports, one test each."""
    return sorted(path.name.removesuffix(".gold.json") for path in SHARED.rglob("*.gold.json"))


def score_of(stem: str) -> DocumentScore:
    return next(score for score in scores(SHARED, WITH_ALL) if score.name == f"{stem}.pdf")


@pytest.mark.parametrize("stem", by_name())
def test_each_document(stem: str) -> None:
    counts = score_of(stem).counts("strict")
    if counts.tp + counts.fn >= LARGE:
        assert counts.f1 is not None
        assert counts.f1 >= 0.80
    else:
        assert counts.fp + counts.fn <= 1


def read_of(stem: str) -> tuple[Gold, Ingestion]:
    return next(pair for pair in ingested(SHARED, WITH_ALL) if pair[0].pdf.stem == stem)


@pytest.mark.parametrize("stem", sorted(LOOK_ALIKES))
def test_no_item_stands_where_only_look_alikes_do(stem: str) -> None:
    free = {page for first, last in LOOK_ALIKES[stem]["pages"] for page in range(first, last + 1)}
    _, found = read_of(stem)
    assert [item.text for item in found.recommendations if item.is_actionable and free & set(item.pages)] == []


@pytest.mark.parametrize("stem", [stem for stem in sorted(LOOK_ALIKES) if LOOK_ALIKES[stem]["words"]])
def test_no_item_holds_the_words_of_a_look_alike(stem: str) -> None:
    gold, found = read_of(stem)
    document = read_document(gold.pdf, WITH_ALL)
    for page, words in LOOK_ALIKES[stem]["words"]:
        printed = " ".join(
            document.slice(block.span) for block in document.blocks if page in (block.page, block.end_page)
        )
        assert normalize(words) in normalize(printed), "the look-alike is not where the list says"
        assert [
            item.text
            for item in found.recommendations
            if item.is_actionable and normalize(words) in normalize(item.text)
        ] == []


def test_the_list_of_look_alikes_leaves_every_item_its_page() -> None:
    for stem, entry in LOOK_ALIKES.items():
        gold, _ = read_of(stem)
        free = {page for first, last in entry["pages"] for page in range(first, last + 1)}
        assert not free & {item.page for item in gold.items}
