"""Reports and their versions: save, show, correct, delete."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, insert, or_, select

from extractor.artifacts import sha256_of
from extractor.domain import Ingestion, Report
from extractor.errors import CannotDecide, Conflict, NotInStore
from extractor.store.database import Database
from extractor.store.diffs import version_diff
from extractor.store.ledger import add_decision, conflict_of
from extractor.store.loading import load_decisions, load_issues, load_reports, load_versions
from extractor.store.projection import refresh_report
from extractor.store.queues import queue_rows
from extractor.store.records import SHOWN, AuditEntry, ReportPage, ResponseDue, Saved, StoredReport, VersionDiff
from extractor.store.rows import METADATA, row_to_report
from extractor.store.saving import Arrival, already_there, same_report, save_ingestion, version_of_file
from extractor.store.schema import audit, contents, decisions, documents, items, reports, suggestions, versions
from extractor.store.standing import metadata_to_json

EDITABLE = (*(name for name in METADATA if name != "publication_date_source"), "response_published")
"""What a person can correct or add; whoever corrects the date becomes its source."""


class Reports:
    """The reports. Every method is one transaction."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def save(self, ingestion: Ingestion, pdf: bytes, who: str, *, again: bool = False) -> Saved:
        """Save what one run learned about one report: all of it, or on any fault nothing.

        A file that is already there changes nothing. A re-issue (same title, source body and force, and mostly the
        same items) becomes a new version: unchanged items keep id and decisions, reworded ones keep their id and go
        back into the queue, and ``Saved.diff`` says what changed.

        Args:
            ingestion: what the pipeline returned.
            pdf: the file itself, kept so that the evidence can always be shown.
            who: the person.
            again: save a file that is already there as a new version, because it was read anew.

        Raises:
            Conflict: ``pdf`` is not the file that was read.
        """
        if sha256_of(pdf) != ingestion.report.sha256:
            raise Conflict(f"{ingestion.report.file} changed while it was read.", remedy="Run the command again.")
        with self._database.writing() as connection:
            return save_ingestion(connection, Arrival(ingestion, pdf, who, self._clock()), again=again)

    def saved(self, sha256: str) -> Saved | None:
        """What the store holds of a file, so that it need not be read again; None where it does not know the file."""
        with self._database.reading() as connection:
            version = version_of_file(connection, sha256)
            return None if version is None else already_there(connection, version)

    def earlier_version(self, ingestion: Ingestion) -> int | None:
        """The report that this would become a version of if it were saved now, or None."""
        with self._database.reading() as connection:
            return same_report(connection, ingestion)

    def all(self) -> tuple[StoredReport, ...]:
        """Every report with its counts, last ingested first."""
        with self._database.reading() as connection:
            return load_reports(connection)

    def get(self, report_id: int) -> StoredReport:
        """One report with its counts.

        Raises:
            NotInStore: there is no such report.
        """
        with self._database.reading() as connection:
            return _report(connection, report_id)

    def resolve(self, name: str) -> int:
        """The report a person means by ``R3``, ``3``, a file name or the beginning of a sha256.

        Raises:
            NotInStore: none, or more than one, fits.
        """
        is_named = or_(versions.c.file == name, versions.c.sha256.startswith(name.lower(), autoescape=True))
        if number := re.fullmatch(r"[Rr]?(\d{1,9})", name):
            is_named = versions.c.report_id == int(number[1])
        with self._database.reading() as connection:
            found = sorted(set(connection.scalars(select(versions.c.report_id).where(is_named))))
        if len(found) != 1:
            which = (
                f"more than one report fits {name} (R{', R'.join(map(str, found))})" if found else f"no report {name}"
            )
            raise NotInStore(f"There is {which} in the store.")
        return int(found[0])

    def page(self, report_id: int) -> ReportPage:
        """Everything the page of one report shows.

        Raises:
            NotInStore: there is no such report.
        """
        with self._database.reading() as connection:
            printed = load_versions(connection, report_id)
            own = (items.c.report_id == report_id, items.c.state.in_(SHOWN))
            return ReportPage(
                stored=_report(connection, report_id),
                printed=row_to_report(printed[-1]),
                versions=tuple(row_to_report(row) for row in printed),
                outline=queue_rows(connection, *own),
                issues=load_issues(connection, printed[-1]["id"]),
                diff=version_diff(connection, report_id),
                history=load_decisions(connection, decisions.c.subject == f"R{report_id}"),
            )

    def diff(self, report_id: int, version: int | None = None) -> VersionDiff | None:
        """What a version, the newest by default, changed; None for a first version.

        Raises:
            NotInStore: there is no such report.
        """
        with self._database.reading() as connection:
            return version_diff(connection, report_id, version)

    def pdf(self, report_id: int, version: int | None = None) -> bytes:
        """The file of a version, the newest by default, as it came.

        Raises:
            NotInStore: there is no such report or version.
        """
        query = (
            select(documents.c.content)
            .join(versions, versions.c.sha256 == documents.c.sha256)
            .where(versions.c.report_id == report_id)
            .order_by(versions.c.number.desc())
            .limit(1)
        )
        if version is not None:
            query = query.where(versions.c.number == version)
        with self._database.reading() as connection:
            found: bytes | None = connection.scalar(query)
        if found is None:
            raise NotInStore(f"There is no report R{report_id} in that version in the store.")
        return found

    def edit(
        self, report_id: int, fields: Mapping[str, object], who: str, *, expected: int | None = None, note: str = ""
    ) -> StoredReport:
        """Correct the metadata of a report; a decision like any other, with history and undo.

        Args:
            report_id: the report.
            fields: new values by name: title, source_body, report_type, publication_date, force, and
                response_published, the day on which the force's response came out.
            who: the person.
            expected: the revision of the report the person saw.
            note: the person's own words.

        Raises:
            Conflict: somebody else corrected it since.
            CannotDecide: a field cannot be edited, or nothing changes.
            NotInStore: there is no such report.
        """
        with self._database.writing() as connection:
            stored = _report(connection, report_id)
            subject = f"R{report_id}"
            if expected is not None and expected != stored.revision:
                raise conflict_of(connection, subject, expected)
            before = {name: getattr(stored.report, name) for name in METADATA}
            before["response_published"] = stored.response_published
            values = _checked(fields, before)
            add_decision(
                connection,
                {"report_id": report_id, "subject": subject, "revision": stored.revision, "action": "edit_report"}
                | {"at": self._clock(), "who": who}
                | {"suggested": {name: metadata_to_json(before[name]) for name in values}, "note": note}
                | {"decided": {"fields": _as_json(values), "version": stored.report.version}},
            )
            refresh_report(connection, report_id)
            return _report(connection, report_id)

    def responses_due(self, due_date: Callable[[Report], date | None]) -> tuple[ResponseDue, ...]:
        """When a response to each report is due by law, soonest first.

        Reports that need none, those that ask nothing of the force or its governing body, and those whose response
        has been published are left out.

        Args:
            due_date: the rule: the day for a report, or None.
        """
        waiting = [stored for stored in self.all() if stored.response_published is None and stored.asks_for_answer]
        found = [(stored, due_date(stored.report)) for stored in waiting]
        dated = [ResponseDue(stored.id, stored.report.title, due) for stored, due in found if due is not None]
        return tuple(sorted(dated, key=lambda one: (one.due, one.report_id)))

    def delete(self, report_id: int, who: str) -> AuditEntry:
        """Delete a report with its versions, items and files.

        Decisions stay where they are, actions stay in the plan, and an audit row says what went.

        Raises:
            NotInStore: there is no such report.
        """
        with self._database.writing() as connection:
            stored = _report(connection, report_id)
            entry = AuditEntry(self._clock(), who, "delete_report", stored.ref, _detail(connection, stored))
            own = select(items.c.id).where(items.c.report_id == report_id)
            connection.execute(delete(suggestions).where(suggestions.c.action_ref.in_(own)))
            connection.execute(delete(reports).where(reports.c.id == report_id))
            connection.execute(delete(documents).where(documents.c.sha256.not_in(select(versions.c.sha256))))
            row = {"at": entry.when, "who": who, "event": entry.event, "subject": entry.subject, "detail": entry.detail}
            connection.execute(insert(audit).values(**row))
            return entry


