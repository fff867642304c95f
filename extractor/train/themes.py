"""Trains and cross-validates the theme models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.classify.features import cue_counts, theme_features
from extractor.classify.linear import LinearModel
from extractor.classify.setting import setting_of
from extractor.classify.themes import MOST_THEMES, rank_themes
from extractor.evaluate.metrics import (
    Counts,
    calibration_error_bound,
    expected_calibration_error,
    set_counts,
)
from extractor.train.examples import Example
from extractor.train.fitting import fit_exclusive, fit_scale, fit_separate
from extractor.train.folds import splits

NO_THEME = "none"


@dataclass(frozen=True, slots=True)
class HeldThemes:
    """Themes of one held-out item, best first, with uncalibrated chances."""

    example: Example
    ranked: tuple[tuple[str, float], ...]
    by_cues: tuple[str, ...]


def features_of(example: Example) -> dict[str, float]:
    """What the theme models see of an example, as in use."""
    item = example.item
    heading = " · ".join(part for part in (*item.section, item.group_heading, item.title) if part)
    fire = setting_of(example.report, example.profile).is_fire
    return theme_features(item.text, heading, example.report.title, fire)


def fit_themes(examples: Sequence[Example]) -> tuple[LinearModel, LinearModel]:
    """Both views: which areas an item touches, and which it is mainly about."""
    rows = [features_of(example) for example in examples]
    touches = fit_separate(rows, [example.themes or () for example in examples])
    mainly = fit_exclusive(rows, [(example.themes or (NO_THEME,))[0] for example in examples])
    return touches, mainly


def hold_out_themes(examples: Sequence[Example]) -> list[HeldThemes]:
    """Every example with annotated themes as models saw it that were trained on other reports."""
    labelled = [example for example in examples if example.themes is not None]
    held = []
    for kept, out in splits([example.fold_key for example in labelled]):
        touches, mainly = fit_themes([labelled[place] for place in kept])
        for place in out:
            features = features_of(labelled[place])
            ranked = rank_themes(touches.probabilities(features), mainly.probabilities(features))
            counts = cue_counts(labelled[place].item.text)
            best = sorted(counts, key=lambda theme: (-counts[theme], theme))[:2]
            held.append(HeldThemes(labelled[place], tuple(ranked), tuple(best)))
    return held


def fit_theme_scale(held: Sequence[HeldThemes]) -> dict[str, float]:
    """Calibration over all labels, and the thresholds that give the best micro F1 on held-out items."""
    raw = [value for each in held for _, value in each.ranked]
    right = [label in (each.example.themes or ()) for each in held for label, _ in each.ranked]
    slope, intercept = fit_scale(raw, right)
    return {"slope": slope, "intercept": intercept, **best_thresholds(held)}


def best_thresholds(held: Sequence[HeldThemes]) -> dict[str, float]:
    """Thresholds on uncalibrated chances: for a further theme, and for naming any at all."""
    grid = [
        (theme_counts(held, threshold, least).f1 or 0.0, -threshold, threshold, least)
        for threshold in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
        for least in (0.05, 0.1, 0.15, 0.2, 0.25)
    ]
    best = max(grid)
    return {"threshold": best[2], "least": best[3]}


def chosen(ranked: Sequence[tuple[str, float]], threshold: float, least: float) -> tuple[str, ...]:
    """The themes that stand at these thresholds."""
    if not ranked or ranked[0][1] < least:
        return ()
    return tuple(label for place, (label, value) in enumerate(ranked) if place == 0 or value >= threshold)[:MOST_THEMES]


def theme_counts(held: Sequence[HeldThemes], threshold: float, least: float) -> Counts:
    """Micro counts over items and themes."""
    counts = Counts()
    for each in held:
        counts += set_counts(each.example.themes or (), chosen(each.ranked, threshold, least))
    return counts


def theme_table(held: Sequence[HeldThemes], scales: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, Any]]:
    """Micro F1, share of right first themes and calibration, for cues alone and for the models.

    Args:
        held: the items to score.
        scales: thresholds and calibration by report, fitted without it.
    """
    models, cues = Counts(), Counts()
    first, first_among, first_cues, themed = 0, 0, 0, 0
    stated: list[float] = []
    right: list[bool] = []
    for each in held:
        gold = each.example.themes or ()
        scale = scales[each.example.fold_key]
        found = chosen(each.ranked, scale["threshold"], scale["least"])
        models += set_counts(gold, found)
        cues += set_counts(gold, each.by_cues)
        for label, value in each.ranked:
            stated.append(calibrated(value, scale))
            right.append(label in gold)
        if gold:
            themed += 1
            first += found[:1] == gold[:1]
            first_among += bool(found) and found[0] in gold
            first_cues += each.by_cues[:1] == gold[:1]
    return {
        "cues alone": {"micro_f1": cues.f1, "first_right": first_cues / themed if themed else None},
        "models": {
            "micro_f1": models.f1,
            "precision": models.precision,
            "recall": models.recall,
            "first_right": first / themed if themed else None,
            "first_among_gold": first_among / themed if themed else None,
            "calibration_error": expected_calibration_error(stated, right),
            "calibration_error_bound": calibration_error_bound(stated),
        },
    }


def calibrated(value: float, scale: Mapping[str, float]) -> float:
    """A chance as calibrated."""
    from extractor.classify.linear import logit, sigmoid

    return sigmoid(scale["slope"] * logit(value, 1e-4) + scale["intercept"])


def theme_scales_by_report(held: Sequence[HeldThemes]) -> dict[str, dict[str, float]]:
    """Thresholds and calibration for each report, fitted on the others."""
    scales: dict[str, dict[str, float]] = {}
    for kept, out in splits([each.example.fold_key for each in held]):
        scale = fit_theme_scale([held[place] for place in kept])
        scales |= {held[place].example.fold_key: scale for place in out}
    return scales
