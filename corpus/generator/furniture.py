"""Master pages of the office's documents: running header and footer, page numbers, a strip of logos."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from .model import Authored
from .pictures import LOGO_PIXELS, logo

NUMBER = '<text:page-number text:select-page="current"/>'
CHAPTER = '<text:chapter text:display="name" text:outline-level="1"/>'
LOGO_HEIGHT_CM = 1.1


def masters(document: Authored, house: dict[str, Any]) -> str:
    """A first page (bare, but for logos) and inner pages; ``mirrored`` houses have left and right pages."""
    header = escape(document.meta.get("header", ""))
    footer = escape(document.meta.get("footer", ""))
    logos = logo_strip(house["logos"])
    first = _element("header", logos) if logos else ""
    right = _element("header", logos) if logos else _line("header", "Header", _with_number(header, house, left=False))
    left = ""
    if house["mirrored"]:
        left = _line("header-left", "HeaderLeft", _with_number(header, house, left=True))
    foot = CHAPTER if house["footer_chapter"] else footer
    number = "" if house["number_in_header"] else NUMBER
    under = _line("footer", "Footer", " ".join(part for part in (foot, number) if part))
    if house["mirrored"]:
        under += _line("footer-left", "FooterLeft", " ".join(part for part in (number, foot) if part))
    return (
        '<style:master-page style:name="Standard" style:page-layout-name="CoverLayout" style:next-style-name="Inner">'
        f"{first}</style:master-page>"
        '<style:master-page style:name="Inner" style:page-layout-name="InnerLayout">'
        f"{right}{left}{under}</style:master-page>"
    )


def is_plain(house: dict[str, Any]) -> bool:
    """Whether the house asks for nothing but one header line and a centred number."""
    return not (house["logos"] or house["mirrored"] or house["footer_chapter"] or house["number_in_header"])


def _with_number(header: str, house: dict[str, Any], left: bool) -> str:
    if not house["number_in_header"]:
        return header
    return f"{NUMBER}<text:tab/>{header}" if left else f"{header}<text:tab/>{NUMBER}"


def _line(place: str, style: str, inside: str) -> str:
    return _element(place, f'<text:p text:style-name="{style}">{inside}</text:p>')


def _element(place: str, inside: str) -> str:
    return f"<style:{place}>{inside}</style:{place}>"


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
