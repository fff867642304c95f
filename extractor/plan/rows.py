"""A ``PlanView`` as plain rows: one value per column id, the same for workbook, CSV, JSON and papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from extractor.domain import Action, Kind, Recommendation, Relation
from extractor.labels import clean_text, label_of, theme_label
from extractor.plan.columns import ATTRIBUTES, DATE_IDS, all_columns
from extractor.plan.dates import date_of_words
from extractor.plan.decision_words import plain_words, without_notes
from extractor.plan.statuses import rag_of_words, status_of_words
from extractor.plan_view import PlanItem, PlanView, ReportEntry

Value = str | date | int | None
Row = dict[str, Value]

SHORT_KINDS = {
    Kind.RECOMMENDATION: "Rec",
    Kind.AREA_FOR_IMPROVEMENT: "AFI",
    Kind.CAUSE_OF_CONCERN: "CoC",
    Kind.ACCELERATED_CAUSE_OF_CONCERN: "ACoC",
    Kind.PRIORITY_ACTION: "Priority action",
    Kind.INNOVATIVE_PRACTICE: "Practice",
    Kind.CONCLUSION: "Conclusion",
}
CAUSES = (Kind.CAUSE_OF_CONCERN, Kind.ACCELERATED_CAUSE_OF_CONCERN)
NAMING_WORDS = 8
"""Words that tell one unnumbered item of a page from another."""
COUNTED_WORDS = ("business_lead", "theme", "report_title")
"""Columns whose words Summary counts: a blank before or after them would make another group of them."""


@dataclass(frozen=True, slots=True)
class Tie:
    """An item tied to an action by a decision."""

    item: PlanItem
    relation: Relation


class ViewRows:
    """The rows of one view; what they share is joined once."""

    def __init__(self, view: PlanView) -> None:
        self.view = view

    @cached_property
    def reports(self) -> dict[str, ReportEntry]:
        """Reports by id."""
        return {entry.report_id: entry for entry in self.view.reports}

    @cached_property
    def by_item_id(self) -> dict[tuple[str, str], PlanItem]:
        """Items by report and by the id that their clauses know them by."""
        return {(item.report_id, item.recommendation.id): item for item in self.view.items}

    @cached_property
    def parents(self) -> frozenset[tuple[str, str]]:
        """Items with clauses that ask for something."""
        live = (item for item in self.view.items if item.recommendation.is_actionable)
        return frozenset(
            (item.report_id, item.recommendation.parent_id) for item in live if item.recommendation.parent_id
        )

    @cached_property
    def ties(self) -> dict[str, list[Tie]]:
        """Decided ties by action ref, in the order of the items."""
        found: dict[str, list[Tie]] = {}
        for item in self.view.items:
            for link in item.standing.links:
                found.setdefault(link.action_ref, []).append(Tie(item, link.relation))
        return found

    @cached_property
    def former_ties(self) -> dict[str, list[Tie]]:
        """Ties that some decision made and that stand no longer, by action ref."""
        items = {item.item_id: item for item in self.view.items}
        found: dict[str, list[Tie]] = {}
        for decision in self.view.decisions:
            item, links = items.get(decision.item_id), decision.decided.get("links")
            if item is None or not isinstance(links, Mapping):
                continue
            for ref, relation in links.items():
                tie = Tie(item, Relation(relation)) if relation else None
                if tie is not None and tie not in (*self.ties.get(ref, ()), *found.get(ref, ())):
                    found.setdefault(ref, []).append(tie)
        return found

    # -------------------------------------------------------------------------------------- actions

    def actions(self) -> list[Row]:
        """One row per action, every known column."""
        return [self.action(action) for action in self.view.actions]

    def action(self, action: Action) -> Row:
        """One action: its own attributes and fields, and where it has no field what its item says.

        Attributes are never filled from the item: they are what ``counts`` counts.
        """
        row: Row = dict.fromkeys(column.id for column in all_columns())
        row |= self._derived(action)
        row |= attribute_values(action)
        fields = {name: field_value(name, text) for name, text in action.fields.items() if name in row and text}
        return row | {name: value for name, value in fields.items() if name not in ATTRIBUTES or not row[name]}

    def _derived(self, action: Action) -> Row:
        ties = self.ties.get(action.ref, [])
        origin = next((tie.item for tie in ties if tie.relation is Relation.NEW_ACTION_NEEDED), None)
        row = self.item_values(origin) if origin is not None else {}
        others = "\n".join(self.tie_words(tie) for tie in ties if tie.item is not origin)
        if others:
            row["relation"] = others
        return row

    def tie_words(self, tie: Tie) -> str:
        """One tie as a line of a cell: ``Covered: Rec 4, Ready to respond (2026)``."""
        return clean_text(f"{label_of(tie.relation)}: {self.item_name(tie.item)}")

    def item_name(self, item: PlanItem) -> str:
        """An item as people speak of it: ``Rec 4, Ready to respond (2026)``; its first words where it has no number."""
        found, entry = item.recommendation, self.reports.get(item.report_id)
        words = " ".join(found.text.split()[:NAMING_WORDS])
        name = spoken_ref_of(found) if found.printed_number else f"{spoken_ref_of(found)} (“{words} …”)"
        if entry is None:
            return name
        year = f" ({entry.report.publication_date.year})" if entry.report.publication_date else ""
        return f"{name}, {entry.report.title}{year}"

    # ---------------------------------------------------------------------------------------- items

    def items(self, *, with_notes: bool = False) -> list[Row]:
        """One row per item of every report, clauses under their heads."""
        rows = []
        for item in self.view.items:
            row: Row = {"item_id": item.item_id, **self.item_values(item)}
            row["counted"] = counted_as(item.recommendation)
            row["level"] = self.level(item)
            row["state"] = label_of(item.standing.state)
            row["suggested"] = label_of(item.relevance.label) if item.relevance else ""
            row["note"] = item.standing.note if with_notes else None
            rows.append(row)
        return rows

    def level(self, item: PlanItem) -> str:
        """How an item counts: a whole or a clause, and whether it has clauses of its own."""
        has_clauses = (item.report_id, item.recommendation.id) in self.parents
        if item.recommendation.parent_id is None:
            return "Whole with clauses" if has_clauses else "Whole"
        return "Clause with parts" if has_clauses else "Clause"

    def item_values(self, item: PlanItem) -> Row:
        """What an item says of itself, by column id."""
        entry, found = self.reports.get(item.report_id), item.recommendation
        standing, relevance = item.standing, item.relevance
        others = [link for link in standing.links if link.relation is not Relation.NEW_ACTION_NEEDED]
        shown = others or list(standing.links)
        suggested = (relevance.reason or " … ".join(relevance.evidence)) if relevance else ""
        return {
            **(report_values(entry) if entry else {}),
            "source_ref": source_ref_of(found),
            "parent_ref": self._parent_ref(item),
            "item_type": label_of(found.kind),
            "cause_of_concern": self._cause(item),
            "text": full_text(found),
            "pages": ", ".join(map(str, found.pages)),
            "peel_area": "; ".join(theme_label(theme.label) for theme in item.themes[:1]),
            "theme": "; ".join(theme_label(theme.label) for theme in item.themes),
            "addressee": "; ".join(dict.fromkeys(addressee.text for addressee in found.addressees)),
            "addressee_group": "; ".join(dict.fromkeys(label_of(addressee.group) for addressee in found.addressees)),
            "relevance": label_of(item.label),
            "relevance_reason": standing.reason or suggested,
            **deadline_values(found),
            "accepted": standing.accepted.replace("_", " ").capitalize(),
            "force_response": standing.response,
            "linked_action_ref": ", ".join(link.action_ref for link in others),
            "relation": "; ".join(dict.fromkeys(label_of(link.relation) for link in shown)),
            "reviewed": person_and_day(standing.who, standing.when),
        }

    def _parent_ref(self, item: PlanItem) -> str:
        parent = self.by_item_id.get((item.report_id, item.recommendation.parent_id or ""))
        return source_ref_of(parent.recommendation) if parent else ""

    def _cause(self, item: PlanItem) -> str:
        """The cause of concern that an item is, or is a clause of."""
        at: PlanItem | None = item
        for _ in range(8):  # clauses are never nested deeper; a ring of parents must not hang the export
            if at is None:
                return ""
            if at.recommendation.kind in CAUSES:
                return at.recommendation.title or source_ref_of(at.recommendation)
            at = self.by_item_id.get((at.report_id, at.recommendation.parent_id or ""))
        return ""

    # ------------------------------------------------------------------------- decisions and reports

    def decisions(self, *, with_notes: bool = False) -> list[Row]:
        """The audit trail, oldest first."""
        return [
            {
                "decision_id": decision.id,
                "item_id": decision.item_id,
                "when": decision.when.strftime("%Y-%m-%d %H:%M:%S"),
                "who": decision.who,
                "what": decision.action.replace("_", " ").capitalize(),
                "was_suggested": plain_words(decision.suggested),
                "was_decided": plain_words(decision.decided if with_notes else without_notes(decision.decided)),
                "undoes": decision.undoes or "",
                "note": decision.note if with_notes else None,
            }
            for decision in self.view.decisions
        ]

    def report_rows(self) -> list[Row]:
        """One row per report."""
        return [
            {
                "report_id": entry.report_id,
                **report_values(entry),
                "force": entry.report.force or "",
                "response_rule": entry.response_rule,
                "file": entry.report.file,
                "sha256": entry.report.sha256,
            }
            for entry in self.view.reports
        ]


def attribute_values(action: Action) -> Row:
    """The attributes of an action by column id; a status or colour that was not understood in its own words."""
    row: Row = {name: getattr(action, attribute) for name, attribute in ATTRIBUTES.items()}
    for name in COUNTED_WORDS:
        row[name] = clean_text(str(row[name])).strip()
    row["status"] = label_of(action.status)
    if action.status is None and status_of_words(action.status_text) is None:
        row["status"] = action.status_text
    row["rag"] = label_of(action.rag)
    return row


def field_value(column_id: str, text: str) -> Value:
    """A kept text as it goes into its column: a date where it is one and the column holds dates."""
    if column_id == "rag" and rag_of_words(text) is not None:
        return ""
    return (date_of_words(text) or text) if column_id in DATE_IDS else text


def report_values(entry: ReportEntry) -> Row:
    """What a report says of itself, by column id."""
    report = entry.report
    return {
        "source_body": report.source_body or "",
        "report_title": report.title,
        "report_type": label_of(report.report_type),
        "report_version": str(report.version),
        "publication_date": report.publication_date,
        "scope": "Force-specific" if report.force else "National",
        "section_55_due": entry.response_due,
        "section_55_published": entry.response_published,
    }


def deadline_values(item: Recommendation) -> Row:
    """The deadlines of an item: the words of all, the earliest date, the bases."""
    days = sorted(deadline.date for deadline in item.deadlines if deadline.date is not None)
    return {
        "deadline": "; ".join(dict.fromkeys(deadline.text for deadline in item.deadlines)),
        "due_date": days[0] if days else None,
        "deadline_basis": "; ".join(dict.fromkeys(label_of(deadline.basis) for deadline in item.deadlines)),
    }


def full_text(item: Recommendation) -> str:
    """An item verbatim: its lead-in first, where the words need it.

    >>> full_text(Recommendation("a", Kind.RECOMMENDATION, "train staff.", lead_in="Forces should:"))
    'Forces should: train staff.'
    """
    return f"{item.lead_in} {item.text}" if item.lead_in else item.text


def source_ref_of(item: Recommendation) -> str:
    """The short name of an item in its report.

    >>> source_ref_of(Recommendation("a", Kind.AREA_FOR_IMPROVEMENT, "…", printed_number="4"))
    'AFI 4'
    """
    name = SHORT_KINDS[item.kind]
    return f"{name} {item.printed_number}" if item.printed_number else name


def spoken_ref_of(item: Recommendation) -> str:
    """The short name of an item, told apart by its page where the report prints no number.

    >>> spoken_ref_of(Recommendation("a", Kind.AREA_FOR_IMPROVEMENT, "…", pages=(14, 15)))
    'AFI, page 14'
    """
    page = f", page {item.pages[0]}" if item.pages and not item.printed_number else ""
    return f"{source_ref_of(item)}{page}"


def counted_as(item: Recommendation) -> str:
    """Whether an item counts among those that ask for something, and if not, why."""
    if item.is_actionable:
        return "Counted"
    return "Restated" if item.restated else label_of(item.kind)


def person_and_day(who: str, when: datetime | None) -> str:
    """``A Reviewer, 4 March 2026``, or as much of it as is known."""
    return ", ".join(part for part in (who, day_words(when) if when else "") if part)


def day_words(day: date | None) -> str:
    """A day as a paper prints it.

    >>> day_words(date(2026, 3, 4))
    '4 March 2026'
    """
    return f"{day.day} {day:%B} {day.year}" if day is not None else ""


def extra_headings(actions: Iterable[Action]) -> tuple[str, ...]:
    """The force's own columns that no canonical column answers to, in the order they were met."""
    return tuple(dict.fromkeys(heading for action in actions for heading in action.extra))
