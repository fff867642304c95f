"""Time and memory of the program, measured from outside."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

READ_AND_PRINT_PEAK = """
import sys
from pathlib import Path
from extractor.find import find_recommendations
from extractor.read import read_document
from tests.measuring import own_peak_mb
document = read_document(Path(sys.argv[1]))
find_recommendations(document)
print(len(document.page_sizes), own_peak_mb())
"""
ROOT = Path(__file__).parent.parent


def own_peak_mb() -> float:
    """Peak memory of this process in MB.

    Not from getrusage on Linux: there a child starts with the peak of the process that started it.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        return int(status.read_text(encoding="utf-8").split("VmHWM:")[1].split()[0]) / 1024
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / 2**20
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def peak_mb(path: Path) -> tuple[int, float]:
    """Pages of a file and the peak memory in MB of a process that reads it and finds its items."""
    run = subprocess.run(
        [sys.executable, "-c", READ_AND_PRINT_PEAK, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
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
