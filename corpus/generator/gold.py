"""``Authored`` with pages filled -> gold JSON, in the schema of the project's other annotated reports."""

from __future__ import annotations

from typing import Any

from .model import Authored, BadContent, Block, Item, Mark
from .names import BASES, GROUPS, REPORT_TYPES

SAMPLE_FORCE = "Exampleshire Police"
"""Relevance is judged for this force in every document, whoever it is about."""


def words_of(blocks: list[Block], first_label: bool = False) -> str:
    """Blocks joined by a space; the first block's own label is left out, later ones' are part of the words."""
    parts = [
        f"{block.label} {block.text}" if block.label and (index or first_label) else block.text
        for index, block in enumerate(blocks)
    ]
    return " ".join(part for part in parts if part)


def addressees_of(item: Item) -> list[dict[str, Any]]:
    """Bodies named in the item itself, else in its title, lead-in, table row or headings (``inherited``)."""
    own = [mark for block in item.text for mark in block.marks if mark.kind == "to"]
    if own:
        return [_addressee(mark, inherited=False) for mark in own]
    for source in (_marks(item.heading), _marks(item.lead), item.inherited, _fields(item)):
        if found := [mark for mark in source if mark.kind == "to"]:
            return [_addressee(mark, inherited=True) for mark in found]
    return []


def _fields(item: Item) -> list[Mark]:
    """Marks of the lines below an item that say who owns it and when (``@field``)."""
    return [mark for block in item.support if block.look == "field" for mark in block.marks]


def _marks(block: Block | None) -> list[Mark]:
    return block.marks if block is not None else []


def _addressee(mark: Mark, inherited: bool) -> dict[str, Any]:
    if mark.argument not in GROUPS:
        raise BadContent(f"unknown addressee group {mark.argument!r} at {mark.text!r}")
    return {"text": mark.text, "group": GROUPS[mark.argument], "inherited": inherited}


def deadlines_of(item: Item) -> list[dict[str, Any]]:
    """Dates in the item itself, else in its lead-in or its table row."""
    own = [mark for block in item.text for mark in block.marks]
    for source in (own, _marks(item.lead), item.inherited, _fields(item)):
        if found := [mark for mark in source if mark.kind == "by"]:
            return [_deadline(mark) for mark in found]
    return []


def _deadline(mark: Mark) -> dict[str, Any]:
    basis, _, date = mark.argument.rpartition(" ")
    if mark.argument in BASES:
        basis, date = mark.argument, ""
    if (basis or "exact") not in BASES:
        raise BadContent(f"unknown deadline basis {basis!r} at {mark.text!r}")
    return {"text": mark.text, "date": date or None, "basis": basis or "exact"}


def label_of(item: Item, parent: Item | None) -> tuple[str | None, str | None]:
    """The full label or path, and what is printed on the line."""
    block = item.label_block
    if block is None:
        return item.options.get("label"), None
    printed = block.label or _before_title(block)
    if not printed:
        return item.options.get("label"), None
    above = label_of(parent, None)[0] if parent is not None else None
    full = f"{above.rstrip('.')}{printed}" if above and printed.startswith("(") else printed
    return item.options.get("label", full), printed


def _before_title(heading: Block) -> str:
    title = title_of(heading)
    text = heading.text if title is None else heading.text.removesuffix(title)
    return text.strip().rstrip(":–—-. ").strip()


def title_of(heading: Block | None) -> str | None:
    """The words of the title mark, or the whole heading where it has no label."""
    if heading is None:
        return None
    if heading.options.get("title_only"):
        return heading.text
    return next((mark.text for mark in heading.marks if mark.kind == "title"), None)


def run_in_title_of(item: Item) -> str | None:
    """A bold head at the beginning of the item's own first paragraph: part of its words, which also read well without it."""
    return next((mark.text for mark in _marks(item.text[0]) if mark.kind == "title"), None) if item.text else None


def pages_of(blocks: list[Block]) -> tuple[int, int]:
    """First and last page of a printing."""
    known = [block.pages for block in blocks if block.pages]
    if not known:
        raise BadContent(f"an item's words were not found on any page: {words_of(blocks)[:60]!r}")
    return known[0][0], max(pages[1] for pages in known)


