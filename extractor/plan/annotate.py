"""Into the force's own workbook: new actions below its rows, what was decided in its own columns, nothing else.

Two exceptions to "every other part byte for byte", both needed for the workbook to stay true: the calculation chain
goes, and an Excel table that ended at the last row grows by the rows appended, or its filters and totals would miss
them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from extractor.artifacts import sha256_of
from extractor.config import PlanSettings
from extractor.domain import ENDED_STATUSES, Action, ActionStatus, Issue, Relation, Severity, Stage
from extractor.errors import CannotExport
from extractor.labels import clean_text, label_of
from extractor.plan.columns import ATTRIBUTES
from extractor.plan.dates import date_of_words
from extractor.plan.grids import WorkbookSheet, grids_of_workbook
from extractor.plan.importer import PlanImport, import_grids, shortened
from extractor.plan.layout import Layout, find_layouts
from extractor.plan.package import Package, read_bytes
from extractor.plan.rows import Value, ViewRows, day_words
from extractor.plan.sheet_editor import SheetEditor, Unwritable, has_totals_row, stretched_table
from extractor.plan.tracker_file import refuse_open, refuse_unknown, repacked, replace_tracker
from extractor.plan_view import PlanView

WRITABLE = ".xlsx"
TIE_COLUMNS = ("relation", "progress", "linked_action_ref")
"""Where a decided tie is noted: the first of these that the tracker has."""
TAKEN_BACK = "Taken back: "
"""Stands before what an earlier export wrote and a decision since undid: cells of the force are never emptied."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that was, or would be, written."""

    ref: str
    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """What happened to a workbook. ``sha256`` is that of the workbook as it now stands; ``backup`` is the old one."""

    sha256: str
    appended: tuple[str, ...] = ()
    changed: tuple[CellChange, ...] = ()
    issues: tuple[Issue, ...] = ()
    backup: Path | None = None


@dataclass(slots=True)
class _Work:
    """One workbook while it is edited."""

    package: Package
    layouts: tuple[Layout, ...]
    plan: PlanImport
    rows: ViewRows
    spelling: Mapping[StrEnum, str]
    editors: dict[str, SheetEditor] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    changed: list[CellChange] = field(default_factory=list)
    appended: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def editor(self, layout: Layout) -> SheetEditor:
        sheet = layout.sheet
        assert isinstance(sheet, WorkbookSheet)  # only workbooks come this far
        if sheet.part not in self.editors:
            self.editors[sheet.part] = SheetEditor(self.package, sheet.part, layout.merges)
        return self.editors[sheet.part]

    def say(self, message: str, severity: Severity = Severity.WARNING) -> None:
        self.issues.append(Issue(Stage.PLAN, severity, message))


def annotate_workbook(
    path: Path, view: PlanView, settings: PlanSettings, *, imported_sha256: str | None, now: datetime | None = None
) -> Annotated:
    """Append the actions that decisions made and note what was decided on the others, in the force's own columns.

    Where there is nothing to write the file is not touched, so running it twice changes nothing.

    Args:
        imported_sha256: of the workbook as it was imported, or as this function left it last.

    Raises:
        TrackerOpen, TrackerChanged: somebody has it open, or has changed it.
        CannotExport: it is no ``.xlsx``, or new actions would have no column for their reference.
        ExtractorError: it cannot be read.
    """
    if path.suffix.lower() != WRITABLE:
        raise CannotExport(f"{path.name} can be read but not written: only .xlsx workbooks are edited in place.")
    refuse_open(path)
    package = Package(read_bytes(path), path.name)
    refuse_unknown(path, package.sha256, imported_sha256)
    work = edited(package, view, settings)
    if not work.parts:
        return Annotated(package.sha256, issues=tuple(work.issues))
    content = repacked(package, work.parts)
    Package(content, path.name)  # what was made must open before it replaces anything
    backup = replace_tracker(path, content, now or datetime.now(UTC))
    return Annotated(sha256_of(content), tuple(work.appended), tuple(work.changed), tuple(work.issues), backup)


def edited(package: Package, view: PlanView, settings: PlanSettings) -> _Work:
    """Every change to make, as new bytes of the parts that change."""
    grids = grids_of_workbook(package)
    layouts = find_layouts(grids, settings)
    plan = import_grids(grids, layouts)
    work = _Work(package, layouts, plan, ViewRows(view), own_spellings(plan.actions))
    there = {action.ref: action for action in plan.actions}
    for action in view.actions:
        if action.ref in there:
            _annotate(work, action, there[action.ref])
        elif action.ref not in view.made_here:
            work.say(f"{action.ref} came from a tracker and is not in this one; it was not added.", Severity.INFO)
    for ref, status in withdrawn_actions(view).items():
        if ref in there:
            _mark_withdrawn(work, there[ref], status, view.as_of)
    _append(work, [action for action in view.actions if action.ref in view.made_here and action.ref not in there])
    work.parts |= {part: editor.to_bytes() for part, editor in work.editors.items() if editor.is_changed}
    return work


