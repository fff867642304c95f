"""The tracker as a new workbook: Actions, Items, Decisions, Reports, Summary and Lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from extractor.config import PlanSettings
from extractor.counts import FOR_FORCE, PlanCounts, plan_counts
from extractor.domain import ENDED_STATUSES, ActionStatus, Kind, Rag, Relation, RelevanceLabel, ReportType
from extractor.labels import label_of, labels_of
from extractor.plan import long_text
from extractor.plan.cells import clean_text
from extractor.plan.columns import all_columns, canonical_columns, heading_names
from extractor.plan.layout import unique_headings
from extractor.plan.package import Package
from extractor.plan.rows import Row, ViewRows, day_words, extra_headings
from extractor.plan.sheet_reader import column_to_letters
from extractor.plan.sheet_writer import (
    RULED,
    Book,
    Cell,
    Formula,
    SheetColumn,
    color_ratings,
    column_area,
    rule_rows,
    write_table,
)
from extractor.plan.summary import FIRST_ROW, Ranges, summary_lines
from extractor.plan.summary_sheet import write_summary
from extractor.plan_view import PlanView

ACROSS = 4
"""Printed pages that the 48 columns of Actions are spread over; on one their letters would be 3 points high."""
OWN_PROPERTY = "extractor.plan"
"""A property of the file by which an export is known again."""
SHEETS = ("Actions", "Items", "Decisions", "Reports", "Summary", "Lists")
ITEM_IDS = (
    *("source_body", "report_title", "publication_date", "source_ref", "parent_ref", "item_type", "cause_of_concern"),
    *("text", "pages", "peel_area", "theme", "addressee", "addressee_group", "relevance", "relevance_reason"),
    *("deadline", "due_date", "deadline_basis", "accepted", "force_response", "linked_action_ref", "relation"),
    "reviewed",
)
DECISION_COLUMNS = (
    SheetColumn("decision_id", "Decision", width=12),
    SheetColumn("item_id", "Item", width=12),
    SheetColumn("when", "When (UTC)", width=20),
    SheetColumn("who", "Who", width=18),
    SheetColumn("what", "What", width=16),
    SheetColumn("was_suggested", "What had been suggested", "long", 50),
    SheetColumn("was_decided", "What was decided", "long", 50),
    SheetColumn("undoes", "Undoes", width=12),
)
NOTE = SheetColumn("note", "Reviewer's note", "long", 40)
REPORT_COLUMNS = (
    SheetColumn("report_id", "Report", width=9),
    SheetColumn("source_body", "Source body", width=16),
    SheetColumn("report_title", "Report title", "long", 40),
    SheetColumn("report_type", "Report type", width=20),
    SheetColumn("report_version", "Version", width=9),
    SheetColumn("publication_date", "Publication date", "date", 12),
    SheetColumn("force", "Force inspected", width=18),
    SheetColumn("all", "Items, clauses included", width=10),
    SheetColumn("tops", "Items, as printed", width=10),
    SheetColumn("for_force", "For the force, joint included", width=12),
    SheetColumn("decided", "Decided", width=10),
    SheetColumn("left", "Left to decide", width=10),
    SheetColumn("response_rule", "Response asked for by", "long", 26),
    SheetColumn("section_55_due", "Response due", "date", 12),
    SheetColumn("section_55_published", "Response published", "date", 12),
    SheetColumn("file", "File", width=30),
    SheetColumn("sha256", "SHA-256 of the file", "long", 34),
)


def workbook_bytes(view: PlanView, settings: PlanSettings | None = None, *, with_notes: bool = False) -> bytes:
    """The whole plan as an ``.xlsx`` file.

    Args:
        settings: names for headings (``[plan.names]``).
        with_notes: reviewers' own notes too; an export may be disclosed, so they are left out unless asked for.
    """
    target = BytesIO()
    with Workbook(target, {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as made:
        write_book(made, view, settings or PlanSettings(), with_notes=with_notes)
    return target.getvalue()


def write_book(workbook: Workbook, view: PlanView, settings: PlanSettings, *, with_notes: bool) -> None:
    """Every sheet, in the order of the tabs."""
    title = f"{view.force or 'Force'} improvement plan, as at {day_words(view.as_of)}"
    workbook.set_properties(
        {
            "title": clean_text(title),
            "category": clean_text(view.marking),
            "created": datetime(*view.as_of.timetuple()[:3]),
        }
    )
    workbook.set_custom_property(OWN_PROPERTY, "1")
    workbook.define_name("As_at", "=Summary!$B$4")
    book, rows, counts = Book(workbook, view.marking, title, view.as_of), ViewRows(view), plan_counts(view)
    actions, items = action_columns(view, settings), item_columns(settings, with_notes=with_notes)
    _write_actions(book, actions, rows)
    _write_items(book, items, rows, with_notes=with_notes)
    decisions = (*DECISION_COLUMNS, NOTE) if with_notes else DECISION_COLUMNS
    _write_ruled(book, "Decisions", decisions, rows.decisions(with_notes=with_notes))
    _write_ruled(book, "Reports", REPORT_COLUMNS, _report_rows(rows, counts, items))
    write_summary(book, summary_lines(counts, (c.id for c in actions), (c.id for c in items)))
    _write_lists(book, lists_of(view))
    if book.long_texts:
        _write_long_texts(book)


def action_columns(view: PlanView, settings: PlanSettings) -> tuple[SheetColumn, ...]:
    """The canonical columns in their order, then those used besides, then the force's own that nothing answers to."""
    names = heading_names(settings)
    columns = list(canonical_columns())
    columns += [column for column in all_columns() if not column.is_canonical]
    known = [SheetColumn(c.id, names[c.id], c.kind, c.width, c.choices) for c in columns]
    extras = extra_headings(view.actions)
    headings = unique_headings([*(column.heading for column in known), *extras])[len(known) :]
    own = [SheetColumn(f"extra:{name}", heading, "long", 24) for name, heading in zip(extras, headings, strict=True)]
    return (*known, *own)


