"""What an authored document is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


class BadContent(ValueError):
    """A content file breaks the format; the message names file and line."""


@dataclass
class Run:
    """Letters of one look; ``note`` is the text of a footnote whose mark stands after them."""

    text: str
    bold: bool = False
    italic: bool = False
    note: str | None = None


@dataclass
class Mark:
    """A stretch of words that gold wants: ``to``, ``by``, ``grade``, ``status``, ``no`` or ``title``."""

    kind: str
    argument: str
    text: str


@dataclass(eq=False)
class Block:
    """One printed paragraph, heading, bullet or numbered paragraph; or a box, a table, a break.

    ``kind`` is one of heading, paragraph, bullet, numbered, box, table, contents, newpage, columns, page, figure. ``label`` is
    the printed number or letter of a numbered block. ``pages`` is filled from the finished PDF.
    """

    kind: str
    runs: list[Run] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    level: int = 0
    label: str = ""
    look: str = ""
    blocks: list[Block] = field(default_factory=list)
    rows: list[list[list[Block]]] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    line: int = 0
    pages: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The words without bullet, label and footnotes, white space folded."""
        return " ".join("".join(run.text for run in self.runs).split())

    def walk(self) -> Iterator[Block]:
        """This block and all inside it, in reading order."""
        yield self
        for block in self.blocks:
            yield from block.walk()
        for row in self.rows:
            for cell in row:
                for block in cell:
                    yield from block.walk()

    def copy(self) -> Block:
        """The same words to be printed again elsewhere."""
        return Block(
            self.kind, self.runs, self.marks, self.level, self.label, self.look, options=self.options, line=self.line
        )


@dataclass(eq=False)
class Item:
    """An item of gold: its attributes, and the blocks of each of its printings (the first one is authored)."""

    id: str
    kind: str
    relevance: str | None
    themes: list[str]
    options: dict[str, str]
    heading: Block | None = None
    text: list[Block] = field(default_factory=list)
    support: list[Block] = field(default_factory=list)
    lead: Block | None = None
    section: tuple[str, ...] = ()
    inherited: list[Mark] = field(default_factory=list)
    again: list[list[Block]] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    status: str | None = None

    @property
    def label_block(self) -> Block | None:
        """The block that carries the printed label."""
        if self.heading is not None and not self.heading.options.get("title_only"):
            return self.heading
        return self.text[0] if self.text and self.text[0].label else None


@dataclass
class StatusLine:
    """A line about an item of an earlier report: a status, and nothing asked."""

    block: Block
    status: str
    number: str | None = None
    row: str | None = None

    @property
    def text(self) -> str:
        """The words of its paragraph, or of its whole table row."""
        return self.row or self.block.text


@dataclass
class Grade:
    """One graded area and the block that prints its grade."""

    area: str
    grade: str
    block: Block


@dataclass
class Authored:
    """A whole content file."""

    stem: str
    meta: dict[str, Any]
    blocks: list[Block] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    status_lines: list[StatusLine] = field(default_factory=list)
    grades: list[Grade] = field(default_factory=list)

    def walk(self) -> Iterator[Block]:
        """Every block in reading order."""
        for block in self.blocks:
            yield from block.walk()
