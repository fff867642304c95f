"""The connection: where the store lies, how it is opened, and what a transaction promises.

On SQLite the journal is written ahead (readers never wait), every commit reaches the disk before it is acknowledged,
and a writer takes its lock at the start, so that it fails before it has done anything rather than half-way. On
PostgreSQL one advisory lock makes writers queue in the same way: a few colleagues never need more, and both databases
then behave alike.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from extractor.config import Settings
from extractor.errors import BadConfig, DamagedStore, NoStore, StoreBusy, StoreUnreachable, UnsafeStore
from extractor.store.network import is_network_folder

FILE_NAME = "extractor.db"
BUSY_TIMEOUT_S = 10.0
"""Longer than any transaction of this program takes, an ingest of a 300-page report included."""
WRITER_LOCK = 0x4558_5452
"""The key of the advisory lock on PostgreSQL; any number does, as long as every version uses the same."""
WRITER_OPTIONS: dict[str, dict[str, Any]] = {
    "sqlite": {"is_writer": True},
    # Not REPEATABLE READ: the snapshot must be taken after the wait for the lock, not before it.
    "postgresql": {"isolation_level": "READ COMMITTED"},
}
BUSY = ("database is locked", "database table is locked", "lock timeout")
DAMAGED = ("malformed", "not a database")
UNUSABLE = ("unable to open", "readonly database", "disk is full", "disk i/o error", "access permission")


class Database:
    """An engine with the two kinds of transaction that the store knows."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.engine = _engine_of_url(url)

    @property
    def file(self) -> Path | None:
        """The file of an SQLite store, else None."""
        if self.url.get_backend_name() != "sqlite" or not self.url.database:
            return None
        return Path(self.url.database)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store throughout."""
        with translated_errors(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The only transaction that writes while it lasts: all of it is kept, or on any error none.

        Raises:
            StoreBusy: another one held the store for longer than ``BUSY_TIMEOUT_S``.
        """
        with translated_errors(), self.engine.connect() as plain:
            connection = plain.execution_options(**WRITER_OPTIONS[plain.dialect.name])
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_TIMEOUT_S:.0f}s'"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
                yield connection

    def close(self) -> None:
        """Give every connection back; the journal of SQLite is then folded into its file."""
        self.engine.dispose()


def url_of_settings(settings: Settings) -> URL:
    """The address of the store: ``[store] url``, else ``extractor.db`` beside ``extractor.toml``.

    A relative SQLite path counts from the folder of ``extractor.toml``, not from wherever the program was started.

    Raises:
        BadConfig: the address is not one.
    """
    if settings.store_url is None:
        return URL.create("sqlite", database=str(settings.folder / FILE_NAME))
    try:
        url = make_url(settings.store_url)
    except ArgumentError as error:
        raise BadConfig(f"The url under [store] is not a database address ({error}).") from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise BadConfig(f"The url under [store] names {url.drivername}; the store knows sqlite and postgresql.")
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise BadConfig("The url under [store] must name a file, as in sqlite:///extractor.db.")
        url = url.set(database=str(settings.folder / url.database))
    return url


def open_database(url: URL, *, create: bool = True) -> Database:
    """A database that answers; its tables may still be missing or old.

    Raises:
        NoStore: there is no file yet and ``create`` is False.
        UnsafeStore: the file lies on a network share.
        StoreUnreachable: the server does not answer, its driver is missing, or the folder cannot be written.
    """
    database = Database(url)
    file = database.file
    if file is not None:
        if is_network_folder(file.parent):
            raise UnsafeStore(f"The store {file} would lie on a network share, where its journal is not safe.")
        if not create and not file.is_file():
            raise NoStore(f"There is no store at {file}.")
        if not file.parent.is_dir():
            raise StoreUnreachable(f"The folder {file.parent} for the store is not there.")
    return database


def _engine_of_url(url: URL) -> Engine:
    is_file = url.get_backend_name() == "sqlite"
    timeout = {"timeout": BUSY_TIMEOUT_S} if is_file else {"connect_timeout": int(BUSY_TIMEOUT_S)}
    try:
        engine = create_engine(url, connect_args=timeout, pool_pre_ping=not is_file)
    except (ImportError, NoSuchModuleError) as error:
        raise StoreUnreachable(
            f"The driver for {url.drivername} is not installed ({error}).",
            'Install the package with its extra "postgres".',
        ) from error
    if is_file:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    # The driver's own idea of when a transaction begins is switched off; _begin_sqlite says it.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    is_writer = connection.get_execution_options().get("is_writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn what the driver says into the program's own errors; a fault in the program's own SQL stays as it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        fact = str(cause).strip().partition("\n")[0]
        if any(words in fact.lower() for words in BUSY):
            raise StoreBusy("Another process is writing to the store.") from error
        if any(words in fact.lower() for words in DAMAGED):
            raise DamagedStore(f"The store cannot be read ({fact}).") from error
        if _is_out_of_reach(cause, fact):
            raise StoreUnreachable(f"The store cannot be used ({fact}).") from error
        raise


def _is_out_of_reach(cause: BaseException | None, fact: str) -> bool:
    if isinstance(cause, sqlite3.Error):
        return any(words in fact.lower() for words in UNUSABLE)
    # Only the PostgreSQL driver is left; it raises this class (or a child of it) for what happens to the connection.
    return any(kind.__name__ == "OperationalError" for kind in type(cause).__mro__)
