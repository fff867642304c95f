"""Trains and cross-validates the relevance model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from extractor.classify.features import relevance_features
from extractor.classify.linear import LinearModel
from extractor.classify.relevance import FIRM_BY_RULES_ALONE, SOFT_BY_RULES_ALONE, RelevanceModel, evidence_for
from extractor.classify.rules import Facts, Ruling, facts_of, rule_on
from extractor.classify.scale import RisingScale
from extractor.classify.setting import setting_of
from extractor.evaluate.judgements import Judgement, judgement, relevance_scores
from extractor.train.cards import relevance_card
from extractor.train.examples import Example
from extractor.train.fitting import files_of, fit_exclusive, fit_rising
from extractor.train.folds import splits
from extractor.train.outcome import Figures, Trained, confusion_table
from extractor.train.sets import Material, by_set
from extractor.vocabulary import RelevanceLabel

SEND_AWAY_ABOVE = 0.5
"""Below this share of the probability on labels that nobody reviews, an open item goes to a person."""


UNSCALED = RisingScale((), (), ())
NO_LINEAR = LinearModel((), {}, np.zeros((0, 0)), np.zeros(0), True)


@dataclass(frozen=True, slots=True)
class Held:
    """One held-out item: what the rules said and what the models gave, before calibration."""

    example: Example
    facts: Facts
    ruling: Ruling
    both: dict[str, float]
    alone: dict[str, float]


def facts_and_ruling(example: Example) -> tuple[Facts, Ruling]:
    """What structure says about an example."""
    facts = facts_of(example.item, setting_of(example.report, example.profile), example.profile)
    return facts, rule_on(facts)


def fit_relevance(examples: Sequence[Example], with_rules: bool = True) -> LinearModel:
    """The linear model of labelled examples, with or without the rulings among its features."""
    pairs = [facts_and_ruling(example) for example in examples]
    rows = [relevance_features(facts, ruling if with_rules else None) for facts, ruling in pairs]
    return fit_exclusive(rows, [str(example.label) for example in examples])


def hold_out(examples: Sequence[Example]) -> list[Held]:
    """Every labelled example as models saw it that were trained on other reports."""
    labelled = [example for example in examples if example.label is not None]
    held: list[Held] = []
    for kept, out in splits([example.fold_key for example in labelled]):
        train = [labelled[place] for place in kept]
        both, alone = fit_relevance(train), fit_relevance(train, with_rules=False)
        for place in out:
            facts, ruling = facts_and_ruling(labelled[place])
            held.append(
                Held(
                    labelled[place],
                    facts,
                    ruling,
                    both.probabilities(relevance_features(facts, ruling)),
                    alone.probabilities(relevance_features(facts, None)),
                )
            )
    return held


def fit_calibration(held: Sequence[Held]) -> RisingScale:
    """How sure held-out suggestions may be."""
    rows = [evidence_for(raw, each.ruling.is_firm) for each, (raw, _) in zip(held, raw_held_out(held), strict=True)]
    return fit_rising(rows, [right for _, right in raw_held_out(held)])


def _model(scale: RisingScale) -> RelevanceModel:
    """The choice of label without a linear model: held-out probabilities come from elsewhere."""
    return RelevanceModel(NO_LINEAR, NO_LINEAR, scale, SEND_AWAY_ABOVE, "held out")


def held_out_scores(held: Sequence[Held], subset: Sequence[Held] | None = None) -> dict[str, dict[str, Any] | None]:
    """Scores of rules alone, model alone and both; calibration is fitted without the item's own fold."""
    chosen = list(subset if subset is not None else held)
    views: dict[str, list[Judgement]] = {"rules alone": [], "model alone": []}
    for each in chosen:
        sure = FIRM_BY_RULES_ALONE if each.ruling.is_firm else SOFT_BY_RULES_ALONE
        views["rules alone"].append(_judged(each, each.ruling.label, sure))
        best = max(each.alone, key=lambda name: each.alone[name])
        views["model alone"].append(_judged(each, RelevanceLabel(best), each.alone[best]))
    views["both"] = judged_held_out(held, chosen)
    views["both, at first sight"] = judged_at_first_sight(held, chosen)
    return {name: relevance_scores(view) for name, view in views.items()}


