"""On whom an item puts its duty, as far as matching needs to know: on this force, or on nobody here.

An item for another force or a national body still bears on an action as evidence, but it cannot be covered by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from extractor.domain import NEVER_AN_ACTION, Action, AddresseeGroup, Recommendation, Report

FORCE_NAME = re.compile(r"\b((?:[A-Z][\w’'-]+\s+(?:and\s+)?){1,4}?)(Police|Constabulary|Police Service)\b")
NOT_A_FORCE = frozenset("the a our every each all british national chief metropolitan city local force".split())
BODIES = (
    r"(?:home (?:office|secretary)|(?:his|her) majesty's government|government|ministry of justice|ministers?|"
    r"secretary of state|"
    r"college(?: of policing)?|national police chiefs.? council|NPCC|crown prosecution service|CPS|HMICFRS|IOPC|"
    r"independent office for police conduct|NHS england|NHS|department (?:for|of) [a-z ]+|"
    r"local authorit(?:y|ies)|councils?|"
    r"parliament|police and crime commissioners?|PCCs?|local policing bod(?:y|ies)|ofcom|attorney general|"
    r"national crime agency|NCA|regulators?|probation service|integrated care boards?|health (?:trusts?|boards?)|"
    r"association of police and crime commissioners|(?:the )?judiciary|courts?|prisons?|prison governors|schools)"
)
"""Bodies other than a police force, as a report addresses them."""
THEIRS = re.compile(
    rf"^(?:by [^,]{{3,40}}, )?(?:the )?{BODIES}\b[^.]{{0,80}}?\b(?:should|must|ought|needs? to)\b", re.IGNORECASE
)
ADDRESSED_TO_THEM = re.compile(rf"^(?:the )?{BODIES}$", re.IGNORECASE)
POLICE_TOO = re.compile(
    r"\b(?:forces?|chief constables?|police(?! and crime| ombudsman| federation| chiefs)|officers)\b", re.IGNORECASE
)
ENOUGH = 2000
"""Actions after which the plan has said often enough whose it is."""
FORCE_GROUPS = frozenset({AddresseeGroup.FORCE, AddresseeGroup.PARTNERSHIP})


@dataclass(frozen=True, slots=True)
class OwnForce:
    """Names the force goes by, lower case; empty where nobody has said and no text gives it away."""

    names: frozenset[str]

    def is_named(self, text: str) -> bool:
        """Whether one of its names stands in the text."""
        lower = text.lower()
        return any(name in lower for name in self.names)


def guess_own_force(actions: Iterable[Action], titles: Iterable[str]) -> OwnForce:
    """The force that a plan names most often, or else the one that most report titles name.

    >>> guess_own_force([Action("1", "Exampleshire Police should act.")], []).names
    frozenset({'exampleshire police'})
    """
    for texts in ([action.text for action in islice(actions, ENOUGH)], list(titles)):
        names = Counter(name for text in texts for name in force_names(text))
        if names:
            return OwnForce(frozenset({names.most_common(1)[0][0]}))
    return OwnForce(frozenset())


def force_names(text: str) -> list[str]:
    """Names of police forces in a text, lower case.

    >>> force_names("PEEL 2025: an inspection of Northmark Police")
    ['northmark police']
    """
    found = []
    for match in FORCE_NAME.finditer(text):
        words = [word for word in match.group(1).split() if word.lower() not in NOT_A_FORCE]
        if words and len(words) == len(match.group(1).split()):
            found.append(f"{' '.join(words)} {match.group(2)}".lower())
    return found


def has_duty_here(item: Recommendation, report: Report | None, own: OwnForce) -> bool:
    """Whether the item asks something of this force, alone or among others."""
    if item.kind in NEVER_AN_ACTION:
        return False
    if _is_about_another(item, report, own):
        return False
    groups = {addressee.group for addressee in item.addressees} - {AddresseeGroup.OTHER}
    if groups:
        return bool(groups & FORCE_GROUPS)
    words = [addressee.text.strip() for addressee in item.addressees]
    if words and all(ADDRESSED_TO_THEM.match(word) for word in words):
        return False
    match = THEIRS.search(item.text.strip())
    return match is None or bool(POLICE_TOO.search(match.group()))


def _is_about_another(item: Recommendation, report: Report | None, own: OwnForce) -> bool:
    """An inspection of another force, or an item that names another force and not ours."""
    if not own.names:
        return False
    for text in (item.text, report.title if report else "", (report.force or "") if report else ""):
        if _names_only_others(force_names(text), own):
            return True
    return False


def _names_only_others(names: Sequence[str], own: OwnForce) -> bool:
    return bool(names) and not any(known in name or name in known for name in names for known in own.names)
