"""The queue, and the way back to where a person left it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from extractor.review.rendering import answer, shell_of
from extractor.review.security import session_of
from extractor.review.services import services_of
from extractor.review.urls import Urls
from extractor.review.view import View, view_of_query
from extractor.review.views.queue import PAGE_SIZE, queue_page

router = APIRouter()


def view_of(request: Request) -> View:
    """The view in the address of a request."""
    return view_of_query(request.url.query)


@router.get("/queue")
def queue(request: Request) -> Response:
    """One page of the items under a filter."""
    services, view = services_of(request), view_of(request)
    canonical = view.query
    start = request.query_params.get("from", "0")
    offset = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 0
    if "apply" in request.query_params:
        # The filter's form sends every field, empty ones too; the address to share holds only what was chosen.
        return RedirectResponse(Urls.queue(canonical), status_code=303)
    found = services.store.items.queue(view.filter, view.sort, offset, PAGE_SIZE)
    shell = shell_of(request, "Queue", "queue")
    return answer(queue_page(shell, view, found, services.store.reports.all(), services.settings.own_themes))


@router.get("/resume")
def resume(request: Request) -> Response:
    """The first item left after this person's last decision."""
    view = view_of(request)
    left = view.left
    found = services_of(request).store.items.resume(session_of(request).who, left.filter, left.sort)
    if found is None:
        session_of(request).notice = "Nothing is left to decide here."
        return RedirectResponse(Urls.queue(view.query), status_code=303)
    return RedirectResponse(Urls.item(found, view.query), status_code=303)
