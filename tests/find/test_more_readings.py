"""Forms that five sets written without sight of the program had and the tables before them had not."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.config import ForceProfile
from extractor.domain import Kind, Recommendation, Report, ReportType
from extractor.find.deadlines import deadlines_of_text
from extractor.find.fields import resolve_fields

PROFILE = ForceProfile(name="Exampleshire Police", region="Midshires", local_policing_body="Exampleshire PFCC")
THEMATIC = Report("0" * 64, "r.pdf", "Lost: an inspection of how police keep keys", None, ReportType.THEMATIC, None)
FIRE = Report("0" * 64, "f.pdf", "Wexmoor Fire and Rescue Service: inspection", None, ReportType.FIRE_AND_RESCUE, None)
PUBLISHED = date(2026, 11, 24)


def named(text: str, about: Report = THEMATIC, **places: str) -> list[tuple[str, str]]:
    kind = Kind.AREA_FOR_IMPROVEMENT if about is FIRE else Kind.RECOMMENDATION
    (found,) = resolve_fields([Recommendation("x", kind, text, **places)], about, PROFILE)
    return [(each.text, each.group.value) for each in found.addressees]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Councils and forces are each to name a locksmith.", [("Councils", "local_authority"), ("forces", "force")]),
        ("The force will need to count its keys.", [("The force", "force")]),
        ("Chief constables need, before the spring, to count keys.", [("Chief constables", "force")]),
        ("Keys are to be counted, by the force that lost them, within a day.", [("the force", "force")]),
        ("What is to be done is for another day.", []),
        ("A guide, agreed by the NPCC and by forces, is needed.", [("the NPCC", "npcc"), ("forces", "force")]),
        ("It is the Home Office that has to pay.", [("Home Office", "home_office")]),
        ("This is a task that forces should share out.", [("forces", "force")]),
        ("Keys are lost. This is a loss that forces should count.", [("forces", "force")]),
        ("In forces where nobody counts keys, the duty should be given to a sergeant.", [("forces", "force")]),
        ("Consult the Home Office about whether the form should be shorter.", []),
        ("The sergeant should be given the list and should check it weekly.", [("The sergeant", "force")]),
        ("We should expect the Home Office to pay.", [("the Home Office", "home_office")]),
        ("It is recommended to the Ministry of Justice that fees be cut.", [("the Ministry of Justice", "government_other")]),
        ("A register of keys.\nWho should act: the College of Policing\nWhen: now", [("the College of Policing", "college_of_policing")]),
        ("After a loss:\n(i) the force will keep the lock;\n(ii) the IOPC will be told.", [("the force", "force"), ("the IOPC", "iopc")]),
        ("It is recommended that, from May, no key is cut by a force until it is counted.", [("a force", "force")]),
        ("Locks should be either changed or sold by chief constables.", [("chief constables", "force")]),
        ("That losses be seen within a day by the chief constable.", [("the chief constable", "force")]),
        ("A form ought to be agreed by June 2027 between the NPCC and the Home Office.", [("the NPCC", "npcc"), ("the Home Office", "home_office")]),
        ("Others, among them the police and councils, should publish it.", [("the police", "force"), ("councils", "local_authority")]),
        ("Before the end of 2027 police forces, councils and integrated care boards should each have one.", [("police forces", "force"), ("councils", "local_authority"), ("integrated care boards", "health")]),
        ("(a) The College should write a guide. (b) Forces should use it.", [("The College", "college_of_policing"), ("Forces", "force")]),
    ],
)  # fmt: skip
def test_who_is_under_a_duty(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The NPCC has a list of keys. It should publish it.", ["npcc"]),
        ("Between them, the NPCC and forces have lost the keys. They should look again.", ["npcc", "force"]),
        ("The NPCC and forces have lost the keys. It should look again.", ["npcc"]),
        ("Commissioners know the price of keys. We ask them to publish it.", ["local_policing_body"]),
        ("BP sells keys to every force. It should say what they cost.", ["other"]),
        ("The formula counts locks but not prisons. It should be rebuilt.", []),
        ("Forces should have a key champion. The champion should be a sergeant.", ["force"]),
    ],
)
def test_who_is_meant_by_what_points_back(text, expected):
    assert [group for _, group in named(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Any Midshires force without a locksmith should find one.", ["force"]),
        ("Police key co-ordinators should meet.", ["force"]),
        ("Professional standards is to halve its backlog.", ["force"]),
        ("Placing authorities should tell the police.", ["local_authority"]),
        ("Key officers who are employed by regional organised crime units are to share keys.", ["nca_rocu"]),
        ("The Home Office’s key lead and the NPCC’s key lead should meet.", ["home_office", "npcc"]),
        ("The force and the two key providers in the county should agree.", ["force", "other"]),
        ("Police forces and owners of large gates should walk the ground.", ["force", "other"]),
        ("The College of Policing and the Skills for Keys sector body should train them.", ["college_of_policing", "other"]),
        ("The County Key Partnership, whose members include the force and the council, should meet.", ["partnership"]),
        ("Chief constables, commissioners and highway authorities must agree.", ["force", "local_policing_body", "local_authority"]),
        ("Major trauma centres and the forces they serve should agree.", ["health", "force"]),
        ("Key coordinators based in regional organised crime units should meet.", ["nca_rocu"]),
        ("The National Vehicle Key Intelligence Service should report.", ["npcc"]),
        ("Any force intending to buy a safe should say so.", ["force"]),
        ("Forces covering coasts should plan.", ["force"]),
        ("Chief constables elsewhere should ask how many keys they lost.", ["force"]),
        ("Those commissioners who run a fire service must show its accounts.", ["local_policing_body"]),
        ("The National Police Chiefs’ Council keys working group, with chief constables, should agree.", ["npcc", "force"]),
        ("No chief constable should be asked to count keys. We recommend that the Home Office counts them.", ["home_office"]),
        ("I invite the Department of Justice in Belfast, and the Police Service of Northern Ireland, to read it.", ["government_other", "other_force"]),
    ],
)  # fmt: skip
def test_whose_name_it_is(text, expected):
    assert [group for _, group in named(text)] == expected


def test_a_fire_service_is_the_service():
    assert [group for _, group in named("The service has a backlog of visits.", FIRE)] == ["other"]
    assert [group for _, group in named("Where a service hires the local police, it should ask.", FIRE)] == ["other"]


def test_those_who_act_with_the_heading_body_are_named_too():
    found = named("In partnership with councils, publish a list.", group_heading="Recommendations to chief constables")
    assert found == [("chief constables", "force"), ("councils", "local_authority")]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Forces should finish within nine months of the date on which this report is published.", ["2027-08-24"]),
        ("Forces in which a key is lost should send us a plan within 30 days.", ["2026-12-24"]),
        ("Agree who will hold the keys, and start doing so within 30 days.", ["2026-12-24"]),
        ("The head must put a name against every key within 12 weeks.", ["2027-02-16"]),
        ("Few of those who lose a key are offered another within a week.", []),
        ("It is recommended that, within four months, forces count keys.", ["2027-03-24"]),
        ("The force should stop this today.", [None]),
        ("Custody sergeants should offer this, starting now.", [None]),
        ("We recommend that every force gives each caller a named officer within 12 months.", ["2027-11-24"]),
        ("The College should draw on what others have learned and rewrite the guide within a year.", ["2027-11-24"]),
        ("The Home Office should give forces a settlement, announced no later than 31 January 2027.", ["2027-01-31"]),
        ("Forces should within six months of this publication have counted keys.", ["2027-05-24"]),
    ],
)
def test_deadlines(text, dates):
    found = deadlines_of_text(text, PUBLISHED)
    assert [each.date and each.date.isoformat() for each in found] == dates


def test_a_heading_may_say_that_it_addresses_several_together():
    found = named(
        "Decide together.", group_heading="Joint recommendation to Chief Crown Prosecutors and chief constables"
    )
    assert [group for _, group in found] == ["cps", "force"]
