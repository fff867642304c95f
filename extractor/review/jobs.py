"""Tasks that take longer than a page may: begun by a form, followed by a page, one at a time."""

from __future__ import annotations

import secrets
import shutil
import time
from dataclasses import dataclass, field
from threading import Lock, Thread

from extractor.errors import ExtractorError
from extractor.review.tasks import ReadReport, Result, Run, Step, Task, run_in_process, unexpected

WAITING = Step("Waiting for what was asked for before")
KEPT_JOBS = 50
"""Finished tasks whose page can still be opened."""


@dataclass(slots=True)
class Job:
    """One task, from the moment it was asked for. ``step`` says what is being done."""

    id: str
    task: Task
    step: Step = WAITING
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
        def say(step: Step) -> None:
            job.step = step

        try:
            with self._turn:
                say(Step("Starting"))
                job.result = self._run(job.task, say)
        except ExtractorError as error:
            job.error = error
        except Exception as error:
            # The thread has no caller to tell: without this the page would wait for ever.
            job.error = unexpected(job.task, error)
        finally:
            if isinstance(job.task, ReadReport):
                shutil.rmtree(job.task.path.parent, ignore_errors=True)
