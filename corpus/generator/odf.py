"""``Authored`` -> flat OpenDocument XML, which LibreOffice exports as a tagged PDF."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from .model import Authored, Block, Run
from .odf_styles import NAMESPACES, automatic_styles, common_styles, text_width

CONTENTS_DEPTH = 2
CHAPTER = '<text:chapter text:display="name" text:outline-level="1"/>'
"""``[chapter]`` in a running header is the chapter of the page."""
SHORT_BOX = 6
"""Boxes of up to so many paragraphs stay on one page; longer ones may cross pages, as they do in real reports."""


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
        self.tab = ""
        self.turn = ""

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
            f"<office:styles>{common_styles(self.house)}</office:styles>"
            f"<office:automatic-styles>{automatic_styles(self.house, self.columns)}{self.column_styles()}</office:automatic-styles>"
            f"<office:master-styles>{self.masters()}</office:master-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document>"
        )

    def fonts(self) -> str:
        """Font declarations."""
        names = {self.house["font"], self.house["heading_font"]}
        return "".join(f'<style:font-face style:name="{name}" svg:font-family="\'{name}\'"/>' for name in sorted(names))

    def column_styles(self) -> str:
        """One style per column width met while writing the body."""
        return "".join(
            f'<style:style style:name="W{width}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width / 100}cm"/></style:style>'
            for width in sorted(self.widths)
        )

    def masters(self) -> str:
        """A bare first page and inner pages with running header and footer."""
        meta = self.document.meta
        header = escape(meta.get("header", "")).replace("[chapter]", CHAPTER)
        footer = escape(meta.get("footer", ""))
        number = '<text:page-number text:select-page="current"/>'
        line = f"{footer} {number}" if footer else number
        return (
            '<style:master-page style:name="Standard" style:page-layout-name="CoverLayout" style:next-style-name="Inner"/>'
            f'<style:master-page style:name="Inner" style:page-layout-name="InnerLayout">'
            f'<style:header><text:p text:style-name="Header">{header}</text:p></style:header>'
            f'<style:footer><text:p text:style-name="Footer">{line}</text:p></style:footer></style:master-page>'
            '<style:master-page style:name="Wide" style:page-layout-name="WideLayout">'
            f'<style:header><text:p text:style-name="Header">{header}</text:p></style:header>'
            f'<style:footer><text:p text:style-name="Footer">{line}</text:p></style:footer></style:master-page>'
        )

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
        return f'<text:p text:style-name="Publisher">{escape(meta["publisher"])}</text:p>' + self.cell_table(
            inside, "CoverBand"
        )

    # ------------------------------------------------------------------------------ blocks

    def blocks(self, blocks: list[Block], place: str = "page") -> str:
        """A sequence of blocks, runs of bullets gathered into real lists."""
        out: list[str] = []
        at = 0
        while at < len(blocks):
            if blocks[at].kind == "bullet":
                end = at
                while end < len(blocks) and blocks[end].kind == "bullet":
                    end += 1
                out.append(self.first() + self.bullets(blocks[at:end], 0, place))
                at = end
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
                return self.first() + self.cell_table(
                    self.blocks(block.blocks, "box"), f"Box_{block.look}", whole=len(block.blocks) <= SHORT_BOX
                )
            case "table":
                return self.first() + self.table(block)
            case "contents":
                return self.contents(int(block.options["value"] or CONTENTS_DEPTH))
            case "newpage":
                return '<text:p text:style-name="Break"/>'
            case "columns":
                return self.section(block.options["value"])
            case "turn":
                self.turn = "Wide" if block.options["value"] == "wide" else "Inner"  # the next chapter begins there
                return ""
        style = (
            f"Num{block.level}" if block.kind == "numbered" else block.look or ("Cell" if place == "cell" else "Body")
        )
        label = f"{escape(block.label)}<text:tab/>" if block.label else ""
        style = "CellHead" if place == "head" else "Tabbed" if self.tab and style == "Body" else style
        if self.fresh and self.house["cover"] != "none" and style == "Body":
            style = "Inner"
            self.fresh = False
        return f'<text:p text:style-name="{style}">{self.take_tab()}{label}{self.runs(block.runs)}</text:p>'

    def take_tab(self) -> str:
        """The side tab that waits for the paragraph it stands beside."""
        tab, self.tab = self.tab, ""
        return tab

    def side_tab(self, words: str) -> str:
        """A label as a coloured tab in the left margin."""
        width = self.house["gutter_cm"] - 0.4
        self.tables += 1
        return (
            f'<draw:frame draw:style-name="Tab" draw:name="Tab{self.tables}" text:anchor-type="paragraph" svg:x="-{self.house["gutter_cm"]}cm" '
            f'svg:y="0.45cm" svg:width="{width}cm" draw:z-index="0"><draw:text-box fo:min-height="1cm">'
            f'<text:p text:style-name="CellHead"><text:span text:style-name="White">{words}</text:span></text:p></draw:text-box></draw:frame>'
        )

    def heading(self, block: Block) -> str:
        """A real heading; in boxes a plain bold one unless the document says otherwise."""
        words = self.runs(block.runs)
        if block.look in ("box", "item") and self.document.meta.get("item_headings", "text") == "text":
            style = "BoxHead" if block.look == "box" else "label"
            if style == "label" and self.house["side_tabs"]:
                self.tab = self.side_tab(words)
                block.options["tab"] = "yes"
                return ""
            return f'<text:p text:style-name="{style}">{words}</text:p>'
        style = f"Heading_{block.level}"
        if block.level == 1 and block.look == "":
            breaks = self.house["chapter_break"]
            style = "InnerChapter" if self.fresh and self.house["cover"] != "none" else "Chapter" if breaks else style
            if self.turn:
                style, self.turn = f"{self.turn}Chapter", ""
            self.fresh = False
        return f'<text:h text:style-name="{style}" text:outline-level="{block.level}">{words}</text:h>'

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
        style = "Cell" if place == "cell" else "Body"
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

    def cell_table(self, inside: str, style: str, whole: bool = True) -> str:
        """A table of one cell: how a word processor makes a box."""
        self.tables += 1
        return (
            f'<table:table table:name="Box{self.tables}" table:style-name="Full"><table:table-column/><table:table-row table:style-name="{"Whole" if whole else "Split"}">'
            f'<table:table-cell table:style-name="{style}" office:value-type="string">{inside}</table:table-cell></table:table-row></table:table>'
        )

    def table(self, block: Block) -> str:
        """A ruled table, with a repeated heading row where it has one."""
        self.tables += 1
        widths = [float(width) for width in block.options.get("widths", "").split(",") if width] or [1.0] * len(
            block.rows[0]
        )
        name = f"T{self.tables}"
        wide = "wide" in block.options
        unit = text_width(self.house, wide) / sum(widths)
        hundredths = [round(width * unit * 100) for width in widths]
        self.widths.update(hundredths)
        styles = "".join(f'<table:table-column table:style-name="W{width}"/>' for width in hundredths)
        rows = [
            self.row(row, head=index == 0 and "header" in block.options, block=block)
            for index, row in enumerate(block.rows)
        ]
        if "header" in block.options:
            rows[0] = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
        return f'<table:table table:name="{name}" table:style-name="{"FullWide" if wide else "Full"}">{styles}{"".join(rows)}</table:table>'

    def row(self, cells: list[list[Block]], head: bool, block: Block) -> str:
        """One table row."""
        style = "CellTop" if head else "CellRuled" if block.look == "ruled" else "CellBody"
        inside = "".join(
            f'<table:table-cell table:style-name="{style}" office:value-type="string">{self.blocks(cell, "head" if head else "cell") or "<text:p/>"}</table:table-cell>'
            for cell in cells
        )
        keep = "Split" if "split" in block.options else "Whole"
        return f'<table:table-row table:style-name="{keep}">{inside}</table:table-row>'

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


def printed_headings(document: Authored) -> list[Block]:
    """Headings of the running text, in order; those of boxes and items are not in the contents."""
    return [block for block in document.blocks if block.kind == "heading" and block.look == ""]
