"""An imported tracker beside the stored plan: what the export itself had written comes back as what was stored.

An export shows more than a row stores (an item's relevance, a status in canonical words). Read back, that is no
change; only what a person edited is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from extractor.domain import Action
from extractor.labels import clean_text
from extractor.plan.annotate import tie_lines, with_lines
from extractor.plan.columns import ATTRIBUTES
from extractor.plan.dates import date_of_words
from extractor.plan.importer import PlanImport
from extractor.plan.rows import Row, ViewRows
from extractor.plan.text_formats import value_to_words
from extractor.plan_view import PlanView


def settled_actions(found: PlanImport, stored: Iterable[Action], view: PlanView) -> tuple[Action, ...]:
    """The imported actions, each with the stored value wherever the tracker only repeats it or has no such column.

    Args:
        stored: the actions as the store keeps them.
        view: the same plan as an export shows it.
    """
    known, shown = {action.ref: action for action in stored}, {action.ref: action for action in view.actions}
    rows, columns, headings = ViewRows(view), _ids_by_sheet(found), _headings_by_sheet(found)
    return tuple(
        _settled(_without_notes(action, shown[action.ref], rows), known[action.ref], shown[action.ref],
                 rows.action(shown[action.ref]), columns[action.sheet], headings[action.sheet])
        if action.ref in known and action.ref in shown
        else action
        for action in found.actions
    )  # fmt: skip


def _without_notes(found: Action, shown: Action, rows: ViewRows) -> Action:
    """The action with the progress that is stored, where the tracker only adds to it what an export noted there."""
    noted = with_lines(_as_words(shown.progress), tie_lines(rows, found.ref))
    return replace(found, progress=shown.progress) if _as_words(found.progress) == noted.strip() else found


def _ids_by_sheet(found: PlanImport) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {}
    for column in found.columns:
        ids.setdefault(column.sheet, set()).update({column.column_id} if column.column_id else ())
    return ids


def _headings_by_sheet(found: PlanImport) -> dict[str, set[str]]:
    headings: dict[str, set[str]] = {}
    for column in found.columns:
        headings.setdefault(column.sheet, set()).update(() if column.column_id else {column.heading})
    return headings


def _settled(found: Action, stored: Action, shown: Action, exported: Row, ids: set[str], headings: set[str]) -> Action:
    values: dict[str, Any] = {}
    for column_id, attribute in ATTRIBUTES.items():
        if column_id not in ids or _as_cell(getattr(found, attribute)) == _as_cell(getattr(shown, attribute)):
            values[attribute] = getattr(stored, attribute)
    if "status" in values:
        values["status_text"] = stored.status_text
    if "original_target_date" not in ids and "due_date" in ids and found.target_date != shown.target_date:
        values["target_date"] = found.target_date  # the only date this tracker has is the one under "Due date"
    fields = _settled_fields(found.fields, stored.fields, exported, ids)
    absent = {heading: text for heading, text in stored.extra.items() if heading not in headings}
    return replace(found, **values, fields=fields, extra={**found.extra, **absent})


def _settled_fields(
    found: Mapping[str, str], stored: Mapping[str, str], exported: Row, ids: set[str]
) -> dict[str, str]:
    fields = {name: text for name, text in stored.items() if name not in ids}
    for name, text in found.items():
        if name in stored and _is_same(text, stored[name]):
            fields[name] = stored[name]
        elif name in stored or not _is_same(text, value_to_words(exported.get(name))):
            fields[name] = text
    return fields


def _as_words(text: str) -> str:
    return clean_text(text).strip()


def _as_cell(value: object) -> object:
    """A value as a cell can hold it and as it is read back: printable, without blanks around it."""
    return _as_words(value) if isinstance(value, str) else value


def _is_same(text: str, other: str) -> bool:
    """Whether two texts say the same, a day in whatever form it is written."""
    day: date | None = date_of_words(text)
    return _as_cell(text) == _as_cell(other) or (day is not None and day == date_of_words(other))
