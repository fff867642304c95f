"""What one text says, counted: its words, the concepts it speaks of, and the business it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.domain import Action, Recommendation, Theme
from extractor.match.lexicon import Lexicon
from extractor.match.words import text_to_tokens

THEME_WEIGHT = 2.0
"""A theme that somebody has written down counts as much as two words that hint at it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts of one text. ``business`` holds areas of the lexicon and PEEL themes (``theme:<id>``) with weights."""

    words: Counter[str]
    concepts: Counter[str]
    business: Counter[str] = field(default_factory=Counter)

    @property
    def terms(self) -> Counter[str]:
        """Words and concepts in one bag; a concept is written ``c:<id>``."""
        return self.words + Counter({f"c:{concept}": count for concept, count in self.concepts.items()})


@dataclass(frozen=True, slots=True)
class ActionReading:
    """A row of the plan: what the item behind it says (``duty``), and that with what the force does about it (``whole``)."""

    duty: Reading
    whole: Reading


def read_text(text: str, lexicon: Lexicon) -> Reading:
    """The reading of a plain text."""
    tokens = text_to_tokens(text)
    concepts = Counter(lexicon.find_concepts(tokens))
    business = Counter[str]()
    for area in lexicon.areas_of(concepts):
        business[area] += 1
    return Reading(Counter(tokens), concepts, business)


def read_item(item: Recommendation, themes: Sequence[Theme], lexicon: Lexicon) -> Reading:
    """The reading of a recommendation: title and text, and the themes it was given."""
    reading = read_text(item_to_text(item), lexicon)
    for theme in themes:
        reading.business[f"theme:{theme.label}"] += THEME_WEIGHT * theme.probability
    return reading


def read_action(action: Action, lexicon: Lexicon) -> ActionReading:
    """The reading of a row of the plan; theme, department, owner and source only tell which business it is."""
    duty = read_text(action.text or action.action, lexicon)
    whole = read_text(f"{action.text}\n{action.action}", lexicon)
    setting = read_text("\n".join((action.theme, action.department, action.owner, action.source_report)), lexicon)
    for area, count in setting.business.items():
        whole.business[area] += count
    for theme in themes_of_words(action.theme, lexicon):
        whole.business[f"theme:{theme}"] += THEME_WEIGHT
    return ActionReading(duty, whole)


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
