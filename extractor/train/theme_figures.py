"""How well the theme models do on reports, and on whole sets, that they had not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.evaluate.metrics import (
    Counts,
    calibration_error_bound,
    expected_calibration_error,
    set_counts,
    share,
)
from extractor.train.cards import themes_card
from extractor.train.outcome import Figures, Trained, confusion_table
from extractor.train.sets import Material, by_set, by_whole_set
from extractor.train.themes import (
    NO_THEME,
    Fitted,
    HeldThemes,
    files_of_themes,
    fit_on_held_out,
    fitted_by_report,
    hold_out_themes,
    key_of,
)

SCORES = (
    "micro_f1",
    "precision",
    "recall",
    "first_right",
    "first_among_gold",
    "calibration_error",
    "calibration_error_bound",
)


def theme_table(held: Sequence[HeldThemes], fitted: Mapping[str, Fitted]) -> dict[str, dict[str, Any]]:
    """Micro F1, share of right first themes and calibration, for cues alone and for the models.

    Args:
        held: the items to score.
        fitted: thresholds and calibration by ``key_of``, fitted without the item's report.
    """
    if not held:
        return {}
    themed = [each for each in held if each.example.themes]
    cues = _counts(held, [each.by_cues for each in held])
    first_by_cues = sum(each.by_cues[:1] == (each.example.themes or ())[:1] for each in themed)
    alone = dict.fromkeys(SCORES) | {"micro_f1": cues.f1, "first_right": share(first_by_cues, len(themed))}
    return {"cues alone": alone, "models": _model_scores(held, fitted)}


def _counts(held: Sequence[HeldThemes], found: Sequence[Sequence[str]]) -> Counts:
    counts = Counts()
    for each, themes in zip(held, found, strict=True):
        counts += set_counts(each.example.themes or (), themes)
    return counts


def _model_scores(held: Sequence[HeldThemes], fitted: Mapping[str, Fitted]) -> dict[str, Any]:
    found = [fitted[key_of(each.example)].chosen(each.ranked) for each in held]
    counts = _counts(held, found)
    pairs = [(each.example.themes, themes) for each, themes in zip(held, found, strict=True) if each.example.themes]
    stated, right = probabilities(held, fitted)
    return {
        "micro_f1": counts.f1,
        "precision": counts.precision,
        "recall": counts.recall,
        "first_right": share(sum(themes[:1] == gold[:1] for gold, themes in pairs), len(pairs)),
        "first_among_gold": share(sum(bool(themes) and themes[0] in gold for gold, themes in pairs), len(pairs)),
        "calibration_error": expected_calibration_error(stated, right),
        "calibration_error_bound": calibration_error_bound(stated),
    }


def probabilities(held: Sequence[HeldThemes], fitted: Mapping[str, Fitted]) -> tuple[list[float], list[bool]]:
    """The calibrated probability of every theme of every item, and whether it is one of the annotator's."""
    stated: list[float] = []
    right: list[bool] = []
    for each in held:
        scale, gold = fitted[key_of(each.example)].scale, each.example.themes or ()
        for label, evidence in each.evidence.items():
            stated.append(scale.probability(evidence))
            right.append(label in gold)
    return stated, right


def theme_figures(held: Sequence[HeldThemes], learned_from: str, fitted: Mapping[str, Fitted]) -> list[Figures]:
    """Figures of each labelled set, for cue words alone and for the models."""
    return [
        Figures(f"{name} ({learned_from})", len(subset), judged_by, scores)
        for name, subset in by_set(held, lambda each: each.example)
        for judged_by, scores in theme_table(subset, fitted).items()
    ]


def figures_of_unseen_sets(material: Material) -> list[Figures]:
    """Figures of each set by models that learned from the other sets alone: the nearest there is to new authors."""
    if len({each.set_name for each in material.corpus if each.themes is not None}) == 1:
        return []
    held = hold_out_themes(material.corpus, by_whole_set)
    rows = theme_figures(held, "learned from other sets", fitted_by_report(held, by_whole_set))
    return [row for row in rows if row.judged_by == "models"]


def first_themes(held: Sequence[HeldThemes], fitted: Mapping[str, Fitted]) -> list[tuple[str, str]]:
    """The annotator's first theme and the first that is named, item by item."""
    return [
        (
            (each.example.themes or (NO_THEME,))[0],
            (fitted[key_of(each.example)].chosen(each.ranked) or (NO_THEME,))[0],
        )
        for each in held
    ]


def train_themes(material: Material) -> Trained:
    """The theme models of everything given, with figures from held-out reports and from held-out sets."""
    held = hold_out_themes(material.corpus)
    fitted = fitted_by_report(held)
    figures = theme_figures(held, "corpus", fitted)
    if material.has_extra:
        held = hold_out_themes(material.everything)
        fitted = fitted_by_report(held)
        figures += theme_figures(held, "with extra", fitted)
    figures += figures_of_unseen_sets(material)
    files = files_of_themes(material.everything, fit_on_held_out(held))
    card = themes_card(len(held), figures, confusion_table(first_themes(held, fitted)))
    return Trained("themes", files, card, figures)
