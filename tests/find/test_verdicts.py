"""Conclusions and recommendations that share one numbering."""

from __future__ import annotations

from dataclasses import replace

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


def kinds_by_slant(*entries: tuple[float, str]) -> list[str]:
    """The kinds of the entries of one list, each with the share of its letters that is slanted."""
    numbered = "\n".join(f"{number}. {words}" for number, (_, words) in enumerate(entries, 1))
    document = sketch(f"# Conclusions and recommendations\n{numbered}")
    heading, *blocks = document.blocks
    slanted = [
        replace(block, style=replace(block.style, italic=share))
        for block, (share, _) in zip(blocks, entries, strict=True)
    ]
    changed = replace(document, blocks=(heading, *slanted))
    return [item.kind.value for item in find_recommendations(changed).recommendations]


def test_an_entry_that_ends_its_conclusion_with_a_slanted_request_is_a_recommendation() -> None:
    assert kinds_by_slant(
        (0.0, "Nobody should have waited so long as these callers did."),
        (0.5, "The figures are published too late. The Department should publish them in May."),
        (0.9, "We expect every force to write to the caller within ten days."),
        (0.6, "Six areas have no unit still. We call on the commissioners to join the national one."),
        (0.0, "The letter that callers get is untrue."),
        (0.9, "The Department should write to every caller."),
    ) == ["conclusion", "recommendation", "recommendation", "recommendation", "conclusion", "recommendation"]


def test_entries_that_hold_both_tell_the_styles_where_none_is_slanted_throughout() -> None:
    assert kinds_by_slant(
        (0.0, "The letter that callers get is untrue."),
        (0.5, "The figures are published too late. The Department should publish them in May."),
        (0.6, "Six areas have no unit still. We call on the commissioners to join the national one."),
    ) == ["conclusion", "recommendation", "recommendation"]


def test_a_short_slanted_request_behind_a_long_conclusion_counts_and_a_slanted_title_does_not() -> None:
    long = (
        "The figures are published too late for anybody who might have used them in the year that they are about. " * 2
    )
    assert kinds_by_slant(
        (0.2, f"{long} The Department should publish them in May."),
        (0.1, "The authors of Left waiting were right that nobody should wait a year for an answer to a call."),
        (0.9, "The Department should write to every caller."),
        (0.9, "Forces should answer every call."),
        (0.0, "Callers waited very long indeed."),
    ) == ["recommendation", "conclusion", "recommendation", "recommendation", "conclusion"]


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


def test_the_wording_may_be_a_committee_s_own() -> None:
    assert kinds("""
        # Conclusions and recommendations
        1. The figures are published too late.
        2. We urge the Government to publish them in May.
        3. We would expect forces to write to every caller.
        4. Callers expect to wait.
        """) == ["conclusion", "recommendation", "recommendation", "conclusion"]


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
