"""Text objects -> printed lines: same baseline, in order, split where a gutter or a table edge runs between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.domain import BBox, Style
from extractor.read.clean import BULLETS, DASH_BULLETS, line_to_clean
from extractor.read.pdfium import Run
from extractor.read.tags import Tag

SAME_LINE_EM = 0.42
"""Baselines closer than this share of the larger letter size are one line; superscripts rise about a third."""

SPACE_EM = 0.3
"""Ink gap that must be a space even where the producer showed none; side bearings stay below 0.2."""

SPLIT_EM = 2.0
"""Gap that separates two pieces on one baseline (columns, table cells); justified text stays below 1.5."""

LABEL_SPLIT_EM = 5.0
"""The same behind a bullet or number, which is set off by a tab."""

SUPERSCRIPT_SHARE = 0.8
MAX_MARKER_LETTERS = 4
LABEL_LETTERS = 9
MARGIN_LABEL = re.compile(r"(?:recommendation|area for (?:improvement|development))(?: \w{1,4})?", re.IGNORECASE)
MARGIN_SPLIT_EM = 1.2
"""Words that are a label whatever follows them on the line, from this gap on."""


@dataclass(slots=True)
class TextLine:
    """One printed line (or its piece in one column): clean text, box in points from the top left, and style."""

    text: str
    page: int
    box: BBox
    baseline: float
    style: Style
    letters: int
    lead_bold: bool = False
    lead_raised: bool = False
    column: int = 0
    tag: Tag | None = None
    bullet: str = ""

    @property
    def x0(self) -> float:
        """Left edge of the ink."""
        return self.box.x0

    @property
    def x1(self) -> float:
        """Right edge of the ink."""
        return self.box.x1


def runs_to_lines(runs: Sequence[Run], page: int) -> list[TextLine]:
    """Lines from top to bottom, pieces of one baseline from left to right."""
    lines: list[TextLine] = []
    for group in _same_baseline(runs):
        lines += [line for piece in _split_pieces(group) if (line := _piece_to_line(piece, page))]
    return lines


def _same_baseline(runs: Iterable[Run]) -> list[list[Run]]:
    groups: list[list[Run]] = []
    anchor = size = 0.0
    for run in sorted(runs, key=lambda run: run.baseline):
        if groups and run.baseline - anchor <= SAME_LINE_EM * max(size, run.size):
            groups[-1].append(run)
            if run.size > size * 1.1:
                anchor, size = run.baseline, run.size
        else:
            groups.append([run])
            anchor, size = run.baseline, run.size
    return groups


def _split_pieces(group: list[Run]) -> list[list[Run]]:
    group.sort(key=lambda run: run.x0)
    pieces: list[list[Run]] = []
    right = 0.0
    seen = ""
    for run in group:
        if not pieces or (run.text.strip() and run.x0 - right > _split_gap(seen, run.size)):
            pieces.append([run])
            seen, right = run.text, run.x1 if run.text else right
            if len(pieces) == 1:
                right = run.x1
            continue
        pieces[-1].append(run)
        if run.text.strip():
            right = max(right, run.x1)
            seen += run.text
    return pieces


def _split_gap(before: str, size: float) -> float:
    """How wide a gap must be to split after the words ``before``."""
    label = before.strip()
    if MARGIN_LABEL.fullmatch(label):
        return MARGIN_SPLIT_EM * size
    is_label = len(label) <= LABEL_LETTERS and (
        label in BULLETS or label in DASH_BULLETS or label[-1:] in ".):" or label.replace(".", "").isdigit()
    )
    return (LABEL_SPLIT_EM if is_label else SPLIT_EM) * size


def _piece_to_line(piece: list[Run], page: int) -> TextLine | None:
    visible = [run for run in piece if run.text.strip()]
    if not visible:
        return None
    style = style_of(visible)
    kept = [run for run in piece if not _is_footnote_marker(run, style, visible)]
    shown = [run for run in kept if run.text.strip()]
    if not shown:
        return None
    text = line_to_clean(_spaced(kept))
    if not text:
        return None
    box = BBox(
        min(run.x0 for run in shown), min(run.top for run in shown),
        max(run.x1 for run in shown), max(run.bottom for run in shown),
    )  # fmt: skip
    main = max(shown, key=lambda run: (run.size, len(run.text)))
    first = next((run for run in shown if any(mark.isalnum() for mark in run.text)), shown[0])
    letters = sum(len(run.text) for run in shown)
    raised = shown[0].size <= style.size_pt * SUPERSCRIPT_SHARE and shown[0].text.strip().isdigit()
    return TextLine(text, page, box, main.baseline, style, letters, first.font.bold, raised)


def _is_footnote_marker(run: Run, style: Style, visible: list[Run]) -> bool:
    """A small raised figure behind a word: the mark of a footnote, not a word of the sentence."""
    mark = run.text.strip()
    return (
        0 < len(mark) <= MAX_MARKER_LETTERS
        and run.size <= style.size_pt * SUPERSCRIPT_SHARE
        and run is not visible[0]
        and mark.strip("[],*†‡§ ").isdigit() | (mark in {"*", "†", "‡", "§"})
    )


def _spaced(runs: list[Run]) -> str:
    parts: list[str] = []
    right = None
    for run in runs:
        if not run.text:
            parts.append(" ")
            continue
        if right is not None and run.x0 - right > SPACE_EM * run.size:
            parts.append(" ")
        parts.append(run.text)
        if run.text.strip():
            right = run.x1 if right is None else max(right, run.x1)
    return "".join(parts)


def style_of(runs: Sequence[Run]) -> Style:
    """The look of the letters by weight of their number; size, colour and font are the most frequent ones."""
    if len(runs) == 1:
        return _look_of(runs[0])
    sizes: Counter[float] = Counter()
    colors: Counter[int] = Counter()
    fonts: Counter[str] = Counter()
    bold = italic = total = 0
    for run in runs:
        letters = sum(map(str.isalnum, run.text))
        if not letters:
            continue
        total += letters
        sizes[round(run.size, 1)] += letters
        colors[run.color] += letters
        fonts[run.font.name] += letters
        bold += letters * run.font.bold
        italic += letters * run.font.italic
    if not total:
        return _look_of(max(runs, key=lambda run: run.size))
    return shared_style(
        sizes.most_common(1)[0][0],
        round(bold / total, 2),
        round(italic / total, 2),
        colors.most_common(1)[0][0],
        fonts.most_common(1)[0][0],
    )


def _look_of(run: Run) -> Style:
    return shared_style(round(run.size, 1), float(run.font.bold), float(run.font.italic), run.color, run.font.name)


@cache
def shared_style(size_pt: float, bold: float, italic: float, color: int, font: str) -> Style:
    """One value for each look: a book has a few dozen, and tens of thousands of lines that share them."""
    return Style(size_pt, bold, italic, color, font)


def merge_styles(lines: Sequence[TextLine]) -> Style:
    """The look of several lines together, by weight of their letters."""
    if len(lines) == 1:
        return lines[0].style
    total = sum(line.letters for line in lines) or 1
    sizes: Counter[float] = Counter()
    colors: Counter[int] = Counter()
    for line in lines:
        sizes[line.style.size_pt] += line.letters
        colors[line.style.color] += line.letters
    return shared_style(
        sizes.most_common(1)[0][0],
        round(sum(line.style.bold * line.letters for line in lines) / total, 2),
        round(sum(line.style.italic * line.letters for line in lines) / total, 2),
        colors.most_common(1)[0][0],
        lines[0].style.font,
    )
