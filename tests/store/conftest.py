"""Every test that asks for ``store`` runs on SQLite, and on PostgreSQL too where EXTRACTOR_TEST_POSTGRES names one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text

from extractor.config import Settings
from extractor.store.repository import Store, open_store

POSTGRES = os.environ.get("EXTRACTOR_TEST_POSTGRES")


class Clock:
    """A clock that moves on by a minute each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def empty_postgres() -> str:
    """The address of a PostgreSQL database with nothing in it."""
    assert POSTGRES is not None
    engine = create_engine(POSTGRES)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return POSTGRES


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings that name an empty database."""
    if request.param == "sqlite":
        return Settings(path=tmp_path / "extractor.toml")
    if not POSTGRES:
        pytest.skip("EXTRACTOR_TEST_POSTGRES names no server")
    return Settings(path=tmp_path / "extractor.toml", store_url=empty_postgres())


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
