"""The fitted model of matching: additive in its features, so that its explanation is its arithmetic.

Two steps of logistic regression. The first looks at a pair alone; the second sees how the pair stands among the
item's other candidates. Weights of likeness are held at or above zero: a reviewer who sees "shares more words: less
likely" rightly stops trusting the tool, and held weights were as good on unseen reports as free ones.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy as np

from extractor.artifacts import Artifact, open_model
from extractor.match.compare import FEATURES
from extractor.match.vectors import Weights

NAME = "matching"
WEIGHTS = "weights.json"
LATENT = "latent.npz"
CONTEXT = ("gap", "first", "margin", "crowd", "outlier")
"""``gap`` to the best rival, ``first`` 1/rank, ``margin`` of first over second, ``crowd`` above the mean,
``outlier`` the same in standard deviations.

A rival is another candidate that meets at least as much of the clause that this one meets best: an action that answers
the second clause of an item is no worse for another that answers the first.
"""
COVER = ("worst_clause", "item_in_action", "action_in_item", "clauses", "standard", "longer", "joints", "action_words")
"""What tells covered from partly covered, given that there is a link to a live action."""
CROWD = 10
LEAST_SPREAD = 0.3
"""Log-odds added to the spread of an item's candidates, so that one of many that are all alike does not stand out."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression on standardized features: log-odds = intercept + sum of weight x (value - mean) / scale."""

    names: tuple[str, ...]
    mean: np.ndarray
    scale: np.ndarray
    weight: np.ndarray
    intercept: float

    def parts(self, values: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the log-odds."""
        row = np.array([values[name] for name in self.names])
        return dict(zip(self.names, ((row - self.mean) / self.scale * self.weight).tolist(), strict=True))

    def log_odds(self, values: Mapping[str, float]) -> float:
        """Log-odds of one row of features."""
        row = np.array([values[name] for name in self.names])
        return self.intercept + float((row - self.mean) / self.scale @ self.weight)

    def to_json(self) -> dict[str, object]:
        """Plain values, for the model's file."""
        return {
            "names": list(self.names), "mean": self.mean.tolist(), "scale": self.scale.tolist(),
            "weight": self.weight.tolist(), "intercept": self.intercept,
        }  # fmt: skip


def json_to_logistic(value: Mapping[str, object]) -> Logistic:
    """The regression that ``Logistic.to_json`` wrote."""
    arrays = {key: np.array(value[key], dtype=float) for key in ("mean", "scale", "weight")}
    return Logistic(tuple(value["names"]), intercept=float(value["intercept"]), **arrays)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class MatchModel:
    """Everything trained: term weights, fusion of views, the two steps of the link, and covered against partly."""

    id: str
    weights: Weights
    fusion: Mapping[str, float]
    pair: Logistic
    context: Logistic
    cover: Logistic


def probability_of(log_odds: float) -> float:
    """Log-odds as a probability, without overflow.

    >>> probability_of(0.0), probability_of(-800.0) < 1e-9
    (0.5, True)
    """
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))


def context_of(log_odds: Sequence[float], clauses: Sequence[Sequence[float]]) -> list[dict[str, float]]:
    """How each candidate of one item stands among them all; in the order given.

    Args:
        log_odds: of the first step, one a candidate.
        clauses: how far each candidate meets each clause of the item, 0 to 1.
    """
    ordered = sorted(log_odds, reverse=True)
    best, second = ordered[0], ordered[1] if len(ordered) > 1 else ordered[0]
    crowd, spread = float(np.mean(ordered[:CROWD])), float(np.std(ordered[:CROWD])) + LEAST_SPREAD
    ranks = {value: rank for rank, value in reversed(list(enumerate(ordered)))}
    return [
        {
            "gap": gap,
            "first": 1 / (1 + ranks[value]),
            "margin": best - second if ranks[value] == 0 else 0.0,
            "crowd": value - crowd,
            "outlier": (value - crowd) / spread,
        }
        for value, gap in zip(log_odds, _gaps(np.array(log_odds), np.array(clauses)), strict=True)
    ]


def _gaps(log_odds: np.ndarray, clauses: np.ndarray) -> list[float]:
    """For each candidate the least distance below the best of those that meet a clause as well as it does."""
    gaps = np.full(len(log_odds), -np.inf)
    for met in clauses.T:
        falling = np.argsort(-met, kind="stable")
        best_so_far = np.maximum.accumulate(log_odds[falling])
        last_as_good = np.searchsorted(-met[falling], -met, side="right") - 1
        gaps = np.maximum(gaps, log_odds - best_so_far[last_as_good])
    return [float(gap) for gap in gaps]


def model_to_files(model: MatchModel) -> dict[str, bytes]:
    """The members of the model's folder."""
    latent = BytesIO()
    np.savez_compressed(latent, latent=model.weights.latent.astype(np.float16))
    value = {
        "idf": {term: round(idf, 4) for term, idf in sorted(model.weights.idf.items())},
        "rare": model.weights.rare,
        "latent_rows": sorted(model.weights.latent_rows, key=lambda term: model.weights.latent_rows[term]),
        "fusion": dict(model.fusion),
        "pair": model.pair.to_json(),
        "context": model.context.to_json(),
        "cover": model.cover.to_json(),
    }
    return {WEIGHTS: json.dumps(value, indent=1).encode() + b"\n", LATENT: latent.getvalue()}


def artifact_to_model(artifact: Artifact) -> MatchModel:
    """The model in a verified folder."""
    value = artifact.read_json(WEIGHTS)
    latent = artifact.read_arrays(LATENT)["latent"].astype(np.float32)
    rows = {term: place for place, term in enumerate(value["latent_rows"])}
    return MatchModel(
        artifact.id,
        Weights(value["idf"], float(value["rare"]), rows, latent),
        value["fusion"],
        json_to_logistic(value["pair"]),
        json_to_logistic(value["context"]),
        json_to_logistic(value["cover"]),
    )


@cache
def load_match_model() -> MatchModel:
    """The packaged model.

    Raises:
        MissingModel, AlteredModel: see ``artifacts.open_model``.
    """
    model = artifact_to_model(open_model(NAME))
    assert set(model.pair.names) <= set(FEATURES)
    return model
