"""What each kind of change writes into its decision, and whether it makes sense for the item as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import singledispatch
from typing import Any

from sqlalchemy import Connection, func, select

from extractor.domain import Link
from extractor.errors import CannotDecide, NotInStore
from extractor.store.changes import (
    Accept,
    Change,
    Confirm,
    Dismiss,
    Edit,
    LinkAction,
    MarkUnsure,
    MergeWithPrevious,
    NewAction,
    Respond,
    SetRelevance,
    SetThemes,
    Split,
    Unlink,
)
from extractor.store.loading import LoadedItem, load_items
from extractor.store.pieces import make_pieces, take_numbers
from extractor.store.plan import insert_actions
from extractor.store.records import FOR_FORCE, NOT_FOR_FORCE, SHOWN
from extractor.store.rows import action_to_json, regions_to_json
from extractor.store.schema import actions, items, links
from extractor.store.standing import EDITABLE
from extractor.vocabulary import Relation, RelevanceLabel

TOP_LINKS = 5
"""Suggested links that a decision remembers: as many as the page offers keys for."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the person saw: the item with its suggestions, and who they are."""

    connection: Connection
    loaded: LoadedItem
    links: tuple[Link, ...]
    who: str

    @property
    def item_id(self) -> str:
        """The store's id."""
        return self.loaded.printed.id

    @property
    def suggested(self) -> dict[str, Any]:
        """What the tool had suggested, as it stands in the decision."""
        relevance = self.loaded.relevance
        themes = [theme.label for theme in self.loaded.suggested]
        best = [[link.action_ref, link.relation.value, link.probability] for link in self.links[:TOP_LINKS]]
        if relevance is None:
            return {"relevance": None, "themes": themes, "links": best}
        words = {"reason": relevance.reason, "by_rule": relevance.by_rule, "model": relevance.model}
        return {
            "relevance": relevance.label.value,
            "probability": relevance.probability,
            **words,
            "themes": themes,
            "links": best,
        }


@dataclass(frozen=True, slots=True)
class Payload:
    """A decision about to be written; ``effect`` is run with its id in the same transaction."""

    action: str
    decided: Mapping[str, Any] = field(default_factory=dict)
    target: str | None = None
    effect: Callable[[int], None] | None = None


@singledispatch
def payload_of(change: Change, situation: Situation) -> Payload:
    """The payload of a change.

    Raises:
        CannotDecide: it makes no sense for the item as it stands.
        NotInStore: it names an action that is not there.
    """
    raise TypeError(f"{type(change).__name__} is not a change")


@payload_of.register
def _(change: Accept, situation: Situation) -> Payload:
    relevance = situation.loaded.relevance
    if relevance is None or relevance.label is RelevanceLabel.NEEDS_DECISION:
        raise CannotDecide(
            f"There is no suggestion to accept for {situation.item_id}.", "Choose what it means for you."
        )
    for ref in change.links:
        _check_ref(situation, ref)
    decided = {"relevance": relevance.label.value, "reason": relevance.reason}
    return Payload("accept", decided | {"links": {ref: relation.value for ref, relation in change.links.items()}})


@payload_of.register
def _(change: SetRelevance, situation: Situation) -> Payload:
    if change.label is RelevanceLabel.NEEDS_DECISION:
        raise CannotDecide("That an item needs a decision is not a decision.", "Mark it as unsure to come back to it.")
    return Payload("relevance", {"relevance": change.label.value, "reason": change.reason})


@payload_of.register
def _(change: SetThemes, situation: Situation) -> Payload:
    labels = list(dict.fromkeys(label.strip() for label in change.labels))
    if not all(labels):
        raise CannotDecide("A theme needs a name.")
    return Payload("themes", {"themes": labels})


@payload_of.register
def _(change: Dismiss, situation: Situation) -> Payload:
    suggested = situation.loaded.relevance
    label, reason = change.label, change.reason
    if label is None and suggested is not None and suggested.label in NOT_FOR_FORCE:
        label, reason = suggested.label, reason or suggested.reason
    label = label or RelevanceLabel.NOT_APPLICABLE
    if label not in NOT_FOR_FORCE:
        raise CannotDecide(f"{label.value} does not dismiss an item.")
    return Payload("dismiss", {"relevance": label.value, "reason": reason})


@payload_of.register
def _(change: LinkAction, situation: Situation) -> Payload:
    _check_ref(situation, change.action_ref)
    decided = {"links": {change.action_ref: change.relation.value}}
    if change.relation is Relation.NOT_RELATED:
        return Payload("reject_link", decided)
    return Payload("link", decided | _meaning_for_force(situation))


@payload_of.register
def _(change: Unlink, situation: Situation) -> Payload:
    is_linked = select(links.c.item_id).where(
        links.c.item_id == situation.item_id, links.c.action_ref == change.action_ref
    )
    if situation.connection.scalar(is_linked) is None:
        raise CannotDecide(f"{situation.item_id} is not linked to {change.action_ref}.")
    return Payload("unlink", {"links": {change.action_ref: None}})


