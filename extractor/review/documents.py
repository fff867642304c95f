"""Reports read again from their kept PDFs, for the one form that needs every line of a page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from extractor.domain import Document
from extractor.read import read_document
from extractor.read.picture import PDFIUM_LOCK

KEPT_DOCUMENTS = 2


class Documents:
    """The last documents that were read again.

    Args:
        load: the bytes of a PDF by its key.
        folder: where a file may lie while it is read.
    """

    def __init__(self, load: Callable[[str], bytes], folder: Path) -> None:
        self._load = load
        self._folder = folder
        self._documents: OrderedDict[str, Document] = OrderedDict()

    def get(self, key: str) -> Document:
        """The document of a key; the first time takes as long as reading takes.

        Raises:
            ExtractorError: the kept PDF cannot be read.
        """
        with PDFIUM_LOCK:  # pictures wait meanwhile: PDFium must not be used from two threads
            if key not in self._documents:
                self._documents[key] = self._read(key)
                while len(self._documents) > KEPT_DOCUMENTS:
                    self._documents.popitem(last=False)
            self._documents.move_to_end(key)
            return self._documents[key]

    def _read(self, key: str) -> Document:
        path = self._folder / "again.pdf"
        try:
            path.write_bytes(self._load(key))
            return read_document(path)
        finally:
            path.unlink(missing_ok=True)
