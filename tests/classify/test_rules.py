from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.domain import Kind
from tests.classify.judging import FIRE, JTAI, OTHER_JTAI, OTHER_PEEL, OWN_PEEL, PROFILE, THEMATIC, ruling

WHO_ACTS = [
    ("Chief constables should count keys.", {"Chief constables": "force"}, "for_force"),
    ("The Home Office should fund key safes for forces.", {"The Home Office": "home_office"}, "national_monitor"),
    (
        "The National Rural Crime Unit should help forces.",
        {"The National Rural Crime Unit": "force"},
        "national_monitor",
    ),
    ("Forces and councils should swap keys.", {"Forces": "force", "councils": "local_authority"}, "joint"),
    ("Forces and event organisers should swap keys.", {"Forces and event organisers": "force"}, "joint"),
    ("Forces, together with housing providers, should swap keys.", {"Forces": "force"}, "joint"),
    ("Forces, together with their officers, should find keys.", {"Forces": "force"}, "for_force"),
    ("The NPCC should work with forces to find keys.", {"The NPCC": "npcc"}, "joint"),
    ("The NPCC should find keys, after consulting forces.", {"The NPCC": "npcc"}, "national_monitor"),
    ("Commissioners should ask about keys.", {"Commissioners": "local_policing_body"}, "for_local_policing_body"),
    (
        "The Association of PCCs should ask.",
        {"The Association of Police and Crime Commissioners": "local_policing_body"},
        "national_monitor",
    ),
    ("Schools should lock doors.", {"Schools": "other"}, "for_partners"),
    ("Councils should lock doors.", {"Councils": "local_authority"}, "for_partners"),
    ("HMPPS should tell forces of releases.", {"HMPPS": "probation"}, "national_monitor"),
    (
        "The Information Commissioner should write guidance.",
        {"The Information Commissioner": "other"},
        "national_monitor",
    ),
    ("Community safety partnerships should meet.", {"Community safety partnerships": "partnership"}, "joint"),
    (
        "Regional organised crime units should share keys.",
        {"Regional organised crime units": "nca_rocu"},
        "for_force_via_collaboration",
    ),
    ("The NCA should share keys.", {"The National Crime Agency": "nca_rocu"}, "national_monitor"),
    (
        "The Eastmoor ROCU should share keys.",
        {"The Eastmoor Regional Organised Crime Unit": "nca_rocu"},
        "for_information",
    ),
    (
        "Heads of shared vetting units should report.",
        {"Heads of shared vetting units": "force"},
        "for_force_via_collaboration",
    ),
    ("Northmark Police should find its keys.", {"Northmark Police": "force"}, "for_information"),
    (
        "The City of London Police, as the national lead force for fraud, should warn forces.",
        {"The City of London Police": "other_force"},
        "national_monitor",
    ),
    ("South Wales Police should find keys.", {"South Wales Police": "other_force"}, "for_information"),
    ("The four Welsh forces should agree.", {"The four Welsh forces": "other_force"}, "not_applicable"),
    ("The Scottish Government may consider this.", {"The Scottish Government": "government_other"}, "not_applicable"),
    ("Chief fire officers should act.", {"Chief fire officers": "other"}, "not_applicable"),
    ("Count the keys.", {}, "needs_decision"),
    ("Keys in custody: how they are counted.", {}, "for_force"),
    (
        "The NCA’s Keys Unit should tell forces.",
        {"The National Crime Agency’s Keys Unit": "nca_rocu"},
        "national_monitor",
    ),
    ("Eastmoor Borough Council should lock doors.", {"Eastmoor Borough Council": "local_authority"}, "not_applicable"),
    ("Exampleshire County Council should lock it.", {"Exampleshire County Council": "local_authority"}, "for_partners"),
    ("Integrated care boards should lock doors.", {"Integrated care boards": "health"}, "for_partners"),
    ("Headteachers should lock doors.", {"Headteachers": "other"}, "for_partners"),
    (
        "The City of London Police should run the national reporting service.",
        {"The City of London Police": "other_force"},
        "national_monitor",
    ),
    (
        "The unit doesn’t vet builders. Exampleshire Police and Northmark Police should see to it.",
        {"Exampleshire Police": "force", "Northmark Police": "other_force"},
        "for_force_via_collaboration",
    ),
    (
        "The unit is late. Exampleshire Police and Northmark Police should see to it.",
        {"Exampleshire Police": "force", "Northmark Police": "other_force"},
        "joint",
    ),
    (
        "Forces and British Transport Police should agree.",
        {"Forces": "force", "British Transport Police": "other_force"},
        "joint",
    ),
    (
        "If they have taken on complaints, local policing bodies should answer them.",
        {"local policing bodies": "local_policing_body"},
        "needs_decision",
    ),
    (
        "The Department of Justice in Belfast may act.",
        {"the Department of Justice in Belfast": "government_other"},
        "not_applicable",
    ),
]


