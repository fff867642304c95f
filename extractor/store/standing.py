"""What decisions add up to: pure functions from the rows of one item to where it stands.

Nothing here is ever stored as the only copy: the columns of ``items`` that persons see are these functions applied
to the decisions, written again in the transaction that adds one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from extractor.domain import Decision, Recommendation, Span
from extractor.store.records import ItemState, Standing
from extractor.store.rows import json_to_regions
from extractor.vocabulary import Relation, RelevanceLabel, ReportType

DECIDING = frozenset({"accept", "relevance", "dismiss", "link", "new_action"})
"""What settles an item; editing, answering or unlinking leaves it where it is."""
EDITABLE = ("text", "title", "lead_in", "supporting_text", "printed_number")
"""The words of an item that a person can change."""
STATES = {"unsure": ItemState.UNSURE, "split": ItemState.SPLIT} | dict.fromkeys(DECIDING, ItemState.DECIDED)


def active_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that still hold, oldest first: no undo, and none that an undo names."""
    decisions = sorted(decisions, key=lambda decision: int(decision.id))
    undone = {decision.undoes for decision in decisions}
    return [decision for decision in decisions if decision.undoes is None and decision.id not in undone]


def standing_of(item_id: str, decisions: Iterable[Decision], reopened_after: int = 0) -> Standing:
    """Where an item stands by its decisions, in any order.

    Args:
        item_id: the item; a merge counts differently for the item merged and the one it went into.
        decisions: every decision whose subject or target the item is.
        reopened_after: the last decision before a new version reworded the item, or 0. What was decided up to it
            stays visible, but the item is to be looked at again and older edits no longer fit its words.
    """
    sheet = _Sheet(state=ItemState.CHANGED if reopened_after else ItemState.UNDECIDED)
    for decision in active_decisions(decisions):
        sheet.add(item_id, decision, is_current=int(decision.id) > reopened_after)
    return sheet.standing()


@dataclass
class _Sheet:
    """The sum so far."""

    state: ItemState
    relevance: RelevanceLabel | None = None
    reason: str = ""
    themes: tuple[str, ...] | None = None
    links: dict[str, Relation] = field(default_factory=dict)
    edits: dict[str, object] = field(default_factory=dict)
    accepted: str = ""
    response: str = ""
    responded_by: str = ""
    confirmed_by: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None

    def add(self, item_id: str, decision: Decision, *, is_current: bool) -> None:
        decided: Mapping[str, Any] = decision.decided
        is_target = decided.get("into_item") == item_id
        if is_current:
            self.edits |= decided.get("edits", {})
            if not is_target:
                self.state = STATES.get(decision.action, self.state)
                if decision.action == "merge":
                    self.state = ItemState.MERGED
        if not is_target:
            self._add_meaning(decision, decided)
            self._add_response(decision, decided)

    def _add_meaning(self, decision: Decision, decided: Mapping[str, Any]) -> None:
        if "relevance" in decided:
            self.relevance = RelevanceLabel(decided["relevance"])
            self.reason = decided.get("reason", "")
        if "themes" in decided:
            self.themes = tuple(decided["themes"])
        for ref, relation in decided.get("links", {}).items():
            if relation is None:
                self.links.pop(ref, None)
            else:
                self.links[ref] = Relation(relation)
        if decision.action in DECIDING:
            self.decided_by, self.decided_at = decision.who, decision.when

    def _add_response(self, decision: Decision, decided: Mapping[str, Any]) -> None:
        if decision.action == "respond":
            # Other words are another response: whoever confirmed the old one has not seen them.
            self.accepted, self.response = decided["accepted"], decided["response"]
            self.responded_by, self.confirmed_by = decision.who, ""
        elif decision.action == "confirm":
            self.confirmed_by = decision.who

    def standing(self) -> Standing:
        return Standing(**{name: getattr(self, name) for name in Standing.__dataclass_fields__})


def edited(item: Recommendation, edits: Mapping[str, Any]) -> Recommendation:
    """The item with the edits of persons applied.

    New words without a new span lose theirs, because it no longer says where they stand.
    """
    if not edits:
        return item
    words: dict[str, Any] = {name: edits[name] or None for name in EDITABLE if name in edits}
    if "text" in words:
        words["text"] = edits["text"]
    span = Span(*edits["span"]) if edits.get("span") else None
    changed = replace(item, **words, span=span if "text" in words or span is not None else item.span)
    if "regions" not in edits:
        return changed
    regions = json_to_regions(edits["regions"])
    return replace(changed, regions=regions, pages=tuple(sorted({region.page for region in regions})))


def edited_metadata(
    printed: Sequence[Mapping[str, Any]], decisions: Iterable[Decision], names: Sequence[str]
) -> dict[str, Any]:
    """A report's metadata with the edits of persons applied; what no version prints is as the last person said.

    An edit holds through later versions as long as they print in that field what the version printed that it
    corrected; a version that prints something new speaks for itself.

    Args:
        printed: rows of ``versions``, oldest first.
        decisions: every decision about the report.
        names: the columns that can be edited.
    """
    newest = printed[-1]
    values = {name: newest.get(name) for name in names}
    by_number = {row["number"]: row for row in printed}
    for decision in active_decisions(decisions):
        decided: Mapping[str, Any] = decision.decided
        corrected = by_number.get(decided.get("version"), newest)
        for name, value in decided.get("fields", {}).items():
            if corrected.get(name) == newest.get(name):
                values[name] = metadata_of_json(name, value)
    return values


DATES = frozenset({"publication_date", "response_published"})


def metadata_to_json(value: object) -> object:
    """A metadata value as it stands in a decision.

    >>> metadata_to_json(date(2027, 3, 1))
    '2027-03-01'
    """
    return value.isoformat() if isinstance(value, date) else value


def metadata_of_json(name: str, value: Any) -> Any:
    """The value of the column ``name`` from a decision.

    >>> metadata_of_json("publication_date", "2027-03-01")
    datetime.date(2027, 3, 1)
    """
    if name in DATES and value is not None:
        return date.fromisoformat(value)
    return ReportType(value) if name == "report_type" else value