def item_columns(settings: PlanSettings, *, with_notes: bool) -> tuple[SheetColumn, ...]:
    """The columns of Items."""
    names, by_id = heading_names(settings), {column.id: column for column in all_columns()}
    told = [by_id[name] for name in ITEM_IDS]
    return (
        SheetColumn("item_id", "Item", width=12),
        SheetColumn("report_id", "Report", width=9),
        *(SheetColumn(c.id, names[c.id], c.kind, c.width, c.choices) for c in told),
        SheetColumn("suggested", "Relevance suggested", width=18),
        SheetColumn("state", "State of review", width=13),
        SheetColumn("counted", "Counted as", width=13),
        SheetColumn("level", "Level", width=13),
        *((NOTE,) if with_notes else ()),
    )


def lists_of(view: PlanView) -> dict[str, tuple[str, ...]]:
    """The drop-down lists by the name that columns know them by."""
    named = (name.strip() for name in (*view.owners, *(action.owner for action in view.actions)))
    owners = sorted({name for name in named if name}, key=str.lower)
    return {
        "status": labels_of(ActionStatus),
        "rag": labels_of(Rag),
        "relevance": labels_of(RelevanceLabel),
        "relation": labels_of(Relation),
        "owner": tuple(owners),
        "item_type": labels_of(Kind),
        "report_type": labels_of(ReportType),
        "scope": ("Force-specific", "National"),
        "accepted": ("Accepted", "Partly accepted", "Not accepted"),
    }


def is_marked(package: Package) -> bool:
    """Whether a workbook began as an export of ours."""
    part = "docProps/custom.xml"
    return package.has(part) and OWN_PROPERTY.encode() in package.read(part)


def is_own_workbook(package: Package) -> bool:
    """Whether a workbook is an export with no sheets but its own, so that it can be written afresh without loss."""
    return is_marked(package) and {sheet.name for sheet in package.sheets} <= {*SHEETS, long_text.SHEET}


# ------------------------------------------------------------------------------------------ sheets


def _write_ruled(book: Book, name: str, columns: Sequence[SheetColumn], rows: Iterable[Mapping[str, Cell]]) -> None:
    sheet = book.sheet(name)
    write_table(book, sheet, columns, rows)
    rule_rows(book, sheet, len(columns))


def _write_actions(book: Book, columns: Sequence[SheetColumn], rows: ViewRows) -> None:
    sheet = book.sheet("Actions", across=ACROSS)
    written = (_with_extra(rows.action(action), action.extra) for action in rows.view.actions)
    write_table(book, sheet, columns, written)
    sheet.repeat_columns(0, 0)
    _add_choices(sheet, columns, lists_of(rows.view))
    at = {column.id: number for number, column in enumerate(columns)}
    color_ratings(book, sheet, at["rag"])
    _mark_overdue(book, sheet, at)
    rule_rows(book, sheet, len(columns))


def _with_extra(row: Row, extra: Mapping[str, str]) -> Row:
    return row | {f"extra:{heading}": text for heading, text in extra.items()}


