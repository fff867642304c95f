"""Persons who may log in to a review page that others can reach; the hashing is the review page's business."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, insert, select

from extractor.errors import NotInStore, StoreExists
from extractor.store.database import Database
from extractor.store.loading import rows_of
from extractor.store.records import AuditEntry, User
from extractor.store.schema import audit, users


class Users:
    """The persons. Who is added or removed, and by whom, is kept for good."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str, password_hash: str, who: str) -> User:
        """Let a person log in.

        Raises:
            StoreExists: there already is a person of that name.
        """
        user = User(name, password_hash, self._clock())
        with self._database.writing() as connection:
            if connection.scalar(select(users.c.name).where(users.c.name == name)) is not None:
                raise StoreExists(f"There already is a user {name}.", "Choose another name, or remove that user first.")
            row = {"name": name, "password_hash": password_hash, "created_at": user.created_at}
            connection.execute(insert(users).values(**row))
            connection.execute(
                insert(audit).values(at=user.created_at, who=who, event="add_user", subject=name, detail={})
            )
        return user

    def all(self) -> tuple[User, ...]:
        """Every person who may log in, by name."""
        with self._database.reading() as connection:
            rows = rows_of(connection, select(users).order_by(users.c.name))
        return tuple(User(row["name"], row["password_hash"], row["created_at"]) for row in rows)

    def remove(self, name: str, who: str) -> AuditEntry:
        """Let a person no longer log in; what they decided stays.

        Raises:
            NotInStore: there is no such person.
        """
        entry = AuditEntry(self._clock(), who, "remove_user", name)
        with self._database.writing() as connection:
            gone = connection.execute(delete(users).where(users.c.name == name))
            if not gone.rowcount:
                raise NotInStore(f"There is no user {name} in the store.", "See who there is with extractor user list.")
            row = {"at": entry.when, "who": who, "event": entry.event, "subject": name, "detail": {}}
            connection.execute(insert(audit).values(**row))
        return entry
