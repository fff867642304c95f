"""Rules for who has to act: our units, the commissioner, the force, national bodies, partners, or several together."""

from __future__ import annotations

import re

from extractor.classify import cues
from extractor.classify.facts import Facts, Ruling
from extractor.classify.mentions import Family
from extractor.classify.parties import OURS, SHARED_UNIT, Party, does_work_of_unit, shares_unit
from extractor.classify.setting import stem_of
from extractor.config import ForceProfile
from extractor.domain import AddresseeGroup
from extractor.domain import RelevanceLabel as Label


def our_unit(facts: Facts) -> Ruling | None:
    """A unit that serves this force, whoever's report it stands in."""
    label = Label.FOR_FORCE_VIA_COLLABORATION
    if facts.has(Party.UNIT) and not facts.has(Party.OWN_FORCE, Party.FORCES, Party.NATIONAL):
        return Ruling(label, "unit", facts.words_of(Party.UNIT), "the unit serves this force")
    if facts.has(Party.UNIT) and facts.has_only(Party.UNIT, Party.OWN_FORCE):
        return Ruling(label, "our_unit_and_we", facts.words_of(Party.UNIT), "the unit serves this force")
    if facts.has(Party.UNIT) and facts.has(*OURS):
        return Ruling(
            Label.JOINT,
            "unit_and_force",
            facts.words_of(Party.UNIT, *OURS),
            "a unit and the forces both have to act",
            is_firm=False,
        )
    if facts.has(Party.UNIT) and facts.has_only(Party.UNIT, Party.NATIONAL):
        words = facts.words_of(Party.UNIT)
        return Ruling(label, "unit_and_national", words, "the unit serves this force", is_firm=False)
    match = (
        _own_shared_unit(facts.item.text, facts.profile) or _unit_shared_with_us(facts) or _unit_of_both_forces(facts)
    )
    if match and facts.has_only(Party.OWN_FORCE, Party.OTHER_FORCE) and not cues.HANDED_TO_UNIT.search(facts.item.text):
        return Ruling(label, "unit_in_text", (match,), "it is about a unit that this force shares")
    headed = _own_shared_unit(facts.heading, facts.profile)
    if headed and facts.parties and all(UNIT_BODY.fullmatch(each.text) for each in facts.item.addressees):
        return Ruling(label, "unit_in_heading", (headed,), "it stands under a unit that this force shares")
    return None


def _unit_shared_with_us(facts: Facts) -> str | None:
    """A partner's words for the unit it shares with this force: "the vetting unit that it shares with Exampleshire"."""
    serves = r"(?:share[sd]?|runs?|serve[sd]?|vets?|works?|acts?)"
    match = re.search(rf"[^.]*\b{serves}\b[^.]*\b{re.escape(stem_of(facts.profile.name))}\b", facts.item.text)
    return match.group().strip() if match and shares_unit(match.group(), facts.profile) else None


def _unit_of_both_forces(facts: Facts) -> str | None:
    """The unit that both forces run, told by its work: "The unit doesn't vet contractors. A and B should see to it"."""
    the_unit = THE_UNIT.search(facts.item.text) if facts.has(Party.OWN_FORCE) and facts.has(Party.OTHER_FORCE) else None
    return the_unit.group() if the_unit and does_work_of_unit(facts.item.text, facts.profile) else None


THE_UNIT = re.compile(r"\b(?:[Tt]he|[Tt]heir) (?:shared |joint )?(?:unit|team|service)\b")
UNIT_BODY = re.compile(
    r"the (?:shared |joint |management )*(?:unit|board|team|service|hub|heads? of (?:the )?unit)", re.I
)
"""What a report on a shared unit calls it and those who run it."""
UNIT_WE_SHARE = re.compile(r"\b[\w-]+ (?:unit|team|department) (?:that|which) (?:it|they|the force|we) shares?\b", re.I)


def _own_shared_unit(text: str, profile: ForceProfile) -> str | None:
    for unit in profile.shared_units:
        name = re.sub(r"\s+(?:with|of|for)\s.*$", "", unit)
        if (start := text.lower().find(name.lower())) >= 0:
            return text[start : start + len(name)]
    match = SHARED_UNIT.search(text) or UNIT_WE_SHARE.search(text)
    return match.group() if match and shares_unit(match.group(), profile) else None


