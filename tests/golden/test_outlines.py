"""Outlines of whole reports against those seen before: kind, number, pages, first words and evidence of each item.

Each report is read with its tags and again with tags ignored, so that the two ways of reading are held apart. One item
is one line of its golden file. After a change that is meant, look at every line of the difference and accept it with:

    EXTRACTOR_UPDATE_GOLDEN=1 pytest tests/golden/test_outlines.py
"""

from __future__ import annotations

import difflib
import json
import os
from pathlib import Path

import pytest

from extractor.domain import Recommendation
from extractor.find import find_recommendations
from extractor.read import read_document
from extractor.read.options import ReadOptions
from tests.quality.shared import CORPUS

FOLDER = Path(__file__).parent / "outlines"
UPDATE = bool(os.environ.get("EXTRACTOR_UPDATE_GOLDEN"))
STEMS = ("01-thematic-missing", "06-peel-exampleshire", "20-inquiry-part1")
FIRST_LETTERS = 60


def outline(stem: str, use_tags: bool) -> str:
    """One line of JSON an item, in order of print."""
    document = read_document(CORPUS / f"{stem}.pdf", ReadOptions(use_tags=use_tags))
    return "".join(item_to_line(item) for item in find_recommendations(document).recommendations)


def item_to_line(item: Recommendation) -> str:
    values = [
        item.kind.value,
        item.printed_number,
        list(item.pages),
        item.text[:FIRST_LETTERS],
        [rung.value for rung in item.evidence],
    ]
    return json.dumps(values, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("use_tags", [True, False], ids=["tags", "no-tags"])
@pytest.mark.parametrize("stem", STEMS)
def test_an_outline_is_what_it_was(stem: str, use_tags: bool) -> None:
    path = FOLDER / f"{stem}.{'tags' if use_tags else 'no-tags'}.jsonl"
    now = outline(stem, use_tags)
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8", newline="\n")
    before = path.read_text(encoding="utf-8")
    assert before == now, "\n".join(difflib.unified_diff(before.splitlines(), now.splitlines(), lineterm="", n=0))


@pytest.mark.parametrize("stem", STEMS)
def test_tags_change_no_item_but_its_evidence(stem: str) -> None:
    with_tags, without = (
        [json.loads(line)[:4] for line in (FOLDER / f"{stem}.{way}.jsonl").read_text(encoding="utf-8").splitlines()]
        for way in ("tags", "no-tags")
    )
    assert with_tags == without
