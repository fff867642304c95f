"""How likely a suggestion is right, from what speaks for it: plain numbers, fitted on held-out reports."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SMALLEST = 1e-4
"""Chances are cut here on either side before their log-odds are taken."""


@dataclass(frozen=True, slots=True)
class RisingScale:
    """A weighted sum of the evidence, and a rising line of straight pieces from it to a probability.

    ``weights`` are in the order of the evidence; ``sums`` rise, ``shares`` do not fall.
    """

    weights: tuple[float, ...]
    sums: tuple[float, ...]
    shares: tuple[float, ...]

    def probability(self, evidence: Sequence[float]) -> float:
        """Calibrated probability that a suggestion with this evidence is right."""
        total = sum(weight * value for weight, value in zip(self.weights, evidence, strict=True))
        after = bisect_right(self.sums, total)
        if after in {0, len(self.sums)}:
            return self.shares[0 if after == 0 else -1]
        left, right = self.sums[after - 1], self.sums[after]
        part = (total - left) / (right - left)
        return self.shares[after - 1] + part * (self.shares[after] - self.shares[after - 1])


def scale_of(values: Mapping[str, Any]) -> RisingScale:
    """The scale of a model's ``scale.json``."""
    return RisingScale(tuple(values["weights"]), tuple(values["sums"]), tuple(values["shares"]))
