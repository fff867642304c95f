"""Rules for what is not for this force: fire, other nations, other areas, other forces, and what asks for nothing."""

from __future__ import annotations

from extractor.classify import cues
from extractor.classify.facts import Facts, Ruling
from extractor.classify.mentions import Family
from extractor.classify.parties import OURS, Party
from extractor.classify.setting import Scope, force_names, is_body_elsewhere, is_own_name
from extractor.domain import NEVER_AN_ACTION, AddresseeGroup
from extractor.domain import RelevanceLabel as Label

LOCAL_GROUPS = frozenset({AddresseeGroup.LOCAL_AUTHORITY, AddresseeGroup.HEALTH, AddresseeGroup.PROBATION})


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
    named = (*facts.words_of(Party.OWN_FORCE), *(match.group() for match in force_names(facts.item.text)))
    if facts.has(Party.OWN_FORCE) and any(is_own_name(words, facts.profile) for words in named):
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
    if facts.setting.is_abroad and not facts.has(*OURS, Party.UNIT, Party.COMMISSIONER):
        words = (facts.setting.words,) if facts.setting.words else facts.first_words
        return Ruling(Label.NOT_APPLICABLE, "abroad_report", words, f"it applies outside {facts.profile.nation}")
    if facts.profile.nation != "England" or (
        facts.has(*OURS, Party.UNIT) and not cues.WELSH_ONLY.search(facts.item.text)
    ):
        return None
    if (match := cues.WELSH_ONLY.search(facts.whole)) and not facts.has(Party.NATIONAL):
        return Ruling(Label.NOT_APPLICABLE, "welsh", (match.group(),), "it applies to Wales only")
    match = cues.WELSH_LANGUAGE.search(facts.item.text)
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
    if facts.setting.scope is Scope.OTHER_FORCE and _names_partners_there(facts):
        words = tuple(addressee.text for addressee in facts.item.addressees)
        reason = f"a body of another area, {facts.setting.words}"
        return Ruling(Label.NOT_APPLICABLE, "other_area_partner", words, reason)
    if facts.setting.scope is Scope.NATIONAL and _names_partners_elsewhere(facts):
        words = tuple(addressee.text for addressee in facts.item.addressees)
        return Ruling(Label.NOT_APPLICABLE, "body_elsewhere", words, "a body of another area", is_firm=False)
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


def _names_partners_there(facts: Facts) -> bool:
    """Whether another force's report puts only a council, health body or the like under a duty, by name."""
    return bool(facts.item.addressees) and all(
        each.group in LOCAL_GROUPS and not each.inherited for each in facts.item.addressees
    )


def _names_partners_elsewhere(facts: Facts) -> bool:
    """Whether a national report puts only councils and health bodies of other places under a duty."""
    return bool(facts.item.addressees) and all(
        each.group in LOCAL_GROUPS and is_body_elsewhere(each.text, facts.profile) for each in facts.item.addressees
    )


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
    if match := cues.NO_ACTION.search(item.text):
        return Ruling(Label.FOR_INFORMATION, "no_action", (match.group(),), "it says that nothing is asked")
    if cues.OBLIGATION.search(item.text):
        return None
    match = cues.CLOSURE.search(item.text) or cues.PRAISE_FOR_OTHERS.search(item.text)
    if match:
        return Ruling(Label.FOR_INFORMATION, "closure", (match.group(),), "it reports or praises and asks for nothing")
    return None


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
    elif (
        facts.setting.is_elsewhere and facts.has(Party.OTHER_BODY) and facts.has_only(Party.OTHER_BODY, Party.NATIONAL)
    ):
        return Ruling(
            Label.FOR_INFORMATION, "other_with_national", facts.words_of(Party.OTHER_BODY), reason, is_firm=False
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
