"""The rule table: structure decides what a report's own words settle, and says which words.

Rules are asked in the order of ``RULES``; the first that answers is the ruling. A *firm* ruling stands; a soft one is
a suggestion that the model weighs together with the wording (``relevance.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extractor.classify import cues
from extractor.classify.mentions import Family, Mention, find_mentions
from extractor.classify.parties import OURS, SHARED_UNIT, Party, party_of, shares_unit
from extractor.classify.setting import Scope, Setting, force_names, is_own_name, stem_of
from extractor.config import ForceProfile
from extractor.domain import NEVER_AN_ACTION, Addressee, AddresseeGroup, Kind, Recommendation, RelevanceLabel

Label = RelevanceLabel


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says: label, the words that decided, why, and whether it stands against the model."""

    label: RelevanceLabel
    rule: str
    words: tuple[str, ...]
    reason: str
    is_firm: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the rules ask about one item, gathered once.

    ``heading`` joins what stands above the item; ``whole`` is heading, title and text as one string.
    """

    item: Recommendation
    setting: Setting
    profile: ForceProfile
    heading: str
    whole: str
    parties: tuple[Party, ...]
    mentions: dict[Family, Mention] = field(default_factory=dict)

    @property
    def is_own_report(self) -> bool:
        """Whether the report is about the configured force or its area."""
        return self.setting.scope is Scope.OWN

    def has(self, *parties: Party) -> bool:
        """Whether any of these parties is addressed."""
        return any(party in parties for party in self.parties)

    def has_only(self, *parties: Party) -> bool:
        """Whether somebody is addressed, and nobody but these."""
        return bool(self.parties) and all(party in parties for party in self.parties)

    def words_of(self, *parties: Party) -> tuple[str, ...]:
        """The verbatim words of the addressees that are these parties."""
        pairs = zip(self.item.addressees, self.parties, strict=False)
        return tuple(addressee.text for addressee, party in pairs if party in parties)

    @property
    def first_words(self) -> tuple[str, ...]:
        """The item's own opening, where nothing better proves a ruling."""
        return (" ".join(self.item.text.split()[:8]),)


def facts_of(item: Recommendation, setting: Setting, profile: ForceProfile) -> Facts:
    """The facts of an item in its setting."""
    above = [*item.section, item.group_heading, item.responsible_body, item.lead_in]
    heading = " · ".join(dict.fromkeys(part for part in above if part))
    near = _item_setting(item, heading, setting, profile)
    whole = "\n".join(part for part in (heading, item.title, item.text) if part)
    mentions = find_mentions(item.text)
    if near.is_multi_agency and mentions:
        item = replace(item, addressees=_addressed_itself(item))
    if cues.NOT_MULTI_AGENCY.search(item.text):
        item = replace(item, addressees=tuple(each for each in item.addressees if each.text.lower() != "partnership"))
    parties = tuple(party_of(addressee, near, profile, item.text) for addressee in item.addressees)
    if any(cues.FORCE_AND_OTHERS.search(each.text) for each in item.addressees if each.group is AddresseeGroup.FORCE):
        parties = (*parties, Party.UNKNOWN)
    return Facts(item, near, profile, heading, whole, parties, mentions)


def _addressed_itself(item: Recommendation) -> tuple[Addressee, ...]:
    """Addressees of an inspection of several agencies that the item has from its own words or from a lead-in.

    A chapter heading there ("Leadership and management and the Local Safeguarding Children Board") names a subject.
    """
    lead = " ".join(part for part in (item.group_heading, item.lead_in, item.responsible_body) if part)
    return tuple(
        each
        for each in item.addressees
        if not each.inherited or item.responsible_body or cues.OBLIGATION.search(lead) or lead.startswith("Recommend")
    )


def _item_setting(item: Recommendation, heading: str, setting: Setting, profile: ForceProfile) -> Setting:
    """The setting of one item: a heading such as "to Northmark Police" names a force that the title did not."""
    if setting.scope is not Scope.NATIONAL:
        return setting
    near = " · ".join(part for part in (item.group_heading, item.responsible_body, item.lead_in) if part)
    names = [match.group() for match in force_names(near)]
    if not names:
        return setting
    scope = Scope.OWN if any(is_own_name(name, profile) for name in names) else Scope.OTHER_FORCE
    return Setting(scope, names[0], setting.report_type, setting.is_fire, setting.is_welsh, setting.is_multi_agency)


