"""Document -> recommendations: sections, drafts, one item for one item, and what is left over for the reviewer."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import chain

from extractor.domain import Block, BlockKind, Document, Evidence, Issue, Kind, Recommendation, Severity, Stage
from extractor.find.drafts import Draft, draft_regions, draft_span, draft_text, pieces_to_text
from extractor.find.kinds import is_old
from extractor.find.leadins import lead_in_drafts, set_apart_drafts
from extractor.find.merge import (
    add_other_printings,
    drop_foreign_labels,
    drop_retellings,
    fold,
    merge_printings,
)
from extractor.find.owners import tells_of_list
from extractor.find.patterns import NUMBER, OWN_DIRECTIVE, RECOMMENDS
from extractor.find.run_ons import cut_run_ons
from extractor.find.sections import SectionFinder
from extractor.find.segment import section_to_drafts
from extractor.find.verdicts import is_mixed_list, tell_apart

EVIDENCE_ORDER = {rung: place for place, rung in enumerate(Evidence)}
ID_WORDS = 12
MAX_LEFTOVERS = 30
MIN_ROW = 2


@dataclass(frozen=True, slots=True)
class Findings:
    """The items of a document in order of print, and what a person should look at."""

    recommendations: tuple[Recommendation, ...]
    issues: tuple[Issue, ...]


def find_recommendations(document: Document) -> Findings:
    """Every recommendation, area for improvement, cause of concern and priority action, each once and whole."""
    drafts = document_to_drafts(document)
    items = drafts_to_recommendations(drafts, document)
    return Findings(items, tuple(_leftovers(document, drafts)))


def document_to_drafts(document: Document) -> list[Draft]:
    """The drafts of a document, repeats merged, in order of print."""
    lists: list[list[Draft]] = []
    for section in SectionFinder(document).find():
        own = section_to_drafts(section, document)
        if is_mixed_list((document.slice(section.opener.span),)):
            tell_apart(own, document)
        lists.append(own)
    cut_run_ons((draft for own in lists for draft in own), document)
    drafts = [draft for own in drop_retellings(lists) for draft in own]
    if not any(draft.kind is Kind.RECOMMENDATION and not draft.restated and draft.from_list for draft in drafts):
        own = lead_in_drafts(document, _used_blocks(drafts))
        drafts += set_apart_drafts(document, _used_blocks(drafts)) or own
        drafts.sort(key=lambda draft: span.start if (span := draft_span(draft)) else 0)
    drafts = [draft for draft in drafts if not tells_of_list(draft, document)]
    merged, _ = drop_foreign_labels(merge_printings(drafts, document))
    add_other_printings(merged, document, _used_blocks(merged))
    return merged


def _used_blocks(drafts: Sequence[Draft]) -> list[Block]:
    return [piece.block for draft in drafts for part in draft.walk() for piece in (*part.pieces, *part.supporting)]


def drafts_to_recommendations(drafts: Sequence[Draft], document: Document) -> tuple[Recommendation, ...]:
    """Finished items with stable ids; a parent comes before its children."""
    used: dict[str, int] = {}
    items: list[Recommendation] = []

    def add(draft: Draft, parent: Recommendation | None) -> None:
        item = _finished(draft, parent, document, used)
        items.append(item)
        for child in draft.children:
            child.section = child.section or draft.section
            add(child, item)

    for draft in drafts:
        add(draft, None)
    return tuple(items)


def _finished(draft: Draft, parent: Recommendation | None, document: Document, used: dict[str, int]) -> Recommendation:
    text = draft_text(document, draft)
    regions = draft_regions(document, draft)
    lead_in = draft.lead_in or (parent.text if parent and parent.text.rstrip().endswith(":") else None)
    return Recommendation(
        id=_item_id(draft, text, used),
        kind=draft.kind,
        text=text,
        printed_number=draft.label,
        parent_id=parent.id if parent else None,
        title=draft.title,
        lead_in=lead_in,
        supporting_text=pieces_to_text(document, draft.supporting) or None,
        span=draft_span(draft),
        regions=regions,
        pages=tuple(sorted({region.page for region in regions})),
        section=draft.section,
        group_heading=draft.group_heading or (parent.group_heading if parent else None),
        responsible_body=draft.responsible_body or (parent.responsible_body if parent else None),
        restated=draft.restated,
        status=draft.status,
        evidence=tuple(sorted(draft.evidence, key=EVIDENCE_ORDER.__getitem__)),
    )


def _item_id(draft: Draft, text: str, used: dict[str, int]) -> str:
    """Section and printed number, or the first twelve words; an ordinal parts what would be equal."""
    section = fold(draft.section[-1])[:40].replace(" ", "-") if draft.section else "report"
    name = fold(draft.label).replace(" ", ".") if draft.label else "-".join(fold(text).split()[:ID_WORDS])
    key = f"{section}/{draft.kind.value}/{name}"
    used[key] = used.get(key, 0) + 1
    return key if used[key] == 1 else f"{key}~{used[key]}"


def _leftovers(document: Document, drafts: Sequence[Draft]) -> list[Issue]:
    """Sentences that recommend and stand in no item: shown to the reviewer, not passed over."""
    used = {block.span.start for block in _used_blocks(drafts)}
    pages = {region.page for draft in drafts for part in draft.walk() for region in part.also}
    lead_ins = {draft.lead_in for draft in drafts}
    found: list[Issue] = []
    for block in document.blocks:
        if block.span.start in used or block.kind in (BlockKind.CONTENTS, BlockKind.HEADING) or block.page in pages:
            continue
        text = document.slice(block.span)
        if RECOMMENDS.search(text) and text not in lead_ins and not is_old(text[:100]):
            sentence = _sentence_with(text)
            found.append(Issue(Stage.FIND, Severity.INFO, f"May be a recommendation: “{sentence}”", block.page))
    found += _unread_lists(document, used, pages)
    if len(found) > MAX_LEFTOVERS:
        rest = len(found) - MAX_LEFTOVERS
        found = found[:MAX_LEFTOVERS]
        found.append(
            Issue(Stage.FIND, Severity.INFO, f"{rest} more sentences use the word recommend outside every list.")
        )
    if not drafts and document.blocks:
        message = "Nothing was found that asks for anything: look through the report before you close it."
        found.insert(0, Issue(Stage.FIND, Severity.WARNING, message))
    return found


def _unread_lists(document: Document, used: Set[int], pages: Set[int]) -> list[Issue]:
    """Two or more numbered or bulleted duties in a row outside every item: perhaps a list under an unknown heading."""
    found: list[Issue] = []
    row: list[Block] = []
    for block in chain(document.blocks, (None,)):
        is_free = block is not None and block.span.start not in used and block.page not in pages
        if block is not None and is_free and _is_duty(document, block):
            row.append(block)
            continue
        if len(row) >= MIN_ROW:
            words = document.slice(row[0].span)[:120]
            message = f"May be a list of {len(row)} recommendations, beginning “{words}”"
            found.append(Issue(Stage.FIND, Severity.INFO, message, row[0].page))
        row = []
    return found


def _is_duty(document: Document, block: Block) -> bool:
    if block.kind in (BlockKind.CONTENTS, BlockKind.HEADING):
        return False
    text = document.slice(block.span)
    label = None if block.bullet else NUMBER.match(text)
    return bool(block.bullet or label) and bool(OWN_DIRECTIVE.match(text[label.end() :] if label else text))


def _sentence_with(text: str) -> str:
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if RECOMMENDS.search(sentence):
            return sentence[:200]
    return text[:200]
