"""Runs every benchmark, or those named, and prints one table."""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path

VERDICT = {True: "met", False: "NOT MET", None: ""}


def main(names: list[str]) -> int:
    """Returns the number of requirements not met."""
    found = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    unknown = set(names) - set(found)
    if unknown:
        print(f"No such benchmark: {', '.join(sorted(unknown))}. There are {', '.join(found)}.", file=sys.stderr)
        return 2
    missed = 0
    for name in names or found:
        start = time.perf_counter()
        rows = importlib.import_module(f"tests.benchmarks.bench_{name}").run()
        print(f"\n{name} ({time.perf_counter() - start:.0f} s)")
        for row in rows:
            print(f"  {row.what:<58} {row.figure:>22}   {row.required:<28} {VERDICT[row.is_met]}", flush=True)
            missed += row.is_met is False
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
