"""What the routes work with: settings, the store, pictures, sessions and running uploads."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock

from fastapi import Request

from extractor.config import Settings
from extractor.read.picture import PagePictures
from extractor.review.documents import Documents
from extractor.review.jobs import Jobs
from extractor.review.sessions import Logins, Sessions
from extractor.store.repository import Store

KEPT_IMPORTS = 20
MEGABYTE = 1_000_000


class Imports:
    """Uploaded trackers that were read and shown, and wait for a yes; each lies in a folder of its own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[str, Path] = {}

    def add(self, tracker: Path) -> str:
        """Keep one until it is confirmed; the oldest give way."""
        key = secrets.token_urlsafe(9)
        with self._lock:
            self._waiting[key] = tracker
            surplus = list(self._waiting)[:-KEPT_IMPORTS]
        for old in surplus:
            self.remove(old)
        return key

    def find(self, key: str) -> Path | None:
        """One that waits, or None."""
        with self._lock:
            return self._waiting.get(key)

    def remove(self, key: str) -> None:
        """Forget one, and delete its file."""
        with self._lock:
            tracker = self._waiting.pop(key, None)
        if tracker is not None:
            shutil.rmtree(tracker.parent, ignore_errors=True)


@dataclass(slots=True)
class Services:
    """One per server. ``today`` is a function, because a review page may stay open over midnight."""

    settings: Settings
    store: Store
    sessions: Sessions
    logins: Logins
    pictures: PagePictures
    documents: Documents
    jobs: Jobs
    uploads: Path
    cookie: str
    has_logins: bool
    today: Callable[[], date]
    imports: Imports = field(default_factory=Imports)

    @property
    def max_upload_bytes(self) -> int:
        """The largest file that is taken."""
        return self.settings.review.max_upload_mb * MEGABYTE


def services_of(request: Request) -> Services:
    """The services of the server that answers this request."""
    services: Services = request.app.state.services
    return services
