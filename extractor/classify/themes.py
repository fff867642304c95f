"""Which question areas an item is about: several are allowed, the first is the one it is mainly about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.artifacts import Artifact
from extractor.classify.cue_words import book_of, cue_counts, cue_shares
from extractor.classify.features import theme_features
from extractor.classify.linear import LinearModel, load_linear, logit, sigmoid
from extractor.classify.setting import is_fire_report
from extractor.domain import Recommendation, Report, Theme

MOST_THEMES = 3
OWN_THEME = 0.6
"""What a force's own theme is given when its words occur: a match of words, not a learned probability."""


@dataclass(frozen=True, slots=True)
class ThemePlace:
    """What an item's report says about its theme: the title, whether it is a fire report, and the other items."""

    title: str
    is_fire: bool
    around: Mapping[str, float]


def place_of(report: Report, items: Iterable[Recommendation]) -> ThemePlace:
    """The place of a report's items."""
    return ThemePlace(report.title, is_fire_report(report), cue_shares(item.text for item in items))


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """Two views of the same words: which areas an item touches, and which it is mainly about."""

    touches: LinearModel
    mainly: LinearModel
    scale: tuple[float, float]
    threshold: float
    least: float
    version: str

    def themes_of(self, features: Mapping[str, float]) -> tuple[Theme, ...]:
        """Themes above the threshold, the main one first; none where nothing is likely enough."""
        ranked = rank_themes(self.touches.probabilities(features), self.mainly.probabilities(features))
        slope, intercept = self.scale
        themes = [(label, sigmoid(slope * logit(value, 1e-4) + intercept)) for label, value in ranked]
        kept = [pair for place, pair in enumerate(themes) if pair[1] >= (self.least if place == 0 else self.threshold)]
        if not kept or kept[0] is not themes[0]:
            return ()
        return tuple(Theme(label, value, self.version) for label, value in kept[:MOST_THEMES])


def rank_themes(touches: Mapping[str, float], mainly: Mapping[str, float]) -> list[tuple[str, float]]:
    """Labels with the chance that the item touches them, best first.

    The order is by the mean of both views, so that a main theme stands before one that is merely touched; the value
    is the mean too, to be calibrated.
    """
    mean = {label: (touches[label] + mainly.get(label, 0.0)) / 2 for label in touches}
    order = sorted(touches, key=lambda label: (-mean[label], label))
    return [(label, touches[label]) for label in order]


def load_themes(artifact: Artifact) -> ThemeModel:
    """The theme model of a verified folder."""
    scale = artifact.read_json("scale.json")
    return ThemeModel(
        touches=load_linear(artifact, "touches"),
        mainly=load_linear(artifact, "mainly"),
        scale=(float(scale["slope"]), float(scale["intercept"])),
        threshold=float(scale["threshold"]),
        least=float(scale["least"]),
        version=artifact.id,
    )


def judge_themes(
    item: Recommendation, place: ThemePlace, model: ThemeModel | None, own: Mapping[str, Iterable[str]]
) -> tuple[Theme, ...]:
    """Themes of an item; cues alone speak where there is no model."""
    themes = model.themes_of(features_of(item, place)) if model else _by_cues(item.text)
    return (*themes, *_own_themes(item.text, own))


def features_of(item: Recommendation, place: ThemePlace) -> dict[str, float]:
    """What the theme models see of an item."""
    heading = " · ".join(part for part in (*item.section, item.group_heading, item.title) if part)
    return theme_features(item.text, heading, place.title, place.is_fire, place.around)


def _by_cues(text: str) -> tuple[Theme, ...]:
    counts = cue_counts(text)
    total = sum(counts.values())
    best = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
    return tuple(Theme(theme, round(count / (total + 1), 3)) for theme, count in best if count * 3 >= total)


def _own_themes(text: str, own: Mapping[str, Iterable[str]]) -> tuple[Theme, ...]:
    if not own:
        return ()
    counts = book_of({theme: (theme, *words) for theme, words in own.items()}).counts(text)
    return tuple(Theme(theme, OWN_THEME) for theme in own if counts.get(theme))
