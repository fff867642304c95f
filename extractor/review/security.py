"""Who may ask: host, origin, session, size of what is sent, and the headers on every answer.

The page listens on loopback, yet any web site open in the same browser can send requests there. So a request must
name this server as its host (against DNS rebinding), a write must come from a page of this server and carry the
session's token, and nothing is loaded or shown from elsewhere.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.errors import BadForm, UploadTooLarge
from extractor.review.hosts import host_names, is_known_host, is_loopback
from extractor.review.sessions import Session, Sessions
from extractor.review.urls import Urls

READING = frozenset({"GET", "HEAD"})
OPEN_PATHS = ("/static/", "/start/", Urls.login)
FORM_BYTES = 1_000_000
"""Room for the fields and boundaries of a form beside its file."""
DRAIN_BYTES = 1_000_000_000
"""A browser shows the answer to a refused upload only once it has sent everything; above this it is cut off."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # no-referrer would also blank the Origin that a form sends
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Stands in front of the whole application; a refused request never reaches a route.

    Args:
        cookie: name of the session's cookie; it holds the port, since cookies do not tell ports apart.
        host: where the server listens.
        names: further names under which it may be asked for.
        has_logins: whether a person logs in by name; else only start links open a session.
        max_body: bytes of the largest request that is taken.
    """

    def __init__(
        self,
        app: ASGIApp,
        sessions: Sessions,
        *,
        cookie: str,
        host: str,
        has_logins: bool,
        max_body: int,
        names: Sequence[str] = (),
    ) -> None:
        self.app = app
        self.sessions = sessions
        self.cookie = cookie
        self.names = host_names(host) | {name.lower() for name in names}
        self.digits = not is_loopback(host)
        self.has_logins = has_logins
        self.max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, then pass on with the session in the request's state."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, _with_headers(send, scope["path"]))

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        session = self._session(headers)
        refusal = self._refusal(scope, headers, session)
        if refusal is not None:
            await _drain(receive)
            await refusal(scope, receive, send)
            return
        scope.setdefault("state", {})["session"] = session
        await self.app(scope, _Limited(receive, self.max_body), send)

    def _session(self, headers: Headers) -> Session | None:
        secret = cookie_parser(headers.get("cookie", "")).get(self.cookie)
        return self.sessions.find(secret) if secret else None

    def _refusal(self, scope: Scope, headers: Headers, session: Session | None) -> Response | None:
        asked = headers.get("host", "")
        if not is_known_host(asked, self.names, digits=self.digits):
            return _plain(400, "This page answers only under its own address.")
        if scope["method"] not in READING and not _is_from_here(headers, asked):
            return _plain(403, "This form was sent from another web site, so it was refused. Nothing was changed.")
        if session is None and not scope["path"].startswith(OPEN_PATHS):
            return self._ask_to_log_in(scope)
        return None

    def _ask_to_log_in(self, scope: Scope) -> Response:
        if not self.has_logins:
            return _plain(
                401,
                "You are not logged in, or the program was started again. "
                "Open the link that extractor review printed when it started; each link works once.",
            )
        query = scope["query_string"].decode("latin-1")
        back = scope["path"] + (f"?{query}" if query else "") if scope["method"] in READING else Urls.home
        return RedirectResponse(f"{Urls.login}?next={quote(back, safe='')}", status_code=303)


def session_of(request: Request) -> Session:
    """The session of a request that the guard let through.

    Raises:
        BadForm: the path is open to everybody and nobody is logged in.
    """
    session: Session | None = request.state.session
    if session is None:
        raise BadForm("Nobody is logged in.", "Log in and repeat the step.")
    return session


def _is_from_here(headers: Headers, host: str) -> bool:
    """Whether a write comes from a page of this server, as far as the browser says."""
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None:
        return site == "same-origin"
    return urlsplit(origin).netloc == host


def _plain(status: int, sentence: str) -> PlainTextResponse:
    return PlainTextResponse(sentence + "\n", status_code=status)


class _Limited:
    """A receive channel that stops at a number of bytes, whatever the sender said about the length."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit
        self._limit = limit

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                if message.get("more_body"):
                    await _drain(self._receive)
                raise UploadTooLarge(f"The file is larger than {(self._limit - FORM_BYTES) // 1_000_000} MB.")
        return message


async def _drain(receive: Receive) -> None:
    """Take and drop what the browser still sends, so that it reads the answer instead of reporting a broken line."""
    taken = 0
    while taken < DRAIN_BYTES:
        message = await receive()
        taken += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


def _with_headers(send: Send, path: str) -> Send:
    async def send_with_headers(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return send_with_headers
