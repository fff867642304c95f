"""Rules for duties that only some forces have: the profile settles them, or a person does."""

from __future__ import annotations

import re

from extractor.classify import cues
from extractor.classify.facts import Facts, Ruling
from extractor.classify.parties import OURS, SHARED_UNIT, Party, shares_unit
from extractor.classify.setting import Scope
from extractor.domain import RelevanceLabel as Label


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
        r"(?:^|[.;,]\s+)((?:where|if|unless|in ?so ?far as|to the extent that|"
        r"in (?:those |an? )?(?:areas?|forces?))\b[^.]*)",
        facts.item.text,
        re.I,
    )
    if match and cues.CONDITION_ON_FORCE.search(match.group(1)):
        return match.group(1).split(",")[0]
    return None


def _settled_unit(facts: Facts) -> Ruling | None:
    if cues.HANDED_TO_UNIT.search(facts.item.text):
        return None
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
