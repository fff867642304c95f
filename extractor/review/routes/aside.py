"""What a report asks of others: seen on one page, and set aside with one press."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from extractor.errors import BadForm, Conflict
from extractor.review.forms import CheckedForm, report_number
from extractor.review.rendering import answer, shell_of
from extractor.review.security import session_of
from extractor.review.services import Services, services_of
from extractor.review.urls import Urls
from extractor.review.views.report import aside_filter, aside_page
from extractor.review.views.words import plural
from extractor.store.changes import Dismiss
from extractor.store.records import ItemState

router = APIRouter()
MOST = 200
"""Items on one page; those of a longer report come when the first are done."""


@router.get("/reports/{ref}/aside")
def aside_form(request: Request, ref: str) -> Response:
    """Every item left whose suggestion is that it is not for the force, ticked."""
    store, number = services_of(request).store, report_number(ref)
    shell = shell_of(request, "Not for us", "home")
    rows = () if shell.blind else store.items.queue(aside_filter(number), limit=MOST).rows
    return answer(aside_page(shell, store.reports.get(number), rows))


@router.post("/reports/{ref}/aside")
def set_aside(request: Request, ref: str, form: CheckedForm) -> Response:
    """Dismiss what stayed ticked, each with its own suggestion; what has changed since it was shown is left."""
    services, session = services_of(request), session_of(request)
    ticked = form.texts("item")
    done = sum(_dismissed(services, session.who, one) for one in ticked)
    session.notice = f"{plural(done, 'item')} set aside as suggested."
    if done < len(ticked):
        session.notice += f" {plural(len(ticked) - done, 'item')} had changed meanwhile and stayed."
    return RedirectResponse(Urls.report(report_number(ref)), status_code=303)


def _dismissed(services: Services, who: str, ticked: str) -> bool:
    """Whether an item was dismissed as it was shown: at this revision, with this suggestion."""
    shown = re.fullmatch(r"(R\d{1,9}-\d{1,9}) (\d{1,9}) (\w+)", ticked)
    if shown is None:
        raise BadForm("The form names no item.")
    stored = services.store.items.page(shown[1])
    if stored.relevance is None or stored.relevance.label != shown[3] or stored.state is not ItemState.UNDECIDED:
        return False
    try:
        services.store.decisions.decide(shown[1], Dismiss(), who, expected=int(shown[2]))
    except Conflict:
        return False
    return True
