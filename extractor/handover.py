"""The plan between the store and the force's files: taken in from a tracker, handed over as workbook and papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from extractor.artifacts import sha256_of
from extractor.config import PlanSettings, Settings
from extractor.domain import Action, Issue, Relation
from extractor.errors import CannotExport, NoStore
from extractor.plan.annotate import CellChange, annotate_workbook
from extractor.plan.board_paper import board_paper
from extractor.plan.exporter import is_own_workbook, workbook_bytes
from extractor.plan.importer import PlanImport, import_tracker
from extractor.plan.package import Package, read_bytes
from extractor.plan.periodic_paper import periodic_paper
from extractor.plan.rows import full_text, source_ref_of, theme_label
from extractor.plan.section55 import section55_draft
from extractor.plan.settled import settled_actions
from extractor.plan.text_formats import plan_csv, plan_json
from extractor.plan.tracker_file import refuse_open, refuse_unknown, replace_tracker, write_whole
from extractor.plan_view import DecidedLink, PlanItem, PlanView, ReportEntry, ReviewState, Standing
from extractor.statutory import response_due, response_rule
from extractor.store.records import SHOWN, Everything, ExportItem, PlanChange, StoredAction, StoredReport
from extractor.store.repository import Store, open_store

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


# ------------------------------------------------------------------------------------------- view


def load_view(store: Store, settings: Settings, as_of: date | None = None) -> PlanView:
    """The whole plan as it stands, for exports, papers and counts."""
    return view_of_everything(store.everything(), settings, as_of or date.today())


def view_of_everything(everything: Everything, settings: Settings, as_of: date) -> PlanView:
    """What the store hands out, joined: only items that count, and actions that know what gave rise to them."""
    notes: dict[str, list[str]] = {}
    for decision in everything.decisions:
        if decision.note:
            notes.setdefault(decision.item_id, []).append(decision.note)
    items = tuple(
        _plan_item(one, "\n".join(notes.get(one.item.id, ()))) for one in everything.items if one.state in SHOWN
    )
    reports = tuple(
        sorted((_entry(stored) for stored in everything.reports), key=lambda entry: int(entry.report_id[1:]))
    )
    origins = {link.action_ref: item for item in reversed(items) for link in item.standing.links
               if link.relation is Relation.NEW_ACTION_NEEDED}  # fmt: skip
    titles = {entry.report_id: entry.report.title for entry in reports}
    return PlanView(
        as_of=as_of,
        reports=reports,
        items=items,
        actions=tuple(_with_origin(one.action, origins.get(one.action.ref), titles) for one in everything.actions),
        decisions=everything.decisions,
        made_here=frozenset(one.action.ref for one in everything.actions if _is_made_here(one)),
        force=settings.force.name if settings.force else "",
        marking=settings.marking,
    )


def _is_made_here(stored: StoredAction) -> bool:
    """Whether an export has to add it: a decision made it, and no tracker that had it has lost it since."""
    return stored.made_by is not None and not stored.missing


def _entry(stored: StoredReport) -> ReportEntry:
    rule = response_rule(stored.report)
    due = response_due(stored.report)
    law = rule.law if rule is not None and due is not None else ""
    return ReportEntry(stored.ref, stored.report, law, due, stored.response_published)


def _plan_item(one: ExportItem, note: str) -> PlanItem:
    found = one.standing
    links = sorted(found.links.items(), key=lambda pair: pair[1] is not Relation.NEW_ACTION_NEEDED)
    standing = Standing(
        state=ReviewState(one.state.value),
        relevance=found.relevance,
        reason=found.reason,
        links=tuple(DecidedLink(ref, relation) for ref, relation in links if relation is not Relation.NOT_RELATED),
        accepted=found.accepted,
        response=found.response,
        confirmed_by=found.confirmed_by,
        who=found.decided_by,
        when=found.decided_at,
        note=note,
    )
    return PlanItem(
        item_id=one.item.id,
        report_id=f"R{one.report_id}",
        recommendation=one.item,
        relevance=one.relevance,
        themes=one.themes,
        links=(one.best_link,) if one.best_link is not None else (),
        standing=standing,
    )


def _with_origin(action: Action, origin: PlanItem | None, titles: dict[str, str]) -> Action:
    """An action that a decision made, with what its item says wherever its own row is silent."""
    if origin is None:
        return action
    found = origin.recommendation
    return replace(
        action,
        text=action.text or full_text(found),
        source_report=action.source_report or titles.get(origin.report_id, ""),
        source_ref=action.source_ref or source_ref_of(found),
        theme=theme_label(action.theme or next((theme.label for theme in origin.themes), "")),
    )


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
    found = import_tracker(path, plan_settings(settings, sheet))
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


def export_plan(
    store: Store,
    target: Path,
    settings: Settings,
    who: str,
    *,
    as_of: date | None = None,
    with_notes: bool = False,
    replace_file: bool = False,
) -> Exported:
    """Write the plan: into the force's own workbook where ``target`` is one, else as a new ``.xlsx``, CSV or JSON.

    Raises:
        CannotExport: the format is none of these, or the file is there and may not be replaced.
        TrackerOpen, TrackerChanged: see ``annotate_workbook``.
    """
    view = load_view(store, settings, as_of)
    suffix = target.suffix.lower()
    if suffix == WORKBOOK and target.exists() and not replace_file:
        exported = _into_workbook(store, target, view, settings, with_notes=with_notes)
    else:
        made = _maker(suffix, view, settings, with_notes=with_notes)()
        exported = _written(target, made, view, replace_file=replace_file)
    if suffix == WORKBOOK:
        store.plan.note_export(target.name, sha256_of(target.read_bytes()), who)
    return exported


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
    return Exported(
        target, len(view.actions), len(view.items), done.appended, done.changed, done.issues, done.backup,
        is_unchanged=done.backup is None,
    )  # fmt: skip


def _written(target: Path, content: bytes, view: PlanView, *, replace_file: bool) -> Exported:
    """Write a whole file; what was there before is kept beside it."""
    done = Exported(target, len(view.actions), len(view.items))
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
