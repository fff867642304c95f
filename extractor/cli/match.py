"""The command that matches items against the plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.app import app, session_of
from extractor.cli.printing import print_issues, print_json_line, print_note, print_table

if TYPE_CHECKING:
    from extractor.linking import Matched

MOST_SHOWN = 3
"""Suggestions of one item in the table; --json has them all."""


@app.command()
def match(
    context: typer.Context,
    report: Annotated[str | None, typer.Option(help="A report such as R3; all by default.", show_default=False)] = None,
    items: Annotated[
        Path | None, typer.Option(help="Items in a file instead of the store.", show_default=False)
    ] = None,
    plan: Annotated[Path | None, typer.Option(help="The tracker to go with --items.", show_default=False)] = None,
    threshold: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="Least probability of a suggestion.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per item on stdout.")] = False,
) -> None:
    """Suggest which actions already answer each item, how, and why."""
    from extractor.linking import match_files, match_saved
    from extractor.pipeline import classify_file

    settings = session_of(context).settings
    if (items is None) is not (plan is None) or (items and report):
        raise typer.BadParameter("Give --items and --plan together, or neither; --report looks in the store.")
    if items and plan:
        found = match_files(tuple(classify_file(items, settings)), plan, settings, threshold)
    else:
        found = match_saved(settings, report, threshold)
    print_matched(found, as_json=as_json)


def print_matched(found: Matched, *, as_json: bool) -> None:
    """JSON Lines, or a table with the suggestions of each item and the words that they share."""
    print_issues(found.issues)
    if as_json:
        for row in found.to_json():
            print_json_line(row)
        return
    print_table(
        "Matches", ("item", "suggestion", "action", "sure", "shared words", "not covered"), found.rows(MOST_SHOWN)
    )
    for group in found.groups:
        print_note(f"Nearly the same: {', '.join(found.name_of(item) for item in group)}")
    for item in sorted(found.bridges):
        print_note(f"{found.name_of(item)} is also like an item of another group: look at both.")
    print_note(f"{len(found.items)} items; {found.new_actions} need a new action, as far as the program can tell.")
