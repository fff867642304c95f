"""Counting a nested list: every entry, only the leaves a reader ticks off, or only the whole recommendations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.domain import NEVER_AN_ACTION, Recommendation
from extractor.evaluate.gold import Gold, GoldItem

VIEWS = ("all", "leaves", "tops")
Scored = tuple[Sequence[GoldItem], Sequence[Recommendation], list[tuple[str, ...]]]
"""Gold items, predictions, and the wordings under which each prediction may be compared."""


def reported_view(gold: Gold) -> str:
    """The view under which a report's headline figure is counted: leaves where gold groups them, else every entry."""
    return "leaves" if gold.groups else "all"


def view_of(name: str, gold: Gold, predictions: Sequence[Recommendation]) -> Scored:
    """Both sides of a view; gold's restated items, and kinds that are never an action, are left out."""
    wanted = [item for item in gold_view(name, gold) if not item.restated and item.kind not in NEVER_AN_ACTION]
    live = [item for item in predictions if item.is_actionable]
    parents = {item.parent_id for item in live}
    if name == "leaves":
        found = [item for item in live if item.id not in parents]
    elif name == "tops":
        found = [item for item in live if item.parent_id is None]
        return wanted, found, [(*readings(item), *whole_readings(item, live)) for item in found]
    else:
        found = live
    return wanted, found, [readings(item) for item in found]


def gold_view(name: str, gold: Gold) -> Sequence[GoldItem]:
    """Gold's side of a view. Where gold has groups, its items are the leaves and its groups the whole ones."""
    if gold.groups:
        leaves = {item.label for item in gold.items}
        wholes = [group for group in gold.groups if group.label not in leaves]
        return {"all": (*gold.items, *wholes), "leaves": gold.items, "tops": gold.groups}[name]
    parents = {item.parent for item in gold.items}
    if name == "leaves":
        return [item for item in gold.items if item.index is None or item.index not in parents]
    return [item for item in gold.items if item.parent is None] if name == "tops" else gold.items


def readings(item: Recommendation) -> tuple[str, ...]:
    """The words of a prediction, without and with its printed label."""
    return (item.text, f"{item.printed_number} {item.text}") if item.printed_number else (item.text,)


def whole_readings(item: Recommendation, items: Sequence[Recommendation]) -> tuple[str, ...]:
    """A recommendation with all its sub-parts, after its own words and without them (they may be only a heading)."""
    parts = " ".join(part_text(child, items) for child in items if child.parent_id == item.id)
    return (f"{item.text} {parts}", parts) if parts else ()


def part_text(item: Recommendation, items: Sequence[Recommendation]) -> str:
    """A sub-part with the end of its label, as it is printed, and all below it."""
    label = re.search(r"\([^()]*\)$", item.printed_number or "")
    below = (part_text(child, items) for child in items if child.parent_id == item.id)
    return " ".join((label[0] if label else "", item.text, *below))
