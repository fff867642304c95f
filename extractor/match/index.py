"""The plan as vectors, ready to be searched: built once, extended by what is new, kept in one ``.npz``.

Every row is made from its action alone (hashed terms, idf of the trained model), so adding a report or an edited
tracker turns only new and changed rows into vectors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from extractor.domain import Action
from extractor.match.lexicon import Lexicon
from extractor.match.reading import ActionReading, Reading, read_action
from extractor.match.semantic import Encoder, mix_rows
from extractor.match.sources import action_to_source
from extractor.match.vectors import BUCKETS, Weights, counts_to_rows, readings_to_latent, words_to_grams

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SPARSE_VIEWS = ("words", "concepts", "duty_concepts", "everyday", "duty_everyday", "grams", "business", "setting")
DENSE_VIEWS = ("latent",)
VIEWS = SPARSE_VIEWS + DENSE_VIEWS
FLAT = Weights({}, 1.0, {}, np.zeros((0, 1), np.float32))
"""Weights under which every term counts the same: for areas of business and themes."""


@dataclass(frozen=True, slots=True)
class ActionIndex:
    """Actions, their vectors by view (one row each, unit length) and where each source number stands.

    ``sums`` are fingerprints of what the vectors were made from, and ``model`` names the weights that made them.
    """

    actions: tuple[Action, ...]
    sparse: Mapping[str, csr_matrix]
    dense: Mapping[str, np.ndarray]
    sums: tuple[str, ...]
    model: str
    by_number: Mapping[str, tuple[int, ...]]

    def __len__(self) -> int:
        return len(self.actions)

    def without(self, refs: Set[str]) -> ActionIndex:
        """The index without the actions of these refs."""
        if not refs:
            return self
        kept = np.array([place for place, action in enumerate(self.actions) if action.ref not in refs], np.int64)
        actions = tuple(self.actions[place] for place in kept)
        return ActionIndex(
            actions,
            {view: rows[kept] for view, rows in self.sparse.items()},
            {view: rows[kept] for view, rows in self.dense.items()},
            tuple(self.sums[place] for place in kept),
            self.model,
            _numbers_to_places(actions),
        )


def index_actions(
    actions: Sequence[Action],
    weights: Weights,
    lexicon: Lexicon,
    model: str = "",
    known: ActionIndex | None = None,
    encoder: Encoder | None = None,
) -> ActionIndex:
    """An index of actions in their order; rows that ``known`` already holds unchanged are taken over from it."""
    model = f"{model}+{encoder.name}" if encoder else model
    sums = tuple(action_to_sum(action) for action in actions)
    at = {total: place for place, total in enumerate(known.sums)} if known and known.model == model else {}
    fresh = [place for place, total in enumerate(sums) if total not in at]
    sparse, dense = actions_to_views([actions[place] for place in fresh], weights, lexicon, encoder)
    if at and known is not None:
        behind = {place: len(known) + number for number, place in enumerate(fresh)}
        order = np.array([at.get(total, behind.get(place, 0)) for place, total in enumerate(sums)], np.int64)
        sparse = {view: _stacked(known.sparse[view], rows)[order] for view, rows in sparse.items()}
        dense = {view: np.vstack((known.dense[view], rows))[order] for view, rows in dense.items()}
    return ActionIndex(tuple(actions), sparse, dense, sums, model, _numbers_to_places(actions))


def _stacked(above: csr_matrix, below: csr_matrix) -> csr_matrix:
    from scipy.sparse import vstack

    return vstack((above, below), format="csr")


def actions_to_views(
    actions: Sequence[Action], weights: Weights, lexicon: Lexicon, encoder: Encoder | None = None
) -> tuple[dict[str, csr_matrix], dict[str, np.ndarray]]:
    """Sparse and dense rows of actions by view."""
    readings = [read_action(action, lexicon) for action in actions]
    latent = readings_to_latent([reading.whole for reading in readings], weights)
    texts = [f"{action.text} {action.action}" for action in actions]
    return _sparse_views(readings, weights), {"latent": mix_rows(latent, texts, encoder)}


def _sparse_views(readings: Sequence[ActionReading], weights: Weights) -> dict[str, csr_matrix]:
    return {
        "words": counts_to_rows([reading.whole.words for reading in readings], weights),
        "concepts": counts_to_rows([reading.whole.concepts for reading in readings], weights, "c:"),
        "duty_concepts": counts_to_rows([reading.duty.concepts for reading in readings], weights, "c:"),
        "everyday": counts_to_rows([reading.whole.everyday for reading in readings], weights, "c:"),
        "duty_everyday": counts_to_rows([reading.duty.everyday for reading in readings], weights, "c:"),
        "grams": counts_to_rows([words_to_grams(reading.duty.words) for reading in readings], weights),
        "business": counts_to_rows([reading.whole.business for reading in readings], FLAT),
        "setting": counts_to_rows([reading.whole.setting for reading in readings], weights),
    }


def items_to_views(
    readings: Sequence[Reading], weights: Weights, texts: Sequence[str] = (), encoder: Encoder | None = None
) -> tuple[dict[str, csr_matrix], dict[str, np.ndarray]]:
    """Rows of items by view; an item has one text, so its duty and its whole are the same."""
    pairs = [ActionReading(reading, reading) for reading in readings]
    latent = mix_rows(readings_to_latent(readings, weights), texts, encoder)
    return _sparse_views(pairs, weights), {"latent": latent}


def _numbers_to_places(actions: Sequence[Action]) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for place, action in enumerate(actions):
        source = action_to_source(action)
        for key in {source.number, f"({source.part})"} - {"", "()"}:
            places.setdefault(key, []).append(place)
    return {key: tuple(found) for key, found in places.items()}


def action_to_sum(action: Action) -> str:
    """Fingerprint of everything a row's vectors are made from."""
    parts = (
        action.text, action.action, action.theme, action.department, action.owner, action.source_report, action.progress
    )  # fmt: skip
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()


def save_index(index: ActionIndex, path: Path) -> None:
    """Write the vectors and fingerprints, without the actions themselves, as plain arrays."""
    arrays: dict[str, np.ndarray] = {"sums": np.array(index.sums), "model": np.array(index.model)}
    for view, rows in index.sparse.items():
        arrays |= {f"{view}.data": rows.data, f"{view}.indices": rows.indices, f"{view}.indptr": rows.indptr}
    arrays |= dict(index.dense)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
    part.replace(path)


def load_index(path: Path) -> ActionIndex | None:
    """What ``save_index`` wrote, with no actions in it: good for ``known`` only. None where there is nothing usable.

    A damaged file is as good as none, because everything in it can be made again.
    """
    from scipy.sparse import csr_matrix

    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            sums = tuple(str(total) for total in arrays["sums"])
            sparse = {
                view: csr_matrix(
                    (arrays[f"{view}.data"], arrays[f"{view}.indices"], arrays[f"{view}.indptr"]),
                    shape=(len(sums), BUCKETS),
                )
                for view in SPARSE_VIEWS
            }
            dense = {view: arrays[view] for view in DENSE_VIEWS}
            model = str(arrays["model"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None
    blank = Action(ref="", text="")
    return ActionIndex((blank,) * len(sums), sparse, dense, sums, model, {})
