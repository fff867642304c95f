"""The command that measures: evaluate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.app import app, session_of
from extractor.cli.printing import print_json_line, print_table

if TYPE_CHECKING:
    from extractor.evaluate.document import DocumentScore

FIELDS = ("page", "label", "kind", "title", "lead_in", "supporting_text", "restated", "status")
FAMILY_WIDTH = 36
APART = ("restated", "conclusions", "grades", "status_lines")


@app.command()
def evaluate(
    context: typer.Context,
    gold_dir: Annotated[Path, typer.Argument(help="Folder with <stem>.pdf beside <stem>.gold.json.")],
    as_json: Annotated[bool, typer.Option("--json", help="Every count as one JSON object.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Also list what was missed, wrong or nearly right.")] = False,
    tags: Annotated[bool, typer.Option(help="Let the PDF's own tags count as evidence.")] = True,
    boxes: Annotated[bool, typer.Option(help="Let boxes, shading and colour count as evidence.")] = True,
    rules_only: Annotated[bool, typer.Option("--rules-only", help="Use no trained model.")] = False,
) -> None:
    """Measure what is found against annotated reports."""
    from extractor.evaluate.document import score_document
    from extractor.evaluate.report import evaluation_json
    from extractor.pipeline import ingest_gold
    from extractor.read.options import ReadOptions

    pairs = ingest_gold(
        gold_dir, session_of(context).with_rules_only(rules_only).settings, ReadOptions(use_tags=tags, use_boxes=boxes)
    )
    scores = [score_document(gold, ingestion) for gold, ingestion in pairs]
    print_json_line(evaluation_json(scores)) if as_json else print_scores(evaluation_json(scores))
    if errors:
        print_leftovers(scores)


def print_scores(evaluation: Mapping[str, Any]) -> None:
    """Documents, families and all together, then the fields of the matched items."""
    rows = [(each["file"], each["view"], *score_cells(each)) for each in evaluation["documents"]]
    rows += [
        (f"family: {name[:FAMILY_WIDTH]}", "", *score_cells(each)) for name, each in evaluation["families"].items()
    ]
    micro = evaluation["micro"]
    print_table(
        "Items found",
        ("document", "view", "right", "wrong", "missed", "strict F1", "lenient F1", "edges", "exact"),
        [*rows, ("all", "", *score_cells(micro))],
        note=f"95 % interval of strict F1 over documents: {interval(micro['strict']['interval_95']['f1'])}",
    )
    print_table("Fields of matched items", ("field", "score"), field_rows(micro))


def score_cells(scores: Mapping[str, Any]) -> tuple[str, ...]:
    """Counts first, then the shares of one row."""
    strict, lenient = scores["strict"], scores["lenient"]
    counts = (str(strict["tp"]), str(strict["fp"]), str(strict["fn"]))
    shares = (strict["f1"], lenient["f1"], scores["boundary_similarity"], scores["exact_share"])
    return (*counts, *map(decimal, shares))


def field_rows(micro: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every field that some gold annotates."""
    fields = micro["fields"]
    shares = {name: fields[name] for name in FIELDS} | {f"report {k}": v for k, v in micro["report"].items()}
    for part, score in (fields["deadlines"] or {}).items():
        shares[f"deadline {part}"] = score
    for name, score in shares.items():
        if score:
            yield name, f"{score['right']} of {score['of']} ({decimal(score['share'])})"
    counted = {name: fields[name] for name in ("addressee_groups", "themes")}
    for name, counts in (counted | {name: micro[name] for name in APART}).items():
        if counts and counts["f1"] is not None:
            yield (
                name,
                f"{counts['tp']} right, {counts['fp']} wrong, {counts['fn']} missed (F1 {decimal(counts['f1'])})",
            )
    for name, value in (fields["relevance"] or {}).items():
        if not isinstance(value, Mapping):
            yield f"relevance {name}", decimal(value)


def print_leftovers(scores: Iterable[DocumentScore]) -> None:
    """What to look at, per document."""
    from extractor.evaluate.errors_view import leftovers_of

    for score in scores:
        rows = [(each.what, decimal(each.similarity), each.gold, each.predicted) for each in leftovers_of(score)]
        if rows:
            print_table(score.name, ("what", "alike", "gold", "predicted"), rows)


def decimal(value: float | None) -> str:
    """Three places; a dash where there is nothing to score."""
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def interval(ends: tuple[float, float] | None) -> str:
    """Both ends, or a dash."""
    return "–" if ends is None else f"{ends[0]:.3f} to {ends[1]:.3f}"
