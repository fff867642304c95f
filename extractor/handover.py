"""The plan between the store and the force's files: taken in from a tracker, handed over as workbook and papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from extractor.artifacts import sha256_of
from extractor.config import PlanSettings, Settings
from extractor.domain import Issue, Severity, Stage
from extractor.errors import CannotExport, NoStore
from extractor.plan.annotate import CellChange, annotate_workbook
from extractor.plan.board_paper import board_paper
from extractor.plan.exporter import is_marked, is_own_workbook, workbook_bytes
from extractor.plan.importer import PlanImport, import_tracker
from extractor.plan.package import Package, read_bytes
from extractor.plan.periodic_paper import periodic_paper
from extractor.plan.section55 import section55_draft
from extractor.plan.settled import settled_actions
from extractor.plan.text_formats import plan_csv, plan_json
from extractor.plan.tracker_file import refuse_open, refuse_unknown, replace_tracker, write_whole
from extractor.plan_loading import load_view
from extractor.plan_view import PlanView
from extractor.store.records import PlanChange
from extractor.store.repository import Store, open_store

STALE_SHEETS = Issue(
    Stage.PLAN,
    Severity.WARNING,
    "The workbook began as an export and has sheets of your own, so only its actions were brought up to date; "
    "export to a new file for Items, Decisions and Reports as they stand.",
)
WORKBOOK, CSV, JSON = ".xlsx", ".csv", ".json"


@dataclass(frozen=True, slots=True)
class PlanUpdate:
    """A tracker as understood, and what taking it in does (or would do) to the plan."""

    found: PlanImport
    change: PlanChange


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote. ``is_unchanged`` says that the file already said everything."""

    path: Path
    actions: int
    items: int
    appended: tuple[str, ...] = ()
    changed: tuple[CellChange, ...] = ()
    issues: tuple[Issue, ...] = ()
    backup: Path | None = None
    is_unchanged: bool = False


# ----------------------------------------------------------------------------------------- import


def plan_settings(settings: Settings, sheet: str | None = None) -> PlanSettings:
    """How the tracker is laid out, with the sheet named at the command line."""
    return settings.plan if sheet is None else replace(settings.plan, sheet=sheet)


def take_plan(
    store: Store, path: Path, settings: Settings, who: str, *, sheet: str | None = None, dry_run: bool = False
) -> PlanUpdate:
    """Bring the stored plan up to date with a tracker, by reference; with ``dry_run`` only say what would change.

    Raises:
        ExtractorError: the tracker cannot be read, or the store cannot be used.
    """
    return _taken(store, import_tracker(path, plan_settings(settings, sheet)), settings, who, dry_run=dry_run)


def import_plan(path: Path, settings: Settings, who: str, sheet: str | None = None) -> PlanUpdate:
    """``take_plan`` into the store of some settings, which the first tracker that can be read makes.

    Raises:
        ExtractorError: as there; a tracker that cannot be read leaves no store behind.
    """
    found = import_tracker(path, plan_settings(settings, sheet))
    with open_store(settings) as store:
        return _taken(store, found, settings, who, dry_run=False)


def _taken(store: Store, found: PlanImport, settings: Settings, who: str, *, dry_run: bool) -> PlanUpdate:
    settled = settled_actions(found, store.plan.actions(), load_view(store, settings))
    if dry_run:
        return PlanUpdate(found, store.plan.preview(settled))
    change = store.plan.save(settled, who, file=found.file, sha256=found.sha256, noted=found.issues)
    return PlanUpdate(found, change)


def preview_plan(path: Path, settings: Settings, sheet: str | None = None) -> PlanUpdate:
    """What taking in a tracker would do; where there is no store yet, none is made.

    Raises:
        ExtractorError: the tracker cannot be read, or the store cannot be used.
    """
    try:
        store = open_store(settings, create=False)
    except NoStore:
        found = import_tracker(path, plan_settings(settings, sheet))
        return PlanUpdate(found, PlanChange(added=tuple(action.ref for action in found.actions)))
    with store:
        return take_plan(store, path, settings, "", sheet=sheet, dry_run=True)


# ----------------------------------------------------------------------------------------- export


