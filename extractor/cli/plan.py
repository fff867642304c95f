"""Commands about the plan: plan import, export, board-paper, section55."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.account import account_name
from extractor.cli.app import app, session_of
from extractor.cli.printing import print_issues, print_note, print_table
from extractor.labels import label_of

if TYPE_CHECKING:  # what it needs takes a while to load, and --help needs none of it
    from extractor.handover import Exported, PlanUpdate

MOST_ROWS = 40
"""Rows of a table of changes; the rest are counted in its note."""

plan_app = typer.Typer(help="The force's plan.", no_args_is_help=True)
app.add_typer(plan_app, name="plan")

Day = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        help="Day on which overdue is judged; by default that of extractor.toml, else today.",
        show_default=False,
    ),
]
Replace = Annotated[bool, typer.Option("--replace", help="Replace a file that is there; a copy is left beside it.")]
Document = Annotated[Path, typer.Argument(metavar="PAPER.docx", help="File to write.")]


@plan_app.command("import")
def import_plan(
    context: typer.Context,
    tracker: Annotated[Path, typer.Argument(help="The tracker: xlsx, xlsm, csv or tsv.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what was understood and save nothing.")] = False,
    sheet: Annotated[
        str | None, typer.Option(help="The sheet, where the plan is not found.", show_default=False)
    ] = None,
) -> None:
    """Take in the force's tracker; rows are known again by their reference, and nothing is deleted."""
    from extractor.handover import import_plan as take_in
    from extractor.handover import preview_plan

    settings = session_of(context).settings
    if dry_run:
        print_update(preview_plan(tracker, settings, sheet))
        print_note("Nothing was saved.")
        return
    print_update(take_in(tracker, settings, account_name(), sheet))
    print_note("Next: extractor match, or extractor review")


@app.command()
def export(
    context: typer.Context,
    target: Annotated[
        Path, typer.Argument(metavar="TRACKER", help="The force's own .xlsx, or a new .xlsx, .csv or .json.")
    ],
    as_of: Day = None,
    with_notes: Annotated[bool, typer.Option("--with-notes", help="Reviewers' own notes too.")] = False,
    replace: Replace = False,
) -> None:
    """Write the plan into the force's own workbook, or as a new workbook, CSV or JSON."""
    from extractor.pipeline import export_plan
    from extractor.store.repository import open_store

    settings, who = session_of(context).settings, account_name()
    with open_store(settings, create=False) as store:
        print_exported(
            export_plan(store, target, settings, who, as_of=day_of(as_of), with_notes=with_notes, replace_file=replace)
        )


@app.command("board-paper")
def board_paper(
    context: typer.Context,
    target: Document,
    report: Annotated[
        str | None, typer.Option(help="A report such as R3; without one, the whole plan.", show_default=False)
    ] = None,
    as_of: Day = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of the period.", show_default=False)
    ] = None,
    replace: Replace = False,
) -> None:
    """Write the board paper for one report, or the periodic paper over the whole plan."""
    from extractor.handover import write_board_paper
    from extractor.store.repository import open_store

    settings, day, first = session_of(context).settings, day_of(as_of), day_of(since)
    with open_store(settings, create=False) as store:
        print_exported(write_board_paper(store, target, settings, report, as_of=day, since=first, replace_file=replace))


@app.command()
def section55(
    context: typer.Context,
    report: Annotated[str, typer.Argument(help="A report such as R3.")],
    target: Document,
    as_of: Day = None,
    replace: Replace = False,
) -> None:
    """Write a draft of the published response: each recommendation with the force's answer beneath it."""
    from extractor.handover import write_section55
    from extractor.store.repository import open_store

    settings = session_of(context).settings
    with open_store(settings, create=False) as store:
        print_exported(write_section55(store, target, settings, report, as_of=day_of(as_of), replace_file=replace))


# ----------------------------------------------------------------------------------------- printing


def day_of(moment: datetime | None) -> date | None:
    """The day of an option."""
    return moment.date() if moment is not None else None


def print_update(update: PlanUpdate) -> None:
    """What was understood, what changes, and what a person should look at."""
    from extractor.plan.columns import heading_of_column, heading_of_field

    found, change = update.found, update.change
    sheets = ", ".join(f"{name} (headings in row {row})" for name, row in found.sheets.items())
    understood = (
        (
            column.sheet,
            column.heading,
            heading_of_column(column.column_id) if column.column_id else "kept as it is",
            "" if column.score >= 1 or column.column_id is None else f"{column.score:.0%}",
        )
        for column in found.columns
    )
    print_table(f"{found.file}: {sheets}", ("sheet", "heading", "understood as", "sure"), understood)
    counts: Iterable[tuple[str, object]] = (
        ("rows that are actions", len(found.actions)),
        ("rows that are none (headings, banners, repeats)", found.skipped),
        ("added", len(change.added)),
        ("changed", len(change.changed)),
        ("unchanged", len(change.unchanged)),
        ("missing from the tracker (kept)", len(change.missing)),
        ("made here and not in the tracker yet (kept)", len(change.not_exported)),
        ("taken back here and still in the tracker (the next export marks them)", len(change.withdrawn)),
    )
    print_table("Plan", ("what", "count"), counts)
    changes = [
        (one.ref, heading_of_field(name), before, after)
        for one in change.changed
        for name, (before, after) in one.fields.items()
    ]
    if changes:
        more = f"and {len(changes) - MOST_ROWS} more" if len(changes) > MOST_ROWS else ""
        print_table("Changes", ("ref", "what", "before", "after"), changes[:MOST_ROWS], note=more)
    statuses = sorted(
        {(action.status_text, label_of(action.status) or "not known; counts as open") for action in found.actions}
    )
    print_table("Statuses", ("as written", "understood as"), statuses)
    print_issues(found.issues)


def print_exported(done: Exported) -> None:
    """Where it was written, and what was done to a workbook that was there."""
    if done.changed:
        changes = [(one.ref, one.heading, one.before, one.after) for one in done.changed]
        print_table("Cells written", ("ref", "column", "before", "after"), changes[:MOST_ROWS])
    print_issues(done.issues)
    if done.is_unchanged and done.issues:
        print_note("There was nothing to add to the file; it was not touched.")
    elif done.is_unchanged:
        print_note("The file already says everything; it was not touched.")
    if done.appended:
        print_note(f"Added below its rows: {', '.join(done.appended)}.")
    if done.backup is not None:
        print_note(f"The file as it was before is beside it: {done.backup.name}")
    typer.echo(done.path)
