from __future__ import annotations

import pytest

from extractor.classify.setting import Scope, is_body_elsewhere, is_own_name, report_type_of, setting_of
from extractor.config import ForceProfile
from extractor.domain import ReportType
from tests.classify.judging import PROFILE
from tests.factories import report

TITLES = [
    ("PEEL 2023–25: an inspection of Exampleshire Police", "peel", Scope.OWN),
    ("PEEL 2023–25: an inspection of Northmark Police", "peel", Scope.OTHER_FORCE),
    ("The Brackenbury Review: standards in the Metropolitan Police Service", "independent_review", Scope.OTHER_FORCE),
    ("IOPC learning recommendation: vehicle pursuit, Northmark", "iopc_learning", Scope.OTHER_FORCE),
    ("IOPC learning recommendations: records, Exampleshire", "iopc_learning", Scope.OWN),
    ("An inspection of the Midshires regional response to organised crime", "peel", Scope.OWN_REGION),
    ("An inspection of the Eastmoor regional response to organised crime", "peel", Scope.OTHER_FORCE),
    ("Joint targeted area inspection of Larkhaven: front door", "jtai", Scope.OTHER_AREA),
    ("Joint targeted area inspection of Exampleshire: front door", "jtai", Scope.OWN),
    ("An inspection of how the National Police Chiefs’ Council plans", "thematic", Scope.NATIONAL),
    ("An inspection of how Police and Crime Commissioners plan", "thematic", Scope.NATIONAL),
]


@pytest.mark.parametrize(("title", "kind", "scope"), TITLES)
def test_the_title_says_whose_report_it_is(title, kind, scope):
    assert setting_of(report(title=title, report_type=ReportType(kind)), PROFILE).scope == scope


REAL_AREAS = [
    ("Joint targeted area inspection of Bracknell Forest", "Thames Valley Police", Scope.OWN),
    ("Joint targeted area inspection of Bracknell Forest", "Sussex Police", Scope.OTHER_AREA),
    ("Area SEND inspection of Bury Local Area Partnership", "Greater Manchester Police", Scope.OWN),
    ("Inspection of North Somerset children’s services", "Avon and Somerset Constabulary", Scope.OWN),
    # No list has it: the people of a real force must not miss a letter about a new council.
    ("Joint targeted area inspection of Newcouncil", "Sussex Police", Scope.NATIONAL),
]


@pytest.mark.parametrize(("title", "force", "scope"), REAL_AREAS)
def test_council_areas_are_known(title, force, scope):
    setting = setting_of(report(title=title, report_type=ReportType.JTAI), ForceProfile(name=force))
    assert setting.scope == scope


def test_the_force_inspected_beats_the_title():
    assert setting_of(report(title="An inspection", force="Northmark Police"), PROFILE).scope == Scope.OTHER_FORCE
    assert setting_of(report(title="An inspection", force="Exampleshire Police"), PROFILE).scope == Scope.OWN


@pytest.mark.parametrize(
    ("name", "is_own"),
    [
        ("That Exampleshire Police", True),
        ("Exampleshire Constabulary", True),
        ("Exampleshire County Council", False),
        ("Northmark Police", False),
        ("East Exampleshire", False),
    ],
)
def test_the_own_name_is_known_in_other_words(name, is_own):
    assert is_own_name(name, PROFILE) is is_own
    assert is_own_name("Commander Metropolitan Police", ForceProfile(name="Metropolitan Police Service"))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", "other"),
        ("angiolini_style_inquiry", "public_inquiry"),
        ("cause_of_concern", "peel"),
        ("fire_service", "fire_and_rescue"),
        ("Home Affairs select committee", "select_committee"),
        ("sending", "other"),
    ],
)
def test_report_types_have_many_names(words, kind):
    assert report_type_of(words) == kind


def test_the_councils_that_the_profile_names_are_the_force_s_own():
    here = ForceProfile(name="Exampleshire Police", areas=("Ullen Vale",))
    about = report(title="Area SEND inspection of Ullen Vale Local Area Partnership", report_type=ReportType.JTAI)
    assert setting_of(about, here).scope == Scope.OWN
    assert setting_of(about, ForceProfile(name="Exampleshire Police")).scope == Scope.OTHER_AREA


@pytest.mark.parametrize(
    ("name", "force", "elsewhere"),
    [
        ("Eastmoor Borough Council", ForceProfile("Exampleshire Police"), True),
        ("Ullen Vale Council", ForceProfile("Exampleshire Police", areas=("Ullen Vale",)), False),
        ("the council", ForceProfile("Exampleshire Police"), False),
        ("NHS Midshires Integrated Care Board", ForceProfile("Exampleshire Police", region="Midshires"), False),
        ("Doncaster Council", ForceProfile("South Yorkshire Police"), False),
        ("Doncaster Council", ForceProfile("Kent Police"), True),
        ("A council of a new name", ForceProfile("Kent Police"), False),
    ],
)
def test_a_council_is_named_after_its_place(name, force, elsewhere):
    assert is_body_elsewhere(name, force) is elsewhere
