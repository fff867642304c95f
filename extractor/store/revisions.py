"""Bring the tables of a store to the newest revision; Alembic is loaded only where there is something to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from extractor.errors import DamagedStore, NoStore
from extractor.store.database import Database

FOLDER = Path(__file__).resolve().parent / "migrations"
NEWEST = "0002"
"""The last revision in ``migrations/versions``; written down here so that opening a store need not look."""
TABLE = "alembic_version"


def bring_up_to_date(database: Database, *, create: bool = True) -> None:
    """Make or upgrade the tables, in one transaction.

    Raises:
        NoStore: the database is empty and ``create`` is False.
        DamagedStore: its tables are not those of a store, or a newer version of this program wrote it.
    """
    with database.reading() as connection:
        present = revision_of(connection)
    if present == NEWEST:
        return
    if present is None and not create:
        raise NoStore("The database holds no store.")
    with database.writing() as connection:
        # Asked again under the lock: another process may have been quicker.
        if revision_of(connection) != NEWEST:
            upgrade(connection)


def revision_of(connection: Connection) -> str | None:
    """The revision the tables are at, or None for an empty database.

    Raises:
        DamagedStore: there are tables, but not those of a store.
    """
    names = inspect(connection).get_table_names()
    if TABLE in names:
        return str(connection.scalar(text(f"SELECT version_num FROM {TABLE}")))
    if names:
        raise DamagedStore("The database holds other tables than those of a store.", "Name another database.")
    return None


def upgrade(connection: Connection, target: str = NEWEST) -> None:
    """Run the migrations from where the tables are to ``target``, within the transaction of the connection.

    Raises:
        DamagedStore: the tables are at a revision this program does not know.
    """
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    script = ScriptDirectory(FOLDER)

    def steps(revision: object, context: object) -> list[object]:
        return list(script._upgrade_revs(target, revision))  # type: ignore[arg-type]

    try:
        with EnvironmentContext(Config(), script, fn=steps) as environment:
            environment.configure(connection=connection)
            environment.run_migrations()
    except CommandError as error:
        raise DamagedStore(f"The store was written by a newer version of this program ({error}).") from error
