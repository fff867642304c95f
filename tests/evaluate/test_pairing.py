"""Which prediction answers which gold item."""

from __future__ import annotations

import pytest

from extractor.evaluate.pairing import Pair, lenient_similarity, normalize, pair_up, strict_similarity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The  force\nshould", "the force should"),
        ("“Quoted” ‘words’", "\"quoted\" 'words'"),
        ("by 5–6 years — now", "by 5-6 years - now"),
        ("multi\u2011agency", "multi-agency"),
        ("• bullet \uf06e \u0083 \u25fc point", "bullet point"),
        ("o\ufb03cers", "officers"),
        ("co\u00adoperate", "cooperate"),
        ("STRASSE", "strasse"),
        ("six\u00a0months", "six months"),
    ],
)
def test_normalize(text: str, expected: str) -> None:
    assert normalize(text) == expected


@pytest.mark.parametrize(
    ("left", "right", "strict", "lenient"),
    [
        ("a" * 100, "a" * 100, True, True),
        ("a" * 100, "a" * 90 + "b" * 10, True, True),  # exactly 0.9 is still strict
        ("a" * 100, "a" * 89 + "b" * 11, False, False),
        ("one two three four", "four three two one", False, True),
        ("one two three four", "one two", False, False),  # all tokens shared but under half the length
        ("", "", True, False),
    ],
)
def test_cuts(left: str, right: str, strict: bool, lenient: bool) -> None:
    assert (strict_similarity(left, right) > 0) is strict
    assert (lenient_similarity(left, right) > 0) is lenient


def test_each_item_is_used_once_and_the_most_similar_pair_goes_first() -> None:
    gold = [("review the rota of response officers",), ("review the rota of response officers now",)]
    found = [("review the rota of response officers now",)]
    assert pair_up(gold, found, strict_similarity) == [Pair(1, 0, 1.0)]


def test_any_wording_of_either_side_counts() -> None:
    gold = [("the force should act", "recommendation 4 the force should act")]
    found = [("act", "Recommendation 4 The force should act")]
    assert pair_up(gold, found, strict_similarity) == [Pair(0, 0, 1.0)]


def test_equal_texts_are_paired_in_order() -> None:
    texts = [("same words here",), ("same words here",), ("same words here",)]
    assert [(pair.gold, pair.predicted) for pair in pair_up(texts, texts, strict_similarity)] == [
        (0, 0),
        (1, 1),
        (2, 2),
    ]
