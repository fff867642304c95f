"""Whether an item is the one behind an action printed once more, or takes its place: what the texts themselves say."""

from __future__ import annotations

import re

from extractor.domain import Action, Recommendation
from extractor.match.clauses import DUTY, NOISE
from extractor.match.sources import Source, action_to_source, family_likeness, is_earlier_cycle
from extractor.match.words import text_to_tokens

ITEM_NOUN = r"(?:recommendations?|AFIs?|areas? for improvement|clauses?|causes? of concern|actions?|report)"
REPLACES = re.compile(
    rf"\b(?:this|it|these)\b[^.]{{0,30}}?\b(?:replaces?|supersedes?|takes? the place of)\b|"
    rf"\b(?:replac|supersed)(?:es?|ing)\s+(?:our\s+|the\s+)?{ITEM_NOUN}\b|\bin (?:its|their) place\b|"
    rf"\b{ITEM_NOUN}\b[^.]{{0,60}}?\b(?:withdrawn|replaced|superseded|no longer (?:appl(?:y|ies)|stands?|holds?))\b|"
    r"\bwe (?:have )?withdr(?:aw|awn)\b|"
    rf"\bin (?:place of|substitution for) (?:(?:our|the|my) [^.]{{0,30}}?)?{ITEM_NOUN}\b|"
    r"\b(?:closed|withdrawn) and (?:replaced|superseded) by\b",
    re.IGNORECASE,
)
"""It is an item that is replaced: "forces should replace old radios" replaces nothing."""
PRINTED_AGAIN = re.compile(
    r"^\s*\W*(?:recommendation|AFI|area for improvement|cause of concern)s?\s+(?:\d+\w?\s*(?:\([a-z]\))?\s*)?"
    r"(?:\((?:19|20)\d\d|from (?:the|our) (?:19|20)\d\d)|\breprint(?:ed)?\b|\brepeated here\b|\brestated?\b|"
    r"\b(?:I|we) (?:repeat|restate|reissue|remake)\b|\b(?:progress|status)\s*:\s*\w+|"
    r"\bprogress on the (?:19|20)\d\d\b|"
    r"^\s*\W*(?:from (?:our|the) )?(?:19|20)\d\d (?:report|letter|audit|recommendation|AFI)\b|"
    r"\bfirst (?:published|made|issued) (?:in )?(?:19|20)\d\d\b|\bcarried forward from\b|\bearlier recommendations\b|"
    r"\b(?:fully|partially|partly|not) (?:achieved|met|implemented)\s*\.?\s*$|"
    r"\b(?:outstanding|remains open)\s*\.?\s*$",
    re.IGNORECASE,
)
STATUS_LINE = re.compile(
    r"\bour (?:view|assessment|judge?ment) (?:in|at|on|as at)\b|\bstatus (?:at|in|on)\b[^:]{0,30}:|"
    r"[.;:\"”]\s*(?:(?:limited|some|good|no|insufficient) progress|"
    r"(?:not (?:yet )?)?(?:achieved|complete|discharged))\W*$",
    re.IGNORECASE,
)
"""What a progress report or a revisit letter adds to an item that it prints again; alone it is no proof."""
VERBATIM = 88.0
VERBATIM_ANYWHERE = 95.0
"""Likeness (0-100) from which two texts are the same printed item, within one report family and without it."""
SAME_WORDS = 0.8
"""Share of an action's word stems from which an item that carries a status is that action's item, lightly reworded."""
LONG_ENOUGH = 40
"""Letters from which finding a whole text inside another is no accident."""
FAINT_QUOTE = 0.2
"""The number agrees but neither title nor year does: enough where the item says that it is printed again."""
SAME_FAMILY = 0.5
FEWEST_STEMS = 4


def is_replacing(text: str) -> bool:
    """Whether a text says that it takes the place of another item."""
    return bool(REPLACES.search(text))


def is_printed_again(item: Recommendation, source: Source, action: Action, quoted: float) -> bool:
    """Whether the item is the one behind the action, printed once more.

    Args:
        item: the new item.
        source: where it comes from.
        action: the row of the plan.
        quoted: how surely the item quotes the action by number, 0 to 1.
    """
    from rapidfuzz import fuzz

    text, other = item.text, action_to_source(action)
    if is_replacing(text):
        return False
    says_so = item.restated or bool(PRINTED_AGAIN.search(text))
    if says_so and quoted >= FAINT_QUOTE:
        return True
    own, theirs = _plain(text), _plain(action.text)
    within = fuzz.partial_ratio(own, theirs) if LONG_ENOUGH <= len(theirs) <= len(own) else 0.0
    if says_so and within >= VERBATIM:
        return True
    family = family_likeness(source, other) >= SAME_FAMILY or "concern" in action.source_report.lower()
    if family and (says_so or STATUS_LINE.search(text)) and _share_of_words(theirs, own) >= SAME_WORDS:
        return True
    if family and within >= VERBATIM_ANYWHERE and len(DUTY.findall(own)) <= max(1, len(DUTY.findall(theirs))):
        return not is_earlier_cycle(source, other)
    return fuzz.token_sort_ratio(own, theirs) >= (VERBATIM if family else VERBATIM_ANYWHERE)


def _share_of_words(part: str, whole: str) -> float:
    """Share of the content stems of ``part`` that stand in ``whole``; 0 where it has fewer than four."""
    stems = set(text_to_tokens(part))
    return len(stems & set(text_to_tokens(whole))) / len(stems) if len(stems) >= FEWEST_STEMS else 0.0


def _plain(text: str) -> str:
    text = re.sub(r"[‐‑–—-]", "-", text.replace("’", "'"))
    text = re.sub(r"\b(?:progress|status)\s*:.*$", "", text, flags=re.IGNORECASE)
    return NOISE.sub("", text.strip()).strip().lower()
