"""Letters as they should have been: ligatures, hyphens, spaces and bullets of published PDFs made plain.

Everything here works on one line or on the seam between two lines, so offsets are decided after it and never move.
"""

from __future__ import annotations

import re
from collections.abc import Set

LINE_END_HYPHEN = "\x02"
"""What PDFium puts where a line ends in a hyphen: it does not know whether the word was really split."""

BULLETS = frozenset("•◦▪▫◼◾■□●○‣⁃∙·➢➤►▶✓✔❖◆♦\uf0b7\uf06e\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d\uf0b0\x83")
"""Glyphs that stand for a bullet, private-use ones of Symbol and Wingdings and a bare U+0083 among them."""

DASH_BULLETS = frozenset("-–—−‒‐*o")
"""Characters that are bullets only when they stand alone before a gap."""

_TRANSLATION = {
    0x00A0: " ", 0x2007: " ", 0x202F: " ", 0x2009: " ", 0x200A: " ", 0x2002: " ", 0x2003: " ", 0x3000: " ",
    0x00AD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None, 0xFFFE: "-",
    0x2010: "-", 0x2011: "-", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
    0xFB05: "st", 0xFB06: "st", 0x0091: "‘", 0x0092: "’", 0x0093: "“", 0x0094: "”", 0x0096: "–", 0x0097: "—",
    0x0085: "…", 0x0009: " ", 0x000A: " ", 0x000D: " ", 0xF02D: "-", 0xF0E0: "→",
}  # fmt: skip
_SPACES = re.compile(r"\s+")
_CONTROLS = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x82\x84\x86-\x90\x95\x98-\x9f]")
_BULLET_HEAD = re.compile("^[" + re.escape("".join(sorted(BULLETS))) + r"]\s*")
_DASH_HEAD = re.compile(r"^[-–—−‒*o]\s+(?=\S)")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def line_to_clean(text: str) -> str:
    r"""A line with plain spaces, hyphens and letters; the end-of-line hyphen mark stays for ``join_lines``.

    >>> line_to_clean("e\ufb03cient\u00a0multi\u2011agency\u00ad work ")
    'efficient multi-agency work'
    """
    return _SPACES.sub(" ", _CONTROLS.sub("", text.translate(_TRANSLATION))).strip()


def split_bullet(text: str) -> tuple[str, str]:
    r"""The bullet a line begins with, and the rest.

    A lone dash or ``o`` counts only before a space, so ``"- ensuring"`` is a bullet and ``"-5 degrees"`` is not.

    >>> split_bullet("\uf0b7 ensure that")
    ('\uf0b7', 'ensure that')
    >>> split_bullet("o review cases")
    ('o', 'review cases')
    >>> split_bullet("old cases")
    ('', 'old cases')
    """
    found = _BULLET_HEAD.match(text) or _DASH_HEAD.match(text)
    if not found:
        return "", text
    return found.group().strip(), text[found.end() :].lstrip()


def words_of(text: str) -> list[str]:
    """The words of a line in lower case, for the vocabulary that decides about split words."""
    return [word.lower() for word in WORD.findall(text)]


def join_lines(first: str, second: str, vocabulary: Set[str]) -> str:
    r"""What stands between two lines of one paragraph: the text of ``first`` and the seam, ready for ``second``.

    A hyphen at a line end is dropped only when the word was really split: the joined word occurs elsewhere in the
    document, or one of the halves does not occur by itself.

    >>> join_lines("multi\x02", "agency work", frozenset({"multi", "agency"}))
    'multi-'
    >>> join_lines("recom\x02", "mendation", frozenset({"recommendation"}))
    'recom'
    >>> join_lines("a line", "and the next", frozenset())
    'a line '
    """
    if not first:
        return first
    if first[-1] in (LINE_END_HYPHEN, "-"):
        return _hyphen_seam(first, second, vocabulary)
    if first[-1] in "–—/" and not first.endswith((" –", " —")):
        return first if first[-1] == "/" or first[-2:-1].isdigit() else first + " "
    return first + " "


def _hyphen_seam(first: str, second: str, vocabulary: Set[str]) -> str:
    stem = first[:-1]
    left = re.search(r"[^\W\d_]+$", stem)
    right = re.match(r"[^\W\d_]+", second)
    if not stem or stem[-1] == " ":
        return stem + "- "
    if not left or not right or not right.group()[0].islower():
        return stem + "-"
    head, tail = left.group().lower(), right.group().lower()
    if head + tail in vocabulary:
        return stem
    return stem if tail not in vocabulary and head not in vocabulary else stem + "-"


def without_end_hyphen(text: str) -> str:
    """A finished paragraph's text with the end-of-line mark, if one is left, as a plain hyphen."""
    return text.replace(LINE_END_HYPHEN, "-")
