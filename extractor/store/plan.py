"""The force's plan: actions imported from its tracker or made here. Nothing is ever deleted from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, or_, select, update

from extractor.domain import Action, Issue
from extractor.errors import NotInStore
from extractor.labels import label_of
from extractor.store.alignment import plain_words
from extractor.store.database import Database
from extractor.store.loading import rows_of
from extractor.store.records import ChangedAction, PlanChange, PlanTotals
from extractor.store.rows import ACTION_COLUMNS, Row, action_to_row, issue_to_row, row_to_action
from extractor.store.schema import actions, imports, issues
from extractor.vocabulary import ENDED_STATUSES

PLACE = frozenset({"sheet", "row"})
"""Where a row stands in the tracker: kept up to date, and no change that a person has to see."""
MAPPED = frozenset({"fields", "extra"})
COUNTED = ("added", "changed", "unchanged", "missing", "not_exported", "withdrawn", "duplicates")
OPEN = or_(actions.c.status.is_(None), actions.c.status.not_in(ENDED_STATUSES))
"""Somebody still works on it; a status that could not be read counts as open."""
DUE = func.coalesce(actions.c.revised_date, actions.c.target_date)


class Plan:
    """The actions. Every method is one transaction."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def preview(self, found: Sequence[Action]) -> PlanChange:
        """What ``save`` would do; writes nothing."""
        with self._database.reading() as connection:
            return _Import(connection, found).change()

    def save(
        self, found: Sequence[Action], who: str, *, file: str = "", sha256: str = "", noted: Sequence[Issue] = ()
    ) -> PlanChange:
        """Bring the plan up to date with a tracker, by ref.

        Args:
            found: the rows of the tracker, in its order.
            who: the person who imports.
            file: name of the tracker.
            sha256: of the tracker, so that a later export can tell whether it was changed since.
            noted: rows that could not be read.
        """
        with self._database.writing() as connection:
            sheet = _Import(connection, found)
            change = sheet.change()
            counts = {name: len(getattr(change, name)) for name in COUNTED}
            values = {
                "at": self._clock(),
                "who": who,
                "file": file,
                "sha256": sha256,
                "counts": counts,
                "is_export": False,
            }
            import_id: int = connection.execute(insert(imports).values(**values).returning(imports.c.id)).scalar_one()
            sheet.write(import_id, noted)
            return change

    def note_export(self, file: str, sha256: str, who: str) -> None:
        """Remember the tracker as this program has just left it, so that it does not count as changed since import."""
        with self._database.writing() as connection:
            values = {"at": self._clock(), "who": who, "file": file, "sha256": sha256, "counts": {}, "is_export": True}
            connection.execute(insert(imports).values(**values))

    def last_import(self, file: str | None = None) -> tuple[str, str] | None:
        """File and sha256 of the tracker (of the one with this name) as it was last read or written, or None."""
        query = select(imports.c.file, imports.c.sha256).order_by(imports.c.id.desc()).limit(1)
        if file is not None:
            query = query.where(imports.c.file == file)
        with self._database.reading() as connection:
            found = connection.execute(query).first()
            return None if found is None else (found.file, found.sha256)

    def issues(self) -> tuple[Issue, ...]:
        """What could not be read in the last import."""
        with self._database.reading() as connection:
            query = select(issues).where(issues.c.import_id == last_import_id(connection)).order_by(issues.c.id)
            return tuple(Issue(row["stage"], row["severity"], row["message"]) for row in rows_of(connection, query))

    def actions(self) -> tuple[Action, ...]:
        """Every action, in the order of the tracker, those made here after them."""
        with self._database.reading() as connection:
            return tuple(row_to_action(row) for row in load_actions(connection))

    def action(self, ref: str) -> Action:
        """One action.

        Raises:
            NotInStore: there is none with this ref.
        """
        with self._database.reading() as connection:
            found = load_actions(connection, actions.c.ref == ref)
        if not found:
            raise NotInStore(f"There is no action {ref} in the store.")
        return row_to_action(found[0])

    def search(self, words: str, limit: int = 20) -> tuple[Action, ...]:
        """Actions in which every one of the words occurs, in the order of the tracker."""
        occur = [actions.c.search.contains(word, autoescape=True) for word in plain_words(words).split()]
        with self._database.reading() as connection:
            return tuple(row_to_action(row) for row in load_actions(connection, *occur, limit=limit))

    def totals(self, today: date, soon_days: int = 90) -> PlanTotals:
        """The plan in figures on a day."""
        with self._database.reading() as connection:
            return load_totals(connection, today, soon_days)


def load_actions(connection: Connection, *where: ColumnElement[bool], limit: int | None = None) -> list[Row]:
    """Rows of actions that were not withdrawn, in order."""
    query = select(actions).where(~actions.c.withdrawn, *where).order_by(actions.c.position, actions.c.ref)
    return rows_of(connection, query.limit(limit))


def load_totals(connection: Connection, today: date, soon_days: int) -> PlanTotals:
    """Totals from the rows: one query."""
    is_soon = DUE.between(today, today + timedelta(days=soon_days))
    query = select(
        actions.c.status,
        actions.c.rag,
        func.count().label("actions"),
        func.count().filter(OPEN).label("open"),
        func.count().filter(OPEN, today > DUE).label("overdue"),
        func.count().filter(OPEN, is_soon).label("due_soon"),
        func.count().filter(OPEN, DUE.is_(None)).label("without_date"),
    )
    found = rows_of(connection, query.where(~actions.c.withdrawn).group_by(actions.c.status, actions.c.rag))
    sums = {
        name: sum(row[name] for row in found) for name in ("actions", "open", "overdue", "due_soon", "without_date")
    }
    return PlanTotals(
        on=today,
        **sums,
        ended=sums["actions"] - sums["open"],
        by_status=_sums_by(found, "status"),
        by_rag=_sums_by(found, "rag"),
    )


