"""Small wordless pictures, drawn point by point so that a rebuild gives the same bytes: logos and bar charts."""

from __future__ import annotations

import base64
import random
import struct
import zlib
from collections.abc import Callable

LOGO_PIXELS = (150, 50)
CHART_PIXELS = (480, 180)
BARS = 12


def png_base64(size: tuple[int, int], is_inked: Callable[[int, int], bool], color: str) -> str:
    """A white picture with some points in one colour, as base64 text."""
    ink, paper = bytes.fromhex(color.removeprefix("#")), b"\xff\xff\xff"
    columns, lines = size
    rows = [b"\0" + b"".join(ink if is_inked(x, y) else paper for x in range(columns)) for y in range(lines)]
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", columns, lines, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(rows), 9)),
        (b"IEND", b""),
    )
    packed = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    ]
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(packed)).decode()


def logo(color: str, number: int) -> str:
    """A ring or a square, and bars where the name would stand; the number varies it."""

    def is_inked(x: int, y: int) -> bool:
        distance = ((x - 24) ** 2 + (y - 25) ** 2) ** 0.5
        emblem = 14 <= distance <= 22 if number % 2 == 0 else abs(x - 24) + abs(y - 25) <= 20
        words = 54 <= x < 146 - 9 * number and (10 <= y < 22 or 28 <= y < 36)
        return emblem or (words and x % 9 < 7)

    return png_base64(LOGO_PIXELS, is_inked, color)


def bar_chart(color: str, seed: int) -> str:
    """Upright bars on a line; the seed sets their heights."""
    columns, lines = CHART_PIXELS
    chance = random.Random(seed)
    heights = [chance.randint(20, lines - 30) for _ in range(BARS)]
    step = columns // BARS

    def is_inked(x: int, y: int) -> bool:
        bar = min(x // step, BARS - 1)
        return y == lines - 5 or (8 <= x % step < step - 6 and lines - 5 - heights[bar] <= y < lines - 5)

    return png_base64(CHART_PIXELS, is_inked, color)