def write_plan(
    store: Store, target: Path, view: PlanView, settings: Settings, *, with_notes: bool, replace_file: bool
) -> Exported:
    """Write a view of the plan: into the force's own workbook where ``target`` is one, else as a whole file.

    Raises:
        CannotExport: the format is not known, or the file is there and may not be replaced.
        TrackerOpen, TrackerChanged: see ``annotate_workbook``.
    """
    suffix = target.suffix.lower()
    if suffix == WORKBOOK and target.exists() and not replace_file:
        return _into_workbook(store, target, view, settings, with_notes=with_notes)
    made = _maker(suffix, view, settings, with_notes=with_notes)()
    return _written(target, made, view, replace_file=replace_file)


def note_export(store: Store, target: Path, who: str) -> None:
    """Remember a workbook as it now stands, so that the next export can tell whether somebody has changed it since."""
    if target.suffix.lower() != WORKBOOK:
        return
    now = (target.name, sha256_of(target.read_bytes()))
    if store.plan.last_import(target.name) != now:
        store.plan.note_export(*now, who)


def _maker(suffix: str, view: PlanView, settings: Settings, *, with_notes: bool) -> Callable[[], bytes]:
    makers: dict[str, Callable[[], bytes]] = {
        WORKBOOK: lambda: workbook_bytes(view, settings.plan, with_notes=with_notes),
        CSV: lambda: plan_csv(view, settings.plan),
        JSON: lambda: plan_json(view, with_notes=with_notes),
    }
    if suffix not in makers:
        raise CannotExport(f"The plan cannot be written as {suffix or 'a file without a suffix'}.")
    return makers[suffix]


def _into_workbook(store: Store, target: Path, view: PlanView, settings: Settings, *, with_notes: bool) -> Exported:
    """Edit the force's own workbook; an export of ours, unchanged since, is written afresh instead."""
    known = store.plan.last_import(target.name)
    sha256 = known[1] if known is not None else None
    if is_own_workbook(package := Package(read_bytes(target), target.name)):
        refuse_open(target)
        refuse_unknown(target, package.sha256, sha256)
        made = workbook_bytes(view, settings.plan, with_notes=with_notes)
        return _written(target, made, view, replace_file=True)
    done = annotate_workbook(target, view, settings.plan, imported_sha256=sha256)
    issues = (*done.issues, STALE_SHEETS) if is_marked(package) else done.issues
    return Exported(
        target, len(view.actions), len(view.items), done.appended, done.changed, issues, done.backup,
        is_unchanged=done.backup is None,
    )  # fmt: skip


def _written(target: Path, content: bytes, view: PlanView, *, replace_file: bool) -> Exported:
    """Write a whole file; what was there before is kept beside it."""
    done = Exported(target, len(view.actions), len(view.items))
    if target.is_dir():
        raise CannotExport(f"{target} is a folder.")
    if not target.exists():
        write_whole(target, content)
        return done
    if not replace_file:
        raise CannotExport(f"{target} is already there.", "Nothing was changed; give another path, or say --replace.")
    if target.is_file() and target.read_bytes() == content:
        return replace(done, is_unchanged=True)
    refuse_open(target)
    return replace(done, backup=replace_tracker(target, content, datetime.now(UTC)))


# ----------------------------------------------------------------------------------------- papers


def write_board_paper(
    store: Store, target: Path, settings: Settings, report: str | None, *, as_of: date | None = None,
    since: date | None = None, replace_file: bool = False,
) -> Exported:  # fmt: skip
    """The paper for one report, or without one the periodic paper over the whole plan.

    Raises:
        CannotExport: the path is no ``.docx``, or the file is there and may not be replaced.
        NotInStore: there is no such report.
    """
    view = load_view(store, settings, as_of)
    if report is None:
        return _written(_docx(target), periodic_paper(view, since), view, replace_file=replace_file)
    return _written(_docx(target), board_paper(view, _report_id(store, report)), view, replace_file=replace_file)


def write_section55(
    store: Store,
    target: Path,
    settings: Settings,
    report: str,
    *,
    as_of: date | None = None,
    replace_file: bool = False,
) -> Exported:
    """The draft of the response to one report.

    Raises:
        CannotExport, NotInStore: as for ``write_board_paper``.
    """
    view = load_view(store, settings, as_of)
    return _written(_docx(target), section55_draft(view, _report_id(store, report)), view, replace_file=replace_file)


def _report_id(store: Store, report: str) -> str:
    return f"R{store.reports.resolve(report)}"


def _docx(target: Path) -> Path:
    if target.suffix.lower() != ".docx":
        raise CannotExport(f"A paper is written as .docx, not as {target.suffix or 'a file without a suffix'}.")
    return target
