"""Fictional reports and plans for the tests of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from extractor.domain import (
    Action,
    Addressee,
    AddresseeGroup,
    Grade,
    Ingestion,
    Link,
    Recommendation,
    Relation,
    Relevance,
    RelevanceLabel,
    Theme,
)
from tests.factories import ingestion, recommendation, report

WORDS = (
    "Chief constables should review how calls about missing children are graded.",
    "The force should publish its vetting figures every quarter.",
    "Custody sergeants should record the reason for each strip search.",
    "The College of Policing should revise its guidance on pursuit training.",
)


def pdf(name: str) -> bytes:
    """Bytes that stand for the file of a report; the store keeps them and never looks inside."""
    return b"%PDF-1.7\n" + name.encode()


def sha256(name: str) -> str:
    """The sum of ``pdf(name)``."""
    return hashlib.sha256(pdf(name)).hexdigest()


def numbered(words: Iterable[str] = WORDS) -> list[Recommendation]:
    """Recommendations 1, 2, ... with these words, each for a force."""
    addressee = Addressee("chief constables", None, AddresseeGroup.FORCE)
    return [
        recommendation(text, printed_number=str(number), pages=(number,), addressees=(addressee,))
        for number, text in enumerate(words, start=1)
    ]


def arrival(name: str, items: Iterable[Recommendation], **changes: object) -> Ingestion:
    """What a run learned about the file ``pdf(name)``."""
    items = list(items)
    suggested = Relevance(RelevanceLabel.FOR_FORCE, 0.9, ("chief constables",), "forces are addressed", True)
    found = ingestion(items, relevance={item.id: suggested for item in items})
    grades = changes.pop("grades", (Grade("Leadership", "Good", 2),))
    metadata = report(sha256=sha256(name), file=f"{name}.pdf", grades=grades)
    return replace(found, report=replace(metadata, **changes.pop("metadata", {})), **changes)  # type: ignore[arg-type]


def themed(found: Ingestion, label: str) -> Ingestion:
    """The same with one theme on every item."""
    return replace(found, themes={item.id: (Theme(label, 0.8),) for item in found.recommendations})


def linked(found: Ingestion, ref: str, relation: Relation = Relation.COVERED) -> Ingestion:
    """The same with one suggested link on every item."""
    return replace(found, links=tuple(Link(item.id, ref, relation, 0.8, 0.7) for item in found.recommendations))


def plan(*refs: str, **changes: object) -> list[Action]:
    """Actions with these refs."""
    return [
        replace(Action(ref, f"Do what {ref} says.", owner="Supt Sample", sheet="Plan", row=row), **changes)  # type: ignore[arg-type]
        for row, ref in enumerate(refs, start=2)
    ]
