"""Scores per document, per family and over all: counts first, then shares, then 95 % intervals over documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from extractor.evaluate.document import MATCHES, DocumentScore
from extractor.evaluate.fields import counts_json, field_scores, share_json
from extractor.evaluate.metrics import Counts, counts_intervals, share
from extractor.evaluate.views import VIEWS


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
