"""Commands about reports: ingest, show, evaluate, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.app import app, session_of
from extractor.cli.batch import ingest_each, print_outcomes
from extractor.cli.printing import print_blocks, print_note

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Published reports as PDF.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout instead of a table.")]
Password = Annotated[str | None, typer.Option(help="Password of an encrypted PDF.", show_default=False)]


@app.command()
def ingest(
    context: typer.Context,
    files: Files,
    as_json: Json = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Save nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read anew what is already saved, as a new version.")] = False,
    password: Password = None,
    ocr: Annotated[bool, typer.Option("--ocr", help="Read scanned pages with Tesseract.")] = False,
    rules_only: Annotated[bool, typer.Option("--rules-only", help="Use no trained model.")] = False,
) -> None:
    """Read reports, list what they ask for and save it."""
    from extractor.read.options import ReadOptions

    outcomes = ingest_each(
        session_of(context).with_rules_only(rules_only),
        files,
        ReadOptions(password=password, ocr=ocr),
        save=not dry_run,
        again=again,
    )
    raise typer.Exit(print_outcomes(outcomes, as_json=as_json))


@app.command()
def show(file: Annotated[Path, typer.Argument(help="A published report as PDF.")], password: Password = None) -> None:
    """Print every block of a report with the evidence behind its edges."""
    from extractor.read import read_document
    from extractor.read.options import ReadOptions

    print_blocks(read_document(file, ReadOptions(password=password)))


@app.command()
def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Folder for everything it writes.")] = Path("extractor-demo"),
) -> None:
    """Run the whole story on bundled, fictional reports."""
    from extractor.demo import run_demo

    story = run_demo(out, (lambda _: None) if session_of(context).quiet else print_note)
    for path in story.files:
        typer.echo(path)
