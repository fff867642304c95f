"""The same document by other means: untagged, in columns, from a browser, scanned."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .model import Authored
from .office import write_office


def make(name: str, document: Authored, pdf: Path, target: Path, house: dict[str, Any]) -> Path:
    """Write one variant of a document whose main PDF exists.

    Raises:
        ValueError: no such variant.
    """
    target.parent.mkdir(exist_ok=True)
    match name:
        case "untagged":
            from .flow import write_untagged

            write_untagged(document, target, house)
        case "columns":
            write_office(document, target, house | {"chapter_break": False}, columns=2)
        case "print":
            print_from_browser(document, target, house)
        case "scan":
            from .scan import write_scan

            write_scan(pdf, target)
        case _:
            raise ValueError(f"{document.stem}: unknown variant {name!r}")
    return target


def print_from_browser(document: Authored, target: Path, house: dict[str, Any]) -> None:
    """A web page as a browser prints it, header and footer lines included."""
    from .web import print_page

    print_page(document, target, house)


def copy_gold(pdf: Path, scan: Path) -> None:
    """A scan has the pages of its original: so has its gold."""
    gold = json.loads(pdf.with_suffix(".gold.json").read_text(encoding="utf-8"))
    gold["source_pdf"] = scan.name
    text = json.dumps(gold, indent=1, ensure_ascii=False) + "\n"
    scan.with_suffix(".gold.json").write_text(text, encoding="utf-8", newline="\n")
