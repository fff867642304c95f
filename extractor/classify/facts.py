"""What the rules ask about one item, gathered once, and what a rule answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.classify import cues
from extractor.classify.mentions import Family, Mention, find_mentions
from extractor.classify.parties import Party, party_of
from extractor.classify.setting import Scope, Setting, force_names, is_own_name
from extractor.config import ForceProfile
from extractor.domain import Addressee, AddresseeGroup, Recommendation, RelevanceLabel


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
    near = _item_setting(item, setting, profile)
    whole = "\n".join(part for part in (heading, item.title, item.text) if part)
    mentions = find_mentions(item.text)
    if near.is_multi_agency and mentions:
        item = replace(item, addressees=_addressed_itself(item))
    if cues.NOT_MULTI_AGENCY.search(item.text):
        item = replace(item, addressees=tuple(each for each in item.addressees if each.text.lower() != "partnership"))
    parties = tuple(party_of(addressee, near, profile, item.text) for addressee in item.addressees)
    if any(_has_company(each, item) for each in item.addressees if each.group is AddresseeGroup.FORCE):
        parties = (*parties, Party.UNKNOWN)
    return Facts(item, near, profile, heading, whole, parties, mentions)


def _has_company(force: Addressee, item: Recommendation) -> bool:
    """Whether somebody who is no addressee stands beside the force: "Probation areas and police forces should"."""
    if cues.FORCE_AND_OTHERS.search(force.text):
        return True
    match = re.search(rf"\b(\w+) and (?:the )?{re.escape(force.text)}\b(?! (?:that|which|who))", item.text)
    if match is None or not cues.FORCES_AT_LARGE.search(force.text) or cues.POLICE_WORDS.search(match.group(1)):
        return False
    return all(match.group(1) not in other.text for other in item.addressees) and bool(
        re.match(r"\s*,?\s*(?:by [^,]*,\s*)?(?:should|must|need)\b", item.text[match.end() :])
    )


def _addressed_itself(item: Recommendation) -> tuple[Addressee, ...]:
    """Addressees of an inspection of several agencies that the item has from its own words or from a lead-in.

    So does one that stands below a body's bare name ("Northmark Police").
    A chapter heading there ("Leadership and management and the Local Safeguarding Children Board") names a subject.
    """
    lead = " ".join(part for part in (item.group_heading, item.lead_in, item.responsible_body) if part)
    alone = (item.group_heading or "").strip(" .:")
    asks = bool(item.responsible_body or cues.OBLIGATION.search(lead) or lead.startswith("Recommend"))
    return tuple(each for each in item.addressees if not each.inherited or each.text == alone or asks)


def _item_setting(item: Recommendation, setting: Setting, profile: ForceProfile) -> Setting:
    """The setting of one item: a heading such as "to Northmark Police" names a force that the title did not.

    A report on two forces has a heading for each.
    """
    if setting.scope not in {Scope.NATIONAL, Scope.OWN}:
        return setting
    near = " · ".join(part for part in (item.group_heading, item.responsible_body, item.lead_in) if part)
    names = [match.group() for match in force_names(near)]
    if not names:
        return setting
    scope = Scope.OWN if any(is_own_name(name, profile) for name in names) else Scope.OTHER_FORCE
    return setting if scope is setting.scope else replace(setting, scope=scope, words=names[0])
