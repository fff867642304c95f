"""Whom an item is addressed to: its own duties first, then its table cell, lead-in and headings, then what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.domain import Addressee, AddresseeGroup, Kind, Recommendation, Span
from extractor.find.bodies import Mention, find_mentions, plain_text
from extractor.find.context import ReportContext
from extractor.find.duties import find_parties, opening_body, parties_from
from extractor.find.sentences import MODAL, sentence_spans
from extractor.find.subjects import DETERMINERS, Party, parties_of

FINDINGS = frozenset(
    {Kind.AREA_FOR_IMPROVEMENT, Kind.PRIORITY_ACTION, Kind.CAUSE_OF_CONCERN, Kind.ACCELERATED_CAUSE_OF_CONCERN}
)
"""Kinds that are often printed as a finding or a noun phrase: who is named in a role there is who must improve."""

HEADING_LABEL = re.compile(
    r"(?:(?:key |national |learning |priority )?(?:recommendations?|areas? for (?:improvement|priority action)|actions?|causes? of concern|findings)"
    r"\s*(?:\d[\d.]*)?\s*(?:[:.–—-]\s*)?)(?:(?:is |are )?(?:addressed |directed )?(?:to|for|from)\s+)?|(?:to|for)\s+",
    re.I,
)
ROLE_BEFORE = re.compile(
    rf"\b(?:(?P<word>by|across|between|among|amongst|within|of|how\s+\w+|whether|how|that|in)\s+)(?:(?:both|staff in|leaders in)\s+)?{DETERMINERS}$",
    re.I,
)
PARTICIPLE_BY = re.compile(
    r"\b(?:held|provided|used|made|published|shared|issued|owned|run|offered|posed|faced|committed)\s+by\s+\w*\s*$",
    re.I,
)


def find_addressees(item: Recommendation, context: ReportContext) -> tuple[Addressee, ...]:
    """The bodies that an item puts under a duty, in order; empty where nobody is named."""
    own = _of_text(item.text, context, item.kind in FINDINGS and not item.responsible_body)
    direct = [addressee for addressee, by_duty in own if by_duty]
    cell = _of_cell(item.responsible_body, context) if item.responsible_body else []
    if direct or cell:
        return _unique([*cell, *direct])
    for place in (item.lead_in, item.group_heading, item.title, *reversed(item.section)):
        if place and (found := of_heading(place, context)):
            return _unique(found)
    if own:
        return _unique([addressee for addressee, _ in own])
    return _default(context)


def _of_text(text: str, context: ReportContext, is_finding: bool) -> list[tuple[Addressee, bool]]:
    """Addressees of the item's own words, each with whether a duty names it (else only the finding is about it)."""
    plain = plain_text(text)
    mentions = find_mentions(plain)
    if not mentions and not MODAL.search(plain):
        return []
    spans = list(sentence_spans(plain))
    parties = [party for start, end in spans for party in find_parties(plain, mentions, start, end)]
    if parties:
        return [(_addressee(text, plain, party, context), True) for party in parties]
    if not is_finding:
        return []
    for start, end in spans:
        about = opening_body(plain, mentions, start, end) or _in_role(plain, mentions, start, end)
        if about:
            return [(_addressee(text, plain, party, context), False) for party in about]
    return []


def _in_role(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """Bodies whose practice a noun phrase is about: possessors, doers and "across all agencies", not receivers."""
    found = []
    for mention in mentions:
        if not start <= mention.start < end:
            continue
        before = plain[start : mention.start]
        role = ROLE_BEFORE.search(before) and not PARTICIPLE_BY.search(before)
        possessor = plain[mention.end : mention.end + 1] == "'"
        if role or possessor or not before.strip():
            found.append(Party(mention.start, mention.end, mention))
    return found


def of_heading(heading: str, context: ReportContext) -> list[Addressee]:
    """The bodies a heading, lead-in or title addresses: by its duty, or because it is nothing but their names."""
    plain = plain_text(heading)
    mentions = find_mentions(plain)
    if not mentions:
        return []
    spans = list(sentence_spans(plain))
    parties = [party for start, end in spans for party in find_parties(plain, mentions, start, end)]
    if not parties:
        parties = _whole_heading(plain, mentions)
    return [_addressee(heading, plain, party, context, inherited=True) for party in parties]


def _whole_heading(plain: str, mentions: Sequence[Mention]) -> list[Party]:
    """The parties of a heading that names bodies and nothing else: "Recommendations to chief constables"."""
    label = HEADING_LABEL.match(plain)
    start = label.end() if label else 0
    end = len(plain.rstrip(" :."))
    parties = parties_of(plain, mentions, start, end)
    return [party for party in parties if party.mention is not None]


def _of_cell(cell: str, context: ReportContext) -> list[Addressee]:
    """The bodies of a "responsible body" cell: every one that is named there."""
    plain = plain_text(cell)
    mentions = find_mentions(plain)
    parties = [Party(mention.start, mention.end, mention) for mention in mentions]
    return [_addressee(cell, plain, party, context, inherited=True) for party in parties]


def _addressee(text: str, plain: str, party: Party, context: ReportContext, *, inherited: bool = False) -> Addressee:
    words = text[party.start : party.end]
    if party.outside:
        group, organization = AddresseeGroup.OTHER, None
    elif party.mention is None:
        group, organization = context.people, None
    else:
        mention = party.mention
        group, organization = context.settle(mention.kind, plain[mention.start : mention.end], mention.organization)
    span = None if inherited else Span(party.start, party.end)
    return Addressee(words, organization, group, inherited, span)


def _default(context: ReportContext) -> tuple[Addressee, ...]:
    return ()


def _unique(addressees: Iterable[Addressee]) -> tuple[Addressee, ...]:
    """Without a body named twice: the same words, or the same listed organization."""
    seen: set[object] = set()
    kept = []
    for addressee in addressees:
        words = re.sub(r"^(?:the|all|every|each)\s+", "", addressee.text.casefold())
        key = addressee.organization or words
        if key not in seen:
            seen.add(key)
            kept.append(addressee)
    return tuple(kept)


__all__ = ["find_addressees", "of_heading", "parties_from"]
