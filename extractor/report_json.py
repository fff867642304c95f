"""An ``Ingestion`` as the published ``extractor.report/1`` JSON object, and the schema it keeps to.

Dates are ISO, coordinates PDF points rounded to a hundredth; a stage that has not spoken leaves null.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from extractor.domain import (
    Addressee,
    Deadline,
    Ingestion,
    Issue,
    Link,
    Recommendation,
    Region,
    Relevance,
    Report,
    Theme,
    counts_of,
)

SCHEMA = "extractor.report/1"
LINK_PLACES = 6
"""Decimal places of a link's figures: most of a long list of candidates lie below one in ten thousand."""


@cache
def json_schema() -> Mapping[str, Any]:
    """The JSON Schema of ``extractor.report/1`` as packaged."""
    text = files("extractor").joinpath("schema", "report-1.schema.json").read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def ingestion_to_json(ingestion: Ingestion) -> dict[str, Any]:
    """One report as one JSON object."""
    links: dict[str, list[Link]] = defaultdict(list)
    for link in ingestion.links:
        links[link.recommendation_id].append(link)
    return {
        "schema": SCHEMA,
        "report": report_to_json(ingestion.report),
        "recommendations": [
            recommendation_to_json(
                item, ingestion.relevance.get(item.id), ingestion.themes.get(item.id), links.get(item.id)
            )
            for item in ingestion.recommendations
        ],
        "issues": [issue_to_json(issue) for issue in ingestion.issues],
        "counts": counts_of(ingestion.recommendations),
    }


def report_to_json(report: Report) -> dict[str, Any]:
    """What a report says about itself."""
    return {
        "sha256": report.sha256,
        "file": report.file,
        "title": report.title,
        "source_body": report.source_body,
        "report_type": report.report_type.value,
        "publication_date": report.publication_date.isoformat() if report.publication_date else None,
        "publication_date_source": report.publication_date_source,
        "force": report.force,
        "version": report.version,
        "page_count": report.page_count,
        "tagged": report.tagged,
        "grades": [{"area": grade.area, "grade": grade.grade, "page": grade.page} for grade in report.grades],
        "status_lines": [
            {"text": line.text, "page": line.page, "printed_number": line.printed_number, "status": line.status}
            for line in report.status_lines
        ],
    }


def recommendation_to_json(
    item: Recommendation,
    relevance: Relevance | None = None,
    themes: Sequence[Theme] | None = None,
    links: Sequence[Link] | None = None,
) -> dict[str, Any]:
    """One item with what the later stages added; what they did not judge is null."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "printed_number": item.printed_number,
        "parent_id": item.parent_id,
        "title": item.title,
        "lead_in": item.lead_in,
        "text": item.text,
        "supporting_text": item.supporting_text,
        "pages": list(item.pages),
        "regions": [region_to_json(region) for region in item.regions],
        "section": list(item.section),
        "group_heading": item.group_heading,
        "responsible_body": item.responsible_body,
        "addressees": [addressee_to_json(addressee) for addressee in item.addressees],
        "deadlines": [deadline_to_json(deadline) for deadline in item.deadlines],
        "relevance": None if relevance is None else relevance_to_json(relevance),
        "themes": None if themes is None else [theme_to_json(theme) for theme in themes],
        "restated": item.restated,
        "status": item.status,
        "links": None if links is None else [link_to_json(link) for link in links],
        "evidence": [evidence.value for evidence in item.evidence],
    }


def region_to_json(region: Region) -> dict[str, Any]:
    """A rectangle on a page."""
    box = region.box
    return {
        "page": region.page,
        "x0": round(box.x0, 2),
        "top": round(box.top, 2),
        "x1": round(box.x1, 2),
        "bottom": round(box.bottom, 2),
    }


def addressee_to_json(addressee: Addressee) -> dict[str, Any]:
    """A body put under a duty."""
    return {
        "text": addressee.text,
        "organization": addressee.organization,
        "group": addressee.group.value,
        "inherited": addressee.inherited,
    }


def deadline_to_json(deadline: Deadline) -> dict[str, Any]:
    """A date by which."""
    return {
        "text": deadline.text,
        "date": deadline.date.isoformat() if deadline.date else None,
        "basis": deadline.basis.value,
    }


def relevance_to_json(relevance: Relevance) -> dict[str, Any]:
    """What an item means for the force."""
    return {
        "label": relevance.label.value,
        "probability": round(relevance.probability, 4),
        "evidence": list(relevance.evidence),
        "reason": relevance.reason,
        "by_rule": relevance.by_rule,
        "model": relevance.model,
    }


def theme_to_json(theme: Theme) -> dict[str, Any]:
    """What an item is about."""
    return {"label": theme.label, "probability": round(theme.probability, 4), "model": theme.model}


def link_to_json(link: Link) -> dict[str, Any]:
    """A suggested relation to an existing action, with its waterfall."""
    return {
        "action_ref": link.action_ref,
        "relation": link.relation.value,
        "probability": round(link.probability, LINK_PLACES),
        "score": round(link.score, LINK_PLACES),
        "contributions": [
            {
                "feature": part.feature,
                "value": round(part.value, LINK_PLACES),
                "log_odds": round(part.log_odds, LINK_PLACES),
            }
            for part in link.contributions
        ],
        "shared_words": list(link.shared_words),
        "item_only_words": list(link.item_only_words),
        "action_only_words": list(link.action_only_words),
        "clauses": list(link.clauses),
        "missing_clauses": list(link.missing_clauses),
        "model": link.model,
    }


def issue_to_json(issue: Issue) -> dict[str, Any]:
    """A problem that did not stop the run."""
    return {
        "stage": issue.stage.value,
        "severity": issue.severity.value,
        "page": issue.page,
        "message": issue.message,
    }
