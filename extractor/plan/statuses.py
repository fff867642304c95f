"""What a force's own words for status and RAG mean; the words are data."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import TypeVar

from extractor.artifacts import load_list
from extractor.domain import ActionStatus, Rag
from extractor.labels import label_of, normal_words

Choice = TypeVar("Choice", bound=StrEnum)

TYPO_CUTOFF = 0.8
"""Likeness at which one spelling is taken for another: "in progess" to "in progress" is 0.95."""


def status_of_words(text: str) -> ActionStatus | None:
    """The status that a cell means, or None.

    >>> status_of_words("Closed - HMICFRS"), status_of_words("In progess"), status_of_words("superceded")
    (<ActionStatus.CLOSED_HMICFRS: 'closed_hmicfrs'>, <ActionStatus.IN_PROGRESS: 'in_progress'>, \
<ActionStatus.SUPERSEDED: 'superseded'>)
    """
    return _choice(ActionStatus, "status", text)


def rag_of_words(text: str) -> Rag | None:
    """The colour that a cell means, or None (grey and white are no rating).

    >>> rag_of_words("AMBER"), rag_of_words("Grey") is None
    (<Rag.AMBER: 'amber'>, True)
    """
    return _choice(Rag, "rag", text)


@cache
def _words(kind: type[StrEnum], section: str) -> dict[str, str]:
    """Normalised words -> the value they mean."""
    known: dict[str, str] = {}
    for value in kind:
        for words in (label_of(value), value.value, *load_list("tracker_columns")[section].get(value.value, ())):
            known.setdefault(normal_words(words), value.value)
    return known


def _choice(kind: type[Choice], section: str, text: str) -> Choice | None:
    words = normal_words(text)
    known = _words(kind, section)
    if words in known:
        return kind(known[words])
    # "Closed by HMICFRS Nov 2023": the longest known beginning speaks; the rest is when, who or why.
    begun = [start for start in known if len(start) > 1 and words.startswith(f"{start} ")]
    if begun:
        return kind(known[max(begun, key=len)])
    near = get_close_matches(words, [start for start in known if len(start) > 3], n=1, cutoff=TYPO_CUTOFF)
    return kind(known[near[0]]) if near else None
