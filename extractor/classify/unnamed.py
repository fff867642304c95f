"""Rules for items that name nobody: whose report they stand in, or whose work their words describe."""

from __future__ import annotations

import re

from extractor.classify import cues
from extractor.classify.facts import Facts, Ruling
from extractor.classify.mentions import Family
from extractor.classify.parties import OURS, Party
from extractor.classify.setting import Scope, force_names, is_own_name, stem_of
from extractor.domain import Kind, ReportType
from extractor.domain import RelevanceLabel as Label

POLICE_INSPECTIONS = frozenset(
    {
        ReportType.PEEL,
        ReportType.THEMATIC,
        ReportType.NCPI,
        ReportType.INTEGRITY,
        ReportType.CUSTODY,
        ReportType.SPOTLIGHT,
    }
)
"""Programmes that inspect nobody but the police: their areas for improvement are police work without saying so."""
POLICE_REPORTS = POLICE_INSPECTIONS | {ReportType.IOPC_LEARNING, ReportType.REVISIT_LETTER, ReportType.SUPER_COMPLAINT}
"""Publications about nobody but the police: one that names only the force's area is about the force."""


def own_report(facts: Facts) -> Ruling | None:
    """Everything asked in a report about the force alone is for the force."""
    if (
        not facts.is_own_report
        or facts.setting.is_multi_agency
        or facts.setting.is_council_only
        or facts.setting.is_fire
    ):
        return None
    if facts.item.addressees:
        return None
    words = facts.setting.words
    if facts.setting.report_type in POLICE_REPORTS or is_own_name(words, facts.profile):
        return Ruling(Label.FOR_FORCE, "own_report", (words,), "it stands in this force's own report")
    if Family.POLICE not in facts.mentions:
        return None
    police = facts.mentions[Family.POLICE].words
    return Ruling(Label.FOR_FORCE, "own_area", (police,), "it describes police work in the area", is_firm=False)


def board_item(facts: Facts) -> Ruling | None:
    """A list for the safeguarding board is for all its members, the police among them."""
    match = cues.SAFEGUARDING_BOARD.search(facts.heading)
    if facts.setting.is_multi_agency:
        return None
    if match and not facts.setting.is_elsewhere and not facts.setting.is_send:
        return Ruling(Label.JOINT, "board", (match.group(),), "the police are a member of the board")
    return None


SINGLE_AGENCIES = frozenset(
    {Family.POLICE, Family.SOCIAL_CARE, Family.HEALTH, Family.PROBATION, Family.EDUCATION, Family.YOUTH_JUSTICE}
)


def mentioned_agency(facts: Facts) -> Ruling | None:
    """Verbless findings of several agencies: whose work the words describe."""
    if not (facts.setting.is_multi_agency or facts.setting.is_council_only) or (
        not facts.has_only(Party.PARTNERSHIP) and facts.item.addressees
    ):
        return None
    found = facts.mentions
    police, shared = found.get(Family.POLICE), found.get(Family.PARTNERSHIP)
    if police and not police.is_owner and not facts.setting.is_council_only:
        police = None
    if cues.NOT_MULTI_AGENCY.search(facts.item.text):
        shared = None
    if facts.setting.is_send:
        return Ruling(
            Label.FOR_PARTNERS,
            "send",
            facts.first_words,
            "special educational needs are for council and health",
            is_firm=False,
        )
    if police and len(found.keys() & SINGLE_AGENCIES) > 2:
        words = tuple(mention.words for mention in found.values())
        return Ruling(Label.JOINT, "agencies_listed", words, "it names the police and other agencies", is_firm=False)
    if police:
        label = (
            Label.JOINT
            if facts.setting.is_council_only or (shared and shared.start < police.start)
            else Label.FOR_FORCE
        )
        return Ruling(label, "police_work", (police.words,), "it describes police work", is_firm=False)
    if shared:
        return Ruling(
            Label.JOINT, "shared_work", (shared.words,), "it describes work that agencies share", is_firm=False
        )
    others = [each.words for each in found.values() if each.is_owner and each.family is not Family.POLICE]
    if others or facts.setting.is_council_only:
        return Ruling(
            Label.FOR_PARTNERS,
            "partner_work",
            tuple(others) or facts.first_words,
            "it describes other agencies' work",
            is_firm=False,
        )
    return Ruling(Label.NEEDS_DECISION, "agency_unclear", facts.first_words, "no agency is named", is_firm=False)


def nobody_named(facts: Facts) -> Ruling | None:
    """No addressee anywhere: a person decides."""
    if (
        (facts.item.kind is Kind.AREA_FOR_IMPROVEMENT or _is_police_noun_phrase(facts))
        and (Family.POLICE in facts.mentions or facts.setting.report_type in POLICE_INSPECTIONS)
        and not facts.setting.is_elsewhere
    ):
        police = facts.mentions[Family.POLICE].words if Family.POLICE in facts.mentions else facts.first_words[0]
        return Ruling(Label.FOR_FORCE, "police_noun_phrase", (police,), "it describes police work", is_firm=False)
    if facts.has(Party.UNKNOWN) and facts.setting.scope is Scope.NATIONAL and not facts.has(*OURS):
        words = facts.words_of(Party.UNKNOWN)
        return Ruling(
            Label.NATIONAL_MONITOR, "unknown_national", words, "a body outside the force is to act", is_firm=False
        )
    if not facts.item.addressees and not cues.OBLIGATION.search(facts.item.text) and (place := _other_place(facts)):
        return Ruling(Label.FOR_INFORMATION, "told_of_others", (place,), "it tells of another place", is_firm=False)
    if facts.item.addressees:
        words = tuple(addressee.text for addressee in facts.item.addressees)
        return Ruling(
            Label.NEEDS_DECISION,
            "unknown_addressee",
            words,
            "what this body is to the force is not known",
            is_firm=False,
        )
    return Ruling(
        Label.NEEDS_DECISION,
        "no_addressee",
        facts.first_words,
        "nobody is named and no heading says who",
        is_firm=False,
    )


def _is_police_noun_phrase(facts: Facts) -> bool:
    """Whether an item of an inspection of the police asks in nouns alone: "Schedules of unused material: read by"."""
    asks = cues.OBLIGATION.search(facts.item.text) is not None
    known = facts.item.addressees or _other_place(facts)
    in_nouns = Family.POLICE in facts.mentions or LABELLED.match(facts.item.text)
    return bool(facts.setting.report_type in POLICE_INSPECTIONS and in_nouns and not known and not asks)


LABELLED = re.compile(r"[^.:;]{3,80}: (?!\n)\S")
"""A subject and what about it: "Schedules of unused material: read by a supervisor", unlike a verb at the head."""


def _other_place(facts: Facts) -> str | None:
    names = [match.group() for match in force_names(facts.item.text)]
    places = [stem_of(name) for name in facts.profile.neighbours]
    other = [name for name in names if not is_own_name(name, facts.profile)]
    return next((place for place in (*other, *places) if place in facts.item.text), None)
