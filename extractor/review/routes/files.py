"""Page pictures, the kept PDFs, stylesheets and scripts: everything that is not a page."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from extractor.errors import NotInStore
from extractor.review.forms import report_number
from extractor.review.rendering import STATIC
from extractor.review.services import Services, services_of
from extractor.review.views.picture import SCALE, WIDE_SCALE
from extractor.store.records import StoredReport

router = APIRouter()
FOR_EVER = "private, max-age=31536000, immutable"
"""The address holds the sum of what it names, so what was fetched once never changes."""
MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""The browser's own viewer puts a style into the page it builds around a PDF; nothing of ours is in that page."""


@router.get("/reports/{ref}/{sha256}/pages/{page}.png")
def picture(request: Request, ref: str, sha256: str, page: int, scale: float = SCALE) -> Response:
    """A page of the report as a picture, at one of two scales."""
    services = services_of(request)
    number = _version(services, ref, sha256).id
    wanted = WIDE_SCALE if scale > SCALE else SCALE
    png = services.pictures.picture(f"{number}/{sha256}", page, wanted)
    return Response(png, media_type="image/png", headers={"Cache-Control": FOR_EVER})


@router.get("/reports/{ref}/{sha256}/report.pdf")
def pdf(request: Request, ref: str, sha256: str) -> Response:
    """The PDF as it came, for the browser's own viewer."""
    services = services_of(request)
    number = _version(services, ref, sha256).id
    headers = {
        "Cache-Control": FOR_EVER,
        "Content-Security-Policy": PDF_POLICY,
        "Content-Disposition": f'inline; filename="R{number}.pdf"',
    }
    return Response(services.store.reports.pdf(number), media_type="application/pdf", headers=headers)


def _version(services: Services, ref: str, sha256: str) -> StoredReport:
    """The report, if the sum is that of its newest version."""
    stored = services.store.reports.get(report_number(ref))
    if stored.report.sha256 != sha256:
        raise NotInStore(f"{ref} has a newer version by now.", "Load the page of the item again.")
    return stored


@router.get("/static/{name}")
def static(name: str) -> Response:
    """A stylesheet or script; only names of files that are there are served."""
    known = {path.name: path for path in STATIC.iterdir() if path.suffix in MEDIA_TYPES}
    if not re.fullmatch(r"[a-z_]+\.[a-z]+", name) or name not in known:
        raise NotInStore(f"There is no file {name[:40]}.")
    path = known[name]
    return Response(path.read_bytes(), media_type=MEDIA_TYPES[path.suffix], headers={"Cache-Control": FOR_EVER})