# ---------------------------------------------------------------------------- not for us at all


def fire_only(facts: Facts) -> Ruling | None:
    """Fire and rescue business is another organization's, unless the profile says that the two are one."""
    if not (facts.setting.is_fire or facts.has_only(Party.FIRE)) or facts.has(Party.COMMISSIONER):
        return None
    if facts.has(*OURS) and not facts.has_only(*OURS):
        return Ruling(
            Label.JOINT,
            "fire_joint",
            facts.words_of(*OURS, Party.FIRE),
            "a fire report that gives the police a duty too",
        )
    if facts.has(*OURS) and facts.words_of(*OURS) and not facts.is_own_report:
        return None
    if facts.has(Party.OWN_FORCE) and any(
        is_own_name(words, facts.profile) for words in facts.words_of(Party.OWN_FORCE)
    ):
        return None
    words = facts.words_of(Party.FIRE) or (facts.setting.words or "fire and rescue",)
    if facts.profile.fire_and_rescue:
        return Ruling(Label.FOR_FORCE, "fire_ours", words, "fire and rescue is part of this organization")
    return Ruling(Label.NOT_APPLICABLE, "fire", words, "it is for the fire and rescue service only")


def abroad_only(facts: Facts) -> Ruling | None:
    """Duties outside the force's nation."""
    if facts.has_only(Party.ABROAD):
        return Ruling(
            Label.NOT_APPLICABLE, "abroad", facts.words_of(Party.ABROAD), f"it applies outside {facts.profile.nation}"
        )
    if (
        facts.profile.nation != "England"
        or (facts.has(*OURS, Party.UNIT)
        and not cues.WELSH_ONLY.search(facts.item.text))
    ):
        return None
    if (match := cues.WELSH_ONLY.search(facts.whole)) and not facts.has(Party.NATIONAL):
        return Ruling(Label.NOT_APPLICABLE, "welsh", (match.group(),), "it applies to Wales only")
    match = re.search(r"\bWelsh[ -](?:speak\w+|language|medium)?|\bin Welsh\b", facts.item.text)
    if match and facts.setting.is_welsh and facts.setting.is_elsewhere:
        return Ruling(
            Label.NOT_APPLICABLE,
            "welsh_language",
            (match.group().strip(),),
            "a Welsh-language duty of a force in Wales",
        )
    return None


def elsewhere_body(facts: Facts) -> Ruling | None:
    """Another area's council or health body can teach the force nothing it has to do."""
    if facts.setting.scope is not Scope.OTHER_AREA or not facts.has_only(Party.OTHER_BODY, Party.PARTNER):
        return None
    if (
        any(addressee.group.value == "partnership" for addressee in facts.item.addressees)
        or Family.POLICE in facts.mentions
    ):
        return Ruling(
            Label.FOR_INFORMATION,
            "other_partnership",
            facts.words_of(Party.OTHER_BODY),
            f"it is about {facts.setting.words}",
        )
    words = facts.words_of(Party.OTHER_BODY, Party.PARTNER)
    return Ruling(Label.NOT_APPLICABLE, "other_area_body", words, f"a body of another area, {facts.setting.words}")


# ------------------------------------------------------------------------------- nothing is asked


def nothing_asked(facts: Facts) -> Ruling | None:
    """Practice examples, conclusions and closures put nobody under a duty."""
    item = facts.item
    if item.kind in NEVER_AN_ACTION:
        return Ruling(
            Label.FOR_INFORMATION, "kind", (item.kind.value.replace("_", " "),), "the report asks nobody to act here"
        )
    if (match := cues.PRACTICE_HEADING.search(item.group_heading or "")) and not cues.OBLIGATION.search(item.text):
        return Ruling(
            Label.FOR_INFORMATION, "practice_heading", (match.group(),), "it stands under a heading of praise"
        )
    if cues.OBLIGATION.search(item.text):
        return None
    match = cues.CLOSURE.search(item.text) or cues.PRAISE_FOR_OTHERS.search(item.text)
    if match:
        return Ruling(Label.FOR_INFORMATION, "closure", (match.group(),), "it reports or praises and asks for nothing")
    return None


