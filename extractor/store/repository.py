"""The store as the rest of the program sees it: one object, one part for each noun, domain values in and out.

>>> from extractor.config import Settings
>>> store = open_store(Settings(store_url="sqlite:///" + str(getfixture("tmp_path") / "doc.db")))
>>> store.totals().reports
0
>>> store.close()
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from extractor.config import Settings
from extractor.store.database import Database, open_database, url_of_settings
from extractor.store.decisions import Decisions
from extractor.store.everything import load_audit, load_everything, load_figures
from extractor.store.items import Items
from extractor.store.plan import Plan
from extractor.store.records import AuditEntry, Everything, Totals
from extractor.store.reports import Reports
from extractor.store.revisions import bring_up_to_date
from extractor.store.users import Users


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Store:
    """An open store. Every method of its parts is one transaction, and several threads may use it at once."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self.database = database
        self.reports = Reports(database, clock)
        self.items = Items(database)
        self.decisions = Decisions(database, clock)
        self.plan = Plan(database, clock)
        self.users = Users(database, clock)

    def everything(self) -> Everything:
        """All there is, for an export."""
        with self.database.reading() as connection:
            return load_everything(connection)

    def totals(self) -> Totals:
        """The figures of ``extractor status``."""
        with self.database.reading() as connection:
            return load_figures(connection)

    def audit(self) -> tuple[AuditEntry, ...]:
        """What was done to the store itself, oldest first."""
        with self.database.reading() as connection:
            return load_audit(connection)

    def close(self) -> None:
        """Close it; what was acknowledged is on the disk either way."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(settings: Settings, *, create: bool = True, clock: Callable[[], datetime] = utc_now) -> Store:
    """The store of these settings, brought up to date first.

    Args:
        settings: where it lies; by default ``extractor.db`` beside ``extractor.toml``.
        create: make it where there is none yet.
        clock: gives the moment that decisions and saves are dated with.

    Raises:
        NoStore: there is none yet and ``create`` is False.
        UnsafeStore: it would lie on a network share.
        StoreUnreachable: the server does not answer, or the folder cannot be written.
        DamagedStore: it is not a store, is damaged, or a newer version of this program wrote it.
    """
    database = open_database(url_of_settings(settings), create=create)
    try:
        bring_up_to_date(database, create=create)
    except BaseException:
        database.close()
        raise
    return Store(database, clock)