@payload_of.register
def _(change: NewAction, situation: Situation) -> Payload:
    ref = change.action.ref or _free_ref(situation.connection)
    if situation.connection.scalar(select(actions.c.ref).where(actions.c.ref == ref)) is not None:
        raise CannotDecide(f"There already is an action {ref}.", "Leave the ref empty to get the next free one.")
    if not change.action.text.strip():
        raise CannotDecide("A new action needs words.")
    for other in change.also:
        _check_ref(situation, other)
    action = replace(change.action, ref=ref, sheet="", row=0)
    links = {ref: change.relation.value} | {other: relation.value for other, relation in change.also.items()}
    decided = {"links": links, "action": action_to_json(action), "action_ref": ref}
    return Payload(
        "new_action",
        decided | _meaning_for_force(situation),
        effect=lambda decision_id: insert_actions(situation.connection, [action], made_by=decision_id),
    )


@payload_of.register
def _(change: Edit, situation: Situation) -> Payload:
    edits: dict[str, Any] = {name: getattr(change, name) for name in EDITABLE if getattr(change, name) is not None}
    if change.span is not None:
        edits["span"] = [change.span.start, change.span.end]
    if change.regions is not None:
        edits["regions"] = regions_to_json(change.regions)
    if not edits:
        raise CannotDecide("The edit changes nothing.")
    if not edits.get("text", "x").strip():
        raise CannotDecide("An item needs words.", "Dismiss the item if it is not one.")
    return Payload("edit", {"edits": edits})


@payload_of.register
def _(change: Split, situation: Situation) -> Payload:
    parts = [part.strip() for part in change.parts]
    if len(parts) < 2 or not all(parts):
        raise CannotDecide("A split needs at least two parts, each with words.")
    report_id = situation.loaded.item["report_id"]
    numbers = take_numbers(situation.connection, report_id, len(parts))
    return Payload(
        "split",
        {"into": [f"R{report_id}-{number}" for number in numbers], "parts": parts},
        effect=lambda made_by: make_pieces(situation.connection, situation.loaded, parts, numbers, made_by),
    )


@payload_of.register
def _(change: MergeWithPrevious, situation: Situation) -> Payload:
    before = _item_before(situation)
    first, second = before.recommendation, situation.loaded.recommendation
    support = " ".join(part for part in (first.supporting_text, second.supporting_text) if part)
    edits = {
        "text": f"{first.text} {second.text}".strip(),
        "regions": regions_to_json((*first.regions, *second.regions)),
    }
    decided = {"into_item": first.id, "edits": edits | ({"supporting_text": support} if support else {})}
    return Payload("merge", decided, target=first.id)


@payload_of.register
def _(change: MarkUnsure, situation: Situation) -> Payload:
    return Payload("unsure")


@payload_of.register
def _(change: Respond, situation: Situation) -> Payload:
    return Payload("respond", {"accepted": change.accepted.strip(), "response": change.response.strip()})


@payload_of.register
def _(change: Confirm, situation: Situation) -> Payload:
    author = situation.loaded.item["responded_by"]
    if not author:
        raise CannotDecide(f"There is no response to {situation.item_id} to confirm.")
    if author.casefold() == situation.who.casefold():
        raise CannotDecide(f"{author} wrote the response to {situation.item_id}.", "Ask a second person to confirm it.")
    return Payload("confirm", {"confirmed": True})


def _meaning_for_force(situation: Situation) -> dict[str, str]:
    """Whoever links an item to the force's plan has said that it is for the force."""
    suggested = situation.loaded.relevance
    standing = situation.loaded.item["decided"] or (suggested.label if suggested else None)
    label = standing if standing in FOR_FORCE else RelevanceLabel.FOR_FORCE
    return {"relevance": label.value}


def _check_ref(situation: Situation, ref: str) -> None:
    found = select(actions.c.ref).where(actions.c.ref == ref, ~actions.c.withdrawn)
    earlier = select(items.c.id).where(items.c.id == ref, items.c.id != situation.item_id)
    if situation.connection.scalar(found.union_all(earlier)) is None:
        raise NotInStore(f"There is no action {ref} in the store.")


def _free_ref(connection: Connection) -> str:
    """The next ref of the program's own series, ``A-0001`` and so on; one that is taken is passed over."""
    taken = set(connection.scalars(select(actions.c.ref).where(actions.c.ref.startswith("A-"))))
    number = connection.scalar(select(func.count()).where(actions.c.made_by.is_not(None))) or 0
    while f"A-{number + 1:04d}" in taken:
        number += 1
    return f"A-{number + 1:04d}"


def _item_before(situation: Situation) -> LoadedItem:
    item = situation.loaded.item
    place = select(items.c.id).where(
        items.c.report_id == item["report_id"],
        items.c.state.in_(SHOWN),
        (items.c.position < item["position"])
        | ((items.c.position == item["position"]) & (items.c.number < item["number"])),
    )
    found = situation.connection.scalar(place.order_by(items.c.position.desc(), items.c.number.desc()).limit(1))
    if found is None:
        raise CannotDecide(f"{situation.item_id} is the first item of its report; there is none before it.")
    return load_items(situation.connection, items.c.id == found)[0]
