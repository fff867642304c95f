"""Words that go into a cell and come back unchanged, and that no spreadsheet takes for a formula.

References:
    OWASP, "CSV Injection": the characters a spreadsheet acts on when a cell begins with them.
"""

from __future__ import annotations

import re

from extractor.labels import clean_text

__all__ = [
    "EXCEL_LIMIT",
    "clean_text",
    "decode_escapes",
    "encode_escapes",
    "guard_text",
    "is_dangerous",
    "split_text",
    "unguard_text",
    "utf16_length",
]

EXCEL_LIMIT = 32_767
"""UTF-16 units that a cell may hold."""
DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")
"""First characters that start a formula, a command or (full width) what some locales fold into one."""
_GUARDED = re.compile(rf"'+\s*[{re.escape(''.join(sorted(DANGEROUS)))}]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BEFORE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet may act on a text rather than show it; leading blanks do not make it safe.

    >>> is_dangerous("=1+1"), is_dangerous(" @SUM(1)"), is_dangerous("7 days")
    (True, True, False)
    """
    return text[:1] in DANGEROUS or text.lstrip()[:1] in DANGEROUS


def guard_text(text: str) -> str:
    """Text for a CSV cell: an apostrophe stands before what a spreadsheet might act on.

    ``unguard_text`` takes it away again; a text that already looks guarded gets one more, so nothing is lost.

    >>> guard_text("=1+1"), guard_text("'=1+1"), guard_text("plain")
    ("'=1+1", "''=1+1", 'plain')
    """
    return f"'{text}" if is_dangerous(text) or _GUARDED.match(text) else text


def unguard_text(text: str) -> str:
    """What ``guard_text`` was given.

    >>> unguard_text("'=1+1"), unguard_text("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if _GUARDED.match(text) else text


def decode_escapes(text: str) -> str:
    r"""Text of a workbook's XML with its ``_xHHHH_`` escapes resolved; ``_x005F_`` stands for a real underscore.

    >>> decode_escapes("a_x000D_b"), decode_escapes("_x005F_x0041_")
    ('a\rb', '_x0041_')
    """
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def encode_escapes(text: str) -> str:
    """Text for a workbook's XML: whatever reads as an escape is escaped itself, two that share a line too.

    >>> encode_escapes("_x0041_"), decode_escapes(encode_escapes("_x005F_x0041_"))
    ('_x005F_x0041_', '_x005F_x0041_')
    """
    return _BEFORE_ESCAPE.sub("_x005F_", text) if "_x" in text else text


def utf16_length(text: str) -> int:
    """Length as a spreadsheet counts it: a character beyond the first plane counts twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_text(text: str, limit: int = EXCEL_LIMIT) -> list[str]:
    """Text in pieces of at most ``limit`` UTF-16 units that join up to it again; at least one piece.

    >>> split_text("abcde", 2)
    ['ab', 'cd', 'e']
    """
    if utf16_length(text) <= limit:
        return [text]
    pieces: list[str] = []
    begin = size = 0
    for position, letter in enumerate(text):
        width = 2 if ord(letter) > 0xFFFF else 1
        if size + width > limit:
            pieces.append(text[begin:position])
            begin, size = position, 0
        size += width
    return [*pieces, text[begin:]]
