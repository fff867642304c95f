"""Every test that asks for ``store`` runs on SQLite, and on PostgreSQL too where EXTRACTOR_TEST_POSTGRES names one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, event, text

from extractor.config import Settings
from extractor.store.database import FILE_NAME
from extractor.store.repository import Store, open_store
from extractor.store.schema import APPEND_ONLY, metadata

POSTGRES = os.environ.get("EXTRACTOR_TEST_POSTGRES")


class Clock:
    """A clock that moves on by a minute each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@contextmanager
def postgres() -> Iterator[Connection]:
    """A transaction on the server, beside any store."""
    assert POSTGRES is not None
    engine = create_engine(POSTGRES)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def drop_postgres() -> str:
    """The address of a PostgreSQL database with nothing in it, not even tables."""
    with postgres() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return POSTGRES or ""


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store to copy, because making the tables takes longer than most tests."""
    folder = tmp_path_factory.mktemp("template")
    open_store(Settings(path=folder / "extractor.toml")).close()
    return folder / FILE_NAME


@pytest.fixture(scope="session")
def postgres_address() -> str:
    """A PostgreSQL database with the tables of a store."""
    if not POSTGRES:
        pytest.skip("EXTRACTOR_TEST_POSTGRES names no server")
    address = drop_postgres()
    open_store(Settings(store_url=address)).close()
    return address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings that name an empty store."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / FILE_NAME)
        return Settings(path=tmp_path / "extractor.toml")
    address = request.getfixturevalue("postgres_address")
    with postgres() as connection:
        for name in APPEND_ONLY:
            connection.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))
        names = ", ".join(table.name for table in metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
        for name in APPEND_ONLY:
            connection.execute(text(f"ALTER TABLE {name} ENABLE TRIGGER USER"))
    return Settings(path=tmp_path / "extractor.toml", store_url=address)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An empty store."""
    with open_store(settings, clock=Clock()) as opened:
        yield opened


@contextmanager
def counted_queries(store: Store) -> Iterator[list[str]]:
    """The statements that reach the database within, except those that begin and end transactions."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(store.database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(store.database.engine, "before_cursor_execute", note)
