"""What a person sees: tables on stdout, progress and sentences on stderr."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from extractor.domain import Document, Ingestion, Issue, Recommendation, Relevance, counts_of

SHORT_CELL = 48
"""Letters up to which a cell is never broken over lines."""
PIPE_WIDTH = 150
"""Columns of a table that goes to a file or another program."""
TEXT_WIDTH = 240
"""Letters of an item shown in a table: enough to recognise it; ``--json`` has the whole."""

NOUNS_APART = {
    "restated": ("restated", "restated"),
    "conclusions": ("conclusion", "conclusions"),
    "innovative_practice": ("innovative practice", "innovative practices"),
}
"""What is counted apart from the items, one and many."""


def print_json_line(value: Mapping[str, Any]) -> None:
    """One JSON object on one line of stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def print_note(sentence: str) -> None:
    """A sentence for the person, on stderr."""
    typer.echo(sentence, err=True)


@contextmanager
def progress_over(names: Sequence[str], *, quiet: bool) -> Iterator[Iterable[int]]:
    """Indexes of ``names``, with a bar on stderr while they are consumed, on a terminal only."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield range(len(names))
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("", total=len(names))

        def steps() -> Iterator[int]:
            for index, name in enumerate(names):
                bar.update(task, description=escape(name))
                yield index
                bar.advance(task)

        yield steps()


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]], note: str = "") -> None:
    """A table on stdout without its empty columns; every cell is printed as it is, never as markup."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if not cells:
        return typer.echo(f"{title}: none")
    said = [number for number in range(len(headings)) if not cells or any(row[number] for row in cells)]
    headings, cells = [headings[n] for n in said], [[row[n] for n in said] for row in cells]
    table = Table(title=escape(title), title_justify="left", caption=escape(note), caption_justify="left")
    for number, heading in enumerate(headings):
        short = all(len(row[number]) <= SHORT_CELL for row in cells)
        table.add_column(heading, overflow="fold", no_wrap=short)
    for row in cells:
        table.add_row(*map(escape, row))
    stdout_console().print(table)


def stdout_console() -> Console:
    """As wide as the terminal; in a file or a pipe wide enough that rows stay readable."""
    console = Console(emoji=False)
    is_given = console.is_terminal or "COLUMNS" in os.environ
    return console if is_given else Console(width=PIPE_WIDTH, emoji=False)


def print_ingestion(ingestion: Ingestion) -> None:
    """One report: what it is, its items, its counts and what a person should look at."""
    report = ingestion.report
    if not ingestion.recommendations:
        print_note(f"{report.title}: nothing in it asks anybody to do anything.")
        return print_issues(ingestion.issues, report.file)
    what = (plain(report.report_type), report.source_body, report.publication_date)
    print_table(
        f"{report.title} ({', '.join(str(part) for part in what if part)})",
        ("no.", "kind", "page", "by", "relevance", "text"),
        (item_row(item, ingestion.relevance.get(item.id)) for item in ingestion.recommendations),
        note="\n".join(count_lines(ingestion.recommendations)),
    )
    print_issues(ingestion.issues, report.file)


def item_row(item: Recommendation, relevance: Relevance | None = None) -> tuple[object, ...]:
    """Number, kind, pages, deadlines, what it means for the force where that was judged, and the first words."""
    words = " ".join(part for part in (item.title and f"{item.title}:", item.lead_in, item.text) if part)
    short = words if len(words) <= TEXT_WIDTH else f"{words[: TEXT_WIDTH - 1].rstrip()}…"
    kind = plain(item.kind) + (" (restated)" if item.restated else "")
    due = ", ".join(str(each.date or each.basis) for each in item.deadlines)
    return item.printed_number, kind, ", ".join(map(str, item.pages)), due, relevance and plain(relevance.label), short


def plain(value: str) -> str:
    """A stored word as plain words."""
    return value.replace("_", " ")


def count_lines(items: Sequence[Recommendation]) -> Iterator[str]:
    """The counts, and where there are recommendations the split that commissioners' letters print."""
    from extractor.classify.split import split_of

    yield counts_sentence(items)
    split = split_of(items)
    if split.total:
        yield str(split)


def counts_sentence(items: Iterable[Recommendation]) -> str:
    """The counts that are not nought, and both ways of counting where items have clauses of their own."""
    from extractor.plan.paper_words import KIND_NAMES, counted

    counts = counts_of(items)
    all_, tops, leaves = (counts.pop(name) for name in ("all", "tops", "leaves"))
    nouns = NOUNS_APART | {kind.value: noun for kind, noun in KIND_NAMES.items()}
    parts = ", ".join(counted(count, *nouns[name]) for name, count in counts.items() if count)
    both = f" ({tops} counted whole, {leaves} counting clauses instead)" if tops != leaves else ""
    whole = f"{counted(all_, 'item', 'items')}{both}"
    return f"{whole}: {parts}" if parts else whole


def print_issues(issues: Sequence[Issue], file: str = "") -> None:
    """What a person should look at, on stderr, with the file that it is about."""
    for issue in issues:
        where = ", ".join(part for part in (file, f"page {issue.page}" if issue.page else "") if part)
        print_note(f"{issue.severity.value}: {issue.message}{f' ({where})' if where else ''}")


def print_blocks(document: Document) -> None:
    """Every block in reading order with the evidence behind its edges, for debugging a report."""
    print_table(
        document.report.title,
        ("page", "block", "evidence", "tag", "pt", "bold", "box", "text"),
        (
            (
                block.page,
                f"{block.kind.value}{block.level or ''}",
                block.evidence.value,
                block.tag,
                f"{block.style.size_pt:.1f}",
                f"{block.style.bold:.1f}",
                block.box_id,
                f"{block.bullet} {document.slice(block.span)}".strip(),
            )
            for block in document.blocks
        ),
    )
