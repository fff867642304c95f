"""``Authored`` -> flat OpenDocument XML, which LibreOffice exports."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from .furniture import furniture_styles, masters
from .model import Authored, Block, Run
from .odf_frames import cell, cell_table, figure, side_tab
from .odf_layout import BODY_CELLS, MARGIN_LABEL_CM, automatic_styles, bar_style, column_style
from .odf_styles import NAMESPACES, common_styles, text_width

CONTENTS_DEPTH = 2
HANGING = 8
"""Labels of up to so many letters hang beside their paragraph whatever the house does with longer ones."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")
CELL_PARAGRAPHS = {"cell": "Cell", "margin": "MarginLabel", "head": "CellHead"}


class OdfWriter:
    """Writes one document; ``heading_pages`` fills the contents list (empty on the first of two passes)."""

    def __init__(self, document: Authored, house: dict[str, Any], heading_pages: list[int], columns: int = 1) -> None:
        self.document = document
        self.house = house
        self.heading_pages = heading_pages
        self.columns = columns
        self.notes = 0
        self.tables = 0
        self.fresh = True
        self.in_section = False
        self.widths: set[int] = set()
        self.bars: set[int] = set()
        self.turn = ""
        self.across = False
        self.tab = ""

    def write(self) -> str:
        """The whole flat file."""
        meta = self.document.meta
        body = self.cover() + self.blocks(self.document.blocks) + ("</text:section>" if self.in_section else "")
        created = f"{meta['publication_date']}T09:00:00"
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:meta>'
            f"<dc:title>{escape(meta['title'])}</dc:title><dc:creator>{escape(meta['publisher'])}</dc:creator>"
            f"<meta:initial-creator>{escape(meta['publisher'])}</meta:initial-creator>"
            f"<meta:creation-date>{created}</meta:creation-date><dc:date>{created}</dc:date><dc:language>en-GB</dc:language></office:meta>"
            f"<office:font-face-decls>{self.fonts()}</office:font-face-decls>"
            f"<office:styles>{common_styles(self.house)}{furniture_styles(self.house)}</office:styles>"
            f"<office:automatic-styles>{automatic_styles(self.house, self.columns)}{self.met_styles()}</office:automatic-styles>"
            f"<office:master-styles>{masters(self.document, self.house)}</office:master-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document>"
        )

    def fonts(self) -> str:
        """Font declarations."""
        names = {self.house["font"], self.house["heading_font"]}
        return "".join(f'<style:font-face style:name="{name}" svg:font-family="\'{name}\'"/>' for name in sorted(names))

    def met_styles(self) -> str:
        """Styles of the column widths and lengths of bars met while writing the body."""
        bars = [bar_style(free, self.house) for free in sorted(self.bars)]
        return "".join(bars + [column_style(width) for width in sorted(self.widths)])

    def cover(self) -> str:
        """The title page of the house; a letter has none."""
        meta, kind = self.document.meta, self.house["cover"]
        if kind == "none":
            return ""
        below = [meta.get("subtitle", ""), meta.get("date_printed", ""), *meta.get("cover_lines", [])]
        if kind == "plain":
            lines = [f'<text:p text:style-name="PlainSub">{escape(line)}</text:p>' for line in below if line]
            return f'<text:p text:style-name="PlainSub">{escape(meta["publisher"])}</text:p><text:p text:style-name="PlainTitle">{escape(meta["title"])}</text:p>{"".join(lines)}'
        lines = [f'<text:p text:style-name="CoverSub">{escape(line)}</text:p>' for line in below if line]
        inside = f'<text:p text:style-name="CoverTitle">{escape(meta["title"])}</text:p>{"".join(lines)}'
        self.tables += 1
        band = cell_table(self.tables, inside, "CoverBand")
        return f'<text:p text:style-name="Publisher">{escape(meta["publisher"])}</text:p>{band}'

    # ------------------------------------------------------------------------------ blocks

    def blocks(self, blocks: list[Block], place: str = "page") -> str:
        """A sequence of blocks, runs of bullets gathered into real lists."""
        out: list[str] = []
        at = 0
        while at < len(blocks):
            if self.turn and not is_chapter(blocks[at]):
                out.append(f'<text:p text:style-name="{self.take_turn()}"/>')
            if blocks[at].kind == "bullet":
                end = at
                while end < len(blocks) and blocks[end].kind == "bullet":
                    end += 1
                out.append(self.first() + self.bullets(blocks[at:end], 0, place))
                at = end
            elif blocks[at].kind == "numbered" and self.house["real_numbers"]:
                out.append(self.first() + self.numbered_item(blocks[at]))
                at += 1
            else:
                out.append(self.block(blocks[at], place))
                at += 1
        return "".join(out)

    def first(self) -> str:
        """An empty paragraph that starts the inner pages where no paragraph can carry the change itself."""
        if not self.fresh or self.house["cover"] == "none":
            self.fresh = False
            return ""
        self.fresh = False
        return '<text:p text:style-name="Inner"/>'

    def block(self, block: Block, place: str) -> str:
        """One block that is no bullet."""
        match block.kind:
            case "heading":
                return self.heading(block)
            case "box":
                return self.first() + self.box(block)
            case "table":
                return self.first() + self.table(block)
            case "contents":
                return self.contents(int(block.options["value"] or CONTENTS_DEPTH))
            case "newpage":
                return '<text:p text:style-name="Break"/>'
            case "figure":
                return self.first() + figure(self.house["accent"], int(block.options["value"]))
            case "columns":
                return self.section(block.options["value"])
            case "page":
                self.across = block.options["value"] == "across"
                self.turn = "Across" if self.across else "Inner"
                return ""
        return self.paragraph(block, place)

    def paragraph(self, block: Block, place: str) -> str:
        """A paragraph or a numbered paragraph in the look of its place."""
        style, label = block.look or CELL_PARAGRAPHS.get(place, "Body"), ""
        if block.kind == "numbered":
            hangs = not (self.house["run_in_labels"] and len(block.label) > HANGING)
            style = f"Num{block.level}" if hangs else style
            label = self.label(block.label) + ("<text:tab/>" if hangs else " ")
        if place == "head":
            style = CELL_PARAGRAPHS[place]
        if self.tab and style == "Body":
            style = "Tabbed"
        if self.fresh and self.house["cover"] != "none" and style == "Body":
            style = "Inner"
            self.fresh = False
        tab, self.tab = self.tab, ""
        return f'<text:p text:style-name="{style}">{tab}{label}{self.runs(block.runs)}</text:p>'

    def label(self, label: str) -> str:
        """The printed number of a paragraph."""
        bold = label and self.house["bold_labels"]
        return f'<text:span text:style-name="B">{escape(label)}</text:span>' if bold else escape(label)

    def take_turn(self) -> str:
        """The master page that a turned page waits for."""
        turn, self.turn = self.turn, ""
        return turn

    def heading(self, block: Block) -> str:
        """A real heading; in boxes a plain bold one unless the document says otherwise."""
        words = self.runs(block.runs)
        if block.look in ("box", "item") and not self.has_item_headings():
            return self.item_heading(block, words)
        is_band = block.look == "box" and self.house["box_head"] == "band"
        style = "BandHeading" if is_band else f"Heading_{block.level}"
        if is_chapter(block):
            if self.turn:
                style = f"{self.take_turn()}Chapter"
            elif self.fresh and self.house["cover"] != "none":
                style = "InnerChapter"
            elif self.house["chapter_break"]:
                style = "Chapter"
            self.fresh = False
        return f'<text:h text:style-name="{style}" text:outline-level="{block.level}">{words}</text:h>'

    def has_item_headings(self) -> bool:
        """Whether labels of items and headings of boxes are real headings."""
        return bool(self.document.meta.get("item_headings", "text") == "heading")

    def item_heading(self, block: Block, words: str) -> str:
        """A bold line; a label may stand as a tab beside the paragraph that follows."""
        if block.look == "item" and self.house["side_tabs"]:
            self.tables += 1
            self.tab = side_tab(self.tables, words, self.house["gutter_cm"])
            block.options["tab"] = "yes"
            return ""
        box_head = "BandHead" if self.house["box_head"] == "band" else "BoxHead"
        return f'<text:p text:style-name="{box_head if block.look == "box" else "label"}">{words}</text:p>'

    def runs(self, runs: list[Run]) -> str:
        """Letters with their look, and footnotes."""
        out = []
        for run in runs:
            look = "B" * run.bold + "I" * run.italic
            text = escape(run.text)
            out.append(f'<text:span text:style-name="{look}">{text}</text:span>' if look and text else text)
            if run.note is not None:
                self.notes += 1
                out.append(
                    f'<text:note text:note-class="footnote"><text:note-citation>{self.notes}</text:note-citation>'
                    f'<text:note-body><text:p text:style-name="Footnote">{escape(run.note)}</text:p></text:note-body></text:note>'
                )
        return "".join(out)

    def bullets(self, blocks: list[Block], level: int, place: str) -> str:
        """A list; deeper bullets nest in the item above them."""
        out: list[str] = []
        at = 0
        style = CELL_PARAGRAPHS.get(place, "Body")
        while at < len(blocks):
            end = at + 1
            while end < len(blocks) and blocks[end].level > level:
                end += 1
            inner = self.bullets(blocks[at + 1 : end], level + 1, place) if end > at + 1 else ""
            out.append(
                f'<text:list-item><text:p text:style-name="{style}">{self.runs(blocks[at].runs)}</text:p>{inner}</text:list-item>'
            )
            at = end
        name = ' text:style-name="Bullets"' if level == 0 else ""
        return f"<text:list{name}>{''.join(out)}</text:list>"

    def numbered_item(self, block: Block) -> str:
        """An entry of a real numbered list: the office prints the number and tags it as a label."""
        start = block.label.rstrip(".")
        return (
            f'<text:list text:style-name="Numbers" text:continue-numbering="true"><text:list-item text:start-value="{start}">'
            f'<text:p text:style-name="Body">{self.runs(block.runs)}</text:p></text:list-item></text:list>'
        )

    def box(self, block: Block) -> str:
        """A box; its first heading stands on a dark strip where the house has them."""
        blocks, strip = block.blocks, ""
        if self.house["box_head"] == "strip" and blocks and blocks[0].kind == "heading":
            strip = self.strip(blocks[0])
            blocks = blocks[1:]
        inside = self.blocks(blocks, "box")
        self.tables += 1
        whole = len(block.blocks) <= self.house["whole_box"]
        return cell_table(self.tables, inside, f"Box_{block.look}", whole, strip)

    def strip(self, heading: Block) -> str:
        """White words for a dark strip."""
        words = self.runs(heading.runs)
        if self.has_item_headings():
            return f'<text:h text:style-name="StripHeading" text:outline-level="{heading.level}">{words}</text:h>'
        return f'<text:p text:style-name="StripHead">{words}</text:p>'

    def table(self, block: Block) -> str:
        """A ruled table, with a repeated heading row where it has one; one of ``style=margin`` has labels beside the text."""
        self.tables += 1
        hundredths = self.column_widths(block)
        self.widths.update(hundredths)
        styles = "".join(f'<table:table-column table:style-name="W{width}"/>' for width in hundredths)
        if block.look == "bars":
            self.draw_bars(block, hundredths[-1])
        name = f"T{self.tables}"
        rows = [
            self.row(row, head=index == 0 and "header" in block.options, block=block)
            for index, row in enumerate(block.rows)
        ]
        if "header" in block.options:
            rows[0] = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
        style = "OutToMargin" if block.look == "margin" else "Full"
        return f'<table:table table:name="{name}" table:style-name="{style}">{styles}{"".join(rows)}</table:table>'

    def column_widths(self, block: Block) -> list[int]:
        """Widths of a table's columns in hundredths of a centimetre."""
        room = text_width(self.house, self.across)
        if block.look == "margin":
            return [round(100 * MARGIN_LABEL_CM), round(100 * room)]
        given = [float(width) for width in block.options.get("widths", "").split(",") if width]
        widths = given or [1.0] * len(block.rows[0])
        return [round(width * room / sum(widths) * 100) for width in widths]

    def row(self, cells: list[list[Block]], head: bool, block: Block) -> str:
        """One table row."""
        place = "head" if head else "margin" if block.look == "margin" else "cell"
        style = "CellTop" if head else BODY_CELLS.get(block.look, "CellBody")
        inside = "".join(cell(style, self.blocks(blocks, place) or "<text:p/>") for blocks in cells)
        others = [part.text for other in cells[1:] for part in other]
        if "span" in block.options and not any(others):  # a heading over the rows that follow
            inside = cell(style, self.blocks(cells[0], place), len(cells))
        keep = "Split" if "split" in block.options else "Whole"
        return f'<table:table-row table:style-name="{keep}">{inside}</table:table-row>'

    def draw_bars(self, block: Block, room: int) -> None:
        """Shade the number in the last column of each row as long as it is large: a bar chart that is text."""
        cells = [row[-1][0] for row in block.rows if row[-1]]
        values = {part: float(found[0]) for part in cells if (found := NUMBER.match(part.text))}
        for part, value in values.items():
            free = round((room - 30) * (1 - value / max(values.values())))
            self.bars.add(free)
            part.look = f"Bar{free}"

    def section(self, value: str) -> str:
        """Begin a part set in this many columns."""
        closing = "</text:section>" if self.in_section else ""
        self.in_section = True
        self.tables += 1
        return (
            f'{closing}<text:section text:style-name="{"Two" if value == "2" else "One"}" text:name="S{self.tables}">'
        )

    def contents(self, depth: int) -> str:
        """A real contents list whose page numbers come from the pass before."""
        headings = printed_headings(self.document)
        pages = self.heading_pages or [0] * len(headings)
        head = "InnerToc" if self.fresh and self.house["cover"] != "none" else "TocHead"
        self.fresh = False
        lines = "".join(
            f'<text:p text:style-name="Toc{heading.level}">{escape(heading.text)}<text:tab/>{page}</text:p>'
            for heading, page in zip(headings, pages, strict=True)
            if heading.level <= depth
        )
        return (
            '<text:table-of-content text:name="Contents"><text:table-of-content-source text:outline-level="2"/><text:index-body>'
            f'<text:index-title text:name="ContentsHead"><text:p text:style-name="{head}">Contents</text:p></text:index-title>{lines}'
            "</text:index-body></text:table-of-content>"
        )


def is_chapter(block: Block) -> bool:
    """Whether a block is a heading of the first level in the running text."""
    return block.kind == "heading" and block.level == 1 and block.look == ""


def printed_headings(document: Authored) -> list[Block]:
    """Headings of the running text, in order; those of boxes and items are not in the contents."""
    return [block for block in document.blocks if block.kind == "heading" and block.look == ""]