# --------------------------------------------------------------------------- collaboration, others


def our_unit(facts: Facts) -> Ruling | None:
    """A unit that serves this force, whoever's report it stands in."""
    label = Label.FOR_FORCE_VIA_COLLABORATION
    if facts.has(Party.UNIT) and not facts.has(Party.OWN_FORCE, Party.FORCES, Party.NATIONAL):
        return Ruling(label, "unit", facts.words_of(Party.UNIT), "the unit serves this force")
    if facts.has(Party.UNIT) and facts.has(*OURS):
        return Ruling(
            Label.JOINT,
            "unit_and_force",
            facts.words_of(Party.UNIT, *OURS),
            "a unit and the forces both have to act",
            is_firm=False,
        )
    match = _own_shared_unit(facts.item.text, facts.profile) or _unit_shared_with_us(facts)
    if match and facts.has_only(Party.OWN_FORCE, Party.OTHER_FORCE):
        return Ruling(label, "unit_in_text", (match,), "it is about a unit that this force shares")
    return None


def _unit_shared_with_us(facts: Facts) -> str | None:
    """A partner's words for the unit it shares with this force: "the vetting unit that it shares with Exampleshire"."""
    match = re.search(rf"[^.]*\bshare[sd]?\b[^.]*\b{re.escape(stem_of(facts.profile.name))}\b", facts.item.text)
    return match.group().strip() if match and shares_unit(match.group(), facts.profile) else None


def _own_shared_unit(text: str, profile: ForceProfile) -> str | None:
    for unit in profile.shared_units:
        name = re.sub(r"\s+(?:with|of|for)\s.*$", "", unit)
        if (start := text.lower().find(name.lower())) >= 0:
            return text[start : start + len(name)]
    match = SHARED_UNIT.search(text)
    return match.group() if match and shares_unit(match.group(), profile) else None


def other_force(facts: Facts) -> Ruling | None:
    """Another force's own item is there to learn from."""
    reason = f"it is for {facts.setting.words or 'another force'}"
    if facts.has_only(Party.OTHER_FORCE, Party.OTHER_BODY, Party.UNKNOWN, Party.PARTNER) and facts.has(
        Party.OTHER_FORCE, Party.OTHER_BODY
    ):
        if facts.setting.is_elsewhere or not facts.has(Party.PARTNER):
            return Ruling(
                Label.FOR_INFORMATION, "other_force", facts.words_of(Party.OTHER_FORCE, Party.OTHER_BODY), reason
            )
    elif facts.setting.scope is Scope.OTHER_AREA and not facts.parties and _speaks_only_of_partners(facts):
        words = tuple(mention.words for mention in facts.mentions.values())
        return Ruling(Label.NOT_APPLICABLE, "other_area_work", words, f"bodies of another area, {facts.setting.words}")
    elif facts.setting.is_elsewhere and not facts.has(*OURS, Party.UNIT, Party.NATIONAL, Party.COMMISSIONER):
        return Ruling(
            Label.FOR_INFORMATION, "other_report", (facts.setting.words,), f"the report is about {facts.setting.words}"
        )
    return None


def _speaks_only_of_partners(facts: Facts) -> bool:
    return bool(facts.mentions) and not facts.mentions.keys() & {Family.POLICE, Family.PARTNERSHIP}


# ----------------------------------------------------------------------------- conditions


def condition(facts: Facts) -> Ruling | None:
    """A duty for some forces only: settled by the profile, or for a person to decide."""
    if not facts.has(*OURS, Party.UNIT) or facts.is_own_report:
        return None
    for settle in (_settled_unit, _settled_region, _settled_nation):
        if ruling := settle(facts):
            return ruling
    reason = "it applies on a condition that the profile does not settle"
    if (words := _open_condition(facts)) is not None:
        return Ruling(Label.NEEDS_DECISION, "condition", (words,), reason)
    if match := cues.ARRANGEMENT_CLAUSE.search(facts.item.text):
        return Ruling(Label.NEEDS_DECISION, "arrangement", (match.group("clause").rstrip(","),), reason, is_firm=False)
    return None


