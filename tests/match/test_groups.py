"""Near-identical items: no chains, bridges flagged."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extractor.match.groups import group_alike, group_items
from tests.match.builders import LEXICON, MODEL, new_item


def likeness(size: int, *pairs: tuple[int, int, float]) -> np.ndarray:
    matrix = np.eye(size)
    for one, other, value in pairs:
        matrix[one, other] = matrix[other, one] = value
    return matrix


def test_a_chain_is_cut_at_its_weakest_and_the_bridge_is_flagged() -> None:
    groups = group_alike(likeness(5, (0, 1, 0.95), (1, 2, 0.8), (2, 3, 0.9), (3, 4, 0.1)))
    assert [group.members for group in groups] == [(0, 1), (2, 3)]
    assert [group.bridges for group in groups] == [(1,), (2,)]


def test_three_alike_are_one_group_without_bridge() -> None:
    groups = group_alike(likeness(3, (0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.8)))
    assert [(group.members, group.bridges) for group in groups] == [((0, 1, 2), ())]


@given(arrays(float, (7, 7), elements=st.floats(0, 1)))
def test_every_two_members_are_alike(values: np.ndarray) -> None:
    matrix = np.maximum(values, values.T)
    groups = group_alike(matrix, 0.7)
    seen = [place for group in groups for place in group.members]
    assert len(seen) == len(set(seen))
    for group in groups:
        assert all(matrix[a, b] >= 0.7 for a in group.members for b in group.members if a != b)


def test_the_same_words_in_two_reports_are_grouped_and_within_one_are_not() -> None:
    text = "Forces should reduce abandoned 101 calls."
    items = [new_item(text, "One"), new_item(text, "Two", id="b"), new_item(text, "Two", id="c")]
    groups = group_items(items, MODEL, LEXICON)
    assert [group.members for group in groups] == [(0, 1)]
    assert groups[0].bridges == (0,)
