"""Matching as a whole, with a model that was never trained: order, explanation, thresholds, fields that are missing."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.artifacts import open_model, save_model
from extractor.domain import ActionStatus, Link, Relation
from extractor.match.explain import compare_words, context_values, waterfall
from extractor.match.index import index_actions
from extractor.match.matching import NewItem, best_relation, match_items, relation_at, split_clauses
from extractor.match.model import CONTEXT, artifact_to_model, context_of, model_to_files, probability_of
from tests.factories import recommendation
from tests.match.builders import LEXICON, MODEL, WEIGHTS, action, comparison, new_item

PLAN = [
    action("A1", "The force should reduce abandoned 101 calls.", theme="Contact"),
    action("A2", "Custody cells should be clean.", theme="Custody"),
    action("A3", "", action="", source_report="", source_ref=""),
]
INDEX = index_actions(PLAN, WEIGHTS, LEXICON, MODEL.id)


def links_of(*items: NewItem, **settings: int) -> tuple[Link, ...]:
    return match_items(items, INDEX, model=MODEL, lexicon=LEXICON, **settings)


def test_paraphrase_comes_before_another_subject() -> None:
    links = links_of(new_item("Too many who ring the non-emergency number hang up."))
    assert links[0].action_ref == "A1"
    assert {link.action_ref for link in links} == {"A1", "A2", "A3"}, "the whole plan is given where it is small"
    assert "number" in links[0].item_only_words or "number" in links[0].shared_words


def test_links_are_the_likeliest_first_and_as_many_as_wanted() -> None:
    links = links_of(new_item(), kept=2)
    assert len(links) == 2
    assert links[0].probability >= links[1].probability
    assert all(0 <= link.probability <= 1 and 0 <= link.score <= 1 for link in links)


def test_contributions_add_up_to_the_log_odds() -> None:
    for link in links_of(new_item(), new_item("Clean the cells.", id="other")):
        assert link.contributions[0].feature == "base_rate"
        total = math.fsum(one.log_odds for one in link.contributions)
        assert probability_of(total) == pytest.approx(link.probability, abs=1e-9)


@given(st.lists(st.floats(-8, 8), min_size=1, max_size=30), st.integers(0, 29))
def test_any_waterfall_adds_up(first_steps: list[float], place: int) -> None:
    place %= len(first_steps)
    features = comparison(words=abs(first_steps[place]) / 8, quoted=0.5).features
    first = MODEL.pair.log_odds(features)
    context = context_of([*first_steps, first], [(0.5,)] * (len(first_steps) + 1))[-1]
    steps = waterfall(MODEL, features, context)
    assert math.fsum(one.log_odds for one in steps) == pytest.approx(
        MODEL.context.log_odds(context_values(first, context)), abs=1e-6
    )


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=40))
def test_only_the_first_has_no_gap(log_odds: list[float]) -> None:
    for value, context in zip(log_odds, context_of(log_odds, [(0.5,)] * len(log_odds)), strict=True):
        assert set(context) == set(CONTEXT)
        assert context["gap"] <= 0
        assert (context["gap"] == 0) == (value == max(log_odds)) == (context["first"] == 1)


@given(
    st.lists(
        st.tuples(st.floats(-9, 9), st.lists(st.sampled_from([0.0, 0.3, 0.9]), min_size=2, max_size=2)),
        min_size=1,
        max_size=12,
    )
)
def test_a_gap_is_to_rivals_for_the_same_clause(pairs: list[tuple[float, list[float]]]) -> None:
    found = [one["gap"] for one in context_of([value for value, _ in pairs], [met for _, met in pairs])]
    for (value, met), gap in zip(pairs, found, strict=True):
        rivals = [max(other for other, theirs in pairs if theirs[place] >= met[place]) for place in range(2)]
        assert gap == pytest.approx(value - min(rivals))


def test_an_item_with_nothing_but_text_is_matched() -> None:
    bare = NewItem(replace(recommendation("101"), addressees=(), deadlines=()))
    assert links_of(bare)[0].action_ref == "A1"


def test_nothing_to_match_gives_nothing() -> None:
    empty = index_actions([], WEIGHTS, LEXICON)
    assert match_items([new_item()], empty, model=MODEL, lexicon=LEXICON) == ()
    assert links_of() == ()


def test_the_threshold_moves_without_matching_again() -> None:
    link = replace(links_of(new_item())[0], probability=0.6, relation=Relation.COVERED)
    assert relation_at(link, 0.5) is Relation.COVERED
    assert relation_at(link, 0.7) is Relation.NOT_RELATED
    assert best_relation([link], 0.5) is Relation.COVERED
    assert best_relation([link], 0.7) is Relation.NEW_ACTION_NEEDED
    assert best_relation([]) is Relation.NEW_ACTION_NEEDED


def test_words_of_one_concept_count_as_shared() -> None:
    shared, item_only, action_only = compare_words("Callers hang up", "Abandonment of 101 calls", LEXICON, WEIGHTS)
    assert "abandonment" in shared
    assert "callers" in item_only
    assert "calls" in action_only


@pytest.mark.parametrize(
    ("relation", "scores", "met"),
    [
        (Relation.COVERED, (0.1, 0.9), ("first", "second")),
        (Relation.PARTLY_COVERED, (0.1, 0.9), ("second",)),
        (Relation.PARTLY_COVERED, (0.2, 0.1), ("first",)),
        (Relation.REPEAT_ISSUE, (0.2, 0.1), ()),
    ],
)
def test_which_clauses_are_met(relation: Relation, scores: tuple[float, ...], met: tuple[str, ...]) -> None:
    found, missing = split_clauses(("first", "second"), scores, relation)
    assert found == met
    assert set(found) | set(missing) == {"first", "second"}


def test_clauses_are_named() -> None:
    text = "Forces should reduce abandoned 101 calls, and should paint every patrol car purple."
    closed = index_actions([replace(PLAN[0], status=ActionStatus.CLOSED_FORCE)], WEIGHTS, LEXICON)
    link = match_items([new_item(text)], closed, model=MODEL, lexicon=LEXICON)[0]
    assert link.relation is Relation.REPEAT_ISSUE
    assert link.clauses == ("reduce abandoned 101 calls",)
    assert link.missing_clauses == ("paint every patrol car purple",)


def test_a_model_survives_its_files(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path)) / "matching"
    save_model(folder, model_to_files(MODEL), {"version": 1, "data": {}, "metrics": {}, "libraries": ()}, "card")
    read = artifact_to_model(open_model("matching", folder.parent))
    assert read.id == "matching@1"
    assert read.pair.to_json() == MODEL.pair.to_json()
    assert read.fusion == MODEL.fusion
    assert np.array_equal(read.weights.latent, MODEL.weights.latent)
    assert read.weights.latent_rows == MODEL.weights.latent_rows
