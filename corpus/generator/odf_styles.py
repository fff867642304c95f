"""The styles of a house as flat OpenDocument XML."""

from __future__ import annotations

from typing import Any

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "meta": "meta",
        "number": "datastyle",
    }.items()
)
NAMESPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
BOX_LOOKS = ("plain", "rec", "afi", "coc", "practice", "case")


def paragraph(name: str, text: str = "", shape: str = "", parent: str = "Standard", extra: str = "") -> str:
    """One paragraph style."""
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}" {extra}>'
        f"<style:paragraph-properties {shape}/><style:text-properties {text}/></style:style>"
    )


def weight(bold: bool = False, size: float | None = None, color: str | None = None, font: str | None = None) -> str:
    """Text properties."""
    parts = ['fo:font-weight="bold"'] if bold else []
    parts += [f'fo:font-size="{size}pt"'] if size else []
    parts += [f'fo:color="{color}"'] if color else []
    parts += [f'style:font-name="{font}"'] if font else []
    return " ".join(parts)


def common_styles(house: dict[str, Any]) -> str:
    """Named styles: body, headings, bullets, labels, header, footer, notes."""
    align = 'fo:text-align="justify"' if house["justify"] else 'fo:text-align="start"'
    body = f'fo:margin-bottom="0.25cm" fo:line-height="{house["line_percent"]}%" fo:orphans="2" fo:widows="2" {align}'
    out = [
        f'<style:default-style style:family="paragraph"><style:paragraph-properties style:tab-stop-distance="1cm"/>'
        f'<style:text-properties style:font-name="{house["font"]}" fo:font-size="{house["size"]}pt" '
        f'fo:color="{house["color"]}" fo:language="en" fo:country="GB" fo:hyphenate="false"/></style:default-style>',
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>',
        paragraph("Body", shape=body),
    ]
    for level, size in enumerate(house["heading_sizes"], 1):
        above = 0.3 if level == 1 else 0.45
        out.append(
            paragraph(
                f"Heading_{level}",
                weight(True, size, house["heading"], house["heading_font"]),
                f'fo:margin-top="{above}cm" fo:margin-bottom="0.22cm" fo:keep-with-next="always"',
                extra=f'style:default-outline-level="{level}"',
            )
        )
    small = house["size"] - 2
    out += [
        paragraph("Header", weight(size=8.5, color="#555555")),
        paragraph("Footer", weight(size=8.5, color="#555555"), 'fo:text-align="center"'),
        paragraph("Footnote", weight(size=9), 'fo:margin-left="0.4cm" fo:text-indent="-0.4cm"'),
        paragraph("Cell", weight(size=max(small, 9.5)), 'fo:margin-bottom="0.1cm"'),
        paragraph("CellHead", weight(True, max(small, 9.5), "#ffffff"), 'fo:margin-bottom="0.1cm"'),
        paragraph("CoverTitle", weight(True, 30, "#ffffff", house["heading_font"]), 'fo:margin-bottom="0.5cm"'),
        paragraph("CoverSub", weight(size=15, color="#ffffff", font=house["heading_font"])),
        paragraph(
            "PlainTitle",
            weight(True, 26, house["heading"], house["heading_font"]),
            'fo:margin-top="6cm" fo:margin-bottom="0.6cm"',
        ),
        paragraph("PlainSub", weight(size=14, font=house["heading_font"]), 'fo:margin-bottom="0.4cm"'),
        paragraph("Publisher", weight(True, 12, house["accent"], house["heading_font"]), 'fo:margin-bottom="5cm"'),
        paragraph("intro", weight(size=house["size"] + 2), body, "Body"),
        paragraph("right", shape='fo:text-align="end" fo:margin-bottom="0.1cm"'),
        paragraph("centre", shape='fo:text-align="center" fo:margin-bottom="0.25cm"'),
        paragraph("small", weight(size=small), 'fo:margin-bottom="0.15cm"'),
        paragraph("label", weight(True), 'fo:margin-top="0.2cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"'),
        paragraph(
            "quote", 'fo:font-style="italic"', 'fo:margin-left="1cm" fo:margin-right="1cm" fo:margin-bottom="0.25cm"'
        ),
        paragraph("lead", shape=body + ' fo:keep-with-next="always"'),
        paragraph(
            "BoxHead",
            weight(True, house["size"] + 1, house["heading"], house["heading_font"]),
            'fo:margin-bottom="0.15cm" fo:keep-with-next="always"',
        ),
        paragraph("TocHead", weight(True, 18, house["heading"], house["heading_font"]), 'fo:margin-bottom="0.4cm"'),
    ]
    right = house["page_cm"][0] - 2 * house["margin_cm"] - house["gutter_cm"]
    for level in (1, 2, 3):
        tabs = f'<style:tab-stops><style:tab-stop style:position="{right}cm" style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops>'
        out.append(
            f'<style:style style:name="Toc{level}" style:family="paragraph" style:parent-style-name="Standard">'
            f'<style:paragraph-properties fo:margin-left="{0.5 * (level - 1)}cm" fo:margin-bottom="0.12cm">{tabs}</style:paragraph-properties>'
            f"<style:text-properties {weight(level == 1)}/></style:style>"
        )
    for level in range(4):
        indent = 0.9 + 0.9 * level
        out.append(
            f'<style:style style:name="Num{level}" style:family="paragraph" style:parent-style-name="Body">'
            f'<style:paragraph-properties fo:margin-left="{indent + 0.2}cm" fo:text-indent="-1.1cm"><style:tab-stops>'
            f'<style:tab-stop style:position="0cm"/></style:tab-stops></style:paragraph-properties></style:style>'
        )
    out.append(pull_quote(house))
    out.append(list_style(house["bullets"]))
    return "".join(out)


