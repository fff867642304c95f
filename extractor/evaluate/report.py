"""Scores per document, per family and over all: counts first, then shares, then 95 % intervals over documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.domain import Ingestion, Recommendation, Report
from extractor.evaluate.fields import Matched, counts_json, field_scores, share_json, text_agrees
from extractor.evaluate.gold import Gold, GoldItem, gold_item
from extractor.evaluate.metrics import Counts, counts_intervals, set_counts, share
from extractor.evaluate.pairing import (
    best_similarity,
    edge_similarity,
    lenient_similarity,
    normalize,
    pair_up,
    strict_similarity,
)
from extractor.evaluate.views import VIEWS, readings, reported_view, view_of
from extractor.vocabulary import Kind, ReportType

MATCHES = {"strict": strict_similarity, "lenient": lenient_similarity}


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Everything counted on one report.

    ``views`` maps view and strictness to counts; ``similarities`` are those of the leniently matched pairs;
    ``missed``, ``wrong`` are what the strict match of the reported view left over.
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
    missed: tuple[GoldItem, ...]
    wrong: tuple[Recommendation, ...]
    restated_missed: tuple[GoldItem, ...]
    restated_wrong: tuple[Recommendation, ...]

    def counts(self, match: str) -> Counts:
        """Counts of the reported view."""
        return self.views[self.view][match]


def score_document(gold: Gold, ingestion: Ingestion) -> DocumentScore:
    """What the program said about a report against what the annotator did."""
    items = ingestion.recommendations
    view = reported_view(gold)
    wanted, found, texts = view_of(view, gold, items)
    strict = pair_up([item.readings for item in wanted], texts, strict_similarity)
    lenient = pair_up([item.readings for item in wanted], texts, lenient_similarity)
    answered, used = {pair.gold for pair in strict}, {pair.predicted for pair in strict}
    old_gold = [item for item in gold.items if item.restated]
    old_found = [item for item in items if item.restated]
    old_missed, old_wrong = left_over(old_gold, old_found)
    return DocumentScore(
        name=gold.pdf.name,
        family=gold.family,
        view=view,
        views={name: {match: view_counts(name, match, gold, items) for match in MATCHES} for name in VIEWS},
        restated=Counts(len(old_gold) - len(old_missed), len(old_wrong), len(old_missed)),
        conclusions=conclusion_counts(gold, items),
        matched=tuple(
            matched(wanted[pair.gold], found[pair.predicted], ingestion)
            for pair in strict
            if not wanted[pair.gold].ambiguous
        ),
        similarities=tuple(
            best_similarity(wanted[pair.gold].readings, texts[pair.predicted], edge_similarity)
            for pair in lenient
            if not wanted[pair.gold].ambiguous
        ),
        metadata=metadata_answers(gold, ingestion.report),
        grades=grade_counts(gold, ingestion.report),
        status_lines=status_line_counts(gold, ingestion.report),
        missed=tuple(item for i, item in enumerate(wanted) if i not in answered and not item.ambiguous),
        wrong=tuple(item for i, item in enumerate(found) if i not in used),
        restated_missed=old_missed,
        restated_wrong=old_wrong,
    )


def matched(gold: GoldItem, item: Recommendation, ingestion: Ingestion) -> Matched:
    """A pair with what the later stages said about the prediction."""
    return Matched(gold, item, ingestion.relevance.get(item.id), ingestion.themes.get(item.id))


def view_counts(view: str, match: str, gold: Gold, items: Sequence[Recommendation]) -> Counts:
    """Counts of one view; an ambiguous gold item counts neither way, nor does the prediction that answers it."""
    wanted, found, texts = view_of(view, gold, items)
    pairs = pair_up([item.readings for item in wanted], texts, MATCHES[match])
    clear = sum(not wanted[pair.gold].ambiguous for pair in pairs)
    return Counts(tp=clear, fp=len(found) - len(pairs), fn=sum(not item.ambiguous for item in wanted) - clear)


def left_over(
    wanted: Sequence[GoldItem], found: Sequence[Recommendation]
) -> tuple[tuple[GoldItem, ...], tuple[Recommendation, ...]]:
    """What a strict match of items that are scored apart from the rest leaves on both sides."""
    pairs = pair_up([item.readings for item in wanted], [readings(item) for item in found], strict_similarity)
    answered, used = {pair.gold for pair in pairs}, {pair.predicted for pair in pairs}
    return (
        tuple(item for i, item in enumerate(wanted) if i not in answered),
        tuple(item for i, item in enumerate(found) if i not in used),
    )


def conclusion_counts(gold: Gold, items: Sequence[Recommendation]) -> Counts | None:
    """Counts of a committee's conclusions, where gold lists them."""
    if not gold.values.get("conclusions"):
        return None
    wanted = [gold_item(values) for values in gold.values["conclusions"]]
    missed, wrong = left_over(wanted, [item for item in items if item.kind is Kind.CONCLUSION])
    return Counts(len(wanted) - len(missed), len(wrong), len(missed))


