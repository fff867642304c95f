"""Counts the words and phrases that speak of a theme, hundreds of them in one walk over a text.

A regular expression of all phrases tries each of them at every letter; looking up the first word of each phrase
takes a hundredth of the time.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractor.artifacts import load_list

TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
STEM_LETTERS = 2
"""Letters by which phrases that begin with an open word ("record* of crime") are kept; no such word has fewer."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue: its theme and its words; an open word stands for every ending."""

    theme: str
    words: tuple[str, ...]
    is_open: tuple[bool, ...]

    def stands_at(self, tokens: Sequence[str], place: int) -> bool:
        """Whether the phrase begins at a token."""
        if place + len(self.words) > len(tokens):
            return False
        for word, is_open, token in zip(self.words, self.is_open, tokens[place:], strict=False):
            if not (token.startswith(word) if is_open else token == word):
                return False
        return True


@dataclass(frozen=True, slots=True)
class CueBook:
    """Phrases by their first word, or by the first letters of an open one; longest first."""

    exact: Mapping[str, Sequence[Phrase]] = field(default_factory=dict)
    open: Mapping[str, Sequence[Phrase]] = field(default_factory=dict)

    def counts(self, text: str) -> dict[str, int]:
        """How many phrases of each theme stand in a text; phrases of one theme do not overlap.

        >>> book_of({"keys": ["lost key*", "key*"]}).counts("Lost keys and a keyring")
        {'keys': 2}
        """
        tokens = tokens_of(text)
        counts: Counter[str] = Counter()
        free: dict[str, int] = {}
        for place, token in enumerate(tokens):
            for phrase in (*self.exact.get(token, ()), *self.open.get(token[:STEM_LETTERS], ())):
                if place >= free.get(phrase.theme, 0) and phrase.stands_at(tokens, place):
                    counts[phrase.theme] += 1
                    free[phrase.theme] = place + len(phrase.words)
        return dict(counts)


def tokens_of(text: str) -> list[str]:
    """Lower-case words without the possessive; hyphens stay inside words.

    >>> tokens_of("The force’s victims’ code, re-written")
    ['the', 'force', 'victims', 'code', 're-written']
    """
    return [token.removesuffix("'s") for token in TOKEN.findall(text.lower().replace("’", "'"))]


def book_of(cues: Mapping[str, Iterable[str]]) -> CueBook:
    """The book of some themes' cues; ``*`` at the end of a word opens it."""
    exact: dict[str, list[Phrase]] = defaultdict(list)
    opened: dict[str, list[Phrase]] = defaultdict(list)
    for theme, phrases in cues.items():
        for written in phrases:
            parts = re.findall(r"[^\s,.']+", written.lower().replace("’", "'").replace("'s ", " "))
            phrase = Phrase(
                theme, tuple(part.rstrip("*") for part in parts), tuple(part.endswith("*") for part in parts)
            )
            if phrase.is_open[0]:
                opened[phrase.words[0][:STEM_LETTERS]].append(phrase)
            else:
                exact[phrase.words[0]].append(phrase)
    for table in (exact, opened):
        for found in table.values():
            found.sort(key=lambda phrase: (-len(phrase.words), phrase.words))
    return CueBook(dict(exact), dict(opened))


@cache
def theme_cues() -> CueBook:
    """The packaged cues of every theme (``models/lists/theme_cues.toml``)."""
    return book_of(load_list("theme_cues"))


@lru_cache(maxsize=4096)
def _counts(text: str) -> dict[str, int]:
    return theme_cues().counts(text)


def cue_counts(text: str) -> dict[str, int]:
    """How many cues of each theme a text has."""
    return dict(_counts(text))


def cue_shares(texts: Iterable[str]) -> dict[str, float]:
    """Each theme's share of the cues of all texts together; every text counts the same."""
    shares: Counter[str] = Counter()
    for text in texts:
        found = _counts(text)
        total = sum(found.values()) or 1
        shares.update({theme: count / total for theme, count in found.items()})
    whole = sum(shares.values()) or 1
    return {theme: share / whole for theme, share in shares.items()}
