"""A small bar chart for a Word document: DrawingML with its figures in an embedded workbook, so it can be edited."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from string import Template
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from xlsxwriter import Workbook

EMU_PER_CM = 360_000
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORD_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def add_chart_part(holder: Any, number: int, title: str, names: Sequence[str], values: Sequence[int]) -> str:
    """Add the chart and its figures to the package; returns the id by which the document knows it."""
    package = holder.package
    figures = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET, _figures(title, names, values), package
    )
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    link = chart.relate_to(figures, RELATIONSHIP_TYPE.PACKAGE)
    chart._blob = chart_xml(title, names, values, link).encode("utf-8")
    return str(holder.relate_to(chart, RELATIONSHIP_TYPE.CHART))


def chart_xml(title: str, names: Sequence[str], values: Sequence[int], link: str) -> str:
    """A horizontal bar chart with one series, a figure at the end of each bar and nothing else."""
    last = len(names) + 1
    name_points = "".join(f'<c:pt idx="{at}"><c:v>{escape(name)}</c:v></c:pt>' for at, name in enumerate(names))
    value_points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    template = Template((files("extractor.plan") / "bar_chart.xml").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(title), link=link, count=len(names), last=last, names=name_points, values=value_points
    )


def inline_chart(relation: str, number: int, title: str, words: str, width_cm: float, height_cm: float) -> str:
    """The drawing that stands in the text; ``words`` are its alternative text."""
    width, height = round(width_cm * EMU_PER_CM), round(height_cm * EMU_PER_CM)
    return (
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:wp="{WORD_DRAWING}" xmlns:a="{DRAWING}" xmlns:c="{CHART}" xmlns:r="{RELATIONS}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{1000 + number}" name={quoteattr(f"Chart {number}")} descr={quoteattr(words)} '
        f'title={quoteattr(title)}/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART}">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _figures(title: str, names: Sequence[str], values: Sequence[int]) -> bytes:
    """The workbook behind the chart."""
    target = BytesIO()
    with Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as made:
        sheet = made.add_worksheet("Figures")
        sheet.write_string(0, 1, title)
        for row, (name, value) in enumerate(zip(names, values, strict=True), 1):
            sheet.write_string(row, 0, name)
            sheet.write_number(row, 1, value)
    return target.getvalue()