def commissioner(facts: Facts) -> Ruling | None:
    """The commissioner alone, or as fire authority."""
    others = {each.group for each in facts.item.addressees} - {AddresseeGroup.LOCAL_POLICING_BODY}
    if not facts.has(Party.COMMISSIONER) or (
        others and not facts.has_only(Party.COMMISSIONER, Party.FIRE, Party.UNKNOWN)
    ):
        return None
    words = facts.words_of(Party.COMMISSIONER)
    if match := cues.WITH_FORCES.search(facts.item.text):
        return Ruling(
            Label.JOINT, "commissioner_with_forces", (match.group(),), "commissioner and force are to act together"
        )
    if (gap := _unmet_commissioner(facts)) is not None:
        return gap
    if match := UNLESS_TAKEN_ON.search(facts.item.text):
        reason = "it applies on a condition that the profile does not settle"
        return Ruling(Label.NEEDS_DECISION, "commissioner_condition", (match.group().rstrip(","),), reason)
    return Ruling(Label.FOR_LOCAL_POLICING_BODY, "commissioner", words, "it is for the local policing body")


UNLESS_TAKEN_ON = re.compile(
    r"(?:^|[.]\s+)(?:if|where|unless) (?:they|(?:a |the |any |local )?(?:(?:police and crime )?commissioners?|"
    r"local policing bod(?:y|ies)|PCCs?)) (?:have|has|do|does|are|is|hold|holds|chose|choose)\b[^,.]*,",
    re.I,
)
"""What only some commissioners do: "If they have taken on the handling of complaints, local policing bodies should"."""


def _unmet_commissioner(facts: Facts) -> Ruling | None:
    """Commissioners with fire powers, where the force's own body is not one."""
    body = (facts.profile.local_policing_body or "").lower()
    words = " ".join(facts.words_of(Party.COMMISSIONER))
    match = re.search(r"\b(?:who|with|that|which|also)\b[^.;]*\bfire\b", words + facts.item.text[:160], re.I)
    if match and body and not re.search(r"fire|pfcc|mayor", body):
        return Ruling(
            Label.NOT_APPLICABLE, "commissioner_fire", (match.group(),), "this area's commissioner has no fire powers"
        )
    return None


def joint(facts: Facts) -> Ruling | None:
    """The force and somebody else both have to act, or a partnership of which the force is a member."""
    others = (Party.NATIONAL, Party.PARTNER, Party.PARTNERSHIP, Party.COMMISSIONER, Party.UNKNOWN, Party.FIRE)
    groups = {addressee.group for addressee in facts.item.addressees}
    if (
        groups <= {AddresseeGroup.COLLEGE_OF_POLICING, AddresseeGroup.FORCE}
        and len(groups) == 2
        and cues.WORKING_WITH_FORCES.search(facts.item.text)
        and not cues.FORCES_OWN_DUTY.search(facts.item.text)
    ):
        words = facts.words_of(Party.NATIONAL)
        return Ruling(Label.NATIONAL_MONITOR, "with_forces_aside", words, "forces only take part", is_firm=False)
    if facts.has(*OURS) and facts.has(*others):
        return Ruling(
            Label.JOINT, "joint", facts.words_of(*OURS, *others), "the force and another body both have to act"
        )
    if facts.has(*OURS) and facts.has(Party.OTHER_FORCE):
        words = facts.words_of(*OURS, Party.OTHER_FORCE)
        return Ruling(Label.JOINT, "with_other_force", words, "the force and another force both have to act")
    if facts.has(*OURS) and (match := cues.TOGETHER_WITH.search(facts.item.text)):
        return Ruling(Label.JOINT, "together_with", (match.group(),), "the force is to act together with others")
    return _with_partnership(facts) or _national_with_forces(facts, groups)


def _with_partnership(facts: Facts) -> Ruling | None:
    """A partnership's duty is its members', the police among them, unless its work is one agency's."""
    if not facts.has(Party.PARTNERSHIP):
        return None
    words = facts.words_of(Party.PARTNERSHIP)
    if _is_our_work_with_partners(facts, words):
        return Ruling(Label.FOR_FORCE, "own_work", words, "the force's own report describes its work", is_firm=False)
    if facts.setting.is_multi_agency and all(cues.NO_ONES_LEADERS.search(word) for word in words):
        return None
    if facts.setting.is_multi_agency:
        return _shared_or_single(facts, words)
    return Ruling(Label.JOINT, "partnership", words, "the police are a member of the partnership")


