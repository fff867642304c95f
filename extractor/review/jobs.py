"""Reads an uploaded report, or compares all items with a new plan, in a process of its own while the page stays quick.

PDFium is not safe to use from two threads, and a damaged file can bring a process down; in its own process neither
reaches the reviewer. What happens there is what ``extractor ingest`` does.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock, Thread

from extractor.config import Settings
from extractor.errors import ExtractorError, ReadingStopped
from extractor.store.records import Outcome

KEPT_JOBS = 50
"""Finished tasks whose page can still be opened."""
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
    """What reading a file did to the store."""

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
    from extractor.intake import ingest_into
    from extractor.store.repository import open_store

    say("Reading the pages, finding the items and comparing them with the plan")
    with open_store(task.settings) as store:
        saved = ingest_into(store, task.path, task.settings, task.who)
    return ReadResult(saved.report_id, saved.outcome, saved.version, len(saved.ingestion.recommendations))


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
        stopped = _unexpected(task, error)
        answers.send((stopped.fact, stopped.remedy))
    finally:
        answers.close()


def _unexpected(task: Task, error: Exception) -> ReadingStopped:
    return ReadingStopped(f"{task.title} failed unexpectedly ({type(error).__name__}: {error}).")


# -------------------------------------------------------------------------------------------- jobs


@dataclass(slots=True)
class Job:
    """One task, from the moment it was asked for. ``step`` says in words what is being done."""

    id: str
    task: Task
    step: str = "Waiting for what was asked for before"
    started: float = field(default_factory=time.monotonic)
    result: Result | None = None
    error: ExtractorError | None = None

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to wait for any more."""
        return self.result is not None or self.error is not None

    @property
    def elapsed_s(self) -> int:
        """Whole seconds since it was asked for."""
        return int(time.monotonic() - self.started)


class Jobs:
    """Tasks, one at a time and in the order they came."""

    def __init__(self, run: Run = run_in_process) -> None:
        self._run = run
        self._turn = Lock()
        self._lock = Lock()
        self._jobs: dict[str, Job] = {}

    def start(self, task: Task) -> Job:
        """Begin a task; an uploaded file is deleted afterwards, since the store keeps its own copy."""
        job = Job(secrets.token_urlsafe(9), task)
        with self._lock:
            self._jobs[job.id] = job
            for old in [key for key, value in self._jobs.items() if value.is_done][:-KEPT_JOBS]:
                del self._jobs[old]
        Thread(target=self._follow, args=(job,), daemon=True).start()
        return job

    def find(self, job_id: str) -> Job | None:
        """A job by its id, or None where it is unknown or long done."""
        with self._lock:
            return self._jobs.get(job_id)

    def _follow(self, job: Job) -> None:
        def say(step: str) -> None:
            job.step = step

        try:
            with self._turn:
                say("Starting")
                job.result = self._run(job.task, say)
        except ExtractorError as error:
            job.error = error
        except Exception as error:
            # The thread has no caller to tell: without this the page would wait for ever.
            job.error = _unexpected(job.task, error)
        finally:
            if isinstance(job.task, ReadReport):
                shutil.rmtree(job.task.path.parent, ignore_errors=True)
