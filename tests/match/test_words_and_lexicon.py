"""Stems, acronyms and concepts."""

from __future__ import annotations

import tomllib

import pytest

from extractor.artifacts import data_folder
from extractor.match.lexicon import GENERAL_AREAS, load_lexicon, table_to_lexicon
from extractor.match.reading import read_action, read_text, themes_of_words
from extractor.match.words import text_to_tokens, word_to_stem
from tests.match.builders import LEXICON, action


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("supervisors", "supervision"),
        ("assessments", "assessed"),
        ("investigations", "investigating"),
        ("policies", "policy"),
        ("stopped", "stopping"),
        ("recorded", "records"),
    ],
)
def test_words_of_one_root_share_a_stem(one: str, other: str) -> None:
    assert word_to_stem(one) == word_to_stem(other)


@pytest.mark.parametrize(("one", "other"), [("custody", "customs"), ("bail", "ball"), ("order", "ordinary")])
def test_words_of_different_roots_do_not(one: str, other: str) -> None:
    assert word_to_stem(one) != word_to_stem(other)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("DA and MARAC", ["DA", "MARAC"]),
        ("da capo", ["da", "capo"]),
        ("The PCs’ kit", ["PC", "kit"]),
        ("S&S forms", ["S&S", "form"]),
        ("THE WHOLE HEADING SHOUTS AT US", ["whol", "head", "shout"]),
    ],
)
def test_acronyms_keep_their_capitals_unless_everything_shouts(text: str, tokens: list[str]) -> None:
    assert text_to_tokens(text) == tokens


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("People who ring 101 hang up", {"non_emergency_call", "abandoned_call"}),
        ("a non-emergency call", set()),
        ("the non-emergency number", {"non_emergency_call"}),
        ("mental health in cells", {"mental_health", "cells"}),
        ("health in cells", {"health", "cells"}),
        ("MH", {"mental_health"}),
        ("mh", set()),
    ],
)
def test_concepts_of_a_text(text: str, concepts: set[str]) -> None:
    assert set(LEXICON.find_concepts(text_to_tokens(text))) == concepts


def test_a_word_of_several_concepts_speaks_less_for_each() -> None:
    lexicon = load_lexicon()
    shared = [entry for entries in lexicon.phrases.values() for entry in entries if entry[2] < 1]
    assert shared
    assert all(len(words) == 1 for words, _, _ in shared)


@pytest.mark.parametrize(
    ("way", "text", "is_met"),
    [
        ("one of their own", "one month", False),
        ("in the home", "home visits", False),
        ("home visit", "home visits", True),
        ("e-mail", "mail", True),
        ("999", "999 calls", True),
        ("RCRP", "rcrp", True),
    ],
)
def test_a_way_of_several_words_is_not_met_by_one_of_them(way: str, text: str, is_met: bool) -> None:
    lexicon = table_to_lexicon({"area": {"concept": [way, "something else"]}})
    assert bool(lexicon.find_concepts(text_to_tokens(text))) is is_met


def test_everyday_concepts_are_kept_apart() -> None:
    reading = read_text("Bring down the wait for 101", LEXICON)
    assert set(reading.concepts) == {"non_emergency_call"}
    assert set(reading.everyday) == {"delay", "reduce"}


def test_the_business_of_an_action_comes_from_its_columns_too() -> None:
    reading = read_action(action(text="Answer sooner.", theme="Contact", department="Custody"), LEXICON)
    assert reading.whole.business["theme:responding_to_the_public"] > 0
    assert reading.whole.business["custody"] > 0
    assert reading.duty.business == {}


def test_reading_an_action_twice_gives_the_same() -> None:
    one = action(theme="Contact", department="Custody")
    assert read_action(one, LEXICON) == read_action(one, LEXICON)


def test_theme_words_of_a_tracker_mean_peel_themes() -> None:
    lexicon = load_lexicon()
    assert "protecting_vulnerable_people" in themes_of_words("VAWG / DA", lexicon)
    assert "responding_to_the_public" in themes_of_words("Responding to the public", lexicon)
    assert themes_of_words("TBC", lexicon) == []


def test_the_packaged_lexicon_is_sound() -> None:
    table = tomllib.loads((data_folder("models") / "lists" / "policing_lexicon.toml").read_text(encoding="utf-8"))
    names = [concept for area, concepts in table.items() if area != "themes" for concept in concepts]
    assert len(names) == len(set(names)), "a concept stands in two areas"
    lexicon = load_lexicon()
    assert set(lexicon.areas) == set(names)
    assert sum(area not in GENERAL_AREAS for area in lexicon.areas.values()) > 200
    for area, concepts in table.items():
        for concept, ways in concepts.items():
            assert ways, f"{area}.{concept} has no words"
