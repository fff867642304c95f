"""Inline markup: **bold**, *italic*, footnotes ``^[...]`` and marks ``{kind argument: words}``."""

from __future__ import annotations

import re

from .model import Mark, Run

TOKEN = re.compile(r"\*\*|\*|\^\[|\{(?=(?:to|by|grade|status|no|title)\b)|\}|\]|\\.")
MARK_HEAD = re.compile(r"(\w+)(?: ([^:{}]*?))?: ?")


def smarten(text: str) -> str:
    """Typewriter quotes as curly ones.

    >>> smarten("the force's 'voice of the child'")
    'the force’s ‘voice of the child’'
    """
    text = re.sub(r"(^|[\s(\[–—/])'", r"\1‘", text)
    text = text.replace("'", "’")
    text = re.sub(r'(^|[\s(\[–—/‘])"', r"\1“", text)
    return text.replace('"', "”")


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.marks: list[Mark] = []
        self.bold = self.italic = False

    def read(self, closing: str = "") -> list[Run]:
        runs: list[Run] = []
        while self.at < len(self.source):
            found = TOKEN.search(self.source, self.at)
            end = found.start() if found else len(self.source)
            if end > self.at:
                runs.append(Run(self.source[self.at : end], self.bold, self.italic))
            if found is None:
                self.at = end
                break
            self.at = found.end()
            if found.group() == closing:
                return runs
            self._take(found.group(), runs)
        return runs

    def _take(self, token: str, runs: list[Run]) -> None:
        if token == "**":
            self.bold = not self.bold
        elif token == "*":
            self.italic = not self.italic
        elif token == "^[":
            note = "".join(run.text for run in _nested(self, "]"))
            runs.append(Run("", self.bold, self.italic, note))
        elif token == "{":
            self._mark(runs)
        else:
            runs.append(Run(token[-1], self.bold, self.italic))

    def _mark(self, runs: list[Run]) -> None:
        head = MARK_HEAD.match(self.source, self.at)
        if head is None:
            raise ValueError(f"a mark needs 'kind argument: words': {self.source[self.at - 1 :][:40]!r}")
        self.at = head.end()
        inside = self.read("}")
        runs.extend(inside)
        words = " ".join("".join(run.text for run in inside).split())
        self.marks.append(Mark(head[1], (head[2] or "").strip(), words))


def _nested(reader: _Reader, closing: str) -> list[Run]:
    bold, italic = reader.bold, reader.italic
    reader.bold = reader.italic = False
    runs = reader.read(closing)
    reader.bold, reader.italic = bold, italic
    return runs


def read_inline(source: str) -> tuple[list[Run], list[Mark]]:
    """Runs and marks of one block's text.

    >>> runs, marks = read_inline("By now, {to force: chief constables} should **act**.")
    >>> marks[0].text, [run.text for run in runs if run.bold]
    ('chief constables', ['act'])
    """
    reader = _Reader(smarten(" ".join(source.split())))
    runs = reader.read()
    if reader.bold or reader.italic:
        raise ValueError(f"an asterisk is not closed: {source[:60]!r}")
    return runs, reader.marks
