"""Training of matching: bounded weights, counted scores, labelled plans that do not fit together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extractor.domain import Relation
from extractor.errors import BadGold
from extractor.evaluate.baselines import BASELINES
from extractor.train.bounded import fit_bounded, log_odds_of
from extractor.train.cards_matching import confusion_table
from extractor.train.match_figures import macro_f1, ranks_of_matrix, ratios, recall_at, relation_name
from extractor.train.match_run import scorer_of
from extractor.train.plans import load_plan, load_plans


def test_weights_keep_their_sign() -> None:
    draw = np.random.default_rng(0)
    rows = draw.normal(size=(400, 3))
    right = (rows[:, 0] - rows[:, 1] + rows[:, 2] > 0).astype(float)
    fitted = fit_bounded(rows, right, ("for", "wrongly_for", "against"), against=("against",), ridge=1.0)
    assert fitted.weight[0] > 1
    assert fitted.weight[1] == 0
    assert fitted.weight[2] == 0
    free = fit_bounded(rows, right, ("for", "free", "against"), against=("against",), free=("free",), ridge=1.0)
    assert free.weight[1] < -1


def test_the_fitted_base_rate_is_the_share_of_the_right() -> None:
    rows = np.zeros((10, 1))
    fitted = fit_bounded(rows, np.array([1.0] * 2 + [0.0] * 8), ("nothing",))
    assert 1 / (1 + np.exp(-log_odds_of(fitted, rows))) == pytest.approx(np.full(10, 0.2), abs=1e-3)


def test_ties_are_ranked_at_their_worst() -> None:
    assert ranks_of_matrix(np.array([[0.5, 0.5, 0.9]]), [(0, 0), (0, 2)]) == [2, 0]


def test_a_pair_that_was_never_a_candidate_is_missed() -> None:
    assert recall_at([0, 3], 4, 5) == 0.5


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((1, 2, 4), (0.5, 0.25, 1 / 3)), ((0, 0, 3), (0.0, 0.0, 0.0)), ((2, 2, 2), (1.0, 1.0, 1.0))],
)
def test_ratios(counts: tuple[int, int, int], expected: tuple[float, float, float]) -> None:
    assert tuple(ratios(*counts).values()) == pytest.approx(expected)


def test_the_rarer_relations_are_pooled_and_a_missed_link_is_an_error() -> None:
    assert relation_name(Relation.SUPERSEDES) == relation_name(Relation.ADDS_EVIDENCE) == "other three"
    counts = {("covered", "covered"): 1, ("covered", "none"): 1, ("none", "restated"): 1, ("restated", "restated"): 1}
    assert macro_f1(counts) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert "none" in confusion_table(counts)


@pytest.mark.parametrize("name", BASELINES)
def test_every_simple_method_finds_the_same_words(name: str) -> None:
    items, actions = ["vetting of officers"], ["fleet of vans", "vetting of officers", "cells and custody"]
    assert int(np.argmax(BASELINES[name](items, actions))) == 1


class ByLength:
    """Says that texts of one length are alike."""

    name = "by length"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[len(text), 10.0] for text in texts])


def test_an_encoder_alone_is_measured_by_cosine() -> None:
    scores = scorer_of(ByLength())(["abc"], ["xyz", "a much longer text"])
    assert scores[0, 0] == pytest.approx(1.0)
    assert scores[0, 1] < 0.9


def write_plan(folder: Path, ref: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "actions.csv").write_text("Ref,Recommendation,Status\nA1,Answer every call.,Live\n", encoding="utf-8")
    item = {"id": "N1", "kind": "recommendation", "text": "Answer calls.", "report_title": "Calls"}
    (folder / "recommendations.jsonl").write_text(json.dumps(item) + "\n", encoding="utf-8")
    pair = {"recommendation_id": "N1", "action_ref": ref, "relation": "covered", "paraphrase": False}
    (folder / "pairs.jsonl").write_text(json.dumps(pair) + "\n", encoding="utf-8")
    return folder


def test_a_plan_is_read_as_the_program_reads_it(tmp_path: Path) -> None:
    plan = load_plan(write_plan(tmp_path / "matching_small", "A1"))
    assert plan.relations == {("N1", "A1"): Relation.COVERED}
    assert plan.actions[0].text == "Answer every call."


def test_a_pair_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadGold, match="A7"):
        load_plan(write_plan(tmp_path / "matching_small", "A7"))
    with pytest.raises(BadGold):
        load_plans(tmp_path / "elsewhere")
