"""Which question areas an item is about: several are allowed, the first is the one it is mainly about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.artifacts import Artifact
from extractor.classify.cue_words import book_of, cue_counts, cue_shares
from extractor.classify.features import letter_features, theme_features
from extractor.classify.linear import LinearModel, load_linear, logit
from extractor.classify.scale import SMALLEST, RisingScale, scale_of
from extractor.classify.setting import is_fire_report
from extractor.domain import Recommendation, Report, Theme

MOST_THEMES = 3
FEWEST = 3
LEANING = (0.35, 0.3, 0.3, 0.25, 0.2)
"""How far an item with 0, 1, 2, 3 or more cue words is drawn towards its report, chosen by cross-validation."""
LETTERS = 0.4
"""How much runs of letters weigh beside words, chosen in the same way."""
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
class ThemeRow:
    """What the theme models see of an item: words and cues by name, runs of letters by name.

    ``cues`` is how many cue words of any theme its text has: how much it says for itself.
    """

    words: Mapping[str, float]
    letters: Mapping[str, float]
    cues: int


@dataclass(frozen=True, slots=True)
class Chances:
    """Uncalibrated chances of one item's themes: that it touches each, and that it is mainly about it.

    ``cues`` is how many cue words of any theme its text has: how much it says for itself.
    """

    touches: Mapping[str, float]
    mainly: Mapping[str, float]
    cues: int

    def ranked(self) -> list[tuple[str, float]]:
        """Labels with the chance that the item touches them, best first by the mean of both views.

        So a main theme stands before one that is merely touched.
        """
        mean = {label: self.touches[label] + self.mainly.get(label, 0.0) for label in self.touches}
        return [(label, self.touches[label]) for label in sorted(mean, key=lambda label: (-mean[label], label))]


def lean_on_report(chances: Sequence[Chances]) -> list[Chances]:
    """The chances of a report's items, each drawn towards the mean of all of them.

    An item of few words ("Publish, within a year, what has changed") is about what its report is about; one that has
    many cue words speaks for itself. Fewer than ``FEWEST`` items say nothing about a report.
    """
    if len(chances) < FEWEST:
        return list(chances)
    touches = _means([each.touches for each in chances])
    mainly = _means([each.mainly for each in chances])
    drawn = []
    for each in chances:
        weight = LEANING[min(each.cues, len(LEANING) - 1)]
        drawn.append(Chances(_mixed(each.touches, touches, weight), _mixed(each.mainly, mainly, weight), each.cues))
    return drawn


def _means(views: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {label: sum(view[label] for view in views) / len(views) for label in views[0]}


def _mixed(own: Mapping[str, float], around: Mapping[str, float], weight: float) -> dict[str, float]:
    return {label: (1 - weight) * value + weight * around[label] for label, value in own.items()}


def themes_above(ranked: Sequence[tuple[str, float]], threshold: float, least: float) -> list[tuple[str, float]]:
    """The themes to name: the first if it reaches ``least``, and with it those that reach ``threshold``."""
    if not ranked or ranked[0][1] < least:
        return []
    return [pair for place, pair in enumerate(ranked) if place == 0 or pair[1] >= threshold][:MOST_THEMES]


def evidence_for(ranked: Sequence[tuple[str, float]], mainly: Mapping[str, float]) -> dict[str, tuple[float, ...]]:
    """What speaks for each theme of an item: both views, whether it stands first or second, and how clear the first is.

    Args:
        ranked: themes with the chance that the item touches them, best first.
        mainly: the chance that the item is mainly about each.
    """
    clearest = max((mainly.get(label, 0.0) for label, _ in ranked), default=0.0)
    return {
        label: (
            logit(touches, SMALLEST),
            logit(mainly.get(label, 0.0), SMALLEST),
            float(place == 0),
            float(place == 1),
            clearest,
            clearest * (place == 0),
        )
        for place, (label, touches) in enumerate(ranked)
    }


VIEWS = ("touches", "mainly", "touches_by_letters", "mainly_by_letters")


@dataclass(frozen=True, slots=True)
class Views:
    """Models of an item: which areas it touches, and which it is mainly about, each by its words and by its letters."""

    touches: LinearModel
    mainly: LinearModel
    touches_by_letters: LinearModel
    mainly_by_letters: LinearModel

    def chances_of(self, row: ThemeRow) -> Chances:
        """The chances of an item by itself."""
        touches, mainly = self.touches.probabilities(row.words), self.mainly.probabilities(row.words)
        return Chances(
            _mixed(touches, self.touches_by_letters.probabilities(row.letters), LETTERS),
            _mixed(mainly, self.mainly_by_letters.probabilities(row.letters), LETTERS),
            row.cues,
        )


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """The views, the thresholds on their chances and the scale that calibrates what is named."""

    views: Views
    scale: RisingScale
    threshold: float
    least: float
    version: str

    def themes_of(self, chances: Chances) -> tuple[Theme, ...]:
        """Themes above the thresholds, the main one first; none where nothing is likely enough."""
        ranked = chances.ranked()
        evidence = evidence_for(ranked, chances.mainly)
        return tuple(
            Theme(label, self.scale.probability(evidence[label]), self.version)
            for label, _ in themes_above(ranked, self.threshold, self.least)
        )


def load_themes(artifact: Artifact) -> ThemeModel:
    """The theme model of a verified folder."""
    scale = artifact.read_json("scale.json")
    return ThemeModel(
        views=Views(*(load_linear(artifact, name) for name in VIEWS)),
        scale=scale_of(scale),
        threshold=float(scale["threshold"]),
        least=float(scale["least"]),
        version=artifact.id,
    )


def judge_themes(
    items: Sequence[Recommendation],
    place: ThemePlace,
    model: ThemeModel | None,
    own: Mapping[str, Iterable[str]] = {},
) -> list[tuple[Theme, ...]]:
    """Themes of each of a report's items; cues alone speak where there is no model."""
    if model is None:
        found = [_by_cues(item.text) for item in items]
    else:
        alone = [model.views.chances_of(row_of(item, place)) for item in items]
        found = [model.themes_of(each) for each in lean_on_report(alone)]
    return [(*themes, *_own_themes(item.text, own)) for themes, item in zip(found, items, strict=True)]


def row_of(item: Recommendation, place: ThemePlace) -> ThemeRow:
    """What the theme models see of an item."""
    heading = " · ".join(part for part in (*item.section, item.group_heading, item.title) if part)
    words = theme_features(item.text, heading, place.title, place.is_fire, place.around)
    letters = letter_features(f"{item.text} {heading} {place.title}")
    return ThemeRow(words, letters, sum(cue_counts(item.text).values()))


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
