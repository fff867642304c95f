"""Texts that no phrase joins, joined by the company that their words keep in the lexicon."""

from __future__ import annotations

import pytest

from extractor.match.lexicon import table_to_lexicon, without_concepts
from extractor.match.related import lexicon_to_company
from extractor.match.words import text_to_tokens
from tests.match.builders import LEXICON, WEIGHTS

COMPANY = lexicon_to_company(
    table_to_lexicon(
        {
            "drugs": {"cuckooing": ["home taken over", "dealer in the flat", "flat used to sell drugs"]},
            "roads": {"drink_driving": ["drink driving", "driver over the limit"], "parking": ["parking ticket"]},
        }
    )
)


def likeness(one: str, other: str) -> float:
    return float(COMPANY.vector(text_to_tokens(one), WEIGHTS) @ COMPANY.vector(text_to_tokens(other), WEIGHTS))


def test_words_of_one_concept_are_related_though_no_phrase_is_met() -> None:
    assert likeness("selling from flats", "dealers at home") == pytest.approx(1.0)
    assert likeness("selling from flats", "parking tickets") == 0.0
    assert likeness("drivers with tickets", "parking") == pytest.approx(2**-0.5, abs=0.2)


def test_words_that_the_lexicon_does_not_know_are_related_to_nothing() -> None:
    assert likeness("blancmange", "flats") == 0.0
    assert likeness("", "") == 0.0


def test_a_lexicon_without_concepts_relates_nothing() -> None:
    bare = lexicon_to_company(without_concepts(LEXICON))
    assert float(bare.vector(["call"], WEIGHTS) @ bare.vector(["call"], WEIGHTS)) == 0.0
