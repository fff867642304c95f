"""Splits by report, the same on every run, and what is fitted inside them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

FOLDS = 10
SEED = 20_251_101


def fold_numbers(keys: Sequence[str], folds: int = FOLDS) -> list[int]:
    """The fold of each item; items with one key share theirs, and folds are nearly equal in items.

    Big reports are placed first, each in the fold that has least so far; the sum of the key breaks ties, so that
    neither the order of files nor the machine matters.

    >>> fold_numbers(["a", "a", "b", "c"], folds=2)
    [0, 0, 1, 1]
    """
    sizes = Counter(keys)
    filled = [0] * min(folds, len(sizes))
    place: dict[str, int] = {}
    for key in sorted(sizes, key=lambda key: (-sizes[key], hashlib.sha256(key.encode()).hexdigest())):
        fold = min(range(len(filled)), key=lambda number: (filled[number], number))
        place[key] = fold
        filled[fold] += sizes[key]
    return [place[key] for key in keys]


def splits(keys: Sequence[str], folds: int = FOLDS) -> Iterator[tuple[list[int], list[int]]]:
    """Places to learn from and places held out, fold by fold."""
    numbers = fold_numbers(keys, folds)
    for fold in range(max(numbers) + 1):
        held = [place for place, number in enumerate(numbers) if number == fold]
        kept = [place for place, number in enumerate(numbers) if number != fold]
        yield kept, held
