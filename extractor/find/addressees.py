"""Whom an item is addressed to: its own duties, then its table cell, lead-in and headings, then what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.domain import NEVER_AN_ACTION, Addressee, AddresseeGroup, Kind, Recommendation, Span
from extractor.find.anaphora import antecedent_of, pronoun_parties
from extractor.find.bodies import NAMED_FORCE, Mention, find_mentions, plain_text
from extractor.find.context import ReportContext
from extractor.find.duties import NATIONAL_KINDS, WORK_WITH, find_parties, parties_from
from extractor.find.sentences import MODAL, sentence_spans
from extractor.find.subjects import DETERMINERS, Party, parties_of

FINDINGS = frozenset(
    {Kind.AREA_FOR_IMPROVEMENT, Kind.PRIORITY_ACTION, Kind.CAUSE_OF_CONCERN, Kind.ACCELERATED_CAUSE_OF_CONCERN}
)
"""Kinds often printed as a finding or a noun phrase: whoever is named in a role there is who must improve."""

HEADING_LABEL = re.compile(
    r"(?:(?:key |national |learning |priority )?(?:recommendations?|areas? for (?:improvement|priority action)|actions?|"
    r"causes? of concern|findings)\s*(?:\d[\d.]*)?\s*(?:[:.-]\s*)?)(?:(?:is |are )?(?:addressed |directed )?"
    r"(?:to|for|from)\s+)?|(?:to|for)\s+",
    re.I,
)
ROLE_BEFORE = re.compile(
    rf"\b(?:by|across|between|among|amongst|within|of|how\s+\w+|whether|how|that|in)\s+"
    rf"(?:(?:both|staff in|leaders in)\s+)?{DETERMINERS}$",
    re.I,
)
PARTICIPLE_BY = re.compile(
    r"\b(?:held|provided|used|made|published|shared|issued|owned|run|offered|posed|faced|committed)\s+by\s+\w*\s*$",
    re.I,
)


def find_addressees(item: Recommendation, context: ReportContext) -> tuple[Addressee, ...]:
    """The bodies that an item puts under a duty, in order; empty where nobody is named."""
    if item.kind in NEVER_AN_ACTION:
        return ()
    places = [place for place in (item.lead_in, item.group_heading, item.title, *reversed(item.section)) if place]
    context = _local_context(item.text, places, context)
    reader = TextReader(item.text, context)
    direct = reader.under_duty()
    cell = of_cell(item.responsible_body, context) if item.responsible_body else []
    if direct or cell:
        return _unique([*cell, *direct])
    for place in places:
        if found := of_heading(place, context):
            return _unique([*found, *reader.worked_with(found)])
    if item.kind in FINDINGS and (about := reader.is_about()):
        return _unique(about)
    return context.default_addressees


def _local_context(text: str, places: Sequence[str], context: ReportContext) -> ReportContext:
    """The context with the force that this item's headings or words name, where the report as a whole names none."""
    if context.force_named:
        return context
    for words in (*places, text):
        plain = plain_text(words)
        named = {
            each.organization or plain[each.start : each.end]
            for each in find_mentions(plain)
            if each.kind == NAMED_FORCE
        }
        if named:
            return context.about_force(named.pop()) if len(named) == 1 else context
    return context


