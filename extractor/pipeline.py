"""The whole flow on one screen.

    PDF -read-> Document -find-> items -classify-> judged -match-> linked -store-> rows -plan-> the force's tracker

``ingest`` goes as far as what can be said of a PDF alone, ``ingest_into`` as far as the store, and ``export_plan``
from there to the tracker; in between a person decides on the page that ``review`` serves. Everything else in the
package is one of these stages, or keeps, shows or measures what they return.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from extractor.classify import Classifiers, classify_items, packaged_classifiers
from extractor.config import Settings
from extractor.domain import Ingestion
from extractor.evaluate.gold import Gold, load_gold
from extractor.find import find_recommendations
from extractor.find.fields import resolve_fields
from extractor.handover import Exported, note_export, write_plan
from extractor.items import ItemSet, read_item_sets
from extractor.linking import suggest_links
from extractor.plan_loading import load_view
from extractor.profile import profile_of_force
from extractor.read import read_document
from extractor.read.document import check_file
from extractor.read.options import ReadOptions
from extractor.store.records import Saved
from extractor.store.repository import Store


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


def ingest_into(
    store: Store,
    path: Path,
    settings: Settings,
    who: str,
    options: ReadOptions = ReadOptions(),
    *,
    again: bool = False,
) -> Saved:
    """What can be said about a PDF, saved; a file the store knows is not read again, and nothing changes.

    Args:
        store: where to.
        path: the PDF.
        settings: the force and its habits.
        who: the person.
        options: how to read.
        again: read a file that the store knows all the same, and save it as a new version: for a program that has
            learned to read better.

    Raises:
        ExtractorError: the file cannot be read, or the store cannot be used.
    """
    known = store.reports.saved(check_file(path))
    if known is not None and not again:
        return known
    return save_linked(store, ingest(path, settings, options), path, settings, who, again=again)


def save_linked(
    store: Store, ingestion: Ingestion, path: Path, settings: Settings, who: str, *, again: bool = False
) -> Saved:
    """Save what was read together with its suggested links: one transaction, all or nothing."""
    linked = replace(ingestion, links=suggest_links(store, settings, ingestion))
    return store.reports.save(linked, path.read_bytes(), who, again=again)


def export_plan(
    store: Store,
    target: Path,
    settings: Settings,
    who: str,
    *,
    as_of: date | None = None,
    with_notes: bool = False,
    replace_file: bool = False,
) -> Exported:
    """Write the plan: into the force's own workbook where ``target`` is one, else as a new ``.xlsx``, CSV or JSON.

    Raises:
        CannotExport: the format is none of these, or the file is there and may not be replaced.
        TrackerOpen, TrackerChanged: see ``annotate_workbook``.
    """
    view = load_view(store, settings, as_of)
    exported = write_plan(store, target, view, settings, with_notes=with_notes, replace_file=replace_file)
    note_export(store, target, who)
    return exported


# ------------------------------------------------------------------------- parts of it, for other input


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
