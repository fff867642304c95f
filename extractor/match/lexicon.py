"""The policing lexicon: which concepts a text speaks of, whatever words it uses for them.

The list itself is data (``models/lists/policing_lexicon.toml``). An entry in capitals is an acronym and matches
only in capitals, so that "it" is not information technology and "da" is no domestic abuse.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.artifacts import load_list
from extractor.match.words import text_to_tokens

LIST = "policing_lexicon"
EVERYDAY = "everyday"
GENERAL_AREAS = frozenset({"general", EVERYDAY})
THEMES = "themes"
NEGATION = "non"
LOWERCASE_TOO = 4
"""An acronym of at least this length is also met in lower case (Marac), unless that is an English word."""
ENGLISH_WORDS = frozenset({"thrive", "drive", "aware", "mash", "compact", "connect", "strike"})

WORD = re.compile(r"[A-Za-z0-9']{2,}")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Phrases as stems, by their first stem, longest first; and what each concept belongs to."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, float], ...]]
    areas: Mapping[str, str]
    theme_names: Mapping[str, tuple[str, ...]]

    def words_by_concept(self) -> dict[str, Counter[str]]:
        """The stems of each concept's phrases, counted: which words keep company, whether or not a phrase is met."""
        found: dict[str, Counter[str]] = {concept: Counter() for concept in self.areas}
        for entries in self.phrases.values():
            for words, concept, _ in entries:
                found[concept].update(words)
        return found

    def find_concepts(self, tokens: Sequence[str]) -> dict[str, float]:
        """Concepts with how surely the text means them, 0 to 1, in order of their first word.

        A phrase or a word of one concept is sure; a word of several concepts speaks less for each. A single word inside
        a longer phrase of another area is not met ("mental health" is not about hospitals), nor is a phrase right
        behind "non" ("non-emergency call" is no emergency call).
        """
        found: dict[str, float] = {}
        covered, covering = 0, ""
        for start, token in enumerate(tokens):
            if start and tokens[start - 1] == NEGATION:
                continue
            for words, concept, sureness in self.phrases.get(token, ()):
                size = len(words)
                if size > 1 and tuple(tokens[start : start + size]) != words:
                    continue
                area = self.areas[concept]
                if size == 1 and start < covered and area not in (covering, EVERYDAY):
                    continue
                if start + size > covered and size > 1:
                    covered, covering = start + size, area
                found[concept] = max(found.get(concept, 0.0), sureness)
        return found


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
    shared = Counter(
        (words, areas[concept] in GENERAL_AREAS) for entries in phrases.values() for words, concept in entries
    )
    ordered = {
        first: tuple(
            (words, concept, 1.0 if len(words) > 1 else shared[words, areas[concept] in GENERAL_AREAS] ** -0.5)
            for words, concept in sorted(entries, key=lambda entry: -len(entry[0]))
        )
        for first, entries in phrases.items()
    }
    themes = {theme: tuple(names) for theme, names in table.get(THEMES, {}).items()}
    return Lexicon(ordered, areas, themes)


def _ways_to_stems(way: str) -> list[tuple[str, ...]]:
    """Stems of a way of saying it. One of several words that leaves a single stem would be met wherever that word is.

    "one of their own" would be met by "one", "in the home" by "home": such a way says nothing once its function words
    are gone, and it is left out.
    """
    shortened = way.upper() == way and any(letter.isalpha() for letter in way)
    ways = [tuple(text_to_tokens(f"{way} x" if shortened else way))]
    if shortened and len(way) >= LOWERCASE_TOO and way.lower() not in ENGLISH_WORDS:
        ways.append(tuple(text_to_tokens(way.lower())))
    least = 2 if len(WORD.findall(way)) > 1 else 1
    return [words for words in ways if len(words) >= least]


def without_concepts(lexicon: Lexicon) -> Lexicon:
    """A lexicon that knows no concept, only by which names trackers call the PEEL themes."""
    return Lexicon({}, {}, lexicon.theme_names)


@cache
def load_lexicon() -> Lexicon:
    """The packaged lexicon."""
    return table_to_lexicon(load_list(LIST))
