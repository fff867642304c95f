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
KEEP = 'fo:keep-with-next="always"'


def text_width(house: dict[str, Any], across: bool = False) -> float:
    """Width of the type area in centimetres; a page that lies ``across`` has no gutter."""
    width = max(house["page_cm"]) if across else house["page_cm"][0] - house["gutter_cm"]
    return float(width - 2 * house["margin_cm"])


def paragraph(
    name: str, text: str = "", shape: str = "", parent: str = "Standard", extra: str = "", tabs: str = ""
) -> str:
    """One paragraph style."""
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}" {extra}>'
        f"<style:paragraph-properties {shape}>{tabs}</style:paragraph-properties><style:text-properties {text}/></style:style>"
    )


def weight(bold: bool = False, size: float | None = None, color: str | None = None, font: str | None = None) -> str:
    """Text properties."""
    parts = ['fo:font-weight="bold"'] if bold else []
    parts += [f'fo:font-size="{size}pt"'] if size else []
    parts += [f'fo:color="{color}"'] if color else []
    parts += [f'style:font-name="{font}"'] if font else []
    return " ".join(parts)


def common_styles(house: dict[str, Any]) -> str:
    """Named styles: body, headings, looks of paragraphs, contents, numbers, bullets."""
    align = 'fo:text-align="justify"' if house["justify"] else 'fo:text-align="start"'
    body = f'fo:margin-bottom="{house["paragraph_gap_cm"]}cm" fo:line-height="{house["line_percent"]}%" fo:orphans="2" fo:widows="2" {align}'
    out = [
        f'<style:default-style style:family="paragraph"><style:paragraph-properties style:tab-stop-distance="1cm"/>'
        f'<style:text-properties style:font-name="{house["font"]}" fo:font-size="{house["size"]}pt" '
        f'fo:color="{house["color"]}" fo:language="en" fo:country="GB" fo:hyphenate="false"/></style:default-style>',
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>',
        paragraph("Body", shape=body),
        *heading_styles(house),
        paragraph("intro", weight(size=house["size"] + 2), body, "Body"),
        paragraph("lead", shape=f"{body} {KEEP}"),
        *cover_styles(house),
        *look_styles(house),
        *frame_styles(house),
        *(contents_style(house, level) for level in (1, 2, 3)),
        *(number_style(house, level) for level in range(4)),
        list_style(house["bullets"]),
    ]
    return "".join(out) + NUMBER_LIST * house["real_numbers"]


def heading_styles(house: dict[str, Any]) -> list[str]:
    """Headings of five levels, and the word over a contents list."""
    shape = f'fo:margin-top="{{}}cm" fo:margin-bottom="0.22cm" {KEEP}'
    out = [
        paragraph(
            f"Heading_{level}",
            weight(True, size, house["heading"], house["heading_font"]),
            shape.format(0.3 if level == 1 else 0.45),
            extra=f'style:default-outline-level="{level}"',
        )
        for level, size in enumerate(house["heading_sizes"], 1)
    ]
    look = weight(True, 18, house["heading"], house["heading_font"])
    return [*out, paragraph("TocHead", look, 'fo:margin-bottom="0.4cm"')]


def cover_styles(house: dict[str, Any]) -> list[str]:
    """Lines of the title page."""
    font = house["heading_font"]
    title = weight(True, 26, house["heading"], font)
    return [
        paragraph("CoverTitle", weight(True, 30, "#ffffff", font), 'fo:margin-bottom="0.5cm"'),
        paragraph("CoverSub", weight(size=15, color="#ffffff", font=font)),
        paragraph("PlainTitle", title, 'fo:margin-top="6cm" fo:margin-bottom="0.6cm"'),
        paragraph("PlainSub", weight(size=14, font=font), 'fo:margin-bottom="0.4cm"'),
        paragraph("Publisher", weight(True, 12, house["accent"], font), 'fo:margin-bottom="5cm"'),
    ]