def _national_with_forces(facts: Facts, groups: set[AddresseeGroup]) -> Ruling | None:
    """A national body that is to act with forces, and not only to consult them."""
    match = cues.NATIONAL_WITH_FORCES.search(facts.item.text) or cues.WITH_FORCES.search(facts.item.text)
    aside = cues.WORKING_WITH_FORCES.search(facts.item.text) and AddresseeGroup.NPCC not in groups
    if (
        match
        and not aside
        and facts.has_only(Party.NATIONAL)
        and not cues.WITH_FORCE_ONLY_CONSULTED.search(match.group())
    ):
        return Ruling(
            Label.JOINT,
            "national_with_forces",
            (match.group(),),
            "a national body is to act with forces",
            is_firm=False,
        )
    return None


def _is_our_work_with_partners(facts: Facts, words: tuple[str, ...]) -> bool:
    """The force's own report that speaks of a hub or conference without putting it under a duty."""
    if any(addressee.inherited for addressee in facts.item.addressees) or cues.OBLIGATION.search(facts.item.text):
        return False
    alone = facts.is_own_report and not (facts.setting.is_multi_agency or facts.setting.is_council_only)
    return alone and not any(
        facts.item.text.lower().startswith((word.lower(), f"the {word.lower()}")) for word in words
    )


def _shared_or_single(facts: Facts, words: tuple[str, ...]) -> Ruling:
    """An item of several agencies that names a partnership: the police's own work where they are named first."""
    police, shared = facts.mentions.get(Family.POLICE), facts.mentions.get(Family.PARTNERSHIP)
    if police and police.is_owner and (shared is None or police.start < shared.start):
        return Ruling(Label.FOR_FORCE, "police_first", (police.words,), "it describes police work", is_firm=False)
    return Ruling(Label.JOINT, "partnership_named", words, "the police are a member of the partnership", is_firm=False)


def force_only(facts: Facts) -> Ruling | None:
    """Chief constables, forces, the own force or its staff."""
    if not facts.has(*OURS):
        return None
    return Ruling(Label.FOR_FORCE, "force", facts.words_of(*OURS), "it is addressed to the force")


def national_only(facts: Facts) -> Ruling | None:
    """National bodies or Government: to be watched."""
    if facts.has_only(Party.NATIONAL):
        return Ruling(
            Label.NATIONAL_MONITOR, "national", facts.words_of(Party.NATIONAL), "only a national body has to act"
        )
    if facts.has(Party.NATIONAL) and facts.has_only(
        Party.NATIONAL, Party.UNKNOWN, Party.ABROAD, Party.PARTNER, Party.COMMISSIONER, Party.OTHER_FORCE
    ):
        words = facts.words_of(Party.NATIONAL)
        return Ruling(Label.NATIONAL_MONITOR, "national_mixed", words, "national bodies have to act", is_firm=False)
    return None


def partners_only(facts: Facts) -> Ruling | None:
    """Councils, health, probation, schools."""
    if not facts.has(Party.PARTNER) or not facts.has_only(Party.PARTNER, Party.UNKNOWN, Party.COMMISSIONER):
        return None
    words = facts.words_of(Party.PARTNER)
    if _is_our_work_with_partners(facts, words):
        return Ruling(Label.FOR_FORCE, "own_work", words, "the force's own report describes its work", is_firm=False)
    police = facts.mentions.get(Family.POLICE) or facts.mentions.get(Family.PARTNERSHIP)
    if (
        facts.setting.is_council_only
        and not facts.setting.is_send
        and police
        and not cues.NOT_MULTI_AGENCY.search(facts.item.text)
    ):
        return Ruling(
            Label.JOINT, "partner_with_police", (police.words,), "a council's duty that needs the police", is_firm=False
        )
    shared = facts.mentions.get(Family.PARTNERSHIP)
    if facts.setting.is_multi_agency and shared and next(iter(facts.mentions)) is Family.PARTNERSHIP:
        return Ruling(
            Label.JOINT, "shared_first", (shared.words,), "it describes work that agencies share", is_firm=False
        )
    firm = not (facts.setting.is_multi_agency and shared)
    return Ruling(Label.FOR_PARTNERS, "partner", words, "it is for partner agencies", is_firm=firm)
