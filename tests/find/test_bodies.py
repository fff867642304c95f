"""The lists of bodies are sound, and what is marked in a text is really there."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.artifacts import load_list
from extractor.domain import AddresseeGroup, Kind, Recommendation, Report, ReportType
from extractor.find.bodies import NOBODY, mark_bodies
from extractor.find.context import named_in
from extractor.find.fields import resolve_fields
from extractor.find.gazetteer import NAMED_FORCE, expand_plural, is_exact, named_entries, plain_text

SETTLED_BY_THE_REPORT = {
    *("own_force", "own_people", "own_service", "own_trust", "own_elected", "own_chief", "own_department", "forum"),
    *("forces_of_wales", "forces_of_scotland", NAMED_FORCE, NOBODY),
}
PARTS = st.sampled_from(
    ["Chief constables", "the Home Office", "should", "By 1 May 2027, ", "and", "’", "Council", "of", "\n", ";", "(", "by",
     "Northmark Police", "they", "must", "that", ",", ".", "within", "six months", "• ", "the", "\u2011", "recommend"]
)  # fmt: skip
REPORT = Report("0" * 64, "r.pdf", "An inspection of the police", None, ReportType.THEMATIC, None)


def test_every_class_is_a_group_or_settled_by_the_report() -> None:
    lists = load_list("bodies")
    classes = {row["class"] for part in ("words", "heads", "openings", "patterns") for row in lists[part]}
    classes |= {row["group"] for row in lists["bodies"]}
    assert {each.rstrip("?") for each in classes} <= SETTLED_BY_THE_REPORT | set(AddresseeGroup)


def test_no_phrase_is_listed_under_two_classes() -> None:
    classes = defaultdict(set)
    for kind, organization, phrases in named_entries():
        for phrase in (each for written in phrases for each in expand_plural(written)):
            key = plain_text(phrase.lstrip("="))
            classes[key if is_exact(phrase) else key.casefold()].add((kind, organization))
    assert {phrase: kinds for phrase, kinds in classes.items() if len(kinds) > 1} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Met met the Home Office.", [("The Met", "named_force"), ("Home Office", "home_office")]),
        ("Police powers and the use of force.", []),
        ("Bath and North East Somerset Council", [("Bath and North East Somerset Council", "local_authority")]),
        ("Westvale Police and Caldermoor Council", [("Westvale Police", NAMED_FORCE), ("Caldermoor Council", "local_authority")]),
        ("The Department for Fisheries and Ports", [("Department for Fisheries and Ports", "government_other")]),
        ("National Police Chiefs Council", [("National Police Chiefs Council", "npcc")]),
        ("The national lead should act", [("national lead", "npcc")]),
        ("The National Fire Chiefs Council should lead", [("National Fire Chiefs Council", "other")]),
        ("Heddlu Dyffryn", [("Heddlu Dyffryn", NAMED_FORCE)]),
    ],
)  # fmt: skip
def test_bodies_are_marked(text: str, expected: list[tuple[str, str]]) -> None:
    marked = mark_bodies(text)
    assert [(marked.words(each), each.kind) for each in marked.mentions] == expected


@given(st.text(max_size=300))
def test_the_plain_text_has_the_same_length(text: str) -> None:
    assert len(plain_text(text)) == len(text)


@settings(max_examples=200)
@given(st.lists(PARTS, max_size=25))
def test_addressees_and_deadlines_are_words_of_the_item(parts: list[str]) -> None:
    text = " ".join(parts)
    (found,) = resolve_fields([Recommendation("x", Kind.AREA_FOR_IMPROVEMENT, text)], REPORT)
    for each in (*found.addressees, *found.deadlines):
        assert each.span is not None
        assert text[each.span.start : each.span.end] == each.text


def test_area_names_are_whole_words() -> None:
    assert named_in("Joint targeted area inspection of Bury", "Bury")
    assert not named_in("Joint targeted area inspection of Salisbury", "Bury")


@pytest.mark.parametrize("name", ["peel_programmes", "response_rules", "forces", "bodies"])
def test_lists_hold_no_address_of_a_site(name: str) -> None:
    assert re.search(r"https?://|www\.", str(load_list(name))) is None
