"""Domain values to rows and back, and nothing else: what is saved is loaded again equal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from extractor.domain import (
    Action,
    Addressee,
    BBox,
    Contribution,
    Deadline,
    Decision,
    Evidence,
    Grade,
    Issue,
    Link,
    Recommendation,
    Region,
    Relevance,
    Report,
    Span,
    StatusLine,
    Theme,
)

Row = Mapping[str, Any]
"""A row by the names of its columns."""
ACTION_COLUMNS = tuple(item.name for item in fields(Action))
METADATA = ("title", "source_body", "report_type", "publication_date", "publication_date_source", "force")
"""The columns that a person can correct."""
DETAIL = ("shared_words", "item_only_words", "action_only_words", "clauses", "missing_clauses")
"""The parts of a link that are shown and never searched."""


# ------------------------------------------------------------------------------------------ report


def report_to_row(report: Report) -> dict[str, Any]:
    """The columns of ``versions`` that come from the report itself."""
    return {name: getattr(report, name) for name in ("sha256", "file", *METADATA, "page_count", "tagged")} | {
        "number": report.version,
        "grades": [asdict(grade) for grade in report.grades],
        "status_lines": [asdict(line) for line in report.status_lines],
    }


def row_to_report(row: Row, edited: Row | None = None) -> Report:
    """The report as printed, or with the metadata columns of ``edited`` over it."""
    return Report(
        **{name: row[name] for name in ("sha256", "file", "page_count", "tagged")},
        **{name: (edited or row)[name] for name in METADATA},
        version=row["number"],
        grades=tuple(Grade(**grade) for grade in row["grades"]),
        status_lines=tuple(StatusLine(**line) for line in row["status_lines"]),
    )


def issue_to_row(issue: Issue) -> dict[str, Any]:
    """The columns of ``issues`` without their owner."""
    return {"stage": issue.stage, "severity": issue.severity, "message": issue.message, "page": issue.page}


def row_to_issue(row: Row) -> Issue:
    """The issue of a row."""
    return Issue(row["stage"], row["severity"], row["message"], row["page"])


# -------------------------------------------------------------------------------------------- item


def recommendation_to_row(item: Recommendation) -> dict[str, Any]:
    """The columns of ``contents`` that come from the item itself; ``name`` is the id it came with."""
    return {
        "name": item.id,
        "kind": item.kind,
        "printed_number": item.printed_number,
        "title": item.title,
        "lead_in": item.lead_in,
        "text": item.text,
        "supporting_text": item.supporting_text,
        **span_to_row(item.span),
        "regions": regions_to_json(item.regions),
        "pages": list(item.pages),
        "section": list(item.section),
        "group_heading": item.group_heading,
        "responsible_body": item.responsible_body,
        "restated": item.restated,
        "status": item.status,
        "evidence": [rung.value for rung in item.evidence],
    }


def row_to_recommendation(row: Row, addressees: Sequence[Row] = (), deadlines: Sequence[Row] = ()) -> Recommendation:
    """The item of a row of ``contents`` under the store's own id."""
    plain = ("kind", "text", "printed_number", "parent_id", "title", "lead_in", "supporting_text")
    return Recommendation(
        id=row["item_id"],
        **{name: row[name] for name in (*plain, "group_heading", "responsible_body", "restated", "status")},
        span=row_to_span(row),
        regions=json_to_regions(row["regions"]),
        pages=tuple(row["pages"]),
        section=tuple(row["section"]),
        addressees=tuple(row_to_addressee(child) for child in addressees),
        deadlines=tuple(
            Deadline(child["text"], child["date"], child["basis"], row_to_span(child)) for child in deadlines
        ),
        evidence=tuple(Evidence(rung) for rung in row["evidence"]),
    )


def addressee_to_row(addressee: Addressee) -> dict[str, Any]:
    """The columns of ``addressees`` without their owner."""
    plain = {name: getattr(addressee, name) for name in ("text", "organization", "group", "inherited")}
    return plain | span_to_row(addressee.span)


def row_to_addressee(row: Row) -> Addressee:
    """The addressee of a row."""
    return Addressee(row["text"], row["organization"], row["group"], row["inherited"], row_to_span(row))