def judged_held_out(held: Sequence[Held], subset: Sequence[Held] | None = None) -> list[Judgement]:
    """What rules and model together say of each item (of ``subset``), calibrated without the item's own fold."""
    scales = _scales_by_fold(held)
    judged = []
    for each in held if subset is None else subset:
        scale = scales[each.example.fold_key]
        label = _model(scale).label_for(each.both, each.ruling)
        judged.append(_judged(each, label, _stated(each, label, scale)))
    return judged


def judged_at_first_sight(held: Sequence[Held], subset: Sequence[Held]) -> list[Judgement]:
    """What was suggested before anybody had seen the item, where that is on record; calibrated as it is now."""
    scales = _scales_by_fold(held)
    return [
        _judged(each, label, _stated(each, label, scales[each.example.fold_key]))
        for each in subset
        if (label := each.example.first_suggested) is not None
    ]


def judged_as_counted(held: Sequence[Held]) -> list[Judgement]:
    """What the calibration is fitted to: the suggestion at first sight where it is on record, else the present one."""
    now = {id(each): one for each, one in zip(held, judged_held_out(held), strict=True)}
    blind = [each for each in held if each.example.first_suggested is not None]
    now |= {id(each): one for each, one in zip(blind, judged_at_first_sight(held, blind), strict=True)}
    return [now[id(each)] for each in held]


def _stated(each: Held, label: RelevanceLabel, scale: RisingScale) -> float:
    return _model(scale).probability(each.alone.get(label, 0.0), each.ruling.is_firm)


def raw_held_out(held: Sequence[Held]) -> list[tuple[float, bool]]:
    """What the words alone give each suggestion, and whether it is right, or was at first sight where that is known.

    The rules have been mended on every labelled set: how often they are right on a report of another hand shows only in
    what they said before anybody had seen it.
    """
    model = _model(UNSCALED)
    labels = [each.example.first_suggested or model.label_for(each.both, each.ruling) for each in held]
    return [
        (each.alone.get(label, 0.0), label in each.example.accepted) for each, label in zip(held, labels, strict=True)
    ]


def _scales_by_fold(held: Sequence[Held]) -> dict[str, RisingScale]:
    scales: dict[str, RisingScale] = {}
    for kept, out in splits([each.example.fold_key for each in held]):
        scale = fit_calibration([held[place] for place in kept])
        scales |= {held[place].example.fold_key: scale for place in out}
    return scales


def _judged(each: Held, label: RelevanceLabel, probability: float) -> Judgement:
    example = each.example
    return judgement(str(example.gold), example.alternatives, example.groups, label.value, probability)


SCORES = (
    "macro_f1",
    "accuracy",
    "recall_for_us",
    "review_load",
    "gold_load",
    "needs_decision_of_clear",
    "calibration_error",
    "calibration_error_bound",
)


def figures_of(held: Sequence[Held], learned_from: str) -> list[Figures]:
    """Figures of each labelled set, for rules alone, model alone and both."""
    rows = []
    for name, subset in by_set(held, lambda each: each.example):
        for judged_by, scores in held_out_scores(held, subset).items():
            if scores is not None:
                chosen = {key: scores[key] for key in SCORES}
                rows.append(Figures(f"{name} ({learned_from})", int(scores["items"]), judged_by, chosen))
    return rows


def train_relevance(material: Material) -> Trained:
    """The relevance model of everything given, with figures from held-out reports.

    With extra folders the figures of the corpus alone stand beside those of both.
    """
    held = hold_out(material.corpus)
    figures = figures_of(held, "corpus")
    if material.has_extra:
        held = hold_out(material.everything)
        figures += figures_of(held, "with extra")
    labelled = [example for example in material.everything if example.label is not None]
    linear = fit_relevance(labelled)
    scale = fit_calibration(held)
    constants = asdict(scale) | {"send_away_above": SEND_AWAY_ABOVE}
    alone = fit_relevance(labelled, with_rules=False)
    files = (
        files_of(linear, "linear")
        | files_of(alone, "alone")
        | {"scale.json": json.dumps(constants, indent=2).encode("utf-8")}
    )
    pairs = [(each.gold, each.seen_as) for each in judged_held_out(held)]
    return Trained("relevance", files, relevance_card(len(labelled), figures, confusion_table(pairs)), figures)
