"""Fits the matching model: term weights, fusion of views, the two steps of the link, covered against partly covered."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractor.domain import Relation
from extractor.match.candidates import score_plan
from extractor.match.compare import FEATURES
from extractor.match.cover import cover_features
from extractor.match.explain import context_values
from extractor.match.index import VIEWS, index_actions
from extractor.match.lexicon import Lexicon
from extractor.match.matching import NewItem, Pair, compare_items
from extractor.match.model import CONTEXT, COVER, Logistic, MatchModel, context_of
from extractor.match.reading import read_action, read_text
from extractor.match.semantic import Encoder
from extractor.match.vectors import Weights, damped, words_to_grams
from extractor.train.bounded import fit_bounded, log_odds_of
from extractor.train.folds import SEED, splits
from extractor.train.plans import LabelledPlan

DIMENSIONS = 150
LEXICON_TIMES = 2
"""How often each concept of the lexicon counts as a text of the latent space.

Words of its phrases come near one another, so that half a phrase, or two phrases crossed, is still met. Once to three
times is equally good on held-out plans."""
LEAST_COUNT = 2
AGAINST = frozenset({"quoted_elsewhere"})
FOR_ACTION = (Relation.COVERED, Relation.PARTLY_COVERED)
STEP = "pair"


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate pair of a labelled plan: where it comes from, what was compared, and the true relation if any."""

    plan: str
    new: NewItem
    pair: Pair
    relation: Relation | None
    is_paraphrase: bool

    @property
    def item_key(self) -> tuple[str, str]:
        """Plan and item."""
        return self.plan, self.new.item.id

    @property
    def fold_key(self) -> str:
        """Plan and report: a report is never split."""
        return f"{self.plan}/{self.new.report.title if self.new.report else ''}"


def fit_weights(plans: Sequence[LabelledPlan], texts: Iterable[str], lexicon: Lexicon) -> Weights:
    """Inverse document frequencies and the latent space of everything the plans and further texts say."""
    readings = [read_text(text, lexicon) for text in texts]
    for plan in plans:
        readings += [read_action(action, lexicon).whole for action in plan.actions]
        readings += [new.read(lexicon) for new in plan.items]
    found: Counter[str] = Counter()
    for reading in readings:
        found.update({*reading.terms, *words_to_grams(reading.words)})
    idf = {term: math.log((len(readings) + 1) / (count + 1)) + 1 for term, count in found.items()}
    rare = math.log(len(readings) + 1) + 1
    known = {term: value for term, value in idf.items() if found[term] >= LEAST_COUNT}
    rows = {term: place for place, term in enumerate(sorted(term for term in known if not term.startswith("#")))}
    bags = [reading.terms for reading in readings] + LEXICON_TIMES * lexicon_bags(lexicon)
    return Weights(known, rare, rows, _latent_of(bags, known, rows))


def lexicon_bags(lexicon: Lexicon) -> list[dict[str, float]]:
    """Each concept of the lexicon as a text of the words that its phrases use."""
    return [
        {**{word: float(count) for word, count in words.items()}, f"c:{concept}": 1.0}
        for concept, words in lexicon.words_by_concept().items()
    ]


def _latent_of(bags: Sequence[Mapping[str, float]], idf: Mapping[str, float], rows: Mapping[str, int]) -> np.ndarray:
    from scipy.sparse import csr_matrix
    from sklearn.decomposition import TruncatedSVD

    entries = [
        (document, rows[term], damped(count) * idf[term])
        for document, bag in enumerate(bags)
        for term, count in bag.items()
        if term in rows
    ]
    documents, terms, values = zip(*entries, strict=True)
    matrix = csr_matrix((values, (documents, terms)), shape=(len(bags), len(rows)))
    dimensions = min(DIMENSIONS, min(matrix.shape) - 1)
    latent: np.ndarray = TruncatedSVD(dimensions, random_state=SEED).fit(matrix).components_.T.astype(np.float32)
    return latent.astype(np.float16).astype(np.float32)  # as it will be stored, so that figures are those of the file


