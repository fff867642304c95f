"""One report: its page, and corrections of what it says about itself."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from extractor.errors import BadForm, CannotDecide, Conflict
from extractor.review.forms import CheckedForm, Form, report_number
from extractor.review.rendering import answer, shell_of
from extractor.review.routes.forms import date_of
from extractor.review.security import session_of
from extractor.review.services import services_of
from extractor.review.urls import Urls
from extractor.review.views.report import aside_filter, report_page
from extractor.vocabulary import ReportType

router = APIRouter()


@router.get("/reports/{ref}")
def report(request: Request, ref: str) -> Response:
    """Metadata, outline, issues, what changed, who corrected what."""
    return _shown(request, report_number(ref))


@router.post("/reports/{ref}/edit")
def edit(request: Request, ref: str, form: CheckedForm) -> Response:
    """Save the corrections."""
    services, session, number = services_of(request), session_of(request), report_number(ref)
    try:
        fields = _fields(form)
        services.store.reports.edit(
            number, fields, session.who, expected=form.number("revision"), note=form.text("note")
        )
    except CannotDecide:
        session.notice = "Nothing was different, so nothing was saved."
    except Conflict as conflict:
        return _shown(request, number, f"{conflict.fact} Nothing was saved; what they wrote stands below.", 409)
    except BadForm as error:
        return _shown(request, number, str(error), 400)
    else:
        session.notice = "The report's details were saved."
    return RedirectResponse(Urls.report(number), status_code=303)


def _shown(request: Request, number: int, error: str = "", status: int = 200) -> Response:
    store = services_of(request).store
    stored = store.reports.page(number)
    shell = shell_of(request, stored.stored.report.title, "home")
    aside = 0 if shell.blind else store.items.queue(aside_filter(number), limit=1).total
    return answer(report_page(shell, stored, error, aside=aside), status)


def _fields(form: Form) -> dict[str, object]:
    """The fields of the form as the store takes them."""
    if not form.text("title"):
        raise BadForm("A report needs a title.", "Write the title as it stands on the cover.")
    return {
        "title": form.text("title"),
        "source_body": form.text("source_body") or None,
        "report_type": form.member(ReportType, "report_type"),
        "publication_date": date_of(form.text("publication_date")),
        "force": form.text("force") or None,
        "response_published": date_of(form.text("response_published")),
    }
