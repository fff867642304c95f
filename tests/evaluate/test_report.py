"""Whole documents: views, ambiguous and restated items, fields, and the JSON that is printed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.domain import (
    Addressee,
    AddresseeGroup,
    Deadline,
    DeadlineBasis,
    Grade,
    Ingestion,
    Kind,
    Recommendation,
    StatusLine,
    Theme,
)
from extractor.errors import BadGold
from extractor.evaluate.document import score_document
from extractor.evaluate.errors_view import leftovers_of
from extractor.evaluate.gold import Gold, load_gold
from extractor.evaluate.metrics import Counts
from extractor.evaluate.report import evaluation_json
from tests.factories import ingestion, recommendation, relevance, report

CALLS = "The force should answer emergency calls within ten seconds."
STAFF = "Chief constables should review how many officers are on duty at night."
LOCKS = "The custody manager should replace every broken cell lock without delay."
WATER = "The council should publish its flood plan before the next winter season."


def gold_of(folder: Path, items: list[dict[str, Any]], **values: Any) -> Gold:
    """Gold as loaded from a file, so that the loader is under test too."""
    listed = [{"index": number, "page": 3, "end_page": 3, **item} for number, item in enumerate(items, 1)]
    folder.mkdir(exist_ok=True)
    (folder / "report.pdf").write_bytes(b"%PDF-")
    (folder / "report.gold.json").write_text(json.dumps({"recommendations": listed, **values}), encoding="utf-8")
    return load_gold(folder)[0]


def strict(gold: Gold, found: Ingestion) -> Counts:
    return score_document(gold, found).counts("strict")


def found(*items: Recommendation) -> Ingestion:
    return ingestion(items)


def test_counts_of_right_wrong_and_missed(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, [{"text": CALLS}, {"text": STAFF}])
    assert strict(gold, found(recommendation(CALLS), recommendation(LOCKS), recommendation(WATER))) == Counts(1, 2, 1)


def test_an_ambiguous_item_counts_neither_way(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, [{"text": CALLS}, {"text": STAFF, "ambiguous": True}])
    assert strict(gold, found(recommendation(CALLS))) == Counts(1, 0, 0)
    assert strict(gold, found(recommendation(CALLS), recommendation(STAFF))) == Counts(1, 0, 0)


def test_restated_items_and_conclusions_are_scored_apart(tmp_path: Path) -> None:
    gold = gold_of(
        tmp_path, [{"text": CALLS}, {"text": STAFF, "restated": True}], conclusions=[{"text": LOCKS, "page": 3}]
    )
    score = score_document(
        gold,
        found(
            recommendation(CALLS),
            recommendation(STAFF, restated=True),
            recommendation(LOCKS, kind=Kind.CONCLUSION),
            recommendation(WATER, kind=Kind.INNOVATIVE_PRACTICE),
        ),
    )
    assert score.counts("strict") == Counts(1, 0, 0)
    assert score.restated == Counts(1, 0, 0)
    assert score.conclusions == Counts(1, 0, 0)


def test_an_old_item_taken_for_new_is_wrong(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, [{"text": STAFF, "restated": True}])
    assert strict(gold, found(recommendation(STAFF))) == Counts(0, 1, 0)


def test_views_of_grouped_gold(tmp_path: Path) -> None:
    gold = gold_of(
        tmp_path,
        [{"text": CALLS, "label": "1(a)", "parent": "1."}, {"text": STAFF, "label": "1(b)", "parent": "1."}],
        groups=[{"label": "1.", "text": f"(a) {CALLS} (b) {STAFF}", "page": 3}],
    )
    top = recommendation("Emergency calls", id="1", printed_number="1")
    score = score_document(
        gold,
        found(
            top,
            recommendation(CALLS, id="1a", printed_number="1(a)", parent_id="1"),
            recommendation(STAFF, id="1b", printed_number="1(b)", parent_id="1"),
        ),
    )
    assert score.view == "leaves"
    assert score.views["leaves"]["strict"] == Counts(2, 0, 0)
    assert score.views["tops"]["strict"] == Counts(1, 0, 0)


def test_views_of_items_with_parents(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, [{"text": CALLS}, {"text": STAFF, "parent": 1}])
    score = score_document(gold, found(recommendation(CALLS, id="1"), recommendation(STAFF, id="1.1", parent_id="1")))
    assert score.view == "all"
    assert [score.views[view]["strict"] for view in ("all", "leaves", "tops")] == [
        Counts(2, 0, 0),
        Counts(1, 0, 0),
        Counts(1, 0, 0),
    ]


@pytest.mark.parametrize(
    ("pages", "right"),
    [((3,), True), ((3, 4), True), ((3, 9), True), ((4,), False), ((3, 5), False)],
)
def test_page_accuracy(tmp_path: Path, pages: tuple[int, ...], right: bool) -> None:
    gold = gold_of(tmp_path, [{"text": CALLS, "end_page": 4, "also_on_pages": [9]}])
    score = score_document(gold, found(recommendation(CALLS, pages=pages)))
    assert evaluation_json([score])["micro"]["fields"]["page"] == {"right": int(right), "of": 1, "share": float(right)}


@pytest.mark.parametrize(
    ("label", "number", "right"),
    [
        ("Recommendation 4", "4", True),
        ("4.", "4", True),
        ("4(a)(ii)", "4 (a)(ii).", True),
        ("4(a)", "(a)", False),
        ("4", None, False),
    ],
)
def test_label_accuracy(tmp_path: Path, label: str, number: str | None, right: bool) -> None:
    gold = gold_of(tmp_path, [{"text": CALLS, "label": label}])
    score = score_document(gold, found(recommendation(CALLS, printed_number=number)))
    assert evaluation_json([score])["micro"]["fields"]["label"]["share"] == float(right)


def test_what_nobody_annotated_is_none_and_not_nought(tmp_path: Path) -> None:
    micro = evaluation_json([score_document(gold_of(tmp_path, []), found())])["micro"]
    assert micro["strict"]["f1"] is None
    assert micro["fields"]["label"] is None
    assert micro["fields"]["relevance"] is None
    assert micro["boundary_similarity"] is None
    assert micro["report"] == {}


def test_a_date_annotated_as_none_wants_none(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, [], publication_date=None)
    assert score_document(gold, found()).metadata == {"publication_date": False}


def test_facts_about_the_report_are_scored_where_gold_uses_the_projects_words(tmp_path: Path) -> None:
    facts = {"title": "exampleshire: how the force  answers calls", "force_inspected": "Exampleshire Police"}
    gold = gold_of(tmp_path / "a", [], report_type="thematic", **facts)
    assert score_document(gold, found()).metadata == {"report_type": True, "title": True, "force_inspected": False}
    assert score_document(gold_of(tmp_path / "b", [], report_type="JTAI letter", **facts), found()).metadata == {}


def test_grades_and_status_lines_are_counted(tmp_path: Path) -> None:
    gold = gold_of(
        tmp_path,
        [],
        grades=[{"area": "Managing offenders", "grade": "Good"}, {"area": "Leadership", "grade": "Adequate"}],
        status_lines=[{"text": "We have closed cause of concern 2."}],
    )
    read = report(
        grades=(Grade("Managing offenders", "good", 2), Grade("Leadership", "Good", 2)),
        status_lines=(StatusLine("We have closed cause of concern 2.", 3),),
    )
    score = score_document(gold, ingestion([], report=read))
    assert (score.grades, score.status_lines) == (Counts(1, 1, 1), Counts(1, 0, 0))


def test_later_stages_are_scored_on_matched_pairs(tmp_path: Path) -> None:
    gold = gold_of(
        tmp_path,
        [
            {
                "text": CALLS,
                "kind": "area_for_improvement",
                "addressee_spans": [{"text": "The force", "group": "force"}],
                "deadlines": [{"text": "within ten seconds", "date": None, "basis": "none"}],
                "relevance": "joint",
                "relevance_alt": "for_force",
                "themes": ["responding_to_the_public"],
            },
        ],
    )
    item = recommendation(
        CALLS,
        addressees=(Addressee("The force", None, AddresseeGroup.FORCE), Addressee("NHS", None, AddresseeGroup.HEALTH)),
        deadlines=(Deadline("within ten seconds", date(2025, 1, 1), DeadlineBasis.EXACT),),
    )
    whole = ingestion(
        [item],
        relevance={item.id: relevance("for_force")},
        themes={item.id: (Theme("responding_to_the_public", 0.9),)},
    )
    fields = evaluation_json([score_document(gold, whole)])["micro"]["fields"]
    assert fields["kind"]["share"] == 0
    assert fields["kind_confusion"] == {"area_for_improvement": {"recommendation": 1}}
    assert (fields["addressee_groups"]["tp"], fields["addressee_groups"]["fp"]) == (1, 1)
    assert [fields["deadlines"][part]["share"] for part in ("date", "text", "basis", "none_invented")] == [0, 1, 0, 0]
    assert fields["relevance"]["accuracy"] == 0
    assert fields["relevance"]["accuracy_with_alternatives"] == 1
    assert fields["relevance"]["recall_for_us"] == 1
    assert fields["themes"]["f1"] == 1


@pytest.mark.parametrize(
    ("gold_label", "groups", "predicted", "right"),
    [
        ("for_force", ["police"], "for_force", True),
        ("for_force", ["police"], "joint", False),
        ("for_force", ["police", "health"], "joint", True),
        ("not_force", ["health"], "national_monitor", True),
        ("not_force", ["health"], "needs_decision", False),
        ("unclear", [], "needs_decision", True),
    ],
)
def test_the_letters_wider_labels(
    tmp_path: Path, gold_label: str, groups: list[str], predicted: str, right: bool
) -> None:
    gold = gold_of(tmp_path, [{"text": CALLS, "relevance": gold_label, "addressee_groups": groups}])
    item = recommendation(CALLS)
    score = score_document(gold, ingestion([item], relevance={item.id: relevance(predicted)}))
    assert evaluation_json([score])["micro"]["fields"]["relevance"]["accuracy"] == float(right)


def test_leftovers_show_near_misses_side_by_side(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, [{"text": CALLS}, {"text": STAFF}])
    score = score_document(gold, found(recommendation(f"{CALLS} It has not done so."), recommendation(WATER)))
    assert [each.what for each in leftovers_of(score)] == ["near miss", "missed", "wrong"]


def test_families_are_the_folders_or_the_report_types(tmp_path: Path) -> None:
    gold_of(tmp_path / "letters", [{"text": CALLS}])
    gold_of(tmp_path / "peel", [{"text": CALLS}], report_type="peel")
    scores = [score_document(gold, found(recommendation(CALLS))) for gold in load_gold(tmp_path)]
    evaluation = evaluation_json(scores)
    assert list(evaluation["families"]) == ["letters", "peel"]
    assert evaluation["micro"]["strict"]["tp"] == 2
    json.dumps(evaluation, allow_nan=False)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadGold):
        load_gold(tmp_path)
    (tmp_path / "a.gold.json").write_text("{", encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"")
    with pytest.raises(BadGold, match=r"a\.gold\.json"):
        load_gold(tmp_path)
