"""What a heading or the start of a line means: each pattern against its own examples and against print."""

from __future__ import annotations

import pytest

from extractor.domain import Kind
from extractor.find import headings, patterns
from extractor.find.headings import letters_of
from extractor.find.kinds import is_old, label_kind, old_list_kind, opener_kind
from extractor.find.leadins import leads_in
from extractor.find.patterns import Pattern

ALL = {name: value for name, value in {**vars(headings), **vars(patterns)}.items() if isinstance(value, Pattern)}
REC, AFI, COC, ACC = (
    Kind.RECOMMENDATION,
    Kind.AREA_FOR_IMPROVEMENT,
    Kind.CAUSE_OF_CONCERN,
    Kind.ACCELERATED_CAUSE_OF_CONCERN,
)
PRACTICE, PRIORITY = Kind.INNOVATIVE_PRACTICE, Kind.PRIORITY_ACTION


def test_the_module_has_patterns_to_check() -> None:
    assert len(ALL) >= 15


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, p in ALL.items() for t in p.examples])
def test_a_pattern_matches_each_of_its_examples(name: str, text: str) -> None:
    assert ALL[name].match(text)


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, p in ALL.items() for t in p.counter_examples])
def test_a_pattern_matches_none_of_its_counter_examples(name: str, text: str) -> None:
    assert not ALL[name].match(text)


@pytest.mark.parametrize("name", ALL)
def test_every_pattern_says_what_it_is_for_and_what_it_is_not_for(name: str) -> None:
    assert ALL[name].examples
    assert ALL[name].counter_examples


@pytest.mark.parametrize(
    ("printed", "letters"),
    [
        ("Recommendations", "recommendations"),
        ("4. Recommendations", "recommendations"),
        ("4.2  Recommendations", "recommendations"),
        ("Chapter 7: Recommendations", "recommendations"),
        ("Annex B – Full list of recommendations", "fulllistofrecommendations"),
        ("R ECOMMENDATIONS", "recommendations"),
        ("What needs to improve?", "whatneedstoimprove"),
        ("Areas for improvement:", "areasforimprovement"),
        ("", ""),
    ],
)
def test_a_heading_is_compared_by_its_letters_alone(printed: str, letters: str) -> None:
    assert letters_of(printed) == letters


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Recommendations", REC),
        ("RECOMMENDATIONS", REC),
        ("Recommendation", REC),
        ("Our recommendations", REC),
        ("Summary of recommendations", REC),
        ("Full list of recommendations", REC),
        ("Annex A: Summary of recommendations", REC),
        ("6. Conclusions and recommendations", REC),
        ("S UMMARY OF C ONCLUSIONS AND R ECOMMENDATIONS", REC),
        ("Recommendations for chief constables", REC),
        ("Recommendations to the Home Office", REC),
        ("Additional recommendations", REC),
        ("Recommendations (by theme)", REC),
        ("Priorities for further improvement", REC),
        ("Priorities for improvement", REC),
        ("Areas for improvement", AFI),
        ("Area for improvement", AFI),
        ("Area for improvement 3", AFI),
        ("Areas of improvement", AFI),
        ("What needs to improve?", AFI),
        ("Key areas for improvement", AFI),
        ("Housekeeping points", AFI),
        ("Areas for priority action", PRIORITY),
        ("Priority actions", PRIORITY),
        ("Cause of concern", COC),
        ("Cause for concern", COC),
        ("Causes of concern", COC),
        ("Cause of concern 2", COC),
        ("Cause of concern and its recommendations", COC),
        ("Cause of concern (reprinted from our letter of 14 October)", COC),
        ("Accelerated cause of concern", ACC),
        ("Innovative practice", PRACTICE),
        ("Promising practice: night desk", PRACTICE),
    ],
)
def test_a_heading_opens_a_list_of_its_kind(printed: str, kind: Kind) -> None:
    assert opener_kind(printed) is kind


@pytest.mark.parametrize(
    "printed",
    [
        "Case study: area for improvement",
        "Practice study: recommendations in use",
        "Next steps",
        "Key strengths",
        "Main findings",
        "Contents",
        "Table of contents",
        "How we make recommendations",
        "Recommendations ........ 14",
        "Areas for improvement from the last inspection",
        "Progress on recommendations",
        "The recommendations were accepted by every force that we wrote to",
        "What is working well",
        "Policing priorities",
        "Foreword",
        "Our concerns about custody",
        "The force’s response to the cause of concern",
        "Recommendations " + "and more " * 15,
    ],
)
def test_a_look_alike_opens_nothing(printed: str) -> None:
    assert opener_kind(printed) is None


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Recommendations from the 2025 inspection report", REC),
        ("Previous recommendations", REC),
        ("Progress on recommendations from the last report", REC),
        ("Progress against our recommendations", REC),
        ("Appendix 2: Status of earlier recommendations", REC),
        ("Areas for improvement from our last inspection", AFI),
        ("Update on areas for improvement", AFI),
        ("Recommendations", None),
        ("Areas for improvement", None),
        ("Recommendations for forces", None),
        ("Progress in responding to the public", None),
    ],
)
def test_a_heading_about_an_earlier_report_is_known_as_one(printed: str, kind: Kind | None) -> None:
    assert old_list_kind(printed) is kind
    assert is_old(printed) is (kind is not None)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Recommendation 4", REC),
        ("Recommendation 4: vetting", REC),
        ("RECOMMENDATION 7 – Data", REC),
        ("Recommendation 2 (chief constables)", REC),
        ("Recommendation 3 of 11", REC),
        ("Recommendation 12 By 31 March 2027, chief constables should publish the figure.", REC),
        ("Recommendation A1", REC),
        ("Rec. 9", REC),
        ("AFI 2", AFI),
        ("Area for improvement 3", AFI),
        ("Cause of concern 1", COC),
        ("Accelerated cause of concern 1", ACC),
        ("Priority action 5", PRIORITY),
        ("Recommendation 4 was accepted by the force.", None),
        ("Recommendations 4 to 7", None),
        ("Recommendation made in 2019", None),
        ("Our recommendation 4", None),
        ("Recommendations", None),
        ("", None),
    ],
)
def test_a_label_stands_alone_or_before_a_sentence(printed: str, kind: Kind | None) -> None:
    assert label_kind(printed) is kind


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Recommendation 4", "4"),
        ("Recommendation No. 4", "4"),
        ("Recommendation 7.1: evidence", "7.1"),
        ("Recommendation 12a", "12a"),
        ("Recommendation IV", "IV"),
        ("Recommendation B", "B"),
        ("Recommendation 3 of 11", "3"),
    ],
)
def test_a_label_gives_its_number_without_the_word(text: str, number: str) -> None:
    found = patterns.ITEM_LABEL.match(text)
    assert found
    assert found["number"] == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We therefore recommend that:", True),
        ("The Review recommends that the force should:", True),
        ("It is recommended that chief officers –", True),
        ("We recommend that the force reviews it.", False),
        ("The following teams took part:", False),
        ("We recommend " + "more " * 100 + ":", False),
    ],
)
def test_a_lead_in_recommends_and_does_not_end(text: str, expected: bool) -> None:
    assert leads_in(text) is expected
