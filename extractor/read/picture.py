"""Pictures of a PDF's pages as PNG, for the evidence beside every suggestion.

PDFium is not safe to use from several threads, so everything here happens under one lock; finished pictures and the
last documents stay in memory, because a reviewer goes back and forth over the same few pages.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable
from threading import RLock

import pypdfium2
from pypdfium2 import PdfDocument

from extractor.errors import DamagedPdf

PDFIUM_LOCK = RLock()
"""Held around every use of PDFium in a process that has more than one thread."""
MAX_SIDE_PX = 4000
"""A page as large as a poster is drawn smaller, so that one picture never takes hundreds of megabytes."""
MAX_PICTURES_BYTES = 64_000_000
MAX_OPEN_DOCUMENTS = 3
PNG_EFFORT = 1
"""zlib's fastest level: a tenth larger than the default and four times as fast."""


def render_page(pdf: bytes, page_number: int, scale: float = 1.5) -> bytes:
    """One page as PNG; ``scale`` is pixels per point (1.5 is 108 dpi), ``page_number`` counts from 1.

    Raises:
        DamagedPdf: the bytes are no PDF that can be opened, or there is no such page.
    """
    with PDFIUM_LOCK:
        document = _open(pdf)
        try:
            return _draw(document, page_number, scale)
        finally:
            document.close()


class PagePictures:
    """Pictures and page sizes of the documents of one store, kept in memory.

    Args:
        load: the bytes of a document by its key (its sha256); asked once while the document stays open.
    """

    def __init__(self, load: Callable[[str], bytes], max_bytes: int = MAX_PICTURES_BYTES) -> None:
        self._load = load
        self._max_bytes = max_bytes
        self._documents: OrderedDict[str, PdfDocument] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, int, float], bytes] = OrderedDict()
        self._bytes = 0

    def picture(self, key: str, page_number: int, scale: float = 1.5) -> bytes:
        """One page as PNG, see ``render_page``.

        Raises:
            DamagedPdf: the document cannot be opened, or there is no such page.
        """
        wanted = (key, page_number, scale)
        with PDFIUM_LOCK:
            if wanted not in self._pictures:
                self._remember(wanted, _draw(self._document(key), page_number, scale))
            self._pictures.move_to_end(wanted)
            return self._pictures[wanted]

    def size(self, key: str, page_number: int) -> tuple[float, float]:
        """Width and height of a page in points, as it is shown.

        Raises:
            DamagedPdf: the document cannot be opened, or there is no such page.
        """
        with PDFIUM_LOCK:
            document = self._document(key)
            _check_page(document, page_number)
            width, height = document.get_page_size(page_number - 1)
            return float(width), float(height)

    def close(self) -> None:
        """Let go of every document and picture."""
        with PDFIUM_LOCK:
            for document in self._documents.values():
                document.close()
            self._documents.clear()
            self._pictures.clear()
            self._bytes = 0

    def _document(self, key: str) -> PdfDocument:
        if key not in self._documents:
            self._documents[key] = _open(self._load(key))
            if len(self._documents) > MAX_OPEN_DOCUMENTS:
                self._documents.popitem(last=False)[1].close()
        self._documents.move_to_end(key)
        return self._documents[key]

    def _remember(self, wanted: tuple[str, int, float], picture: bytes) -> None:
        self._pictures[wanted] = picture
        self._bytes += len(picture)
        while self._bytes > self._max_bytes and len(self._pictures) > 1:
            self._bytes -= len(self._pictures.popitem(last=False)[1])


def _open(pdf: bytes) -> PdfDocument:
    try:
        return PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise DamagedPdf("The kept copy of the PDF cannot be opened.") from error


def _check_page(document: PdfDocument, page_number: int) -> None:
    if not 1 <= page_number <= len(document):
        raise DamagedPdf(f"The PDF has no page {page_number}.", f"It has pages 1 to {len(document)}.")


def _draw(document: PdfDocument, page_number: int, scale: float) -> bytes:
    _check_page(document, page_number)
    page = document[page_number - 1]
    try:
        longest_pt = max(page.get_size())
        bitmap = page.render(scale=min(scale, MAX_SIDE_PX / longest_pt), rev_byteorder=True)
        target = io.BytesIO()
        bitmap.to_pil().save(target, "PNG", compress_level=PNG_EFFORT)
        bitmap.close()
    except pypdfium2.PdfiumError as error:
        raise DamagedPdf(f"Page {page_number} of the PDF cannot be drawn.") from error
    finally:
        page.close()
    return target.getvalue()
