"""What the strict match left over, side by side: for finding out why, not for scoring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.domain import Recommendation
from extractor.evaluate.document import DocumentScore, Leftovers
from extractor.evaluate.fields import Matched, label_is_right, page_is_right
from extractor.evaluate.gold import GoldItem
from extractor.evaluate.pairing import best_similarity, edge_similarity
from extractor.evaluate.views import readings

NEAR_MISS = 0.3
"""Similarity from which a missed item and a wrong prediction are shown as one near miss."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """One thing to look at: ``what`` is missed, wrong, near miss, page, label or kind."""

    what: str
    similarity: float | None
    gold: str
    predicted: str


def leftovers_of(score: DocumentScore) -> Iterator[Leftover]:
    """Near misses first, then what was missed, what was wrong, and matched pairs with a wrong field."""
    yield from side_by_side(score.left)
    yield from side_by_side(score.restated_left, "restated ")
    for pair in score.matched:
        yield from wrong_fields(pair)


def side_by_side(leftovers: Leftovers, prefix: str = "") -> Iterator[Leftover]:
    """Missed items beside the nearest wrong prediction, then what has no neighbour on the other side."""
    left = list(leftovers.wrong)
    for gold in leftovers.missed:
        nearest = max(left, key=lambda item: nearness(gold, item), default=None)
        if nearest is not None and nearness(gold, nearest) >= NEAR_MISS:
            left.remove(nearest)
            yield Leftover(f"{prefix}near miss", nearness(gold, nearest), gold_text(gold), item_text(nearest))
        else:
            yield Leftover(f"{prefix}missed", None, gold_text(gold), "")
    for item in left:
        yield Leftover(f"{prefix}wrong", None, "", item_text(item))


def nearness(gold: GoldItem, item: Recommendation) -> float:
    """How alike the words are, 0-1."""
    return best_similarity(gold.readings, readings(item), edge_similarity)


def wrong_fields(pair: Matched) -> Iterator[Leftover]:
    """The fields of a matched pair that are not gold's."""
    gold, item = pair.gold, pair.item
    if not page_is_right(pair):
        yield Leftover(
            "page", None, f"{gold.page} of {sorted(gold.allowed_pages)}", f"{list(item.pages)} {item.text[:60]}"
        )
    if gold.label and not label_is_right(pair):
        yield Leftover("label", None, gold.label, f"{item.printed_number} {item.text[:60]}")
    if gold.kind and gold.kind != item.kind.value:
        yield Leftover("kind", None, gold.kind, f"{item.kind.value} {item.text[:60]}")


def gold_text(gold: GoldItem) -> str:
    """Page, label and words of a gold item."""
    return f"p{gold.page} [{gold.label or '-'}] {gold.text}"


def item_text(item: Recommendation) -> str:
    """Pages, number, kind and words of a prediction."""
    evidence = "/".join(rung.value for rung in item.evidence)
    return (
        f"p{','.join(map(str, item.pages))} [{item.printed_number or '-'}] ({item.kind.value}; {evidence}) {item.text}"
    )