def _mark_overdue(book: Book, sheet: Worksheet, at: Mapping[str, int]) -> None:
    """The date that counts turns red when it is past and the action is open; ended rows turn grey."""
    letter = {name: f"${column_to_letters(at[name] + 1)}{FIRST_ROW}" for name in
              ("tracker_ref", "status", "original_target_date", "revised_target_date")}  # fmt: skip
    ended = [f'{letter["status"]}="{label_of(status)}"' for status in ActionStatus if status in ENDED_STATUSES]
    red = book.workbook.add_format({**RULED, "font_color": "#B3261E", "bold": True, "bg_color": "#FCE8E6"})
    grey = book.workbook.add_format({**RULED, "font_color": "#5B6770"})
    revised, original = letter["revised_target_date"], letter["original_target_date"]
    for name, condition in (
        ("revised_target_date", f"ISNUMBER({revised}),{revised}<As_at"),
        ("original_target_date", f"NOT(ISNUMBER({revised})),ISNUMBER({original}),{original}<As_at"),
    ):
        words = f'=AND({letter["tracker_ref"]}<>"",NOT(OR({",".join(ended)})),{condition})'
        sheet.conditional_format(column_area(at[name]), {"type": "formula", "criteria": words, "format": red})
    sheet.conditional_format(
        column_area(at["status"]), {"type": "formula", "criteria": f"=OR({','.join(ended)})", "format": grey}
    )


def _add_choices(sheet: Worksheet, columns: Sequence[SheetColumn], lists: Mapping[str, Sequence[str]]) -> None:
    """Drop-down lists; words of one's own are allowed after a question, since a force may have its own."""
    for position, column in enumerate(columns):
        if not column.choices:
            continue
        letters = column_to_letters(list(lists).index(column.choices) + 1)
        last = FIRST_ROW - 1 + max(1, len(lists[column.choices]))
        sheet.data_validation(
            column_area(position),
            {
                "validate": "list",
                "source": f"=Lists!${letters}${FIRST_ROW}:${letters}${last}",
                "error_type": "warning",
                "error_title": clean_text(column.heading)[:32],
                "error_message": "These words are not in the list on the sheet Lists. Keep them?",
            },
        )


def _write_items(book: Book, columns: Sequence[SheetColumn], rows: ViewRows, *, with_notes: bool) -> None:
    sheet = book.sheet("Items", across=2)
    reports = [item.report_id for item in rows.view.items]
    items = rows.items(with_notes=with_notes)
    write_table(book, sheet, columns, (row | {"report_id": name} for row, name in zip(items, reports, strict=True)))
    _add_choices(sheet, columns, lists_of(rows.view))
    rule_rows(book, sheet, len(columns))


def _report_rows(rows: ViewRows, counts: PlanCounts, items: Sequence[SheetColumn]) -> Iterable[Mapping[str, Cell]]:
    at = Ranges("Items", (column.id for column in items), counts.items.rows)
    for number, row in enumerate(rows.report_rows(), FIRST_ROW):
        found = counts.reports[str(row["report_id"])]
        base = f'{at["report_id"]},$A{number},{at["counted"]},"Counted"'
        ours = "+".join(f'COUNTIFS({base},{at["relevance"]},"{label_of(label)}")' for label in FOR_FORCE)
        tops = "+".join(f'COUNTIFS({base},{at["level"]},"{level}")' for level in ("Whole", "Whole with clauses"))
        decided = f'COUNTIFS({base},{at["state"]},"Decided")'
        yield row | {
            "all": Formula(f"=COUNTIFS({base})", found.all),
            "tops": Formula(f"={tops}", found.tops),
            "for_force": Formula(f"={ours}", found.for_force),
            "decided": Formula(f"={decided}", found.decided),
            "left": Formula(f"=COUNTIFS({base})-{decided}", found.left),
        }


def _write_lists(book: Book, lists: Mapping[str, Sequence[str]]) -> None:
    columns = [SheetColumn(name, label, "text", 30) for name, label in LIST_HEADINGS.items()]
    longest = max(map(len, lists.values()))
    rows = ({name: words[row] if row < len(words) else None for name, words in lists.items()} for row in range(longest))
    _write_ruled(book, "Lists", columns, rows)


def _write_long_texts(book: Book) -> None:
    """What did not fit, as it is: these cells must not be shortened again."""
    sheet = book.sheet(long_text.SHEET)
    book.write_title(sheet, long_text.SHEET)
    for number, row in enumerate((long_text.HEADINGS, *book.long_texts.rows()), 1):
        for position, text in enumerate(row):
            sheet.write_string(number, position, text, book.style("heading" if number == 1 else "text"))


LIST_HEADINGS = {
    "status": "Status",
    "rag": "RAG/BRAG",
    "relevance": "Relevance",
    "relation": "Relation to existing",
    "owner": "Owner",
    "item_type": "Item type",
    "report_type": "Report type",
    "scope": "Force-specific or national",
    "accepted": "Accepted?",
}
