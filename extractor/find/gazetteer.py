"""The lists of bodies as data: names with their organization, kinds of bodies, and nouns that can act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from extractor.artifacts import load_list
from extractor.find.forces import load_forces

NAMED_FORCE = "named_force"
PLAIN_CHARACTERS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "‑": "-", "‐": "-", "–": "-", "\u00a0": " ", "\u2009": " ", "“": '"', "”": '"'}
)
"""One character for one, so that offsets into the plain text are offsets into the printed one."""


def plain_text(text: str) -> str:
    """The text with one kind of apostrophe, quotation mark, hyphen and space, of the same length.

    >>> plain_text("Chiefs’ Council")
    "Chiefs' Council"
    """
    return text.translate(PLAIN_CHARACTERS)


def named_entries() -> Iterator[tuple[str, str | None, list[str]]]:
    """Class, organization (None for kinds of bodies) and ways to write it, of everything listed."""
    lists = load_list("bodies")
    for row in lists["bodies"]:
        yield row["group"], row["name"], [row["name"], *row["aliases"]]
    for row in lists["words"]:
        yield row["class"], None, row["phrases"]
    for force in load_forces():
        yield NAMED_FORCE, force.name, [force.name, *force.aliases]


def is_exact(phrase: str) -> bool:
    """Whether a listed phrase is matched in exactly its case: it starts with "=" or is an acronym."""
    return phrase.startswith("=") or (phrase.isupper() and " " not in phrase)


def expand_plural(phrase: str) -> list[str]:
    """Singular and plural of a phrase written with "(s)" or "(es)".

    >>> expand_plural("chief constable(s)")
    ['chief constable', 'chief constables']
    """
    parts = re.split(r"\((e?s)\)", phrase)
    fixed, endings = parts[::2], parts[1::2]
    choices = product(*(("", ending) for ending in endings))
    return ["".join(a + b for a, b in zip(fixed, (*choice, ""), strict=True)) for choice in choices]


@cache
def load_actors() -> frozenset[str]:
    """Nouns that can be put under a duty, singular: a subject that ends in another ("policy") is not a body."""
    return frozenset(load_list("bodies")["actors"]["words"])


def is_actor(word: str) -> bool:
    """Whether a noun, singular or plural, names people or bodies that can act.

    >>> is_actor("supervisors"), is_actor("policies")
    (True, False)
    """
    word = word.casefold()
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return not forms.isdisjoint(load_actors())
