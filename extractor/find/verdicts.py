"""Conclusions and recommendations that share one numbering: told apart by a tag, by type style, or by wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.domain import Document, Kind
from extractor.find.drafts import Draft, draft_text
from extractor.find.headings import letters_of
from extractor.find.patterns import COMMITTEE_TAG, MODAL, RECOMMENDS

ITALIC, UPRIGHT = 0.7, 0.3
MIN_EACH = 2
"""Type style decides only where both styles occur more than once: one italic paragraph may be a quotation."""

MIN_SLANTED_LETTERS = 30
"""A short sentence; the titles of most reports, slanted too, are shorter."""

COMMITTEE_ASKS = re.compile(
    r"\bwe (?:\w+ )?(?:call (?:up)?on|urge|ask|invite|request|press|look to|expect\b.{3,80}?\bto)\b", re.IGNORECASE
)
"""How committees put a request without saying "recommend": "We call on the Government to", "We expect forces to"."""


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
    if sum(s > UPRIGHT for s in slants) >= MIN_EACH and sum(s < ITALIC for s in slants) >= MIN_EACH:
        _by_slant(drafts, slants, document)
        return
    weights = [_weight(draft) for draft in drafts]
    if sum(w >= ITALIC for w in weights) >= MIN_EACH and sum(w <= UPRIGHT for w in weights) >= MIN_EACH:
        marks = [weight >= ITALIC for weight in weights]
        recommended = _marks_recommend(drafts, marks, document)
        for draft, mark in zip(drafts, marks, strict=True):
            draft.kind = Kind.RECOMMENDATION if mark is recommended else Kind.CONCLUSION
        return
    for draft in drafts:
        asks = _asks(draft_text(document, draft))
        draft.kind = Kind.RECOMMENDATION if asks else Kind.CONCLUSION


def asks_for_action(text: str) -> bool:
    """Whether words recommend or put somebody under a duty."""
    return bool(RECOMMENDS.search(text) or MODAL.search(text))


def _asks(text: str) -> bool:
    """Whether an entry of a committee's list asks for something, in a committee's own words too."""
    return asks_for_action(text) or bool(COMMITTEE_ASKS.search(text))


def _by_slant(drafts: Sequence[Draft], slants: Sequence[float], document: Document) -> None:
    """Tell entries apart by their italics; one that is set in both ends its conclusion with what it recommends.

    Committees of older sessions print no tag: in their lists a conclusion stands upright and a recommendation slanted,
    and many an entry holds the two. Behind a long conclusion the slanted sentence may be a small part.
    """
    outright = [s >= ITALIC for s in slants] if any(s >= ITALIC for s in slants) else [s > UPRIGHT for s in slants]
    sure = [n for n, s in enumerate(slants) if s <= UPRIGHT or outright[n]]
    recommended = _marks_recommend([drafts[n] for n in sure], [outright[n] for n in sure], document)
    for draft, slant in zip(drafts, slants, strict=True):
        is_upright = slant <= UPRIGHT and not (recommended and _asks_aslant(draft, slant, document))
        is_conclusion = is_upright if recommended else slant >= ITALIC
        draft.kind = Kind.CONCLUSION if is_conclusion else Kind.RECOMMENDATION


def _asks_aslant(draft: Draft, slant: float, document: Document) -> bool:
    """Whether a mostly upright entry asks for something and has room for it in its few slanted letters."""
    text = draft_text(document, draft)
    return slant * len(text) >= MIN_SLANTED_LETTERS and _asks(text)


def _marks_recommend(drafts: Sequence[Draft], marks: Sequence[bool], document: Document) -> bool:
    """Whether the marked style is the recommendations': unless the wording says that it is the other way round."""
    asking = [_asks(draft_text(document, draft)) for draft in drafts]
    share_marked = _share([ask for ask, mark in zip(asking, marks, strict=True) if mark])
    share_plain = _share([ask for ask, mark in zip(asking, marks, strict=True) if not mark])
    return share_marked >= share_plain


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _slant(draft: Draft) -> float:
    return max((piece.block.style.italic for piece in draft.pieces), default=0.0)


def _weight(draft: Draft) -> float:
    return max((piece.block.style.bold for piece in draft.pieces), default=0.0)