@pytest.mark.parametrize(("text", "who", "label"), WHO_ACTS)
def test_the_addressee_decides_in_a_national_report(text, who, label):
    assert ruling(text, who).label == label


CONDITIONS = [
    (
        "Those forces that have not yet bought a safe should do so.",
        {"Those forces that have not yet bought a safe": "force"},
        "needs_decision",
    ),
    ("Forces without a safe should buy one.", {"Forces without a safe": "force"}, "needs_decision"),
    (
        "Forces keeping their own locksmiths should count them.",
        {"Forces keeping their own locksmiths": "force"},
        "needs_decision",
    ),
    ("Where a force has not yet bought a safe, it should do so.", {"a force": "force"}, "needs_decision"),
    ("In areas where keys are shared, forces should change them.", {"forces": "force"}, "needs_decision"),
    ("Chief constables should, where required, change locks.", {"Chief constables": "force"}, "needs_decision"),
    ("If they have not already done so, forces should change locks.", {"forces": "force"}, "needs_decision"),
    (
        "Chief constables, with the support of their commissioner, should change locks.",
        {"Chief constables": "force"},
        "for_force",
    ),
    ("Where a victim withdraws, forces should ask why.", {"forces": "force"}, "for_force"),
    ("Forces should, where appropriate, change locks.", {"Forces": "force"}, "for_force"),
    ("Forces should apply for an order. If they don’t, they should write down why.", {"Forces": "force"}, "for_force"),
    ("All police forces in England should change locks.", {"All police forces in England": "force"}, "for_force"),
    ("Forces outside London should change locks.", {"Forces outside London": "force"}, "for_force"),
    (
        "Any force that does its vetting through a shared unit should agree terms.",
        {"Any force that does its vetting through a shared unit": "force"},
        "for_force_via_collaboration",
    ),
    (
        "Any force that shares a dog section should agree terms.",
        {"Any force that shares a dog section": "force"},
        "needs_decision",
    ),
    ("A force that hires locksmiths should count them.", {"A force that hires locksmiths": "force"}, "needs_decision"),
    (
        "The force that receives the call should record it.",
        {"The force that receives the call": "force"},
        "for_force",
    ),
    ("A force which receives a key should tag it.", {"A force which receives a key": "force"}, "for_force"),
    ("Forces in which keys are shared should stop.", {"Forces in which keys are shared": "force"}, "needs_decision"),
    (
        "Where there is no key scheme, the chief constable should say why.",
        {"the chief constable": "force"},
        "needs_decision",
    ),
    ("Of the forces we visited, ten share keys. They should stop.", {"the forces": "force"}, "needs_decision"),
    ("Keys should be held by any force, with effect from today.", {"any force": "force"}, "for_force"),
    ("Chief constables bring keys to court.", {"chief constables": "force"}, "for_force"),
]


@pytest.mark.parametrize(("text", "who", "label"), CONDITIONS)
def test_a_condition_is_settled_by_the_profile_or_left_to_a_person(text, who, label):
    assert ruling(text, who).label == label


def test_the_open_condition_is_shown():
    found = ruling("Forces that use keys should count them.", {"Forces that use keys": "force"})
    assert found.words == ("Forces that use keys",)


def test_without_a_shared_unit_the_condition_stays_open():
    alone = replace(PROFILE, shared_units=())
    who = {"any force that does its vetting through a shared unit": "force"}
    assert (
        ruling("By May, any force that does its vetting through a shared unit should agree.", who, profile=alone).label
        == "needs_decision"
    )


