"""Measurements, apart from the tests: ``make bench``, or ``python -m tests.benchmarks read match`` for some.

Each ``bench_<noun>.py`` has ``def run() -> list[Row]``. A row is one measured figure, written out with its unit, beside
what is required of it; ``is_met`` is None where nothing is. Work is timed after imports and models are loaded, as the
median of at least three runs; what is compared is measured in the same run.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure."""

    what: str
    figure: str
    required: str = ""
    is_met: bool | None = None
