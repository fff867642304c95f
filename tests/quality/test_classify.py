"""Floors under relevance and themes: held-out figures that only go up."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.artifacts import data_folder
from extractor.evaluate.judgements import SENT_TO_REVIEW, relevance_scores
from extractor.train.examples import Example, load_examples
from extractor.train.relevance import Held, hold_out, judged_held_out
from extractor.train.sets import by_set
from extractor.train.themes import hold_out_themes, theme_scales_by_report, theme_table
from tests.quality.shared import SHARED

pytestmark = [pytest.mark.quality, pytest.mark.slow]
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not beside the project")
MOST_EXTRA_LOAD = 0.05
"""Points by which a person may have to read more than gold says is theirs."""


@cache
def examples() -> tuple[Example, ...]:
    """The corpus, and the real letters where they are there."""
    own = load_examples(data_folder("corpus"))
    return (*own, *load_examples(SHARED)) if SHARED.is_dir() else own


@cache
def held() -> tuple[Held, ...]:
    """Every labelled item as models saw it that learned from other reports."""
    return tuple(hold_out(examples()))


def scores_of(name: str) -> dict[str, float]:
    """Held-out scores of one set."""
    subset = dict(by_set(held(), lambda each: each.example))[name]
    scores = relevance_scores(judged_held_out(held(), subset))
    assert scores is not None
    return scores


FLOORS = [("relevance/shared", 0.94, 0.99), ("relevance/authored", 0.95, 0.99), ("reports", 0.90, 0.99)]


@pytest.mark.parametrize(("name", "macro_f1", "recall"), FLOORS)
def test_relevance_on_held_out_reports(name, macro_f1, recall):
    scores = scores_of(name)
    assert scores["macro_f1"] >= macro_f1
    assert scores["recall_for_us"] >= recall
    assert scores["review_load"] <= scores["gold_load"] + MOST_EXTRA_LOAD
    assert scores["needs_decision_of_clear"] <= 0.12


@needs_shared
@pytest.mark.shared
def test_relevance_on_the_real_letters():
    scores = scores_of("inspection")
    assert scores["macro_f1"] >= 0.91
    assert scores["recall_for_us"] >= 0.975
    assert scores["review_load"] <= scores["gold_load"] + MOST_EXTRA_LOAD
    assert scores["needs_decision_of_clear"] <= 0.12
    assert scores["calibration_error"] < scores["calibration_error_bound"]


def test_probabilities_are_calibrated_within_chance():
    scores = scores_of("all")
    assert scores["calibration_error"] <= scores["calibration_error_bound"] * 1.2


def test_the_model_earns_its_place_beside_the_rules():
    both = relevance_scores(judged_held_out(held()))
    assert both is not None and both["accuracy"] >= 0.96
    seen = [each for each in judged_held_out(held()) if each.gold in {"for_force", "joint"}]
    assert sum(each.predicted in SENT_TO_REVIEW for each in seen) / len(seen) >= 0.985


def test_themes_on_held_out_reports():
    themes = hold_out_themes(examples())
    scales = theme_scales_by_report(themes)
    subset = [each for each in themes if each.example.source == "relevance/shared"]
    models = theme_table(subset, scales)["models"]
    assert models["micro_f1"] >= 0.77
    assert models["first_among_gold"] >= 0.91
    assert theme_table(themes, scales)["models"]["micro_f1"] >= 0.72
