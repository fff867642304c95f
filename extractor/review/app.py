"""Puts the application together, and serves it."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from extractor.account import account_name
from extractor.config import Settings
from extractor.errors import (
    BadForm,
    BadUpload,
    CannotDecide,
    Conflict,
    ExtractorError,
    NotInStore,
    PortTaken,
    UnsafeBinding,
    UploadTooLarge,
)
from extractor.read.picture import PagePictures
from extractor.review.documents import Documents
from extractor.review.forms import safe_return
from extractor.review.hosts import is_loopback
from extractor.review.jobs import Jobs
from extractor.review.pages import ErrorPage
from extractor.review.rendering import answer, shell_of
from extractor.review.routes import ROUTERS
from extractor.review.security import FORM_BYTES, HEADERS, Guard
from extractor.review.services import MEGABYTE, Services
from extractor.review.sessions import Logins, Sessions
from extractor.review.tasks import Run, run_in_process
from extractor.review.urls import Urls
from extractor.store.repository import Store

FROM_HOME = "Check the address, or start from the home page."
STATUS_OF: dict[type[ExtractorError], int] = {
    NotInStore: 404,
    CannotDecide: 409,
    Conflict: 409,
    BadForm: 403,
    BadUpload: 400,
    UploadTooLarge: 413,
}
"""HTTP's number for an error; any other is a 500."""


def create_app(
    settings: Settings,
    store: Store,
    sessions: Sessions,
    *,
    port: int = 0,
    run: Run = run_in_process,
    today: Callable[[], date] | None = None,
) -> FastAPI:
    """The application; ``run`` reads uploaded files and ``today`` is the clock, so that tests can give their own."""
    uploads = tempfile.TemporaryDirectory(prefix="extractor-", ignore_cleanup_errors=True)
    has_logins = bool(store.users.all())

    def load(key: str) -> bytes:
        return store.reports.pdf(int(key.partition("/")[0]))

    services = Services(
        settings=settings,
        store=store,
        sessions=sessions,
        logins=Logins(lambda name: _hash_of(store, name)),
        pictures=PagePictures(load),
        documents=Documents(load, Path(uploads.name)),
        jobs=Jobs(run),
        uploads=Path(uploads.name),
        cookie=f"extractor-{port}",
        has_logins=has_logins,
        today=today or (lambda: settings.day),
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        services.pictures.close()
        uploads.cleanup()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.services = services
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(ExtractorError, _show_error)
    app.add_exception_handler(HTTPException, _show_http_error)
    app.add_exception_handler(RequestValidationError, _show_odd_address)
    app.add_exception_handler(Exception, _show_fault)
    app.add_middleware(
        Guard,
        sessions=sessions,
        cookie=services.cookie,
        host=settings.review.host,
        names=settings.review.names,
        has_logins=has_logins,
        max_body=settings.review.max_upload_mb * MEGABYTE + FORM_BYTES,
    )
    return app


def _hash_of(store: Store, name: str) -> str | None:
    found = [user for user in store.users.all() if user.name == name]
    return found[0].password_hash if found else None


async def _show_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ExtractorError)
    status = next((code for kind, code in STATUS_OF.items() if isinstance(error, kind)), 500)
    title = "Page not found" if status == 404 else "That did not work"
    remedy = FROM_HOME if status == 404 else error.remedy  # the error's own words are for the command line
    return answer(ErrorPage(shell_of(request, title), error.fact, remedy, _page_before(request)), status)


def _page_before(request: Request) -> str:
    """The page whose form was refused; the browser names it for this server only. Else the home page."""
    if request.method == "GET":
        return Urls.home
    before = urlsplit(request.headers.get("referer", ""))
    return safe_return(before.path + (f"?{before.query}" if before.query else ""))


async def _show_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    is_nowhere = error.status_code in (404, 405)  # a form's address that was typed, or opened again, is no page either
    title = "Page not found" if is_nowhere else "That did not work"
    fact = "There is nothing at this address." if is_nowhere else str(error.detail)
    page = ErrorPage(shell_of(request, title), fact, FROM_HOME)
    return answer(page, error.status_code)


async def _show_odd_address(request: Request, error: Exception) -> Response:
    """An address with a part that cannot be what it stands for."""
    page = ErrorPage(shell_of(request, "Page not found"), "There is nothing at this address.", FROM_HOME)
    return answer(page, 404)


async def _show_fault(request: Request, error: Exception) -> Response:
    """A fault nobody foresaw; the framework raises it again afterwards, so that the terminal shows where it was."""
    fact = f"Something went wrong that should not have ({type(error).__name__})."
    page = answer(
        ErrorPage(shell_of(request, "That did not work"), fact, "Nothing half done was saved. " + FROM_HOME), 500
    )
    page.headers.update({**HEADERS, "Cache-Control": "no-store"})
    return page


# ----------------------------------------------------------------------------------------- serving


def serve(settings: Settings, store: Store, announce: Callable[[str, str], None]) -> None:
    """Serve until interrupted.

    Args:
        settings: where to listen stands under ``[review]``.
        store: open, and kept open by the caller.
        announce: called once the port is taken, with the start link and a warning that may be empty.

    Raises:
        UnsafeBinding: other computers could reach it and nobody has a login.
        PortTaken: something else listens there.
    """
    host = settings.review.host
    has_logins = bool(store.users.all())
    if not is_loopback(host) and not has_logins:
        raise UnsafeBinding(f"The review page will not listen at {host}: other computers could reach it unasked.")
    with _listen(host, settings.review.port) as listener:
        port = listener.getsockname()[1]
        sessions = Sessions(blind=settings.review.blind)
        app = create_app(settings, store, sessions, port=port)
        name = f"[{host}]" if ":" in host else host
        start = Urls.login if has_logins else Urls.start(sessions.new_link(account_name()))
        announce(f"http://{name}:{port}{start}", "" if is_loopback(host) else NO_TLS)
        server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning", server_header=False))
        with suppress(KeyboardInterrupt):  # the way to end it, and raised again once the last answer is out
            server.run(sockets=[listener])


NO_TLS = (
    "Passwords and reports travel unencrypted to other computers. "
    "Put a server that speaks TLS in front of this one, or use it on a trusted network only."
)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.bind((host, port))
        listener.listen()  # before the link is told: a browser may be there sooner than the first request is read
    except OSError as error:
        listener.close()
        raise PortTaken(f"Cannot listen at {host}:{port} ({error.strerror}).") from error
    return listener
