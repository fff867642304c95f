"""What pages and frames look like, as flat OpenDocument XML: page layouts, boxes, table cells, sections."""

from __future__ import annotations

from typing import Any

from .odf_styles import paragraph, text_width, weight

BOX_LOOKS = ("plain", "rec", "afi", "coc", "practice", "case")
BODY_CELLS = {"ruled": "CellRuled", "facts": "CellBare", "bars": "CellBare", "margin": "CellBeside"}
"""``style=`` of a table -> the look of its cells."""
MARGIN_LABEL_CM = 3.4
"""Width of the column beside the text that holds a label; a table of ``style=margin`` reaches out into it."""
RUNNING = (
    '<style:header-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-bottom="0.5cm"/></style:header-style>'
    '<style:footer-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-top="0.5cm"/></style:footer-style>'
)
FOOTNOTE_LINE = '<style:footnote-sep style:width="0.018cm" style:rel-width="25%" style:color="#000000" style:distance-before-sep="0.1cm" style:distance-after-sep="0.1cm"/>'


def automatic_styles(house: dict[str, Any], columns: int) -> str:
    """Looks that no person would pick from a menu: runs, breaks, frames, sections, the page."""
    out = [
        run_style("B", 'fo:font-weight="bold"'),
        run_style("I", 'fo:font-style="italic"'),
        run_style("BI", 'fo:font-weight="bold" fo:font-style="italic"'),
        run_style("White", 'fo:color="#ffffff" fo:font-weight="bold"'),
        paragraph("Break", shape='fo:break-before="page"', parent="Body"),
        paragraph("Chapter", shape='fo:break-before="page"', parent="Heading_1"),
        paragraph("InnerToc", parent="TocHead", extra='style:master-page-name="Inner"'),
        *(
            paragraph(f"{page}{name}", parent=parent, extra=f'style:master-page-name="{page}"')
            for page in ("Inner", "Across")
            for name, parent in (("", "Body"), ("Chapter", "Heading_1"))
        ),
        *table_styles(house),
        *cell_styles(house),
        tab_style(house),
        '<style:style style:name="Two" style:family="section"><style:section-properties text:dont-balance-text-columns="false">'
        '<style:columns fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties></style:style>',
        '<style:style style:name="One" style:family="section"><style:section-properties/></style:style>',
    ]
    return "".join(out) + page_layouts(house, columns)


def run_style(name: str, properties: str) -> str:
    """The look of some letters of a paragraph."""
    return f'<style:style style:name="{name}" style:family="text"><style:text-properties {properties}/></style:style>'


def table_styles(house: dict[str, Any]) -> list[str]:
    """Tables as wide as the text, kept on one page or reaching out into the margin; rows that may break and rows that may not."""
    width = text_width(house)
    outer = f'style:width="{width + MARGIN_LABEL_CM}cm" fo:margin-left="-{MARGIN_LABEL_CM}cm" fo:margin-top="0.25cm" fo:margin-bottom="0.35cm" table:align="left"'
    inner = f'style:width="{width}cm" fo:margin-top="0.2cm" fo:margin-bottom="0.4cm" table:align="margins"'
    looks = {"Full": inner, "Kept": f'{inner} style:may-break-between-rows="false"', "OutToMargin": outer}
    out = [
        f'<style:style style:name="{name}" style:family="table"><style:table-properties {look}/></style:style>'
        for name, look in looks.items()
    ]
    return out + [
        f'<style:style style:name="{name}" style:family="table-row"><style:table-row-properties fo:keep-together="{keep}"/></style:style>'
        for name, keep in (("Whole", "always"), ("Split", "auto"))
    ]


