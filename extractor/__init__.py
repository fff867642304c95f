"""Read published inspection reports, list what they ask for, and keep the force's improvement plan.

Reading order for a newcomer: ``pipeline.py`` (the whole flow on one screen), ``domain.py`` (every noun),
then the stage you came for: ``read``, ``find``, ``classify``, ``match``, ``plan``, ``store``, ``review``.

>>> import extractor
>>> extractor.ingest.__module__
'extractor.pipeline'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.config import ForceProfile, Settings, load_settings
    from extractor.domain import Document, Ingestion, Recommendation, Report
    from extractor.errors import ExtractorError
    from extractor.pipeline import ingest
    from extractor.read import ReadOptions, read_document
    from extractor.report_json import ingestion_to_json

__version__ = "0.1.0"

HOMES = {
    "ForceProfile": "config",
    "Settings": "config",
    "load_settings": "config",
    "Document": "domain",
    "Ingestion": "domain",
    "Recommendation": "domain",
    "Report": "domain",
    "ExtractorError": "errors",
    "ingest": "pipeline",
    "ReadOptions": "read",
    "read_document": "read",
    "ingestion_to_json": "report_json",
}
"""Public names and the modules they live in; loaded on first use, so that ``extractor --help`` stays instant."""

__all__ = [
    "Document",
    "ExtractorError",
    "ForceProfile",
    "Ingestion",
    "ReadOptions",
    "Recommendation",
    "Report",
    "Settings",
    "__version__",
    "ingest",
    "ingestion_to_json",
    "load_settings",
    "read_document",
]


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
