"""Blocking: the few actions worth a closer look, from several views fused by learned weights.

No single view finds everything: words miss paraphrases, concepts miss what the lexicon does not know, the latent
space blurs neighbours, business (theme, department, owner) cannot tell two actions of one team apart. A quoted number
is looked up directly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from extractor.match.index import VIEWS, ActionIndex, items_to_views
from extractor.match.reading import Reading
from extractor.match.semantic import Encoder
from extractor.match.sources import Source, action_to_source, family_likeness, find_quotations, quotation_fit
from extractor.match.vectors import Weights

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

CHUNK = 32
"""Items scored at a time: 32 x 50,000 actions x 9 matrices of float32 are 58 MB."""
KEPT = 40
ALWAYS_SEARCHED = "words"
"""Whatever the fusion learned, the action nearest in words is looked at: nobody would forgive its absence."""
KEPT_QUOTED = 10
FAR_TITLE = 0.4
"""What a quoted number is worth where the titles do not agree."""
CLOSE_TITLE = 0.5
"""Share of telling title words from which two titles are of one family of reports."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An action found for an item: place in the index, similarity in each view, fused score and fit of a quotation."""

    place: int
    views: Mapping[str, float]
    fused: float
    quoted: float


def find_candidates(
    texts: Sequence[str],
    sources: Sequence[Source],
    readings: Sequence[Reading],
    index: ActionIndex,
    weights: Weights,
    fusion: Mapping[str, float],
    kept: int = KEPT,
    encoder: Encoder | None = None,
) -> Iterator[list[Candidate]]:
    """Candidates of each item, best fused score first; the whole plan where it has no more than ``kept`` actions."""
    sparse, dense = items_to_views(readings, weights, texts, encoder)
    searched = [view for view in VIEWS if fusion[view] > 0 or view == ALWAYS_SEARCHED]
    columns = {view: rows.T.tocsr() for view, rows in index.sparse.items() if view in searched}
    for start in range(0, len(readings), CHUNK):
        part = slice(start, start + CHUNK)
        scores = {view: (sparse[view][part] @ rows).toarray() for view, rows in columns.items()}
        scores |= {view: rows[part] @ index.dense[view].T for view, rows in dense.items()}
        fused = sum((fusion[view] * scores[view] for view in searched), np.zeros_like(scores[ALWAYS_SEARCHED]))
        best = {view: scores[view].argmax(axis=1) for view in searched}
        for row in range(len(fused)):
            quoted = quoted_places(texts[start + row], sources[start + row], index, fused[row])
            also = {int(places[row]) for places in best.values()}
            places = _pick(fused[row], also, quoted, kept)
            seen = {view: scores[view][row, places] for view in scores}
            for view in sparse.keys() - seen.keys():
                seen[view] = _cosines(sparse[view][start + row], index, view, places)
            yield _candidates(places, seen, fused[row], quoted)


def score_plan(readings: Sequence[Reading], index: ActionIndex, weights: Weights) -> dict[str, np.ndarray]:
    """Cosines of all items (rows) with all actions (columns), by view: for plans small enough to look at whole."""
    sparse, dense = items_to_views(readings, weights)
    scores = {view: (rows @ index.sparse[view].T).toarray() for view, rows in sparse.items()}
    return scores | {view: rows @ index.dense[view].T for view, rows in dense.items()}


def _candidates(
    places: Sequence[int], seen: Mapping[str, np.ndarray], fused: np.ndarray, quoted: Mapping[int, float]
) -> list[Candidate]:
    return [
        Candidate(
            place,
            {view: float(seen[view][number]) for view in VIEWS},
            float(fused[place]),
            quoted.get(place, 0.0),
        )
        for number, place in enumerate(places)
    ]


def _pick(fused: np.ndarray, also: Set[int], quoted: Mapping[int, float], kept: int) -> list[int]:
    """The best by fused score, the best of each view, and what the item quotes; best fused score first."""
    places = set(_top(fused, kept)) | also | quoted.keys()
    return sorted(places, key=lambda place: (-float(fused[place]), place))


def _cosines(row: csr_matrix, index: ActionIndex, view: str, places: Sequence[int]) -> np.ndarray:
    """Cosines of one item with a few actions, in a view that has no say in which they are."""
    found: np.ndarray = (index.sparse[view][places] @ row.T).toarray()[:, 0]
    return found


def _top(values: np.ndarray, count: int) -> list[int]:
    """Places of the largest values, largest first."""
    places = np.argpartition(values, -count)[-count:] if count < len(values) else np.arange(len(values))
    return [int(place) for place in places[np.argsort(-values[places], kind="stable")]]


def quoted_places(text: str, source: Source, index: ActionIndex, fused: np.ndarray) -> dict[int, float]:
    """Actions that a text quotes by number, and how surely, above 0 and up to 1; the surest ``KEPT_QUOTED``.

    The title must agree as well, or the year alone would name an item of another report of that year.
    """
    fits: dict[int, float] = {}
    for quotation in find_quotations(text):
        keys = [key for key in (quotation.number, f"({quotation.part})") if key not in ("", "()")]
        for place in {place for key in keys for place in index.by_number.get(key, ())}:
            other = action_to_source(index.actions[place])
            close = family_likeness(source, other) >= CLOSE_TITLE
            fits[place] = max(fits.get(place, 0.0), quotation_fit(quotation, other) * (1.0 if close else FAR_TITLE))
    surest = sorted(
        (place for place in fits if fits[place] > 0), key=lambda place: (-fits[place], -fused[place], place)
    )
    return {place: fits[place] for place in surest[:KEPT_QUOTED]}
