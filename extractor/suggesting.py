"""Suggest anew for what is saved: after the force's profile, its plan or the models have changed."""

from __future__ import annotations

from extractor.classify import classify_items
from extractor.config import Settings
from extractor.domain import Issue
from extractor.find.fields import resolve_fields
from extractor.linking import match_store
from extractor.pipeline import classifiers_for
from extractor.store.repository import Store


def suggest_anew(store: Store, settings: Settings) -> tuple[int, tuple[Issue, ...]]:
    """Relevance, themes and links of every saved item as ingest would suggest them now; decisions stay as they are.

    Returns:
        How many items there are, and what a person should know about the judging.

    Raises:
        ExtractorError: a model is missing or altered.
    """
    trained = classifiers_for(settings)
    judged_items = 0
    issues: dict[Issue, None] = {}  # each once, in the order they came up
    for stored in store.reports.all():
        saved = store.items.recommendations(report_id=stored.id)
        items = resolve_fields(saved, stored.report, settings.force)
        judged = classify_items(items, stored.report, settings.force, trained, settings.own_themes)
        store.items.save_predictions(judged.relevance, judged.themes)
        issues |= dict.fromkeys(judged.issues)
        judged_items += len(items)
    match_store(store, settings)
    return judged_items, tuple(issues)
