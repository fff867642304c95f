"""How an item stands to an action it is linked with: the decision table, asked in order.

Structure decides first (what is printed again, what replaces what, whose duty it is, which cycle came before); only
covered against partly covered is left to a fitted model, because it hangs on how many clauses the action answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.domain import ENDED_STATUSES, Action, Recommendation, Relation, Report
from extractor.match.compare import Comparison
from extractor.match.cover import cover_features
from extractor.match.duty import OwnForce, has_duty_here
from extractor.match.model import Logistic, probability_of
from extractor.match.restated import FAINT_QUOTE, is_printed_again, is_replacing
from extractor.match.sources import Source, action_to_source, find_quotations, is_earlier_cycle

OLD_COPY = re.compile(
    r"\bbacklog\b|\bfirst issue\b|\bbefore re-?issue\b|\bearlier version\b|\bprevious version\b|\barchived?\b",
    re.IGNORECASE,
)
EARLIER_ITEM = "earlier_item"
"""Field of an ``Action`` that stands for an item of an earlier report: it cannot cover anything, only come before."""
QUOTE_COUNTS = 0.4


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
    replaces = is_replacing(setting.item.text)
    quoted = comparison.features["quoted"] >= (FAINT_QUOTE if replaces else QUOTE_COUNTS)
    if is_printed_again(setting.item, setting.source, action, comparison.features["quoted"]):
        return Relation.RESTATED
    if replaces and (quoted or not find_quotations(setting.item.text)):
        return Relation.SUPERSEDES
    if is_older(setting, other):
        return Relation.SUPERSEDED
    if not has_duty_here(setting.item, setting.report, setting.own):
        return Relation.ADDS_EVIDENCE
    if action.status in ENDED_STATUSES or EARLIER_ITEM in action.fields or _is_repeat(setting, other):
        return Relation.REPEAT_ISSUE
    covered = probability_of(cover.log_odds(cover_features(setting.item.text, action, comparison)))
    return Relation.COVERED if covered >= 0.5 else Relation.PARTLY_COVERED


def is_older(setting: Setting, other: Source) -> bool:
    """Whether the item is from before the report behind the action, or says that it is an old copy."""
    report = setting.report
    if report is None:
        return False
    if OLD_COPY.search(report.title):
        return True
    published = report.publication_date
    return published is not None and bool(other.years) and published.year < min(other.years)


def _is_repeat(setting: Setting, other: Source) -> bool:
    """Whether the programme behind the action has come back in a later cycle and now finds the same again."""
    report = setting.report
    published = report.publication_date.year if report and report.publication_date else None
    return is_earlier_cycle(setting.source, other, published)
