"""The pieces of a paper: headings, tables that a screen reader can follow, native charts with words beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from extractor.plan.cells import clean_text
from extractor.plan.docx_chart import add_chart_part, inline_chart

FONT = "Arial"
DEEP, INK, PALE, RULE = "1F3A5F", "1F2933", "EEF2F7", "C9D1D9"
WIDTH_CM = 25.7
"""Between the margins of A4 landscape."""
PORTRAIT_CM = 17.0


class Paper:
    """A .docx being written, in English (United Kingdom), with the marking on every page."""

    def __init__(self, title: str, marking: str, day: date, *, is_wide: bool = False) -> None:
        self.document: Any = Document()
        self.title = clean_text(title)
        self.width_cm = WIDTH_CM if is_wide else PORTRAIT_CM
        self._charts = 0
        self._set_up_page(is_wide)
        self._set_up_styles()
        properties = self.document.core_properties
        properties.title, properties.category = self.title[:255], clean_text(marking)[:255]
        properties.author, properties.language = "", "en-GB"
        properties.created = properties.modified = datetime(day.year, day.month, day.day)
        self._mark_pages(clean_text(marking))
        self.document.add_heading(self.title, 0)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; levels follow each other without gaps."""
        self.document.add_heading(clean_text(text), level)

    def text(self, words: str, *, style: str | None = None, is_bold: bool = False) -> None:
        """One paragraph, or several where the words have line ends."""
        for part in clean_text(words).split("\n"):
            paragraph = self.document.add_paragraph(style=style)
            paragraph.paragraph_format.keep_with_next = part.endswith(":") or None  # what it announces comes next
            paragraph.add_run(part).bold = is_bold or None

    def bullets(self, lines: Iterable[str]) -> None:
        """A list of points."""
        for line in lines:
            self.document.add_paragraph(clean_text(line).replace("\n", " "), style="List Bullet")

    def table(
        self, title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float]
    ) -> None:
        """A table whose first row is marked as its header and repeats on every page.

        Args:
            title: what it shows, as its alternative text and as the line above it.
            shares: of the page's width, one per column.
        """
        caption = self.document.add_paragraph(clean_text(title), style="Caption")
        caption.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1, cols=len(headings))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        _describe_table(table, clean_text(title))
        _fill_row(table.rows[0], headings, is_header=True)
        for row in rows:
            _fill_row(table.add_row(), row, is_header=False)
        whole = sum(shares)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Cm(self.width_cm * share / whole)
            for cell in column.cells:
                cell.width = column.width
        self.document.add_paragraph()

    def chart(
        self, title: str, names: Sequence[str], values: Sequence[int], *, width_cm: float, height_cm: float
    ) -> None:
        """A bar chart that Word can edit, with every figure in its alternative text."""
        self._charts += 1
        relation = add_chart_part(
            self.document.part, self._charts, clean_text(title), [clean_text(n) for n in names], values
        )
        figures = "; ".join(f"{name} {value}" for name, value in zip(names, values, strict=True))
        words = clean_text(f"Bar chart. {title}: {figures}.")
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run()
        run._r.append(parse_xml(inline_chart(relation, self._charts, clean_text(title), words, width_cm, height_cm)))

    def to_bytes(self) -> bytes:
        """The finished file."""
        target = BytesIO()
        self.document.save(target)
        return target.getvalue()

    # ---------------------------------------------------------------------------------------- set-up

    def _set_up_page(self, is_wide: bool) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        if is_wide:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21.0)
        section.left_margin = section.right_margin = Cm(2.0)
        section.top_margin = section.bottom_margin = Cm(2.0)

    def _set_up_styles(self) -> None:
        styles = self.document.styles
        for name, size, before, after in (
            ("Normal", 10.5, 0, 6), ("Title", 20, 0, 10), ("Heading 1", 14, 16, 6), ("Heading 2", 12, 12, 4),
            ("List Bullet", 10.5, 0, 3), ("Caption", 9.5, 6, 3), ("Quote", 10.5, 2, 6),
        ):  # fmt: skip
            style = styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.font.color.rgb = RGBColor.from_string(INK if name in ("Normal", "List Bullet", "Quote") else DEEP)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
                fonts.set(qn(script), FONT)
            for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(theme), None)
        styles["Quote"].paragraph_format.left_indent = Cm(0.8)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        styles["Normal"].element.get_or_add_rPr().append(language)

    def _mark_pages(self, marking: str) -> None:
        section = self.document.sections[0]
        for holder in (section.header, section.footer):
            paragraph = holder.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(marking)
            run.bold, run.font.size, run.font.name = True, Pt(10), FONT
        foot = section.footer.add_paragraph()
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run("Page ").font.size = Pt(8)
        _add_field(foot, "PAGE")
        foot.add_run(" of ").font.size = Pt(8)
        _add_field(foot, "NUMPAGES")


def _fill_row(row: Any, words: Sequence[str], *, is_header: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text in zip(row.cells, words, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(clean_text(text))
        run.font.size = Pt(9)
        if is_header:
            run.bold = True
            run.font.color.rgb = RGBColor.from_string("FFFFFF")
            shade = OxmlElement("w:shd")
            for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", DEEP)):
                shade.set(qn(name), value)
            cell._tc.get_or_add_tcPr().append(shade)


def _describe_table(table: Any, title: str) -> None:
    """Alternative text, light rules, and the word that the first row is a header."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", RULE)):
            border.set(qn(name), value)
        borders.append(border)
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "108")  # the padding of a cell, so that its words stand on the margin's line
    indent.set(qn("w:type"), "dxa")
    layout = properties.find(qn("w:tblLayout"))
    for part in (indent, borders):  # the schema wants them before the layout
        layout.addprevious(part)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    look = OxmlElement("w:tblLook")
    for name, value in (("val", "0020"), ("firstRow", "1"), ("lastRow", "0"), ("firstColumn", "0"), ("lastColumn", "0"),
                        ("noHBand", "1"), ("noVBand", "1")):  # fmt: skip
        look.set(qn(f"w:{name}"), value)
    properties.append(look)
    for name in ("w:tblCaption", "w:tblDescription"):
        words = OxmlElement(name)
        words.set(qn("w:val"), title)
        properties.append(words)


def _add_field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, look, size = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:sz")
    size.set(qn("w:val"), "16")
    look.append(size)
    run.append(look)
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
