"""Words and stems: how the matching stage cuts text, so that "calls", "called" and "Calling" are one thing.

spaCy lives in ``find`` only; matching fifty thousand actions needs something that costs microseconds, so this is a
short suffix stripper in the manner of Porter (1980), kept to the endings that matter in reports and trackers.
"""

from __future__ import annotations

import re
from functools import lru_cache

TOKEN = re.compile(r"[A-Za-z][A-Za-z']*(?:&[A-Za-z]+)?|\d+[a-z]?")
"""A word, an acronym with an ampersand (S&S), or a number with at most one letter (136, 24h)."""

ACRONYM_LENGTHS = range(2, 8)
LOUD_SHARE = 0.6
"""Above this share of capital letters a text is shouting, and capitals say nothing about acronyms."""

STOP_WORDS = frozenset(
    "a an and any are as at be been being but by can could did do does doing during each for from had has have "
    "having he her here hers him his how i if in into is it its itself may might more most must my of on or "
    "other our ours same shall she should so some such than that the their theirs them themselves then there "
    "these they this those to very was we were what when where whether which while who whom whose why will with "
    "would you your also both every all about against between through because own including include per via "
    "whenever wherever however us am ensure make makes making made sure certain force forces police policing "
    "constabulary service need needs needed recommend recommendation improvement area rec afi january february "
    "march april june july august september october november december doesn't isn't aren't don't cannot can't "
    "won't hasn't haven't after until upon further therefore".split()
)
"""Function words, and the words that stand in nearly every item and so tell nothing apart."""

_DERIVED = (
    ("isations", "is"), ("izations", "is"), ("isation", "is"), ("ization", "is"), ("ications", "ic"),
    ("ication", "ic"), ("ations", "at"), ("ation", "at"), ("ators", "at"), ("ator", "at"), ("ements", ""),
    ("ement", ""), ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""), ("ities", "it"), ("ity", "it"),
    ("sory", "s"), ("sors", "s"), ("sor", "s"), ("sion", "s"), ("tion", "t"), ("tive", "t"), ("tor", "t"),
    ("tors", "t"), ("ises", "is"), ("izes", "is"), ("ized", "is"), ("ized", "is"), ("ally", "al"), ("ly", ""),
)  # fmt: skip
_MIN_STEM = 4


@lru_cache(maxsize=200_000)
def word_to_stem(word: str) -> str:
    """The stem of a lower-case word.

    >>> [word_to_stem(word) for word in ("calls", "calling", "supervisors", "supervision", "assessments", "children's")]
    ['call', 'call', 'supervis', 'supervis', 'assess', 'children']
    """
    word = word.removesuffix("'s").replace("'", "")
    if len(word) <= 3 or word[0].isdigit():
        return word
    word = _without_plural(word)
    word = _without_inflection(word)
    for ending, kept in _DERIVED:
        if word.endswith(ending) and len(word) - len(ending) + len(kept) >= _MIN_STEM:
            word = word[: -len(ending)] + kept
            break
    if word.endswith("e") and len(word) > _MIN_STEM:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > _MIN_STEM else word


def _without_plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_inflection(word: str) -> str:
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and any(vowel in stem for vowel in "aeiouy"):
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
                return stem[:-1]
            return stem
    return word


def text_to_tokens(text: str) -> list[str]:
    """Content stems in order; an acronym written in capitals stays in capitals, function words are left out.

    >>> text_to_tokens("The force should make sure that 101 calls are answered by FCR staff.")
    ['101', 'call', 'answer', 'FCR', 'staff']
    """
    text = text.replace("’", "'")
    loud = len(text) > 12 and sum(map(str.isupper, text)) > LOUD_SHARE * sum(map(str.isalpha, text))
    return [token for word in TOKEN.findall(text) if (token := _word_to_token(word, loud))]


@lru_cache(maxsize=200_000)
def _word_to_token(word: str, loud: bool) -> str:
    word = word.rstrip("'").removesuffix("'s")
    bare = word.removesuffix("s") if word[:-1].isupper() and len(word) > 2 else word
    if bare.isupper() and len(bare) in ACRONYM_LENGTHS and not loud:
        return bare
    lower = word.lower()
    return "" if lower in STOP_WORDS or (len(lower) == 1 and not lower.isdigit()) else word_to_stem(lower)
