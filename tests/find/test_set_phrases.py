"""Forms that a set written without sight of the program had and the tables before it had not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractor.config import ForceProfile
from extractor.domain import Kind, Recommendation, Report, ReportType
from extractor.find.deadlines import deadlines_of_text
from extractor.find.fields import resolve_fields

PROFILE = ForceProfile(name="Exampleshire Police", region="Midshires", local_policing_body="Exampleshire PFCC")
REPORT = Report("0" * 64, "r.pdf", "Lost: an inspection of how police keep keys", None, ReportType.THEMATIC, None)
LETTER = Report("0" * 64, "l.pdf", "Joint targeted area inspection of Exampleshire", None, ReportType.JTAI, None)
PUBLISHED = date(2026, 11, 24)


def groups_of(text: str, about: Report = REPORT, **places: str) -> list[str]:
    (found,) = resolve_fields([Recommendation("x", Kind.RECOMMENDATION, text, **places)], about, PROFILE)
    return [each.group.value for each in found.addressees]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Action for: chief constables. Timescale: May 2027. Count the keys.", ["force"]),
        ("Owner: Head of Information Management. Action: count the keys. Due: May 2027.", ["force"]),
        ("Priority action for the police: keys are lost every week.", ["force"]),
        ("Recommendation 3: the Home Office to count keys.", ["home_office"]),
        ("The work on keys is one for Midshires Regional Organised Crime Unit, which should finish it.", ["nca_rocu"]),
        ("I believe that the College of Policing has the power to take such action.", ["college_of_policing"]),
        ("The keys, in every force, should be counted.", ["force"]),
        ("A register led by the Home Office should be set up.", ["home_office"]),
        ("A register should be shared with every force.", []),
        ("The Home Office should buy safes. Forces should be required to use them.", ["home_office"]),
        ("Forces should be required to use the safes.", ["force"]),
        ("The NPCC should count keys. Until it does, forces should go on counting them.", ["npcc"]),
        ("The NPCC should count keys. In the meantime, forces should count them.", ["npcc", "force"]),
        ("With the commissioner’s support, the force should buy a safe.", ["force"]),
        ("With the NPCC, the College of Policing should write a guide.", ["npcc", "college_of_policing"]),
        ("Forces should count keys weekly. An inspector should see the count.", ["force", "force"]),
        ("British Transport Police and county forces should agree.", ["other_force", "force"]),
        ("The commissioners should meet in public.", ["local_policing_body"]),
        ("We would like to see all forces count keys.", ["force"]),
        ("We would welcome a commitment from the Home Office to pay for safes.", ["home_office"]),
        ("The onus is on forces to count keys.", ["force"]),
        ("The duty to count keys rests jointly with the Home Office and the NPCC.", ["home_office", "npcc"]),
        ("This recommendation is directed at chief constables.", ["force"]),
        ("Recommendation 12 (chief constables): count the keys.", ["force"]),
        ("[Chief constables] Count the keys.", ["force"]),
        ("Chief constables – count the keys.", ["force"]),
        ("There should be a national register, to be set by the NPCC.", ["npcc"]),
        ("I recommend the creation by the College of Policing of a register.", ["college_of_policing"]),
        ("The process, for which the Home Office is responsible, should be made shorter.", ["home_office"]),
        ("Each of the 43 chief constables should sign.", ["force"]),
        ("Neither forces nor the CPS should lose keys.", ["force", "cps"]),
        ("Not only forces but also councils should count keys.", ["force", "local_authority"]),
    ],
)
def test_who_is_under_a_duty(text: str, groups: list[str]) -> None:
    assert groups_of(text) == groups


def test_the_commissioners_of_a_letter_about_several_agencies_buy_care() -> None:
    assert groups_of("The commissioners should buy more beds.", LETTER) == ["health"]


def test_a_board_is_the_one_that_the_cell_names() -> None:
    cell = "Exampleshire Safeguarding Children Board"
    assert groups_of("The board should meet.", LETTER, responsible_body=cell) == ["partnership"]


@pytest.mark.parametrize("heading", ["For action by chief constables", "Action for: chief constables"])
def test_a_heading_may_say_for_action_by(heading: str) -> None:
    assert groups_of("Count the keys.", group_heading=heading) == ["force"]


@pytest.mark.parametrize("heading", ["Preventing fire and other risks"])
def test_a_heading_about_a_task_addresses_nobody(heading: str) -> None:
    assert groups_of("Keys are lost.", group_heading=heading) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Action for: forces. Timescale: May 2027. Count keys.", ["2027-05-31 month_end"]),
        ("To: the NPCC. Count keys. Due: 31 May 2027.", ["2027-05-31 exact"]),
        ("Count keys. Responsible: forces. When: immediately.", ["None immediate"]),
        ("Forces should count keys; we set a target of May 2027.", ["2027-05-31 month_end"]),
        ("Forces should reply within 56 days of this report, namely by 19 January 2027.", ["2027-01-19 exact"]),
        ("Forces should say whether keys are lost, and should tell us within six months.", ["2027-05-24 relative"]),
        ("The force should count keys and reply to this recommendation within 56 days.", ["2027-01-19 relative"]),
        ("Within a fortnight of publication, forces should count keys.", ["2026-12-08 relative"]),
        ("Those who report a loss should be told within a fortnight what was done.", []),
        ("Forces should tell the owner within five days.", []),
        ("At once, and in any case within seven days, forces should count keys.", ["2026-12-01 relative"]),
        ("Keys to be counted by end March 2027.", ["2027-03-31 month_end"]),
        ("Forces should count keys within the next financial year.", ["2028-03-31 month_end"]),
        ("Forces should count keys by mid-March 2027.", ["None none"]),
        ("Forces should count keys. To be completed by: June 2027.", ["2027-06-30 month_end"]),
        ("The owner must report to us, within 20 days, any key that is lost.", []),
        ("Forces should close the gap before the year is out.", ["2026-12-31 month_end"]),
        ("Forces should close the gap before 2028 is out.", ["2028-12-31 month_end"]),
        ("The Home Office should list the contracts that will end before 2028.", []),
        ("We will return to the force within two years.", []),
        ("The safe should be bought in time for 1 April 2027.", ["2027-04-01 exact"]),
        ("We recommend that the force, together with the council, immediately reviews this.", ["None immediate"]),
        ("Before our next visit, the force should count keys.", ["None none"]),
        ("The force should do so when the plan is next revised.", ["None none"]),
        ("The work should be done within a year of the money being found.", ["None none"]),
        ("When the new law comes into force, officers should be told.", ["None none"]),
    ],
)
def test_by_when(text: str, expected: list[str]) -> None:
    assert [f"{each.date} {each.basis.value}" for each in deadlines_of_text(text, PUBLISHED)] == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Head of Custody 31/01/2027", "2027-01-31 exact"),
        ("Deputy Chief Constable December 2027", "2027-12-31 month_end"),
        ("Chief constables; 3 months", "2027-02-24 relative"),
        ("Chief constables; Immediate", "None immediate"),
        ("Chief constables", None),
    ],
)
def test_a_table_cell_may_close_with_a_bare_date(cell: str, expected: str | None) -> None:
    about = replace(REPORT, publication_date=PUBLISHED)
    item = Recommendation("x", Kind.RECOMMENDATION, "Count the keys.", responsible_body=cell)
    (found,) = resolve_fields([item], about, PROFILE)
    assert next((f"{each.date} {each.basis.value}" for each in found.deadlines), None) == expected


def test_they_at_the_head_of_a_lead_in_are_those_of_the_item_before() -> None:
    places = {"section": ("Causes of concern",)}
    first = Recommendation("1", Kind.RECOMMENDATION, "count keys;", lead_in="Forces should:", **places)
    second = Recommendation("2", Kind.RECOMMENDATION, "buy safes.", lead_in="By May 2027, they should:", **places)
    elsewhere = replace(second, id="3", section=("Another chapter",))
    found = resolve_fields([first, second, elsewhere], REPORT, PROFILE)
    assert [[each.group.value for each in item.addressees] for item in found] == [["force"], ["force"], []]


def test_it_below_a_lead_in_is_the_body_of_the_lead_in() -> None:
    text = "Count the keys, with five forces. It should then buy safes."
    assert groups_of(text, lead_in="The Home Office should:") == ["home_office"]


def test_a_department_with_a_name_of_its_own_is_not_the_department() -> None:
    assert groups_of("The Department for the Seas should count keys.") == ["government_other"]
