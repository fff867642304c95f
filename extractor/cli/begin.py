"""The command that begins: init."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.app import app
from extractor.cli.printing import print_note


def is_asked() -> bool:
    """Whether somebody sits at a terminal to answer."""
    return sys.stdin.isatty()


@app.command()
def init(
    force: Annotated[str | None, typer.Option("--force", help="Name of your force; nearly right is enough.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Lose the extractor.toml that is there.")] = False,
) -> None:
    """Write a commented extractor.toml for your force into this folder."""
    from extractor.profile import force_names, write_profile

    if force is None and is_asked():
        typer.echo("\n".join(force_names()), err=True)
        force = typer.prompt("Which force do you work for? (empty for none)", default="", show_default=False, err=True)
    written = write_profile(force or None, Path.cwd(), replace=replace)
    print_note("Look it over, then run: extractor ingest REPORT.pdf")
    typer.echo(written)