def deadline_to_row(deadline: Deadline) -> dict[str, Any]:
    """The columns of ``deadlines`` without their owner."""
    plain = {"text": deadline.text, "date": deadline.date, "basis": deadline.basis}
    return plain | span_to_row(deadline.span)


def span_to_row(span: Span | None) -> dict[str, int | None]:
    """Two columns, both empty where there is no span."""
    # Not "if span": an empty span is false and still says where it stands.
    return {"span_start": None if span is None else span.start, "span_end": None if span is None else span.end}


def row_to_span(row: Row) -> Span | None:
    """The span of two columns."""
    return None if row["span_start"] is None else Span(row["span_start"], row["span_end"])


def regions_to_json(regions: Iterable[Region]) -> list[list[float]]:
    """Each region as ``[page, x0, top, x1, bottom]``."""
    return [[region.page, *(getattr(region.box, name) for name in ("x0", "top", "x1", "bottom"))] for region in regions]


def json_to_regions(values: Iterable[Sequence[float]]) -> tuple[Region, ...]:
    """The regions of such lists."""
    return tuple(Region(int(page), BBox(*box)) for page, *box in values)


# ------------------------------------------------------------------------------------- predictions


def relevance_to_row(relevance: Relevance | None) -> dict[str, Any]:
    """The columns of ``contents`` that the classifier fills; all empty where it did not speak."""
    return {
        "relevance": relevance.label if relevance else None,
        "relevance_probability": relevance.probability if relevance else None,
        "relevance_evidence": list(relevance.evidence) if relevance else None,
        "relevance_reason": relevance.reason if relevance else None,
        "relevance_by_rule": relevance.by_rule if relevance else None,
        "relevance_model": relevance.model if relevance else None,
    }


def row_to_relevance(row: Row) -> Relevance | None:
    """The suggestion of a row of ``contents``, or None."""
    if row["relevance"] is None:
        return None
    return Relevance(
        label=row["relevance"],
        probability=row["relevance_probability"],
        evidence=tuple(row["relevance_evidence"]),
        reason=row["relevance_reason"],
        by_rule=row["relevance_by_rule"],
        model=row["relevance_model"],
    )


def row_to_theme(row: Row) -> Theme:
    """The theme of a row."""
    return Theme(row["label"], row["probability"], row["model"])


def link_to_row(link: Link) -> dict[str, Any]:
    """The columns of ``suggestions`` without owner and place."""
    plain = {name: getattr(link, name) for name in ("action_ref", "relation", "probability", "score", "model")}
    waterfall = [[part.feature, part.value, part.log_odds] for part in link.contributions]
    return plain | {"detail": {"contributions": waterfall} | {name: list(getattr(link, name)) for name in DETAIL}}


def row_to_link(row: Row) -> Link:
    """The suggested link of a row."""
    detail = row["detail"]
    words: dict[str, Any] = {name: tuple(detail[name]) for name in DETAIL}
    return Link(
        row["item_id"],
        row["action_ref"],
        row["relation"],
        row["probability"],
        row["score"],
        contributions=tuple(Contribution(*part) for part in detail["contributions"]),
        model=row["model"],
        **words,
    )


# ------------------------------------------------------------------------------ actions, decisions


def action_to_row(action: Action) -> dict[str, Any]:
    """The columns of ``actions`` that come from the action itself."""
    values = {name: getattr(action, name) for name in ACTION_COLUMNS}
    return values | {"fields": dict(action.fields), "extra": dict(action.extra)}


def row_to_action(row: Row) -> Action:
    """The action of a row."""
    return Action(**{name: row[name] for name in ACTION_COLUMNS})


def action_to_json(action: Action) -> dict[str, Any]:
    """The action as plain JSON, for the decision that makes it."""
    row = action_to_row(action)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def row_to_decision(row: Row) -> Decision:
    """The decision of a row; ids are text in the program."""
    undoes = None if row["undoes"] is None else str(row["undoes"])
    return Decision(
        id=str(row["id"]),
        item_id=row["subject"],
        who=row["who"],
        when=row["at"],
        action=row["action"],
        suggested=row["suggested"],
        decided=row["decided"],
        note=row["note"],
        undoes=undoes,
    )
