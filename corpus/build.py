"""Build the sample corpus: ``python -m corpus.build [STEM ...]`` from the root of the project.

Without stems everything is built. Writes ``corpus/reports/<stem>.pdf`` and ``<stem>.gold.json``, the variants, and
``corpus/manifest.json``.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

from corpus.generator import variants
from corpus.generator.gold import document_to_gold
from corpus.generator.markup import load
from corpus.generator.model import Authored
from corpus.generator.office import freeze, write_office
from corpus.generator.pages import locate

HERE = Path(__file__).resolve().parent
REPORTS = HERE / "reports"
VARIANTS = HERE / "variants"


def house_of(document: Authored) -> dict:
    """The page design that the document names."""
    houses = tomllib.loads((HERE / "houses.toml").read_text(encoding="utf-8"))
    return houses["default"] | houses[document.meta["house"]] | document.meta.get("design", {})


def build_report(document: Authored) -> Path:
    """The main PDF: a browser print where the head says so, else the office's export."""
    target = REPORTS / f"{document.stem}.pdf"
    if document.meta.get("renderer") == "browser":
        variants.print_from_browser(document, target, house_of(document))
    else:
        write_office(document, target, house_of(document), document.meta.get("columns", 1))
    freeze(target, document.meta["publication_date"])
    return target


def write_gold(document: Authored, pdf: Path) -> dict:
    """Gold beside a PDF whose text layer it was checked against."""
    count = locate(document, pdf)
    gold = document_to_gold(document, count, pdf.name)
    pdf.with_suffix(".gold.json").write_text(
        json.dumps(gold, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
    )
    return gold


def build(stem: str) -> None:
    """One document with its variants."""
    document = load(HERE / "content" / f"{stem}.txt")
    pdf = build_report(document)
    gold = write_gold(document, pdf)
    print(f"{pdf.name}: {gold['pages']} pages, {len(gold['recommendations'])} items, {pdf.stat().st_size // 1000} kB")
    for name in document.meta.get("variants", []):
        target = VARIANTS / f"{stem}--{name}.pdf"
        made = variants.make(name, document, pdf, target, house_of(document))
        freeze(made, document.meta["publication_date"])
        if name == "scan":
            variants.copy_gold(pdf, made)
        else:
            write_gold(document, made)
        print(f"  {made.name}: {made.stat().st_size // 1000} kB")


def write_manifest() -> None:
    """What the corpus holds, from the gold files."""
    rows = []
    for path in sorted(HERE.glob("*/*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        rows.append(
            {
                "pdf": f"{path.parent.name}/{gold['source_pdf']}",
                "title": gold["document"],
                "report_type": gold["report_type"],
                "publication_date": gold["publication_date"],
                "pages": gold["pages"],
                "items": len(gold["recommendations"]),
                "restated": sum(item["restated"] for item in gold["recommendations"]),
                "traps": gold["traps"],
            }
        )
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    (HERE / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for stem in sys.argv[1:] or sorted(path.stem for path in (HERE / "content").glob("*.txt")):
        build(stem)
    write_manifest()
