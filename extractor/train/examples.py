"""Labelled items from ``corpus/`` and from folders given with ``--extra``, ready to be learned from.

Two kinds of files are read: JSON Lines with one labelled item a line, and ``<stem>.gold.json`` of annotated reports.
Addressees are resolved again by the program itself: a model that learned from perfect addressees would trust them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extractor.classify.setting import report_type_of
from extractor.config import ForceProfile
from extractor.domain import Kind, Recommendation, Report, ReportType
from extractor.errors import BadGold
from extractor.evaluate.gold import GOLD_SUFFIX
from extractor.evaluate.judgements import accepted_labels
from extractor.find.fields import resolve_fields
from extractor.find.forces import find_force
from extractor.vocabulary import AddresseeGroup, RelevanceLabel

SAMPLE_FORCE = "Exampleshire Police"
NEAREST_LABEL: Mapping[str, RelevanceLabel] = {
    "not_force": RelevanceLabel.FOR_PARTNERS,
    "unclear": RelevanceLabel.NEEDS_DECISION,
}
"""The inspection letters' wide labels as the project's label that their items mostly have."""
LABELS = frozenset({"relevance", "theme", "peel_themes"})
"""Keys of which a line of a labelled set has at least one."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled item.

    ``gold`` is the label as annotated, ``label`` the project's label to learn (None where none was annotated), and
    ``groups`` the annotated addressee groups. ``themes`` is None where themes were not annotated. ``fold_key`` is the
    report: items of one report are never on both sides of a split. ``source`` names the set. ``first_suggested`` is
    what the program suggested before anybody who works on it had seen the item, where that is on record.
    """

    item: Recommendation
    report: Report
    profile: ForceProfile
    gold: str | None
    label: RelevanceLabel | None
    alternatives: tuple[str, ...]
    groups: tuple[str, ...]
    themes: tuple[str, ...] | None
    source: str
    first_suggested: RelevanceLabel | None = None

    @property
    def fold_key(self) -> str:
        """The report as a key, the same for each copy of it."""
        return " ".join(self.report.title.lower().split())

    @property
    def set_name(self) -> str:
        """The set it belongs to: its folder, and in the folder of many authors its file."""
        folder = self.source.rpartition("/")[0] or "other"
        return self.source if folder == "relevance" else folder

    @property
    def accepted(self) -> frozenset[str]:
        """The labels that count as right."""
        return accepted_labels(self.gold, self.groups) if self.gold else frozenset()


def load_examples(folder: Path) -> tuple[Example, ...]:
    """Every labelled item below a folder, each text of a report once, ordered by file.

    Raises:
        BadGold: nothing labelled is there, or a file cannot be read.
    """
    examples = list(_from_lines(folder)) + list(_from_gold(folder))
    if not examples:
        raise BadGold(f"The folder {folder} has no labelled items.", "Give a folder with *.jsonl or *.gold.json files.")
    return without_copies(examples)


def without_copies(examples: Iterable[Example]) -> tuple[Example, ...]:
    """The examples with each text of a report once, the first that is labelled."""
    seen: dict[tuple[str, str, str | None], Example] = {}
    for example in examples:
        seen.setdefault((example.fold_key, example.item.text, example.item.group_heading), example)
    return tuple(seen.values())


def sums_of(folder: Path) -> dict[str, str]:
    """The sha256 of every file that ``load_examples`` reads, by its path below the folder."""
    paths = [*folder.rglob("*.jsonl"), *folder.rglob(f"*{GOLD_SUFFIX}")]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)
    }


# --------------------------------------------------------------------------------- JSON Lines


def _from_lines(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.rglob("*.jsonl")):
        try:
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        except (OSError, ValueError) as error:
            raise BadGold(f"The labelled set {path.name} cannot be read ({error}).") from error
        for row in rows:
            if {"text", "report_title"} <= row.keys() and LABELS & row.keys():
                yield example_of_row(row, f"{path.parent.name}/{path.stem}")


def example_of_row(row: Mapping[str, Any], source: str) -> Example:
    """One line of a labelled set: fields of the item, of its report, and the labels."""
    profile = profile_of(str(row.get("police_force") or SAMPLE_FORCE))
    item = Recommendation(
        id=str(row["id"]), kind=Kind(row["kind"]), text=str(row["text"]), group_heading=row.get("group_heading")
    )
    report = report_of(
        str(row["report_title"]),
        report_type_of(str(row.get("report_type") or row.get("source_family", ""))),
        row.get("publication_date"),
    )
    label = row.get("relevance")
    themes = row.get("peel_themes", row.get("theme"))
    return Example(
        item=resolve_fields([item], report, profile)[0],
        report=report,
        profile=profile,
        gold=label,
        label=RelevanceLabel(label) if label else None,
        alternatives=tuple(filter(None, [row.get("relevance_alt")])),
        groups=tuple(row.get("addressee_groups", ())),
        themes=tuple(themes) if themes is not None else None,
        source=source,
        first_suggested=RelevanceLabel(row["first_suggested"]) if row.get("first_suggested") else None,
    )


def report_of(title: str, report_type: ReportType, published: str | None, force: str | None = None) -> Report:
    """A report known by its title and little more."""
    return Report(
        sha256="",
        file="",
        title=title,
        source_body=None,
        report_type=report_type,
        publication_date=date.fromisoformat(published) if published else None,
        force=force,
    )


def profile_of(force: str) -> ForceProfile:
    """The profile of a force as the packaged lists know it."""
    found = find_force(force)
    if found is None:
        return ForceProfile(name=force)
    return ForceProfile(
        name=force,
        aliases=tuple(name for name in found.names if name != force),
        nation=found.nation,
        region=found.region,
        local_policing_body=found.local_policing_body,
        collaborations=(found.rocu,) if found.rocu else (),
        shared_units=found.shared_units,
        neighbours=found.neighbours,
        areas=found.areas,
    )


# ----------------------------------------------------------------------------- annotated reports


def _from_gold(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.rglob(f"*{GOLD_SUFFIX}")):
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            yield from examples_of_gold(values, f"{path.parent.name}/{path.name.removesuffix(GOLD_SUFFIX)}")
        except (OSError, ValueError, KeyError) as error:
            raise BadGold(f"The gold file {path.name} cannot be used ({error!r}).") from error


def examples_of_gold(values: Mapping[str, Any], source: str) -> Iterator[Example]:
    """The annotated items of one report that have a relevance label and are not ambiguous."""
    profile = profile_of(str(values.get("police_force") or SAMPLE_FORCE))
    report = report_of(
        str(values["document"]),
        report_type_of(str(values.get("report_type", ""))),
        values.get("publication_date"),
        values.get("force_inspected"),
    )
    for row in values["recommendations"]:
        label = row.get("relevance")
        if label is None or row.get("ambiguous"):
            continue
        item = _gold_item(row, values)
        yield Example(
            item=resolve_fields([item], report, profile)[0],
            report=report,
            profile=profile,
            gold=label,
            label=_label_of(label, row),
            alternatives=tuple(row.get("relevance_alt") or ()),
            groups=tuple(row.get("addressee_groups") or ()),
            themes=tuple(row["themes"]) if row.get("themes") is not None else None,
            source=source,
        )


def _label_of(label: str, row: Mapping[str, Any]) -> RelevanceLabel:
    if label in NEAREST_LABEL:
        return NEAREST_LABEL[label]
    wide = row.get("relevance_alt") and label == "for_force" and "addressee_spans" not in row
    others = set(row.get("addressee_groups") or ()) - {"police", AddresseeGroup.FORCE.value}
    return RelevanceLabel.JOINT if wide and others and "joint" in row["relevance_alt"] else RelevanceLabel(label)


def _cell_of(row: Mapping[str, Any]) -> str | None:
    """The table cell that named the bodies: inherited spans that stand in no heading of the item."""
    above = " ".join(str(row.get(key) or "") for key in ("section", "part", "title", "lead_in"))
    spans = [str(span["text"]) for span in row.get("addressee_spans") or () if span.get("inherited")]
    return "; ".join(text for text in spans if text not in above) or None


def _gold_item(row: Mapping[str, Any], values: Mapping[str, Any]) -> Recommendation:
    section = tuple(part for part in (row.get("part"), row.get("section")) if part)
    return Recommendation(
        id=f"{values['document'][:40]}-{row['index']}",
        kind=Kind(str(row.get("kind") or row.get("item_type"))),
        text=str(row["text"]),
        title=row.get("title"),
        lead_in=row.get("lead_in"),
        section=section,
        group_heading=section[-1] if section else None,
        responsible_body=row.get("responsible_body") or _cell_of(row),
    )
