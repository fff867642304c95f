"""The plan: its actions, and trackers that are read, shown and then taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from extractor.errors import ExtractorError, NotInStore, UploadTooLarge
from extractor.review.forms import TRACKER_SUFFIXES, CheckedForm, keep_upload
from extractor.review.rendering import answer, shell_of
from extractor.review.routes.home import home_of
from extractor.review.security import session_of
from extractor.review.services import Services, services_of
from extractor.review.tasks import MatchAgain
from extractor.review.urls import Urls
from extractor.review.views.plan import TABS, action_page, import_page, plan_page
from extractor.review.views.words import plural

if TYPE_CHECKING:
    from extractor.handover import PlanUpdate

router = APIRouter()


@router.get("/plan")
def plan(request: Request, show: str = "open") -> Response:
    """One list of the plan."""
    services = services_of(request)
    actions = services.store.plan.actions()
    chosen = show if show in TABS else "open"
    return answer(plan_page(shell_of(request, "Plan", "plan"), actions, chosen, services.today()))


@router.get("/plan/action")
def action(request: Request, ref: str) -> Response:
    """One action and the items tied to it."""
    store = services_of(request).store
    found = store.plan.action(ref)
    return answer(action_page(shell_of(request, f"Action {ref}", "plan"), found, store.items.linked_to(ref)))


@router.post(Urls.plan_upload)
def upload(request: Request, form: CheckedForm) -> Response:
    """Read a tracker; nothing is written before the person has seen what it would change."""
    services = services_of(request)
    try:
        tracker = keep_upload(form.file("file"), services.uploads, TRACKER_SUFFIXES, services.max_upload_bytes)
        key = services.imports.add(tracker)
        _take(services, tracker, session_of(request).who, dry_run=True)
    except ExtractorError as error:
        return answer(home_of(request, str(error)), 413 if isinstance(error, UploadTooLarge) else 400)
    return RedirectResponse(Urls.plan_import(key), status_code=303)


def _take(services: Services, tracker: Path, who: str, *, dry_run: bool) -> PlanUpdate:
    from extractor.handover import take_plan  # office formats take a while to load, and most sessions need none

    return take_plan(services.store, tracker, services.settings, who, dry_run=dry_run)


@router.get("/plan/imports/{import_id}")
def preview(request: Request, import_id: str) -> Response:
    """What the tracker would change."""
    services = services_of(request)
    tracker = _waiting(services, import_id)
    update = _take(services, tracker, session_of(request).who, dry_run=True)
    shell = shell_of(request, "Import a tracker", "plan")
    return answer(import_page(shell, update, Urls.plan_import(import_id)))


@router.post("/plan/imports/{import_id}")
def take(request: Request, import_id: str, form: CheckedForm) -> Response:
    """Bring the plan up to date with the tracker."""
    services, session = services_of(request), session_of(request)
    tracker = _waiting(services, import_id)
    change = _take(services, tracker, session.who, dry_run=False).change
    services.imports.remove(import_id)
    session.notice = (
        f"{tracker.name} was imported: {plural(len(change.added), 'action')} added, {len(change.changed)} changed, "
        f"{len(change.unchanged)} unchanged."
    )
    # Every item is compared anew: what was new may be covered by the actions that came.
    job = services.jobs.start(MatchAgain(services.settings))
    return RedirectResponse(Urls.job(job.id), status_code=303)


def _waiting(services: Services, import_id: str) -> Path:
    found = services.imports.find(import_id)
    if found is None:
        raise NotInStore("That tracker is not waiting to be imported any more.", "Choose the file again.")
    return found
