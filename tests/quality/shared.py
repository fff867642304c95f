"""Annotated reports, read once for all quality tests: the real ones beside the project, and the sample corpus."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import extractor
from extractor.artifacts import data_folder
from extractor.config import Settings
from extractor.domain import Ingestion
from extractor.evaluate.document import DocumentScore, score_document
from extractor.evaluate.gold import Gold
from extractor.pipeline import ingest_gold
from extractor.read.options import ReadOptions

SHARED = Path(os.environ.get("EXTRACTOR_SHARED", Path(extractor.__file__).parents[2] / "shared")) / "reports"
"""``../shared/reports`` beside the checkout; these files are never part of the project."""


CORPUS = data_folder("corpus") / "reports"


@cache
def ingested(folder: Path, options: ReadOptions) -> tuple[tuple[Gold, Ingestion], ...]:
    """Every annotated report of a folder beside what the program says about it."""
    return tuple(ingest_gold(folder, Settings(), options))


@cache
def scores(folder: Path, options: ReadOptions) -> tuple[DocumentScore, ...]:
    """Their scores."""
    return tuple(score_document(gold, found) for gold, found in ingested(folder, options))