def test_commissioners_with_fire_powers_are_ours_only_where_ours_has_them():
    text = "Police and crime commissioners who are also responsible for fire should publish one plan."
    who = {"Police and crime commissioners who are also responsible for fire": "local_policing_body"}
    assert ruling(text, who).label == "for_local_policing_body"
    plain = replace(PROFILE, local_policing_body="Exampleshire Police and Crime Commissioner")
    assert ruling(text, who, profile=plain).label == "not_applicable"


WHOSE_REPORT = [
    ("The force should find keys.", {"The force": "force"}, OWN_PEEL, "for_force"),
    ("Handover of keys.", {}, OWN_PEEL, "for_force"),
    ("The force should find keys.", {"The force": "other_force"}, OTHER_PEEL, "for_information"),
    ("The force should find keys.", {"The force": "force"}, OTHER_PEEL, "for_information"),
    ("The chief constable should find keys.", {"The chief constable": "force"}, OTHER_PEEL, "for_information"),
    ("Handover of keys.", {}, OTHER_PEEL, "for_information"),
    (
        "The force should see that its shared vetting unit gives reasons.",
        {"The force": "other_force"},
        OTHER_PEEL,
        "for_force_via_collaboration",
    ),
    ("Every chief constable should read chapter 6.", {"Every chief constable": "force"}, OTHER_PEEL, "for_force"),
    ("The service should train.", {"The service": "other"}, FIRE, "not_applicable"),
    ("The number of visits.", {}, FIRE, "not_applicable"),
    (
        "The service and Exampleshire Police should share.",
        {"The service": "other", "Exampleshire Police": "force"},
        FIRE,
        "joint",
    ),
    ("The council should act.", {"The council": "local_authority"}, OTHER_JTAI, "not_applicable"),
    ("Police attendance at conferences.", {}, OTHER_JTAI, "for_information"),
    ("Midwives’ use of the tool.", {}, OTHER_JTAI, "not_applicable"),
    ("Police attendance at conferences.", {}, JTAI, "for_force"),
    ("How well agencies share what they know.", {}, JTAI, "joint"),
    ("Social workers’ visits to children.", {}, JTAI, "for_partners"),
    ("Recording of the lived experience.", {}, JTAI, "needs_decision"),
    ("Contacts received from the police, and who answers.", {}, JTAI, "needs_decision"),
]


@pytest.mark.parametrize(("text", "who", "about", "label"), WHOSE_REPORT)
def test_the_report_decides_whose_the_words_are(text, who, about, label):
    assert ruling(text, who, about).label == label


def test_a_fire_report_is_ours_where_the_profile_says_so():
    both = replace(PROFILE, fire_and_rescue=True)
    assert ruling("The service should train.", {"The service": "other"}, FIRE, both).label == "for_force"


def test_a_heading_may_name_another_force():
    found = ruling("The force should find keys.", {"Northmark Police": "force"}, group_heading="To Northmark Police")
    assert found.label == "for_information"


def test_practice_is_never_an_action():
    assert ruling("A force found keys.", kind=Kind.INNOVATIVE_PRACTICE).label == "for_information"


def test_a_closed_recommendation_asks_nothing_but_a_closed_crime_is_a_failing():
    assert ruling("Recommendation 4 is now closed.", {}, OWN_PEEL).label == "for_information"
    assert ruling("Too many crimes are closed early.", {}, OWN_PEEL).label == "for_force"


def test_in_a_force_in_wales_the_welsh_duty_is_ours():
    welsh = replace(PROFILE, name="Heddlu Morfa", nation="Wales", region=None, neighbours=())
    assert ruling("Welsh forces should agree.", {"Welsh forces": "force"}, THEMATIC, welsh).label == "for_force"
    assert ruling("Welsh forces should agree.", {"Welsh forces": "force"}).label == "not_applicable"


def test_every_ruling_gives_words_and_a_reason():
    for text, who, _ in WHO_ACTS + CONDITIONS:
        found = ruling(text, who)
        assert found.words and all(found.words) and found.reason


