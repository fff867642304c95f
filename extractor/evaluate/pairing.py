"""Which prediction answers which gold item: one to one, greedy by similarity of the normalized words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

STRICT_SIMILARITY = 0.9
"""Normalized Levenshtein similarity from which two texts are the same item, exactly bounded."""
LENIENT_TOKEN_SET = 90.0
LENIENT_LENGTHS = (0.5, 2.0)
"""Token-set ratio and ratio of lengths within which two texts are the same item, loosely bounded."""

SAME_LETTER = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00ad": None}
)
BULLETS = re.compile(
    r"[\u2022\u2023\u2043\u2219\u25aa\u25cf\u25cb\u25a0\u25a1\u25e6\u25fc\u25fe\u00b7\uf06e\uf0b7\u0083]"
)


@cache
def normalize(text: str) -> str:
    r"""Words as compared: NFKC, straight quotes and dashes, no bullets, white space and case folded.

    >>> normalize("•  The ‘force’ –\n should\u00a0ACT")
    "the 'force' - should act"
    """
    plain = unicodedata.normalize("NFKC", text.translate(SAME_LETTER)).translate(SAME_LETTER)
    return " ".join(BULLETS.sub(" ", plain).split()).casefold()


def strict_similarity(left: str, right: str) -> float:
    """Normalized Levenshtein similarity, 0 below the strict cut."""
    # The cutoff only saves time; a hair below, because rapidfuzz rounds it up to less than a whole edit.
    similarity = Levenshtein.normalized_similarity(left, right, score_cutoff=STRICT_SIMILARITY - 1e-6)
    return similarity if similarity >= STRICT_SIMILARITY else 0.0


def edge_similarity(left: str, right: str) -> float:
    """Normalized Levenshtein similarity, 0-1: how well the edges of a matched pair agree."""
    return Levenshtein.normalized_similarity(left, right)


def lenient_similarity(left: str, right: str) -> float:
    """Token-set ratio as 0-1, 0 where it or the ratio of lengths is outside the lenient bounds."""
    low, high = LENIENT_LENGTHS
    if not (left and right and low <= len(left) / len(right) <= high):
        return 0.0
    return fuzz.token_set_ratio(left, right, score_cutoff=LENIENT_TOKEN_SET) / 100


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold item (by position), the prediction that answers it and how similar they are."""

    gold: int
    predicted: int
    similarity: float


Readings = Sequence[Sequence[str]]
"""For each item, every wording under which it may be compared."""


def best_similarity(gold: Sequence[str], predicted: Sequence[str], score: Callable[[str, str], float]) -> float:
    """The best score over all wordings of both."""
    return max(score(normalize(left), normalize(right)) for left in gold for right in predicted)


def pair_up(gold: Readings, predicted: Readings, score: Callable[[str, str], float]) -> list[Pair]:
    """One-to-one pairs whose score is not 0, most similar first.

    Args:
        score: similarity of two normalized texts, 0 where they are no match at all.
    """
    pairs = [
        Pair(left, right, similarity)
        for left, wanted in enumerate(gold)
        for right, found in enumerate(predicted)
        if (similarity := best_similarity(wanted, found, score)) > 0
    ]
    # Equally similar pairs are told apart by how well their edges agree, then by order on the page.
    pairs.sort(key=lambda pair: (-pair.similarity, -edges(pair, gold, predicted), abs(pair.gold - pair.predicted)))
    return first_of_each(pairs)


def edges(pair: Pair, gold: Readings, predicted: Readings) -> float:
    """How well the edges of a pair agree, 0-1."""
    return best_similarity(gold[pair.gold], predicted[pair.predicted], edge_similarity)


def first_of_each(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs left when each item, gold or predicted, is used once."""
    kept: list[Pair] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for pair in pairs:
        if pair.gold not in used_gold and pair.predicted not in used_predicted:
            kept.append(pair)
            used_gold.add(pair.gold)
            used_predicted.add(pair.predicted)
    return kept
