"""Is it for our force? Structure first, the model second, and always the words that decided.

A firm ruling of the table keeps its label. Where structure leaves the matter open the model, which sees the ruling
among its evidence, decides; and where it would send an item away with too little confidence the item goes to a person
instead, because a missed recommendation costs more than a read one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.artifacts import Artifact
from extractor.classify.features import relevance_features
from extractor.classify.linear import LinearModel, load_linear, logit
from extractor.classify.rules import Facts, Ruling, rule_on
from extractor.classify.scale import SMALLEST, RisingScale, scale_of
from extractor.domain import Relevance, RelevanceLabel

FOR_REVIEW = frozenset(
    {
        RelevanceLabel.FOR_FORCE,
        RelevanceLabel.FOR_FORCE_VIA_COLLABORATION,
        RelevanceLabel.JOINT,
        RelevanceLabel.NEEDS_DECISION,
    }
)
"""Labels that put an item before a person; the others are listed, and never dropped."""

MARGIN = 0.2
"""By how much the model must prefer another label before an open ruling gives way: a near tie is the rules'."""
AGAINST_A_RULING = 0.8
"""How sure the model must be to send away what the rules would have a person see."""

FIRM_BY_RULES_ALONE = 0.95
SOFT_BY_RULES_ALONE = 0.6
"""Without a model there is nothing to calibrate with: the shares right on the authored corpus, rounded down."""


MOST = 0.985
"""No suggestion is called surer than this: the rules were written by people who had seen the labelled sets."""


def evidence_for(alone: float, is_firm: bool) -> tuple[float, ...]:
    """What speaks for a suggestion: the log-odds that the words alone give it, and whether the ruling is firm."""
    odds = logit(alone, SMALLEST)
    return odds, float(is_firm), odds * is_firm


@dataclass(frozen=True, slots=True)
class RelevanceModel:
    """The trained half of the judgement: ``linear`` sees the ruling among its evidence, ``alone`` does not.

    How well the words alone bear a suggestion out says how far it can be trusted on a report of a new kind.
    """

    linear: LinearModel
    alone: LinearModel
    scale: RisingScale
    send_away_above: float
    version: str

    def probability(self, alone: float, is_firm: bool) -> float:
        """Calibrated probability that a label is right, from what the words alone give it."""
        return min(self.scale.probability(evidence_for(alone, is_firm)), MOST)

    def label_for(self, probabilities: Mapping[str, float], ruling: Ruling) -> RelevanceLabel:
        """The label that stands, given the model's view of it."""
        if ruling.is_firm:
            return ruling.label
        best = RelevanceLabel(max(probabilities, key=lambda label: probabilities[label]))
        if probabilities[best] - probabilities.get(ruling.label, 0.0) < MARGIN:
            best = ruling.label
        if best in FOR_REVIEW:
            return best
        away = sum(value for label, value in probabilities.items() if RelevanceLabel(label) not in FOR_REVIEW)
        if ruling.label in FOR_REVIEW and away < AGAINST_A_RULING:
            return ruling.label
        return best if away >= self.send_away_above else RelevanceLabel.NEEDS_DECISION


def load_relevance(artifact: Artifact) -> RelevanceModel:
    """The relevance model of a verified folder."""
    scale = artifact.read_json("scale.json")
    return RelevanceModel(
        linear=load_linear(artifact, "linear"),
        alone=load_linear(artifact, "alone"),
        scale=scale_of(scale),
        send_away_above=float(scale["send_away_above"]),
        version=artifact.id,
    )


def judge_relevance(facts: Facts, model: RelevanceModel | None) -> Relevance:
    """What an item means for the force, by rules alone where there is no model."""
    ruling = rule_on(facts)
    if model is None:
        probability = FIRM_BY_RULES_ALONE if ruling.is_firm else SOFT_BY_RULES_ALONE
        return Relevance(ruling.label, probability, ruling.words, _sentence(ruling.label, ruling.reason), True)
    features = relevance_features(facts, ruling)
    probabilities = model.linear.probabilities(features)
    label = model.label_for(probabilities, ruling)
    alone = model.alone.probabilities(relevance_features(facts, None))
    probability = model.probability(alone.get(label, 0.0), ruling.is_firm)
    if label is ruling.label:
        return Relevance(
            label, probability, ruling.words, _sentence(label, ruling.reason), ruling.is_firm, model.version
        )
    words = model.linear.words_for(features, label) or ruling.words
    return Relevance(
        label, probability, words, _sentence(label, "the wording is like that of such items"), False, model.version
    )


MEANINGS: Mapping[RelevanceLabel, str] = {
    RelevanceLabel.FOR_FORCE: "For the force",
    RelevanceLabel.FOR_FORCE_VIA_COLLABORATION: "For a unit that serves the force",
    RelevanceLabel.JOINT: "For the force together with others",
    RelevanceLabel.FOR_LOCAL_POLICING_BODY: "For the local policing body",
    RelevanceLabel.NATIONAL_MONITOR: "For a national body: watch",
    RelevanceLabel.FOR_PARTNERS: "For partners",
    RelevanceLabel.FOR_INFORMATION: "For information",
    RelevanceLabel.NOT_APPLICABLE: "Does not apply",
    RelevanceLabel.NEEDS_DECISION: "A person has to decide",
}


def _sentence(label: RelevanceLabel, reason: str) -> str:
    return f"{MEANINGS[label]}: {reason}."
