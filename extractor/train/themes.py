"""Trains and cross-validates the theme models."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.classify.cue_words import cue_counts
from extractor.classify.linear import LinearModel
from extractor.classify.themes import chances_of, features_of, lean_on_report, place_of, themes_above
from extractor.evaluate.metrics import (
    Counts,
    calibration_error_bound,
    expected_calibration_error,
    set_counts,
    share,
)
from extractor.train.cards import themes_card
from extractor.train.examples import Example
from extractor.train.fitting import Features, files_of, fit_exclusive, fit_scale, fit_separate
from extractor.train.folds import splits
from extractor.train.outcome import Figures, Trained
from extractor.train.sets import Material, by_set

NO_THEME = "none"
SCORES = (
    "micro_f1",
    "precision",
    "recall",
    "first_right",
    "first_among_gold",
    "calibration_error",
    "calibration_error_bound",
)


@dataclass(frozen=True, slots=True)
class HeldThemes:
    """Themes of one held-out item, best first, with uncalibrated chances."""

    example: Example
    ranked: tuple[tuple[str, float], ...]
    by_cues: tuple[str, ...]


def rows_of(examples: Sequence[Example]) -> list[dict[str, float]]:
    """What the theme models see of each example, as in use: its report's other items count too."""
    reports: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        reports[example.fold_key].append(example)
    places = {key: place_of(those[0].report, [each.item for each in those]) for key, those in reports.items()}
    return [features_of(example.item, places[example.fold_key]) for example in examples]


def fit_themes(examples: Sequence[Example], rows: Sequence[Features]) -> tuple[LinearModel, LinearModel]:
    """Both views: which areas an item touches, and which it is mainly about."""
    touches = fit_separate(rows, [example.themes or () for example in examples])
    mainly = fit_exclusive(rows, [(example.themes or (NO_THEME,))[0] for example in examples])
    return touches, mainly


def hold_out_themes(examples: Sequence[Example]) -> list[HeldThemes]:
    """Every example with annotated themes as models saw it that were trained on other reports."""
    labelled = [example for example in examples if example.themes is not None]
    rows = rows_of(labelled)
    held = []
    for kept, out in splits([example.fold_key for example in labelled]):
        touches, mainly = fit_themes([labelled[place] for place in kept], [rows[place] for place in kept])
        reports: dict[str, list[int]] = defaultdict(list)
        for place in out:
            reports[labelled[place].fold_key].append(place)
        for places in reports.values():
            alone = [chances_of(touches, mainly, rows[place], labelled[place].item.text) for place in places]
            for place, chances in zip(places, lean_on_report(alone), strict=True):
                held.append(HeldThemes(labelled[place], tuple(chances.ranked()), _best_cues(labelled[place])))
    return held


def _best_cues(example: Example) -> tuple[str, ...]:
    counts = cue_counts(example.item.text)
    return tuple(sorted(counts, key=lambda theme: (-counts[theme], theme))[:2])


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


def chosen(ranked: Sequence[tuple[str, float]], scale: Mapping[str, float]) -> tuple[str, ...]:
    """The themes that are named with these thresholds."""
    return tuple(label for label, _ in themes_above(ranked, scale["threshold"], scale["least"]))


def theme_counts(held: Sequence[HeldThemes], threshold: float, least: float) -> Counts:
    """Micro counts over items and themes."""
    counts = Counts()
    for each in held:
        counts += set_counts(each.example.themes or (), chosen(each.ranked, {"threshold": threshold, "least": least}))
    return counts


def theme_table(held: Sequence[HeldThemes], scales: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, Any]]:
    """Micro F1, share of right first themes and calibration, for cues alone and for the models.

    Args:
        held: the items to score.
        scales: thresholds and calibration by report, fitted without it.
    """
    if not held:
        return {}
    models, cues = Counts(), Counts()
    first, first_among, first_cues, themed = 0, 0, 0, 0
    stated: list[float] = []
    right: list[bool] = []
    for each in held:
        gold = each.example.themes or ()
        scale = scales[each.example.fold_key]
        found = chosen(each.ranked, scale)
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
        "cues alone": dict.fromkeys(SCORES) | {"micro_f1": cues.f1, "first_right": share(first_cues, themed)},
        "models": {
            "micro_f1": models.f1,
            "precision": models.precision,
            "recall": models.recall,
            "first_right": share(first, themed),
            "first_among_gold": share(first_among, themed),
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


def theme_figures(held: Sequence[HeldThemes], learned_from: str) -> list[Figures]:
    """Figures of each labelled set, for cue words alone and for the models."""
    scales = theme_scales_by_report(held)
    return [
        Figures(f"{name} ({learned_from})", len(subset), judged_by, scores)
        for name, subset in by_set(held, lambda each: each.example)
        for judged_by, scores in theme_table(subset, scales).items()
    ]


def train_themes(material: Material) -> Trained:
    """The theme models of everything given, with figures from held-out reports."""
    held = hold_out_themes(material.corpus)
    figures = theme_figures(held, "corpus")
    if material.has_extra:
        held = hold_out_themes(material.everything)
        figures += theme_figures(held, "with extra")
    labelled = [example for example in material.everything if example.themes is not None]
    touches, mainly = fit_themes(labelled, rows_of(labelled))
    scale = json.dumps(fit_theme_scale(held), indent=2).encode("utf-8")
    files = files_of(touches, "touches") | files_of(mainly, "mainly") | {"scale.json": scale}
    return Trained("themes", files, themes_card(len(labelled), figures), figures)
