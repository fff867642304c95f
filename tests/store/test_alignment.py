"""Alignment of versions: who inherits whose id, and what counts as changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.artifacts import data_folder
from extractor.domain import Grade, Recommendation
from extractor.store.alignment import align, changed_grades, is_same_report, rewordings_of
from extractor.store.records import ChangedGrade
from extractor.vocabulary import Kind
from tests.factories import recommendation

CALLS = "The force should improve how quickly it answers emergency calls."
VETTING = "The force should improve how it vets officers who transfer in."
CUSTODY = "The force should improve how it records the use of force in custody."
DOGS = "Chief constables should publish how many dogs they keep."


def listed(*texts: str, numbers: bool = True) -> list[Recommendation]:
    return [
        recommendation(text, printed_number=str(number) if numbers else None, kind=Kind.AREA_FOR_IMPROVEMENT)
        for number, text in enumerate(texts, start=1)
    ]


@pytest.mark.parametrize(
    ("stored", "new", "expected"),
    [
        pytest.param(listed(CALLS, VETTING), listed(CALLS, VETTING), {0: 0, 1: 1}, id="the same"),
        pytest.param(
            listed(CALLS, VETTING), listed(DOGS, CALLS, VETTING), {1: 0, 2: 1}, id="one put in, all renumbered"
        ),
        pytest.param(listed(CALLS, VETTING, CUSTODY), listed(CALLS, CUSTODY), {0: 0, 1: 2}, id="one taken out"),
        pytest.param(
            listed(CALLS, VETTING),
            listed("The force should improve how quickly and well it answers its emergency calls.", VETTING),
            {0: 0, 1: 1},
            id="one reworded under its number",
        ),
        pytest.param(
            listed(CALLS, VETTING, numbers=False),
            listed(VETTING, "The force should improve how quickly it answers all emergency calls.", numbers=False),
            {0: 1, 1: 0},
            id="one reworded without a number, and moved",
        ),
        pytest.param(listed(CALLS), listed(VETTING), {}, id="only the number and the beginning shared"),
        pytest.param(listed(CALLS, numbers=False), listed(VETTING, numbers=False), {}, id="only the beginning shared"),
        pytest.param(listed(CALLS, CALLS), listed(CALLS, CALLS, CALLS), {0: 0, 1: 1}, id="the same words twice"),
        pytest.param([], listed(CALLS), {}, id="nothing before"),
        pytest.param(listed(CALLS), [], {}, id="nothing after"),
        pytest.param(
            listed(CALLS),
            listed(CALLS.replace("’", "'").upper() + "  "),
            {0: 0},
            id="case and blanks",
        ),
    ],
)
def test_items_find_the_one_they_were(
    stored: list[Recommendation], new: list[Recommendation], expected: dict[int, int]
) -> None:
    assert align(stored, new).pairs == expected


def test_an_old_item_printed_again_never_takes_the_place_of_a_new_one() -> None:
    stored = listed(CALLS)
    new = [replace(item, restated=True) for item in listed(CALLS.replace("emergency", "all emergency"))]
    assert align(stored, new).pairs == {}


TEXTS = st.lists(st.sampled_from([CALLS, VETTING, CUSTODY, DOGS, "Publish.", "", "Review it all."]), max_size=8)


@given(TEXTS, TEXTS)
def test_nobody_has_two_heirs_or_two_ancestors(stored: list[str], new: list[str]) -> None:
    pairs = align(listed(*stored), listed(*new)).pairs
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs) <= set(range(len(new)))
    assert set(pairs.values()) <= set(range(len(stored)))


@given(TEXTS)
def test_a_list_aligns_with_itself(texts: list[str]) -> None:
    assert align(listed(*texts), listed(*texts)).pairs == {place: place for place in range(len(texts))}


@given(st.permutations([CALLS, VETTING, CUSTODY, DOGS]))
def test_order_does_not_matter_to_words(texts: list[str]) -> None:
    stored = [CALLS, VETTING, CUSTODY, DOGS]
    pairs = align(listed(*stored), listed(*texts)).pairs
    assert {texts[new]: stored[old] for new, old in pairs.items()} == {text: text for text in stored}


def test_reports_under_one_title_are_one_report_where_half_their_items_agree() -> None:
    assert is_same_report(listed(CALLS, VETTING), listed(CALLS, DOGS))
    assert not is_same_report(listed(CALLS, VETTING, CUSTODY), listed(CALLS, DOGS, "Publish all of it weekly."))
    assert is_same_report([], [])
    assert not is_same_report(listed(CALLS), [])


@pytest.mark.parametrize(
    ("field", "before", "after", "changed"),
    [
        ("text", "The force’s “call” handling", 'The force\'s "call"  handling', False),
        ("text", "by May 2027", "by June 2027", True),
        ("printed_number", "4", "5", False),
        ("supporting_text", None, "New evidence.", True),
        ("lead_in", "By May:", "By June:", True),
        ("kind", Kind.RECOMMENDATION, Kind.CAUSE_OF_CONCERN, True),
        ("restated", False, True, True),
        ("pages", (3,), (4,), False),
    ],
)
def test_what_a_person_has_to_see_counts_as_reworded(field: str, before: object, after: object, changed: bool) -> None:
    pair = [recommendation(id="a", **{field: value}) for value in (before, after)]
    assert [words.field for words in rewordings_of(*pair)] == ([field] if changed else [])


def test_grades_are_compared_by_area() -> None:
    before = [Grade("Leadership", "Good", 2), Grade("Vetting", "Adequate", 2), Grade("Dogs", "Good", 3)]
    after = [Grade("LEADERSHIP", "good", 9), Grade("Vetting", "Inadequate", 2), Grade("Horses", "Good", 2)]
    assert changed_grades(before, after) == (
        ChangedGrade("Vetting", "Adequate", "Inadequate"),
        ChangedGrade("Horses", None, "Good"),
        ChangedGrade("Dogs", "Good", None),
    )


def test_the_reissued_sample_report_differs_in_what_its_author_changed() -> None:
    before, after = (gold_of(stem) for stem in ("06-peel-exampleshire", "09-peel-exampleshire-reissued"))
    old, new = (
        [recommendation(item["text"], id=str(place), kind=Kind(item["kind"])) for place, item in enumerate(items)]
        for items in (before["recommendations"], after["recommendations"])
    )
    assert is_same_report(old, new)
    pairs = align(old, new).pairs
    assert len(pairs) == len(old) == len(new) - 1
    grades = [[Grade(**grade) for grade in gold["grades"]] for gold in (before, after)]
    assert changed_grades(*grades) == (
        ChangedGrade("Managing offenders and suspects", "Adequate", "Requires improvement"),
    )


def gold_of(stem: str) -> dict[str, Any]:
    path = data_folder("corpus") / "reports" / f"{stem}.gold.json"
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold
