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
    items = tuple(items)
    relevance: dict[str, Relevance] = {}
    if profile is not None:
        setting = setting_of(report, profile)
        relevance = {
            item.id: judge_relevance(facts_of(item, setting, profile), classifiers.relevance) for item in items
        }
    programme = profile.peel_programme if profile else ""
    found = judge_themes(items, place_of(report, items), classifiers.themes, own_themes)
    themes = {
        item.id: themes_in_programme(these, programme, item.text) for item, these in zip(items, found, strict=True)
    }
    return Classification(relevance, themes, () if profile else (NO_PROFILE,))
