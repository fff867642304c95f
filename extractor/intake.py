"""Several PDFs into the store of some settings, which need not be there yet."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from extractor.config import Settings
from extractor.errors import NoStore
from extractor.pipeline import ingest, ingest_into, save_linked
from extractor.read.document import check_file
from extractor.read.options import ReadOptions
from extractor.store.records import Saved
from extractor.store.repository import Store, open_store


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
