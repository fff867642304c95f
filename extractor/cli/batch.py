"""Several files in one run: one failure does not stop the rest."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.account import account_name
from extractor.cli.app import Session
from extractor.cli.keep import print_saved
from extractor.cli.printing import print_ingestion, print_json_line, print_note, progress_over
from extractor.domain import Ingestion
from extractor.errors import SOME_FAILED, ExtractorError, UnexpectedFault
from extractor.report_json import ingestion_to_json
from extractor.store.records import Saved

if TYPE_CHECKING:
    from extractor.read.options import ReadOptions  # its package loads PDFium

Outcome = tuple[Path, Ingestion | Saved | ExtractorError]


def ingest_each(
    session: Session, paths: Sequence[Path], options: ReadOptions, *, save: bool, again: bool = False
) -> Iterator[Outcome]:
    """Each file with what was learned or why not, as soon as it is known (and saved); a bar on stderr while it runs."""
    from extractor.intake import Intake
    from extractor.pipeline import ingest

    settings = session.settings
    names = [path.name for path in paths]
    with progress_over(names, quiet=session.quiet) as indexes, Intake(settings, account_name()) as intake:
        for path in (paths[index] for index in indexes):
            try:
                yield path, intake.take(path, options, again=again) if save else ingest(path, settings, options)
            except ExtractorError as error:
                yield path, error
            except Exception as fault:  # a defect that one file brings out must not lose the others
                traceback.print_exception(fault)
                yield path, UnexpectedFault(f"{path.name} brought out a fault in this program ({fault!r}).")


def print_outcomes(outcomes: Iterable[Outcome], *, as_json: bool) -> int:
    """Print every outcome and return the exit code of the run."""
    if sys.stdout.isatty():
        outcomes = list(outcomes)  # the bar and the tables would write over each other
    saved = False
    codes = []
    for path, result in outcomes:
        codes.append(print_outcome(path, result, as_json=as_json))
        saved = saved or isinstance(result, Saved)
    if saved:
        print_note("Next: extractor review")
    return exit_code_of(codes)


def print_outcome(path: Path, result: Ingestion | Saved | ExtractorError, *, as_json: bool) -> int:
    """Print one outcome; returns its exit code."""
    if isinstance(result, ExtractorError):
        if as_json:
            print_json_line({"file": str(path), "error": str(result), "code": result.exit_code})
        print_note(f"extractor: {result}")
        return result.exit_code
    ingestion = result.ingestion if isinstance(result, Saved) else result
    if as_json:
        print_json_line(ingestion_to_json(ingestion))
    else:
        print_ingestion(ingestion)
    if isinstance(result, Saved):
        print_saved(result)
    return 0


def exit_code_of(codes: Sequence[int]) -> int:
    """One exit code for a run over several files: 0, or that of the first failure where nothing succeeded.

    >>> exit_code_of([0, 0]), exit_code_of([14, 10]), exit_code_of([0, 14])
    (0, 14, 3)
    """
    if 0 in codes:
        return SOME_FAILED if any(codes) else 0
    return codes[0]
