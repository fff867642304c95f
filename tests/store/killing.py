"""Kill a process while it writes to a store, and see what is left.

``python -m tests.store.killing URL KIND`` is the victim: it writes as fast as it can and prints a line for everything
that was acknowledged. ``kill_while`` starts it, kills it at a random moment (SIGKILL; TerminateProcess on Windows) and
looks at the store: whole, nothing acknowledged lost, nothing half done.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

from sqlalchemy import text

from extractor.config import Settings
from extractor.domain import Action
from extractor.store.changes import Accept, NewAction, SetRelevance
from extractor.store.loading import load_decisions, load_items, touching
from extractor.store.repository import Store, open_store
from extractor.store.standing import standing_of
from extractor.vocabulary import RelevanceLabel
from tests.store.samples import arrival, linked, numbered, pdf, plan

ROOT = Path(__file__).resolve().parents[2]
ITEMS = 30
ACTIONS = 200
KINDS = ("ingest", "import", "decide")
LONGEST_S = 0.1
"""About two writes of the slowest kind."""


# -------------------------------------------------------------------------------------- the victim


def write_reports(store: Store) -> None:
    for number in count(len(store.reports.all())):
        name = f"report {number}"
        found = linked(arrival(name, numbered(f"{name} asks for thing {at}." for at in range(ITEMS))), "X1")
        store.reports.save(replace(found, report=replace(found.report, title=name)), pdf(name), "jo")
        print(number + 1, flush=True)


def write_plans(store: Store) -> None:
    first = 1 + max((int(action.progress) for action in store.plan.actions() if action.progress), default=0)
    for generation in count(first):
        rows = [replace(action, progress=str(generation)) for action in plan(*(f"X{n}" for n in range(ACTIONS)))]
        store.plan.save(rows, "jo")
        print(generation, flush=True)


def write_decisions(store: Store) -> None:
    ids = [item.item.id for item in store.everything().items]
    for number in count(len(store.decisions.all())):
        if number % 4 == 3:
            store.decisions.undo("jo")
        else:
            change = (Accept(), SetRelevance(RelevanceLabel.JOINT), NewAction(Action("", "Do it.")))[number % 3]
            store.decisions.decide(ids[number % len(ids)], change, "jo")
        print(number + 1, flush=True)


WORK = {"ingest": write_reports, "import": write_plans, "decide": write_decisions}


# ------------------------------------------------------------------------------------- the examiner


def prepare(settings: Settings) -> None:
    """Give the victim something to decide on."""
    with open_store(settings) as store:
        found = arrival("base", numbered(f"Thing {at} should be done." for at in range(ITEMS)))
        store.reports.save(replace(found, report=replace(found.report, title="base")), pdf("base"), "jo")


def kill_while(kind: str, settings: Settings, moment: random.Random, writes: int) -> int:
    """Let a victim write, kill it in the midst of the next write and examine the store.

    Args:
        kind: one of ``KINDS``.
        settings: where the store lies.
        moment: how long into the next write.
        writes: how many the victim acknowledges first, however slow the computer is.

    Returns:
        How many writes it had acknowledged by the end.

    Raises:
        AssertionError: the store is not as it must be.
    """
    assert settings.store_url is not None
    command = [sys.executable, "-m", "tests.store.killing", settings.store_url, kind]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, cwd=ROOT, text=True) as victim:
        assert victim.stdout is not None and victim.stderr is not None
        ready = victim.stdout.readline()
        lines = [victim.stdout.readline() for _ in range(writes)]
        time.sleep(moment.uniform(0, LONGEST_S))
        victim.kill()
        lines += victim.stdout.read().splitlines()
        faults = victim.stderr.read()
    assert (ready, faults) == ("ready\n", ""), faults
    acknowledged = int(lines[-1]) if lines else 0
    with open_store(settings, create=False) as store:
        examine(store)
        EXAMINERS[kind](store, acknowledged)
    return len(lines)


def examine(store: Store) -> None:
    """The file is whole, every reference leads somewhere, and every column equals the rows behind it."""
    with store.database.reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        for one in load_items(connection):
            found = load_decisions(connection, touching([one.printed.id]))
            assert one.item["state"] is standing_of(one.printed.id, found, one.item["reopened_after"]).state


def examine_reports(store: Store, acknowledged: int) -> None:
    reports = store.reports.all()
    assert not acknowledged or len(reports) in (acknowledged, acknowledged + 1)
    for stored in reports:
        assert stored.counts.items == ITEMS
        assert store.reports.pdf(stored.id) == pdf(stored.report.title)
        assert len(store.items.page(f"R{stored.id}-{ITEMS}").candidates) == (stored.report.title != "base")


def examine_plan(store: Store, acknowledged: int) -> None:
    actions = [one.action for one in store.everything().actions if one.made_by is None]
    assert len(actions) in (0, ACTIONS)
    generations = {int(action.progress) for action in actions}
    assert len(generations) <= 1
    assert not acknowledged or generations <= {acknowledged, acknowledged + 1}


def examine_decisions(store: Store, acknowledged: int) -> None:
    decisions = store.decisions.all()
    assert not acknowledged or len(decisions) in (acknowledged, acknowledged + 1)
    everything = store.everything()
    linked_refs = {ref for item in everything.items for ref in item.standing.links if ref.startswith("A-")}
    assert linked_refs == {one.action.ref for one in everything.actions if one.made_by is not None}


EXAMINERS = {"ingest": examine_reports, "import": examine_plan, "decide": examine_decisions}


if __name__ == "__main__":
    with open_store(Settings(store_url=sys.argv[1])) as opened:
        print("ready", flush=True)
        WORK[sys.argv[2]](opened)
