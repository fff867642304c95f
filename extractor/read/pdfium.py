"""PDFium's sweep: every page's text objects with font, size, weight, colour, box and marked-content id.

One page is held at a time and closed before the next; the document is reopened every few dozen pages because
PDFium keeps every structure tree it has shown. Coordinates leave this module as PDF points, origin top left of the
page as displayed (crop box and rotation applied).
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from extractor.domain import BBox, Bookmark
from extractor.errors import DamagedPdf, EncryptedPdf, NoPages
from extractor.read.tags import Tag, tags_of_page

REOPEN_EVERY_PAGES = 40
"""Keeps memory flat: on 336 pages 31 MB grew to 261 MB without, and stayed at 85 MB with."""

TEXT_UNITS = 8192
BOLD_WEIGHT = 600
BOLD_WORDS = ("bold", "black", "heavy", "semibold", "demi")
ITALIC_WORDS = ("italic", "oblique", "-it", "slanted")
MAX_FORM_DEPTH = 6
SAME_BASELINE_PT = 0.1
WORD_GAP_EM = 0.3
PHRASE_GAP_EM = 0.7
"""Ink gaps up to the first are inside a word, up to the second between words; beyond, columns or tabs may begin."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class FontFace:
    """A font as its name and descriptor tell it."""

    name: str
    bold: bool
    italic: bool


@dataclass(slots=True)
class Run:
    """One text object: letters that were shown together.

    ``baseline`` is the distance of the baseline from the top; ``text`` is empty where the object shows a space.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: FontFace
    color: int
    mcid: int
    artifact: bool = False
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn path or picture: its box and how it is painted (colours are 0xRRGGBB, None where not painted)."""

    box: BBox
    fill: int | None
    stroke: int | None
    is_image: bool = False