def pull_quote(house: dict[str, Any]) -> str:
    """Words of the text set again, large and between rules, as a magazine does."""
    rule = f"1pt solid {house['accent']}"
    return paragraph(
        "pull",
        f'{weight(size=house["size"] + 5, color=house["accent"], font=house["heading_font"])} fo:font-style="italic"',
        f'fo:margin-left="1.2cm" fo:margin-right="1.2cm" fo:margin-top="0.5cm" fo:margin-bottom="0.7cm" '
        f'fo:padding="0.2cm" fo:border-top="{rule}" fo:border-bottom="{rule}"',
    )


def list_style(glyphs: list[str]) -> str:
    """Three levels of bullets with the house's glyphs."""
    levels = "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{glyph}">'
        f'<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
        f'text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="{0.7 * level}cm"/></style:list-level-properties>'
        f"</text:list-level-style-bullet>"
        for level, glyph in enumerate(glyphs, 1)
    )
    return f'<text:list-style style:name="Bullets">{levels}</text:list-style>'


def automatic_styles(house: dict[str, Any], columns: int) -> str:
    """Looks that no person would pick from a menu: runs, breaks, cells, sections, the page."""
    margin, (width, height) = house["margin_cm"], house["page_cm"]
    out = [
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
        '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>',
        '<style:style style:name="BI" style:family="text"><style:text-properties fo:font-weight="bold" fo:font-style="italic"/></style:style>',
        paragraph("Break", shape='fo:break-before="page"', parent="Body"),
        paragraph("Chapter", shape='fo:break-before="page"', parent="Heading_1"),
        paragraph("Inner", parent="Body", extra='style:master-page-name="Inner"'),
        paragraph("InnerChapter", parent="Heading_1", extra='style:master-page-name="Inner"'),
        paragraph("InnerToc", parent="TocHead", extra='style:master-page-name="Inner"'),
        f'<style:style style:name="Full" style:family="table"><style:table-properties style:width="{width - 2 * margin - house["gutter_cm"]}cm" '
        'fo:margin-top="0.2cm" fo:margin-bottom="0.4cm" table:align="margins"/></style:style>',
        '<style:style style:name="Two" style:family="section"><style:section-properties text:dont-balance-text-columns="false">'
        '<style:columns fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties></style:style>',
        '<style:style style:name="One" style:family="section"><style:section-properties/></style:style>',
    ]
    out += [
        f'<style:style style:name="{name}" style:family="table-row"><style:table-row-properties fo:keep-together="{keep}"/></style:style>'
        for name, keep in (("Whole", "always"), ("Split", "auto"))
    ]
    for look in BOX_LOOKS:
        bar = (
            f'fo:border-left="3pt solid {house["accent"]}"'
            if house["box_bar"]
            else f'fo:border="0.75pt solid {house["accent"]}"'
        )
        out.append(cell_style(f"Box_{look}", f'fo:background-color="{house[f"box_{look}"]}" fo:padding="0.35cm" {bar}'))
    rule = 'fo:border-bottom="0.5pt solid #999999" fo:padding="0.12cm"'
    out += [
        cell_style("CellBody", rule),
        cell_style("CellRuled", 'fo:border="0.5pt solid #777777" fo:padding="0.15cm"'),
        cell_style("CellTop", f'fo:background-color="{house["table_head"]}" fo:padding="0.12cm"'),
        cell_style("CoverBand", f'fo:background-color="{house["accent"]}" fo:padding="1.2cm"'),
    ]
    counts = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/>' if columns > 1 else ""
    edge = f'fo:page-width="{width}cm" fo:page-height="{height}cm" fo:margin-left="{margin + house["gutter_cm"]}cm" fo:margin-right="{margin}cm"'
    foot = '<style:footnote-sep style:width="0.018cm" style:rel-width="25%" style:color="#000000" style:distance-before-sep="0.1cm" style:distance-after-sep="0.1cm"/>'
    out.append(
        f'<style:page-layout style:name="CoverLayout"><style:page-layout-properties {edge} fo:margin-top="2.5cm" fo:margin-bottom="2cm"/></style:page-layout>'
        f'<style:page-layout style:name="InnerLayout"><style:page-layout-properties {edge} fo:margin-top="1.4cm" fo:margin-bottom="1.3cm">{counts}{foot}</style:page-layout-properties>'
        '<style:header-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-bottom="0.5cm"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>'
    )
    return "".join(out)


def cell_style(name: str, properties: str) -> str:
    """One table cell style."""
    return f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties {properties}/></style:style>'