def _sums_by(found: Iterable[Row], name: str) -> dict[Any, int]:
    sums: dict[Any, int] = {}
    for row in found:
        sums[row[name]] = sums.get(row[name], 0) + row["actions"]
    return sums


def last_import_id(connection: Connection) -> int:
    """The last time the tracker was read; 0, which is no import, where it never was."""
    return connection.scalar(select(func.max(imports.c.id)).where(~imports.c.is_export)) or 0


def insert_actions(
    connection: Connection,
    found: Sequence[Action],
    *,
    made_by: int | None = None,
    import_id: int | None = None,
    first_position: int | None = None,
) -> None:
    """Write new actions; without ``first_position`` they stand after everything else."""
    if first_position is None:
        first_position = (connection.scalar(select(func.max(actions.c.position))) or 0) + 1
    rows = [
        _action_columns(action)
        | {"position": first_position + place, "made_by": made_by, "import_id": import_id, "withdrawn": False}
        for place, action in enumerate(found)
    ]
    if rows:
        connection.execute(insert(actions), rows)


def _action_columns(action: Action) -> dict[str, Any]:
    words = (action.ref, action.text, action.action, action.owner, action.department, action.source_ref)
    return action_to_row(action) | {"search": plain_words(" ".join(words))}


class _Import:
    """A tracker beside the stored plan."""

    def __init__(self, connection: Connection, found: Sequence[Action]) -> None:
        self.connection = connection
        self.found: dict[str, Action] = {}
        self.duplicates: list[str] = []
        for action in found:
            if action.ref in self.found:
                self.duplicates.append(action.ref)
            else:
                self.found[action.ref] = action
        self.stored = {row["ref"]: row for row in rows_of(connection, select(actions).order_by(actions.c.position))}

    def change(self) -> PlanChange:
        withdrawn = {ref for ref in self.found if self._stays_withdrawn(ref)}
        known = [ref for ref in self.found if ref in self.stored and ref not in withdrawn]
        differing = [
            ChangedAction(ref, changed_fields(row_to_action(self.stored[ref]), self.found[ref])) for ref in known
        ]
        absent = [row for ref, row in self.stored.items() if ref not in self.found and not row["withdrawn"]]
        return PlanChange(
            added=tuple(ref for ref in self.found if ref not in self.stored),
            changed=tuple(one for one in differing if one.fields),
            unchanged=tuple(one.ref for one in differing if not one.fields),
            missing=tuple(row["ref"] for row in absent if row["import_id"] is not None),
            not_exported=tuple(row["ref"] for row in absent if row["import_id"] is None),
            withdrawn=tuple(ref for ref in self.found if ref in withdrawn),
            duplicates=tuple(self.duplicates),
        )

    def _stays_withdrawn(self, ref: str) -> bool:
        """Whether an action taken back here stands in the tracker as it was written: the next export marks its row.

        One whose status somebody has changed there is worked on, or is marked already: it is in the plan again.
        """
        row = self.stored.get(ref)
        return row is not None and row["withdrawn"] and row["status"] is self.found[ref].status

    def write(self, import_id: int, noted: Sequence[Issue]) -> None:
        places = {ref: place for place, ref in enumerate(self.found)}
        fresh = [
            _action_columns(action)
            | {"position": places[ref], "import_id": import_id, "withdrawn": self._stays_withdrawn(ref)}
            for ref, action in self.found.items()
        ]
        new = [row | {"made_by": None} for row in fresh if row["ref"] not in self.stored]
        known = [row | {"key": row["ref"]} for row in fresh if row["ref"] in self.stored]
        self._move_others(len(places))
        if new:
            self.connection.execute(insert(actions), new)
        if known:
            values: dict[str, Any] = {name: bindparam(name) for name in known[0] if name not in ("key", "ref")}
            self.connection.execute(update(actions).where(actions.c.ref == bindparam("key")).values(values), known)
        if noted:
            self.connection.execute(insert(issues), [issue_to_row(one) | {"import_id": import_id} for one in noted])

    def _move_others(self, after: int) -> None:
        """Let what is not in the tracker stand after it, in the order it had."""
        others = sorted((row["position"], ref) for ref, row in self.stored.items() if ref not in self.found)
        moved = [{"key": ref, "place": after + place} for place, (_, ref) in enumerate(others)]
        if moved:
            move = update(actions).where(actions.c.ref == bindparam("key")).values(position=bindparam("place"))
            self.connection.execute(move, moved)


def changed_fields(before: Action, after: Action) -> dict[str, tuple[str, str]]:
    """What differs, as words for a person: field -> (before, after); mapped columns by their heading."""
    changed: dict[str, tuple[str, str]] = {}
    for name in ACTION_COLUMNS:
        old, new = getattr(before, name), getattr(after, name)
        if name in MAPPED:
            changed |= _changed_keys(old, new)
        elif name not in PLACE and old != new:
            changed[name] = (_in_words(old), _in_words(new))
    return changed


def _changed_keys(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    keys = [*old, *(key for key in new if key not in old)]
    return {key: (old.get(key, ""), new.get(key, "")) for key in keys if old.get(key, "") != new.get(key, "")}


def _in_words(value: object) -> str:
    return label_of(value) if isinstance(value, StrEnum) else "" if value is None else str(value)
