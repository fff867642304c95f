"""How well matching does: candidates, links, new actions, relations and calibration, on held-out reports.

Counts come first and ratios from them; a related pair that was never a candidate counts as missed everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extractor.domain import Relation
from extractor.evaluate.metrics import calibration_error_bound, expected_calibration_error
from extractor.match.duty import guess_own_force
from extractor.match.explain import context_values
from extractor.match.matching import DEFAULT_THRESHOLD
from extractor.match.model import MatchModel, context_of, probability_of
from extractor.match.relate import Setting, relate_pair
from extractor.train.folds import splits
from extractor.train.matching import Row, fit_links, places_by_item
from extractor.train.plans import LabelledPlan

POOLED = {Relation.ADDS_EVIDENCE, Relation.SUPERSEDES, Relation.SUPERSEDED}
OTHER = "other three"
TOP = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate pair with what a model said that never saw its report."""

    row: Row
    probability: float
    relation: Relation


def hold_out(rows: Sequence[Row], plans: Sequence[LabelledPlan], model: MatchModel) -> list[Judged]:
    """Every pair judged by a model fitted on other reports."""
    judged: list[Judged] = []
    for kept, out in splits([row.fold_key for row in rows]):
        fitted = fit_links([rows[place] for place in kept], model)
        judged += judge_rows([rows[place] for place in out], plans, fitted)
    return judged


def judge_rows(rows: Sequence[Row], plans: Sequence[LabelledPlan], model: MatchModel) -> list[Judged]:
    """Pairs judged by a model."""
    owners = {
        plan.name: guess_own_force(plan.actions, [new.report.title for new in plan.items if new.report])
        for plan in plans
    }
    found = []
    for places in places_by_item(rows):
        first = [model.pair.log_odds(rows[place].pair.comparison.features) for place in places]
        clauses = [rows[place].pair.comparison.clause_scores for place in places]
        for place, value, context in zip(places, first, context_of(first, clauses), strict=True):
            row = rows[place]
            probability = probability_of(model.context.log_odds(context_values(value, context)))
            setting = Setting(row.new.item, row.new.report, row.new.source, owners[row.plan])
            relation = relate_pair(setting, row.pair.action, row.pair.comparison, model.cover)
            found.append(Judged(row, probability, relation))
    return found


def by_item(judged: Sequence[Judged]) -> list[list[Judged]]:
    """Pairs item by item, likeliest first."""
    found: dict[tuple[str, str], list[Judged]] = {}
    for one in judged:
        found.setdefault(one.row.item_key, []).append(one)
    return [sorted(group, key=lambda one: -one.probability) for group in found.values()]


def recall_at(ranks: Sequence[int], true_pairs: int, top: int) -> float:
    """Share of related pairs among the first ``top`` of their item; ranks count from 0."""
    return sum(rank < top for rank in ranks) / true_pairs


def ranks_of_matrix(scores: np.ndarray, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Ranks of pairs (item row, action column); ties are taken at their worst."""
    return [int((scores[item] >= scores[item, action]).sum()) - 1 for item, action in pairs]


def ranks_of_judged(judged: Sequence[Judged], wanted: Callable[[Judged], bool]) -> list[int]:
    """Ranks of related pairs that fulfil a condition."""
    return [
        rank
        for group in by_item(judged)
        for rank, one in enumerate(group)
        if one.row.relation is not None and wanted(one)
    ]


def link_scores(judged: Sequence[Judged], true_pairs: int, threshold: float = DEFAULT_THRESHOLD) -> dict[str, float]:
    """Precision, recall and F1 of suggested links."""
    suggested = [one for one in judged if one.probability >= threshold]
    right = sum(one.row.relation is not None for one in suggested)
    return ratios(right, len(suggested), true_pairs)


def ratios(right: int, said: int, true: int) -> dict[str, float]:
    """Precision, recall and F1 of counts; 0 where there is nothing to divide by."""
    precision, recall = right / said if said else 0.0, right / true if true else 0.0
    total = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / total if total else 0.0}


def new_action_scores(
    judged: Sequence[Judged], related: set[tuple[str, str]], threshold: float = DEFAULT_THRESHOLD
) -> dict[str, float]:
    """Precision, recall and F1 of "a new action is needed"; ``related`` are the items that have a relation."""
    groups = by_item(judged)
    said = {group[0].row.item_key for group in groups if group[0].probability < threshold}
    true = {group[0].row.item_key for group in groups} - related
    return ratios(len(said & true), len(said), len(true))


def relation_name(relation: Relation | None) -> str:
    """A relation with the rarer three pooled; ``none`` for no relation."""
    if relation is None:
        return "none"
    return OTHER if relation in POOLED else relation.value


def confusion(
    judged: Sequence[Judged], plans: Sequence[LabelledPlan], threshold: float = DEFAULT_THRESHOLD
) -> Counter[tuple[str, str]]:
    """Counts of (true, suggested) over all pairs of which one side is a relation; a missed link is (relation, none)."""
    counts: Counter[tuple[str, str]] = Counter()
    seen = set()
    for one in judged:
        said = one.relation if one.probability >= threshold else None
        seen.add((one.row.plan, one.row.new.item.id, one.row.pair.action.ref))
        if one.row.relation is not None or said is not None:
            counts[relation_name(one.row.relation), relation_name(said)] += 1
    for plan in plans:
        for (item_id, ref), relation in plan.relations.items():
            if (plan.name, item_id, ref) not in seen:
                counts[relation_name(relation), "none"] += 1
    return counts


def macro_f1(counts: Mapping[tuple[str, str], int]) -> float:
    """Mean F1 over covered, partly covered, repeat issue, restated and the other three pooled."""
    names = sorted({true for true, _ in counts} - {"none"})
    scores = []
    for name in names:
        right = counts.get((name, name), 0)
        said = sum(count for (_, guess), count in counts.items() if guess == name)
        true = sum(count for (truth, _), count in counts.items() if truth == name)
        scores.append(ratios(right, said, true)["f1"])
    return sum(scores) / len(scores) if scores else 0.0


def top_five(judged: Sequence[Judged]) -> Iterator[tuple[float, bool]]:
    """Probability and truth of each item's five likeliest candidates."""
    for group in by_item(judged):
        for one in group[:TOP]:
            yield one.probability, one.row.relation is not None


def calibration(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Expected calibration error on each item's top five, and what chance allows a perfectly calibrated model."""
    pairs = list(top_five(judged))
    stated, right = [probability for probability, _ in pairs], [is_right for _, is_right in pairs]
    return {"ece": expected_calibration_error(stated, right), "ece_allowed": calibration_error_bound(stated)}
