"""Reads an uploaded report, or compares all items with a new plan, in a process of its own while the page stays quick.

PDFium is not safe to use from two threads, and a damaged file can bring a process down; in its own process neither
reaches the reviewer. What happens there is what ``extractor ingest`` does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from extractor.config import Settings
from extractor.domain import counts_of
from extractor.errors import ExtractorError, ReadingStopped
from extractor.store.records import Outcome

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A file to read, and for whom. It lies under the name it was sent under, in a folder of its own."""

    path: Path
    who: str
    settings: Settings

    @property
    def title(self) -> str:
        """What is being done, as a heading."""
        return f"Reading {self.path.name}"


@dataclass(frozen=True, slots=True)
class MatchAgain:
    """All items to compare with a plan that has changed."""

    settings: Settings

    @property
    def title(self) -> str:
        """What is being done, as a heading."""
        return "Comparing all items with the plan"


Task = ReadReport | MatchAgain


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading a file did to the store; ``items`` are those that ask for something new."""

    report_id: int
    outcome: Outcome
    version: int
    items: int


@dataclass(frozen=True, slots=True)
class MatchResult:
    """How many links are suggested now."""

    links: int


Result = ReadResult | MatchResult
Run = Callable[[Task, Say], Result]


def perform(task: Task, say: Say) -> Result:
    """Do the task in this process.

    Raises:
        ExtractorError: a file cannot be read, or the store cannot be used.
    """
    return _read(task, say) if isinstance(task, ReadReport) else _match(task, say)


def _read(task: ReadReport, say: Say) -> ReadResult:
    from extractor.pipeline import ingest_into
    from extractor.store.repository import open_store

    say("Reading the pages, finding the items and comparing them with the plan")
    with open_store(task.settings) as store:
        saved = ingest_into(store, task.path, task.settings, task.who)
    return ReadResult(saved.report_id, saved.outcome, saved.version, counts_of(saved.ingestion.recommendations)["all"])


def _match(task: MatchAgain, say: Say) -> MatchResult:
    from extractor.linking import match_store
    from extractor.store.repository import open_store

    say("Looking for actions that already cover an item")
    with open_store(task.settings) as store:
        return MatchResult(len(match_store(store, task.settings).links))


def run_in_process(task: Task, say: Say) -> Result:
    """``perform`` in a new process; its steps are passed on as they come.

    Raises:
        ExtractorError: as there, and ``ReadingStopped`` where the process ended without an answer.
    """
    context = get_context("spawn")  # the same on every system, and no copy of the server's sockets and locks
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, task), daemon=True)
    process.start()
    theirs.close()
    try:
        return _listen(ours, task, say)
    finally:
        ours.close()
        process.join(timeout=5)
        process.close() if process.exitcode is not None else process.kill()


def _listen(answers: Connection, task: Task, say: Say) -> Result:
    while True:
        try:
            answer = answers.recv()
        except EOFError:
            raise ReadingStopped(f"{task.title} stopped before the end.") from None
        if isinstance(answer, str):
            say(answer)
        elif isinstance(answer, ReadResult | MatchResult):
            return answer
        else:
            raise ExtractorError(*answer)


def _work(answers: Connection, task: Task) -> None:
    """What the other process does: run, and send the result, or the fact and remedy of an error."""
    try:
        answers.send(perform(task, answers.send))
    except ExtractorError as error:
        answers.send((error.fact, error.remedy))
    except Exception as error:
        # Nobody sees this process's stderr; the page has to say what happened.
        stopped = unexpected(task, error)
        answers.send((stopped.fact, stopped.remedy))
    finally:
        answers.close()


def unexpected(task: Task, error: Exception) -> ReadingStopped:
    """What to say about a fault nobody foresaw."""
    return ReadingStopped(f"{task.title} failed unexpectedly ({type(error).__name__}: {error}).")
