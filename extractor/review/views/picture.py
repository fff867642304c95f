"""The regions of an item -> the picture of a page with its highlighted boxes."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.page import Region
from extractor.review.parts import Box, Picture
from extractor.review.urls import Urls
from extractor.store.records import ItemPage

SCALE = 1.5
"""Pixels per point: an A4 page is 893 pixels wide, sharp at the width it is shown and on most office screens."""
WIDE_SCALE = 2.5
ZOOMS = (60, 100, 150, 200)
"""Percent of the pane's width; 60 shows a whole page."""
PADDING_PT = 3.0


def scale_of(zoom: int) -> float:
    """The scale to draw at for a zoom; only two, so that pictures are found in memory again."""
    return WIDE_SCALE if zoom > 100 else SCALE


def first_page(page: ItemPage) -> int:
    """The page to show for an item: where its words begin, else the first page."""
    own = [region.page for region in page.item.regions] or list(page.item.pages)
    return own[0] if own else 1


def picture_of(page: ItemPage, shown: int, zoom: int, size: tuple[float, float], query: str) -> Picture:
    """A page of the report beside an item."""
    report, number = page.report.report, page.report.id

    def step(to: int) -> str:
        return Urls.item(page.item.id, _joined(query, f"page={to}")) if 1 <= to <= report.page_count else ""

    own = sorted({*page.item.pages, *(region.page for region in page.item.regions)})
    place = ZOOMS.index(zoom)
    return Picture(
        src=Urls.picture(number, report.sha256, shown, scale_of(zoom)),
        alt=f"Page {shown} of {report.title}" + (", with the words of this item highlighted" if shown in own else ""),
        page=shown,
        page_count=report.page_count,
        width_pt=round(size[0], 1),
        height_pt=round(size[1], 1),
        boxes=boxes_of(page.item.regions, shown),
        zoom=zoom,
        wider=ZOOMS[min(place + 1, len(ZOOMS) - 1)],
        narrower=ZOOMS[max(place - 1, 0)],
        previous_url=step(shown - 1),
        next_url=step(shown + 1),
        pdf_url=Urls.pdf(number, report.sha256, shown),
        own_pages=tuple((one, step(one)) for one in own),
    )


def boxes_of(regions: Iterable[Region], shown: int) -> tuple[Box, ...]:
    """The boxes of one page, lines that follow each other joined into one."""
    joined: list[Region] = []
    for region in regions:
        if region.page != shown:
            continue
        if joined and _follows(joined[-1], region):
            joined[-1] = Region(shown, joined[-1].box.union(region.box))
        else:
            joined.append(region)
    return tuple(_padded(region) for region in joined)


def _follows(above: Region, below: Region) -> bool:
    """Whether a line continues a box: close beneath it, and beginning within its width."""
    gap = below.box.top - above.box.bottom
    overlaps = below.box.x0 < above.box.x1 and above.box.x0 < below.box.x1
    return overlaps and -below.box.height <= gap <= max(below.box.height, 1.0)


def _padded(region: Region) -> Box:
    box = region.box
    return Box(
        round(box.x0 - PADDING_PT, 1),
        round(box.top - PADDING_PT, 1),
        round(box.width + 2 * PADDING_PT, 1),
        round(box.height + 2 * PADDING_PT, 1),
    )


def _joined(query: str, more: str) -> str:
    return f"{query}&{more}" if query else more
