"""Content files -> ``Authored``: TOML between ``+++`` lines, then line-based markup (see ``corpus/README.md``)."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

from .inline import read_inline
from .model import Authored, BadContent, Block, Grade, Item, Mark, StatusLine
from .names import KINDS, RELEVANCE, THEMES
from .reprint import fill_early, print_again, print_early, print_from_elsewhere, print_short

HEADING = re.compile(r"(#{1,5}) +(.*)")
BULLET = re.compile(r"( *)- +(.*)")
NUMBERED = re.compile(r"( *)=([^=]+)= *(.*)")
SHORT_ITEM = re.compile(r'@\(((?:"[^"]*"|[^)"])*)\) *(.*)', re.DOTALL)
LOOKS = ("intro", "right", "small", "centre", "label", "quote", "address", "field", "big", "pull", "caption")


def load(path: Path) -> Authored:
    """The document of a content file; ``base`` in its head takes another file's text and edits it.

    Raises:
        BadContent: the file breaks the format.
    """
    meta, body = split_head(path)
    if base := meta.get("base"):
        base_meta, body = split_head(path.with_name(f"{base}.txt"))
        for edit in meta.pop("edits", []):
            if body.count(edit["find"]) != 1:
                raise BadContent(f"{path.name}: edit matches {body.count(edit['find'])} times: {edit['find'][:60]!r}")
            body = body.replace(edit["find"], edit["replace"])
        meta = base_meta | meta
    return Parser(path, meta).parse(body)


def split_head(path: Path) -> tuple[dict, str]:
    """TOML head and body of a content file."""
    parts = path.read_text(encoding="utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise BadContent(f"{path.name}: must begin with TOML between two +++ lines")
    return tomllib.loads(parts[1]), parts[2]


class Parser:
    """One pass over the lines; open boxes and items are stacks."""

    def __init__(self, path: Path, meta: dict) -> None:
        self.path = path
        self.document = Authored(path.stem, meta)
        self.out: list[list[Block]] = [self.document.blocks]
        self.items: list[Item] = []
        self.support = False
        self.lead: Block | None = None
        self.headings: list[Block] = []
        self.box_head: Block | None = None
        self.line = 0
        self.pending: list[str] = []

    # ------------------------------------------------------------------------------ lines

    def parse(self, body: str) -> Authored:
        """The whole document."""
        lines = body.split("\n")
        offset = len(self.path.read_text(encoding="utf-8").split("\n")) - len(lines)
        table: list[str] | None = None
        for number, line in enumerate(lines, offset + 1):
            if table is not None:
                if line.strip() == ":::":
                    self._table(table)
                    table = None
                elif line.strip():
                    table.append(line)
                continue
            starts = line.strip() == "" or re.match(r"(#{1,5} | *- | *=[^=]+=|@|:::)", line)
            if starts:
                self._flush()
                self.line = number
            if line.startswith(":::table"):
                table = [line]
            elif line.strip() and (not starts or not self._directive(line)):
                self.pending.append(line)
                if line.startswith("#"):  # a heading is one line
                    self._flush()
        self._flush()
        if self.items or len(self.out) > 1:
            raise self._bad("an @item or a box is not closed")
        fill_early(self.document)
        return self.document

    def _directive(self, line: str) -> bool:
        """Whether the line was one that stands alone."""
        if line.startswith(":::"):
            self._box(line[3:].strip())
            return True
        if not line.startswith("@") or line.startswith("@("):
            return False
        word, _, rest = line[1:].partition(" ")
        match word:
            case "page" if rest.strip() not in ("across", "upright"):
                raise self._bad("a page lies across or stands upright")
            case "contents" | "newpage" | "columns" | "page" | "figure":
                self._add(Block(word, options={"value": rest.strip()}, line=self.line))
            case "item":
                self._open_item(rest)
            case "end":
                self._close_item()
            case "support":
                self.support = True
            case "label" | "title":
                self._label(rest, title_only=word == "title")
            case "lead":
                self.lead = self.block("paragraph", rest, look="lead")
                self._add(self.lead)
            case "endlead":
                self.lead = None
            case "again":
                print_again(self, rest.split())
            case "early":
                print_early(self, rest)
            case "short":
                print_short(self, rest)
            case "reprint":
                print_from_elsewhere(self, shlex.split(rest))
            case _ if word in LOOKS:
                self.pending.append(line)
            case _:
                raise self._bad(f"unknown directive @{word}")
        return True

    def _flush(self) -> None:
        source, self.pending = "\n".join(self.pending), []
        if source.strip():
            self._text(source)

    def _text(self, source: str) -> None:
        if heading := HEADING.match(source):
            self._heading(heading)
        elif bullet := BULLET.match(source):
            self._item_block("bullet", bullet[2] + source[bullet.end() :], level=len(bullet[1]) // 2)
        elif numbered := NUMBERED.match(source):
            rest = numbered[3] + source[numbered.end() :]
            self._item_block("numbered", rest, level=len(numbered[1]) // 2, label=numbered[2].strip())
        elif source.startswith("@") and not source.startswith("@("):
            look, _, rest = source[1:].partition(" ")
            self._item_block("paragraph", rest, look=look)
        else:
            self._item_block("paragraph", source)

    def _heading(self, found: re.Match[str]) -> None:
        block = self.block("heading", found.string[found.start(2) :], level=len(found[1]))
        self.lead = None
        if len(self.out) > 1:
            block.look, block.level = "box", max(block.level, 4)
            self.box_head = block
        else:
            self.headings = [above for above in self.headings if above.level < block.level] + [block]
        self._add(block)

    # ------------------------------------------------------------------------------ items

    def _item_block(self, kind: str, source: str, **shape: object) -> None:
        if found := SHORT_ITEM.match(source):
            self.add_short_item(self.block(kind, found[2], **shape), found[1])
        else:
            self._add(self.block(kind, source, **shape))

    def add_short_item(self, block: Block, attributes: str) -> Item:
        """An item that is one block."""
        item = self.new_item(attributes)
        item.text.append(block)
        self._add(block, into_item=False)
        return item

    def new_item(self, attributes: str) -> Item:
        """Register an item from its attributes: [kind] id [relevance] [themes] [flag ...] [key=value ...]."""
        words = shlex.split(attributes)
        options = dict(word.split("=", 1) for word in words if "=" in word)
        words = [word for word in words if "=" not in word]
        options |= {flag: "yes" for flag in ("restated", "ambiguous") if flag in words}
        words = [word for word in words if word not in ("restated", "ambiguous")]
        kind = KINDS[words.pop(0)] if words and words[0] in KINDS else KINDS["rec"]
        identity, relevance, themes = (*words, None, None, None)[:3]
        if identity is None or identity in self.document.items or len(words) > 3:
            raise self._bad(f"an item needs one new id, then relevance and themes: {attributes!r}")
        if relevance == "-":
            relevance = None
        if relevance is not None and relevance not in RELEVANCE:
            raise self._bad(f"unknown relevance {relevance!r}")
        unknown = [name for name in (themes or "").split(",") if name not in ("", "-") and name not in THEMES]
        if unknown:
            raise self._bad(f"unknown theme {unknown}")
        full = [THEMES[name] for name in (themes or "").split(",") if name in THEMES]
        item = Item(str(identity), str(kind), relevance, full, options, lead=self.lead)
        item.section = tuple(heading.text for heading in self.headings)
        item.inherited = [mark for block in self.headings for mark in block.marks if mark.kind in ("to", "by")]
        if self.box_head is not None:  # "Within three months" over a box of items
            item.inherited = [mark for mark in self.box_head.marks if mark.kind in ("to", "by")] or item.inherited
        item.status = options.get("status")
        self.document.items[item.id] = item
        return item

    def _open_item(self, attributes: str) -> None:
        self.items.append(self.new_item(attributes))
        self.support = False
        if self.items[-1].options.get("lead") != "keep":
            self.lead = None

    def _close_item(self) -> None:
        if not self.items:
            raise self._bad("@end without @item")
        self.items.pop()
        self.support = False

    def _label(self, source: str, title_only: bool) -> None:
        if not self.items:
            raise self._bad("@label outside an item")
        block = self.block("heading", source, level=3, look="box" if len(self.out) > 1 else "item")
        if title_only:
            block.options["title_only"] = "yes"
        self.items[-1].heading = block
        self.out[-1].append(block)

    # ------------------------------------------------------------------------------ blocks

    def block(self, kind: str, source: str, **shape: object) -> Block:
        """A block whose words and marks are read from their source."""
        try:
            runs, marks = read_inline(source)
        except ValueError as error:
            raise self._bad(str(error)) from error
        return Block(kind, runs, marks, line=self.line, **shape)  # type: ignore[arg-type]

    def _add(self, block: Block, into_item: bool = True) -> None:
        self.out[-1].append(block)
        if into_item and self.items and block.kind in ("paragraph", "bullet", "numbered"):
            item = self.items[-1]
            (item.support if self.support else item.text).append(block)
        for owner in self.items[:-1] if into_item else self.items:
            if owner.kind == "group" and block.kind in ("paragraph", "bullet", "numbered"):
                owner.text.append(block)
        self._note_marks(block, block)

    def _note_marks(self, block: Block, whole: Block) -> None:
        for mark in block.marks:
            if mark.kind == "status":
                self._status(mark, block)
            elif mark.kind == "grade" and mark.argument:
                self.document.grades.append(Grade(mark.argument, mark.text, block))

    def _status(self, mark: Mark, block: Block) -> None:
        if mark.argument:
            self.document.items[mark.argument].status = mark.text
        elif self.items:
            self.items[-1].status = mark.text
        else:
            number = next((other.text for other in block.marks if other.kind == "no"), None)
            self.document.status_lines.append(StatusLine(block, mark.text, number))

    def _box(self, head: str) -> None:
        if not head:
            if len(self.out) == 1:
                raise self._bad("::: without a box")
            self.out.pop()
            self.lead = self.box_head = None
            return
        word, _, rest = head.partition(" ")
        if word != "box":
            raise self._bad(f"unknown block :::{word}")
        look, _, title = rest.partition(" ")
        box = Block("box", look=look or "plain", line=self.line)
        self.out[-1].append(box)
        self.out.append(box.blocks)
        self.lead = None
        if title.strip():
            self.box_head = self.block("heading", title, level=4, look="box")
            self._add(self.box_head)

    def _table(self, lines: list[str]) -> None:
        options = dict([*word.split("=", 1), "yes"][:2] for word in lines[0][len(":::table") :].split())
        table = Block("table", look=options.get("style", ""), options=options, line=self.line)
        for offset, line in enumerate(lines[1:], 1):
            self.line += 1
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            table.rows.append([self._cell(cell) for cell in cells])
            self._row_marks(table.rows[-1], is_head=offset == 1 and "header" in options)
        self.out[-1].append(table)

    def _cell(self, source: str) -> list[Block]:
        self.out.append([])
        for part in source.split(" // "):
            if not (part.startswith("@again") and self._directive(part)):
                self._text(part)
        cell = self.out.pop()
        for item in self.document.items.values():
            if cell and item.text[:1] == cell[:1]:
                item.text = cell  # bullets below the first paragraph of an item's cell are its own
        return cell

    def _row_marks(self, row: list[list[Block]], is_head: bool) -> None:
        blocks = [block for cell in row for block in cell]
        for item in self.document.items.values():
            words = [block for block in blocks if any(block in printing for printing in (item.text, *item.again))]
            if not words:
                continue
            beside = [mark for block in blocks if block not in words for mark in block.marks]
            item.inherited = [mark for mark in beside if mark.kind in ("to", "by")] or item.inherited
        for line in self.document.status_lines:
            if any(line.block is block for block in blocks):
                line.row = " ".join(block.text for block in blocks)
        for block in blocks:
            for mark in block.marks:
                if mark.kind == "grade" and not mark.argument and not is_head:
                    self.document.grades.append(Grade(blocks[0].text, mark.text, block))

    def _bad(self, message: str) -> BadContent:
        return BadContent(f"{self.path.name}:{self.line}: {message}")
