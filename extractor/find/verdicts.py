"""Conclusions and recommendations that share one numbering: told apart by a tag, by type style, or by wording."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.domain import Document, Kind
from extractor.find.drafts import Draft, draft_text
from extractor.find.headings import letters_of
from extractor.find.patterns import COMMITTEE_TAG, MODAL, RECOMMENDS

ITALIC, UPRIGHT = 0.7, 0.3
MIN_EACH = 2
"""Type style decides only where both styles occur more than once: one italic paragraph may be a quotation."""


def is_mixed_list(section: Sequence[str]) -> bool:
    """Whether a heading announces both: "Conclusions and recommendations"."""
    return any("conclusion" in letters_of(title) and "recommendation" in letters_of(title) for title in section)


def tell_apart(drafts: Sequence[Draft], document: Document) -> None:
    """Set the kind of every draft of one mixed list to recommendation or conclusion."""
    if any(draft.run_in for draft in drafts):
        for draft in drafts:
            draft.kind = Kind.RECOMMENDATION if draft.run_in else Kind.CONCLUSION
        return
    tags = [COMMITTEE_TAG.match(draft_text(document, draft)) for draft in drafts]
    if sum(tag is not None for tag in tags) >= 0.5 * len(drafts):
        for draft, tag in zip(drafts, tags, strict=True):
            is_conclusion = tag is not None and tag["kind"].lower() == "conclusion"
            draft.kind = Kind.CONCLUSION if is_conclusion else Kind.RECOMMENDATION
        return
    slants = [_slant(draft) for draft in drafts]
    if sum(s >= ITALIC for s in slants) >= MIN_EACH and sum(s <= UPRIGHT for s in slants) >= MIN_EACH:
        _by_style(drafts, [slant >= ITALIC for slant in slants], document)
        return
    weights = [_weight(draft) for draft in drafts]
    if sum(w >= ITALIC for w in weights) >= MIN_EACH and sum(w <= UPRIGHT for w in weights) >= MIN_EACH:
        _by_style(drafts, [weight >= ITALIC for weight in weights], document)
        return
    for draft in drafts:
        asks = asks_for_action(draft_text(document, draft))
        draft.kind = Kind.RECOMMENDATION if asks else Kind.CONCLUSION


def asks_for_action(text: str) -> bool:
    """Whether words recommend or put somebody under a duty."""
    return bool(RECOMMENDS.search(text) or MODAL.search(text))


def _by_style(drafts: Sequence[Draft], marked: Sequence[bool], document: Document) -> None:
    """The marked style is the recommendations', unless the wording of the two says that it is the other way round."""
    asking = [asks_for_action(draft_text(document, draft)) for draft in drafts]
    share_marked = _share([ask for ask, mark in zip(asking, marked, strict=True) if mark])
    share_plain = _share([ask for ask, mark in zip(asking, marked, strict=True) if not mark])
    recommended = share_marked >= share_plain
    for draft, mark in zip(drafts, marked, strict=True):
        draft.kind = Kind.RECOMMENDATION if mark is recommended else Kind.CONCLUSION


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _slant(draft: Draft) -> float:
    return max((piece.block.style.italic for piece in draft.pieces), default=0.0)


def _weight(draft: Draft) -> float:
    return max((piece.block.style.bold for piece in draft.pieces), default=0.0)
