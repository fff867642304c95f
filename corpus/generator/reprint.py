"""Items printed a second time: in the same document (``@again``) or from another one (``@reprint``)."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from .model import Authored, Block, Item, Run

if TYPE_CHECKING:
    from .markup import Parser


def chosen(names: list[str], items: dict[str, Item]) -> list[Item]:
    """Items by id; ``c1*`` is c1 and its children."""
    found: list[Item] = []
    for name in names:
        stem = name.rstrip("*")
        if name.endswith("*"):
            found += [item for key, item in items.items() if key == stem or key.startswith(stem + ".")]
        else:
            found.append(items[name])
    return found


def print_again(parser: Parser, names: list[str]) -> None:
    """Copies of the items' blocks at this place, lead-ins included; flags: ``nosupport``, ``nolabel``, ``plain`` (no bold)."""
    flags = {name for name in names if name in ("nosupport", "nolabel", "plain")}
    lead: Block | None = None
    for item in chosen([name for name in names if name not in flags], parser.document.items):
        if item.lead is not None and item.lead is not lead:
            lead = item.lead
            parser.out[-1].append(lead.copy())
        if item.heading is not None and "nolabel" not in flags:
            heading = item.heading.copy()
            heading.look = "box" if len(parser.out) > 1 else "item"
            parser.out[-1].append(heading)
        copies = [block.copy() for block in item.text]
        if "plain" in flags:
            for block in copies:
                block.runs = [replace(run, bold=False) for run in block.runs]
        parser.out[-1] += copies
        item.again.append(copies)
        if item.kind == "group":
            _note_parts(parser, item, copies)
        if "nosupport" not in flags:
            parser.out[-1] += [block.copy() for block in item.support]


def _note_parts(parser: Parser, group: Item, copies: list[Block]) -> None:
    """The parts of a group were printed again with it."""
    copy_of = {id(block): copy for block, copy in zip(group.text, copies, strict=True)}
    for key, part in parser.document.items.items():
        if key.startswith(group.id + "."):
            part.again.append([copy_of[id(block)] for block in part.text if id(block) in copy_of])


TAG = re.compile(r" ?\((?:(?:Recommendation|Conclusion), )?Paragraphs? [0-9–]+\)$")
"""What a committee's list adds after the words that stand in the chapter."""


def print_early(parser: Parser, source: str) -> None:
    """``@early ID LABEL [italic | mixed [upright]] [| words]``: in its chapter, in bold and without its tag, an item that is authored in the list further down.

    ``mixed`` keeps the list's own italics (``mixed upright`` keeps them as a reading alone); words after the stroke stand, in plain letters, at the head of the paragraph.
    """
    head, _, before = source.partition("|")
    words = head.split()
    block = parser.block("numbered", before, label=words[1])
    block.options["early"] = words[0]
    for flag in words[2:]:
        block.options[flag] = "yes"
    parser.out[-1].append(block)


def print_short(parser: Parser, source: str) -> None:
    """``@short ID [[LABEL] |] words``: an item once more in other words, which gold takes for another right reading."""
    name, _, words = source.partition(" ")
    label, _, after = words.partition("|")
    kind = "bullet" if not after else "numbered" if label.strip() else "paragraph"
    block = parser.block(kind, after or words, label=label.strip() if after else "")
    block.options["short"] = name
    parser.out[-1].append(block)


def fill_early(document: Authored) -> None:
    """Give the paragraphs that ``@early`` left open their words, and tell items of their shorter printings."""
    for block in document.walk():
        if name := block.options.get("early"):
            item = document.items[name]
            words = " ".join(part.text for part in item.text)
            bold = [Run(TAG.sub("", words), bold=True, italic="italic" in block.options)]
            if "mixed" in block.options:
                bold = [
                    Run(TAG.sub("", run.text), bold=True, italic=run.italic) for part in item.text for run in part.runs
                ]
                item.readings.append(" ".join("".join(run.text for run in bold if run.italic).split()))
                if "upright" in block.options:
                    bold = [replace(run, italic=False) for run in bold]
            block.runs = [*block.runs, *([Run(" ")] if block.runs else []), *bold]
            item.again.append([block])
            item.options.setdefault("alt", TAG.sub("", words))
        if name := block.options.get("short"):
            item = document.items[name]
            item.again.append([block])
            item.options.setdefault("alt", block.text)
            block.level = item.text[0].level if block.kind == "numbered" else block.level


def print_from_elsewhere(parser: Parser, words: list[str]) -> None:
    """``@reprint STEM id ... key=value ...``: another document's items become items of this one."""
    from .markup import load

    other = load(parser.path.with_name(f"{words[0]}.txt"))
    changes = dict(word.split("=", 1) for word in words[1:] if "=" in word)
    names = [word for word in words[1:] if "=" not in word and word not in ("restated", "nosupport")]
    if "restated" in words:
        changes["restated"] = "yes"
    lead: Block | None = None
    for mine in deepcopy(_with_parts(chosen(names, other.items), other.items)):
        _rename(parser, mine, changes)
        if "nosupport" in words:
            mine.support = []
        parser.document.items[mine.id] = mine
        if mine.options.get("part"):
            continue  # its words stand in its group
        if mine.lead is not None and mine.lead is not lead:
            lead = parser.lead = mine.lead
            parser.out[-1].append(lead)
        if mine.heading is not None:
            mine.heading.look = "box" if len(parser.out) > 1 else "item"
            parser.out[-1].append(mine.heading)
        parser.out[-1] += [*mine.text, *mine.support]


def _with_parts(items: list[Item], known: dict[str, Item]) -> list[Item]:
    """The items with the parts of groups after each group, parts marked."""
    out: list[Item] = []
    for item in items:
        if item not in out:
            out.append(item)
        if item.kind == "group":
            parts = [part for key, part in known.items() if key.startswith(item.id + ".")]
            for part in parts:
                part.options["part"] = "yes"
            out += [part for part in parts if part not in out]
    return out


def _rename(parser: Parser, mine: Item, changes: dict[str, str]) -> None:
    mine.id = changes.get("prefix", "") + mine.id
    mine.relevance = changes.get("relevance", mine.relevance)
    mine.kind = changes.get("kind", mine.kind)
    mine.status = changes.get("status")
    mine.section = tuple(heading.text for heading in parser.headings)
    mine.inherited = [mark for block in parser.headings for mark in block.marks if mark.kind == "to"]
    mine.again = []
    mine.options |= {key: changes[key] for key in ("restated", "ambiguous") if key in changes}
