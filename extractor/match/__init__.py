"""Match: Recommendation x Action -> Link.

Reading order: ``words`` and ``lexicon`` (what a text speaks of), ``vectors`` and ``index`` (the plan, ready to be
searched), ``candidates`` (blocking), ``compare`` (features, with ``related``), ``model`` (fitted), ``relate`` (the
decision table, with ``restated`` and ``cover``), ``explain``, ``matching``; ``groups`` and ``semantic`` stand beside.
"""

from extractor.match.groups import Group, group_items
from extractor.match.index import ActionIndex, load_index, save_index
from extractor.match.matching import (
    NewItem,
    best_relation,
    build_index,
    item_to_action,
    match_items,
    relation_at,
)
from extractor.match.semantic import Encoder, load_encoder

__all__ = [
    "ActionIndex",
    "Encoder",
    "Group",
    "NewItem",
    "best_relation",
    "build_index",
    "group_items",
    "item_to_action",
    "load_encoder",
    "load_index",
    "match_items",
    "relation_at",
    "save_index",
]
