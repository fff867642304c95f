"""Whom an item is addressed to: its own duties, then its table cell, lead-in and headings, then what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.domain import NEVER_AN_ACTION, Addressee, AddresseeGroup, Kind, Recommendation, Span
from extractor.find.anaphora import antecedent_of, pronoun_parties, repeats
from extractor.find.asides import LEADING_WITH
from extractor.find.bodies import NAMED_FORCE, Mention, find_mentions, plain_text
from extractor.find.context import ReportContext
from extractor.find.duties import NATIONAL_KINDS, WORK_WITH, find_parties, parties_from, stated_parties
from extractor.find.findings import finding_parties
from extractor.find.sentences import sentence_spans
from extractor.find.subjects import Party, only_bodies

FINDINGS = frozenset(
    {Kind.AREA_FOR_IMPROVEMENT, Kind.PRIORITY_ACTION, Kind.CAUSE_OF_CONCERN, Kind.ACCELERATED_CAUSE_OF_CONCERN}
)
"""Kinds often printed as a finding or a noun phrase: whoever is named in a role there is who must improve."""

HEADING_LABEL = re.compile(
    r"(?:(?:key |national |learning |priority )?(?:recommendations?|areas? for (?:improvement|priority action)|actions?|"
    r"causes? of concern|findings)\s*(?:\d[\d.]*)?\s*(?:[:.-]\s*)?)(?:(?:is |are )?(?:addressed |directed )?"
    r"(?:to|for|from)\s+)?(?:[A-Z][a-z]+ 20\d\d,\s+)?|(?:to|for)\s+",
    re.I,
)


def find_addressees(item: Recommendation, context: ReportContext) -> tuple[Addressee, ...]:
    """The bodies that an item puts under a duty, in order; empty where nobody is named."""
    if item.kind in NEVER_AN_ACTION:
        return ()
    places = [place for place in (item.lead_in, item.group_heading, item.title, *reversed(item.section)) if place]
    context = _local_context(item.text, places, context)
    reader = TextReader(item.text, context, places)
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

    def __init__(self, text: str, context: ReportContext, places: Sequence[str] = ()) -> None:
        self.text = text
        self.places = places
        self.context = context
        self.plain = plain_text(text)
        self.mentions = find_mentions(self.plain)
        self.spans = list(sentence_spans(self.plain))

    def under_duty(self) -> list[Addressee]:
        """Those whom a sentence puts under a duty, by name or by a pronoun."""
        parties = [party for span in self.spans for party in find_parties(self.plain, self.mentions, *span)]
        if not parties:
            parties = pronoun_parties(self.plain, self.mentions, self.spans)
        if not parties and self.spans:
            parties = stated_parties(self.plain, self.mentions, *self.spans[0])
        return self._addressees(parties)

    def is_about(self) -> list[Addressee]:
        """Those whom a finding without a duty is about."""
        return self._addressees(finding_parties(self.plain, self.mentions, self.spans))

    def worked_with(self, inherited: Sequence[Addressee]) -> list[Addressee]:
        """Those who act with the heading's body: "With the board, ..."; forces a national body works with."""
        leading = LEADING_WITH.match(self.plain)
        if leading:
            return self._addressees(parties_from(self.plain, self.mentions, leading.end(), len(self.plain)))
        if not {each.group.value for each in inherited} & NATIONAL_KINDS:
            return []
        opened = WORK_WITH.match(self.plain)
        parties = parties_from(self.plain, self.mentions, opened.end(), len(self.plain)) if opened else []
        return [each for each in self._addressees(parties) if each.group is AddresseeGroup.FORCE]

    def _addressees(self, parties: Iterable[Party]) -> list[Addressee]:
        found = []
        for party in parties:
            pointed = antecedent_of(self.plain, self.mentions, party)
            known = replace(party, mention=pointed) if pointed else party
            addressee = _addressee(self.text, self.plain, known, self.context)
            found.append(self._as_in_heading(addressee) if known.mention is None else addressee)
        return found

    def _as_in_heading(self, addressee: Addressee) -> Addressee:
        """ "The board" as the body of that name in a heading."""
        noun = addressee.text.casefold().split()[-1]
        for place in self.places:
            for named in of_heading(place, self.context):
                if repeats(noun, named.text):
                    return replace(addressee, group=named.group, organization=named.organization)
        return addressee


def of_heading(heading: str, context: ReportContext) -> list[Addressee]:
    """The bodies a heading, lead-in or title addresses: by its duty, or because it is nothing but their names."""
    plain = plain_text(heading)
    mentions = find_mentions(plain)
    if not mentions:
        return []
    parties = [party for start, end in sentence_spans(plain) for party in find_parties(plain, mentions, start, end)]
    if not parties:
        label = HEADING_LABEL.match(plain)
        parties = only_bodies(plain, mentions, label.end() if label else 0, len(plain.rstrip(" :.")))
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
