"""Migrations: from nothing and from every revision, to exactly the tables the program uses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from extractor.config import Settings
from extractor.store.database import Database, url_of_settings
from extractor.store.repository import open_store
from extractor.store.revisions import FOLDER, NEWEST, TABLE, bring_up_to_date, upgrade
from extractor.store.schema import metadata
from tests.store.conftest import POSTGRES, drop_postgres
from tests.store.samples import arrival, numbered, pdf

REVISIONS = sorted(script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions())


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings that name a database without tables."""
    if request.param == "sqlite":
        yield Settings(path=tmp_path / "extractor.toml")
        return
    if not POSTGRES:
        pytest.skip("EXTRACTOR_TEST_POSTGRES names no server")
    yield Settings(store_url=drop_postgres())
    open_store(Settings(store_url=drop_postgres())).close()  # as the other tests expect it


def test_the_newest_revision_is_the_one_written_down() -> None:
    assert ScriptDirectory(str(FOLDER)).get_heads() == [NEWEST]


def test_migrations_make_exactly_the_tables_of_the_schema(empty: Settings) -> None:
    with open_store(empty) as store, store.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_store_of_every_revision_is_brought_up_to_date(empty: Settings, revision: str) -> None:
    database = Database(url_of_settings(empty))
    with database.writing() as connection:
        upgrade(connection, revision)
        assert connection.scalar(text(f"SELECT version_num FROM {TABLE}")) == revision
        # What somebody had written under the old revision is still there afterwards.
        connection.execute(text("INSERT INTO users VALUES ('jo', 'hash', '2027-01-01 00:00:00.000000')"))
    bring_up_to_date(database)
    database.close()
    with open_store(empty) as store:
        assert [user.name for user in store.users.all()] == ["jo"]
        store.reports.save(arrival("first", numbered()), pdf("first"), "jo")
        with store.database.reading() as connection:
            assert connection.scalar(text(f"SELECT version_num FROM {TABLE}")) == NEWEST


def test_a_migration_that_fails_leaves_the_store_as_it_was(empty: Settings) -> None:
    database = Database(url_of_settings(empty))
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        upgrade(connection)
        _ = 1 / 0
    with database.reading() as connection:
        bare = MigrationContext.configure(connection).get_current_revision()
    assert bare is None
    bring_up_to_date(database)
    database.close()


def test_migrations_travel_with_the_package() -> None:
    names = {path.name for path in (FOLDER / "versions").glob("v*.py")}
    assert len(names) == len(REVISIONS)
    assert FOLDER.is_relative_to(Path(__file__).resolve().parents[2] / "extractor")
