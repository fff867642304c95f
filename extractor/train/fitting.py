"""Fits linear models and their calibration with scikit-learn, and writes them as plain files."""

from __future__ import annotations

import io
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from extractor.classify.linear import LinearModel
from extractor.classify.scale import RisingScale
from extractor.train.folds import SEED

Features = Mapping[str, float]
LEAST_COUNT = 2
"""A word seen in one item only teaches that item."""
STRENGTH = 4.0
"""Inverse regularization, chosen by cross-validation among 1, 3, 4, 8 and 20; the figures are flat there."""
RAREST = 0.002
"""No theme is called less likely than this, or more than one minus it: held-out items are too few to say."""
WORD_WEIGHT = 0.7
"""How much words weigh beside facts of structure, chosen in the same way among 0.2, 0.4, 0.7 and 1."""


def vocabulary_of(rows: Sequence[Features], least: int = LEAST_COUNT) -> list[str]:
    """Features seen in at least ``least`` items, in order of the alphabet."""
    counts = Counter(name for row in rows for name in row)
    return sorted(name for name, count in counts.items() if count >= least)


def matrix_of(rows: Sequence[Features], index: Mapping[str, int]) -> Any:
    """The rows as a sparse matrix."""
    from scipy.sparse import csr_matrix

    data, columns, starts = [], [], [0]
    for row in rows:
        for name, value in row.items():
            if name in index:
                data.append(value)
                columns.append(index[name])
        starts.append(len(data))
    return csr_matrix((data, columns, starts), shape=(len(rows), len(index)))


def rarity_of(rows: Sequence[Features], index: Mapping[str, int]) -> np.ndarray:
    """Weight of each feature by how rare it is among the texts; facts keep the weight 1."""
    counts = Counter(name for row in rows for name in row)
    weights = np.ones(len(index))
    for name, place in index.items():
        if name[1] == ":":
            weights[place] = WORD_WEIGHT * (1 + math.log(len(rows) / counts[name]))
    return weights


def fit_exclusive(
    rows: Sequence[Features],
    labels: Sequence[str],
    strength: float = STRENGTH,
    counts_for: Sequence[float] | None = None,
) -> LinearModel:
    """A model of labels that exclude each other; ``counts_for`` is how much each item counts, 1 unless given."""
    from sklearn.linear_model import LogisticRegression

    index = {name: place for place, name in enumerate(vocabulary_of(rows))}
    rarity = rarity_of(rows, index)
    fitted = LogisticRegression(C=strength, max_iter=2000, random_state=SEED)
    fitted.fit(matrix_of(rows, index).multiply(rarity).tocsr(), list(labels), sample_weight=counts_for)
    weights, intercepts = fitted.coef_, fitted.intercept_
    if len(fitted.classes_) == 2:
        weights, intercepts = np.vstack([-weights, weights]) / 2, np.array([-intercepts[0], intercepts[0]]) / 2
    return _plain(list(fitted.classes_), index, weights * rarity, intercepts, True)


def fit_separate(
    rows: Sequence[Features],
    label_sets: Sequence[Sequence[str]],
    strength: float = STRENGTH,
    counts_for: Sequence[float] | None = None,
) -> LinearModel:
    """A model of labels each judged by itself; ``counts_for`` is how much each item counts, 1 unless given."""
    from sklearn.linear_model import LogisticRegression

    index = {name: place for place, name in enumerate(vocabulary_of(rows))}
    rarity = rarity_of(rows, index)
    matrix = matrix_of(rows, index).multiply(rarity).tocsr()
    labels = sorted({label for labels in label_sets for label in labels})
    weights, intercepts = [], []
    for label in labels:
        fitted = LogisticRegression(C=strength, max_iter=2000, random_state=SEED)
        fitted.fit(matrix, [label in labels for labels in label_sets], sample_weight=counts_for)
        weights.append(fitted.coef_[0] * rarity)
        intercepts.append(fitted.intercept_[0])
    return _plain(labels, index, np.array(weights), np.array(intercepts), False)


def _plain(labels: list[str], index: Mapping[str, int], weights: Any, intercepts: Any, exclusive: bool) -> LinearModel:
    return LinearModel(
        tuple(str(label) for label in labels),
        index,
        np.ascontiguousarray(weights.T, dtype=np.float32),
        np.asarray(intercepts, dtype=np.float32),
        exclusive,
    )


def fit_rising(rows: Sequence[Sequence[float]], right: Sequence[bool]) -> RisingScale:
    """A logistic regression of being right on evidence, and on its sums an isotonic one.

    Two typical rows are added, one right and one wrong, so that a set without errors is not called certain.

    References:
        Zadrozny and Elkan (2002), Transforming classifier scores into accurate multiclass probability estimates.
    """
    from sklearn.isotonic import IsotonicRegression
    from sklearn.linear_model import LogisticRegression

    table = np.asarray(rows, dtype=float)
    typical = np.median(table, axis=0)
    table, right = np.vstack([table, typical, typical]), [*right, True, False]
    weights = LogisticRegression(C=1.0, max_iter=2000, random_state=SEED).fit(table, right).coef_[0]
    rising = IsotonicRegression(y_min=RAREST, y_max=1 - RAREST, out_of_bounds="clip")
    rising.fit(table @ weights, np.asarray(right, dtype=float))
    return RisingScale(
        tuple(float(each) for each in weights),
        tuple(float(each) for each in rising.X_thresholds_),
        tuple(float(each) for each in rising.y_thresholds_),
    )


def files_of(model: LinearModel, name: str) -> dict[str, bytes]:
    """A linear model as the two plain files that ``classify.linear.load_linear`` reads."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, weights=model.weights.astype(np.float32), intercepts=model.intercepts)
    head = {"labels": list(model.labels), "features": list(model.index), "is_exclusive": model.is_exclusive}
    return {f"{name}.json": json.dumps(head, ensure_ascii=False).encode("utf-8"), f"{name}.npz": buffer.getvalue()}
