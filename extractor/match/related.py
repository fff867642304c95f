"""How near two texts come by the company that their words keep in the lexicon, where no phrase of it is met whole.

A word points to every concept whose phrases use it, the more the fewer there are. "Flats used by gangs" is no phrase of
any lexicon, but its words stand together in those of one concept, and so do the words of the action that it means.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from extractor.match.lexicon import Lexicon
from extractor.match.vectors import Weights


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """For each stem of a lexicon, by its row, how far it points to each concept (columns, each of unit length)."""

    rows: Mapping[str, int]
    pointing: np.ndarray

    def vector(self, words: Iterable[str], weights: Weights) -> np.ndarray:
        """Concepts that the words point to, of unit length; zeros where they point to none."""
        known = [word for word in words if word in self.rows]
        if not known:
            return np.zeros(self.pointing.shape[1], np.float32)
        rare = np.array([weights.idf_of(word) for word in known], np.float32)
        found: np.ndarray = rare @ self.pointing[[self.rows[word] for word in known]]
        return found / (float(np.linalg.norm(found)) or 1.0)


@cache
def lexicon_to_company(lexicon: Lexicon) -> Company:
    """The company that the words of a lexicon keep."""
    concepts = list(lexicon.words_by_concept().values())
    shared = Counter(word for words in concepts for word in words)
    rows = {word: place for place, word in enumerate(sorted(shared))}
    pointing = np.zeros((len(rows), len(concepts)), np.float32)
    for column, words in enumerate(concepts):
        for word, count in words.items():
            pointing[rows[word], column] = (1 + math.log(count)) * math.log(len(concepts) / shared[word])
    norms = np.linalg.norm(pointing, axis=0)
    return Company(rows, pointing / np.where(norms > 0, norms, 1))
