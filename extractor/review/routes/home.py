"""The home page, uploads of reports, and how far their reading has come."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from extractor.errors import BadUpload, NotInStore, UploadTooLarge
from extractor.review.forms import PDF_SUFFIXES, CheckedForm, keep_upload
from extractor.review.jobs import Job
from extractor.review.pages import HomePage, JobPage
from extractor.review.rendering import answer, shell_of
from extractor.review.security import session_of
from extractor.review.services import services_of
from extractor.review.tasks import MatchResult, ReadReport, ReadResult
from extractor.review.urls import Urls
from extractor.review.views.home import home_page
from extractor.review.views.words import plural
from extractor.statutory import response_due
from extractor.store.records import Outcome

router = APIRouter()


@router.get(Urls.home)
def home(request: Request) -> Response:
    """Reports, the plan, responses due."""
    return answer(home_of(request))


def home_of(request: Request, error: str = "") -> HomePage:
    """The home page, with what was wrong with an upload if anything was."""
    services = services_of(request)
    store = services.store
    return home_page(
        shell_of(request, "Home", "home"),
        store.reports.all(),
        store.plan.totals(services.today()),
        store.reports.responses_due(response_due),
        has_force=services.settings.force is not None,
        max_upload_mb=services.settings.review.max_upload_mb,
        error=error,
    )


@router.post(Urls.upload)
def upload(request: Request, form: CheckedForm) -> Response:
    """Take a PDF and begin to read it."""
    services = services_of(request)
    try:
        path = keep_upload(form.file("file"), services.uploads, PDF_SUFFIXES, services.max_upload_bytes)
    except (BadUpload, UploadTooLarge) as error:
        return answer(home_of(request, str(error)), 413 if isinstance(error, UploadTooLarge) else 400)
    job = services.jobs.start(ReadReport(path, session_of(request).who, services.settings))
    return RedirectResponse(Urls.job(job.id), status_code=303)


@router.get("/uploads/{job_id}")
def job(request: Request, job_id: str) -> Response:
    """How far a file has come; once it is read, the report itself."""
    found = _job(request, job_id)
    if isinstance(found.result, ReadResult):
        session_of(request).notice = _told(found.task.title, found.result)
        return RedirectResponse(Urls.report(found.result.report_id), status_code=303)
    if isinstance(found.result, MatchResult):
        session_of(request).notice = "All items were compared with the plan."
        return RedirectResponse(Urls.plan("all"), status_code=303)
    error = found.error
    page = JobPage(
        shell=shell_of(request, found.task.title, "home"),
        state_url=Urls.job_state(found.id),
        step=found.step.words,
        percent=found.step.percent,
        elapsed_s=found.elapsed_s,
        error=error.fact if error else "",
        remedy=error.remedy if error else "",
    )
    return answer(page, 422 if error else 200)


@router.get("/uploads/{job_id}/state")
def job_state(request: Request, job_id: str) -> Response:
    """The same as JSON, for the page's script."""
    found = _job(request, job_id)
    step = found.step
    return JSONResponse(
        {"done": found.is_done, "step": step.words, "percent": step.percent, "elapsed_s": found.elapsed_s}
    )


def _job(request: Request, job_id: str) -> Job:
    found = services_of(request).jobs.find(job_id)
    if found is None:
        raise NotInStore("There is no such upload, or it is long done.", "See the reports on the home page.")
    return found


def _told(title: str, result: ReadResult) -> str:
    name = title.removeprefix("Reading ")
    if result.outcome is Outcome.ALREADY_THERE:
        return f"{name} is already here; nothing was changed."
    what = f"as version {result.version}" if result.outcome is Outcome.NEW_VERSION else "as a new report"
    return f"{name} was read {what}: {plural(result.items, 'item')}."
