"""Floors on matching: cross-validated by report, and by plan.

They only go up; a change that lowers one must say why. The figures themselves are in the model's card.
"""

from __future__ import annotations

from functools import cache

import pytest

from extractor.artifacts import data_folder, open_model
from extractor.domain import Relation
from extractor.match.groups import ALIKE, texts_to_likeness
from extractor.match.lexicon import load_lexicon
from extractor.match.model import load_match_model
from extractor.match.reading import read_text
from extractor.train.match_run import BARE, FULL, LABELLED, PLANS_OUT, REPORTS_OUT, train_matching
from extractor.train.outcome import Figures
from extractor.train.plans import load_plans

pytestmark = [pytest.mark.quality, pytest.mark.slow]


@cache
def figures() -> dict[tuple[str, str], Figures]:
    return {(row.items, row.judged_by): row for row in train_matching(data_folder("corpus")).figures}


@pytest.mark.parametrize(
    ("items", "name", "floor"),
    [
        ("matching candidates", "recall@40", 0.98),
        ("matching candidates", "recall@5", 0.94),
        ("matching candidates", "paraphrases@5", 0.90),
        ("matching_eastmoor candidates", "recall@5", 0.92),
        ("matching_harrowmere candidates", "recall@5", 0.88),
        ("matching_paraphrase candidates", "recall@5", 0.95),
        ("matching, held-out plans", "link_f1", 0.77),
        ("matching, held-out plans", "link_precision", 0.88),
        ("matching, held-out plans", "new_f1", 0.85),
        ("matching, held-out plans", "relation_macro_f1", 0.70),
        ("matching_harrowmere, held-out plans", "relation_macro_f1", 0.62),
        (PLANS_OUT, "link_f1", 0.74),
        (PLANS_OUT, "link_precision", 0.83),
        (PLANS_OUT, "relation_macro_f1", 0.71),
        (REPORTS_OUT, "link_f1", 0.74),
        (REPORTS_OUT, "relation_macro_f1", 0.72),
    ],
)
def test_floors(items: str, name: str, floor: float) -> None:
    assert_at_least(figures()[items, FULL], name, floor)


@pytest.mark.parametrize(("name", "floor"), [("recall@5", 0.80), ("paraphrases@5", 0.60), ("recall@40", 0.95)])
def test_floors_without_the_lexicon(name: str, floor: float) -> None:
    assert_at_least(figures()["matching candidates", BARE], name, floor)


def assert_at_least(row: Figures, name: str, floor: float) -> None:
    value = row.scores[name]
    assert value is not None
    assert value >= floor


@pytest.mark.parametrize("items", [REPORTS_OUT, PLANS_OUT, "matching, held-out plans"])
def test_probabilities_are_calibrated_on_reports_held_out(items: str) -> None:
    scores = figures()[items, FULL].scores
    assert scores["ece"] is not None
    assert scores["ece_allowed"] is not None
    assert scores["ece"] <= scores["ece_allowed"]


def test_each_plan_is_found_better_than_by_words_alone() -> None:
    found = figures()
    for (items, judged_by), row in found.items():
        if items.endswith("candidates") and judged_by != FULL:
            best, other = found[items, FULL].scores["recall@5"], row.scores["recall@5"]
            assert best is not None
            assert other is not None
            assert best > other


def test_groups_hold_what_is_printed_again_and_little_else() -> None:
    alike: dict[str, list[bool]] = {"again": [], "otherwise": [], "not": []}
    for plan in load_plans(data_folder("corpus") / LABELLED):
        readings = [new.read(load_lexicon()) for new in plan.items]
        readings += [read_text(action.text, load_lexicon()) for action in plan.actions]
        likeness = texts_to_likeness(readings, load_match_model())[: len(plan.items), len(plan.items) :]
        for row, new in zip(likeness, plan.items, strict=True):
            for value, action in zip(row, plan.actions, strict=True):
                relation = plan.relations.get((new.item.id, action.ref))
                kind = "again" if relation is Relation.RESTATED else "otherwise" if relation else "not"
                alike[kind].append(bool(value >= ALIKE))
    assert sum(alike["again"]) / len(alike["again"]) >= 0.85
    assert sum(alike["otherwise"]) / len(alike["otherwise"]) <= 0.10
    assert sum(alike["not"]) <= 5


def test_the_packaged_model_was_trained_from_this_corpus() -> None:
    told = {(row["items"], row["judged_by"]): row for row in open_model("matching").meta["metrics"]}
    for key, row in figures().items():
        if key[1] == FULL:
            for name, value in row.scores.items():
                assert told[key][name] == pytest.approx(value, abs=0.05)