@dataclass(slots=True)
class PageContent:
    """What one page holds, in content order. ``error`` is set where the page could not be loaded."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    tags: dict[int, Tag] = field(default_factory=dict)
    error: str | None = None


class PdfSource:
    """An open PDF: page count, metadata, bookmarks and the sweep.

    Raises:
        DamagedPdf, EncryptedPdf, NoPages: see ``extractor.errors``.
    """

    def __init__(self, path: Path, password: str | None = None) -> None:
        self.path = path
        self._password = password
        self._hints: dict[tuple[int, ...], int] = {}
        pdfium.FPDF_InitLibrary()
        self._handle = self._open()
        self.page_count: int = pdfium.FPDF_GetPageCount(self._handle)
        if self.page_count == 0:
            self.close()
            raise NoPages(f"{path.name} is a PDF without pages.")

    def _open(self) -> pdfium.FPDF_DOCUMENT:
        password = self._password.encode() if self._password is not None else None
        handle = pdfium.FPDF_LoadDocument(str(self.path).encode(), password)
        if handle:
            return handle
        code = pdfium.FPDF_GetLastError()
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            told = "the password given does not open it" if self._password else "it is protected by a password"
            raise EncryptedPdf(f"{self.path.name} cannot be opened: {told}.")
        raise DamagedPdf(f"{self.path.name} is damaged: its structure cannot be read.")

    def close(self) -> None:
        """Let go of the file."""
        if self._handle:
            pdfium.FPDF_CloseDocument(self._handle)
            self._handle = None

    @cached_property
    def is_tagged(self) -> bool:
        """Whether the catalogue says that the document is tagged."""
        return bool(pdfium.FPDFCatalog_IsTagged(self._handle))

    def metadata(self, key: str) -> str:
        """A value of the document information, such as ``Title`` or ``CreationDate``; empty where absent."""
        size = pdfium.FPDF_GetMetaText(self._handle, key.encode(), None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDF_GetMetaText(self._handle, key.encode(), buffer, size)
        return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00").strip()

    def single_page(self, number: int) -> bytes:
        """One page as a PDF of its own, without encryption; ``number`` counts from 1."""
        buffer = io.BytesIO()
        single = pypdfium2.PdfDocument.new()
        try:
            pdfium.FPDF_ImportPages(single.raw, self._handle, str(number).encode(), 0)
            single.save(buffer)
        finally:
            single.close()
        return buffer.getvalue()

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The document's own outline in order."""
        found: list[Bookmark] = []
        seen: set[int] = set()

        def walk(parent: object, level: int) -> None:
            child = pdfium.FPDFBookmark_GetFirstChild(self._handle, parent)
            while child and ctypes.addressof(child.contents) not in seen and level < 12:
                seen.add(ctypes.addressof(child.contents))
                found.append(self._bookmark(child, level))
                walk(child, level + 1)
                child = pdfium.FPDFBookmark_GetNextSibling(self._handle, child)

        walk(None, 1)
        return tuple(found)

    def _bookmark(self, handle: object, level: int) -> Bookmark:
        size = pdfium.FPDFBookmark_GetTitle(handle, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFBookmark_GetTitle(handle, buffer, size)
        title = buffer.raw.decode("utf-16-le", "replace").rstrip("\x00").strip()
        target = pdfium.FPDFBookmark_GetDest(self._handle, handle)
        index = pdfium.FPDFDest_GetDestPageIndex(self._handle, target) if target else -1
        return Bookmark(title, level, index + 1 if index >= 0 else None)

    def pages(self, use_tags: bool = True) -> Iterator[PageContent]:
        """Every page in order; a page that cannot be loaded comes with ``error`` and nothing else."""
        for index in range(self.page_count):
            if index and index % REOPEN_EVERY_PAGES == 0:
                pdfium.FPDF_CloseDocument(self._handle)
                self._handle = self._open()
            yield self._page(index, use_tags and self.is_tagged)

    def _page(self, index: int, with_tags: bool) -> PageContent:
        page = pdfium.FPDF_LoadPage(self._handle, index)
        if not page:
            return PageContent(index + 1, 0.0, 0.0, error="the page cannot be read")
        text_page = pdfium.FPDFText_LoadPage(page)
        try:
            content = PageContent(index + 1, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
            _PageSweep(page, text_page, content, with_tags).collect()
            if with_tags:
                needed = {run.mcid for run in content.runs if run.mcid >= 0}
                content.tags = tags_of_page(page, needed, self._hints)
            return content
        finally:
            if text_page:
                pdfium.FPDFText_ClosePage(text_page)
            pdfium.FPDF_ClosePage(page)


def _display_matrix(page: object, width: float, height: float) -> Matrix:
    """From user space to points from the top left of the page as displayed."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for box in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if box(page, left, bottom, right, top):
            break
    else:
        return (1, 0, 0, -1, 0, height)
    x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
    return (
        (1, 0, 0, -1, -x0, y1),
        (0, 1, 1, 0, -y0, -x0),
        (-1, 0, 0, 1, x1, -y0),
        (0, -1, -1, 0, y1, x1),
    )[pdfium.FPDFPage_GetRotation(page) % 4]


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The transform that applies ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


class _PageSweep:
    """Collects the objects of one page; ctypes buffers are made once and reused."""

    def __init__(self, page: object, text_page: object, content: PageContent, tagged: bool) -> None:
        self.page, self.text_page, self.content, self.tagged = page, text_page, content, tagged
        self.buffer = (ctypes.c_ushort * TEXT_UNITS)()
        self.sides = tuple(ctypes.c_float() for _ in range(4))
        self.rgba = tuple(ctypes.c_uint() for _ in range(4))
        self.size = ctypes.c_float()
        self.matrix = pdfium.FS_MATRIX()
        self.fonts: dict[int, FontFace] = {}

    def collect(self) -> None:
        display = _display_matrix(self.page, self.content.width, self.content.height)
        count = pdfium.FPDFPage_CountObjects(self.page)
        self._objects((pdfium.FPDFPage_GetObject(self.page, index) for index in range(count)), display, -1, False, 0)

    def _objects(self, objects: Iterator[object], outer: Matrix, mcid: int, artifact: bool, depth: int) -> None:
        get_type = pdfium.FPDFPageObj_GetType
        for item in objects:
            kind = get_type(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._text(item, outer, mcid, artifact)
            elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                self._shape(item, outer, kind == pdfium.FPDF_PAGEOBJ_IMAGE)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
                self._form(item, outer, mcid, artifact, depth)

    def _form(self, item: object, outer: Matrix, mcid: int, artifact: bool, depth: int) -> None:
        pdfium.FPDFPageObj_GetMatrix(item, self.matrix)
        own = pdfium.FPDFPageObj_GetMarkedContentID(item)
        inner = _times(self._matrix_values(), outer)
        count = pdfium.FPDFFormObj_CountObjects(item)
        children = (pdfium.FPDFFormObj_GetObject(item, index) for index in range(count))
        self._objects(children, inner, own if own >= 0 else mcid, artifact or self._is_artifact(item, own), depth + 1)

    def _matrix_values(self) -> Matrix:
        m = self.matrix
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _bounds(self, item: object, outer: Matrix) -> tuple[float, float, float, float]:
        left, bottom, right, top = self.sides
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return (0.0, 0.0, 0.0, 0.0)
        a, b, c, d, e, f = outer
        xa = a * left.value + c * bottom.value + e
        ya = b * left.value + d * bottom.value + f
        xb = a * right.value + c * top.value + e
        yb = b * right.value + d * top.value + f
        return (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def _color(self, item: object) -> int:
        red, green, blue, alpha = self.rgba
        if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
            return 0
        return int(red.value << 16 | green.value << 8 | blue.value)

    def _is_artifact(self, item: object, mcid: int) -> bool:
        """Whether any mark around the object is named Artifact: page furniture by the producer's own word."""
        if not self.tagged or mcid >= 0:
            return False
        length = ctypes.c_ulong()
        for index in range(pdfium.FPDFPageObj_CountMarks(item)):
            mark = pdfium.FPDFPageObj_GetMark(item, index)
            pdfium.FPDFPageObjMark_GetName(mark, self.buffer, TEXT_UNITS, length)
            if ctypes.string_at(self.buffer, max(length.value - 2, 0)).decode("utf-16-le", "replace") == "Artifact":
                return True
        return False

    def _text(self, item: object, outer: Matrix, mcid: int, artifact: bool) -> None:
        length = pdfium.FPDFTextObj_GetText(item, self.text_page, self.buffer, TEXT_UNITS)
        text = ctypes.string_at(self.buffer, max(length - 2, 0)).decode("utf-16-le", "replace")
        box = self._bounds(item, outer)
        pdfium.FPDFPageObj_GetMatrix(item, self.matrix)
        whole = _times(self._matrix_values(), outer)
        pdfium.FPDFTextObj_GetFontSize(item, self.size)
        own = pdfium.FPDFPageObj_GetMarkedContentID(item)
        scale = (whole[2] ** 2 + whole[3] ** 2) ** 0.5
        run = Run(
            text,
            *box,
            baseline=whole[5],
            size=self.size.value * scale,
            font=self._font(item),
            color=self._color(item),
            mcid=own if own >= 0 else mcid,
            artifact=artifact or self._is_artifact(item, own),
            upright=abs(whole[1]) <= abs(whole[0]) * 0.2 and whole[0] > 0,
        )
        runs = self.content.runs
        if not (runs and _goes_on(runs[-1], run)):
            runs.append(run)

    def _font(self, item: object) -> FontFace:
        font = pdfium.FPDFTextObj_GetFont(item)
        if not font:
            return FontFace("", False, False)
        key = ctypes.addressof(font.contents)
        face = self.fonts.get(key)
        if face is None:
            face = self.fonts[key] = _face_of(font)
        return face

    def _shape(self, item: object, outer: Matrix, is_image: bool) -> None:
        x0, top, x1, bottom = self._bounds(item, outer)
        if is_image:
            self.content.shapes.append(Shape(BBox(x0, top, x1, bottom), None, None, True))
            return
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, mode, stroke)
        fill = self._color(item) if mode.value else None
        line = self._stroke(item) if stroke.value else None
        if fill is not None or line is not None:
            self.content.shapes.append(Shape(BBox(x0, top, x1, bottom), fill, line))

    def _stroke(self, item: object) -> int:
        red, green, blue, alpha = self.rgba
        pdfium.FPDFPageObj_GetStrokeColor(item, red, green, blue, alpha)
        return int(red.value << 16 | green.value << 8 | blue.value)


def _goes_on(last: Run, run: Run) -> bool:
    """Whether a text object only continues the one before it, which then takes it in.

    Producers show single letters or syllables; whole phrases are a tenth of the objects.
    """
    if (
        last.mcid != run.mcid
        or last.font is not run.font
        or abs(last.baseline - run.baseline) > SAME_BASELINE_PT
        or last.color != run.color
        or last.artifact != run.artifact
        or abs(last.size - run.size) > SAME_BASELINE_PT
        or not (last.upright and run.upright and last.text)
    ):
        return False
    gap = run.x0 - last.x1
    if not run.text.strip():
        if gap > PHRASE_GAP_EM * run.size:
            return False
        last.text = last.text if last.text.endswith(" ") else last.text + " "
        return True
    if not -0.3 * run.size <= gap <= PHRASE_GAP_EM * run.size:
        return False
    last.text += run.text if gap <= WORD_GAP_EM * run.size or last.text.endswith(" ") else " " + run.text
    last.x1 = max(last.x1, run.x1)
    last.top, last.bottom = min(last.top, run.top), max(last.bottom, run.bottom)
    return True


def _face_of(font: object) -> FontFace:
    size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
    name = buffer.value.decode("utf-8", "replace")
    name = name.split("+", 1)[-1]
    low = name.lower()
    angle = ctypes.c_int()
    pdfium.FPDFFont_GetItalicAngle(font, angle)
    bold = any(word in low for word in BOLD_WORDS) or pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
    return FontFace(name, bold, any(word in low for word in ITALIC_WORDS) or angle.value != 0)