# ------------------------------------------------------------------------------------ rows that are there


def _annotate(work: _Work, action: Action, there: Action) -> None:
    """Write what the plan says otherwise than the row, and the items that were tied to it."""
    layout = next(layout for layout in work.layouts if layout.sheet.name == there.sheet)
    wanted = changed_values(work, action, there, layout)
    ties = tie_lines(work.rows, action.ref)
    for column_id in [name for name in TIE_COLUMNS if name in wanted]:
        if _without_notes(work, action.ref, _text(there, column_id)) == str(wanted[column_id] or "").strip():
            del wanted[column_id]  # the cell says that already, and below it what exports have noted
    if ties:
        column = next((name for name in TIE_COLUMNS if name in layout.ids), None)
        if column is None:
            work.say(
                f"{action.ref} is tied to {len(ties)} items, and no column is there to say so (add one named Relation)."
            )
        else:
            before = wanted.get(column, _text(there, column))
            wanted[column] = with_lines(str(before or ""), ties)
    for column_id in TIE_COLUMNS:
        if column_id in layout.ids:
            text = str(wanted.get(column_id, _text(there, column_id)) or "")
            if (marked := _with_stale_marked(work, action.ref, text, ties)) != text:
                wanted[column_id] = marked
    for column_id, value in wanted.items():
        _write(work, layout, there, column_id, value)


def tie_lines(rows: ViewRows, ref: str) -> list[str]:
    """The lines that say which items were tied to an action, apart from the one that it was made from."""
    ties = rows.ties.get(ref, ())
    return [rows.tie_words(tie) for tie in ties if tie.relation is not Relation.NEW_ACTION_NEEDED]


def _without_notes(work: _Work, ref: str, text: str) -> str:
    """The words of a cell without the lines that exports noted there."""
    noted = {work.rows.tie_words(tie) for rows in (work.rows.ties, work.rows.former_ties) for tie in rows.get(ref, ())}
    noted |= {f"{TAKEN_BACK}{line}" for line in noted}
    return "\n".join(line for line in text.split("\n") if line not in noted).strip()


def _with_stale_marked(work: _Work, ref: str, text: str, ties: Iterable[str]) -> str:
    """The words of a cell with a mark before every line that was written for a tie since undone; none is deleted."""
    stale = {work.rows.tie_words(tie) for tie in work.rows.former_ties.get(ref, ())} - set(ties)
    return "\n".join(f"{TAKEN_BACK}{line}" if line in stale else line for line in text.split("\n"))


# -------------------------------------------------------------------------------- rows that were taken back


def withdrawn_actions(view: PlanView) -> dict[str, str]:
    """Actions that a decision made and that are no longer in the plan, with the status that they were given."""
    known = {action.ref for action in view.actions}
    made = [decision.decided for decision in view.decisions if decision.action == "new_action"]
    return {str(one["action_ref"]): _status_given(one) for one in made if one.get("action_ref") not in known}


def _status_given(decided: Mapping[str, object]) -> str:
    action = decided.get("action")
    return str(action.get("status") or "") if isinstance(action, Mapping) else ""


def _mark_withdrawn(work: _Work, there: Action, status: str, day: date) -> None:
    """Say in the row of an action that was taken back that nothing is to be done; the row and its words stay.

    A row whose status somebody has changed since is worked on: it is named and left alone.
    """
    if there.status in ENDED_STATUSES:
        return
    layout = next(layout for layout in work.layouts if layout.sheet.name == there.sheet)
    if "status" not in layout.ids or (there.status or "") != status:
        now = there.status_text or "no status"
        work.say(f"{there.ref} was taken back since it was exported; its row says {now}, so it was left as it is.")
        return
    words = work.spelling.get(ActionStatus.NO_ACTION, label_of(ActionStatus.NO_ACTION))
    _write(work, layout, there, "status", words)
    if "progress" in layout.ids:
        note = f"{TAKEN_BACK}no action is needed under this reference ({day_words(day)})."
        _write(work, layout, there, "progress", with_lines(_text(there, "progress"), [note]))
    work.say(f"{there.ref} was taken back since it was exported: its row stays and is marked {words}.", Severity.INFO)


def _write(work: _Work, layout: Layout, there: Action, column_id: str, value: Value) -> None:
    number = layout.column_of(column_id)
    before = _text(there, column_id)
    # As the cell will be read back, or the next run would find it different again.
    after = value if isinstance(value, date) else clean_text(str(value or "")).strip()
    if number is None or before == (after.isoformat() if isinstance(after, date) else after):
        return
    heading = layout.headings[number]
    try:
        work.editor(layout).set_cell(there.row, number, after)
    except Unwritable as reason:
        work.say(f"Sheet {there.sheet!r}, row {there.row}: {heading!r} of {there.ref} {reason}; it was left as it is.")
    else:
        work.changed.append(CellChange(there.ref, heading, before, str(after)))


