"""Changes and decisions as a person would say them."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.labels import label_of
from extractor.review.views.item import heading_of
from extractor.review.views.words import relation_words
from extractor.store.changes import Accept, Change, Dismiss, LinkAction, NewAction, SetRelevance
from extractor.store.records import FOR_FORCE, Decided, ItemPage
from extractor.vocabulary import Relation, RelevanceLabel

SAID = {
    "unsure": "left as unsure, it stays in the queue",
    "edit": "words saved",
    "split": "split; decide each part",
    "merge": "merged with the one before",
    "respond": "response saved",
    "confirm": "response confirmed",
    "unlink": "link removed",
    "themes": "themes saved",
    "reject_link": "marked as not related",
}


IDLE = " It has no action yet; the home page counts it until it has one."


def words_of(change: Change) -> str:
    """A change as the person would say it."""
    match change:
        case Accept():
            return "accept the suggestion"
        case SetRelevance(label=label):
            return f"set it to “{label_of(label)}”"
        case Dismiss():
            return "mark it as not for us"
        case LinkAction(action_ref=ref, relation=relation):
            return f"record it as {relation_words(relation)} {ref}"
        case NewAction():
            return "make a new action for it"
    return {"MergeWithPrevious": "merge it with the one before", "MarkUnsure": "leave it as unsure"}.get(
        type(change).__name__, f"{type(change).__name__.lower()} it"
    )


def told(stored: ItemPage, decided: Decided) -> str:
    """What was saved, in a sentence for the next page."""
    name = heading_of(stored.item)
    row = decided.decision
    links = row.decided.get("links")
    parts = [
        label_of(RelevanceLabel(str(row.decided["relevance"]))) if row.decided.get("relevance") else "",
        *(
            f"{relation_words(Relation(str(relation)))} {ref}"
            for ref, relation in (links.items() if isinstance(links, Mapping) else ())
            if relation and row.action != "reject_link"
        ),
    ]
    said = ", ".join(filter(None, parts)) or SAID.get(row.action, "saved")
    return f"{name}: {said}.{IDLE if _is_idle(stored, decided) else ''}"


def _is_idle(stored: ItemPage, decided: Decided) -> bool:
    """Whether an item was said to be for the force, and nobody has been given it."""
    row = decided.decision
    return row.action == "relevance" and row.decided["relevance"] in FOR_FORCE and not stored.standing.links