def look_styles(house: dict[str, Any]) -> list[str]:
    """Looks that a content file asks for by name (``@small``), and footnotes."""
    small, font = house["size"] - 2, house["heading_font"]
    set_in = 'fo:margin-left="{0}cm" fo:margin-right="{0}cm"'
    rule = f"1pt solid {house['accent']}"
    pull = f'{set_in.format(1.5)} fo:margin-bottom="0.4cm" fo:margin-top="0.3cm" fo:padding="0.2cm"'
    return [
        paragraph("Footnote", weight(size=9), 'fo:margin-left="0.4cm" fo:text-indent="-0.4cm"'),
        paragraph("right", shape='fo:text-align="end" fo:margin-bottom="0.1cm"'),
        paragraph("centre", shape='fo:text-align="center" fo:margin-bottom="0.25cm"'),
        paragraph("address", shape='fo:margin-bottom="0.02cm"'),
        paragraph("small", weight(size=small), 'fo:margin-bottom="0.15cm"'),
        paragraph("field", weight(size=small), 'fo:margin-left="0.5cm" fo:margin-bottom="0.12cm"'),
        paragraph("label", weight(True), f'fo:margin-top="0.2cm" fo:margin-bottom="0.1cm" {KEEP}'),
        paragraph("quote", 'fo:font-style="italic"', f'{set_in.format(1)} fo:margin-bottom="0.25cm"'),
        paragraph("big", weight(True, 26, house["accent"], font)),
        paragraph("caption", weight(True, small, house["accent"], font), f'{KEEP} fo:margin-top="0.3cm"'),
        paragraph(
            "pull",
            weight(size=house["size"] + 3, color=house["accent"], font=font),
            f'{pull} fo:border-top="{rule}" fo:border-bottom="{rule}"',
        ),
    ]


def frame_styles(house: dict[str, Any]) -> list[str]:
    """Paragraphs of table cells, boxes and margins."""
    small, font = max(house["size"] - house["cells_smaller"], 9.5), house["heading_font"]
    strip = weight(True, house["size"], "#ffffff", font)
    box_head = weight(True, house["size"] + 1, house["heading"], font)
    band = weight(True, house["size"] + 1, "#ffffff", font)
    on_band = f'fo:background-color="{house["accent"]}" fo:padding="0.12cm" fo:margin-bottom="0.25cm" {KEEP}'
    return [
        paragraph("Cell", weight(size=small), 'fo:margin-bottom="0.1cm"'),
        paragraph("CellHead", weight(True, small, house["table_head_words"]), 'fo:margin-bottom="0.1cm"'),
        paragraph("BoxHead", box_head, f'fo:margin-bottom="0.15cm" {KEEP}'),
        paragraph("BandHead", band, on_band),
        paragraph("BandHeading", band, on_band, "Heading_4"),
        paragraph("StripHead", strip, KEEP),
        paragraph("StripHeading", strip, f'fo:margin-top="0cm" fo:margin-bottom="0cm" {KEEP}', "Heading_4"),
        paragraph("MarginLabel", weight(True, color=house["accent"]), 'fo:margin-bottom="0.1cm"'),
        paragraph("Tabbed", shape='fo:margin-top="0.45cm" fo:margin-bottom="0.2cm"', parent="Body"),
    ]


def contents_style(house: dict[str, Any], level: int) -> str:
    """A line of the contents list: dots to a page number on the right."""
    stop = (
        f'style:position="{text_width(house)}cm" style:type="right" style:leader-style="dotted" style:leader-text="."'
    )
    tabs = f"<style:tab-stops><style:tab-stop {stop}/></style:tab-stops>"
    shape = f'fo:margin-left="{0.5 * (level - 1)}cm" fo:margin-bottom="0.12cm"'
    return paragraph(f"Toc{level}", weight(level == 1), shape, tabs=tabs)


def number_style(house: dict[str, Any], level: int) -> str:
    """A paragraph whose number hangs beside it, or in the gutter where the house wants it there."""
    left, hang = 0.9 * level + house["number_hang_cm"], house["number_hang_cm"]
    if house["gutter_numbers"]:
        left, hang = 0.9 * level, 0.9 if level else house["gutter_cm"]
    shape = f'fo:margin-left="{left:.2f}cm" fo:text-indent="-{hang}cm"'
    stop = '<style:tab-stops><style:tab-stop style:position="0cm"/></style:tab-stops>'
    return paragraph(f"Num{level}", shape=shape, parent="Body", tabs=stop)


NUMBER_LIST = (
    '<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">'
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
    'text:label-followed-by="listtab" fo:text-indent="-0.9cm" fo:margin-left="0.9cm"/></style:list-level-properties>'
    "</text:list-level-style-number></text:list-style>"
)


def list_style(glyphs: list[str]) -> str:
    """Three levels of bullets."""
    levels = "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{glyph}">'
        f'<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
        f'text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="{0.7 * level}cm"/></style:list-level-properties>'
        f"</text:list-level-style-bullet>"
        for level, glyph in enumerate(glyphs, 1)
    )
    return f'<text:list-style style:name="Bullets">{levels}</text:list-style>'
