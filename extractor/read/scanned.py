"""Words read from a picture -> printed lines, with the size and the weight of their letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from extractor.domain import BBox
from extractor.read.clean import BULLETS, DASH_BULLETS, line_to_clean
from extractor.read.ink import Ink
from extractor.read.lines import SAME_LINE_EM, SPLIT_EM, TextLine, shared_style

ASCENDS = frozenset("bdfhijklABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789’‘'")
HALF_ASCENDS = frozenset("t")
DESCENDS = frozenset("gjpqy")
ASCENDER_EM, HALF_ASCENDER_EM, SMALL_LETTER_EM, DESCENDER_EM = 0.72, 0.67, 0.54, 0.21
"""How high letters stand above the baseline, and how far they reach below, in the usual book and office faces."""

SAME_SIZE_SHARE, SAME_SIZE_SHARE_OF_FEW, SAME_BODY_SHARE = 0.1, 0.16, 0.04
"""Sizes measured on a picture are somewhat off, those of one or two words more so and that of most of a page less;
within this share of a size seen before they are that size."""

FEW_WORDS = 2
SAME_SIZE_SHARE_OF_NUMBER = 0.35
FEW_LETTERS = 4
"""A number or a bracket alone tells next to nothing about its size."""

HANGS_LOW = frozenset(",;()[]{}/|Q")
"""Marks that reach below the baseline by an amount of their own: words with them measure the size badly."""

USUAL_STROKE_EM = 0.063
USUAL_LETTERS = 400
"""The stroke of plain letters at 200 dpi, and how many letters of the document it takes to outweigh this figure."""

BOLD_TIMES = 1.22
"""Bold strokes are about 1.5 times as thick as plain ones of their face."""

BULLET_GAP_EM = 0.6
BULLET_MISREAD = frozenset("¢°»«©®¥§~=.,e") | DASH_BULLETS | BULLETS
"""What a round bullet is taken for; it counts only before a gap wider than that between words."""

BULLET_REACH_EM, BULLET_LEAST_EM, BULLET_MOST_EM = 2.6, 0.12, 0.6
PixelBox = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word, its box in pixels (left, top, right, bottom) and the number of the line that it stands in."""

    text: str
    box: PixelBox
    line: tuple[int, int, int]


