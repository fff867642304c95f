from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from extractor.artifacts import data_folder
from extractor.domain import Kind, RelevanceLabel, ReportType
from extractor.errors import BadGold
from extractor.train.examples import examples_of_gold, load_examples
from extractor.vocabulary import AddresseeGroup, DeadlineBasis
from tests.classify.test_themes import ALL_THEMES

AUTHORED = data_folder("corpus") / "labelled" / "relevance" / "authored.jsonl"
LETTER = {
    "document": "Joint targeted area inspection of Bromley",
    "report_type": "JTAI letter",
    "publication_date": "2025-03-13",
    "police_force": "Metropolitan Police Service",
    "recommendations": [
        {"index": 1, "item_type": "area_for_improvement", "text": "Police work.", "relevance": "for_force",
         "addressee_groups": ["police", "health"], "relevance_alt": ["joint"], "section": "What needs to improve?"},
        {"index": 2, "item_type": "area_for_improvement", "text": "School work.", "relevance": "not_force"},
        {"index": 3, "item_type": "area_for_improvement", "text": "Whose?", "relevance": "unclear", "ambiguous": True},
    ],
}  # fmt: skip


def rows() -> list[dict]:
    return [json.loads(line) for line in AUTHORED.read_text(encoding="utf-8").splitlines()]


def test_letters_are_mapped_to_the_projects_labels():
    first, second = examples_of_gold(LETTER, "inspection/letter")
    assert first.label is RelevanceLabel.JOINT
    assert first.accepted == {"for_force", "joint"}
    assert second.label is RelevanceLabel.FOR_PARTNERS
    assert "national_monitor" in second.accepted
    assert first.report.report_type is ReportType.JTAI
    assert first.profile.name == "Metropolitan Police Service"
    assert first.item.section == ("What needs to improve?",)


def test_copies_count_once_and_nothing_labelled_is_an_error(tmp_path):
    row = next(row for row in rows())
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert len(load_examples(tmp_path)) == 1
    with pytest.raises(BadGold, match="no labelled items"):
        load_examples(tmp_path / "empty")


def test_a_broken_line_names_its_file(tmp_path):
    (tmp_path / "a.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(BadGold, match=r"a\.jsonl"):
        load_examples(tmp_path)


def test_authored_labels_are_of_the_vocabulary():
    for row in rows():
        Kind(row["kind"])
        RelevanceLabel(row["relevance"])
        DeadlineBasis(row["deadline"]["basis"])
        assert set(row["peel_themes"]) <= ALL_THEMES
        assert {AddresseeGroup(group) for group in row["addressee_groups"]} or not row["addressees"]


def test_authored_spans_are_verbatim():
    for row in rows():
        around = f"{row['group_heading'] or ''}\n{row['text']}"
        assert all(words in around for words in row["addressees"]), row["id"]
        assert all(each["text"] in around for each in row["deadlines"]), row["id"]


def test_no_sentence_is_a_template():
    """With bodies, dates and numbers taken out, no opening of six words is used more than three times."""
    openings = Counter()
    for row in rows():
        text = row["text"]
        for words in (*row["addressees"], *(each["text"] for each in row["deadlines"])):
            text = text.replace(words, " ")
        words = [word for word in re.findall(r"[a-z’]+", text.lower()) if word not in {"by", "within", "should"}]
        if len(words) >= 12:
            openings[" ".join(words[:6])] += 1
    assert not {opening: count for opening, count in openings.items() if count > 3}
    assert len({row["text"] for row in rows()}) == len(rows()) >= 700
