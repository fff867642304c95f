"""The whole flow on one screen.

Path -> read -> Document -> find -> Recommendations -> fields, classify -> Ingestion. What the plan already covers is
added by ``linking.py``, which knows the plan, and saved by ``intake.py``. Everything else in the package is one of
these stages, or keeps, shows or measures what they return.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extractor.classify import Classifiers, classify_items, packaged_classifiers
from extractor.config import Settings
from extractor.domain import Ingestion
from extractor.evaluate.gold import Gold, load_gold
from extractor.find import find_recommendations
from extractor.find.fields import resolve_fields
from extractor.items import ItemSet, read_item_sets
from extractor.profile import profile_of_force
from extractor.read import read_document
from extractor.read.options import ReadOptions


def ingest(
    path: Path,
    settings: Settings,
    options: ReadOptions = ReadOptions(),
    classifiers: Classifiers | None = None,
) -> Ingestion:
    """Everything the program can say about one published PDF.

    Args:
        path: the PDF.
        settings: the force and its habits; ``rules_only`` among them.
        options: how to read.
        classifiers: trained models instead of those that ``classifiers_for`` takes.

    Raises:
        ExtractorError: the file cannot be read at all; a bad page becomes an ``Issue`` instead.
    """
    document = read_document(path, options)
    findings = find_recommendations(document)
    items = resolve_fields(findings.recommendations, document.report, settings.force)
    trained = classifiers or classifiers_for(settings)
    judged = classify_items(items, document.report, settings.force, trained, settings.own_themes)
    return Ingestion(
        report=document.report,
        recommendations=items,
        relevance=judged.relevance,
        themes=judged.themes,
        issues=(*document.issues, *findings.issues, *judged.issues),
    )


def classifiers_for(settings: Settings) -> Classifiers:
    """The packaged models, loaded once; none of them where rules alone are asked for.

    Raises:
        MissingModel: a model is not there.
        AlteredModel: a model is not as it was trained.
    """
    return Classifiers() if settings.rules_only else packaged_classifiers()


def classify_file(path: Path, settings: Settings, classifiers: Classifiers | None = None) -> Iterator[ItemSet]:
    """Items already in hand, report by report, with addressees, deadlines, relevance and themes.

    Raises:
        ExtractorError: the file is missing, or a row of it is not understood.
    """
    trained = classifiers or classifiers_for(settings)
    for each in read_item_sets(path):
        items = resolve_fields(each.items, each.report, settings.force)
        judged = classify_items(items, each.report, settings.force, trained, settings.own_themes)
        yield replace(each, items=items, judged=judged)


def ingest_gold(folder: Path, settings: Settings, options: ReadOptions) -> Iterator[tuple[Gold, Ingestion]]:
    """Each annotated report of a folder beside what the program says about its PDF.

    Raises:
        BadGold: the folder holds no ``<stem>.pdf`` with ``<stem>.gold.json``.
    """
    for gold in load_gold(folder):
        yield gold, ingest(gold.pdf, settings_for(gold, settings), options)


def settings_for(gold: Gold, settings: Settings) -> Settings:
    """Settings with the force that the annotator judged relevance for, where that is another than the configured."""
    force = gold.values.get("police_force")
    if not force or (settings.force is not None and force in settings.force.names):
        return settings
    return replace(settings, force=profile_of_force(force))
