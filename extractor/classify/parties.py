"""Who each addressee is to the configured force: ourselves, our collaboration, our commissioner, partners, others."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from extractor.classify import cues
from extractor.classify.setting import WALES, Scope, Setting, force_names, is_own_name, stem_of
from extractor.config import ForceProfile
from extractor.domain import Addressee, AddresseeGroup


class Party(StrEnum):
    """A body as the configured force sees it."""

    OWN_FORCE = "own_force"
    FORCES = "forces"
    UNIT = "unit"
    PARTNERSHIP = "partnership"
    COMMISSIONER = "commissioner"
    NATIONAL = "national"
    PARTNER = "partner"
    OTHER_FORCE = "other_force"
    OTHER_BODY = "other_body"
    FIRE = "fire"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


OURS = frozenset({Party.OWN_FORCE, Party.FORCES})

MANY_FORCES = re.compile(
    r"\b(?:forces|chief constables|constabularies|(?:every|each|any|all) (?:police )?(?:force|"
    r"chief constable)s?|a (?:police )?force|"
    r"lead(?:s|ers) (?:of|in) (?:police )?forces|police leaders|the police service|appropriate authorities|policing)\b",
    re.I,
)
ROCU = re.compile(
    r"\bregional organi[sz]ed crime units?\b|\bROCUs?\b|\bregional (?:[\w-]+ ){0,3}(?:units?|teams?|hubs?|"
    r"leads?|squads?)\b",
    re.I,
)
SHARED_UNIT = re.compile(
    r"\b(?:shared|joint|collaborat\w+|combined|merged) (?:[\w-]+ ){0,4}(?:units?|teams?|services?|departments?|"
    r"functions?|arrangements?)\b"
    r"|\bunits? (?:which|that|who|serving|providing|shared)\b[^.;]{0,60}\b(?:more than one|several|two or more|"
    r"two|other) forces?\b"
    r"|\bmore than one force\b|\bcollaborati(?:ve|on) units?\b",
    re.I,
)
ASSOCIATION = re.compile(r"\bassociation of police\b|\bAPCC\b|\bassociation of policing\b", re.I)
LONDON_BODY = re.compile(
    r"\bmayor[’']s office for policing\b|\bMOPAC\b|\bmayor of london\b|\bcity of london (?:corporation|"
    r"police authority)\b|\bLondon Policing\b",
    re.I,
)
COMMISSIONERS = re.compile(r"^(?:the |all |both |police and crime |police,? fire and crime )*commissioners$", re.I)
METROPOLIS = re.compile(r"\bCommissioner of (?:the )?(?:Police|Metropolitan)|\bof the Metropolis\b")
NATIONAL_CARE = re.compile(
    r"\b(?:His Majesty[’']s Prison|HMPPS|HM Prison|NHS England|Ofsted|Care Quality Commission|CQC|"
    r"HM Inspectorate|Department|Ministry|national)\b|"
    r"^(?:the )?Prison Service\b|\bAssociation of Directors|Local Government Association|\bYouth Justice Board\b",
    re.I,
)
NATIONAL_OTHER = re.compile(
    r"\bHMICFRS\b|\binspector(?:ate|s)\b|\bcommissioner\b|\bregulat|\bauthority\b|\bboard\b|\bcouncil\b|"
    r"\bnetwork\b|\bnational\b|\bcourts?\b|"
    r"\bjudicia|\bfederation\b|\bassociation\b|\bunison\b|\bplatforms?\b|\bcompan(?:y|ies)\b|\bprovider|"
    r"\bofcom\b|\bpolice digital\b|\bBlueLight\b|"
    r"\bombudsman\b|\bInstitute\b|\bParliament\b|\bCommittee\b|\bHM\b|\bHis Majesty",
    re.I,
)
NATIONAL_BODY = re.compile(
    r"\bNational\b.*\b(?:Centre|Unit|Agency|Council|Hub|Team)\b|\b(?:Review Body|Inspectorate|Institute|Board of)\b"
)
RANK = re.compile(
    r"^(?:an?|the|each|every|all|any)?\s*(?:[a-z-]+ )?"
    r"(?:inspectors?|superintendents?|sergeants?|constables?|detectives?|police staff)$",
    re.I,
)
"""People of a force named by rank alone."""
FORCE_TAIL = re.compile(r"\s*\(?\b(?:shared )?with\b.*$|\s*\([^)]*\)", re.I)
"""With whom a unit is shared: "vetting unit shared with Northmark Police", "vetting (Northmark)"."""
LOCAL_OTHER = re.compile(
    r"\bschools?\b|\bhead ?teachers?\b|\bhomes?\b|\bhousing\b|\blandlords?\b|\bcharit|\bvoluntary\b|\bcolleges\b|"
    r"\buniversit|\byouth\b|\b(?:YJS|YOS|YOT)s?\b|\beducation\b|\bteachers?\b|\bacadem|\blicens|\bvenue|"
    r"\btransport operator",
    re.I,
)
PARTNER_GROUPS = frozenset({AddresseeGroup.LOCAL_AUTHORITY, AddresseeGroup.HEALTH, AddresseeGroup.PROBATION})
NATIONAL_GROUPS = frozenset(
    {
        AddresseeGroup.NPCC,
        AddresseeGroup.COLLEGE_OF_POLICING,
        AddresseeGroup.HOME_OFFICE,
        AddresseeGroup.CPS,
        AddresseeGroup.IOPC,
        AddresseeGroup.GOVERNMENT_OTHER,
    }
)


def party_of(addressee: Addressee, setting: Setting, profile: ForceProfile, text: str = "") -> Party:
    """Who an addressee is to the force; ``text`` is the item, read for what the body acts as."""
    words = addressee.text
    if COMMISSIONERS.search(words):
        return _commissioner(words, setting, profile)
    if METROPOLIS.search(words) and "Metropolitan" not in profile.name:
        return Party.OTHER_FORCE
    if addressee.group is AddresseeGroup.LOCAL_POLICING_BODY or _is_own_commissioner(words, profile):
        return _commissioner(words, setting, profile)
    if is_own_name(words, profile) and addressee.group in {AddresseeGroup.FORCE, AddresseeGroup.OTHER_FORCE}:
        return Party.OWN_FORCE
    if is_own_unit(words, profile):
        return Party.UNIT
    if cues.FIRE_BODY.search(words) or (setting.is_fire and addressee.group is AddresseeGroup.OTHER):
        return Party.FIRE
    if _is_abroad(words, setting, profile):
        return Party.ABROAD
    if addressee.group in {AddresseeGroup.FORCE, AddresseeGroup.OTHER_FORCE}:
        return _force(addressee, setting, profile, text)
    if addressee.group is AddresseeGroup.NCA_ROCU:
        return _regional(words, profile)
    return _other(addressee, setting, profile)


def _is_abroad(words: str, setting: Setting, profile: ForceProfile) -> bool:
    if profile.nation == "Wales":
        return bool(re.search(r"\b(?:Scotland|Scottish|Northern Ireland)\b", words)) or bool(
            re.search(r"\bEnglish forces\b", words)
        )
    if re.match(r"English\b", words):
        return False
    if cues.WELSH_ONLY.search(words) or (cues.ABROAD.search(words) and not re.search(r"\bEngland\b", words)):
        return True
    if any("Wales Police" in match.group() for match in force_names(words)):
        return False
    return "Police Scotland" in words or bool(WALES.search(words) and not re.search(r"England|Heddlu", words))


def _force(addressee: Addressee, setting: Setting, profile: ForceProfile, text: str) -> Party:
    words = addressee.text
    named = [match.group() for match in force_names(words)]
    if named and cues.LEAD_FORCE.search(text):
        return Party.NATIONAL
    if named and not any(is_own_name(name, profile) for name in named):
        return Party.OTHER_FORCE
    if SHARED_UNIT.search(words) and not named:
        return Party.UNIT if shares_unit(words, profile) else Party.FORCES
    if ROCU.search(words):
        return _regional(words, profile)
    if NATIONAL_BODY.search(words):
        return Party.NATIONAL
    if any(_names_stem(words, neighbor) for neighbor in profile.neighbours):
        return Party.OTHER_FORCE
    if setting.scope is Scope.OWN:
        return Party.OWN_FORCE
    if addressee.group is AddresseeGroup.OTHER_FORCE:
        return Party.OTHER_FORCE
    if setting.is_elsewhere and (not MANY_FORCES.search(words) or cues.REGIONAL_FORCES.search(text)):
        return Party.OTHER_FORCE
    return Party.FORCES


def _names_stem(words: str, force: str) -> bool:
    return re.search(rf"\b{re.escape(stem_of(force))}\b", words) is not None


def _regional(words: str, profile: ForceProfile) -> Party:
    if re.search(r"\bNational Crime Agency\b|\bNCA\b|\bNational\b", words) and not ROCU.search(words):
        return Party.NATIONAL
    if not ROCU.search(words) and not re.search(r"\bregion|\bunit\b", words, re.I):
        return Party.NATIONAL
    region = re.search(
        r"\b(?!The\b|Each\b|Every\b|All\b|Regional\b|Heads?\b)([A-Z][\w-]+(?: [A-Z][\w-]+)?) (?:Regional|ROCU)", words
    )
    if region and profile.region and region.group(1) != profile.region and not is_own_unit(words, profile):
        return Party.OTHER_FORCE
    return Party.UNIT


def _is_own_commissioner(words: str, profile: ForceProfile) -> bool:
    body = profile.local_policing_body
    return bool(body) and str(body).lower() in words.lower()


def _commissioner(words: str, setting: Setting, profile: ForceProfile) -> Party:
    if ASSOCIATION.search(words):
        return Party.NATIONAL
    if _is_own_commissioner(words, profile):
        return Party.COMMISSIONER
    if LONDON_BODY.search(words) and "Metropolitan Police" not in profile.name:
        return Party.OTHER_BODY
    if _is_abroad(words, setting, profile):
        return Party.ABROAD
    plural = re.search(r"commissioners|bodies|PCCs|mayors|equivalents", words, re.I)
    return Party.OTHER_BODY if setting.is_elsewhere and not plural else Party.COMMISSIONER


def _other(addressee: Addressee, setting: Setting, profile: ForceProfile) -> Party:
    group, words = addressee.group, addressee.text
    if group in NATIONAL_GROUPS:
        return Party.NATIONAL
    if group is AddresseeGroup.PARTNERSHIP:
        if setting.is_send:
            return Party.PARTNER
        return Party.OTHER_BODY if setting.is_elsewhere else Party.PARTNERSHIP
    if group in PARTNER_GROUPS:
        if NATIONAL_CARE.search(words):
            return Party.NATIONAL
        return Party.OTHER_BODY if setting.scope is Scope.OTHER_AREA else Party.PARTNER
    if RANK.search(words) and not setting.is_fire:
        return Party.OTHER_FORCE if setting.is_elsewhere else Party.FORCES
    if (
        setting.is_elsewhere
        and re.fullmatch(r"(?:the|this|that|its) [a-z ]+", words, re.I)
        and not re.search("[A-Z]", words[1:])
    ):
        return Party.OTHER_BODY
    if LOCAL_OTHER.search(words):
        return Party.OTHER_BODY if setting.scope is Scope.OTHER_AREA else Party.PARTNER
    if NATIONAL_OTHER.search(words):
        return Party.NATIONAL
    return Party.OTHER_BODY if setting.is_elsewhere else Party.UNKNOWN


PLAIN_UNIT_WORDS = frozenset(
    "shared unit units joint with and the for police service services team department constabulary of regional region "
    "collaborative collaboration organised organized crime rocu fire commissioner".split()
)
"""Words in the names of shared units that say nothing about what the unit does."""


@lru_cache(maxsize=64)
def unit_keywords(profile: ForceProfile) -> frozenset[str]:
    """What the force's shared units do, as words of their names ("vetting"), without places and the word "unit"."""
    names = (*profile.names, *profile.neighbours, profile.region or "")
    places = {word.lower() for name in names for word in re.findall(r"[\w-]+", name)}
    words = set()
    for unit in (*profile.shared_units, *profile.collaborations):
        plain = FORCE_TAIL.sub("", unit)
        words |= {word.lower() for word in re.findall(r"[\w-]+", plain)}
    kept = words - PLAIN_UNIT_WORDS - places
    return frozenset(word.rstrip("s") if len(word) > 5 else word for word in kept)


def shares_unit(words: str, profile: ForceProfile) -> bool:
    """Whether words about a shared arrangement name one that the profile lists."""
    low = words.lower()
    return any(re.search(rf"\b{re.escape(word)}", low) for word in unit_keywords(profile))


def does_work_of_unit(words: str, profile: ForceProfile) -> bool:
    """Whether words tell of what a shared unit of the profile does: "vet", of a vetting unit."""
    plain = {word for word in re.findall(r"[a-z]+", words.lower()) if len(word) >= SHORTEST_VERB}
    return any(keyword.startswith(word) for keyword in unit_keywords(profile) for word in plain)


SHORTEST_VERB = 3


def is_own_unit(words: str, profile: ForceProfile) -> bool:
    """Whether words name one of the force's collaborations or shared units, in full or nearly.

    The same unit is "the Midshires shared vetting unit" in one report and "shared vetting unit" in the next.
    """
    low = words.lower()
    for unit in (*profile.collaborations, *profile.shared_units):
        name = re.sub(r"\s+(?:with|of|for)\s.*$", "", unit.lower())
        if name in low:
            return True
    return bool(SHARED_UNIT.search(words)) and shares_unit(words, profile)
