"""Trains and cross-validates the theme models."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from extractor.classify.cue_words import cue_counts
from extractor.classify.scale import RisingScale
from extractor.classify.themes import (
    VIEWS,
    Chances,
    ThemeRow,
    Views,
    evidence_for,
    lean_on_report,
    place_of,
    row_of,
    themes_above,
)
from extractor.evaluate.metrics import Counts, set_counts
from extractor.train.examples import Example
from extractor.train.fitting import files_of, fit_exclusive, fit_rising, fit_separate
from extractor.train.sets import Split, by_report

NO_THEME = "none"
COUNTS_FOR = {"reports": 0.2}
"""How much an item of a set counts, 1 unless named: the authors of sample reports noted themes in passing, those of
the labelled sets judged them. Chosen between 0.1 and 0.3, where the held-out figures of the labelled sets are flat."""

FURTHER = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
FIRST = (0.05, 0.1, 0.15, 0.2, 0.25)
"""Thresholds that are tried for a further theme, and for naming any at all."""


@dataclass(frozen=True, slots=True)
class HeldThemes:
    """Themes of one held-out item with the chances that both views give, and by cue words alone."""

    example: Example
    chances: Chances
    by_cues: tuple[str, ...]

    @property
    def ranked(self) -> list[tuple[str, float]]:
        """Themes, best first, with the chance that the item touches them."""
        return self.chances.ranked()

    @property
    def evidence(self) -> dict[str, tuple[float, ...]]:
        """What speaks for each theme."""
        return evidence_for(self.ranked, self.chances.mainly)


def rows_of(examples: Sequence[Example]) -> list[ThemeRow]:
    """What the theme models see of each example, as in use: its report's other items count too."""
    reports: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        reports[example.fold_key].append(example)
    places = {key: place_of(those[0].report, [each.item for each in those]) for key, those in reports.items()}
    return [row_of(example.item, places[example.fold_key]) for example in examples]


def fit_themes(examples: Sequence[Example], rows: Sequence[ThemeRow]) -> Views:
    """All views: which areas an item touches and which it is mainly about, by its words and by its letters."""
    counts_for = [COUNTS_FOR.get(example.set_name, 1.0) for example in examples]
    words, letters = [row.words for row in rows], [row.letters for row in rows]
    first = [(example.themes or (NO_THEME,))[0] for example in examples]
    touched = [example.themes or () for example in examples]
    return Views(
        touches=fit_separate(words, touched, counts_for=counts_for),
        mainly=fit_exclusive(words, first, counts_for=counts_for),
        touches_by_letters=fit_separate(letters, touched, counts_for=counts_for),
        mainly_by_letters=fit_exclusive(letters, first, counts_for=counts_for),
    )


def hold_out_themes(examples: Sequence[Example], by: Split = by_report) -> list[HeldThemes]:
    """Every example with annotated themes as models saw it that were trained on other reports.

    Args:
        examples: labelled items.
        by: how they are split; by report where nothing else is given.
    """
    labelled = [example for example in examples if example.themes is not None]
    rows = rows_of(labelled)
    held = []
    for kept, out in by(labelled):
        views = fit_themes([labelled[place] for place in kept], [rows[place] for place in kept])
        reports: dict[str, list[int]] = defaultdict(list)
        for place in out:
            reports[labelled[place].fold_key].append(place)
        for places in reports.values():
            alone = [views.chances_of(rows[place]) for place in places]
            for place, chances in zip(places, lean_on_report(alone), strict=True):
                held.append(HeldThemes(labelled[place], chances, _best_cues(labelled[place])))
    return held


def _best_cues(example: Example) -> tuple[str, ...]:
    counts = cue_counts(example.item.text)
    return tuple(sorted(counts, key=lambda theme: (-counts[theme], theme))[:2])


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is fitted on held-out chances: their calibration, and the thresholds above which a theme is named."""

    scale: RisingScale
    threshold: float
    least: float

    def chosen(self, ranked: Sequence[tuple[str, float]]) -> tuple[str, ...]:
        """The themes that are named, best first."""
        return tuple(label for label, _ in themes_above(ranked, self.threshold, self.least))

    def as_bytes(self) -> bytes:
        """The file that ``classify.themes.load_themes`` reads."""
        values = asdict(self.scale) | {"threshold": self.threshold, "least": self.least}
        return json.dumps(values, indent=2).encode("utf-8")


def fit_on_held_out(held: Sequence[HeldThemes]) -> Fitted:
    """Calibration over all labels, and the thresholds that give the best micro F1 on held-out items."""
    rows = [evidence for each in held for evidence in each.evidence.values()]
    right = [label in (each.example.themes or ()) for each in held for label in each.evidence]
    ranked = [each.ranked for each in held]
    scale = fit_rising(rows, right)
    tried = (Fitted(scale, threshold, least) for threshold in FURTHER for least in FIRST)
    return max(tried, key=lambda fitted: (micro_f1(fitted, held, ranked), -fitted.threshold, fitted.least))


def micro_f1(fitted: Fitted, held: Sequence[HeldThemes], ranked: Sequence[list[tuple[str, float]]]) -> float:
    """Micro F1 over items and themes with these thresholds."""
    counts = Counts()
    for each, order in zip(held, ranked, strict=True):
        counts += set_counts(each.example.themes or (), fitted.chosen(order))
    return counts.f1 or 0.0


def fitted_by_report(held: Sequence[HeldThemes], by: Split = by_report) -> dict[str, Fitted]:
    """Thresholds and calibration for the items of each report, fitted on others; keys are ``key_of``."""
    found: dict[str, Fitted] = {}
    for kept, out in by([each.example for each in held]):
        fitted = fit_on_held_out([held[place] for place in kept])
        found |= {key_of(held[place].example): fitted for place in out}
    return found


def key_of(example: Example) -> str:
    """A report within its set."""
    return f"{example.set_name} {example.fold_key}"


def files_of_themes(examples: Sequence[Example], fitted: Fitted) -> dict[str, bytes]:
    """The files of the models of all examples with annotated themes."""
    labelled = [example for example in examples if example.themes is not None]
    views = fit_themes(labelled, rows_of(labelled))
    files = {"scale.json": fitted.as_bytes()}
    for name in VIEWS:
        files |= files_of(getattr(views, name), name)
    return files
