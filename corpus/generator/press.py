"""``Authored`` -> an untagged PDF as a print designer leaves it: running heads by chapter, outer folios, labels in the margin."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from .model import Authored, Block
from .odf import OdfWriter, printed_headings
from .odf_styles import cell_style, paragraph, weight
from .office import export
from .pages import locate

MARGIN_LABEL_CM = 3.4
"""Width of the column beside the text that holds a label; a table of ``style=margin`` reaches out into it."""
CHAPTER = '<text:chapter text:display="name" text:outline-level="1">-</text:chapter>'
PAGE_NUMBER = '<text:page-number text:select-page="current"/>'


class PressWriter(OdfWriter):
    """The office's pages with a designer's furniture; its PDF has neither tags nor bookmarks."""

    def masters(self) -> str:
        """A bare first page; inner pages whose left ones name the report and whose right ones name the chapter."""
        title = escape(self.document.meta.get("header", ""))
        left, right = 'text:style-name="Header"', 'text:style-name="HeaderRight"'
        return (
            '<style:master-page style:name="Standard" style:page-layout-name="CoverLayout" style:next-style-name="Inner"/>'
            '<style:master-page style:name="Inner" style:page-layout-name="InnerLayout">'
            f"<style:header><text:p {right}>{CHAPTER}</text:p></style:header>"
            f"<style:header-left><text:p {left}>{title}</text:p></style:header-left>"
            f"<style:footer><text:p {right}>{PAGE_NUMBER}</text:p></style:footer>"
            f"<style:footer-left><text:p {left}>{PAGE_NUMBER}</text:p></style:footer-left></style:master-page>"
        )

    def column_styles(self) -> str:
        """The body's column widths, and the looks that only a press has."""
        width = self.text_width() + MARGIN_LABEL_CM
        return (
            super().column_styles()
            + paragraph("HeaderRight", weight(size=8.5, color="#555555"), 'fo:text-align="end"')
            + paragraph("Strong", weight(True, color=self.house["accent"]), 'fo:margin-bottom="0.1cm"')
            + cell_style("CellBare", 'fo:padding="0.05cm"')
            + cell_style("BoxBand", f'fo:background-color="{self.house["accent"]}" fo:padding="0.2cm"')
            + '<style:style style:name="OutToMargin" style:family="table"><style:table-properties '
            f'style:width="{width}cm" fo:margin-left="-{MARGIN_LABEL_CM}cm" fo:margin-top="0.25cm" fo:margin-bottom="0.35cm" '
            'table:align="left"/></style:style>'
        )

    def text_width(self) -> float:
        """Width of the text in centimetres."""
        return float(self.house["page_cm"][0] - 2 * self.house["margin_cm"] - self.house["gutter_cm"])

    def block(self, block: Block, place: str) -> str:
        """A box whose heading stands in a dark band where the house wants it; anything else as the office has it."""
        has_band = block.kind == "box" and self.house["box_band"] and block.blocks and block.blocks[0].kind == "heading"
        if not has_band:
            return super().block(block, place)
        self.tables += 1
        head = f'<text:p text:style-name="CellHead">{self.runs(block.blocks[0].runs)}</text:p>'
        rows = [("BoxBand", head), (f"Box_{block.look}", self.blocks(block.blocks[1:], "box"))]
        cells = "".join(
            '<table:table-row table:style-name="Split"><table:table-cell '
            f'table:style-name="{style}" office:value-type="string">{inside}</table:table-cell></table:table-row>'
            for style, inside in rows
        )
        return (
            f'{self.first()}<table:table table:name="Box{self.tables}" table:style-name="Full"><table:table-column/>'
            f"{cells}</table:table>"
        )

    def table(self, block: Block) -> str:
        """A table; one of ``style=margin`` has its first column beside the text."""
        if block.look != "margin":
            return super().table(block)
        self.tables += 1
        hundredths = [round(100 * MARGIN_LABEL_CM), round(100 * self.text_width())]
        self.widths.update(hundredths)
        columns = "".join(f'<table:table-column table:style-name="W{width}"/>' for width in hundredths)
        rows = "".join(self.row(row, head=False, block=block) for row in block.rows)
        rows = rows.replace('"CellBody"', '"CellBare"').replace('text:style-name="Cell"', 'text:style-name="Strong"')
        return f'<table:table table:name="T{self.tables}" table:style-name="OutToMargin">{columns}{rows}</table:table>'


def write_press(document: Authored, target: Path, house: dict[str, Any], columns: int = 1) -> None:
    """Write the untagged PDF; a second pass fills the page numbers of its contents list."""
    export({target: PressWriter(document, house, [], columns).write()}, tagged=False)
    if any(block.kind == "contents" for block in document.blocks):
        locate(document, target)
        pages = [block.pages[0] if block.pages else 0 for block in printed_headings(document)]
        export({target: PressWriter(document, house, pages, columns).write()}, tagged=False)
