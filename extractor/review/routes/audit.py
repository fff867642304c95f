"""The audit sample: what would be missed if nobody looked at the rest."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from extractor.review.rendering import answer, shell_of
from extractor.review.services import services_of
from extractor.review.views.queue import audit_page

router = APIRouter()
DEFAULT_SIZE = 10
LARGEST_SAMPLE = 200
LARGEST_SEED = 2**31


@router.get("/audit")
def audit(request: Request) -> Response:
    """A random handful; the same number in the address draws the same one."""
    store = services_of(request).store
    size = min(max(_number(request, "size", DEFAULT_SIZE), 1), LARGEST_SAMPLE)
    seed = _number(request, "seed", 0) % LARGEST_SEED
    report_id = _number(request, "report", 0) or None
    rows = store.items.audit_sample(size, seed, report_id)
    shell = shell_of(request, "Audit sample", "audit")
    return answer(audit_page(shell, rows, store.reports.all(), size=size, seed=seed, report_id=report_id))


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
