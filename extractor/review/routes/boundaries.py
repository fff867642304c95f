"""Where an item starts and ends: chosen among the lines of its pages, so that text and boxes stay in step."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from extractor.domain import Document, Span
from extractor.errors import BadForm
from extractor.review.forms import CheckedForm
from extractor.review.rendering import answer, shell_of
from extractor.review.routes.decide import save
from extractor.review.routes.item import picture_key
from extractor.review.routes.queue import view_of
from extractor.review.security import session_of
from extractor.review.services import services_of
from extractor.review.urls import Urls
from extractor.review.view import view_of_query
from extractor.review.views.boundaries import boundaries_page, own_lines
from extractor.store.changes import Edit
from extractor.store.records import ItemPage

router = APIRouter()


def _document(request: Request, stored: ItemPage) -> Document:
    return services_of(request).documents.get(picture_key(stored.report.id, stored.report.report.sha256))


@router.get("/items/{item_id}/boundaries")
def boundaries_form(request: Request, item_id: str) -> Response:
    """The lines around the item."""
    stored = services_of(request).store.items.page(item_id)
    shell = shell_of(request, "Change boundaries", "queue")
    return answer(boundaries_page(shell, stored, _document(request, stored), view_of(request).query))


@router.post("/items/{item_id}/boundaries")
def set_boundaries(request: Request, item_id: str, form: CheckedForm) -> Response:
    """Take the words from the first to the last line chosen."""
    stored = services_of(request).store.items.page(item_id)
    document = _document(request, stored)
    first, last = form.number("first"), form.number("last")
    if not first <= last < len(document.lines):
        raise BadForm("The last line stands before the first.", "Go back and choose them again.")
    if (first, last) == own_lines(stored, document):
        session_of(request).notice = "The boundaries were not different, so nothing was saved."
        query = view_of_query(form.text("query")).query
        return RedirectResponse(Urls.item(item_id, query), status_code=303)
    span = Span(document.lines[first].span.start, document.lines[last].span.end)
    regions = tuple(line.region for line in document.lines[first : last + 1])
    text = " ".join(document.slice(span).split())
    return save(request, stored, Edit(text=text, span=span, regions=regions), form)