@pytest.mark.parametrize(
    "units",
    [
        {"shared_units": ("shared vetting unit with Northmark Police",)},
        {"shared_units": ("Midshires Shared Vetting Unit",)},
        {"shared_units": ("Vetting (Northmark Police)",)},
        {"collaborations": ("Vetting unit shared with Northmark Police", "Midshires ROCU"), "shared_units": ()},
    ],
)
def test_a_shared_unit_may_be_written_in_many_ways(units):
    mine = replace(PROFILE, **units)
    who = {"Any force that does its vetting through a shared unit": "force"}
    text = "Any force that does its vetting through a shared unit should agree terms."
    assert ruling(text, who, profile=mine).label == "for_force_via_collaboration"
    dogs = {"Any force that shares a dog section": "force"}
    assert ruling("Any force that shares a dog section should agree.", dogs, profile=mine).label == "needs_decision"


def test_a_welsh_language_duty_of_a_force_in_wales_does_not_apply():
    about = ("peel", "PEEL 2025–27: an inspection of Heddlu Dyffryn")
    who = {"The force": "other_force"}
    assert ruling("The force should answer callers who wish to speak Welsh.", who, about).label == "not_applicable"
    assert ruling("The force should answer callers.", who, about).label == "for_information"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("In so far as a force shares safes, its chief constable should count keys.", {"its chief constable": "force"}),
        ("Chief constables, if they take part in the pool, should count keys.", {"Chief constables": "force"}),
        ("Some forces have sold their safes. They should buy them back.", {"forces": "force"}),
        ("The county forces whose safes it uses should agree.", {"The county forces whose safes it uses": "force"}),
    ],
)
def test_a_condition_may_be_said_in_many_ways(text, who):
    assert ruling(text, who).label == "needs_decision"


def test_commissioners_with_their_association_are_still_commissioners():
    who = {"PCCs": "local_policing_body", "the APCC": "local_policing_body"}
    assert ruling("PCCs and the APCC should ask about keys.", who).label == "for_local_policing_body"


def test_a_duty_of_their_own_is_more_than_working_with_somebody():
    who = {"The College of Policing": "college_of_policing", "forces": "force"}
    text = "The College of Policing, working with forces, should write a guide"
    assert ruling(f"{text}.", who).label == "national_monitor"
    assert ruling(f"{text}, and forces must apply it.", who).label == "joint"


ELSEWHERE = [
    (("other", "Criminal justice inspection in Northern Ireland: keys"), {"The Department of Justice": "government_other"}),
    (("other", "Safeguarding practice review. Marlshire Safeguarding Children Partnership"), {"Marlshire Council": "local_authority"}),
]  # fmt: skip


@pytest.mark.parametrize(("about", "who"), ELSEWHERE)
def test_a_body_of_another_nation_or_area_is_named_in_the_title_alone(about, who):
    (name,) = who
    assert ruling(f"{name} should lock doors.", who, about).label == "not_applicable"


CORONER = ("other", "Report to prevent future deaths: a death in Exampleshire")


def test_a_report_that_names_only_the_area_is_not_the_forces_own():
    assert ruling("There is no guidance on drones.", {}, CORONER).label == "needs_decision"
    police = ruling("Officers did not look again at the risk.", {}, CORONER)
    assert (police.label, police.is_firm) == ("for_force", False)


def test_under_a_shared_unit_its_board_is_ours():
    about = ("integrity", "An inspection of vetting in Exampleshire Police and Northmark Police")
    found = ruling("The board should meet.", {"The board": "force"}, about, section=("The shared vetting unit",))
    assert found.label == "for_force_via_collaboration"
    assert ruling("The board should meet.", {"The board": "force"}, about).label == "for_force"


def test_telling_a_shared_unit_is_the_forces_own_work():
    who = {"Exampleshire Police": "force"}
    assert ruling("Exampleshire Police should tell the shared vetting unit of changes.", who).label == "for_force"


def test_a_unit_of_ours_beside_a_national_body_is_still_ours():
    who = {"The National Crime Agency": "nca_rocu", "regional organised crime units": "nca_rocu"}
    text = "The National Crime Agency and regional organised crime units should count keys."
    assert ruling(text, who).label == "for_force_via_collaboration"


def test_what_says_that_nothing_is_asked_is_for_information():
    assert ruling("No further action is required.", {}, OWN_PEEL).label == "for_information"
