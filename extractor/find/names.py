"""Names that no list has: how far one reaches to the left of its head, and the listed body it nearly is."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extractor.find.forces import find_force
from extractor.find.gazetteer import NAMED_FORCE, named_entries, plain_text

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Doc

RESOLVE_THRESHOLD = 92.0
"""Lowest similarity (0-100) at which an unlisted name is taken for a listed body; below it stays unresolved."""

SHORTEST_RESOLVED = 9
"""Characters: a shorter name is near too many others."""

NOT_IN_NAMES = frozenset(
    {
        "the",
        "a",
        "an",
        "all",
        "every",
        "each",
        "any",
        "some",
        "no",
        "in",
        "by",
        "for",
        "to",
        "at",
        "on",
        "within",
        "from",
    }
    | {"with", "both", "this", "that", "these", "those", "our", "their", "where", "when", "if", "as", "since"}
    | {"while"}
    | {"and", "or", "but", "of", "until", "before", "after", "following", "through", "under", "between", "across"}
    | {"which", "who", "it", "its", "we", "also", "together", "jointly", "whether", "how", "what", "because"}
    | {"recommendation", "recommendations", "area", "areas", "ensure", "make", "work", "consider", "review", "improve"}
    | {"ask", "require", "invite", "leader", "leaders", "chair", "head", "heads", "senior", "staff", "officers"}
    | {"forces", "constable", "constables", "commissioner", "director", "directors", "mayor", "minister"}
)
"""Words that stand capitalized before a name without being part of it."""

OF_NO_PLACE = "other"
"""The class of a council that is not of a place: the National Joint Council."""

LINKS_IN_NAMES = frozenset({"and", "&", "upon", "-", "of"})


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() and word.casefold() not in NOT_IN_NAMES


def name_start(doc: Doc, start: int, ends: AbstractSet[int]) -> int:
    """The first token of the name whose head begins at ``start``; ``start`` itself where nothing belongs to it.

    ``ends`` are tokens after which another body has ended: "and" behind one joins two names and is in neither.
    """
    first = start
    while first > 0:
        before = doc[first - 1].text
        if _is_name_word(before):
            first -= 1
        elif before in LINKS_IN_NAMES and first > 1 and _is_name_word(doc[first - 2].text) and first - 1 not in ends:
            first -= 2
        else:
            break
    return first


def name_end(doc: Doc, end: int) -> int:
    """One past the last token of a name that opens before ``end``: "Department for | Energy Security and Net Zero"."""
    while end < len(doc):
        if _is_name_word(doc[end].text):
            end += 1
        elif doc[end].text in {"and", "&", ","} and end + 1 < len(doc) and _is_name_word(doc[end + 1].text):
            end += 2
        else:
            break
    return end


@lru_cache(maxsize=4096)
def resolve_name(name: str, kind: str) -> tuple[str, str | None]:
    """Class and organization of a name that is not listed: those of the listed body it nearly is, else none.

    >>> resolve_name("National Police Chief Council", "local_authority")
    ('npcc', "National Police Chiefs' Council")
    >>> resolve_name("Caldermoor Council", "local_authority")
    ('local_authority', None)
    """
    from rapidfuzz import fuzz, process

    if kind == NAMED_FORCE:
        force = find_force(name)
        return kind, force.name if force else None
    names = _listed_names()
    best = process.extractOne(name.casefold(), list(names), scorer=fuzz.ratio, score_cutoff=RESOLVE_THRESHOLD)
    if best:
        return names[best[0]]
    return (OF_NO_PLACE if kind == "local_authority" and name.startswith("National ") else kind), None


@cache
def _listed_names() -> dict[str, tuple[str, str | None]]:
    return {
        plain_text(name).lstrip("=").casefold(): (kind, organization)
        for kind, organization, names in named_entries()
        for name in names
        if organization and len(name) >= SHORTEST_RESOLVED
    }