def _addressed_windows(facts: Facts) -> list[str]:
    """Each force addressee with the words that follow it, where a restricting clause would stand."""
    windows = []
    for words in facts.words_of(*OURS, Party.UNIT):
        start = facts.whole.find(words)
        windows.append(facts.whole[start : start + len(words) + 60] if start >= 0 else words)
    return windows


def _open_condition(facts: Facts) -> str | None:
    if match := cues.CONDITION_PHRASE.search(facts.item.text):
        return match.group().strip(" ,.;")
    windows = [(window, cues.CONDITION_ON_FORCE.match(window)) for window in _addressed_windows(facts)]
    if windows and all(match for _, match in windows):
        return re.split(r" (?:should|must|ought|need)\b|,", windows[0][0])[0].strip()
    match = re.search(
        r"(?:^|[.;,]\s+)((?:where|if|unless|in (?:those )?(?:areas|forces))\b[^.]*)", facts.item.text, re.I
    )
    if match and cues.CONDITION_ON_FORCE.search(match.group(1)):
        return match.group(1).split(",")[0]
    return None


def _settled_unit(facts: Facts) -> Ruling | None:
    for window in _addressed_windows(facts):
        shared = cues.SHARED_ARRANGEMENT.search(window)
        if (
            shared
            and shares_unit(window, facts.profile)
            and (cues.CONDITION_ON_FORCE.search(window) or SHARED_UNIT.search(window))
        ):
            words = window.split(" should")[0]
            return Ruling(
                Label.FOR_FORCE_VIA_COLLABORATION, "condition_unit", (words,), "the profile lists such a shared unit"
            )
    return None


def _settled_region(facts: Facts) -> Ruling | None:
    match = cues.REGIONAL_FORCES.search(facts.item.text)
    if match and facts.setting.scope is Scope.OWN_REGION and facts.has(*OURS):
        return Ruling(
            Label.FOR_FORCE,
            "condition_region",
            (match.group(),),
            f"this force lies in the {facts.profile.region} region",
        )
    region = facts.profile.region
    if (
        region
        and facts.has(*OURS)
        and re.search(rf"\bforces (?:in|of|across) (?:the )?{re.escape(region)}\b", facts.item.text)
    ):
        return Ruling(
            Label.FOR_FORCE, "condition_region", (f"forces in {region}",), "this force lies in the region named"
        )
    return None


def _settled_nation(facts: Facts) -> Ruling | None:
    if facts.profile.nation != "England" or _open_condition_after_nation(facts):
        return None
    match = cues.SETTLED_NATION.search(facts.item.text) or cues.OUTSIDE_LONDON.search(facts.item.text)
    if match and facts.has_only(*OURS):
        return Ruling(
            Label.FOR_FORCE, "condition_nation", (match.group(),), "an English force outside London is within its scope"
        )
    return None


def _open_condition_after_nation(facts: Facts) -> bool:
    return re.search(r"in England (?:that|which|who|without|yet)", facts.item.text) is not None


# --------------------------------------------------------------------------- who has to act


def commissioner(facts: Facts) -> Ruling | None:
    """The commissioner alone, or as fire authority."""
    if not facts.has(Party.COMMISSIONER) or not facts.has_only(Party.COMMISSIONER, Party.FIRE, Party.UNKNOWN):
        return None
    words = facts.words_of(Party.COMMISSIONER)
    if match := cues.WITH_FORCES.search(facts.item.text):
        return Ruling(
            Label.JOINT, "commissioner_with_forces", (match.group(),), "commissioner and force are to act together"
        )
    if (gap := _unmet_commissioner(facts)) is not None:
        return gap
    return Ruling(Label.FOR_LOCAL_POLICING_BODY, "commissioner", words, "it is for the local policing body")


def _unmet_commissioner(facts: Facts) -> Ruling | None:
    """Commissioners with fire powers, where the force's own body is not one."""
    body = (facts.profile.local_policing_body or "").lower()
    words = " ".join(facts.words_of(Party.COMMISSIONER))
    match = re.search(r"\b(?:who|with|that|which|also)\b[^.;]*\bfire\b", words + facts.item.text[:160], re.I)
    if match and body and "fire" not in body and "mayor" not in body:
        return Ruling(
            Label.NOT_APPLICABLE, "commissioner_fire", (match.group(),), "this area's commissioner has no fire powers"
        )
    return None


