"""Floors under relevance and themes: held-out figures that only go up."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.artifacts import data_folder
from extractor.evaluate.judgements import SENT_TO_REVIEW, relevance_scores
from extractor.train.examples import Example, load_examples
from extractor.train.relevance import Held, hold_out, judged_as_counted, judged_at_first_sight, judged_held_out
from extractor.train.sets import by_set
from extractor.train.theme_figures import theme_table
from extractor.train.themes import HeldThemes, fitted_by_report, hold_out_themes
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


FLOORS = [
    ("relevance/shared", 0.94, 0.99),
    ("relevance/authored", 0.95, 0.99),
    ("relevance/blind", 0.89, 0.98),
    ("relevance/blind_a", 0.96, 0.99),
    ("relevance/blind_b", 0.93, 0.97),
    ("relevance/blind_c", 0.90, 0.99),
    ("relevance/blind_d", 0.97, 0.99),
    ("relevance/blind_e", 0.96, 0.99),
    ("relevance/blind_f", 0.95, 0.99),
    ("reports", 0.84, 0.985),
]


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


@pytest.mark.parametrize("name", ["relevance/blind_d", "relevance/blind_e", "relevance/blind_f"])
def test_probabilities_hold_at_first_sight_where_items_are_as_hard_as_in_reports(name):
    subset = [each for each in held() if each.example.set_name == name]
    scores = relevance_scores(judged_at_first_sight(held(), subset))
    assert scores is not None
    assert scores["calibration_error"] < scores["calibration_error_bound"]
    assert scores["macro_f1"] >= 0.94 and scores["recall_for_us"] == 1.0


def test_probabilities_are_calibrated_within_chance():
    scores = relevance_scores(judged_as_counted(held()))
    assert scores is not None
    assert scores["calibration_error"] < scores["calibration_error_bound"]


@pytest.mark.parametrize("name", ["relevance/shared", "relevance/authored"])
def test_nothing_is_overstated_on_sets_that_the_rules_know(name):
    subset = [each for each in held() if each.example.set_name == name]
    judged = judged_held_out(held(), subset)
    assert sum(each.probability for each in judged) <= sum(each.is_right for each in judged)


def test_the_model_earns_its_place_beside_the_rules():
    both = relevance_scores(judged_held_out(held()))
    assert both is not None and both["accuracy"] >= 0.955
    seen = [each for each in judged_held_out(held()) if each.gold in {"for_force", "joint"}]
    assert sum(each.predicted in SENT_TO_REVIEW for each in seen) / len(seen) >= 0.985


@cache
def themes() -> tuple[HeldThemes, ...]:
    """Every item with annotated themes as models saw it that learned from other reports."""
    return tuple(hold_out_themes(examples()))


@cache
def theme_scores_of(name: str) -> dict[str, float]:
    """Held-out scores of one set's themes."""
    subset = dict(by_set(themes(), lambda each: each.example))[name]
    return theme_table(subset, fitted_by_report(themes()))["models"]


THEME_FLOORS = [
    ("all", 0.75, 0.74, 0.83),
    ("relevance/shared", 0.81, 0.85, 0.93),
    ("relevance/authored", 0.79, 0.81, 0.88),
    ("relevance/blind", 0.80, 0.78, 0.90),
    ("relevance/blind_d", 0.84, 0.88, 0.95),
    ("relevance/blind_e", 0.78, 0.80, 0.90),
]


@pytest.mark.parametrize(("name", "micro_f1", "first", "among"), THEME_FLOORS)
def test_themes_on_held_out_reports(name, micro_f1, first, among):
    scores = theme_scores_of(name)
    assert scores["micro_f1"] >= micro_f1
    assert scores["first_right"] >= first
    assert scores["first_among_gold"] >= among


def test_theme_probabilities_are_calibrated_within_chance():
    scores = theme_scores_of("all")
    assert scores["calibration_error"] < scores["calibration_error_bound"]
