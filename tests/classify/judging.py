"""Builds an item with its addressees already found, and judges it by rules alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extractor.classify.rules import Ruling, facts_of, rule_on
from extractor.classify.setting import setting_of
from extractor.config import ForceProfile
from extractor.domain import Addressee, AddresseeGroup, ReportType
from tests.factories import recommendation, report

PROFILE = ForceProfile(
    name="Exampleshire Police",
    nation="England",
    region="Midshires",
    local_policing_body="Exampleshire Police, Fire and Crime Commissioner",
    collaborations=("Midshires Regional Organised Crime Unit",),
    shared_units=("shared vetting unit with Northmark Police",),
    neighbours=("Northmark Police",),
)
THEMATIC = ("thematic", "An inspection of how the police keep keys")
OWN_PEEL = ("peel", "PEEL 2025–27: an inspection of Exampleshire Police")
OTHER_PEEL = ("peel", "PEEL 2025–27: an inspection of Northmark Police")
JTAI = ("jtai", "Joint targeted area inspection of Exampleshire: children at risk")
OTHER_JTAI = ("jtai", "Joint targeted area inspection of Larkhaven: children at risk")
FIRE = ("fire_and_rescue", "Fire and rescue service inspection: Exampleshire Fire and Rescue Service")


def ruling(
    text: str,
    who: dict[str, str] | None = None,
    about: tuple[str, str] = THEMATIC,
    profile: ForceProfile = PROFILE,
    **changes: Any,
) -> Ruling:
    """The ruling on an item; ``who`` gives the group of each addressee by its words."""
    addressees = tuple(Addressee(words, None, AddresseeGroup(group)) for words, group in (who or {}).items())
    item = replace(recommendation(text, **changes), addressees=addressees)
    setting = setting_of(report(report_type=ReportType(about[0]), title=about[1]), profile)
    return rule_on(facts_of(item, setting, profile))