def metadata_answers(gold: Gold, report: Report) -> dict[str, bool]:
    """Which facts about the report are gold's, for those that gold states in the project's words."""
    answers = {}
    if gold.is_annotated("publication_date"):
        # A date from the file's metadata is a flagged stand-in, not a claim that the pages print one.
        is_claimed = report.publication_date is not None and report.publication_date_source != "metadata"
        found = report.publication_date.isoformat() if report.publication_date and is_claimed else None
        answers["publication_date"] = found == gold.values["publication_date"]
    if gold.values.get("report_type") not in list(ReportType):  # prose of another vocabulary
        return answers
    answers["report_type"] = report.report_type == gold.values["report_type"]
    for key, found in (
        ("title", report.title),
        ("publisher", report.source_body),
        ("force_inspected", report.force),
    ):
        if gold.is_annotated(key):
            answers[key] = text_agrees(gold.values[key], found)
    return answers


def status_line_counts(gold: Gold, report: Report) -> Counts | None:
    """Counts over what became of earlier items, where gold lists it."""
    if not gold.is_annotated("status_lines"):
        return None
    wanted = [(str(each["text"]),) for each in gold.values["status_lines"] or ()]
    pairs = pair_up(wanted, [(each.text,) for each in report.status_lines], strict_similarity)
    return Counts(len(pairs), len(report.status_lines) - len(pairs), len(wanted) - len(pairs))


def grade_counts(gold: Gold, report: Report) -> Counts | None:
    """Counts over graded areas, where gold lists them."""
    if not gold.is_annotated("grades"):
        return None
    wanted = {(normalize(each["area"]), normalize(each["grade"])) for each in gold.values["grades"] or ()}
    return set_counts(wanted, {(normalize(each.area), normalize(each.grade)) for each in report.grades})


# ----------------------------------------------------------------------------------------- summing up


def evaluation_json(scores: Sequence[DocumentScore]) -> dict[str, Any]:
    """``{micro, families, documents}`` as ``extractor evaluate --json`` prints it."""
    families: dict[str, list[DocumentScore]] = defaultdict(list)
    for score in scores:
        families[score.family].append(score)
    return {
        "micro": summary_json(scores),
        "families": {name: summary_json(members) for name, members in sorted(families.items())},
        "documents": [document_json(score) for score in scores],
    }


def summary_json(scores: Sequence[DocumentScore]) -> dict[str, Any]:
    """Scores of several documents together, each document in its reported view."""
    return {
        "documents": len(scores),
        **{match: with_intervals([score.counts(match) for score in scores]) for match in MATCHES},
        "views": {
            view: {match: counts_json(total(score.views[view][match] for score in scores)) for match in MATCHES}
            for view in VIEWS
        },
        **parts_json(scores),
    }


def document_json(score: DocumentScore) -> dict[str, Any]:
    """Scores of one document."""
    return {
        "file": score.name,
        "family": score.family,
        "view": score.view,
        **{match: counts_json(score.counts(match)) for match in MATCHES},
        "views": {
            view: {match: counts_json(counts) for match, counts in by_match.items()}
            for view, by_match in score.views.items()
        },
        **parts_json([score]),
    }


def parts_json(scores: Sequence[DocumentScore]) -> dict[str, Any]:
    """What is scored beside the items themselves."""
    similarities = [value for score in scores for value in score.similarities]
    facts = sorted({name for score in scores for name in score.metadata})
    return {
        "boundary_similarity": share(sum(similarities), len(similarities)),
        "exact_share": share(sum(value == 1 for value in similarities), len(similarities)),
        "restated": counts_json(total(score.restated for score in scores)),
        "conclusions": apart_json(score.conclusions for score in scores),
        "grades": apart_json(score.grades for score in scores),
        "status_lines": apart_json(score.status_lines for score in scores),
        "report": {
            name: share_json(score.metadata[name] for score in scores if name in score.metadata) for name in facts
        },
        "fields": field_scores([pair for score in scores for pair in score.matched]),
    }


def apart_json(counts: Iterable[Counts | None]) -> dict[str, Any] | None:
    """Counts of the documents that annotate something, None where none does."""
    annotated = [each for each in counts if each is not None]
    return counts_json(total(annotated)) if annotated else None


def total(counts: Iterable[Counts]) -> Counts:
    """Their sum."""
    return sum(counts, Counts())


def with_intervals(counts: Sequence[Counts]) -> dict[str, Any]:
    """Micro counts and shares with their 95 % intervals over documents."""
    return counts_json(total(counts)) | {"interval_95": counts_intervals(counts)}
