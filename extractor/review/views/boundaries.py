"""An item and the lines of its document -> the form that sets where it starts and ends."""

from __future__ import annotations

from extractor.domain import Document
from extractor.review.pages import BoundariesPage
from extractor.review.parts import Shell
from extractor.review.views.forms import form_part
from extractor.store.records import ItemPage


def own_lines(stored: ItemPage, document: Document) -> tuple[int, int]:
    """Numbers of the first and last line of the item, by its span, else by its boxes, else the first line."""
    span = stored.item.span
    lines = document.lines
    if span is not None:
        touched = [
            number for number, line in enumerate(lines) if line.span.start < span.end and line.span.end > span.start
        ]
    else:
        own = set(stored.item.regions)
        touched = [number for number, line in enumerate(lines) if line.region in own]
    return (touched[0], touched[-1]) if touched else (0, 0)


def boundaries_page(shell: Shell, stored: ItemPage, document: Document, query: str) -> BoundariesPage:
    """The lines of the item's pages and of those beside them."""
    first, last = own_lines(stored, document)
    lines = document.lines
    pages = range(lines[first].region.page - 1, lines[last].region.page + 2) if lines else range(0)
    return BoundariesPage(
        shell=shell,
        form=form_part(stored, query),
        lines=tuple(
            (number, line.region.page, document.slice(line.span), first <= number <= last)
            for number, line in enumerate(lines)
            if line.region.page in pages
        ),
        first=first,
        last=last,
    )