def cell_styles(house: dict[str, Any]) -> list[str]:
    """Cells of boxes and tables."""
    edge = box_edge(house)
    boxes = [
        cell_style(f"Box_{look}", f'fo:background-color="{house[f"box_{look}"]}" fo:padding="0.35cm" {edge}')
        for look in BOX_LOOKS
    ]
    return [
        *boxes,
        cell_style("Strip", f'fo:background-color="{house["accent"]}" fo:padding="0.2cm" {edge}'),
        cell_style("CellBody", 'fo:border-bottom="0.5pt solid #999999" fo:padding="0.12cm"'),
        cell_style("CellBare", 'fo:padding="0.15cm"'),
        cell_style("CellBeside", 'fo:padding="0.05cm"'),
        cell_style("CellRuled", 'fo:border="0.5pt solid #777777" fo:padding="0.15cm"'),
        cell_style("CellTop", f'fo:background-color="{house["table_head"]}" fo:padding="0.12cm"'),
        cell_style("CoverBand", f'fo:background-color="{house["accent"]}" fo:padding="1.2cm"'),
    ]


def cell_style(name: str, properties: str) -> str:
    """One table cell style."""
    return f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties {properties}/></style:style>'


def box_edge(house: dict[str, Any]) -> str:
    """The line of a box: a bar on its left, a frame, or nothing (a panel of shade)."""
    if house["box_bar"] == "panel":
        return ""
    edge = "border-left" if house["box_bar"] else "border"
    return f'fo:{edge}="{"3pt" if house["box_bar"] else "0.75pt"} solid {house["accent"]}"'


def tab_style(house: dict[str, Any]) -> str:
    """The frame of a label that stands as a coloured tab beside its paragraph."""
    return (
        '<style:style style:name="Tab" style:family="graphic"><style:graphic-properties style:wrap="run-through" style:run-through="background" '
        'style:vertical-pos="from-top" style:vertical-rel="paragraph" style:horizontal-pos="from-left" style:horizontal-rel="paragraph-content" '
        f'fo:padding="0.15cm" fo:border="none" draw:fill="solid" draw:fill-color="{house["accent"]}" fo:background-color="{house["accent"]}"/></style:style>'
    )


def bar_style(free: int, house: dict[str, Any]) -> str:
    """A shaded paragraph that leaves ``free`` hundredths of a centimetre of its column bare."""
    shape = f'fo:background-color="{house["bar"]}" fo:margin-right="{free / 100}cm" fo:padding="0.05cm"'
    return paragraph(f"Bar{free}", weight(True, 9.5), shape)


def column_style(width: int) -> str:
    """A table column of so many hundredths of a centimetre."""
    return (
        f'<style:style style:name="W{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width / 100}cm"/></style:style>'
    )


def page_layouts(house: dict[str, Any], columns: int) -> str:
    """The cover, inner pages in columns, and pages that lie across."""
    margin, (width, height) = house["margin_cm"], house["page_cm"]
    counts = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/>' if columns > 1 else ""
    right = f'fo:margin-right="{margin}cm"'
    upright = f'fo:page-width="{width}cm" fo:page-height="{height}cm" fo:margin-left="{margin + house["gutter_cm"]}cm" {right}'
    across = (
        f'fo:page-width="{max(width, height)}cm" fo:page-height="{min(width, height)}cm" '
        f'style:print-orientation="landscape" fo:margin-left="{margin}cm" {right}'
    )
    inner = 'fo:margin-top="1.4cm" fo:margin-bottom="1.3cm"'
    return (
        f'<style:page-layout style:name="CoverLayout"><style:page-layout-properties {upright} fo:margin-top="2.5cm" fo:margin-bottom="2cm"/></style:page-layout>'
        f'<style:page-layout style:name="InnerLayout"><style:page-layout-properties {upright} {inner}>{counts}{FOOTNOTE_LINE}</style:page-layout-properties>'
        f"{RUNNING}</style:page-layout>"
        f'<style:page-layout style:name="AcrossLayout"><style:page-layout-properties {across} {inner}>{FOOTNOTE_LINE}</style:page-layout-properties>'
        f"{RUNNING}</style:page-layout>"
    )
