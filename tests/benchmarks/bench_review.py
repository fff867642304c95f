"""The review page with a full store: 100 reports, 3,000 items, 5,000 actions."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from extractor.artifacts import sha256_of
from extractor.domain import Ingestion
from extractor.read.picture import PagePictures
from extractor.review.app import create_app
from extractor.review.sessions import Sessions
from extractor.store.repository import Store, open_store
from tests.benchmarks import Row
from tests.review.samples import sample_actions, sample_ingestion, settings_in

REPORTS, ITEMS_A_REPORT, ACTIONS = 100, 30, 5_000
PAGE_MS, FIRST_PICTURE_MS, CACHED_PICTURE_MS = 60.0, 150.0, 20.0
HOST = "127.0.0.1:8000"


def run() -> list[Row]:
    """Server time of each page, of a decision, and of a page picture."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        settings = settings_in(Path(folder))
        with open_store(settings) as store:
            fill(store)
            sessions = Sessions()
            app = create_app(settings, store, sessions, port=8000, today=lambda: date(2027, 4, 1))
            headers = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
            with TestClient(app, base_url=f"http://{HOST}", headers=headers) as client:
                client.get(f"/start/{sessions.new_link('bench')}")
                return [*page_rows(client), decision_row(client, store), *picture_rows(store)]


def fill(store: Store) -> None:
    """A hundred reports of thirty items each, with five candidates an item."""
    store.plan.save(sample_actions(ACTIONS), "bench")
    plain, pdf = sample_ingestion(ITEMS_A_REPORT, actions=ACTIONS)
    for number in range(REPORTS):
        store.reports.save(*renamed(plain, pdf, number), "bench")


def renamed(plain: Ingestion, pdf: bytes, number: int) -> tuple[Ingestion, bytes]:
    """The same report under another title, with other bytes at its end."""
    own = pdf + f"\n% {number}".encode()
    report = replace(plain.report, title=f"Inspection {number}", sha256=sha256_of(own))
    return replace(plain, report=report), own


def page_rows(client: TestClient) -> list[Row]:
    """Median server time of the pages a reviewer sees, in this process."""
    pages = {
        "item page": lambda turn: (
            f"/items/R{1 + turn * 7 % REPORTS}-{1 + turn * 5 % ITEMS_A_REPORT}?report={1 + turn * 7 % REPORTS}"
        ),
        "item page in a view over all reports": lambda turn: (
            f"/items/R{1 + turn % REPORTS}-3?relevance=for_force&sort=uncertainty"
        ),
        "queue of all reports": lambda turn: f"/queue?from={turn * 50}",
        "home page": lambda turn: "/",
        "report page": lambda turn: f"/reports/R{1 + turn}",
        "plan page": lambda turn: "/plan",
        "page of one action": lambda turn: f"/plan/action?ref=EX-{1 + turn:04d}",
    }
    rows = []
    for what, address in pages.items():
        taken = [timed_ms(lambda turn=turn, address=address: get(client, address(turn))) for turn in range(21)]
        is_item = what == "item page"
        found = median(taken[1:])
        required = f"<= {PAGE_MS:.0f} ms" if is_item else ""
        rows.append(Row(f"{what}, median of 20", f"{found:.1f} ms", required, found <= PAGE_MS if is_item else None))
    return rows


def decision_row(client: TestClient, store: Store) -> Row:
    """From the press of a key to the next item's page: the write, the redirect and the page."""
    csrf = get(client, "/").split('name="csrf" value="')[1].split('"')[0]

    def decide(number: int) -> None:
        fields = {"csrf": csrf, "do": "accept", "revision": 0, "query": "report=50"}
        assert client.post(f"/items/R50-{number}/decide", data=fields).status_code == 200

    taken = [timed_ms(lambda number=number: decide(number)) for number in range(1, 21)]
    assert len(store.decisions.all()) == len(taken)
    return Row("decide, save and show the next item, median of 20", f"{median(taken):.1f} ms")


def picture_rows(store: Store) -> list[Row]:
    """The first time, document not open, and again."""
    first, again = [], []
    for number in range(1, 8):
        pictures = PagePictures(lambda key: store.reports.pdf(int(key)))
        first.append(timed_ms(lambda number=number, pictures=pictures: pictures.picture(str(number), 3)))
        again.append(timed_ms(lambda number=number, pictures=pictures: pictures.picture(str(number), 3)))
        pictures.close()
    return [
        Row(
            "page picture, first time",
            f"{median(first):.1f} ms",
            f"<= {FIRST_PICTURE_MS:.0f} ms",
            median(first) <= FIRST_PICTURE_MS,
        ),
        Row(
            "page picture, cached",
            f"{median(again):.3f} ms",
            f"<= {CACHED_PICTURE_MS:.0f} ms",
            median(again) <= CACHED_PICTURE_MS,
        ),
    ]


def get(client: TestClient, address: str) -> str:
    """The page at an address."""
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return answer.text


def timed_ms(work: Callable[[], object]) -> float:
    """Milliseconds that a piece of work takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
