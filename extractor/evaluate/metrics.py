"""The arithmetic of evaluation: counts first, shares from counts, None where there is nothing to score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESAMPLES = 2000
"""Bootstrap resamples: the ends of a 95 % interval move by less than half a point between seeds."""
SEED = 20_250_101


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """Share of predictions that are right, 0-1; None without predictions."""
        return share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Share of gold that was found, 0-1; None without gold."""
        return share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; None without gold and predictions.

        >>> Counts(tp=3, fp=1, fn=0).f1, Counts().f1
        (0.8571428571428571, None)
        """
        return share(2 * self.tp, 2 * self.tp + self.fp + self.fn)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float | None:
        """From 0 to 1, None of nothing."""
        return share(self.right, self.of)


def share(part: float, whole: float) -> float | None:
    """``part / whole``, None where there is nothing to score.

    >>> share(1, 2), share(0, 0)
    (0.5, None)
    """
    return part / whole if whole else None


def set_counts(wanted: Iterable[object], found: Iterable[object]) -> Counts:
    """Counts of two sets of labels.

    >>> set_counts({"force", "npcc"}, {"force", "cps"})
    Counts(tp=1, fp=1, fn=1)
    """
    gold, predicted = set(wanted), set(found)
    return Counts(len(gold & predicted), len(predicted - gold), len(gold - predicted))


def counts_per_label(pairs: Iterable[tuple[str, str]]) -> dict[str, Counts]:
    """One-against-rest counts of (gold, predicted) pairs, by label in order of the alphabet."""
    counts: Counter[tuple[str, str]] = Counter(pairs)
    labels = sorted({label for pair in counts for label in pair})
    return {
        label: Counts(
            tp=counts[label, label],
            fp=sum(count for (gold, found), count in counts.items() if found == label != gold),
            fn=sum(count for (gold, found), count in counts.items() if gold == label != found),
        )
        for label in labels
    }


def macro_f1(counts: Mapping[str, Counts]) -> float | None:
    """Mean F1 over the labels that gold has; a label only predicted costs precision elsewhere, not a class here.

    >>> macro_f1(counts_per_label([("a", "a"), ("b", "a")]))
    0.3333333333333333
    """
    scores = [score.f1 or 0.0 for score in counts.values() if score.tp + score.fn]
    return share(sum(scores), len(scores))


def confusion(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """How often each gold label (outer) was predicted as each label (inner)."""
    table: dict[str, dict[str, int]] = {}
    for (gold, found), count in sorted(Counter(pairs).items()):
        table.setdefault(gold, {})[found] = count
    return table


def counts_intervals(units: Sequence[Counts]) -> dict[str, tuple[float, float] | None]:
    """95 % intervals of micro precision, recall and F1 when whole documents are drawn again; None below two."""
    import numpy as np

    if len(units) < 2:
        return {"precision": None, "recall": None, "f1": None}
    table = np.array([(unit.tp, unit.fp, unit.fn) for unit in units], dtype=float)
    draws = np.random.default_rng(SEED).integers(0, len(units), (RESAMPLES, len(units)))
    tp, fp, fn = table[draws].sum(axis=1).T
    parts = {"precision": (tp, tp + fp), "recall": (tp, tp + fn), "f1": (2 * tp, 2 * tp + fp + fn)}
    return {name: _percentiles(part[whole > 0] / whole[whole > 0]) for name, (part, whole) in parts.items()}


def _percentiles(values: NDArray[np.float64]) -> tuple[float, float] | None:
    import numpy as np

    if not len(values):
        return None
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)


# ------------------------------------------------------------------------------------ calibration


def expected_calibration_error(
    probabilities: Sequence[float], outcomes: Sequence[bool], bins: int = 10
) -> float | None:
    """Mean gap between stated probability and observed share over bins of equal count, 0-1.

    References:
        Naeini, Cooper and Hauskrecht (2015), with equal-count bins.
    """
    import numpy as np

    if not len(probabilities):
        return None
    stated = np.asarray(probabilities, dtype=float)
    order = np.argsort(stated, kind="stable")
    return _calibration_error(stated[order], np.asarray(outcomes, dtype=float)[order], bins)


def calibration_error_bound(probabilities: Sequence[float], bins: int = 10, simulations: int = 2000) -> float | None:
    """The 95th percentile of the calibration error that perfectly calibrated predictions would show by chance."""
    import numpy as np

    if not len(probabilities):
        return None
    stated = np.sort(np.asarray(probabilities, dtype=float))
    draws = np.random.default_rng(SEED).random((simulations, len(stated))) < stated
    return float(np.percentile([_calibration_error(stated, draw.astype(float), bins) for draw in draws], 95))


def _calibration_error(stated: NDArray[np.float64], outcomes: NDArray[np.float64], bins: int) -> float:
    import numpy as np

    # Equal probabilities share their outcomes, so that the order in which items came cannot move the error.
    _, group, size = np.unique(stated, return_inverse=True, return_counts=True)
    observed = (np.bincount(group, outcomes) / size)[group]
    edges = np.linspace(0, len(stated), min(bins, len(stated)) + 1).round().astype(int)
    gaps = [abs(float((stated[a:b] - observed[a:b]).sum())) for a, b in pairwise(edges)]
    return sum(gaps) / len(stated)
