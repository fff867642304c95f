"""Recommendations cut into the things somebody would have to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.clauses import text_to_clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "By May 2026, forces should train officers in stalking law, publish the number of orders, and review each "
            "breach weekly.",
            ["train officers in stalking law", "publish the number of orders", "review each breach weekly"],
        ),
        (
            "Chief constables should make sure that officers who deal with stalking are trained and that they use the "
            "screening tool.",
            ["officers who deal with stalking are trained", "they use the screening tool"],
        ),
        ("The force should make sure that officers and staff are vetted.", ["officers and staff are vetted"]),
        ("Forces should pay it. We found delays in a third of cases.", ["pay it"]),
        ("Doors are not knocked quickly enough.", ["Doors are not knocked quickly enough"]),
        (
            "The force should: (a) record every search of a child; (b) tell the parents of the child.",
            ["record every search of a child", "tell the parents of the child"],
        ),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert [clause.removeprefix("The force should: ") for clause in text_to_clauses(text)] == clauses


@given(st.text(min_size=1, max_size=300))
def test_any_text_has_clauses_and_at_most_twelve(text: str) -> None:
    assert 1 <= len(text_to_clauses(text)) <= 12
