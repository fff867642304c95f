"""Readings as vectors: sparse rows with a fixed idf, and dense rows of a latent space.

Terms are hashed and their weights come from the trained model, so that a new action or report is turned into a
vector without looking at any other: nothing is refitted when the plan grows.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from extractor.match.reading import Reading

BUCKETS = 1 << 18
"""Wide enough that two terms of one text almost never share a place."""
GRAM_LENGTHS = (3, 4)


@dataclass(frozen=True, slots=True)
class Weights:
    """What the trained model knows about terms: inverse document frequencies and their place in the latent space.

    ``rare`` is the idf of a term the corpus never showed. ``latent`` has one row per entry of ``latent_rows``.
    """

    idf: Mapping[str, float]
    rare: float
    latent_rows: Mapping[str, int]
    latent: np.ndarray

    def idf_of(self, term: str) -> float:
        """Inverse document frequency; a number is worth less than a word that is as rare."""
        return self.idf.get(term, self.rare)


def counts_to_rows(counted: Sequence[Mapping[str, float]], weights: Weights, prefix: str = "") -> csr_matrix:
    """Rows of unit length, one per bag of terms; an empty bag is a row of zeros."""
    from scipy.sparse import csr_matrix

    starts, places, values = [0], list[int](), list[float]()
    for counts in counted:
        row = [damped(count) * weights.idf_of(prefix + term) for term, count in counts.items()]
        norm = math.sqrt(sum(value * value for value in row)) or 1.0
        places.extend(term_to_place(prefix + term) for term in counts)
        values.extend(value / norm for value in row)
        starts.append(len(places))
    shape = (len(counted), BUCKETS)
    return csr_matrix((np.array(values, np.float32), np.array(places, np.int32), np.array(starts, np.int32)), shape)


def damped(count: float) -> float:
    """A count with its growth slowed; a weight below one stays as it is."""
    return 1 + math.log(count) if count > 1 else count


@lru_cache(maxsize=500_000)
def term_to_place(term: str) -> int:
    """The bucket of a term: the same on every machine and in every run."""
    return crc32(term.encode()) % BUCKETS


def words_to_grams(words: Mapping[str, int]) -> Counter[str]:
    """Character grams of words, counted; they forgive typing errors and odd endings.

    >>> sorted(words_to_grams({"bail": 1}))
    ['# ba', '# bai', '#ail', '#ail ', '#bai', '#bail', '#il ']
    """
    grams = Counter[str]()
    for word, count in words.items():
        for gram in _grams_of(word):
            grams[gram] += count
    return grams


@lru_cache(maxsize=200_000)
def _grams_of(word: str) -> tuple[str, ...]:
    padded = f" {word.lower()} "
    return tuple(
        f"#{padded[start : start + length]}" for length in GRAM_LENGTHS for start in range(len(padded) - length + 1)
    )


def readings_to_latent(readings: Iterable[Reading], weights: Weights) -> np.ndarray:
    """Rows of unit length in the latent space; a text without a known term is a row of zeros."""
    rows = []
    for reading in readings:
        row = np.zeros(weights.latent.shape[1], np.float32)
        for term, count in reading.terms.items():
            place = weights.latent_rows.get(term)
            if place is not None:
                row += damped(count) * weights.idf_of(term) * weights.latent[place]
        rows.append(row / (float(np.linalg.norm(row)) or 1.0))
    return np.array(rows, np.float32).reshape(len(rows), weights.latent.shape[1])
