"""Labelled plans: a force's actions, new items and how they stand to each other.

A folder ``corpus/labelled/matching*`` holds ``actions.csv``, ``recommendations.jsonl``, ``pairs.jsonl`` and perhaps
``grey_pairs.jsonl``, on which careful annotators may differ and which are left out of everything. The tracker is read
by the importer and the items by the reader of items, so that what is learned from is what is met in use.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.artifacts import sha256_of
from extractor.domain import Action, Relation
from extractor.errors import BadGold
from extractor.find.fields import resolve_fields
from extractor.items import read_item_sets
from extractor.match.matching import NewItem
from extractor.plan.importer import import_tracker

PATTERN = "matching*"

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LabelledPlan:
    """A plan with its new items; ``relations`` and ``paraphrases`` are keyed by item id and action ref.

    Pairs that are neither in ``relations`` nor in ``grey`` are not related.
    """

    name: str
    actions: tuple[Action, ...]
    items: tuple[NewItem, ...]
    relations: Mapping[Key, Relation]
    paraphrases: frozenset[Key]
    grey: frozenset[Key]


def load_plans(labelled: Path) -> tuple[LabelledPlan, ...]:
    """The labelled plans below a folder, in order of their names.

    Raises:
        BadGold: there is none, or a pair names an item or an action that is not there.
    """
    folders = [folder for folder in sorted(labelled.glob(PATTERN)) if (folder / "pairs.jsonl").is_file()]
    if not folders:
        raise BadGold(f"The folder {labelled} has no labelled plan.", "Give a folder with matching*/pairs.jsonl.")
    return tuple(load_plan(folder) for folder in folders)


def load_plan(folder: Path) -> LabelledPlan:
    """One labelled plan.

    Raises:
        BadGold: a pair names an item or an action that is not there.
    """
    actions = import_tracker(folder / "actions.csv").actions
    items = tuple(_items_of(folder / "recommendations.jsonl"))
    pairs = _lines(folder / "pairs.jsonl")
    relations = {_key(pair): Relation(pair["relation"]) for pair in pairs if pair["relation"] != "not_related"}
    known = {new.item.id for new in items}, {action.ref for action in actions}
    for item_id, ref in relations:
        if item_id not in known[0] or ref not in known[1]:
            raise BadGold(f"{folder.name} relates {item_id} to {ref}, and one of them is not there.")
    return LabelledPlan(
        folder.name,
        actions,
        items,
        relations,
        frozenset(_key(pair) for pair in pairs if pair.get("paraphrase")),
        frozenset(_key(pair) for pair in _lines(folder / "grey_pairs.jsonl")),
    )


def plan_sums(labelled: Path) -> dict[str, str]:
    """The sha256 of every tracker of a labelled plan, by its path below the folder."""
    return {
        path.relative_to(labelled).as_posix(): sha256_of(path.read_bytes())
        for path in sorted(labelled.glob(f"{PATTERN}/actions.csv"))
    }


def _items_of(path: Path) -> list[NewItem]:
    found = []
    for each in read_item_sets(path):
        for item in resolve_fields(each.items, each.report):
            themes = each.given_themes.get(item.id, ())
            found.append(NewItem(replace(item, id=each.given_ids[item.id]), themes, each.report))
    return found


def _key(pair: Mapping[str, str]) -> Key:
    return pair["recommendation_id"], pair["action_ref"]


def _lines(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
