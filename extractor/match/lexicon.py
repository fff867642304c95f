"""The policing lexicon: which concepts a text speaks of, whatever words it uses for them.

The list itself is data (``models/lists/policing_lexicon.toml``). An entry in capitals is an acronym and matches
only in capitals, so that "it" is not information technology and "da" is no domestic abuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.artifacts import load_list
from extractor.match.words import text_to_tokens

LIST = "policing_lexicon"
GENERAL_AREAS = frozenset({"general", "everyday"})
THEMES = "themes"
NEGATION = "non"
LOWERCASE_TOO = 4
"""An acronym of at least this length is also met in lower case (Marac), unless that is an English word."""
ENGLISH_WORDS = frozenset({"thrive", "drive", "aware", "mash", "compact", "connect", "strike"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases as stems, by their first stem, longest first; and what each concept belongs to."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    areas: Mapping[str, str]
    theme_names: Mapping[str, tuple[str, ...]]

    def find_concepts(self, tokens: Sequence[str]) -> list[str]:
        """Concepts in order of their first word; a concept met twice is listed twice.

        A phrase right behind "non" is not met unless it begins with it: "non-emergency call" is no emergency call.
        """
        found = []
        for start, token in enumerate(tokens):
            if start and tokens[start - 1] == NEGATION:
                continue
            for words, concept in self.phrases.get(token, ()):
                if len(words) == 1 or tuple(tokens[start : start + len(words)]) == words:
                    found.append(concept)
        return found

    def areas_of(self, concepts: Iterable[str]) -> list[str]:
        """The areas of policing business that concepts belong to, general ones left out."""
        return [area for concept in concepts if (area := self.areas[concept]) not in GENERAL_AREAS]


def table_to_lexicon(table: Mapping[str, Mapping[str, Sequence[str]]]) -> Lexicon:
    """A lexicon of ``area -> concept -> phrases``."""
    phrases: dict[str, dict[tuple[tuple[str, ...], str], None]] = {}
    areas: dict[str, str] = {}
    for area, concepts in table.items():
        if area == THEMES:
            continue
        for concept, ways in concepts.items():
            areas[concept] = area
            for words in (words for way in ways for words in _ways_to_stems(way)):
                phrases.setdefault(words[0], {})[(words, concept)] = None
    ordered = {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in phrases.items()}
    themes = {theme: tuple(names) for theme, names in table.get(THEMES, {}).items()}
    return Lexicon(ordered, areas, themes)


def _ways_to_stems(way: str) -> list[tuple[str, ...]]:
    shortened = way.upper() == way and any(letter.isalpha() for letter in way)
    ways = [tuple(text_to_tokens(f"{way} x" if shortened else way))]
    if shortened and len(way) >= LOWERCASE_TOO and way.lower() not in ENGLISH_WORDS:
        ways.append(tuple(text_to_tokens(way.lower())))
    return [words for words in ways if words]


@cache
def load_lexicon() -> Lexicon:
    """The packaged lexicon."""
    return table_to_lexicon(load_list(LIST))


EMPTY = Lexicon({}, {}, {})
"""No lexicon: what the figures "without it" are measured with."""
