"""200 new items against plans of up to 50,000 actions, beside a naive rapidfuzz ``cdist`` of the same job.

The plans are made from the labelled ones: their words, mixed anew for every row, so that no two rows are the same. Importing
(which makes the vectors) is outside the five seconds; what one more report costs then is measured by itself.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extractor.artifacts import data_folder
from extractor.domain import Action, Recommendation
from extractor.match import NewItem, build_index, load_index, match_items, save_index
from extractor.train.plans import load_plans
from tests.benchmarks import Row
from tests.measuring import median_s

ACTIONS, ITEMS, ADDED = 50_000, 200, 30
SECONDS, PEAK_MB, GROWTH = 5.0, 1024.0, 1.3
CDIST_ITEMS = 10
"""cdist is measured on a part of the items and multiplied: its cost per item does not change."""

PRINT_PEAK = """
import sys
from pathlib import Path
from tests.benchmarks.bench_match import made_items, made_plan
from tests.benchmarks.bench_match import match_kept
import resource
match_kept(Path(sys.argv[1]))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / (2**20 if sys.platform == "darwin" else 1024))
"""


def run() -> list[Row]:
    """Time, growth, memory, the naive job beside it, and what an added report costs."""
    plan, items = made_plan(ACTIONS), made_items(ITEMS)
    start = time.perf_counter()
    index = build_index(plan)
    built_s = time.perf_counter() - start
    half = build_index(plan[: ACTIONS // 2])
    match_items(items[:2], half)
    whole_s, half_s = median_s(lambda: match_items(items, index)), median_s(lambda: match_items(items, half))
    worked = time.process_time()
    match_items(items, index)
    worked = time.process_time() - worked
    naive_s = cdist_s(items, plan)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.npz"
        save_index(index, path)
        added_s = median_s(lambda: build_index([*plan, *made_plan(ADDED, seed=1)], index))
        peak = peak_mb(path)
    name = f"match, {ITEMS} items x {ACTIONS:,} actions"
    return [
        Row(name, f"{whole_s:.2f} s", f"at most {SECONDS} s", whole_s <= SECONDS),
        Row("  of which the processor works, all threads", f"{worked:.2f} s", "", None),
        Row("  against half of them", f"{half_s:.2f} s", "", None),
        Row(
            "  growth when actions double",
            f"x {whole_s / half_s:.2f}",
            f"at most x {2 * GROWTH}",
            whole_s / half_s <= 2 * GROWTH,
        ),
        Row(
            "  peak memory, index kept from the import", f"{peak:.0f} MB", f"at most {PEAK_MB:.0f} MB", peak <= PEAK_MB
        ),
        Row("  naive rapidfuzz cdist of the same job", f"{naive_s:.1f} s", "slower than match", naive_s > whole_s),
        Row(f"  vectors of {ACTIONS:,} actions, at import", f"{built_s:.1f} s", "", None),
        Row(
            f"  {ADDED} actions more, {ACTIONS:,} kept",
            f"{added_s:.2f} s",
            "a tenth of the import",
            added_s <= built_s / 10,
        ),
    ]


def made_plan(count: int, seed: int = 0) -> list[Action]:
    """Actions whose halves come from two rows of the labelled plans."""
    rows = [action for plan in load_plans(data_folder("corpus") / "labelled") for action in plan.actions]
    draw = random.Random(seed)
    found = []
    for number in range(count):
        one, other, third = draw.choice(rows), draw.choice(rows), draw.choice(rows)
        text = f"{_half(one.text, True)} {_half(other.text, False)}"
        found.append(replace(one, ref=f"{seed}-{number}", text=text, action=third.action))
    return found


def _half(text: str, is_first: bool) -> str:
    words = text.split()
    middle = len(words) // 2
    return " ".join(words[:middle] if is_first else words[middle:])


def made_items(count: int) -> list[NewItem]:
    """Items of the labelled plans, as many as wanted."""
    items = [new for plan in load_plans(data_folder("corpus") / "labelled") for new in plan.items]
    return [
        replace(items[place % len(items)], item=_renamed(items[place % len(items)].item, place))
        for place in range(count)
    ]


def _renamed(item: Recommendation, place: int) -> Recommendation:
    return replace(item, id=f"item-{place}")


def cdist_s(items: Sequence[NewItem], plan: Sequence[Action]) -> float:
    """Seconds of token_set_ratio between all items and all actions."""
    from rapidfuzz import fuzz, process

    texts = [action.text for action in plan]
    start = time.perf_counter()
    process.cdist([new.item.text for new in items[:CDIST_ITEMS]], texts, scorer=fuzz.token_set_ratio)
    return (time.perf_counter() - start) * len(items) / CDIST_ITEMS


def peak_mb(index: Path) -> float:
    """Peak memory of a fresh process that loads the kept index and matches."""
    run = subprocess.run([sys.executable, "-c", PRINT_PEAK, str(index)], capture_output=True, text=True, check=True)
    return float(run.stdout)


def match_kept(path: Path) -> None:
    """What ``extractor match`` does after an import: the kept index, the plan, the items."""
    match_items(made_items(ITEMS), build_index(made_plan(ACTIONS), load_index(path)))
