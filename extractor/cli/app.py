"""The application, what every command shares, and the way out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from extractor import __version__
from extractor.config import Settings, load_settings
from extractor.errors import INTERRUPTED, ExtractorError

app = typer.Typer(
    name="extractor",
    help="List what published inspections, inquiries and reviews ask for, and keep the force's plan in step.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # plain tracebacks can be copied, and never show the words of a report
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass(frozen=True, slots=True)
class Session:
    """What was said before the command's name."""

    config: Path | None = None
    quiet: bool = False
    rules_only: bool = False

    @property
    def settings(self) -> Settings:
        """Settings of ``--config``, of ``extractor.toml`` in the working folder, or the defaults.

        Read only when asked for, so that ``extractor init`` can replace a file that is not valid.

        Raises:
            BadConfig: the file cannot be used.
        """
        return replace(load_settings(self.config), rules_only=self.rules_only)

    def with_rules_only(self, wanted: bool) -> Session:
        """The same session, without trained models where that is wanted."""
        return replace(self, rules_only=wanted)


def session_of(context: typer.Context) -> Session:
    """The session that the callback below began."""
    return context.ensure_object(Session)


def print_version(wanted: bool) -> None:
    """Print the version and stop, for ``--version``."""
    if wanted:
        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def begin(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option(help="Settings file instead of ./extractor.toml.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Settings shared by every command; NO_COLOR in the environment turns colours off."""
    context.obj = Session(config=config, quiet=quiet)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    An ``ExtractorError`` becomes one sentence of fact and one of remedy on stderr and the exit code of its class.

    Args:
        arguments: words after the program's name; None takes them from the process.
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or pipe may default to cp1252, which has no bullet and no curly quotes.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app(args=arguments)
    except ExtractorError as error:
        typer.echo(f"extractor: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(_say_stopped())
    except SystemExit as ended:
        sys.exit(_say_stopped() if ended.code == INTERRUPTED else ended.code)


def _say_stopped() -> int:
    typer.echo("extractor: Stopped. What had been saved stays saved, and nothing is half done.", err=True)
    return INTERRUPTED
