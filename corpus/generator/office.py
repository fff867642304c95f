"""Flat OpenDocument -> PDF through LibreOffice, with its own profile and stable metadata."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from .model import Authored
from .odf import OdfWriter, printed_headings
from .pages import locate

OPTIONS = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"%s"},'
    '"ExportBookmarks":{"type":"boolean","value":"%s"},"ReduceImageResolution":{"type":"boolean","value":"true"}}'
)


def write_tagged(document: Authored, target: Path, house: dict[str, Any], columns: int = 1) -> None:
    """The tagged PDF; a second pass fills the page numbers of its contents list."""
    export({target: OdfWriter(document, house, [], columns).write()})
    if any(block.kind == "contents" for block in document.blocks):
        locate(document, target)
        pages = [block.pages[0] if block.pages else 0 for block in printed_headings(document)]
        export({target: OdfWriter(document, house, pages, columns).write()})


def export(sources: dict[Path, str], tagged: bool = True) -> None:
    """Write each PDF of ``sources`` (target path -> flat OpenDocument text) in one run of the office.

    Raises:
        RuntimeError: the office did not write one of the files.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for target, text in sources.items():
            (folder / f"{target.stem}.fodt").write_text(text, encoding="utf-8", newline="\n")
        value = "true" if tagged else "false"
        command = [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
            OPTIONS % (value, value), "--outdir", scratch, *(str(folder / f"{target.stem}.fodt") for target in sources),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        for target in sources:
            made = folder / f"{target.stem}.pdf"
            if not made.is_file():
                raise RuntimeError(f"LibreOffice wrote no {made.name}: {done.stderr[-500:]}")
            target.write_bytes(made.read_bytes())


def freeze(pdf: Path, iso_date: str) -> None:
    """Replace the dates and the id of a PDF by fixed ones of the same length, so that rebuilding is stable."""
    stamp = iso_date.replace("-", "") + "090000"
    content = pdf.read_bytes()
    content = re.sub(rb"\(D:\d{14}", b"(D:" + stamp.encode(), content)
    content = re.sub(rb"/ID ?\[ ?<[0-9A-Fa-f]+>\s*<[0-9A-Fa-f]+> ?\]", _zeros, content)
    content = re.sub(rb"/DocChecksum /([0-9A-F]+)", lambda found: b"/DocChecksum /" + b"0" * len(found[1]), content)
    pdf.write_bytes(content)


def _zeros(found: re.Match[bytes]) -> bytes:
    return re.sub(rb"<[0-9A-Fa-f]+>", lambda code: b"<" + b"0" * (len(code[0]) - 2) + b">", found[0])
