"""The real reports beside the project, read once for all quality tests."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import extractor
from extractor.config import Settings
from extractor.domain import Ingestion
from extractor.evaluate.gold import Gold
from extractor.evaluate.report import DocumentScore, score_document
from extractor.pipeline import ingest_gold
from extractor.read.options import ReadOptions

SHARED = Path(os.environ.get("EXTRACTOR_SHARED", Path(extractor.__file__).parents[2] / "shared")) / "reports"
"""``../shared/reports`` beside the checkout; these files are never part of the project."""


@cache
def ingested(options: ReadOptions) -> tuple[tuple[Gold, Ingestion], ...]:
    """Every annotated real report beside what the program says about it."""
    return tuple(ingest_gold(SHARED, Settings(), options))


@cache
def scores(options: ReadOptions) -> tuple[DocumentScore, ...]:
    """Their scores."""
    return tuple(score_document(gold, found) for gold, found in ingested(options))
