"""Annotated reports: ``<stem>.gold.json`` beside ``<stem>.pdf``.

An absent key means "not annotated: do not score", which ``is_annotated`` answers; a null means "annotated as none".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import BadGold

GOLD_SUFFIX = ".gold.json"
POLICE_WORDS = {
    "police": "force",
    "youth_justice": "other",
    "schools": "other",
    "national": "government_other",
}
"""Addressee groups of the shared inspection files that the project's vocabulary names otherwise."""


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One annotated item; ``values`` keeps every key of the file for the fields that only some files have."""

    text: str
    alt_texts: tuple[str, ...]
    index: int | None
    label: str | None
    parent: int | str | None
    kind: str | None
    page: int
    end_page: int
    also_on_pages: frozenset[int]
    ambiguous: bool
    restated: bool
    values: Mapping[str, Any]

    @property
    def readings(self) -> tuple[str, ...]:
        """Every wording that is right."""
        return (self.text, *self.alt_texts)

    @property
    def allowed_pages(self) -> frozenset[int]:
        """Pages on which a printing of it stands."""
        return frozenset(range(self.page, self.end_page + 1)) | self.also_on_pages

    def is_annotated(self, key: str) -> bool:
        """Whether the annotator said anything, none included, about ``key``."""
        return key in self.values


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated report. ``groups`` are the whole recommendations where ``items`` are their leaves."""

    pdf: Path
    family: str
    items: tuple[GoldItem, ...]
    groups: tuple[GoldItem, ...]
    values: Mapping[str, Any]

    def is_annotated(self, key: str) -> bool:
        """Whether the annotator said anything, none included, about ``key``."""
        return key in self.values


def load_gold(folder: Path) -> tuple[Gold, ...]:
    """Every annotated report below a folder, by path.

    Raises:
        BadGold: no pair of files is there, or a gold file cannot be read.
    """
    paths = sorted(folder.rglob(f"*{GOLD_SUFFIX}"))
    gold = tuple(gold_of_file(path, folder) for path in paths if pdf_of(path).is_file())
    if not gold:
        raise BadGold(f"No <stem>.pdf with <stem>{GOLD_SUFFIX} lies in {folder}.")
    return gold


def pdf_of(path: Path) -> Path:
    """The report that a gold file is about."""
    return path.with_name(path.name.removesuffix(GOLD_SUFFIX) + ".pdf")


def gold_of_file(path: Path, top: Path) -> Gold:
    """One annotated report; its family is ``report_type``, else the name of its folder.

    Raises:
        BadGold: the file is not JSON or an item lacks text or page.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        items = tuple(map(gold_item, values.get("recommendations", values.get("items", ()))))
        groups = tuple(map(gold_item, values.get("groups") or ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadGold(f"The gold file {path.name} cannot be read ({error!r}).") from error
    folder = path.parent.name if path.parent != top else top.name
    return Gold(pdf_of(path), str(values.get("report_type") or folder), items, groups, values)


def gold_item(values: Mapping[str, Any]) -> GoldItem:
    """One item as annotated; only ``text`` and ``page`` must be there."""
    page = int(values["page"])
    return GoldItem(
        text=str(values["text"]),
        alt_texts=tuple(values.get("alt_texts") or ()),
        index=values.get("index"),
        label=values.get("label"),
        parent=values.get("parent"),
        kind=values.get("kind", values.get("item_type")),
        page=page,
        end_page=int(values.get("end_page") or page),
        also_on_pages=frozenset(values.get("also_on_pages") or ()),
        ambiguous=bool(values.get("ambiguous")),
        restated=bool(values.get("restated")),
        values=values,
    )


def addressee_groups_of(item: GoldItem) -> frozenset[str] | None:
    """Groups of the bodies under a duty in the project's vocabulary, or None where none were annotated."""
    if item.is_annotated("addressee_spans"):
        return frozenset(str(span["group"]) for span in item.values["addressee_spans"] or ())
    if item.is_annotated("addressee_groups"):
        return frozenset(POLICE_WORDS.get(name, name) for name in item.values["addressee_groups"] or ())
    return None


def has_wide_labels(item: GoldItem) -> bool:
    """Whether relevance is annotated in the inspection letters' four labels, which know only groups of bodies."""
    return not item.is_annotated("addressee_spans")
