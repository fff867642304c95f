"""The store with 100 reports, 3,000 items and 5,000 actions in it, and 200 processes killed while they write."""

from __future__ import annotations

import os
import random
import tempfile
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path

from extractor.config import Settings
from extractor.domain import Addressee, AddresseeGroup, Contribution, Link, Relation, Theme
from extractor.store.backup import backup_store
from extractor.store.changes import Accept, LinkAction
from extractor.store.records import Filter, ItemState, Sort
from extractor.store.repository import Store, open_store
from tests.benchmarks import Row
from tests.measuring import median_s
from tests.store.killing import KINDS, kill_while, prepare
from tests.store.samples import arrival, numbered, pdf, plan

REPORTS, ITEMS, ACTIONS = 100, 30, 5_000
MANY_ACTIONS = 20_000
KILLS = int(os.environ.get("EXTRACTOR_KILLS", "200"))
KILLS_PER_STORE = 25
PAGE_MS = 20.0
"""A third of the 60 ms that an item page has in all: rendering needs the rest."""


def run() -> list[Row]:
    """Every figure of the store."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        rows = figures(Path(folder))
    return [*rows, killed()]


def fill(store: Store, actions: int = ACTIONS) -> None:
    """Reports of realistic size: 60 words an item, ten candidates each, every third one decided."""
    rng = random.Random(5)
    words = [f"word{number}" for number in range(4_000)]
    store.plan.save([replace(action, text=" ".join(rng.sample(words, 40))) for action in plan(*refs(actions))], "jo")
    group = Addressee("chief constables", None, AddresseeGroup.FORCE)
    waterfall = tuple(Contribution(f"feature {number}", 0.5, 0.1) for number in range(12))
    for report in range(REPORTS):
        items = [
            replace(item, addressees=(group,))
            for item in numbered(" ".join(rng.sample(words, 60)) for _ in range(ITEMS))
        ]
        found = arrival(f"r{report}", items, metadata={"title": f"Report {report}"})
        links = [
            Link(item.id, f"X{rng.randrange(actions)}", Relation.COVERED, 0.5, 0.5, waterfall, tuple(words[:8]))
            for item in items
            for _ in range(10)
        ]
        themes = {item.id: (Theme(f"theme{number % 9}", 0.8),) for number, item in enumerate(items)}
        store.reports.save(replace(found, links=tuple(links), themes=themes), pdf(f"r{report}"), "jo")
        for number in range(1, ITEMS, 3):
            store.decisions.decide(f"R{report + 1}-{number}", LinkAction(f"X{number}", Relation.COVERED), "jo")


def refs(number: int) -> list[str]:
    """Refs of a plan."""
    return [f"X{at}" for at in range(number)]


def figures(folder: Path) -> list[Row]:
    """Times of what the page, the exports and the command line ask for."""
    settings = Settings(path=folder / "extractor.toml")
    with open_store(settings) as store:
        fill(store)
        left = Filter(states=(ItemState.UNDECIDED,))
        busy = Filter(themes=("theme3",), groups=(AddresseeGroup.FORCE,), words="word12")
        numbers = cycle(range(1, ITEMS + 1))
        asked = {
            "item page": lambda: store.items.page("R50-7"),
            "queue, 50 of 2,000": lambda: store.items.queue(left, Sort.UNCERTAINTY),
            "queue, searched and filtered": lambda: store.items.queue(busy),
            "next and previous": lambda: store.items.neighbors("R50-7", left),
            "resume": lambda: store.items.resume("jo", left),
            "plan totals": lambda: store.plan.totals(date(2027, 1, 1)),
            "home: 100 reports with counts": lambda: store.reports.all(),
            "report page": lambda: store.reports.page(50),
            "one decision, on the disk": lambda: store.decisions.decide(f"R60-{next(numbers)}", Accept(), "jo"),
        }
        rows = [timed(name, work) for name, work in asked.items()]
        rows.append(Row("store: everything for an export", f"{median_s(store.everything):.2f} s"))
        rows.append(
            Row(
                "store: backup, checked",
                f"{median_s(lambda: backup_store(store.database, folder / 'b.db', force=True)):.2f} s",
            )
        )
        again = [replace(action, owner="DCI Other") for action in store.plan.actions()]
        rows.append(
            Row("store: import of 5,000 changed actions", f"{median_s(lambda: store.plan.save(again, 'jo'), 1):.2f} s")
        )
        rows.append(Row("store: file", f"{(folder / 'extractor.db').stat().st_size / 1e6:.0f} MB"))
        store.plan.save(plan(*refs(MANY_ACTIONS)), "jo")
        whole_s = median_s(store.everything)
        rows.append(Row("store: everything with 20,000 actions", f"{whole_s:.2f} s", "<= 2 s", whole_s <= 2))
    return [*rows, Row("store: opening", f"{median_s(lambda: open_store(settings).close()) * 1e3:.1f} ms")]


def timed(name: str, work: object) -> Row:
    """The median of eleven runs against what the page may take."""
    milliseconds = median_s(work, 11) * 1e3  # type: ignore[arg-type]
    return Row(f"store: {name}", f"{milliseconds:.1f} ms", f"<= {PAGE_MS:.0f} ms", milliseconds <= PAGE_MS)


def killed() -> Row:
    """Runs killed at a random moment, some on each of several stores; any that lost or broke something raises."""
    moment = random.Random(11)
    acknowledged = 0
    for first in range(0, KILLS, KILLS_PER_STORE):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            settings = Settings(store_url=f"sqlite:///{Path(folder) / 'killed.db'}")
            prepare(settings)
            for number in range(first, min(first + KILLS_PER_STORE, KILLS)):
                acknowledged += kill_while(KINDS[number % len(KINDS)], settings, moment, writes=number % 4)
    figure = f"{KILLS} runs, {acknowledged} writes acknowledged, 0 lost, 0 half done, 0 corrupt"
    return Row("store: kill -9 while writing", figure, "0 lost or corrupt", True)
