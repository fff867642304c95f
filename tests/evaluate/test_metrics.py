"""The arithmetic of evaluation."""

from __future__ import annotations

import random

import pytest

from extractor.evaluate.metrics import (
    Counts,
    calibration_error_bound,
    confusion,
    counts_intervals,
    counts_per_label,
    expected_calibration_error,
    macro_f1,
    set_counts,
)


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        (Counts(3, 1, 0), 0.75, 1.0, 6 / 7),
        (Counts(0, 0, 4), None, 0.0, 0.0),
        (Counts(0, 2, 0), 0.0, None, 0.0),
        (Counts(), None, None, None),
    ],
)
def test_shares_of_counts(counts: Counts, precision: float | None, recall: float | None, f1: float | None) -> None:
    assert (counts.precision, counts.recall, counts.f1) == (precision, recall, f1)


def test_counts_add_up() -> None:
    assert sum([Counts(1, 2, 3), Counts(4, 5, 6)], Counts()) == Counts(5, 7, 9)


def test_set_counts() -> None:
    assert set_counts({"a", "b"}, {"b", "c", "d"}) == Counts(tp=1, fp=2, fn=1)


def test_macro_f1_weighs_every_gold_label_the_same() -> None:
    pairs = [("a", "a")] * 9 + [("b", "a")]
    counts = counts_per_label(pairs)
    assert counts["a"] == Counts(9, 1, 0)
    assert counts["b"] == Counts(0, 0, 1)
    assert macro_f1(counts) == pytest.approx((18 / 19) / 2)
    assert macro_f1({}) is None


def test_confusion() -> None:
    assert confusion([("a", "b"), ("a", "b"), ("b", "b")]) == {"a": {"b": 2}, "b": {"b": 1}}


def test_intervals_hold_the_point_and_shrink_with_documents() -> None:
    few = counts_intervals([Counts(8, 2, 2), Counts(5, 0, 5), Counts(9, 1, 0)])["f1"]
    many = counts_intervals([Counts(8, 2, 2), Counts(5, 0, 5), Counts(9, 1, 0)] * 20)["f1"]
    assert few is not None and many is not None
    point = Counts(22, 3, 7).f1
    assert point is not None
    assert few[0] < many[0] < point < many[1] < few[1]


def test_intervals_of_one_document_or_of_nothing_are_none() -> None:
    assert counts_intervals([Counts(1, 0, 0)])["f1"] is None
    assert counts_intervals([Counts(), Counts()])["f1"] is None


def test_calibration_error_of_honest_and_boastful_probabilities() -> None:
    draw = random.Random(7)
    stated = [draw.random() for _ in range(2000)]
    honest = [draw.random() < probability for probability in stated]
    bound = calibration_error_bound(stated)
    error = expected_calibration_error(stated, honest)
    assert bound is not None and error is not None
    assert error < bound < 0.06
    assert expected_calibration_error([0.99] * 100, [True] * 60 + [False] * 40) == pytest.approx(0.39)
    assert expected_calibration_error([], []) is None