def item_to_gold(item: Item, document: Authored, index: dict[str, int]) -> dict[str, Any]:
    """One entry of ``recommendations`` or ``groups``."""
    parent = document.items.get(item.options.get("parent", item.id.rpartition(".")[0]))
    label, printed = label_of(item, parent)
    page, end_page = pages_of(item.text)
    also = sorted(
        {number for blocks in item.again for number in _range(pages_of(blocks))} - set(range(page, end_page + 1))
    )
    addressees, deadlines = addressees_of(item), deadlines_of(item)
    text = words_of(item.text, first_label=item.kind == "group")
    head = run_in_title_of(item)
    readings = [item.options["alt"]] if "alt" in item.options else []
    readings += [text.removeprefix(head).strip()] if head else []
    readings += item.readings
    lead = item.lead.text if item.lead is not None else None
    label_words = item.heading.text if item.heading is not None else None
    section = [name for name in item.section if name != label_words]
    parent_name = None
    if parent is not None:
        parent_name = label_of(parent, None)[0] if parent.kind == "group" else index[parent.id]
    return {
        "index": index.get(item.id),
        "id": item.id,
        "label": label,
        "label_printed": printed,
        "parent": parent_name,
        "item_type": "recommendation" if item.kind == "group" else item.kind,
        "kind": "recommendation" if item.kind == "group" else item.kind,
        "title": title_of(item.heading) or (head.rstrip(".:") if head else None),
        "lead_in": lead,
        "text": text,
        "supporting_text": words_of(item.support) or None,
        "alt_texts": readings,
        "page": page,
        "end_page": end_page,
        "also_on_pages": also,
        "section": section[-1] if section else None,
        "part": section[0] if len(section) > 1 else None,
        "addressees": [entry["text"] for entry in addressees],
        "addressee_groups": list(dict.fromkeys(entry["group"] for entry in addressees)),
        "addressee_spans": addressees,
        "deadline": deadlines[0]["text"] if deadlines else None,
        "deadlines": deadlines,
        "relevance": item.relevance,
        "relevance_alt": [name for name in item.options.get("relevance_alt", "").split(",") if name],
        "themes": item.themes,
        "restated": item.options.get("restated") == "yes",
        "status": item.status or (parent.status if parent is not None else None),
        "ambiguous": item.options.get("ambiguous") == "yes",
    }


def _range(pages: tuple[int, int]) -> range:
    return range(pages[0], pages[1] + 1)


def document_to_gold(document: Authored, page_count: int, pdf_name: str) -> dict[str, Any]:
    """The whole gold file; conclusions and practice stand in lists of their own.

    Raises:
        BadContent: an unknown report type, or an item without pages.
    """
    meta = document.meta
    if meta["report_type"] not in REPORT_TYPES:
        raise BadContent(f"{document.stem}: unknown report type {meta['report_type']!r}")
    groups = [item for item in document.items.values() if item.kind == "group"]
    asides = ("conclusion", "innovative_practice")
    leaves = [item for item in document.items.values() if item.kind not in ("group", *asides)]
    index = {item.id: number for number, item in enumerate(leaves, 1)}
    gold = {
        "document": meta["title"],
        "publisher": meta["publisher"],
        "report_type": meta["report_type"],
        "publication_date": meta["publication_date"],
        "version": meta.get("version", 1),
        "pages": page_count,
        "police_force": SAMPLE_FORCE,
        "police_force_in_document": SAMPLE_FORCE in " ".join(block.text for block in document.walk()),
        "force_inspected": meta.get("force"),
        "source_pdf": pdf_name,
        "traps": meta.get("traps", []),
        "grades": [
            {"area": grade.area, "grade": grade.grade, "page": _first_page(grade.block)} for grade in document.grades
        ],
        "status_lines": [
            {"text": line.text, "status": line.status, "printed_number": line.number, "page": _first_page(line.block)}
            for line in document.status_lines
        ],
        "stated_count": meta.get("stated_count"),
        "recommendations": [item_to_gold(item, document, index) for item in leaves],
        "conclusions": [
            item_to_gold(item, document, {}) for item in document.items.values() if item.kind == "conclusion"
        ],
        "practice": [item_to_gold(item, document, {}) for item in document.items.values() if item.kind == asides[1]],
        "not_items": meta.get("not_items", []),
        "notes": meta.get("notes", ""),
    }
    if groups:
        tops = [
            item
            for item in document.items.values()
            if item in groups or (item in leaves and not _is_part(item, document))
        ]
        gold["groups"] = [item_to_gold(item, document, index) | {"members": _members(item, document)} for item in tops]
    return gold


def _is_part(item: Item, document: Authored) -> bool:
    parent = document.items.get(item.id.rpartition(".")[0])
    return parent is not None and parent.kind == "group"


def _members(group: Item, document: Authored) -> list[str | None]:
    children = [item for key, item in document.items.items() if key.startswith(group.id + ".")]
    return [label_of(item, group)[0] for item in children] or [label_of(group, None)[0]]


def _first_page(block: Block) -> int | None:
    return block.pages[0] if block.pages else None
