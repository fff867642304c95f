"""Which actions are looked at closely, and that the views without a say in it are compared all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from extractor.match.candidates import Candidate, find_candidates
from extractor.match.index import VIEWS, index_actions
from extractor.match.reading import item_to_text
from tests.match.builders import LEXICON, MODEL, WEIGHTS, action, new_item

PLAN = [action(f"A{number}", f"Record number {number} about custody cells and {word}.") for number, word in enumerate(
    ("delays", "drains", "doors", "dogs", "drills")
)]  # fmt: skip
ITEM = new_item("Custody drains must be checked after calls to 101.")


def candidates(fusion: Mapping[str, float], kept: int) -> Sequence[Candidate]:
    index = index_actions(PLAN, WEIGHTS, LEXICON)
    readings = [ITEM.read(LEXICON)]
    return next(find_candidates([item_to_text(ITEM.item)], [ITEM.source], readings, index, WEIGHTS, fusion, kept))


def test_a_view_without_weight_is_compared_as_if_it_had_been_searched() -> None:
    every = {one.place: one.views for one in candidates(MODEL.fusion, len(PLAN))}
    some = {one.place: one.views for one in candidates({view: float(view == "concepts") for view in VIEWS}, len(PLAN))}
    assert every.keys() == some.keys() == set(range(len(PLAN)))
    for place, views in every.items():
        assert some[place] == pytest.approx(views)


def test_the_action_nearest_in_words_is_always_looked_at() -> None:
    found = candidates({view: float(view == "business") for view in VIEWS}, kept=1)
    assert 1 in {one.place for one in found}
