"""Backups: one SQLite file with everything in it, whatever database the store lives in.

Because a backup is always the same kind of file, it is also the way from SQLite to PostgreSQL: back up, set the url
of the server, restore.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, MetaData, Table, func, insert, select, text
from sqlalchemy.engine import URL

from extractor.config import Settings
from extractor.errors import BadBackup, DamagedStore, IsDirectory, MissingFile, StoreExists, StoreUnreachable
from extractor.store.database import BUSY_TIMEOUT_S, Database, open_database, translated_errors, url_of_settings
from extractor.store.repository import utc_now
from extractor.store.revisions import NEWEST, bring_up_to_date, revision_of
from extractor.store.schema import APPEND_ONLY, audit, metadata

BATCH = 500
"""Rows copied at a time; a row of ``documents`` is a whole PDF, so those go one by one."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup that was checked: where it lies and how many rows of each table it holds.

    ``kept`` is the backup of what a restore replaced.
    """

    path: Path
    size_bytes: int
    rows: dict[str, int]
    kept: Path | None = None


def backup_store(database: Database, target: Path, *, force: bool = False) -> BackupFile:
    """Write a backup, check it, and only then give it its name.

    The store stays open to others meanwhile; the backup is its state at one moment.

    Raises:
        StoreExists: the target is there and ``force`` is False.
        StoreUnreachable: the target cannot be written, or the disk is full; an older backup there stays as it was.
    """
    if target.exists() and not force:
        raise StoreExists(f"There already is a file {target}.")
    # Written and checked on this computer: the target may lie on a share, where SQLite had better not work.
    with TemporaryDirectory(prefix="extractor-backup-", ignore_cleanup_errors=True) as folder:
        draft = Path(folder) / "store.db"
        _write_draft(database, draft)
        rows = check_backup(draft)
        _copy_whole(draft, target)
    return BackupFile(target, target.stat().st_size, rows)


def _copy_whole(draft: Path, target: Path) -> None:
    """Let the copy appear under its name at once and whole, also where the computer stops half-way."""
    partial = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("rb") as source, partial.open("wb") as sink:
            shutil.copyfileobj(source, sink)
            sink.flush()
            os.fsync(sink.fileno())
        partial.replace(target)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        fact = f"The backup {target} cannot be written ({error.strerror or error})."
        raise StoreUnreachable(fact, "Name a folder with room in it that you may write to.") from error


def _write_draft(database: Database, draft: Path) -> None:
    if database.file is not None:
        with translated_errors(), closing(sqlite3.connect(database.file, isolation_level=None)) as plain:
            plain.execute("VACUUM INTO ?", (str(draft),))
        return
    with _opened(draft) as copy:
        bring_up_to_date(copy)
        with database.reading() as source, copy.writing() as sink:
            _copy_rows(source, sink)
    _leave_wal(draft)


def check_backup(path: Path) -> dict[str, int]:
    """Rows of each table of a backup that is whole: pages, references and the sums of the PDFs.

    Raises:
        BadBackup: it is not.
        MissingFile, IsDirectory: there is no such file.
    """
    if path.is_dir():
        raise IsDirectory(f"{path} is a folder.", "Name the backup inside it.")
    if not path.is_file():
        raise MissingFile(f"There is no file {path}.")
    try:
        # immutable: a backup on a read-only medium or a share must not be asked for a lock or a journal.
        with closing(sqlite3.connect(f"{sqlite_uri(path.resolve())}?mode=ro&immutable=1", uri=True)) as plain:
            problems = [row[0] for row in plain.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
            problems += [
                f"a row of {row[0]} has lost its {row[2]}" for row in plain.execute("PRAGMA foreign_key_check")
            ]
            if problems:
                raise BadBackup(f"The backup {path} is damaged ({problems[0]}).")
            _check_documents(plain, path)
            names = [row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            known = [table.name for table in metadata.sorted_tables if table.name in names]
            return {name: plain.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in known}
    except sqlite3.Error as error:
        raise BadBackup(f"The file {path} is not a backup of a store ({error}).") from error


def sqlite_uri(path: PurePath) -> str:
    r"""The address of an absolute path as SQLite reads it: a share needs four slashes, where a browser takes two.

    >>> from pathlib import PurePosixPath, PureWindowsPath
    >>> sqlite_uri(PurePosixPath("/tmp/a b?.db"))
    'file:///tmp/a%20b%3F.db'
    >>> sqlite_uri(PureWindowsPath(r"C:\plans\b.db")), sqlite_uri(PureWindowsPath(r"\\server\plans\b.db"))
    ('file:///C:/plans/b.db', 'file:////server/plans/b.db')
    """
    whole = path.as_posix()
    return "file://" + ("" if whole.startswith("/") else "/") + quote(whole, safe="/:")


def _check_documents(plain: sqlite3.Connection, path: Path) -> None:
    for sha256, content in plain.execute("SELECT sha256, content FROM documents"):
        if hashlib.sha256(content).hexdigest() != sha256:
            raise BadBackup(f"The backup {path} holds an altered PDF ({sha256[:12]}).")


# ----------------------------------------------------------------------------------------- restore


def restore_store(
    settings: Settings, source: Path, who: str, *, force: bool = False, clock: Callable[[], datetime] = utc_now
) -> BackupFile:
    """Make the store what a backup holds, in one transaction; an older backup is brought up to date on the way.

    What the store held before is backed up beside the backup first.

    Raises:
        StoreExists: the store holds something and ``force`` is False.
        BadBackup: the backup is not whole.
        MissingFile, IsDirectory: there is no such file.
    """
    check_backup(source)
    with TemporaryDirectory(prefix="extractor-restore-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "store.db"
        shutil.copyfile(source, copy)
        _prepare(copy, source, who, clock())
        database = open_database(url_of_settings(settings))
        try:
            kept = _make_room(database, source, force=force, now=clock())
            _replace(database, copy)
        finally:
            database.close()
        return BackupFile(source, source.stat().st_size, check_backup(copy), kept)


def _prepare(copy: Path, source: Path, who: str, now: datetime) -> None:
    """Bring the copy of the backup to the newest revision and note in it that it was restored."""
    try:
        with _opened(copy) as database:
            bring_up_to_date(database, create=False)
            with database.writing() as connection:
                row = {"at": now, "who": who, "event": "restore", "subject": source.name, "detail": {}}
                connection.execute(insert(audit).values(**row))
    except DamagedStore as error:
        raise BadBackup(error.fact) from error
    _leave_wal(copy)


def _make_room(database: Database, source: Path, *, force: bool, now: datetime) -> Path | None:
    """See to it that nothing is lost: refuse, or keep what is there and say where."""
    with database.reading() as connection:
        revision = revision_of(connection)
        if revision is None or (revision == NEWEST and not any(_row_counts(connection, metadata).values())):
            return None
    if not force:
        raise StoreExists("The store already holds something.", "Say --force to replace it; a backup of it is kept.")
    bring_up_to_date(database)
    kept = source.with_name(f"extractor-before-restore-{now:%Y%m%dT%H%M%S}.db")
    return backup_store(database, kept, force=True).path


def _replace(database: Database, copy: Path) -> None:
    if database.file is not None:
        # SQLite's own page copy is one transaction on the target, and right also where somebody has it open.
        with (
            translated_errors(),
            closing(sqlite3.connect(copy)) as source,
            closing(sqlite3.connect(database.file, timeout=BUSY_TIMEOUT_S)) as sink,
        ):
            source.backup(sink)
        return
    bring_up_to_date(database)
    with _opened(copy) as restored, restored.reading() as source_rows, database.writing() as sink_rows:
        _empty(sink_rows)
        _copy_rows(source_rows, sink_rows)


def _empty(connection: Connection) -> None:
    """Delete every row of a PostgreSQL store; the triggers that forbid it are asleep until the transaction ends."""
    for name in APPEND_ONLY:
        connection.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))
    for table in reversed(metadata.sorted_tables):
        connection.execute(table.delete())
    for name in APPEND_ONLY:
        connection.execute(text(f"ALTER TABLE {name} ENABLE TRIGGER USER"))


# ------------------------------------------------------------------------------------------ copying


def _copy_rows(source: Connection, sink: Connection) -> None:
    for table in metadata.sorted_tables:
        # By primary key, so that a decision comes before the undo that names it.
        query = select(table).order_by(*table.primary_key.columns)
        for rows in _batches(source, query, 1 if table.name == "documents" else BATCH):
            sink.execute(insert(table), rows)
    _set_last_numbers(sink, _last_numbers(source))


def _batches(connection: Connection, query: Any, size: int) -> Iterator[list[dict[str, Any]]]:
    found = connection.execution_options(yield_per=size).execute(query)
    for rows in found.mappings().partitions(size):
        yield [dict(row) for row in rows]


def _last_numbers(connection: Connection) -> dict[str, int]:
    """The last number each table gave out, deleted rows included: no report may inherit a deleted one's decisions."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT name, seq FROM sqlite_sequence"))
        return {name: number for name, number in found}
    return {
        table.name: connection.scalar(text(f"SELECT last_value FROM {_sequence_of(connection, table)}")) or 0
        for table in metadata.sorted_tables
        if table.autoincrement_column is not None
    }


def _set_last_numbers(connection: Connection, numbers: dict[str, int]) -> None:
    for table in metadata.sorted_tables:
        if table.autoincrement_column is None:
            continue
        last = max(numbers.get(table.name, 0), connection.scalar(select(func.max(table.autoincrement_column))) or 0)
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.setval(_sequence_of(connection, table), max(last, 1), last > 0)))
        elif table.dialect_options["sqlite"]["autoincrement"]:
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
            row = {"name": table.name, "last": last}
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), row)


def _sequence_of(connection: Connection, table: Table) -> str:
    column = table.autoincrement_column
    return str(
        connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name if column is not None else "")))
    )


def _row_counts(connection: Connection, tables: MetaData) -> dict[str, int]:
    return {table.name: _row_count(connection, table) for table in tables.sorted_tables}


def _row_count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    database = Database(URL.create("sqlite", database=str(path)))
    try:
        yield database
    finally:
        database.close()


def _leave_wal(path: Path) -> None:
    """Fold the journal into the file, so that the one file is the whole backup."""
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA journal_mode=DELETE")
