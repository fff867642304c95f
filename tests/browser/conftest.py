"""A review page on a port of its own, and the system's Chromium."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from extractor.review.app import create_app
from extractor.review.sessions import Sessions
from extractor.store.repository import Store, open_store
from tests.review.samples import settings_in

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WINDOW = {"width": 1280, "height": 720}
PATIENCE_MS = 20_000
"""Two processors may be busy with other things; a page takes a tenth of a second by itself."""


@dataclass
class Site:
    """A running review page."""

    url: str
    store: Store
    sessions: Sessions

    def link(self, who: str) -> str:
        """A start link."""
        return f"{self.url}/start/{self.sessions.new_link(who)}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a skip that says what is missing."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An empty store behind a page."""
    settings = settings_in(tmp_path)
    with open_store(settings) as store, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        sessions = Sessions()
        app = create_app(settings, store, sessions, port=port)
        server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="error"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Site(f"http://127.0.0.1:{port}", store, sessions)
        server.should_exit = True
        thread.join()


@pytest.fixture
def open_browser(browser: Browser, site: Site) -> Iterator[object]:
    """Opens a browser of its own for a person: ``open_browser("pat")`` gives its page, already logged in."""
    contexts: list[BrowserContext] = []

    def opened(who: str, **options: object) -> object:
        context = browser.new_context(**{"viewport": WINDOW, **options})  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.goto(site.link(who))
        return page

    yield opened
    for context in contexts:
        context.close()
