from __future__ import annotations

from dataclasses import replace

from extractor.classify.split import split_of
from extractor.domain import Addressee, AddresseeGroup, Kind
from tests.factories import recommendation

FORCES = (Addressee("forces", None, AddresseeGroup.FORCE),)
COLLEGE = (Addressee("the College", "College of Policing", AddresseeGroup.COLLEGE_OF_POLICING),)


def test_wholes_are_counted_and_a_part_for_forces_counts_its_whole():
    items = [
        recommendation(printed_number="1", addressees=FORCES),
        recommendation(printed_number="2", addressees=COLLEGE),
        recommendation(printed_number="2(a)", parent_id="recommendations/2", addressees=FORCES),
        recommendation(printed_number="2(b)", parent_id="recommendations/2", addressees=COLLEGE),
        recommendation(printed_number="3", addressees=(*COLLEGE, *FORCES)),
        recommendation(printed_number="4", addressees=COLLEGE),
    ]
    assert str(split_of(items)) == "Recommendations: 4 in total, 3 for chief constables"


def test_what_is_not_a_live_recommendation_is_left_out():
    items = [
        recommendation(printed_number="1", addressees=FORCES),
        recommendation("An area.", kind=Kind.AREA_FOR_IMPROVEMENT, addressees=FORCES),
        recommendation("Old.", restated=True, addressees=FORCES),
    ]
    assert str(split_of(items)) == "Recommendations: 1 in total, 1 for chief constables"


def test_a_child_of_something_else_stands_alone():
    cause = recommendation("A cause.", kind=Kind.CAUSE_OF_CONCERN)
    child = replace(recommendation("A bullet.", addressees=FORCES), parent_id=cause.id)
    assert split_of([cause, child]).total == 1
