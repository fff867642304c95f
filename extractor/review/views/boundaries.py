"""An item and the lines of its document -> the form that sets where it starts and ends."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.domain import Document
from extractor.page import Region
from extractor.review.pages import BoundariesPage
from extractor.review.parts import Shell
from extractor.review.views.forms import form_part
from extractor.store.records import ItemPage


def own_lines(stored: ItemPage, document: Document) -> tuple[int, int]:
    """Numbers of the first and last line of the item; (0, 0) where none is found.

    Its span counts only while the same words stand there: the PDF is read again, perhaps by a later version of this
    program. Else its boxes tell, of which the first run is its first printing.
    """
    span, lines = stored.item.span, document.lines
    if span is not None and _same_ends(document.slice(span), stored.item.text):
        touched = [
            number for number, line in enumerate(lines) if line.span.start < span.end and line.span.end > span.start
        ]
    else:
        touched = _first_run([number for number, line in enumerate(lines) if _is_shown(line.region, stored)])
    return (touched[0], touched[-1]) if touched else (0, 0)


def _same_ends(one: str, other: str) -> bool:
    """Whether two texts begin and end with the same word; bullets and spacing between may differ."""
    words, others = one.split(), other.split()
    return bool(words and others) and (words[0], words[-1]) == (others[0], others[-1])


def _is_shown(region: Region, stored: ItemPage) -> bool:
    return any(own.page == region.page and own.box.contains(region.box) for own in stored.item.regions)


def _first_run(numbers: Sequence[int]) -> list[int]:
    run: list[int] = []
    for number in numbers:
        if run and number > run[-1] + 1:
            break
        run.append(number)
    return run


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
