"""A store with one report and a plan, and a client that has opened the start link."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extractor.config import Settings
from extractor.domain import Ingestion
from extractor.review.app import create_app
from extractor.review.sessions import Sessions
from extractor.review.tasks import perform
from extractor.store.repository import Store, open_store
from tests.review.samples import sample_actions, sample_ingestion, settings_in

TODAY = date(2027, 4, 1)
HOST = "127.0.0.1:8000"
ITEMS = 6


@dataclass
class Desk:
    """One reviewer's browser, without a browser."""

    client: TestClient
    store: Store
    sessions: Sessions
    settings: Settings

    def get(self, url: str, status: int = 200) -> str:
        """The page at an address."""
        answer = self.client.get(url)
        assert answer.status_code == status, answer.text[:400]
        return answer.text

    def post(self, url: str, status: int = 200, **fields: object) -> str:
        """What stands on the page after a form was sent with the session's token."""
        answer = self.client.post(url, data={"csrf": self.csrf, **fields})
        assert answer.status_code == status, answer.text[:400]
        return answer.text

    @property
    def csrf(self) -> str:
        """The session's token, as the pages carry it."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.client.get("/").text)
        assert found
        return found[1]

    def decide(self, item_id: str, do: str, status: int = 200, revision: int | None = None, **fields: object) -> str:
        """Press a button on an item's page."""
        seen = self.store.items.page(item_id).revision if revision is None else revision
        return self.post(f"/items/{item_id}/decide", status, do=do, revision=seen, query="", **fields)


def client_of(app: object, host: str = HOST) -> TestClient:
    """A client whose requests look like those of a page of this server."""
    headers = {"origin": f"http://{host}", "sec-fetch-site": "same-origin"}
    return TestClient(app, base_url=f"http://{host}", headers=headers, raise_server_exceptions=True)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def sample() -> tuple[Ingestion, bytes]:
    """A report of six items and its PDF."""
    return sample_ingestion(ITEMS, actions=40)


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory, sample: tuple[Ingestion, bytes]) -> Path:
    """A store file with one report and a plan, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("filled")
    with open_store(settings_in(folder)) as store:
        store.plan.save(sample_actions(), "tester", file="tracker.xlsx")
        store.reports.save(*sample, "tester")
    return folder / "extractor.db"


@pytest.fixture
def desk(tmp_path: Path, filled_store: Path) -> Iterator[Desk]:
    """A reviewer who has opened the start link."""
    settings = settings_in(tmp_path)
    shutil.copy(filled_store, tmp_path / "extractor.db")
    with open_store(settings) as store:
        sessions = Sessions()
        app = create_app(settings, store, sessions, port=8000, run=perform, today=lambda: TODAY)
        with client_of(app) as client:
            client.get(f"/start/{sessions.new_link('pat')}")
            yield Desk(client, store, sessions, settings)
