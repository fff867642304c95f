"""``Authored`` -> an untagged PDF by reportlab: same words and looks, no structure to lean on."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

from .model import Authored, Block, Run

FONT_FOLDERS = (Path("/usr/share/fonts/truetype/liberation"), Path("/usr/share/fonts/truetype/liberation2"))
FACES = {"": "Regular", "-B": "Bold", "-I": "Italic", "-BI": "BoldItalic"}


def register(family: str) -> str:
    """Register the four faces of a Liberation family; its name for styles."""
    stem = family.replace(" ", "")
    folder = next(folder for folder in FONT_FOLDERS if (folder / f"{stem}-Regular.ttf").is_file())
    for suffix, face in FACES.items():
        pdfmetrics.registerFont(TTFont(stem + suffix, folder / f"{stem}-{face}.ttf"))
    pdfmetrics.registerFontFamily(stem, normal=stem, bold=f"{stem}-B", italic=f"{stem}-I", boldItalic=f"{stem}-BI")
    return stem


class _Template(BaseDocTemplate):
    """Tells the contents list of every heading as it is set."""

    def afterFlowable(self, flowable: Flowable) -> None:
        level = getattr(flowable, "contents_level", None)
        if level is not None:
            self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))


class FlowWriter:
    """Writes one document; notes are gathered at its end."""

    def __init__(self, document: Authored, house: dict[str, Any]) -> None:
        self.document = document
        self.house = house
        self.font = register(house["font"])
        self.head_font = register(house["heading_font"])
        self.notes: list[str] = []

    def style(self, name: str, **changes: Any) -> ParagraphStyle:
        """A paragraph style from the house's body."""
        size = changes.pop("size", self.house["size"])
        changes = {"fontName": self.font, "textColor": HexColor(self.house["color"]), "spaceAfter": 6} | changes
        return ParagraphStyle(name, fontSize=size, leading=size * 1.3, **changes)

    def story(self) -> list[Flowable]:
        """Cover, body, notes."""
        meta = self.document.meta
        out: list[Flowable] = []
        if self.house["cover"] != "none":
            lines = [meta.get("subtitle", ""), meta.get("date_printed", ""), *meta.get("cover_lines", [])]
            title = self.style(
                "t", size=26, fontName=f"{self.head_font}-B", textColor=HexColor(self.house["heading"]), spaceAfter=18
            )
            out += [
                Paragraph(escape(meta["publisher"]), self.style("p", size=12)),
                Spacer(1, 6 * cm),
                Paragraph(escape(meta["title"]), title),
            ]
            out += [Paragraph(escape(line), self.style("s", size=14)) for line in lines if line]
            out += [NextPageTemplate("inner"), PageBreak()]
        out += self.blocks(self.document.blocks)
        if self.notes:
            out.append(Paragraph("Notes", self.style("h", size=13, fontName=f"{self.head_font}-B")))
            out += [Paragraph(f"{number} {note}", self.style("n", size=9)) for number, note in enumerate(self.notes, 1)]
        return out

    def blocks(self, blocks: list[Block], cell: bool = False) -> list[Flowable]:
        """Flowables of a sequence."""
        out: list[Flowable] = []
        for block in blocks:
            out += self.block(block, cell)
        return out

    def block(self, block: Block, cell: bool) -> list[Flowable]:
        """Flowables of one block."""
        words = self.runs(block.runs)
        size = self.house["size"] - (1.5 if cell else 0)
        match block.kind:
            case "heading":
                return self.heading(block, words)
            case "bullet":
                left = 16 + 16 * block.level
                style = self.style("b", size=size, leftIndent=left, bulletIndent=left - 13)
                return [Paragraph(words, style, bulletText=self.house["bullets"][block.level])]
            case "numbered":
                left = 32 + 26 * block.level
                return [
                    Paragraph(
                        words,
                        self.style("n", size=size, leftIndent=left, bulletIndent=left - 32),
                        bulletText=block.label,
                    )
                ]
            case "box":
                return self.box(block)
            case "table":
                return self.table(block)
            case "contents":
                return self.contents()
            case "newpage":
                return [PageBreak()]
            case "columns" | "figure" | "page":
                return []
        return [Paragraph(words, self.style("b", size=size, alignment=2 if block.look == "right" else 0))]

    def heading(self, block: Block, words: str) -> list[Flowable]:
        """A heading by size and weight alone; chapters begin a page where the house says so."""
        inside = block.look in ("box", "item")
        size = self.house["size"] + 1 if inside else self.house["heading_sizes"][block.level - 1]
        style = self.style(
            "h", size=size, fontName=f"{self.head_font}-B", textColor=HexColor(self.house["heading"]), keepWithNext=1,
            spaceBefore=2 if inside else 10,
        )  # fmt: skip
        made = Paragraph(words, style)
        if not inside and block.level <= 2:
            made.contents_level = block.level - 1
        return [PageBreak(), made] if block.level == 1 and not inside and self.house["chapter_break"] else [made]

    def box(self, block: Block) -> list[Flowable]:
        """A shaded box that may cross pages: one row per paragraph."""
        rows = [[flowable] for flowable in self.blocks(block.blocks)]
        shade = HexColor(self.house[f"box_{block.look}"])
        look = [
            ("BACKGROUND", (0, 0), (-1, -1), shade),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ]
        look.append(("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(self.house["accent"])))
        return [
            Spacer(1, 6),
            Table(rows, colWidths=[A4[0] - 2 * self.house["margin_cm"] * cm], style=look),
            Spacer(1, 8),
        ]

    def table(self, block: Block) -> list[Flowable]:
        """A table with thin rules."""
        widths = [float(width) for width in block.options.get("widths", "").split(",") if width] or [1.0] * len(
            block.rows[0]
        )
        unit = (A4[0] - 2 * self.house["margin_cm"] * cm) / sum(widths)
        head = "header" in block.options
        look: list[tuple] = [
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor("#999999")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        if head:
            look.append(("BACKGROUND", (0, 0), (-1, 0), HexColor(self.house["table_head"])))
        rows = [[self.blocks(cell, cell=True) for cell in row] for row in block.rows]
        if head:
            top = self.style("th", size=self.house["size"] - 1.5, fontName=f"{self.font}-B", textColor=white)
            rows[0] = [[Paragraph(self.runs(part.runs), top) for part in cell] for cell in block.rows[0]]
        return [
            Table(rows, colWidths=[unit * width for width in widths], style=look, repeatRows=int(head)),
            Spacer(1, 8),
        ]

    def contents(self) -> list[Flowable]:
        """Contents with dots and page numbers."""
        contents = TableOfContents(dotsMinLevel=0)
        contents.levelStyles = [self.style("c1", fontName=f"{self.font}-B"), self.style("c2", leftIndent=14)]
        return [Paragraph("Contents", self.style("h", size=18, fontName=f"{self.head_font}-B")), contents]

    def runs(self, runs: list[Run]) -> str:
        """Letters in reportlab's own little markup."""
        out = []
        for run in runs:
            text = escape(run.text, quote=False)
            text = f"<b>{text}</b>" if run.bold and text else text
            out.append(f"<i>{text}</i>" if run.italic and text else text)
            if run.note is not None:
                self.notes.append(escape(run.note, quote=False))
                out.append(f"<super>{len(self.notes)}</super>")
        return "".join(out)

    def furniture(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        """Running header and page number."""
        meta = self.document.meta
        canvas.setFont(self.font, 8.5)
        canvas.setFillColor(HexColor("#555555"))
        canvas.drawString(self.house["margin_cm"] * cm, A4[1] - 1.5 * cm, meta.get("header", ""))
        canvas.drawCentredString(A4[0] / 2, 1.3 * cm, f"{meta.get('footer', '')} {template.page}".strip())


def write_untagged(document: Authored, target: Path, house: dict[str, Any]) -> None:
    """Write the untagged PDF; several passes until its contents list agrees with itself."""
    writer = FlowWriter(document, house)
    meta = document.meta
    margin = house["margin_cm"] * cm
    frame = Frame(margin, 2 * cm, A4[0] - 2 * margin, A4[1] - 4.2 * cm, 0, 0, 0, 0)
    template = _Template(str(target), pagesize=A4, title=meta["title"], author=meta["publisher"], invariant=1)
    cover = PageTemplate("cover", [frame])
    inner = PageTemplate("inner", [frame], onPage=writer.furniture)
    template.addPageTemplates([cover, inner] if house["cover"] != "none" else [inner])
    template.multiBuild(writer.story())
