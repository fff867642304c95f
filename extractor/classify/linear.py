"""A linear model over named features, read from plain files and run with numpy alone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.artifacts import Artifact
from extractor.errors import AlteredModel

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of ``len(labels)`` log-odds over the features of ``index``.

    ``weights`` has the shape (features, labels); ``intercepts`` (labels,). ``is_exclusive`` says whether the labels
    exclude each other (softmax) or are judged one by one (logistic).
    """

    labels: tuple[str, ...]
    index: Mapping[str, int]
    weights: np.ndarray
    intercepts: np.ndarray
    is_exclusive: bool

    def log_odds(self, features: Mapping[str, float]) -> np.ndarray:
        """One score per label; features that training never saw count for nothing."""
        import numpy as np

        known = [(self.index[name], value) for name, value in features.items() if name in self.index]
        if not known:
            return self.intercepts.copy()
        rows, values = zip(*known, strict=True)
        scores: np.ndarray = np.asarray(values, dtype=np.float32) @ self.weights[list(rows)] + self.intercepts
        return scores

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Uncalibrated probability of each label."""
        import numpy as np

        scores = self.log_odds(features)
        if self.is_exclusive:
            powers = np.exp(scores - scores.max())
            return dict(zip(self.labels, (powers / powers.sum()).tolist(), strict=True))
        return {label: sigmoid(float(score)) for label, score in zip(self.labels, scores, strict=True)}

    def words_for(self, features: Mapping[str, float], label: str, count: int = 3) -> tuple[str, ...]:
        """The words of the text that speak most for a label."""
        column = self.labels.index(label)
        found = [
            (value * float(self.weights[self.index[name], column]), name[2:])
            for name, value in features.items()
            if name.startswith("w:") and name in self.index
        ]
        return tuple(word for weight, word in sorted(found, reverse=True)[:count] if weight > 0)


def sigmoid(score: float) -> float:
    """Logistic function, safe at both ends.

    >>> sigmoid(0.0), sigmoid(-1000.0) < 1e-300
    (0.5, True)
    """
    return 1 / (1 + math.exp(-score)) if score >= 0 else (power := math.exp(max(score, -745.0))) / (1 + power)


def logit(probability: float, least: float = 1e-6) -> float:
    """Log-odds of a probability, cut at ``least`` from either end."""
    inside = min(max(probability, least), 1 - least)
    return math.log(inside / (1 - inside))


def load_linear(artifact: Artifact, name: str) -> LinearModel:
    """The linear model ``name`` of a folder: labels and features in ``<name>.json``, weights in ``<name>.npz``.

    Raises:
        AlteredModel: the members do not fit each other.
    """
    head: dict[str, Any] = artifact.read_json(f"{name}.json")
    arrays = artifact.read_arrays(f"{name}.npz")
    features: Sequence[str] = head["features"]
    if arrays["weights"].shape != (len(features), len(head["labels"])):
        raise AlteredModel(f"The model {artifact.folder.name} has weights that do not fit its features.")
    return LinearModel(
        labels=tuple(head["labels"]),
        index={feature: place for place, feature in enumerate(features)},
        weights=arrays["weights"],
        intercepts=arrays["intercepts"],
        is_exclusive=bool(head["is_exclusive"]),
    )
