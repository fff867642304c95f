"""Every figure that is printed anywhere equals the rows behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from hypothesis import example, given, settings
from openpyxl import load_workbook

from extractor.config import PlanSettings
from extractor.counts import ItemCounts, item_counts, period_counts, plan_counts
from extractor.domain import ENDED_STATUSES, ActionStatus, RelevanceLabel, counts_of
from extractor.labels import clean_text
from extractor.plan.board_paper import board_paper, decisions_asked, entry_of
from extractor.plan.exporter import action_columns, item_columns, workbook_bytes
from extractor.plan.grids import grids_of_workbook
from extractor.plan.package import Package
from extractor.plan.periodic_paper import figures, periodic_paper
from extractor.plan.summary import is_safe_name, summary_lines
from extractor.plan_view import PlanView, ReviewState
from tests.plan.spreadsheet import Calculator
from tests.plan.strategies import views
from tests.plan.views import AS_OF, VIEW


def lines_of(view: PlanView) -> dict:
    actions = (column.id for column in action_columns(view, PlanSettings()))
    items = (column.id for column in item_columns(PlanSettings(), with_notes=False))
    return summary_lines(plan_counts(view), actions, items)


@settings(max_examples=12, deadline=None)
@given(views())
@example(VIEW)
@example(PlanView(AS_OF))
def test_summary_s_formulas_come_to_the_counts_and_the_cells_say_so(view: PlanView) -> None:
    content = workbook_bytes(view)
    calculator = Calculator(grids_of_workbook(Package(content, "t.xlsx")), view.as_of)
    values = load_workbook(BytesIO(content), data_only=True)["Summary"]
    formulas = load_workbook(BytesIO(content))["Summary"]
    for row, line in lines_of(view).items():
        if line.is_heading:
            continue
        assert formulas.cell(row, 2).value == line.formula
        assert values.cell(row, 2).value == line.value
        assert calculator.line(row, line.formula) == line.value, line.label
    reports, counts = load_workbook(BytesIO(content), data_only=True)["Reports"], plan_counts(view).reports
    for shown in reports.iter_rows(min_row=3, values_only=True):
        found = counts[str(shown[0])]
        assert shown[7:12] == (found.all, found.tops, found.for_force, found.decided, found.left)


@settings(max_examples=40, deadline=None)
@given(views())
def test_counts_add_up_to_rows(view: PlanView) -> None:
    counts = plan_counts(view)
    for found in (counts.items, *counts.reports.values()):
        assert (
            sum(found.by_relevance.values()) == sum(found.by_state.values()) == sum(found.by_kind.values()) == found.all
        )
        assert sum(found.top_relevance.values()) == found.tops
        assert sum(found.leaf_relevance.values()) == found.leaves
        assert found.decided + found.left == found.all
    assert sum(found.all for found in counts.reports.values()) == counts.items.all
    actions = counts.actions
    assert actions.open + actions.ended == actions.all == len(view.actions)
    assert sum(actions.by_status.values()) == sum(actions.by_rag.values()) == actions.all
    for groups in (actions.by_owner, actions.by_theme, actions.by_report):
        assert sum(groups.values()) == actions.open


@settings(max_examples=40, deadline=None)
@given(views())
def test_counts_equal_a_plain_recount(view: PlanView) -> None:
    """The same figures counted once more, each from its definition and nothing else."""
    actions = plan_counts(view).actions
    live = [action for action in view.actions if action.status not in ENDED_STATUSES]
    due = [action.revised_date or action.target_date for action in live]
    assert actions.overdue == len([day for day in due if day is not None and day < AS_OF])
    soon = AS_OF + timedelta(days=90)
    assert actions.due_soon == len([day for day in due if day is not None and AS_OF <= day <= soon])
    assert actions.past_original == len([a for a in live if a.target_date is not None and a.target_date < AS_OF])
    assert actions.pending_sign_off == len([a for a in live if a.status is ActionStatus.PENDING_SIGN_OFF])
    waiting = [a for a in live if a.status is ActionStatus.AWAITING_ALLOCATION or clean_text(a.owner).strip() == ""]
    assert actions.unallocated == len(waiting)
    by_domain = {"R1": counts_of([]), "R2": counts_of([])}
    for report_id in by_domain:
        items = view.items_of(report_id)
        whole = counts_of(item.recommendation for item in items)
        found = plan_counts(view).reports[report_id]
        assert (found.all, found.tops, found.leaves) == (whole["all"], whole["tops"], whole["leaves"])


def words_of(content: bytes) -> str:
    document = Document(BytesIO(content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def table_of(content: bytes, title: str) -> list[list[str]]:
    """The cells of the table under a caption."""
    document = Document(BytesIO(content))
    captions = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Caption"]
    table = document.tables[captions.index(title)]
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


@settings(max_examples=8, deadline=None)
@given(views())
def test_the_board_paper_prints_the_counts_of_its_rows(view: PlanView) -> None:
    for report_id in ("R1", "R2"):
        items = view.items_of(report_id)
        counts = item_counts(items)
        content = board_paper(view, report_id)
        text = words_of(content)
        assert_sentence_says(text, counts)
        rows = sum(len(table.rows) - 1 for table in Document(BytesIO(content)).tables)
        assert rows == counts.all
        live = [item for item in items if item.recommendation.is_actionable]
        asked = " ".join(decisions_asked(view, entry_of(view, report_id), live))
        assert (f"{counts.left} item" in asked) == bool(counts.left)


def assert_sentence_says(text: str, counts: ItemCounts) -> None:
    """The numbers in the sentence of counts add up both ways: as printed, and by clause where that differs."""
    section = text.split("What it asks for\n", 1)[1].splitlines()[0]
    printed, _, clauses = section.partition(" Counted by clause, ")
    assert numbers_after_colon(printed) == counts.tops
    if clauses:
        assert counts.leaves != counts.tops
        assert int(clauses.split(" ", 1)[0]) == counts.leaves == numbers_after_colon(clauses)
    else:
        assert counts.leaves == counts.tops


def numbers_after_colon(sentence: str) -> int:
    return sum(map(int, re.findall(r"\d+", sentence.partition(":")[2])))


@settings(max_examples=8, deadline=None)
@given(views())
def test_the_periodic_paper_prints_the_counts_of_the_plan(view: PlanView) -> None:
    content = periodic_paper(view)
    counts = plan_counts(view).actions
    shown = dict(table_of(content, "The plan in figures"))
    assert shown == {name: f"{value:,}" for name, value in figures(view, counts, AS_OF - timedelta(days=91))}
    assert shown["Open"] == str(counts.open) and shown["Overdue"] == str(counts.overdue)
    if counts.open:
        for title in ("owner", "PEEL area or theme", "report"):
            rows = table_of(content, f"Open actions by {title}")
            assert sum(int(row[1]) for row in rows[:-1]) == counts.open == int(rows[-1][1])
    if counts.overdue:
        word = "action" if counts.overdue == 1 else "actions"
        assert len(table_of(content, f"Overdue: {counts.overdue} {word}")) == counts.overdue


def test_a_cause_of_concern_is_counted_once_and_by_its_clauses() -> None:
    counts = plan_counts(VIEW).reports["R2"]
    assert (counts.all, counts.tops, counts.leaves) == (3, 1, 2)
    text = words_of(board_paper(VIEW, "R2"))
    assert "1 cause of concern: 1 for the force. Counted by clause, 2 items: 2 for the force." in text


def test_what_was_opened_and_closed_in_a_period() -> None:
    ended = replace(VIEW.actions[1], fields={"hmicfrs_closed_date": "2026-02-10"})
    view = replace(VIEW, actions=(VIEW.actions[0], ended, *VIEW.actions[2:]))
    counts = period_counts(view, date(2026, 1, 1))
    assert (counts.opened, counts.closed, counts.closed_undated) == (("EX-101",), ("P21-02",), ())
    assert period_counts(view, date(2026, 3, 5)).opened == ()


def test_relevance_counts_the_decision_before_the_suggestion() -> None:
    item = VIEW.items[2]
    decided = replace(item, standing=replace(item.standing, state=ReviewState.DECIDED, relevance=RelevanceLabel.JOINT))
    assert item_counts([item]).by_relevance == {RelevanceLabel.NATIONAL_MONITOR: 1}
    assert item_counts([decided]).by_relevance == {RelevanceLabel.JOINT: 1}


@pytest.mark.parametrize("name", ["PEEL 2024", "Rape 2023", "HMICFRS 2025", "PEEL 2023-25", "101 calls", "Mayor 2024"])
def test_a_report_with_a_year_in_its_title_is_counted_by_name(name: str) -> None:
    view = replace(VIEW, actions=tuple(replace(action, source_report=name) for action in VIEW.actions))
    placed = lines_of(view)
    begin = next(row for row, line in placed.items() if line.label == "Open actions by report")
    assert (placed[begin + 1].label, placed[begin + 1].value) == (name, plan_counts(view).actions.open)
    assert placed[begin + 2].value == 0


DATES = ("Mar 2024", "March 3, 2024", "Sept 2025", "Fri 3 May 2024", "3 Mar", "10 am", "12:30 PM")
AMOUNTS = ("1e5", "1.5E+10", "GBP 100", "£100", "50 EUR", "20%", "2024", "1/2", "true", "FALSE", "", " ")


@pytest.mark.parametrize("name", [*DATES, *AMOUNTS])
def test_what_a_criterion_would_read_as_a_date_or_a_number_is_not_named(name: str) -> None:
    assert not is_safe_name(name)
