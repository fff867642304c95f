"""The command line in this process, as its user sees it."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

from extractor.cli import main


@dataclass(frozen=True, slots=True)
class Outcome:
    """Exit code and what stood on both streams."""

    code: int
    out: str
    err: str


def run_extractor(*arguments: str) -> Outcome:
    """Run ``extractor`` with arguments; neither stream is a terminal."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(list(arguments))
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Outcome(code, out.getvalue(), err.getvalue())
