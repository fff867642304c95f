"""Where the blocks of a document stand in its finished PDF."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from pathlib import Path

import pypdfium2 as pdfium

from .model import Authored, BadContent, Block
from .odf import printed_headings

FRAGMENTS = (70, 45, 28, 16, 9, 4)
"""How many letters of a block's head and tail are looked for, longest first: a page may end inside."""
WINDOW = 3000
"""How many letters may stand between a block and the one before it: footnotes, header and footer, a cover."""


def letters(text: str) -> str:
    """Letters only, folded: immune to hyphens, quotes, spaces and footnote digits.

    >>> letters("The force’s 2\\u2011year plan")
    'theforcesyearplan'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalpha())


class PageText:
    """The letters of a whole PDF with a way back to the page."""

    def __init__(self, pdf: Path) -> None:
        document = pdfium.PdfDocument(pdf)
        self.pages = [letters(page.get_textpage().get_text_range()) for page in document]
        document.close()
        self.text = "".join(self.pages)
        self.starts = [0]
        for page in self.pages[:-1]:
            self.starts.append(self.starts[-1] + len(page))

    def page_at(self, offset: int) -> int:
        """1-based page of an offset."""
        return bisect_right(self.starts, offset)

    def find(self, wanted: str, start: int) -> tuple[int, int] | None:
        """Offsets of the first and last letter of ``wanted``, whose head and tail may be cut by a page's end."""
        limit = start + WINDOW
        exact = self.text.find(wanted, start, limit + len(wanted))
        if exact >= 0:
            return exact, exact + len(wanted) - 1
        for size in FRAGMENTS:
            head = self.text.find(wanted[:size], start, limit + size)
            if head >= 0:
                return head, self._tail(wanted, head)
        return None

    def _tail(self, wanted: str, head: int) -> int:
        for size in FRAGMENTS:
            tail = self.text.find(wanted[-size:], head, head + len(wanted) * 2 + 3000)
            if tail >= 0:
                return tail + len(wanted[-size:]) - 1
        return head


def locate(document: Authored, pdf: Path) -> int:
    """Fill ``pages`` of every block; return the number of pages.

    Raises:
        BadContent: a block's words are not in the PDF's text layer after those before it.
    """
    locator = _Locator(document, pdf)
    locator.place(document.blocks, 0)
    return len(locator.page_text.pages)


class _Locator:
    def __init__(self, document: Authored, pdf: Path) -> None:
        self.document = document
        self.pdf = pdf
        self.page_text = PageText(pdf)

    def place(self, blocks: list[Block], at: int) -> int:
        """Fill the pages of blocks that stand one after the other; where the last one begins."""
        for block in blocks:
            if block.kind == "contents":
                at = _skip_contents(self.document, self.page_text, at, int(block.options["value"] or 2))
                continue
            at = self.place(block.blocks, self._place_words(block, at))
            for row in block.rows:  # the cells of a row stand side by side: each is looked for from its row's start
                at = max(self.place(cell, at) for cell in row)
        return at

    def _place_words(self, block: Block, at: int) -> int:
        if block.options.get("tab"):  # drawn apart from its paragraph, anywhere in the page's text
            return at
        wanted = letters(f"{block.label} {block.text}") if block.kind == "numbered" else letters(block.text)
        if not wanted:
            return at
        found = self.page_text.find(wanted, at)
        if found is None and _must_be_found(self.document, block):
            where = f"{self.document.stem}:{block.line}"
            raise BadContent(f"{where}: not in {self.pdf.name} in its place: {block.text[:70]!r}")
        if found is None:
            return at
        block.pages = (self.page_text.page_at(found[0]), self.page_text.page_at(found[1]))
        return found[0] + 1


def _must_be_found(document: Authored, block: Block) -> bool:
    return block.kind != "heading" or block in printed_headings(document)


def _skip_contents(document: Authored, page_text: PageText, at: int, depth: int) -> int:
    for heading in printed_headings(document):
        if heading.level <= depth:
            found = page_text.text.find(letters(heading.text), at)
            at = found + len(letters(heading.text)) if found >= 0 else at
    return at
