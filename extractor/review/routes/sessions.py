"""Start links, logins, and the few settings a session has."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from extractor.errors import BadForm
from extractor.review.forms import CheckedForm, safe_return
from extractor.review.pages import ErrorPage, LinkPage, LoginPage
from extractor.review.rendering import answer, shell_of
from extractor.review.security import session_of
from extractor.review.services import Services, services_of
from extractor.review.urls import Urls

router = APIRouter()


@router.get("/start/{token}")
def start(request: Request, token: str) -> Response:
    """Swap the token of a start link for a cookie and leave the address that holds it."""
    services = services_of(request)
    secret = services.sessions.redeem(token)
    if secret is None:
        shell = shell_of(request, "This link has been used")
        remedy = "Each link works once. Take a new one under “Link for another browser”, or start the program again."
        return answer(ErrorPage(shell, "This start link is not known, or has been used before.", remedy), 403)
    return _logged_in(services, request, secret, Urls.home)


@router.get(Urls.login)
def ask(request: Request, next: str = Urls.home) -> Response:
    """The form for name and password."""
    if not services_of(request).has_logins:
        return RedirectResponse(Urls.home, status_code=303)
    return answer(LoginPage(shell_of(request, "Log in"), safe_return(next)))


@router.post(Urls.login)
async def log_in(request: Request) -> Response:
    """Check name and password. There is no session yet, so the origin check alone guards this form."""
    services = services_of(request)
    if not services.has_logins:
        raise BadForm("Nobody can log in here by name.")
    async with request.form(max_files=0, max_fields=10) as data:
        name, password = str(data.get("name", "")).strip(), str(data.get("password", ""))
        back = safe_return(str(data.get("next", Urls.home)))
    if await run_in_threadpool(services.logins.is_right, name, password):
        return _logged_in(services, request, services.sessions.begin(name), back)
    wait_s = services.logins.wait_s(name)
    told = f"Too many tries: wait {wait_s:.0f} seconds." if wait_s else "The name or the password is wrong."
    return answer(LoginPage(shell_of(request, "Log in"), back, name, told), 401)


@router.post(Urls.logout)
def log_out(request: Request, form: CheckedForm) -> Response:
    """End the session here and in the browser."""
    services = services_of(request)
    services.sessions.end(request.cookies.get(services.cookie, ""))
    gone = RedirectResponse(Urls.login if services.has_logins else Urls.home, status_code=303)
    gone.delete_cookie(services.cookie, path="/", httponly=True, samesite="strict")
    return gone


@router.post(Urls.spare_link)
def make_link(request: Request, form: CheckedForm) -> Response:
    """A start link for a second browser of the same person."""
    services = services_of(request)
    token = services.sessions.new_link(session_of(request).who)
    host = urlsplit(str(request.base_url))
    link = f"{host.scheme}://{host.netloc}{Urls.start(token)}"
    return answer(LinkPage(shell_of(request, "Link for another browser"), link))


@router.post(Urls.settings)
def change_settings(request: Request, form: CheckedForm) -> Response:
    """Blind mode, single keys and zoom: kept for the session, changed one at a time."""
    session = session_of(request)
    if form.optional("blind") is not None:
        session.blind = form.text("blind") == "on"
    if form.optional("keys") is not None:
        session.keys = form.text("keys") == "on"
    if form.optional("zoom") is not None:
        session.zoom = form.number("zoom")
    return RedirectResponse(safe_return(form.text("back")), status_code=303)


def _logged_in(services: Services, request: Request, secret: str, to: str) -> Response:
    redirect = RedirectResponse(to, status_code=303)
    redirect.set_cookie(
        services.cookie,
        secret,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return redirect
