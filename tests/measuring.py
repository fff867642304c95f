"""Time and memory of the program, measured from outside."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

READ_AND_PRINT_PEAK = """
import resource, sys
from pathlib import Path
from extractor.find import find_recommendations
from extractor.read import read_document
document = read_document(Path(sys.argv[1]))
find_recommendations(document)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(document.page_sizes), peak / (2**20 if sys.platform == "darwin" else 1024))
"""


def peak_mb(path: Path) -> tuple[int, float]:
    """Pages of a file and the peak memory in MB of a process that reads it and finds its items."""
    run = subprocess.run(
        [sys.executable, "-c", READ_AND_PRINT_PEAK, str(path)], capture_output=True, text=True, check=True
    )
    pages, peak = run.stdout.split()
    return int(pages), float(peak)


def median_s(work: Callable[[], object], repeats: int = 3) -> float:
    """Median wall time in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def start_up_s(*arguments: str, repeats: int = 5) -> float:
    """Median wall time in seconds of a fresh process that runs the command line."""
    command = [sys.executable, "-m", "extractor", *arguments]
    return median_s(lambda: subprocess.run(command, capture_output=True, check=True), repeats)
