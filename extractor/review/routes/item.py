"""The page of one item, and what stands around it in the view it was opened from."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from extractor.errors import ExtractorError
from extractor.review.parts import Picture
from extractor.review.rendering import answer, shell_of
from extractor.review.routes.queue import view_of
from extractor.review.security import session_of
from extractor.review.services import Services, services_of
from extractor.review.urls import Urls
from extractor.review.view import LONGEST_SEARCH, View
from extractor.review.views.forms import history_page
from extractor.review.views.item import Surroundings, heading_of, item_page
from extractor.review.views.picture import ZOOMS, first_page, picture_of, scale_of
from extractor.review.walk import Walk
from extractor.store.records import ItemPage

router = APIRouter()
MOST_FOUND = 10
"""Actions shown for a search; a person who finds more looks for other words."""


@router.get("/items/{item_id}")
def item(request: Request, item_id: str) -> Response:
    """The page on which a person decides."""
    services, view = services_of(request), view_of(request)
    stored = services.store.items.page(item_id)
    shell = shell_of(request, heading_of(stored.item), "queue")
    return answer(item_page(shell, stored, _around(request, stored, view), services.settings))


@router.get("/items/{item_id}/history")
def history(request: Request, item_id: str) -> Response:
    """Everything that was decided about it."""
    stored = services_of(request).store.items.page(item_id)
    return answer(history_page(shell_of(request, "History", "queue"), stored, view_of(request).query))


def _around(request: Request, stored: ItemPage, view: View) -> Surroundings:
    services = services_of(request)
    walk = Walk(services.store, view)
    previous_id, next_id = walk.neighbors(stored.item.id)
    picture = _picture(request, services, stored, view.query)
    wanted = request.query_params.get("find", "").strip()[:LONGEST_SEARCH]
    return Surroundings(
        view=view,
        progress=walk.progress(),
        list_url=walk.list_url,
        previous_id=previous_id,
        next_id=next_id,
        next_picture=_next_picture(stored, picture),
        picture=picture,
        wanted=wanted,
        found=services.store.plan.search(wanted, MOST_FOUND) if wanted else (),
    )


def _picture(request: Request, services: Services, stored: ItemPage, query: str) -> Picture | None:
    """The page asked for, else the one where the item begins; None where the kept PDF cannot be shown."""
    asked = request.query_params.get("page", "")
    last = stored.report.report.page_count
    shown = int(asked) if asked.isascii() and asked.isdigit() and 1 <= int(asked[:6]) <= last else first_page(stored)
    zoom = session_of(request).zoom
    try:
        size = services.pictures.size(picture_key(stored.report.id, stored.report.report.sha256), shown)
    except ExtractorError:
        # The template says that there is no picture; the decision must not depend on it.
        return None
    return picture_of(stored, shown, zoom if zoom in ZOOMS else 100, size, query)


def _next_picture(stored: ItemPage, picture: Picture | None) -> str:
    """The following page of the report, for the browser to fetch while the person reads."""
    if picture is None or picture.page >= picture.page_count:
        return ""
    report = stored.report
    return Urls.picture(report.id, report.report.sha256, picture.page + 1, scale_of(picture.zoom))


def picture_key(report_id: int, sha256: str) -> str:
    """Under which name the pictures of a report's version are remembered."""
    return f"{report_id}/{sha256}"
