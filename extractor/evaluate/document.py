"""One report scored: counts in every view, the matched pairs, and what was left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.domain import Ingestion, Recommendation
from extractor.evaluate.facts import grade_counts, metadata_answers, status_line_counts
from extractor.evaluate.fields import Matched
from extractor.evaluate.gold import Gold, GoldItem, gold_item
from extractor.evaluate.metrics import Counts
from extractor.evaluate.pairing import (
    Pair,
    best_similarity,
    edge_similarity,
    lenient_similarity,
    pair_up,
    strict_similarity,
)
from extractor.evaluate.views import VIEWS, readings, reported_view, view_of
from extractor.vocabulary import Kind

MATCHES = {"strict": strict_similarity, "lenient": lenient_similarity}


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Gold items that nothing answers, and predictions that answer nothing."""

    missed: tuple[GoldItem, ...]
    wrong: tuple[Recommendation, ...]

    def counts(self, gold: int) -> Counts:
        """Counts of a match of so many gold items, none of them ambiguous."""
        return Counts(gold - len(self.missed), len(self.wrong), len(self.missed))


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Everything counted on one report.

    ``views`` maps view and strictness to counts; ``similarities`` are those of the leniently matched pairs;
    ``left`` is what the strict match of the reported view left over.
    """

    name: str
    family: str
    view: str
    views: dict[str, dict[str, Counts]]
    restated: Counts
    conclusions: Counts | None
    matched: tuple[Matched, ...]
    similarities: tuple[float, ...]
    metadata: dict[str, bool]
    grades: Counts | None
    status_lines: Counts | None
    left: Leftovers
    restated_left: Leftovers

    def counts(self, match: str) -> Counts:
        """Counts of the reported view."""
        return self.views[self.view][match]


def score_document(gold: Gold, ingestion: Ingestion) -> DocumentScore:
    """What the program said about a report against what the annotator did."""
    items, report = ingestion.recommendations, ingestion.report
    view = reported_view(gold)
    wanted, found, texts = view_of(view, gold, items)
    old_gold = [item for item in gold.items if item.restated]
    restated_left = left_over(old_gold, [item for item in items if item.restated])
    strict = pair_up([item.readings for item in wanted], texts, strict_similarity)
    lenient = pair_up([item.readings for item in wanted], texts, lenient_similarity)
    return DocumentScore(
        name=gold.pdf.name,
        family=gold.family,
        view=view,
        views={name: {match: view_counts(name, match, gold, items) for match in MATCHES} for name in VIEWS},
        restated=restated_left.counts(len(old_gold)),
        conclusions=conclusion_counts(gold, items),
        matched=tuple(matched(wanted[pair.gold], found[pair.predicted], ingestion) for pair in clear(strict, wanted)),
        similarities=tuple(
            best_similarity(wanted[pair.gold].readings, texts[pair.predicted], edge_similarity)
            for pair in clear(lenient, wanted)
        ),
        metadata=metadata_answers(gold, report),
        grades=grade_counts(gold, report),
        status_lines=status_line_counts(gold, report),
        left=leftovers(strict, wanted, found),
        restated_left=restated_left,
    )


def clear(pairs: Iterable[Pair], wanted: Sequence[GoldItem]) -> Iterator[Pair]:
    """The pairs whose gold item is not ambiguous."""
    return (pair for pair in pairs if not wanted[pair.gold].ambiguous)


def matched(gold: GoldItem, item: Recommendation, ingestion: Ingestion) -> Matched:
    """A pair with what the later stages said about the prediction."""
    return Matched(gold, item, ingestion.relevance.get(item.id), ingestion.themes.get(item.id))


def view_counts(view: str, match: str, gold: Gold, items: Sequence[Recommendation]) -> Counts:
    """Counts of one view; an ambiguous gold item counts neither way, nor does the prediction that answers it."""
    wanted, found, texts = view_of(view, gold, items)
    pairs = pair_up([item.readings for item in wanted], texts, MATCHES[match])
    right = sum(1 for _ in clear(pairs, wanted))
    return Counts(tp=right, fp=len(found) - len(pairs), fn=sum(not item.ambiguous for item in wanted) - right)


def left_over(wanted: Sequence[GoldItem], found: Sequence[Recommendation]) -> Leftovers:
    """What a strict match of items that are scored apart from the rest leaves on both sides."""
    pairs = pair_up([item.readings for item in wanted], [readings(item) for item in found], strict_similarity)
    return leftovers(pairs, wanted, found)


def leftovers(pairs: Sequence[Pair], wanted: Sequence[GoldItem], found: Sequence[Recommendation]) -> Leftovers:
    """What pairs leave on both sides; a missed item that is ambiguous is no loss."""
    answered, used = {pair.gold for pair in pairs}, {pair.predicted for pair in pairs}
    return Leftovers(
        missed=tuple(item for i, item in enumerate(wanted) if i not in answered and not item.ambiguous),
        wrong=tuple(item for i, item in enumerate(found) if i not in used),
    )


def conclusion_counts(gold: Gold, items: Sequence[Recommendation]) -> Counts | None:
    """Counts of a committee's conclusions, where gold lists them."""
    if not gold.values.get("conclusions"):
        return None
    wanted = [gold_item(values) for values in gold.values["conclusions"]]
    return left_over(wanted, [item for item in items if item.kind is Kind.CONCLUSION]).counts(len(wanted))
