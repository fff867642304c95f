"""Conclusions and recommendations that share one numbering."""

from __future__ import annotations

import pytest

from extractor.find import find_recommendations
from extractor.find.verdicts import asks_for_action, is_mixed_list
from tests.sketches import sketch


def kinds(text: str) -> list[str]:
    return [item.kind.value for item in find_recommendations(sketch(text)).recommendations]


def test_a_tag_behind_each_paragraph_decides_first() -> None:
    assert kinds("""
        # Conclusions and recommendations
        1. The Department must have known this. (Conclusion, Paragraph 4)
        2. The Department publishes its figures too late to be of use. (Recommendation, Paragraph 9)
        3. Nobody should have waited so long. (Conclusion, Paragraph 12)
        """) == ["conclusion", "recommendation", "conclusion"]


def test_italics_decide_where_there_are_no_tags() -> None:
    assert kinds("""
        # Conclusions and recommendations
        1. The figures are published too late.
        __2. We recommend that the Department publish them in May.__
        3. Nobody should have waited so long as these callers did.
        __4. The Department should write to every caller.__
        """) == ["conclusion", "recommendation", "conclusion", "recommendation"]


def test_the_slanted_style_may_be_that_of_the_conclusions() -> None:
    assert kinds("""
        # Conclusions and recommendations
        __1. The figures are published too late.__
        2. We recommend that the Department publish them in May.
        __3. Callers waited very long indeed.__
        4. The Department should write to every caller.
        """) == ["conclusion", "recommendation", "conclusion", "recommendation"]


def test_weight_decides_like_slant() -> None:
    assert kinds("""
        # Conclusions and recommendations
        1. The figures are published too late.
        **2. The Department should publish them in May.**
        3. Callers waited very long indeed.
        **4. The Department should write to every caller.**
        """) == ["conclusion", "recommendation", "conclusion", "recommendation"]


def test_wording_decides_where_nothing_else_can() -> None:
    assert kinds("""
        # Conclusions and recommendations
        1. The figures are published too late.
        2. We recommend that the Department publishes them in May.
        3. Callers waited very long indeed.
        """) == ["conclusion", "recommendation", "conclusion"]


def test_one_slanted_paragraph_may_be_a_quotation_and_decides_nothing() -> None:
    assert kinds("""
        # Conclusions and recommendations
        __1. The figures are published too late.__
        2. We recommend that the Department publishes them in May.
        3. Callers waited very long indeed.
        """) == ["conclusion", "recommendation", "conclusion"]


def test_a_list_of_recommendations_alone_has_no_conclusions() -> None:
    assert kinds("""
        # Recommendations
        1. Publish the figures in May.
        2. Write to every caller.
        """) == ["recommendation", "recommendation"]


@pytest.mark.parametrize(
    ("section", "mixed"),
    [
        (("Conclusions and recommendations",), True),
        (("SUMMARY OF C ONCLUSIONS AND R ECOMMENDATIONS",), True),
        (("Recommendations",), False),
        (("Conclusions", "Recommendations"), False),
        ((), False),
    ],
)
def test_a_heading_that_announces_both_opens_a_mixed_list(section: tuple[str, ...], mixed: bool) -> None:
    assert is_mixed_list(section) is mixed


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("The force should act.", True),
        ("Chief constables must act.", True),
        ("It is recommended that this be published.", True),
        ("We strongly recommend a review.", True),
        ("The force needs to act.", True),
        ("The figures are late.", False),
        ("Witnesses recommended the café.", False),
    ],
)
def test_words_ask_by_a_duty_or_by_recommending(text: str, asks: bool) -> None:
    assert asks_for_action(text) is asks
