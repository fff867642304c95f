"""What training one model gives, and how its figures are laid side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.artifacts import save_model

VERSION = 1
LIBRARIES = ("numpy", "scikit-learn", "scipy")


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the report: which items, what judged them, and the scores by name (None: nothing to score)."""

    items: str
    count: int
    judged_by: str
    scores: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained model, not yet written: its files, what ``meta.json`` and the card say, and its figures."""

    name: str
    files: Mapping[str, bytes]
    card: str
    figures: Sequence[Figures]

    def save(self, models: Path, data: Mapping[str, str]) -> Path:
        """Write the model below ``models``; ``data`` are the sums of what it was trained from."""
        metrics = [
            {"items": row.items, "count": row.count, "judged_by": row.judged_by, **rounded(row.scores)}
            for row in self.figures
        ]
        meta: dict[str, Any] = {"version": VERSION, "data": data, "metrics": metrics, "libraries": LIBRARIES}
        save_model(models / self.name, self.files, meta, self.card)
        return models / self.name


def rounded(scores: Mapping[str, float | None]) -> dict[str, float | None]:
    """Scores to four places, so that the last bit of a sum does not change a file."""
    return {name: None if value is None else round(float(value), 4) for name, value in scores.items()}


def table_of(figures: Sequence[Figures]) -> list[str]:
    r"""Rows of figures as aligned lines; a heading line names the scores wherever they change.

    >>> print("\n".join(table_of([Figures("all", 3, "both", {"accuracy": 0.5})])))
    items  judged by  n  accuracy
    all    both       3     0.500
    """
    lines: list[str] = []
    left = max((len(row.items) for row in figures), default=0)
    middle = max((len(row.judged_by) for row in figures), default=0)
    middle, left = max(middle, len("judged by")), max(left, len("items"))
    digits = max((len(str(row.count)) for row in figures), default=1)
    heads: tuple[str, ...] = ()
    for row in figures:
        if tuple(row.scores) != heads:
            heads = tuple(row.scores)
            lines.append(f"{'items':{left}}  {'judged by':{middle}}  {'n':>{digits}}  {'  '.join(heads)}".rstrip())
        cells = [_cell(value).rjust(len(name)) for name, value in row.scores.items()]
        lines.append(f"{row.items:{left}}  {row.judged_by:{middle}}  {row.count:>{digits}}  {'  '.join(cells)}")
    return lines


def confusion_table(pairs: Iterable[tuple[str, str]]) -> list[str]:
    r"""How often each label was given for each of the annotator's: one line a label, columns numbered as the lines.

    >>> print("\n".join(confusion_table([("a", "a"), ("a", "b"), ("b", "b")])))
    annotated   1   2
    1 a         1   1
    2 b         .   1
    """
    counts = Counter(pairs)
    labels = sorted({label for pair in counts for label in pair})
    size = max(2, *(len(str(count)) for count in counts.values())) if counts else 2
    names = [f"{place} {label}" for place, label in enumerate(labels, 1)]
    left = max((*map(len, names), len("annotated")))
    head = "  ".join(f"{place:>{size}}" for place in range(1, len(labels) + 1))
    rows = [
        f"{name:{left}}  " + "  ".join(f"{counts[gold, found] or '.':>{size}}" for found in labels)
        for name, gold in zip(names, labels, strict=True)
    ]
    return [f"{'annotated':{left}}  {head}", *rows]


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
