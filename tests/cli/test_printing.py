"""What a person sees, with and without a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from extractor.cli import printing
from extractor.cli.printing import counts_sentence, print_table, progress_over
from extractor.domain import Kind
from tests.factories import recommendation


def console_on(stream: io.StringIO, *, terminal: bool) -> Console:
    return Console(file=stream, force_terminal=terminal, width=80)


@pytest.mark.parametrize(
    ("terminal", "quiet", "drawn"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_a_bar_is_drawn_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, quiet: bool, drawn: bool
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(printing, "Console", lambda **_: console_on(stream, terminal=terminal))
    with progress_over(["one.pdf", "two.pdf"], quiet=quiet) as indexes:
        assert list(indexes) == [0, 1]
    assert bool(stream.getvalue()) is drawn


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_no_color_turns_colours_off(monkeypatch: pytest.MonkeyPatch, no_color: str, coloured: bool) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = io.StringIO()
    console_on(stream, terminal=True).print("[red]overdue[/red]")
    assert ("\x1b[31m" in stream.getvalue()) is coloured


def test_cells_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    print_table("[bold]title[/bold]", ("no.", "text"), [(None, "[red]see recommendation 4[/red] :smile:")])
    out = capsys.readouterr().out
    assert "[bold]title[/bold]" in out
    assert "[red]see recommendation 4[/red] :smile:" in out


def test_a_short_cell_is_never_broken(capsys: pytest.CaptureFixture[str]) -> None:
    name = "jtai-of-a-place-with-a-long-name-20270101.pdf"
    print_table("", ("file", "text"), [(name, "word " * 200)])
    assert name in capsys.readouterr().out


def test_counts_are_said_in_the_singular_and_the_plural() -> None:
    kinds = [Kind.RECOMMENDATION, *[Kind.AREA_FOR_IMPROVEMENT] * 2, Kind.CAUSE_OF_CONCERN, Kind.CONCLUSION]
    items = [recommendation(f"Do {number}.", kind=kind) for number, kind in enumerate(kinds)]
    said = counts_sentence(items)
    assert said.startswith("4 items: ")
    parts = set(said.partition(": ")[2].split(", "))
    assert parts == {"1 recommendation", "2 areas for improvement", "1 cause of concern", "1 conclusion"}
    assert counts_sentence(items[:1]) == "1 item: 1 recommendation"
    assert counts_sentence([]) == "0 items"
