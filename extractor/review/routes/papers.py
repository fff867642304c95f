"""The plan and its papers as files to download: what ``extractor export``, ``board-paper`` and ``section55`` write."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from extractor.plan_loading import load_view
from extractor.plan_view import PlanView
from extractor.review.forms import report_number
from extractor.review.services import services_of
from extractor.review.urls import Urls

router = APIRouter()
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPER = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Office formats take a while to load and most sessions need none, so each is loaded where it is written.


@router.get(Urls.tracker)
def tracker(request: Request) -> Response:
    """The whole plan as a new workbook; reviewers' own notes are left out, as they are at the command line."""
    from extractor.plan.exporter import workbook_bytes

    return _file(workbook_bytes(_view(request), services_of(request).settings.plan), WORKBOOK, "tracker.xlsx")


@router.get(Urls.plan_paper)
def plan_paper(request: Request) -> Response:
    """The paper over the whole plan."""
    from extractor.plan.periodic_paper import periodic_paper

    return _file(periodic_paper(_view(request)), PAPER, "plan-paper.docx")


@router.get("/reports/{ref}/board-paper.docx")
def report_paper(request: Request, ref: str) -> Response:
    """The board paper on one report."""
    from extractor.plan.board_paper import board_paper

    name = f"R{report_number(ref)}"
    return _file(board_paper(_view(request), name), PAPER, f"{name}-board-paper.docx")


@router.get("/reports/{ref}/response.docx")
def response(request: Request, ref: str) -> Response:
    """The draft of the response to one report."""
    from extractor.plan.section55 import section55_draft

    name = f"R{report_number(ref)}"
    return _file(section55_draft(_view(request), name), PAPER, f"{name}-response-draft.docx")


def _view(request: Request) -> PlanView:
    services = services_of(request)
    return load_view(services.store, services.settings, services.today())


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
