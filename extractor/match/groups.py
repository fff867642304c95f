"""Near-identical items across reports, grouped without chaining.

Single links would chain: A like B, B like C, and soon everything is one group. Here every pair in a group must be alike
(complete linkage). An item that is as like a member of another group as it may be, but not like all of them, is a
bridge: it stays where it is nearest and is flagged, because a person may want to look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractor.match.index import items_to_views
from extractor.match.lexicon import Lexicon, load_lexicon
from extractor.match.matching import NewItem
from extractor.match.model import MatchModel, load_match_model
from extractor.match.reading import Reading

SPARSE_SHARES = {"words": 0.5, "concepts": 0.2, "everyday": 0.1}
LATENT_SHARE = 0.2
ALIKE = 0.68
"""Cosine over words, concepts and latent space from which two items ask for the same thing in nearly the same words.

In the labelled plans 27 of the 30 items that print an action's own item again are as like it as this, 22 of the 378
that are related to an action in another way, and one of 71,000 pairs that are not related."""


@dataclass(frozen=True, slots=True)
class Group:
    """Places of items that are all alike, in order; ``bridges`` are also like a member of another group."""

    members: tuple[int, ...]
    bridges: tuple[int, ...]


def group_items(
    items: Sequence[NewItem], model: MatchModel | None = None, lexicon: Lexicon | None = None
) -> tuple[Group, ...]:
    """Groups of near-identical items of different reports, as places in ``items``."""
    if len(items) < 2:
        return ()
    model, lexicon = model or load_match_model(), lexicon or load_lexicon()
    likeness = texts_to_likeness([new.read(lexicon) for new in items], model)
    reports = np.unique([new.report.title if new.report else "" for new in items], return_inverse=True)[1]
    likeness[reports[:, None] == reports[None, :]] = 0.0  # within one report nothing is printed to be grouped
    return group_alike(likeness)


def texts_to_likeness(readings: Sequence[Reading], model: MatchModel) -> np.ndarray:
    """How alike every two texts are, 0 to 1: symmetric, one row and one column a text."""
    sparse, dense = items_to_views(readings, model.weights)
    likeness: np.ndarray = sum(
        (share * (sparse[view] @ sparse[view].T).toarray() for view, share in SPARSE_SHARES.items()),
        LATENT_SHARE * dense["latent"] @ dense["latent"].T,
    )
    return likeness


def group_alike(likeness: np.ndarray, alike: float = ALIKE) -> tuple[Group, ...]:
    """Groups of at least two items.

    Args:
        likeness: symmetric similarities, 0 to 1.
        alike: least similarity of every two members.

    >>> chain = np.array([[1, 0.9, 0.2], [0.9, 1, 0.8], [0.2, 0.8, 1]])
    >>> group_alike(chain)
    (Group(members=(0, 1), bridges=(1,)),)
    """
    clusters = [{place} for place in range(len(likeness))]
    owner = list(range(len(likeness)))
    for first, second in _pairs_by_likeness(likeness, alike):
        one, other = owner[first], owner[second]
        if one != other and all(likeness[a, b] >= alike for a in clusters[one] for b in clusters[other]):
            clusters[one] |= clusters[other]
            for place in clusters[other]:
                owner[place] = one
            clusters[other] = set()
    whole = [sorted(cluster) for cluster in clusters if len(cluster) > 1]
    return tuple(
        Group(tuple(members), tuple(place for place in members if _is_bridge(place, owner, likeness, alike)))
        for members in sorted(whole)
    )


def _pairs_by_likeness(likeness: np.ndarray, alike: float) -> list[tuple[int, int]]:
    """Pairs that are alike, the likeliest first; ties in order of place."""
    rows, columns = np.nonzero(np.triu(likeness, 1) >= alike)
    order = np.lexsort((columns, rows, -likeness[rows, columns]))
    return [(int(rows[place]), int(columns[place])) for place in order]


def _is_bridge(place: int, owner: Sequence[int], likeness: np.ndarray, alike: float) -> bool:
    near = np.nonzero(likeness[place] >= alike)[0]
    return any(owner[int(other)] != owner[place] for other in near)
