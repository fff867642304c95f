"""Who a sentence puts under a duty: the subject of its modal, the object of "we recommend that", the agent after "by".

The order of the readings is the order of trust. A body that only supports, receives or is mentioned is never a party.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.find.asides import ARTICLE_AT_END
from extractor.find.bodies import MarkedText
from extractor.find.clauses import parties_after_break, parties_before
from extractor.find.openings import parties_from
from extractor.find.partners import FORCE_KINDS, agents_of, joint_parties
from extractor.find.sentences import MODAL
from extractor.find.subjects import Party

RECOMMEND_THAT = re.compile(
    r"\b(?:recommend\w*|propos\w+|suggest\w*|ask\w*|request\w*|advis\w+|insist\w*|recommendation (?:is|was)|essential|"
    r"vital|imperative)\b[^.;:]{0,40}?\bthat,?:?\s+",
    re.I,
)
AND_THAT = re.compile(r"\band that,?\s+", re.I)
BODY_LABEL = (
    r"(?:^|(?<=\n)|(?<=[.;\d] ))(?:(?:priority |learning )?"
    r"(?:actions?|recommendations?|learning)(?: \d[\d.]*)? (?:to|for)(?::\s*|\s+(?=[^.:]{3,90}:\s))|"
    r"(?:action |responsible )?owners?:\s*|lead (?:body|agency|officer):\s*|"
    r"responsible(?: (?:body|bodies|officer|agency|lead))?:\s*|addressees?:\s*|action by:\s*|by whom:\s*|"
    r"who (?:should|must|needs to|is to|will) act:\s*"
    r"|(?:recommendation|action|area for improvement) \d[\d.]*[a-z]? \((?=[^()]{3,90}\))|\[(?=[^\[\]]{3,90}\]))"
)
"""A field printed inside an item: "Action for: ROCUs. Timescale: ...", "Priority action for the police: ..."."""
CALL_ON = re.compile(
    r"(?:\b(?:we|i|hmicfrs|iopc|ipcc|the (?:inquiry|committee|review|panel|inspectorate|inspectors))\s+"
    r"(?:also |therefore |further |strongly |again |would |should |shall )*"
    r"(?:(?:ask|urge|invite|call (?:up)?on|require|expect|encourage|want|like(?! to\b)|request|look to|direct|"
    r"advise)s?|recommends?(?: to)?)\s+"
    r"|\bit is recommended(?: to)?\s+"
    r"|\b(?:it|this|that) (?:is|shall be|should be|must be) (?:a (?:matter of )?priority |a matter |"
    r"the (?:responsibility|duty) )?"
    r"(?:for|of|up to)\s+"
    r"|\b(?:rests?|lies|falls|sits)(?: squarely| jointly| primarily| first)? (?:with|to|on|upon)\s+|^(?:to|for):?\s+"
    r"|\bonus (?:is|remains|must be) (?:on|upon|with)\s+|\b(?:directed|addressed|aimed) (?:at|to)\s+"
    r"|\b(?:like|want|wish|expect|hope) to see\s+|\bcommitment (?:from|by)\s+"
    r"|\bis (?:one|a matter|a task|a recommendation) for\s+"
    r"|\bi believe (?:that )?(?=[^.]*\bpower to take (?:such |this )?action)"
    r"|\b(?:sending|copying) this (?:report|letter) to\s+(?=[^.]*\bable to (?:act|help))"
    rf"|{BODY_LABEL})",
    re.I,
)
PASSIVE = re.compile(
    r"\s*(?:not |also |now |all |each |always |only |then |therefore |immediately |further )*"
    r"(?:be|have been|being|get)\s+(?:\w+ly |either |both )?(?P<verb>\w+(?:ed|en|t|de|ld|wn|ne|un))\b",
    re.I,
)
NOT_PASSIVE = frozenset(
    {"able", "committed", "consistent", "alert", "intent", "different", "urgent", "transparent", "present", "efficient"}
    | {"confident", "competent", "sufficient", "independent", "content", "resilient", "open"}
)
"""Words after "be" that look like participles and are not."""

TO_BE = re.compile(r"\b(?:is|are) (?:\w+ly |each |both |all |also |now )*to (?P<be>be)\b", re.I)
"""What may be a duty and may be an open question ("what is to be done"): it counts where its doer is named."""

RECEIVING = frozenset(
    {"told", "informed", "notified", "named", "consulted", "given", "sent", "offered", "shown", "provided", "supported"}
    | {"helped", "reassured", "commended", "thanked", "copied"}
)
"""Passive verbs that put no duty on their subject, whoever it is: "forces should be told of the change"."""

RULED = re.compile(
    r"\s*(?:all |each |also |now )*be (?:\w+ly )?(?:required|obliged|compelled|allowed|permitted|entitled|enabled|"
    r"asked|expected|made)\b",
    re.I,
)
"""Passive verbs whose doer is somebody above the subject: "Forces should be required to use it"."""

INTERIM = re.compile(r"(?:until|pending)\b[^;.]*\b(?:go on|continue|keep|carry on)\b", re.I)
"""Nothing new is asked until somebody else has acted: "Until it does, forces should go on supplying figures"."""

STATED = re.compile(
    r"\s+(?:also\s+|now\s+)?(?:review|ensure|consider|issue|introduce|implement|develop|provide|take|create|amend|update|"
    r"make|remind|assess|devise|train|publish|adopt|establish|appoint|agree|work|set|put|conduct|undertake|will|commit)(?:s|es)?\b",
    re.I,
)
TOLD = re.compile(r"\s*:\s*\w|\s+[-–—]\s+\w|\s+to\s+(?!the\b|a\b)\w+", re.I)
TELLING_MORE = re.compile(
    r",\s+(?:which|who)\s*(?:\w+ly |also |then |therefore )*$|(?<=\w)\s+(?:that|which|who)\s*$", re.I
)
CLEFT = re.compile(r"\s*(?:\w+, )?it (?:is|must be|should be) (?:therefore |first |now )?$", re.I)
LED_BY = re.compile(
    r"\b(?:led|headed|co-?ordinated|commissioned|agreed|drafted|drawn up|creation|introduction|publication) by\s+"
    r"|\bbe (?:\w+ly )?(?:given|made|done|taken|drawn up|carried out|set|\w+ed) by\s+"
    r"|\bfor which\s+(?=[^,.]{3,60} (?:is|are) responsible)"
    r"|\bamong (?:them|whom)\s+",
    re.I,
)
"""Who does what is asked of a thing: "a standard, to be set by B", "the creation by B of a register"."""
IN_EACH = re.compile(
    r"\b(?:in|of|across|within)\s+(?=(?:each|every|all) (?:police )?(?:forces?|chief|constabular))", re.I
)
"""What is asked of a thing in every force: "The case file, in every force, should be built"."""
IN_FORCES = re.compile(
    r"(?:[^.]*[.]\s+)?in (?=(?:those |any |all )?(?:police )?forces (?:where|which|that|with|without)\b)", re.I
)
"""What is asked of a thing in some forces: "In forces where he does it alone, the line should be moved"."""
NEAR = 30
"""Characters within which the body of "in each" begins and ends."""
LONGEST_GAP = 2
"""Words between a subject and its modal: "forces themselves also | should"."""

SAME_SUBJECT = re.compile(r"\b(?:and|but)\s+(?:also\s+|then\s+)?$")
"""A second duty of one subject, the first of which was none: "should be given access and | should report"."""

DONE_BY = re.compile(r"\b(?:is|are|be) (?:\w+ly )?\w+(?:ed|en|t|n) by\b", re.I)
"""What a recommendation says is to be so: "It is recommended that no case is closed by a force until"."""
TO_BE_DONE = re.compile(r"(?<!to )\bbe (?:\w+ly )?\w+(?:ed|en|t|n)\b", re.I)
"""What "that" asks to be done: "That complaints be seen within a day by the director of children's services"."""
THAT = re.compile(r"that,?\s+", re.I)


def find_parties(text: MarkedText, start: int, end: int) -> list[Party]:
    """The parties under a duty in the sentence ``start:end``, in order of their words; empty where it names none."""
    found = _find(text, start, end)
    sure = any(party.mention is None or not party.mention.kind.endswith("?") for party in found)
    if INTERIM.match(text.plain, start, end):
        found = [replace(party, yields=True) for party in found]
    return found if sure else []


def _find(text: MarkedText, start: int, end: int) -> list[Party]:
    modals = list(MODAL.finditer(text.plain, start, end))
    said = RECOMMEND_THAT.search(text.plain, start, modals[0].start() if modals else end)
    reaches = said and modals and _reaches(text, said.end(), modals[0].start())
    if said and not reaches and (found := _recommended(text, said.end(), end)):
        return found
    if said and not modals and (done := DONE_BY.search(text.plain, said.end(), end)):
        return agents_of(text, done.start(), end)
    called = CALL_ON.search(text.plain, start, end)
    if called and (found := parties_from(text, called.end(), end)):
        return found + joint_parties(text, found, found[-1].end, end)
    if not modals:
        return _told(text, start, end) or _to_be_done_by(text, start, end)
    return _of_modals(text, modals, start, end)


def _reaches(text: MarkedText, start: int, modal: int) -> bool:
    """Whether the subject after "that" goes on to the modal: in "that forces agree how calls should" it does not."""
    subjects = parties_before(text, start, modal)
    gap = text.plain[subjects[-1].end : modal] if subjects else ""
    return bool(subjects) and (gap.lstrip().startswith(",") or len(gap.split()) <= LONGEST_GAP)


def _recommended(text: MarkedText, start: int, end: int) -> list[Party]:
    """The bodies after "that", and after "and that": "We recommend that the Home Office pays and that forces train"."""
    starts = [start, *(more.end() for more in AND_THAT.finditer(text.plain, start, end))]
    found = [party for at in starts for party in parties_from(text, at, end)]
    return found + joint_parties(text, found, found[-1].end, end) if found else []


def _of_modals(text: MarkedText, modals: list[re.Match[str]], start: int, end: int) -> list[Party]:
    found: list[Party] = []
    subjects: list[Party] = []
    for index, modal in enumerate(modals):
        left = modals[index - 1].end() if index else start
        right = modals[index + 1].start() if index + 1 < len(modals) else end
        reader = parties_after_break if index else parties_before
        before, subjects = subjects, _told_of(text, left, modal.start()) or reader(text, left, modal.start())
        if index and not found and not subjects and SAME_SUBJECT.search(text.plain, left, modal.start()):
            subjects = before
        found += _acting(text, subjects, modal, right)
    return found


def _told_of(text: MarkedText, start: int, modal: int) -> list[Party]:
    """The body told of more: "is one for the unit, which | should complete it", "it is the unit that | must begin"."""
    which = TELLING_MORE.search(text.plain, start, modal)
    body = text.last_at(which.start()) if which else None
    if which is None or body is None:
        return []
    told = which.group().startswith(",") or CLEFT.fullmatch(ARTICLE_AT_END.sub("", text.plain[start : body.start]))
    return [Party(body.start, body.end, body)] if told else []


def _to_be_done_by(text: MarkedText, start: int, end: int) -> list[Party]:
    """The doers of what "is to be" done: "Families are to be told, by the force that investigates, who will ring"."""
    to_be = TO_BE.search(text.plain, start, end)
    return agents_of(text, to_be.start("be"), end) if to_be else []


def parties_around(text: MarkedText) -> list[Party]:
    """Those who lead what a thing does ("a board, led by B, is needed"), else forces of which each is to have it."""
    for led in LED_BY.finditer(text.plain):
        if found := parties_from(text, led.end(), len(text.plain)):
            return found
    if (some := IN_FORCES.match(text.plain)) and (found := parties_from(text, some.end(), len(text.plain))):
        return found
    each = (quantified for quantified in IN_EACH.finditer(text.plain))
    within = (text.first_inside(match.end(), match.end() + NEAR) for match in each)
    return [Party(body.start, body.end, body) for body in within if body and body.kind in FORCE_KINDS][:1]


def _acting(text: MarkedText, subjects: list[Party], modal: re.Match[str], end: int) -> list[Party]:
    """The subjects that really act, or the agent after "by", and bodies that act together with them."""
    passive = PASSIVE.match(text.plain, modal.end(), end)
    is_passive = passive is not None and passive["verb"].casefold() not in NOT_PASSIVE
    if is_passive or text.plain[: modal.start()].casefold().endswith("there "):
        agents = agents_of(text, modal.end(), end)
        if agents:
            return agents
        receives = passive is not None and passive["verb"].casefold() in RECEIVING
        subjects = [party for party in subjects if not (receives or _is_patient(party))]
    if RULED.match(text.plain, modal.end()):
        subjects = [replace(party, yields=True) for party in subjects]
    return subjects + joint_parties(text, subjects, modal.end(), end) if subjects else []


def _is_patient(party: Party) -> bool:
    """Whether a passive subject only receives: people ("staff should be trained"), not bodies ("forces are asked")."""
    return party.mention is None or party.mention.kind == "own_people"


def _told(text: MarkedText, start: int, end: int) -> list[Party]:
    """The bodies of "Chief constables to review ..." and "Chief constables: review ..."."""
    found = parties_from(text, start, end)
    return found if found and TOLD.match(text.plain, found[-1].end, end) else []


def stated_parties(text: MarkedText, start: int, end: int) -> list[Party]:
    """The bodies of a recommendation without a modal: "Northmark Police review ...", "That the force devises ..."."""
    that = THAT.match(text.plain, start, end)
    found = parties_from(text, that.end() if that else start, end)
    if that and not found and (done := TO_BE_DONE.search(text.plain, that.end(), end)):
        return agents_of(text, done.start(), end)
    return found if found and (that or STATED.match(text.plain, found[-1].end, end)) else []
