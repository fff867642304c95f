"""Flat OpenDocument -> PDF through LibreOffice, with its own profile and stable metadata."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pikepdf

from .model import Authored
from .odf import OdfWriter, printed_headings
from .pages import locate

OPTIONS = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"%s"},'
    '"ExportBookmarks":{"type":"boolean","value":"%s"},"ReduceImageResolution":{"type":"boolean","value":"true"}}'
)


def write_office(document: Authored, target: Path, house: dict[str, Any], columns: int = 1) -> None:
    """The PDF, tagged unless the head says otherwise; a second pass fills the page numbers of its contents list."""
    tagged = document.meta.get("tagged", True)
    export({target: OdfWriter(document, house, [], columns).write()}, tagged)
    if any(block.kind == "contents" for block in document.blocks):
        locate(document, target)
        pages = [block.pages[0] if block.pages else 0 for block in printed_headings(document)]
        export({target: OdfWriter(document, house, pages, columns).write()}, tagged)


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
    """Give a PDF fixed dates and a fixed id, and pack its objects, so that rebuilding is stable and files are small."""
    stamp = f"D:{iso_date.replace('-', '')}090000Z"
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        for key in ("/CreationDate", "/ModDate"):
            if key in document.docinfo:
                document.docinfo[key] = stamp
        for key in ("/DocChecksum", "/ID"):
            if key in document.trailer:
                del document.trailer[key]
        document.save(
            pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True, deterministic_id=True
        )
