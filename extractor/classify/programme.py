"""The question areas of the configured inspection programme: what the models know, in that programme's cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from extractor.artifacts import load_list
from extractor.classify.cue_words import book_of
from extractor.domain import Theme

BY_WORDS = 0.6
"""What an area is given that only its words speak for: no model has learned it, so nothing is calibrated."""


def themes_in_programme(themes: Iterable[Theme], programme: str, text: str) -> tuple[Theme, ...]:
    """Themes as the programme cuts them: areas it did not have become their nearest, areas it added are found by words.

    Args:
        themes: as the models gave them, main one first.
        programme: id of a programme, such as ``2021/22``; one that asks the models' own areas changes nothing.
        text: the item's words.
    """
    cut: Mapping[str, Any] = load_list("theme_programmes").get(_id_of(programme), {})
    nearest: Mapping[str, str] = cut.get("nearest", {})
    found: dict[str, Theme] = {}
    for theme in themes:
        label = nearest.get(theme.label, theme.label)
        found.setdefault(label, Theme(label, theme.probability, theme.model))
    for label in book_of(cut.get("added", {})).counts(text):
        found.setdefault(label, Theme(label, BY_WORDS))
    return tuple(found.values())


def _id_of(programme: str) -> str:
    """The id of a programme by its id or any of its names."""
    low = programme.strip().lower()
    for row in load_list("peel_programmes")["programmes"]:
        if low in {row["id"].lower(), *(alias.lower() for alias in row.get("aliases", ()))}:
            return str(row["id"])
    return programme