def changed_values(work: _Work, action: Action, there: Action, layout: Layout) -> dict[str, Value]:
    """Values that differ between the plan and the tracker's row, for columns that the tracker has.

    A column about which the plan knows nothing is left as it is: silence clears no cell.
    """
    effective = work.rows.action(action)
    wanted: dict[str, Value] = {}
    for column_id in sorted(layout.ids - {"tracker_ref"}):
        if column_id in ATTRIBUTES:
            attribute = ATTRIBUTES[column_id]
            if getattr(action, attribute) != getattr(there, attribute):
                wanted[column_id] = _attribute_value(action, column_id, work.spelling)
        elif effective[column_id] and not _is_same(effective[column_id], there.fields.get(column_id, "")):
            wanted[column_id] = effective[column_id]
    return {name: value for name, value in wanted.items() if name != "action" or "text" in layout.ids}


def _is_same(value: Value, text: str) -> bool:
    """Whether a cell's words say a value, a day in whatever form it is written."""
    return str(value) == text or (isinstance(value, date) and date_of_words(text) == value)


def _attribute_value(action: Action, column_id: str, spelling: Mapping[StrEnum, str]) -> Value:
    value = getattr(action, ATTRIBUTES[column_id])
    if value is None:
        return action.fields.get(column_id, "")
    return spelling.get(value, label_of(value)) if isinstance(value, StrEnum) else value


def _text(action: Action, column_id: str) -> str:
    """What a row of the tracker says in a column, as text."""
    if column_id == "status":
        return action.status_text
    if column_id not in ATTRIBUTES:
        return action.fields.get(column_id, "")
    value = getattr(action, ATTRIBUTES[column_id])
    if value is None:
        return action.fields.get(column_id, "")
    return (
        value.isoformat() if isinstance(value, date) else label_of(value) if isinstance(value, StrEnum) else str(value)
    )


def with_lines(text: str, lines: Iterable[str]) -> str:
    r"""Text with those lines at its end that it does not have yet.

    >>> with_lines("Begun.", ["Covered: Rec 2"]), with_lines("Begun.\nCovered: Rec 2", ["Covered: Rec 2"])
    ('Begun.\nCovered: Rec 2', 'Begun.\nCovered: Rec 2')
    """
    there = text.split("\n")
    return "\n".join(
        [*(part for part in there if part or len(there) > 1), *(line for line in lines if line not in there)]
    )


# ------------------------------------------------------------------------------------------- new rows


def _append(work: _Work, actions: list[Action]) -> None:
    if not actions:
        return
    layout = next((layout for layout in work.layouts if "tracker_ref" in layout.ids), None)
    if layout is None:
        raise CannotExport(
            f"{work.package.name} has no column for a reference, so new actions could not be found in it again.",
            "Nothing was changed; add a column headed Ref, import the tracker, then export again.",
        )
    editor = work.editor(layout)
    last = max((row.row for row in work.plan.actions if row.sheet == layout.sheet.name), default=layout.heading_row)
    end = editor.last_row
    for number, action in enumerate(actions, end + 1):
        try:
            editor.add_row(number, last, _new_values(work, action, layout))
        except Unwritable as reason:
            work.say(f"{action.ref} could not be added whole in row {number}: a cell {reason}.")
        work.appended.append(action.ref)
    _stretch_tables(work, layout, end, len(actions))


def _new_values(work: _Work, action: Action, layout: Layout) -> dict[int, str | date]:
    row = work.rows.action(action)
    if action.status is not None:
        row["status"] = work.spelling.get(action.status, row["status"])
    if "text" not in layout.ids:
        row["action"] = row["text"]
    values = {number: row[column.id] for number, column in layout.columns.items()}
    return {number: value for number, value in values.items() if isinstance(value, str | date) and value}


def own_spellings(actions: Iterable[Action]) -> dict[StrEnum, str]:
    """How this force most often writes each status."""
    counts: dict[StrEnum, Counter[str]] = {}
    for action in actions:
        if action.status is not None and action.status_text:
            counts.setdefault(action.status, Counter())[action.status_text] += 1
    return {status: words.most_common(1)[0][0] for status, words in counts.items()}


def _stretch_tables(work: _Work, layout: Layout, last_row: int, added: int) -> None:
    sheet = layout.sheet
    assert isinstance(sheet, WorkbookSheet)
    for kind, part in work.package.related(sheet.part).values():
        if kind != "table" or not work.package.has(part):
            continue
        content = work.package.read(part)
        grown = stretched_table(content, last_row, added)
        if grown is not None:
            work.parts[part] = grown
        elif has_totals_row(content):
            work.say(f"The table on sheet {shortened(sheet.name)!r} ends in a row of totals; new rows stand below it.")
