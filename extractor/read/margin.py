"""Labels that stand in the margin, broken over lines: "Recommendation" above "4", beside the words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.read.lines import TextLine

LABEL = re.compile(r"(?:recommendation|area for (?:improvement|development)) \w{1,4}", re.IGNORECASE)
FIRST_WORDS = re.compile(r"(?:recommendation|area(?: for(?: improvement| development)?)?)", re.IGNORECASE)
MAX_LINES = 3
SAME_EDGE_PT = 4.0
MAX_STEP_EM = 1.8


def join_margin_labels(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a page with each broken label in one piece, where its first word stands."""
    joined: list[TextLine] = []
    taken: set[int] = set()
    for place, line in enumerate(lines):
        if id(line) in taken:
            continue
        if FIRST_WORDS.fullmatch(line.text.strip()):
            pieces = _label_from(line, lines[place + 1 :])
            for piece in pieces:
                line.text = f"{line.text.rstrip()} {piece.text.strip()}"
                line.box = line.box.union(piece.box)
                line.letters += piece.letters
                taken.add(id(piece))
        if LABEL.fullmatch(line.text.strip()):
            _raise_to_paragraph(line, lines)
        joined.append(line)
    return joined


def _raise_to_paragraph(label: TextLine, lines: Sequence[TextLine]) -> None:
    """Let a label that is centred on its paragraph begin with it: words beside it may start a line higher."""
    reach = MAX_STEP_EM * label.style.size_pt
    beside = [line for line in lines if line.x0 > label.x1 and line is not label]
    above = [line for line in beside if SAME_EDGE_PT < label.baseline - line.baseline < reach]
    if not above:
        return
    first = min(above, key=lambda line: line.baseline)
    if not any(0 < first.baseline - line.baseline < reach for line in beside):
        label.baseline = first.baseline


def _label_from(first: TextLine, below: Sequence[TextLine]) -> list[TextLine]:
    """The lines right below that make the label whole, or none."""
    pieces: list[TextLine] = []
    words, last = first.text.strip(), first
    for line in below:
        if abs(line.x0 - first.x0) > SAME_EDGE_PT or line is last:
            continue
        if line.baseline - last.baseline > MAX_STEP_EM * first.style.size_pt or len(pieces) == MAX_LINES:
            break
        words, last = f"{words} {line.text.strip()}", line
        pieces.append(line)
        if LABEL.fullmatch(words):
            return pieces
    return []
