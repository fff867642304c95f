"""Relevance, addressees, deadlines and themes: how often a person would agree, and what it would cost to look.

Works on plain values, so that cross-validation of a model and the evaluation of whole reports share it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.evaluate.metrics import (
    Share,
    calibration_error_bound,
    confusion,
    counts_per_label,
    expected_calibration_error,
    macro_f1,
)
from extractor.vocabulary import RelevanceLabel

FOR_US = frozenset({"for_force", "joint", "for_force_via_collaboration"})
"""Labels under which the force has to act."""
SENT_TO_REVIEW = FOR_US | {"needs_decision"}
"""Labels that land on a person's desk."""
NOT_OURS = frozenset(
    {"for_partners", "for_local_policing_body", "national_monitor", "not_applicable", "for_information"}
)
COARSE: Mapping[str, frozenset[str]] = {
    "not_force": NOT_OURS,
    "unclear": frozenset({"needs_decision", "joint"}),
}
"""Labels of the inspection letters that are wider than the project's own."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One item's relevance as annotated and as suggested.

    ``accepted`` are the project's labels that count as right; ``tolerated`` those that also do where the annotator
    gave an alternative.
    """

    gold: str
    accepted: frozenset[str]
    tolerated: frozenset[str]
    predicted: str
    probability: float

    @property
    def is_right(self) -> bool:
        """Whether the suggestion is one of the annotator's own labels."""
        return self.predicted in self.accepted

    @property
    def seen_as(self) -> str:
        """The suggestion in gold's words: gold's own label where it is right, else the nearest."""
        if self.is_right:
            return self.gold
        if self.gold in list(RelevanceLabel):
            return self.predicted
        return "not_force" if self.predicted in NOT_OURS else COARSE_NAMES.get(self.predicted, self.predicted)


COARSE_NAMES = {"needs_decision": "unclear", "for_force_via_collaboration": "for_force"}


def judgement(
    gold: str, alternatives: Collection[str], groups: Collection[str], predicted: str, probability: float
) -> Judgement:
    """A judgement with the labels that gold's words allow.

    Args:
        groups: addressee groups annotated for the item; a wide ``for_force`` with several may as well be joint.
    """
    accepted = accepted_labels(gold, groups)
    tolerated = accepted.union(*(accepted_labels(other, groups) for other in alternatives))
    return Judgement(gold, accepted, tolerated, predicted, probability)


def accepted_labels(label: str, groups: Collection[str] = ()) -> frozenset[str]:
    """The project's labels that an annotated label stands for.

    >>> sorted(accepted_labels("unclear"))
    ['joint', 'needs_decision']
    """
    if label == "for_force" and len(groups) > 1:
        return frozenset({"for_force", "joint"})
    return COARSE.get(label, frozenset({label}))


def relevance_scores(judgements: Sequence[Judgement]) -> dict[str, Any] | None:
    """Accuracy, macro F1, recall of what is for the force and its review load; None without judgements."""
    if not judgements:
        return None
    pairs = [(each.gold, each.seen_as) for each in judgements]
    ours = [each for each in judgements if each.gold in FOR_US]
    clear = [each for each in judgements if each.gold not in ("needs_decision", "unclear")]
    probabilities = [each.probability for each in judgements]
    right = [each.is_right for each in judgements]
    return {
        "items": len(judgements),
        "accuracy": share_of(right),
        "accuracy_with_alternatives": share_of([each.predicted in each.tolerated for each in judgements]),
        "macro_f1": macro_f1(counts_per_label(pairs)),
        "recall_for_us": share_of([each.predicted in SENT_TO_REVIEW for each in ours]),
        "review_load": share_of([each.predicted in SENT_TO_REVIEW for each in judgements]),
        "gold_load": share_of([bool(each.accepted & SENT_TO_REVIEW) for each in judgements]),
        "needs_decision_of_clear": share_of([each.predicted == "needs_decision" for each in clear]),
        "calibration_error": expected_calibration_error(probabilities, right),
        "calibration_error_bound": calibration_error_bound(probabilities),
        "confusion": confusion(pairs),
    }


def share_of(answers: Sequence[bool]) -> float | None:
    """Share of answers that are yes."""
    return Share(sum(answers), len(answers)).value
