"""Master pages of the office's documents: running headers and footers, page numbers, a strip of logos."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from .model import Authored
from .odf_styles import paragraph, text_width, weight
from .pictures import LOGO_PIXELS, logo

PLACES = {"header": "Header", "header_even": "HeaderLeft", "footer": "Footer", "footer_even": "FooterLeft"}
"""A line of furniture -> its paragraph style. Even pages have the line of odd ones where they have none of their own."""
ELEMENTS = {"header": "header", "header_even": "header-left", "footer": "footer", "footer_even": "footer-left"}
FIELDS = {
    "{chapter}": '<text:chapter text:display="name" text:outline-level="1"/>',
    "{pages}": "<text:page-count/>",
    "{page}": '<text:page-number text:select-page="current"/>',
    "\t": "<text:tab/>",
}
LOGO_HEIGHT_CM = 1.1


def masters(document: Authored, house: dict[str, Any]) -> str:
    """A first page (bare, but for logos), inner pages, and inner pages that lie across."""
    logos = logo_strip(house["logos"])
    lines = "".join(
        _element(place, f'<text:p text:style-name="{style}">{furnish(line)}</text:p>')
        for place, style in PLACES.items()
        if (line := line_of(document, house, place)) or not place.endswith("_even")
        if not (logos and place.startswith("header"))
    )
    head = _element("header", logos) if logos else ""
    return (
        '<style:master-page style:name="Standard" style:page-layout-name="CoverLayout" style:next-style-name="Inner">'
        f"{head}</style:master-page>"
        f'<style:master-page style:name="Inner" style:page-layout-name="InnerLayout">{head}{lines}</style:master-page>'
        f'<style:master-page style:name="Across" style:page-layout-name="AcrossLayout">{head}{lines}</style:master-page>'
    )


def line_of(document: Authored, house: dict[str, Any], place: str) -> str:
    """The house's line for a place with the document's words in it; a document that says where the number stands has its way."""
    words = str(document.meta.get(place, ""))
    if "{page}" in words:
        return words
    line = house["furniture"].get(place, "")
    for name in PLACES:
        line = line.replace(f"{{{name}}}", str(document.meta.get(name, "")))
    return str(line).lstrip()


def furnish(line: str) -> str:
    """A header or footer line; ``{chapter}``, ``{page}`` and ``{pages}`` become fields."""
    line = escape(line)
    for name, field in FIELDS.items():
        line = line.replace(name, field)
    return line


def furniture_styles(house: dict[str, Any]) -> str:
    """Header and footer lines: outer ones in ``mirrored`` houses, with thin lines where there is a ``furniture_rule``."""
    rule = f'fo:border-{{}}="0.75pt solid {house["accent"]}" fo:padding-{{}}="0.1cm"' if house["furniture_rule"] else ""
    above, below = rule.format("bottom", "bottom"), rule.format("top", "top")
    outer = "end" if house["mirrored"] and "\t" not in house["furniture"]["header"] else "start"
    tabs = f'<style:tab-stops><style:tab-stop style:position="{text_width(house)}cm" style:type="right"/></style:tab-stops>'
    shapes = {
        "Header": f'fo:text-align="{outer}" {above}',
        "HeaderLeft": f'fo:text-align="start" {above}',
        "Footer": f'fo:text-align="{"end" if house["mirrored"] else house["footer_align"]}" {below}',
        "FooterLeft": f'fo:text-align="start" {below}',
    }
    look = weight(size=8.5, color="#555555")
    return "".join(paragraph(name, look, shape, tabs=tabs) for name, shape in shapes.items())


def logo_strip(colors: list[str]) -> str:
    """One paragraph of pictures, wordless as logos are."""
    if not colors:
        return ""
    width = LOGO_HEIGHT_CM * LOGO_PIXELS[0] / LOGO_PIXELS[1]
    frames = '<text:s text:c="6"/>'.join(
        f'<draw:frame draw:name="Logo{number}" text:anchor-type="as-char" svg:width="{width:.2f}cm" svg:height="{LOGO_HEIGHT_CM}cm">'
        f"<draw:image><office:binary-data>{logo(color, number)}</office:binary-data></draw:image></draw:frame>"
        for number, color in enumerate(colors)
    )
    return f'<text:p text:style-name="Header">{frames}</text:p>'


def _element(place: str, inside: str) -> str:
    return f"<style:{ELEMENTS[place]}>{inside}</style:{ELEMENTS[place]}>"
