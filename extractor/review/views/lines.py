"""Rows of the queue -> lines of a list, and decisions -> lines of the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractor.config import Settings
from extractor.domain import Decision
from extractor.labels import label_of
from extractor.plan.decision_words import plain_words
from extractor.review.parts import Event, ItemLine
from extractor.review.urls import Urls
from extractor.review.views.words import (
    FOR_THE_RECORD,
    STATE_WORDS,
    moment,
    percent,
    relation_words,
    shortened,
    theme_words,
)
from extractor.store.records import ItemState, QueueRow
from extractor.vocabulary import NEVER_AN_ACTION, Kind, Relation, RelevanceLabel

SUGGESTED_FROM = Settings().link_threshold
"""What counted as a suggestion when nothing else was configured; the trail does not keep the threshold."""
LINE_LETTERS = 260
"""Three lines of a queue at 1280 pixels: enough to recognise an item."""
KIND_SHORT = {Kind.AREA_FOR_IMPROVEMENT: "AFI"}


def line_of(row: QueueRow, query: str = "", *, blind: bool = False) -> ItemLine:
    """One line; in blind mode an undecided item shows nothing of its suggestion."""
    hidden = blind and row.state is not ItemState.DECIDED
    label = row.decided or row.relevance
    return ItemLine(
        item_id=row.item_id,
        url=Urls.item(row.item_id, query),
        number=row.printed_number or "",
        kind=kind_words(row.kind) + (" (restated)" if row.restated else ""),
        text=shortened(row.text, LINE_LETTERS),
        page=row.page,
        state="kept" if is_for_the_record(row) else row.state.value,
        state_words=FOR_THE_RECORD if is_for_the_record(row) else STATE_WORDS[row.state],
        relevance="" if hidden else label_of(label),
        certainty="" if hidden or row.decided else percent(row.probability),
        themes=() if hidden else tuple(map(theme_words, row.themes)),
        report=row.report_title,
        decided=row.state is ItemState.DECIDED,
    )


def is_for_the_record(row: QueueRow) -> bool:
    """Whether nobody has to decide an item, nor has: a conclusion, a practice example, an old item printed again."""
    return row.state is ItemState.UNDECIDED and (row.restated or row.kind in NEVER_AN_ACTION)


def kind_words(kind: Kind) -> str:
    """A kind in the fewest words that a list has room for."""
    return KIND_SHORT.get(kind, label_of(kind))


# ------------------------------------------------------------------------------------- audit trail

DID = {
    "accept": "accepted the suggestion",
    "relevance": "decided",
    "dismiss": "marked it as not for us",
    "link": "linked an action",
    "unlink": "removed a link",
    "reject_link": "said that an action is not related",
    "new_action": "made a new action",
    "edit": "edited it",
    "themes": "set the themes",
    "split": "split it",
    "merge": "merged it with the one before",
    "unsure": "left it as unsure",
    "respond": "recorded the response",
    "confirm": "confirmed the response",
    "undo": "took back a decision",
    "edit_report": "corrected the report's details",
}


def events_of(decisions: Iterable[Decision]) -> tuple[Event, ...]:
    """The trail, newest first; what was taken back is marked."""
    rows = list(decisions)
    undone = {row.undoes for row in rows if row.undoes}
    return tuple(_event(row, undone=row.id in undone) for row in reversed(rows))


def _event(row: Decision, *, undone: bool) -> Event:
    did = DID.get(row.action, row.action.replace("_", " "))
    details = plain_words(row.decided)
    return Event(
        when=moment(row.when),
        who=row.who,
        did=f"{did}: {details[:1].lower()}{details[1:]}" if details else did,
        suggested=suggestion_words(row.suggested),
        note=row.note,
        undone=undone,
        takes_back=row.undoes is not None,
    )


def suggestion_words(suggested: Mapping[str, object]) -> str:
    """What had been suggested: the label with its certainty and origin, and the links above the base."""
    if "relevance" not in suggested:
        return plain_words(suggested)
    label = suggested.get("relevance")
    chance = suggested.get("probability")
    origin = "by rule" if suggested.get("by_rule") else "by the trained model" if suggested.get("model") else ""
    about = ", ".join(str(part) for part in (percent(chance) if isinstance(chance, float) else "", origin) if part)
    words = f"“{label_of(RelevanceLabel(str(label)))}”" if label else "no relevance"
    links = suggested.get("links")
    rows = [row for row in links if isinstance(row, list | tuple)] if isinstance(links, list | tuple) else []
    told = [
        f"{relation_words(Relation(row[1]))} {row[0]} ({percent(row[2])})"
        for row in rows
        if row[1] != Relation.NOT_RELATED.value and float(row[2]) >= SUGGESTED_FROM
    ]
    return "; ".join([f"{words} ({about})" if about else words, *told])