def fit_fusion(plans: Sequence[LabelledPlan], weights: Weights, lexicon: Lexicon) -> dict[str, float]:
    """Weights of the views, summing to 1, that best tell related pairs from all others."""
    rows, right = [], []
    for plan in plans:
        scores = plan_scores(plan, weights, lexicon)
        rows.append(np.stack([scores[view].ravel() for view in VIEWS], axis=-1))
        right.append(truth_of(plan).ravel())
    fitted = fit_bounded(np.concatenate(rows), np.concatenate(right), VIEWS)
    raw = fitted.weight / fitted.scale
    return {view: float(value) for view, value in zip(VIEWS, raw / raw.sum(), strict=True)}


def plan_scores(plan: LabelledPlan, weights: Weights, lexicon: Lexicon) -> dict[str, np.ndarray]:
    """Cosines of every item of a plan with every action, by view."""
    index = index_actions(plan.actions, weights, lexicon)
    readings = [new.read(lexicon) for new in plan.items]
    return score_plan(readings, index, weights)


def truth_of(plan: LabelledPlan) -> np.ndarray:
    """1 where an item (row) and an action (column) are related."""
    return np.array(
        [[(new.item.id, action.ref) in plan.relations for action in plan.actions] for new in plan.items], dtype=float
    )


def rows_of_plan(plan: LabelledPlan, model: MatchModel, lexicon: Lexicon, encoder: Encoder | None = None) -> list[Row]:
    """Candidate pairs of a plan, grey ones left out."""
    index = index_actions(plan.actions, model.weights, lexicon, encoder=encoder)
    rows = []
    for new, pairs in compare_items(plan.items, index, model, lexicon, encoder):
        for pair in pairs:
            key = new.item.id, pair.action.ref
            if key not in plan.grey:
                rows.append(Row(plan.name, new, pair, plan.relations.get(key), key in plan.paraphrases))
    return rows


def fit_links(rows: Sequence[Row], model: MatchModel) -> MatchModel:
    """The model with its three regressions fitted on candidate pairs; folds inside keep the second step honest."""
    features, right = matrix_of(rows), np.array([row.relation is not None for row in rows], dtype=float)
    pair = fit_bounded(features, right, FEATURES, AGAINST)
    held = np.zeros(len(rows))
    for kept, out in splits([row.fold_key for row in rows]):
        held[out] = log_odds_of(fit_bounded(features[kept], right[kept], FEATURES, AGAINST), features[out])
    context = fit_bounded(context_matrix(rows, held), right, (STEP, *CONTEXT))
    return replace(model, pair=pair, context=context, cover=fit_cover(rows))


def matrix_of(rows: Sequence[Row]) -> np.ndarray:
    """Features of pairs, in the order of ``FEATURES``."""
    return np.array([[row.pair.comparison.features[name] for name in FEATURES] for row in rows])


def context_matrix(rows: Sequence[Row], first_step: np.ndarray) -> np.ndarray:
    """What the second step sees: the first step, and how the pair stands among those of its item."""
    names = (STEP, *CONTEXT)
    matrix = np.zeros((len(rows), len(names)))
    for places in places_by_item(rows):
        values = [float(first_step[place]) for place in places]
        clauses = [rows[place].pair.comparison.clause_scores for place in places]
        for place, value, context in zip(places, values, context_of(values, clauses), strict=True):
            seen = context_values(value, context)
            matrix[place] = [seen[name] for name in names]
    return matrix


def places_by_item(rows: Sequence[Row]) -> list[list[int]]:
    """Places of rows, item by item."""
    found: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        found.setdefault(row.item_key, []).append(place)
    return list(found.values())


def fit_cover(rows: Sequence[Row]) -> Logistic:
    """Covered (1) against partly covered (0), on the pairs that are one of them."""
    chosen = [row for row in rows if row.relation in FOR_ACTION]
    seen = [cover_features(row.new.item.text, row.pair.action, row.pair.comparison) for row in chosen]
    matrix = np.array([[values[name] for name in COVER] for values in seen])
    right = np.array([row.relation is Relation.COVERED for row in chosen], dtype=float)
    return fit_bounded(matrix, right, COVER, free=COVER, ridge=COVER_RIDGE)


COVER_RIDGE = 3.0


def untrained(weights: Weights, fusion: Mapping[str, float]) -> MatchModel:
    """A model that can find and compare but not judge yet."""
    return MatchModel("untrained", weights, fusion, _nothing(FEATURES), _nothing((STEP, *CONTEXT)), _nothing(COVER))


def _nothing(names: Sequence[str]) -> Logistic:
    size = len(names)
    return Logistic(tuple(names), np.zeros(size), np.ones(size), np.zeros(size), 0.0)