class TextReader:
    """Reads the addressees of one item's own words."""

    def __init__(self, text: str, context: ReportContext) -> None:
        self.text = text
        self.context = context
        self.plain = plain_text(text)
        self.mentions = find_mentions(self.plain)
        self.spans = list(sentence_spans(self.plain))

    def under_duty(self) -> list[Addressee]:
        """Those whom a sentence puts under a duty, by name or by a pronoun."""
        parties = [party for span in self.spans for party in find_parties(self.plain, self.mentions, *span)]
        return self._addressees(parties or pronoun_parties(self.plain, self.mentions, self.spans))

    def is_about(self) -> list[Addressee]:
        """Those whom a finding is about: the first sentence with a duty that names one in a role, else any sentence."""
        for start, end in sorted(self.spans, key=lambda span: MODAL.search(self.plain, *span) is None):
            parties = parties_from(self.plain, self.mentions, start, end) or self._in_role(start, end)
            sure = [party for party in parties if party.mention and not party.mention.kind.endswith("?")]
            if sure:
                return self._addressees(parties)
        return []

    def worked_with(self, inherited: Sequence[Addressee]) -> list[Addressee]:
        """Forces that a national body of the heading is to work with: "Consider with chief constables how ..."."""
        if not {each.group.value for each in inherited} & NATIONAL_KINDS:
            return []
        opened = WORK_WITH.match(self.plain)
        parties = parties_from(self.plain, self.mentions, opened.end(), len(self.plain)) if opened else []
        return [each for each in self._addressees(parties) if each.group is AddresseeGroup.FORCE]

    def _in_role(self, start: int, end: int) -> list[Party]:
        """Bodies whose practice a noun phrase is about: possessors, doers and "across all agencies", not receivers."""
        found = []
        for mention in self.mentions:
            if not start <= mention.start < end:
                continue
            before = self.plain[start : mention.start]
            role = ROLE_BEFORE.search(before) and not PARTICIPLE_BY.search(before)
            possessor = self.plain[mention.end : mention.end + 1] == "'"
            joined = found and re.fullmatch(
                rf"\s*(?:,|and|,\s*and|or|&)\s+{DETERMINERS}", self.plain[found[-1].end : mention.start]
            )
            if role or possessor or joined or not before.strip():
                found.append(Party(mention.start, mention.end, mention))
        return found

    def _addressees(self, parties: Iterable[Party]) -> list[Addressee]:
        known = []
        for party in parties:
            pointed = antecedent_of(self.plain, self.mentions, party)
            known.append(replace(party, mention=pointed) if pointed else party)
        return [_addressee(self.text, self.plain, party, self.context) for party in known]


def of_heading(heading: str, context: ReportContext) -> list[Addressee]:
    """The bodies a heading, lead-in or title addresses: by its duty, or because it is nothing but their names."""
    plain = plain_text(heading)
    mentions = find_mentions(plain)
    if not mentions:
        return []
    parties = [party for start, end in sentence_spans(plain) for party in find_parties(plain, mentions, start, end)]
    if not parties:
        label = HEADING_LABEL.match(plain)
        named = parties_of(plain, mentions, label.end() if label else 0, len(plain.rstrip(" :.")))
        parties = [party for party in named if party.mention is not None]
    return [_addressee(heading, plain, party, context, inherited=True) for party in parties]


def of_cell(cell: str, context: ReportContext) -> list[Addressee]:
    """The bodies of a "responsible body" cell: every one that is named there."""
    plain = plain_text(cell)
    parties = [Party(mention.start, mention.end, mention) for mention in find_mentions(plain)]
    return [_addressee(cell, plain, party, context, inherited=True) for party in parties]


def _addressee(text: str, plain: str, party: Party, context: ReportContext, *, inherited: bool = False) -> Addressee:
    group, organization = _settle(plain, party.mention, context)
    if party.outside:
        group, organization = AddresseeGroup.OTHER, None
    span = None if inherited else Span(party.start, party.end)
    return Addressee(text[party.start : party.end], organization, group, inherited, span)


def _settle(plain: str, mention: Mention | None, context: ReportContext) -> tuple[AddresseeGroup, str | None]:
    if mention is None:
        return context.people, None
    return context.settle(mention.kind, plain[mention.start : mention.end], mention.organization)


def _unique(addressees: Iterable[Addressee]) -> tuple[Addressee, ...]:
    """Without a body named twice: the same words, or the same listed organization."""
    seen: set[str] = set()
    kept = []
    for addressee in addressees:
        words = re.sub(r"^(?:the|all|every|each)\s+", "", addressee.text.casefold())
        key = addressee.organization or words
        if key not in seen:
            seen.add(key)
            kept.append(addressee)
    return tuple(kept)