def _report(connection: Connection, report_id: int) -> StoredReport:
    found = load_reports(connection, reports.c.id == report_id)
    if not found:
        raise NotInStore(f"There is no report R{report_id} in the store.")
    return found[0]


def _checked(fields: Mapping[str, object], before: Mapping[str, object]) -> dict[str, object]:
    unknown = sorted(set(fields) - set(EDITABLE))
    if unknown:
        raise CannotDecide(f"{', '.join(unknown)} cannot be edited.", f"Editable are {', '.join(EDITABLE)}.")
    values = {name: value for name, value in fields.items() if value != before[name]}
    if not values:
        raise CannotDecide("The edit changes nothing.")
    if not str(values.get("title", "x")).strip():
        raise CannotDecide("A report needs a title.")
    if "publication_date" in values:
        values["publication_date_source"] = "user"
    return values


def _as_json(values: Mapping[str, object]) -> dict[str, object]:
    return {name: metadata_to_json(value) for name, value in values.items()}


def _detail(connection: Connection, stored: StoredReport) -> dict[str, object]:
    """What an audit row keeps of a deleted report."""
    printed = load_versions(connection, stored.id)
    count = select(func.count()).select_from(decisions).where(decisions.c.report_id == stored.id)
    own = select(func.count()).select_from(contents).join(items).where(items.c.report_id == stored.id)
    return {
        "title": stored.report.title,
        "versions": [{"number": row["number"], "file": row["file"], "sha256": row["sha256"]} for row in printed],
        "items": stored.counts.items,
        "printings": connection.scalar(own),
        "decisions": connection.scalar(count),
    }