class LineMaker:
    """Makes the lines of one page after the other and learns what sizes and strokes the document uses."""

    def __init__(self, points_per_pixel: float) -> None:
        self._scale = points_per_pixel
        self._sizes: Counter[float] = Counter()
        self._strokes: list[tuple[float, int]] = [(USUAL_STROKE_EM, USUAL_LETTERS)]

    def lines_of(self, words: Sequence[ScannedWord], picture: bytes, page: int) -> list[TextLine]:
        """The lines of a page, from its words in reading order."""
        ink = Ink(picture)
        rows = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
        self._learn_usual_size(rows)
        pieces = [(piece, size) for row in rows for size in [self._size(row)] for piece in self._pieces(row, size)]
        measured = [(piece, size, self._stroke_em(piece, size, ink)) for piece, size in pieces]
        self._strokes += [(stroke, _letters(piece)) for piece, _, stroke in measured if stroke]
        usual = _weighted_median(self._strokes)
        lines = [self._line(piece, size, stroke >= BOLD_TIMES * usual, ink, page) for piece, size, stroke in measured]
        _put_on_rows(lines)
        return lines

    def _learn_usual_size(self, lines: Sequence[Sequence[ScannedWord]]) -> None:
        """The size of most of a page is known before its headings are measured against it."""
        if not lines:
            return
        usual = _weighted_median([(self._measured_size(line), _letters(line)) for line in lines])
        if all(abs(usual - known) > SAME_BODY_SHARE * known for known in self._sizes):
            self._sizes[round(usual * 2) / 2] += _letters(word for line in lines for word in line)

    def _pieces(self, line: list[ScannedWord], size: float) -> list[list[ScannedWord]]:
        """The words of a line parted where a table edge or a gutter must run between, as in print."""
        gap_px = SPLIT_EM * size / self._scale
        pieces = [[line[0]]]
        for before, word in pairwise(line):
            after_bullet = len(pieces[-1]) == 1 and _may_be_bullet(before.text)
            if word.box[0] - before.box[2] > gap_px and not after_bullet:
                pieces.append([])
            pieces[-1].append(word)
        return pieces

    def _size(self, words: Sequence[ScannedWord]) -> float:
        """The letter size in points: the most used of those that were seen before and are near enough, if any."""
        size = self._measured_size(words)
        share = SAME_SIZE_SHARE_OF_FEW if len(words) <= FEW_WORDS else SAME_SIZE_SHARE
        if _letters(words) <= FEW_LETTERS:
            share = SAME_SIZE_SHARE_OF_NUMBER
        near = [known for known in self._sizes if abs(size - known) <= share * known]
        size = max(near, key=self._sizes.__getitem__) if near else round(size * 2) / 2
        self._sizes[size] += _letters(words)
        return size

    def _measured_size(self, words: Sequence[ScannedWord]) -> float:
        telling = [word for word in words if _has_ink(word)] or words
        plain = [word for word in telling if not HANGS_LOW & set(word.text)] or telling
        return median((word.box[3] - word.box[1]) / _height_em(word.text) for word in plain) * self._scale

    def _stroke_em(self, words: Sequence[ScannedWord], size: float, ink: Ink) -> float:
        size_px = size / self._scale
        strokes = [(ink.stroke_px(word.box) / size_px, len(word.text)) for word in words if _has_ink(word)]
        return _weighted_median(strokes) if strokes else 0.0

    def _line(self, words: Sequence[ScannedWord], size: float, is_bold: bool, ink: Ink, page: int) -> TextLine:
        bullet, words = self._without_bullet(words, size, ink)
        text = line_to_clean(" ".join(word.text for word in words))
        style = shared_style(size, float(is_bold), 0.0, 0, "")
        box = self._box(words)
        feet = [word.box[3] for word in words if _has_ink(word) and not DESCENDS & set(word.text)]
        baseline = median(feet) * self._scale if feet else box.bottom - DESCENDER_EM * size
        line = TextLine(text, page, box, baseline, style, len(text), lead_bold=is_bold)
        return replace(line, bullet=bullet)

    def _without_bullet(self, words: Sequence[ScannedWord], size: float, ink: Ink) -> tuple[str, Sequence[ScannedWord]]:
        """The bullet before a line, whether it was read as some letter or passed over, and the words behind it."""
        size_px = size / self._scale
        first = words[0]
        is_apart = len(words) > 1 and words[1].box[0] - first.box[2] >= BULLET_GAP_EM * size_px
        if is_apart and _may_be_bullet(first.text):
            return "•", words[1:]
        left, top, _, bottom = first.box
        before = (left - round(BULLET_REACH_EM * size_px), top, left - round(BULLET_GAP_EM * size_px), bottom)
        has_dot = ink.has_dot(before, BULLET_LEAST_EM * size_px, BULLET_MOST_EM * size_px)
        return ("•" if has_dot else ""), words

    def _box(self, words: Sequence[ScannedWord]) -> BBox:
        lefts, tops, rights, bottoms = zip(*(word.box for word in words), strict=True)
        sides = min(lefts), min(tops), max(rights), max(bottoms)
        return BBox(*(side * self._scale for side in sides))


def _put_on_rows(lines: Sequence[TextLine]) -> None:
    """Give lines that stand beside each other one baseline: a page that lies askew lifts one side of a row."""
    row: TextLine | None = None
    for line in sorted(lines, key=lambda line: line.baseline):
        size = max(row.style.size_pt, line.style.size_pt) if row else 0.0
        if row and line.baseline - row.baseline <= SAME_LINE_EM * size:
            line.baseline = row.baseline
        else:
            row = line


def _may_be_bullet(text: str) -> bool:
    return len(text) == 1 and text in BULLET_MISREAD


def _has_ink(word: ScannedWord) -> bool:
    return any(mark.isalnum() for mark in word.text)


def _letters(words: Iterable[ScannedWord]) -> int:
    return sum(len(word.text) for word in words)


def _height_em(text: str) -> float:
    """How high the ink of a word is, as a share of its letter size."""
    marks = set(text)
    above = ASCENDER_EM if marks & ASCENDS else HALF_ASCENDER_EM if marks & HALF_ASCENDS else SMALL_LETTER_EM
    return above + (DESCENDER_EM if marks & DESCENDS else 0.0)


def _weighted_median(values: Sequence[tuple[float, int]]) -> float:
    """The value at which half of the weight is reached."""
    half = sum(weight for _, weight in values) / 2
    for value, weight in sorted(values):
        half -= weight
        if half <= 0:
            return value
    return 0.0
