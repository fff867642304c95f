"""Pages -> HTML: the template environment, and the shell around every page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Protocol

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from extractor.artifacts import sha256_of
from extractor.review.parts import Shell
from extractor.review.services import services_of
from extractor.review.urls import Urls

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"


class Page(Protocol):
    """Anything in ``pages.py``."""

    template: ClassVar[str]

    @property
    def shell(self) -> Shell:
        """What stands around it."""
        ...


@cache
def environment() -> Environment:
    """The templates; a name that is not there is an error, never an empty string."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["urls"] = Urls
    made.globals["static"] = static_url
    return made


@cache
def static_url(name: str) -> str:
    """The address of a stylesheet or script with the sum of what it holds."""
    return Urls.static(name, sha256_of((STATIC / name).read_bytes())[:12])


def html_of(page: Page) -> str:
    """The page as HTML."""
    return environment().get_template(page.template).render(page=page)


def answer(page: Page, status: int = 200) -> HTMLResponse:
    """The page as an answer."""
    return HTMLResponse(html_of(page), status_code=status)


def shell_of(request: Request, title: str, section: str = "") -> Shell:
    """The shell for whoever is asking; the notice of the last step is shown once, here."""
    services = services_of(request)
    session = getattr(request.state, "session", None)  # none where the fault lies before the guard
    common: dict[str, Any] = {"title": title, "marking": services.settings.marking, "section": section}
    if session is None:
        return Shell(**common)
    query = request.url.query
    return Shell(
        **common,
        who=session.who,
        csrf=session.csrf,
        here=request.url.path + (f"?{query}" if query else "") if request.method == "GET" else Urls.home,
        blind=session.blind,
        keys=session.keys,
        can_log_out=services.has_logins,
        notice=session.take_notice(),
    )
