"""Commands about judgement: classify items already in hand, train the models again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.app import app, session_of
from extractor.cli.printing import print_issues, print_json_line, print_note, print_table

if TYPE_CHECKING:
    from extractor.items import ItemSet

Models = Annotated[Path | None, typer.Option(help="Folder of models instead of the packaged ones.", show_default=False)]


@app.command()
def classify(
    context: typer.Context,
    items: Annotated[Path, typer.Argument(help="Items as JSON Lines, CSV or xlsx with at least a column text.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per item on stdout.")] = False,
    rules_only: Annotated[bool, typer.Option("--rules-only", help="Use no trained model.")] = False,
    models: Models = None,
) -> None:
    """Say who must act, by when, about what, and whether it is for the force."""
    from extractor.classify import load_classifiers
    from extractor.items import in_file_order
    from extractor.pipeline import classify_file

    classifiers = load_classifiers(models) if models and not rules_only else None
    sets = list(classify_file(items, session_of(context).with_rules_only(rules_only).settings, classifiers))
    if as_json:
        for row in in_file_order(sets):
            print_json_line(row)
    else:
        for each in sets:
            print_item_set(each)
    if sets and sets[0].judged:
        print_issues(sets[0].judged.issues)


def print_item_set(each: ItemSet) -> None:
    """The judged items of one report as a table, with the split that letters print."""
    from extractor.classify import split_of

    rows = []
    for row in each.to_json():
        relevance = row["relevance"] or {"label": "", "probability": None, "reason": ""}
        names = ", ".join(addressee["text"] for addressee in row["addressees"])
        share = "" if relevance["probability"] is None else f"{relevance['probability']:.2f}"
        themes = ", ".join(theme["label"] for theme in row["themes"])
        due = row["deadline"]["date"] or row["deadline"]["text"] or ""
        rows.append((row["id"], names, due, relevance["label"], share, relevance["reason"], themes))
    headings = ("id", "who", "by", "relevance", "sure", "why", "themes")
    print_table(each.report.title or "Items", headings, rows)
    typer.echo(str(split_of(each.items)))


@app.command()
def train(
    extra: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of labelled sets or annotated reports to learn from too.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the models; by default the packaged ones.", show_default=False)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Give the figures and write nothing.")] = False,
    encoder: Annotated[
        Path | None, typer.Option(help="Sentence encoder whose gain in matching is shown.", show_default=False)
    ] = None,
) -> None:
    """Train the models again from the corpus, with figures from held-out reports."""
    from extractor.artifacts import data_folder
    from extractor.train import train_models

    print_note("Training takes a minute or two.")
    models = None if dry_run else out or data_folder("models")
    for line in train_models(data_folder("corpus"), extra or [], models, encoder):
        typer.echo(line)
