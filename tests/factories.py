"""Domain values with sensible defaults, so that a test states only what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from extractor.domain import (
    BBox,
    Ingestion,
    Kind,
    Recommendation,
    Region,
    Relevance,
    RelevanceLabel,
    Report,
    ReportType,
)

REPORT = Report(
    sha256="0" * 64,
    file="report.pdf",
    title="Exampleshire: how the force answers calls",
    source_body="Inspectorate of Examples",
    report_type=ReportType.THEMATIC,
    publication_date=date(2025, 3, 14),
    publication_date_source="cover",
    page_count=12,
    tagged=True,
)


def report(**changes: Any) -> Report:
    """A thematic report."""
    return replace(REPORT, **changes)


def recommendation(text: str = "The force should answer every call.", **changes: Any) -> Recommendation:
    """A plain recommendation on page 3 whose id is its number or its words."""
    name = changes.get("printed_number") or " ".join(text.split()[:12])
    plain = Recommendation(
        id=f"recommendations/{name}",
        kind=Kind.RECOMMENDATION,
        text=text,
        pages=(3,),
        regions=(Region(3, BBox(72, 100, 520, 112)),),
    )
    return replace(plain, **changes)


def ingestion(items: Iterable[Recommendation] = (), **changes: Any) -> Ingestion:
    """What a run learned about ``REPORT``."""
    return replace(Ingestion(report=REPORT, recommendations=tuple(items)), **changes)


def relevance(label: str = "for_force", probability: float = 0.9) -> Relevance:
    """A suggested relevance."""
    return Relevance(RelevanceLabel(label), probability, ("chief constables",))
