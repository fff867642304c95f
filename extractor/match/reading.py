"""What one text says, counted: its words, the concepts it speaks of, and the business it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractor.domain import Action, Recommendation, Theme
from extractor.match.lexicon import GENERAL_AREAS, Lexicon
from extractor.match.words import text_to_tokens

THEME_WEIGHT = 2.0
"""A theme that somebody has written down counts as much as two words that hint at it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Words with counts, concepts with how surely they are meant (0 to 1), and the business with weights.

    ``everyday`` are the general concepts, kept apart from those of policing. ``business`` holds areas of the lexicon
    and PEEL themes (``theme:<id>``). ``setting`` are the words by which the text's surroundings can be met: an item's
    with those of its report's title and themes, an action's theme, department, owner, source and progress.
    """

    words: Counter[str]
    concepts: Mapping[str, float]
    everyday: Mapping[str, float]
    business: dict[str, float] = field(default_factory=dict)
    setting: Counter[str] = field(default_factory=Counter)

    @property
    def terms(self) -> dict[str, float]:
        """Words and concepts in one bag; a concept is written ``c:<id>``."""
        marked = {f"c:{concept}": sure for concept, sure in (*self.concepts.items(), *self.everyday.items())}
        return {**self.words, **marked}


@dataclass(frozen=True, slots=True)
class ActionReading:
    """A row of the plan: what the item behind it says (``duty``), and that with what the force does (``whole``)."""

    duty: Reading
    whole: Reading


def read_text(text: str, lexicon: Lexicon) -> Reading:
    """The reading of a plain text."""
    return _read_tokens(text_to_tokens(text), lexicon)


def _read_tokens(tokens: Sequence[str], lexicon: Lexicon) -> Reading:
    found = lexicon.find_concepts(tokens)
    own = {concept: sure for concept, sure in found.items() if lexicon.areas[concept] not in GENERAL_AREAS}
    everyday = {concept: sure for concept, sure in found.items() if concept not in own}
    business: dict[str, float] = {}
    for concept, sure in own.items():
        _add(business, lexicon.areas[concept], sure)
    return Reading(Counter(tokens), own, everyday, business)


def _add(weights: dict[str, float], key: str, weight: float) -> None:
    weights[key] = weights.get(key, 0.0) + weight


def read_item(item: Recommendation, themes: Sequence[Theme], lexicon: Lexicon, report_title: str = "") -> Reading:
    """The reading of a recommendation: title and text, the themes it was given and the title of its report."""
    text = item_to_text(item)
    reading = read_text(text, lexicon)
    for theme in themes:
        _add(reading.business, f"theme:{theme.label}", THEME_WEIGHT * theme.probability)
    named = " ".join(theme.label.replace("_", " ") for theme in themes)
    reading.setting.update(text_to_tokens("\n".join((text, report_title, named))))
    return reading


def read_action(action: Action, lexicon: Lexicon) -> ActionReading:
    """The reading of a row of the plan; theme, department, owner and source only tell which business it is."""
    tokens = text_to_tokens(action.text)
    doing = text_to_tokens(action.action)
    duty = _read_tokens(tokens or doing, lexicon)
    if tokens and doing:
        whole = _read_tokens([*tokens, *doing], lexicon)
    else:
        whole = replace(duty, business=dict(duty.business), setting=Counter())
    setting = "\n".join((action.theme, action.department, action.owner, action.source_report))
    for area, weight in _business_of(setting, action.theme, lexicon):
        _add(whole.business, area, weight)
    whole.setting.update((*_tokens_of(setting), *text_to_tokens(action.progress)))
    return ActionReading(duty, whole)


@lru_cache(maxsize=20_000)
def _business_of(setting: str, theme: str, lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    """Areas and themes that the columns around an action name; a plan has few of them, over and over."""
    named = ((f"theme:{name}", THEME_WEIGHT) for name in themes_of_words(theme, lexicon))
    return (*read_text(setting, lexicon).business.items(), *named)


@lru_cache(maxsize=20_000)
def _tokens_of(setting: str) -> tuple[str, ...]:
    return tuple(text_to_tokens(setting))


def item_to_text(item: Recommendation) -> str:
    """What the item asks for, with its title in front."""
    return f"{item.title}\n{item.text}" if item.title else item.text


def themes_of_words(words: str, lexicon: Lexicon) -> list[str]:
    """PEEL themes that a tracker's own theme words mean; a word that means several is all of them.

    >>> from extractor.match.lexicon import table_to_lexicon
    >>> themes_of_words("Contact / DA", table_to_lexicon({"themes": {"calls": ["contact"], "people": ["DA"]}}))
    ['calls', 'people']
    """
    plain = words.lower().replace("_", " ")
    parts = {part.strip() for part in plain.replace(",", "/").replace(";", "/").split("/")}
    return [
        theme for theme, names in lexicon.theme_names.items() if _is_named(theme.replace("_", " "), names, parts, plain)
    ]


def _is_named(theme: str, names: Iterable[str], parts: set[str], plain: str) -> bool:
    return theme in plain or any(name.lower() in parts for name in names)
