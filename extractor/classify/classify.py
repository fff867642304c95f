"""Items -> relevance and themes: the stage's one door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from extractor.artifacts import open_model
from extractor.classify.programme import themes_in_programme
from extractor.classify.relevance import RelevanceModel, judge_relevance, load_relevance
from extractor.classify.rules import facts_of
from extractor.classify.setting import setting_of
from extractor.classify.themes import ThemeModel, judge_themes, load_themes, place_of
from extractor.config import ForceProfile
from extractor.domain import Issue, Recommendation, Relevance, Report, Severity, Stage, Theme

NO_PROFILE = Issue(
    Stage.CLASSIFY,
    Severity.WARNING,
    "No force is configured, so relevance is not judged. Write extractor.toml with extractor init.",
)


@dataclass(frozen=True, slots=True)
class Classifiers:
    """The trained models; either may be absent, and then rules and cues speak alone."""

    relevance: RelevanceModel | None = None
    themes: ThemeModel | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """What the stage learned, by item id; ``relevance`` is empty where no force is configured."""

    relevance: Mapping[str, Relevance] = field(default_factory=dict)
    themes: Mapping[str, tuple[Theme, ...]] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def load_classifiers(models: Path | None = None) -> Classifiers:
    """Both models, verified.

    Raises:
        MissingModel: one is not there.
        AlteredModel: one is not as it was trained.
    """
    return Classifiers(load_relevance(open_model("relevance", models)), load_themes(open_model("themes", models)))


@cache
def packaged_classifiers() -> Classifiers:
    """The models of the package, loaded once a process."""
    return load_classifiers()


def classify_items(
    items: Iterable[Recommendation],
    report: Report,
    profile: ForceProfile | None,
    classifiers: Classifiers = Classifiers(),
    own_themes: Mapping[str, Iterable[str]] = {},
) -> Classification:
    """Relevance and themes of a report's items, whose addressees are already filled in.

    Args:
        items: items of one report, in any order.
        report: settles whose report it is.
        profile: the configured force; without one relevance is not judged and an issue says so.
        classifiers: from ``load_classifiers``; by default rules and cues alone.
        own_themes: the force's own themes and the words that speak of each.
    """
    relevance: dict[str, Relevance] = {}
    themes: dict[str, tuple[Theme, ...]] = {}
    items = tuple(items)
    setting = setting_of(report, profile) if profile else None
    place = place_of(report, items)
    for item in items:
        if setting and profile:
            relevance[item.id] = judge_relevance(facts_of(item, setting, profile), classifiers.relevance)
        found = judge_themes(item, place, classifiers.themes, own_themes)
        themes[item.id] = themes_in_programme(found, profile.peel_programme, item.text) if profile else found
    return Classification(relevance, themes, () if profile else (NO_PROFILE,))