def joint(facts: Facts) -> Ruling | None:
    """The force and somebody else both have to act, or a partnership of which the force is a member."""
    others = (Party.NATIONAL, Party.PARTNER, Party.PARTNERSHIP, Party.COMMISSIONER, Party.UNKNOWN, Party.FIRE)
    if facts.has(*OURS) and facts.has(*others):
        return Ruling(
            Label.JOINT, "joint", facts.words_of(*OURS, *others), "the force and another body both have to act"
        )
    if facts.has(*OURS) and (match := cues.TOGETHER_WITH.search(facts.item.text)):
        return Ruling(Label.JOINT, "together_with", (match.group(),), "the force is to act together with others")
    if facts.has(Party.PARTNERSHIP):
        words = facts.words_of(Party.PARTNERSHIP)
        if _is_our_work_with_partners(facts, words):
            return Ruling(Label.FOR_FORCE, "own_work", words, "the force's own report describes its work", is_firm=False)
        if facts.setting.is_multi_agency and all(cues.NO_ONES_LEADERS.search(word) for word in words):
            return None
        if facts.setting.is_multi_agency:
            return _shared_or_single(facts, words)
        return Ruling(Label.JOINT, "partnership", words, "the police are a member of the partnership")
    match = cues.NATIONAL_WITH_FORCES.search(facts.item.text) or cues.WITH_FORCES.search(facts.item.text)
    if match and facts.has_only(Party.NATIONAL) and not cues.WITH_FORCE_ONLY_CONSULTED.search(match.group()):
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
    alone = facts.is_own_report and not (facts.setting.is_multi_agency or facts.setting.is_council_only)
    return alone and not any(facts.item.text.lower().startswith((word.lower(), f"the {word.lower()}")) for word in words)


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
        return Ruling(Label.JOINT, "shared_first", (shared.words,), "it describes work that agencies share", is_firm=False)
    firm = not (facts.setting.is_multi_agency and shared)
    return Ruling(Label.FOR_PARTNERS, "partner", words, "it is for partner agencies", is_firm=firm)


# ------------------------------------------------------------------------------ nobody is named


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
    return Ruling(Label.FOR_FORCE, "own_report", (words,), "it stands in this force's own report")


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
    if (
        not (facts.setting.is_multi_agency or facts.setting.is_council_only)
        or (not facts.has_only(Party.PARTNERSHIP)
        and facts.item.addressees)
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
            Label.JOINT if facts.setting.is_council_only or (shared and shared.start < police.start) else Label.FOR_FORCE
        )
        return Ruling(label, "police_work", (police.words,), "it describes police work", is_firm=False)
    if shared:
        return Ruling(
            Label.JOINT, "shared_work", (shared.words,), "it describes work that agencies share", is_firm=False
        )
    others = [mention.words for mention in found.values()]
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
        facts.item.kind is Kind.AREA_FOR_IMPROVEMENT
        and Family.POLICE in facts.mentions
        and not facts.setting.is_elsewhere
    ):
        police = facts.mentions[Family.POLICE].words
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


def _other_place(facts: Facts) -> str | None:
    names = [match.group() for match in force_names(facts.item.text)]
    places = [stem_of(name) for name in facts.profile.neighbours]
    other = [name for name in names if not is_own_name(name, facts.profile)]
    return next((place for place in (*other, *places) if place in facts.item.text), None)


RULES: tuple[Callable[[Facts], Ruling | None], ...] = (
    fire_only,
    abroad_only,
    elsewhere_body,
    nothing_asked,
    our_unit,
    other_force,
    condition,
    commissioner,
    joint,
    force_only,
    board_item,
    national_only,
    partners_only,
    own_report,
    mentioned_agency,
    nobody_named,
)


def rule_on(facts: Facts) -> Ruling:
    """The first ruling that the table gives; the last rule always answers."""
    for rule in RULES:
        if (ruling := rule(facts)) is not None:
            return ruling
    raise AssertionError("nobody_named answers everything")


__all__ = ["Facts", "Ruling", "facts_of", "rule_on"]
