from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.train.folds import fold_numbers, splits

KEYS = st.lists(st.sampled_from("abcdefghijkl"), min_size=12, max_size=60).filter(lambda keys: len(set(keys)) > 2)


@given(KEYS, st.integers(2, 10))
def test_no_report_is_on_both_sides_and_every_item_is_held_out_once(keys, folds):
    seen = []
    for kept, out in splits(keys, folds):
        assert not {keys[place] for place in kept} & {keys[place] for place in out}
        assert kept and out
        seen += out
    assert sorted(seen) == list(range(len(keys)))


@given(KEYS)
def test_the_order_of_files_does_not_move_a_report(keys):
    forward = dict(zip(keys, fold_numbers(keys), strict=True))
    backward = dict(zip(reversed(keys), fold_numbers(keys[::-1]), strict=True))
    assert forward == backward
