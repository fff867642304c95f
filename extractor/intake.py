"""Ingest into the store: what the pipeline says about a PDF, saved once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from extractor.config import Settings
from extractor.domain import Ingestion
from extractor.errors import NoStore
from extractor.linking import suggest_links
from extractor.pipeline import ingest
from extractor.read.document import check_file
from extractor.read.options import ReadOptions
from extractor.store.records import Saved
from extractor.store.repository import Store, open_store


def ingest_into(
    store: Store,
    path: Path,
    settings: Settings,
    who: str,
    options: ReadOptions = ReadOptions(),
    *,
    again: bool = False,
) -> Saved:
    """What the pipeline says about a PDF, saved; a file the store knows is not read again, and nothing changes.

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


class Intake:
    """Takes PDFs into the store of some settings, which the first one that can be read makes where there is none."""

    def __init__(self, settings: Settings, who: str) -> None:
        self.settings = settings
        self.who = who
        self._store: Store | None = None

    def take(self, path: Path, options: ReadOptions = ReadOptions(), *, again: bool = False) -> Saved:
        """Ingest one PDF; ``again`` as in ``ingest_into``.

        Raises:
            ExtractorError: the file cannot be read, or the store cannot be used.
        """
        check_file(path)
        store = self._existing_store()
        if store is not None:
            return ingest_into(store, path, self.settings, self.who, options, again=again)
        ingestion = ingest(path, self.settings, options)
        self._store = open_store(self.settings)
        return save_linked(self._store, ingestion, path, self.settings, self.who)

    def _existing_store(self) -> Store | None:
        if self._store is None:
            try:
                self._store = open_store(self.settings, create=False)
            except NoStore:
                return None
        return self._store

    def close(self) -> None:
        """Close the store, if there was need of one."""
        if self._store is not None:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
