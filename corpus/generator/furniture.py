"""Master pages of the office's documents: running header and footer, page numbers, a strip of logos."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any
from xml.sax.saxutils import escape

from .model import Authored

NUMBER = '<text:page-number text:select-page="current"/>'
CHAPTER = '<text:chapter text:display="name" text:outline-level="1"/>'
LOGO_HEIGHT_CM = 1.1
LOGO_PIXELS = (150, 50)


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
        f"<draw:image><office:binary-data>{base64.b64encode(_logo(color, number)).decode()}</office:binary-data></draw:image></draw:frame>"
        for number, color in enumerate(colors)
    )
    return f'<text:p text:style-name="Header">{frames}</text:p>'


def _logo(color: str, number: int) -> bytes:
    """A PNG: a ring or a square, and bars where the name would stand."""
    ink = bytes.fromhex(color.removeprefix("#"))
    columns, lines = LOGO_PIXELS
    rows = []
    for y in range(lines):
        row = bytearray(b"\xff" * 3 * columns)
        for x in range(columns):
            distance = ((x - 24) ** 2 + (y - 25) ** 2) ** 0.5
            emblem = 14 <= distance <= 22 if number % 2 == 0 else abs(x - 24) + abs(y - 25) <= 20
            words = 54 <= x < 146 - 9 * number and (10 <= y < 22 or 28 <= y < 36)
            if emblem or (words and x % 9 < 7):
                row[3 * x : 3 * x + 3] = ink
        rows.append(b"\0" + bytes(row))
    head = struct.pack(">IIBBBBB", columns, lines, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b"")]
    packed = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
