"""Writing 20,000 actions as a new workbook, and into a tracker of 5,000 rows that is already there."""

from __future__ import annotations

import io
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import psutil
from xlsxwriter import Workbook

from extractor.config import PlanSettings
from extractor.domain import Action, ActionStatus, Rag, Relation
from extractor.plan_view import DecidedLink, PlanView
from tests.benchmarks import Row
from tests.plan.trackers import HEADINGS, ROWS, write_rows
from tests.plan.views import AS_OF, VIEW, decided, item

ACTIONS, TRACKER_ROWS, NEW_ROWS = 20_000, 5_000, 200
RUNS = 3
EXPORT_S, EXPORT_MB, ANNOTATE_S = 20.0, 600.0, 10.0
PROGRESS = "Two intakes trained; the review on Thursday found that abandoned calls are down to nine in a hundred. " * 4


def run() -> list[Row]:
    """Every figure of this stage."""
    seconds, peak_mb = in_process_of_its_own(_measure_export)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.xlsx"
        read_s, annotate_s = _measure_annotating(path)
    return [
        Row(f"export of {ACTIONS:,} actions", f"{seconds:.1f} s", f"<= {EXPORT_S:.0f} s", seconds <= EXPORT_S),
        Row("  peak memory of that process", f"{peak_mb:.0f} MB", f"<= {EXPORT_MB:.0f} MB", peak_mb <= EXPORT_MB),
        Row(f"import of a tracker of {TRACKER_ROWS:,} rows", f"{read_s:.1f} s"),
        Row(
            f"annotate it: {NEW_ROWS} new rows, {TRACKER_ROWS // 10} cells",
            f"{annotate_s:.1f} s",
            f"<= {ANNOTATE_S:.0f} s",
            annotate_s <= ANNOTATE_S,
        ),
    ]


def many_actions(count: int) -> tuple[Action, ...]:
    """A plan with every column filled that a force fills."""
    fields = {"sro": "ACC Local Policing", "governance_board": "Improvement Board", "evidence_held": "Audit of March"}
    return tuple(
        replace(
            VIEW.actions[number % len(VIEW.actions)],
            ref=f"A-{number:05d}",
            progress=PROGRESS,
            status=list(ActionStatus)[number % len(ActionStatus)],
            rag=list(Rag)[number % len(Rag)],
            owner=f"Owner {number % 40}",
            target_date=date(2026, 1 + number % 12, 1 + number % 28),
            fields=fields,
        )
        for number in range(count)
    )


def _measure_export() -> tuple[float, float]:
    from extractor.plan.exporter import workbook_bytes

    view = replace(VIEW, actions=many_actions(ACTIONS))
    times = [_timed(lambda: workbook_bytes(view)) for _ in range(RUNS)]
    memory = psutil.Process().memory_info()
    return statistics.median(times), (getattr(memory, "peak_wset", 0) or _peak_bytes()) / 1e6


def _peak_bytes() -> float:
    """The most memory this process has held; where the system does not keep it, what it holds now."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return float(line.split()[1]) * 1024
    return float(psutil.Process().memory_info().rss)


def in_process_of_its_own(work: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """The result of a function run in a fresh process, so that its peak memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work)


def _measure_annotating(path: Path) -> tuple[float, float]:
    from extractor.plan.annotate import annotate_workbook
    from extractor.plan.importer import import_tracker

    content = _tracker()
    path.write_bytes(content)
    reading = [_timed(lambda: import_tracker(path)) for _ in range(RUNS)]
    found = import_tracker(path)
    ties = tuple(
        item(str(at), "Act.", "for_force", standing=decided("for_force", DecidedLink(action.ref, Relation.COVERED)))
        for at, action in enumerate(found.actions[:: TRACKER_ROWS // (TRACKER_ROWS // 10)])
    )
    new = tuple(replace(action, ref=f"NEW-{at}") for at, action in enumerate(found.actions[:NEW_ROWS]))
    view = PlanView(AS_OF, VIEW.reports, ties, (*found.actions, *new), made_here=frozenset(a.ref for a in new))
    writing = []
    for _ in range(RUNS):
        path.write_bytes(content)
        writing.append(_timed(lambda: annotate_workbook(path, view, PlanSettings(), imported_sha256=found.sha256)))
    return statistics.median(reading), statistics.median(writing)


def _tracker() -> bytes:
    target = io.BytesIO()
    with Workbook(target) as made:
        plan = made.add_worksheet("Plan")
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        own = [f"Own column {number}" for number in range(18)]
        rows = ((f"P-{at}", *ROWS[at % 3][1:10], PROGRESS, *own) for at in range(TRACKER_ROWS))
        write_rows(plan, [(*HEADINGS[:11], *own)], 0)
        write_rows(plan, rows, 1, day)
        for row in range(1, TRACKER_ROWS + 1):
            plan.write_formula(row, 30, f"=I{row + 1}+30", day, 46000)
    return target.getvalue()


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
