from __future__ import annotations

import numpy as np
import pytest

from extractor.artifacts import open_model, save_model
from extractor.classify.linear import LinearModel, load_linear
from extractor.errors import AlteredModel
from extractor.train.fitting import files_of, fit_exclusive, fit_rising, fit_separate, vocabulary_of

ROWS = [{"w:cat": 1.0, "party=x": 1.0}, {"w:cat": 1.0}, {"w:dog": 1.0}, {"w:dog": 1.0, "w:rare": 1.0}] * 5
LABELS = ["meow", "meow", "woof", "woof"] * 5


def saved(model: LinearModel, folder) -> LinearModel:
    """The model as it comes back from its files."""
    save_model(folder / "pets", files_of(model, "linear"), {"version": 1, "data": {}, "metrics": {}}, "# Pets")
    return load_linear(open_model("pets", folder), "linear")


def test_a_word_seen_once_is_not_learned():
    assert vocabulary_of([{"a": 1, "b": 1}, {"a": 1}]) == ["a"]


def test_two_labels_work_as_more_do(tmp_path):
    model = saved(fit_exclusive(ROWS, LABELS), tmp_path)
    found = model.probabilities({"w:cat": 1.0})
    assert found["meow"] > 0.9 and sum(found.values()) == pytest.approx(1)
    assert model.words_for({"w:cat": 1.0, "party=x": 1.0}, "meow") == ("cat",)


def test_labels_may_hold_together(tmp_path):
    model = saved(fit_separate(ROWS, [["a", "b"] if "w:cat" in row else ["b"] for row in ROWS[:19]] + [[]]), tmp_path)
    found = model.probabilities({"w:cat": 1.0})
    assert found["a"] > 0.5 and found["b"] > 0.5


def test_nothing_known_leaves_the_intercepts():
    model = fit_exclusive(ROWS, LABELS)
    assert np.allclose(model.log_odds({"w:unseen": 1.0}), model.intercepts)


def test_the_same_rows_give_the_same_bytes():
    assert files_of(fit_exclusive(ROWS, LABELS), "x") == files_of(fit_exclusive(ROWS, LABELS), "x")


def test_weights_that_do_not_fit_are_refused(tmp_path):
    files = files_of(fit_exclusive(ROWS, LABELS), "linear")
    files["linear.json"] = files["linear.json"].replace(b'"w:cat", ', b"")
    save_model(tmp_path / "pets", files, {"version": 1, "data": {}, "metrics": {}}, "# Pets")
    with pytest.raises(AlteredModel, match="do not fit"):
        load_linear(open_model("pets", tmp_path), "linear")


def test_a_model_written_anew_keeps_nothing_of_the_old_one(tmp_path):
    saved(fit_exclusive(ROWS, LABELS), tmp_path)
    files = files_of(fit_exclusive(ROWS, LABELS), "other")
    save_model(tmp_path / "pets", files, {"version": 2, "data": {}, "metrics": {}}, "# Pets")
    assert {path.name for path in (tmp_path / "pets").iterdir()} == {*files, "meta.json", "MODEL_CARD.md"}


def test_calibration_learns_that_confidence_was_too_high():
    rows = [(4.6,)] * 50 + [(0.4,)] * 50
    assert 0.4 < fit_rising(rows, [True, False] * 50).probability((4.6,)) < 0.65


def test_calibration_without_errors_does_not_claim_certainty():
    assert fit_rising([(2.0,)] * 30, [True] * 30).probability((2.0,)) < 0.99


def test_calibration_follows_a_curve_that_no_straight_line_does():
    rows = [(float(place),) for place in range(100)]
    scale = fit_rising(rows, [place >= 90 for place in range(100)])
    assert scale.probability((50.0,)) < 0.05 and scale.probability((99.0,)) > 0.9
    shares = [scale.probability(row) for row in rows]
    assert shares == sorted(shares)
