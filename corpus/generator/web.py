"""``Authored`` -> a web page in the manner of GOV.UK, printed by Chromium with the browser's own header and footer lines."""

from __future__ import annotations

import os
import shutil
from html import escape
from pathlib import Path
from typing import Any

from .model import Authored, Block, Run
from .odf import printed_headings
from .pictures import bar_chart

CSS = """
body {{ font-family: "{font}", Arial, sans-serif; font-size: 12pt; color: #0b0c0c; line-height: 1.4; margin: 0 }}
header.top {{ border-bottom: 6px solid {accent}; font-weight: bold; font-size: 15pt; padding: 4px 0; margin-bottom: 18px }}
h1 {{ font-size: 25pt; margin: 0 0 8px }} h2 {{ font-size: 18pt; margin: 26px 0 8px }} h3 {{ font-size: 14pt; margin: 20px 0 6px }}
h4, h5 {{ font-size: 12pt; margin: 16px 0 4px }} h2, h3, h4, h5 {{ color: {heading}; break-after: avoid }}
p {{ margin: 0 0 10px }} .meta {{ color: #505a5f }} .intro {{ font-size: 14pt }} .right {{ text-align: right }} .centre {{ text-align: center }} .small {{ font-size: 10pt }}
ul {{ margin: 0 0 10px; padding-left: 22px }} .numbered {{ display: flex; gap: 10px }} .numbered span {{ min-width: 34px }}
.box {{ border-left: 8px solid {accent}; background: {box}; padding: 12px 16px; margin: 14px 0 }} .box h4 {{ margin-top: 0 }}
table {{ border-collapse: collapse; width: 100%; margin: 0 0 16px }} th, td {{ text-align: left; vertical-align: top; padding: 6px 10px 6px 0; border-bottom: 1px solid #b1b4b6 }}
nav a, a {{ color: #1d70b8 }} .notes {{ border-top: 1px solid #b1b4b6; font-size: 10pt }}
"""
LINE = '<div style="font-size:7px;width:100%;margin:0 10mm;display:flex;justify-content:space-between"><span>{}</span><span>{}</span></div>'


class WebWriter:
    """Writes one page of HTML; footnotes become notes at its end."""

    def __init__(self, document: Authored, house: dict[str, Any]) -> None:
        self.document = document
        self.house = house
        self.notes: list[str] = []

    def write(self) -> str:
        """The whole page."""
        meta = self.document.meta
        style = (
            CSS.format(
                font=self.house["font"],
                accent=self.house["accent"],
                heading=self.house["heading"],
                box=self.house["box_plain"],
            )
            + self.house["css"]
        )
        lines = [meta.get("subtitle", ""), *meta.get("cover_lines", []), meta.get("date_printed", "")]
        below = "".join(f'<p class="meta">{escape(line)}</p>' for line in lines if line)
        body = self.blocks(self.document.blocks)
        notes = "".join(f"<li>{note}</li>" for note in self.notes)
        return (
            f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(meta["title"])}</title><style>{style}</style></head>'
            f'<body><header class="top">{escape(meta.get("header", meta["publisher"]))}</header><main><h1>{escape(meta["title"])}</h1>{below}{body}'
            + (f'<ol class="notes">{notes}</ol>' if notes else "")
            + "</main></body></html>"
        )

    def blocks(self, blocks: list[Block]) -> str:
        """A sequence of blocks with its bullets gathered into lists."""
        out: list[str] = []
        depth = 0
        for block in blocks:
            wanted = block.level + 1 if block.kind == "bullet" else 0
            out.append("<ul>" * (wanted - depth) + "</ul>" * (depth - wanted))
            depth = wanted
            out.append(self.block(block))
        return "".join(out) + "</ul>" * depth

    def block(self, block: Block) -> str:
        """One block."""
        words = self.runs(block.runs)
        match block.kind:
            case "heading":
                level = min(block.level + 1, 5)
                return f'<h{level} id="s{block.line}">{words}</h{level}>'
            case "bullet":
                return f"<li>{words}</li>"
            case "numbered":
                return f'<p class="numbered" style="margin-left:{24 * block.level}px"><span>{escape(block.label)}</span> <span>{words}</span></p>'
            case "box":
                return f'<div class="box">{self.blocks(block.blocks)}</div>'
            case "table":
                return self.table(block)
            case "contents":
                return self.contents(int(block.options["value"] or 1))
            case "newpage":
                return '<div style="break-before:page"></div>'
            case "columns" | "page":
                return ""
            case "figure":
                picture = bar_chart(self.house["accent"], int(block.options["value"]))
                return f'<p><img alt="" width="480" src="data:image/png;base64,{picture}"></p>'
        return f'<p class="{block.look}">{words}</p>'

    def table(self, block: Block) -> str:
        """A table; the first row is its head where it says so."""
        rows = []
        for index, row in enumerate(block.rows):
            tag = "th" if index == 0 and "header" in block.options else "td"
            rows.append("<tr>" + "".join(f"<{tag}>{self.blocks(cell)}</{tag}>" for cell in row) + "</tr>")
        return f"<table>{''.join(rows)}</table>"

    def contents(self, depth: int) -> str:
        """Links to the headings."""
        links = [
            f'<li><a href="#s{block.line}">{escape(block.text)}</a></li>'
            for block in printed_headings(self.document)
            if block.level <= depth
        ]
        return f"<nav><h2>Contents</h2><ul>{''.join(links)}</ul></nav>"

    def runs(self, runs: list[Run]) -> str:
        """Letters with their look, and note marks."""
        out = []
        for run in runs:
            text = escape(run.text)
            text = f"<b>{text}</b>" if run.bold and text else text
            out.append(f"<i>{text}</i>" if run.italic and text else text)
            if run.note is not None:
                self.notes.append(escape(run.note))
                out.append(f"<sup>{len(self.notes)}</sup>")
        return "".join(out)


def print_page(document: Authored, target: Path, house: dict[str, Any]) -> None:
    """Print to A4; ``print_date`` and ``url`` of the head stand in the browser's lines, as they do on real prints."""
    from playwright.sync_api import sync_playwright

    meta = document.meta
    top = LINE.format(escape(meta.get("print_date", "")), escape(meta["title"]))
    foot = LINE.format(escape(meta.get("url", "")), '<span class="pageNumber"></span>/<span class="totalPages"></span>')
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(WebWriter(document, house).write())
        page.pdf(
            path=str(target), format="A4", print_background=True, display_header_footer=True, header_template=top,
            footer_template=foot, margin={"top": "16mm", "bottom": "16mm", "left": "14mm", "right": "14mm"}, tagged=True,
        )  # fmt: skip
        browser.close()
