"""A small lexicon, a model that was never trained, and pairs of item and action, so that no test loads the packaged model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from extractor.domain import Action, ActionStatus, Addressee, AddresseeGroup, Kind, Recommendation, Report
from extractor.match.compare import FEATURES, Comparison
from extractor.match.index import VIEWS
from extractor.match.lexicon import Lexicon, table_to_lexicon
from extractor.match.matching import NewItem
from extractor.match.model import CONTEXT, COVER, Logistic, MatchModel
from extractor.match.vectors import Weights
from tests.factories import recommendation, report

LEXICON: Lexicon = table_to_lexicon(
    {
        "contact": {
            "non_emergency_call": ["101", "non-emergency number"],
            "emergency_call": ["999", "emergency call"],
            "abandoned_call": ["abandon", "hang up"],
        },
        "custody": {"cells": ["custody", "cell"], "mental_health": ["mental health", "MH"]},
        "health": {"health": ["health"]},
        "everyday": {"delay": ["backlog", "wait"], "reduce": ["reduce", "bring down"]},
        "themes": {"responding_to_the_public": ["contact"], "police_powers_and_public_treatment": ["custody"]},
    }
)
WEIGHTS = Weights({}, 3.0, {"call": 0, "custodi": 1}, np.eye(2, dtype=np.float32))


def logistic(names: tuple[str, ...], weight: float = 1.0, intercept: float = 0.0) -> Logistic:
    """Equal weights on features as they are."""
    size = len(names)
    return Logistic(names, np.zeros(size), np.ones(size), np.full(size, weight), intercept)


FOR_COVER = {"worst_clause": 1.0, "item_in_action": 1.0}
MODEL = MatchModel(
    "test@1",
    WEIGHTS,
    {view: 1 / len(VIEWS) for view in VIEWS},
    logistic(FEATURES, 0.5, -4.0),
    logistic(("pair", *CONTEXT), 0.7, -1.0),
    Logistic(
        COVER, np.zeros(len(COVER)), np.ones(len(COVER)), np.array([FOR_COVER.get(name, -1.0) for name in COVER]), 0.0
    ),
)


def action(ref: str = "A1", text: str = "The force should reduce abandoned 101 calls.", **changes: Any) -> Action:
    """A live action of a national report of 2023."""
    plain = Action(
        ref, text, source_report="Calls: a thematic (2023)", source_ref="Rec 4", status=ActionStatus.IN_PROGRESS
    )
    return replace(plain, **changes)


def new_item(text: str = "Forces should reduce abandoned 101 calls.", title: str = "Calls", **changes: Any) -> NewItem:
    """An item of a report of 2025 with this title."""
    return NewItem(recommendation(text, **changes), (), report(title=title, publication_date=date(2025, 3, 14)))


def comparison(clause_scores: tuple[float, ...] = (0.9,), **features: float) -> Comparison:
    """Features that are 0 but for those named."""
    return Comparison({name: features.get(name, 0.0) for name in FEATURES}, clause_scores)


def addressed(text: str, group: AddresseeGroup) -> Addressee:
    """A body under a duty."""
    return Addressee(text, None, group)


__all__ = [
    "LEXICON",
    "MODEL",
    "WEIGHTS",
    "Kind",
    "Recommendation",
    "Report",
    "action",
    "addressed",
    "comparison",
    "logistic",
    "new_item",
]
