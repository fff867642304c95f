"""How an item stands to an action it is linked with: the decision table, asked in order.

Structure decides first (what is printed again, what replaces what, whose duty it is, which cycle came before); only
covered against partly covered is left to a fitted model, because it hangs on how many clauses the action answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.domain import ENDED_STATUSES, Action, Recommendation, Relation, Report
from extractor.match.clauses import NOISE
from extractor.match.compare import CLAUSE_MET, Comparison
from extractor.match.duty import OwnForce, has_duty_here
from extractor.match.model import Logistic, probability_of
from extractor.match.sources import Source, action_to_source, family_likeness, find_quotations

ITEM_NOUN = r"(?:recommendations?|AFIs?|areas? for improvement|clauses?|causes? of concern|actions?|report)"
REPLACES = re.compile(
    rf"\b(?:this|it|these)\b[^.]{{0,30}}?\b(?:replaces?|supersedes?|takes? the place of)\b|"
    rf"\b(?:replac|supersed)(?:es?|ing)\s+(?:our\s+|the\s+)?{ITEM_NOUN}\b|\bin (?:its|their) place\b|"
    rf"\b{ITEM_NOUN}\b[^.]{{0,60}}?\b(?:withdrawn|replaced|superseded|no longer (?:appl(?:y|ies)|stands?|holds?))\b|"
    rf"\bwe (?:have )?withdr(?:aw|awn)\b|\bin place of (?:our|the) [^.]{{0,30}}?{ITEM_NOUN}\b",
    re.IGNORECASE,
)
"""It is an item that is replaced: "forces should replace old radios" replaces nothing."""
PRINTED_AGAIN = re.compile(
    r"^\s*\W*(?:recommendation|AFI|area for improvement|cause of concern)s?\s+(?:\d+\w?\s*(?:\([a-z]\))?\s*)?"
    r"(?:\((?:19|20)\d\d|from (?:the|our) (?:19|20)\d\d)|\breprint(?:ed)?\b|\brepeated here\b|\brestated?\b|"
    r"\b(?:I|we) (?:repeat|restate|reissue|remake)\b|\b(?:progress|status)\s*:\s*\w+|"
    r"\bprogress on the (?:19|20)\d\d\b|"
    r"\b(?:fully|partially|partly|not) (?:achieved|met|implemented)\s*\.?\s*$|"
    r"\b(?:outstanding|remains open)\s*\.?\s*$",
    re.IGNORECASE,
)
OLD_COPY = re.compile(
    r"\bbacklog\b|\bfirst issue\b|\bbefore re-?issue\b|\bearlier version\b|\bprevious version\b|\barchived?\b",
    re.IGNORECASE,
)
EARLIER_ITEM = "earlier_item"
"""Field of an ``Action`` that stands for an item of an earlier report: it cannot cover anything, only come before."""
VERBATIM = 88.0
VERBATIM_ANYWHERE = 95.0
"""Likeness (0-100) from which two texts are the same printed item, within one report family and without it."""
LONG_ENOUGH = 40
"""Letters from which finding a whole text inside another is no accident."""
QUOTE_COUNTS = 0.4
FAINT_QUOTE = 0.2
"""The number agrees but neither title nor year does: enough where the item says that it is printed again."""
SAME_FAMILY = 0.5


@dataclass(frozen=True, slots=True)
class Setting:
    """The item's side of a relation: the item, its report and source, and the force that reads it."""

    item: Recommendation
    report: Report | None
    source: Source
    own: OwnForce


def relate_pair(setting: Setting, action: Action, comparison: Comparison, cover: Logistic) -> Relation:
    """The relation under the condition that there is a link at all."""
    other = action_to_source(action)
    quoted = comparison.features["quoted"] >= QUOTE_COUNTS
    if is_printed_again(setting, action, other, comparison.features["quoted"]):
        return Relation.RESTATED
    if REPLACES.search(setting.item.text) and (quoted or not find_quotations(setting.item.text)):
        return Relation.SUPERSEDES
    if is_older(setting, other):
        return Relation.SUPERSEDED
    if not has_duty_here(setting.item, setting.report, setting.own):
        return Relation.ADDS_EVIDENCE
    if action.status in ENDED_STATUSES or EARLIER_ITEM in action.fields or is_earlier_cycle(setting, other):
        return Relation.REPEAT_ISSUE
    covered = probability_of(cover.log_odds(cover_features(comparison)))
    return Relation.COVERED if covered >= 0.5 else Relation.PARTLY_COVERED


def is_printed_again(setting: Setting, action: Action, other: Source, quoted: float) -> bool:
    """Whether the item is the one behind the action, printed once more."""
    from rapidfuzz import fuzz

    if REPLACES.search(setting.item.text):
        return False
    says_so = setting.item.restated or bool(PRINTED_AGAIN.search(setting.item.text))
    if says_so and quoted >= FAINT_QUOTE:
        return True
    own, theirs = _plain(setting.item.text), _plain(action.text)
    if says_so and len(theirs) >= LONG_ENOUGH and fuzz.partial_ratio(own, theirs) >= VERBATIM:
        return True
    family = family_likeness(setting.source, other) >= SAME_FAMILY or "concern" in action.source_report.lower()
    return fuzz.token_sort_ratio(own, theirs) >= (VERBATIM if family else VERBATIM_ANYWHERE)


def _plain(text: str) -> str:
    text = re.sub(r"[‐‑–—-]", "-", text.replace("’", "'"))
    text = re.sub(r"\b(?:progress|status)\s*:.*$", "", text, flags=re.IGNORECASE)
    return NOISE.sub("", text.strip()).strip().lower()


def is_older(setting: Setting, other: Source) -> bool:
    """Whether the item is from before the report behind the action, or says that it is an old copy."""
    report = setting.report
    if report is None:
        return False
    if OLD_COPY.search(report.title):
        return True
    published = report.publication_date
    return published is not None and bool(other.years) and published.year < min(other.years)


def is_earlier_cycle(setting: Setting, other: Source) -> bool:
    """Whether the action comes from an earlier cycle of the programme that now finds the same again."""
    source, report = setting.source, setting.report
    if source.programme is None or source.programme != other.programme or not other.years:
        return False
    years = source.years or ((report.publication_date.year,) if report and report.publication_date else ())
    return bool(years) and max(other.years) < max(years)


def cover_features(comparison: Comparison) -> Mapping[str, float]:
    """What tells covered from partly covered; ``clauses`` is 0 for one clause, rising to 1."""
    scores, features = comparison.clause_scores, comparison.features
    return {
        "clause_share": sum(score >= CLAUSE_MET for score in scores) / len(scores),
        "worst_clause": min(scores),
        "best_clause": max(scores),
        "item_in_action": features["item_in_action"],
        "action_in_item": features["action_in_item"],
        "clauses": 1 - 1 / len(scores),
    }
