"""The paper for one report: what it asks for, what is proposed, what is new, and what the board is to decide."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.counts import FOR_FORCE, item_counts, unanswered_items
from extractor.domain import Relation, RelevanceLabel
from extractor.errors import NotInStore
from extractor.plan import paper_words as words
from extractor.plan.docx_parts import Paper
from extractor.plan.rows import day_words, spoken_ref_of
from extractor.plan_view import PlanItem, PlanView, ReportEntry, ReviewState

ACTIVE = (*FOR_FORCE, RelevanceLabel.NEEDS_DECISION, None)
"""Labels of items that the board has to look at; None is an item nobody and nothing has judged."""


def entry_of(view: PlanView, report_id: str) -> ReportEntry:
    """A report of the view.

    Raises:
        NotInStore: there is none with this id.
    """
    for entry in view.reports:
        if entry.report_id == report_id:
            return entry
    raise NotInStore(f"There is no report {report_id}.")


def board_paper(view: PlanView, report_id: str) -> bytes:
    """The paper for one report as a ``.docx`` file.

    Raises:
        NotInStore: there is no such report.
    """
    entry = entry_of(view, report_id)
    items = tuple(item for item in view.items_of(report_id) if item.recommendation.is_actionable)
    ours = [item for item in items if item.label in ACTIVE]
    paper = Paper(entry.report.title, view.marking, view.as_of, is_wide=True)
    paper.text(
        f"What the report asks of {view.force or 'the force'}. Position on {day_words(view.as_of)}.", is_bold=True
    )
    _say_what_it_is(paper, view, entry, items)
    _list_decisions_asked(paper, view, entry, items)
    _table_items(paper, view, ours)
    _list_new_and_repeated(paper, items)
    _table_others(paper, [item for item in items if item.label not in ACTIVE])
    return paper.to_bytes()


def _say_what_it_is(paper: Paper, view: PlanView, entry: ReportEntry, items: tuple[PlanItem, ...]) -> None:
    counts = item_counts(items)
    paper.heading("What this report is")
    paper.text(words.published_words(entry))
    if entry.report.grades:
        grades = [(grade.area, grade.grade) for grade in entry.report.grades]
        paper.table("Grades given in the report", ("Area", "Grade"), grades, (3, 1))
    paper.heading("What it asks for")
    paper.text(words.report_sentence(items, counts), is_bold=True)
    paper.text(words.state_sentence(counts))
    paper.heading("Response by law")
    paper.text(words.response_words(view, entry))


def decisions_asked(view: PlanView, entry: ReportEntry, items: Iterable[PlanItem]) -> list[str]:
    """What the board is asked to do, one sentence each; every figure counts items or actions behind it."""
    rows = list(items)
    actions = {action.ref: action for action in view.actions}
    new = _with_relation(rows, Relation.NEW_ACTION_NEEDED)
    repeats = _with_relation(rows, Relation.REPEAT_ISSUE)
    ownerless = [
        item
        for item in rows
        if item.label in FOR_FORCE and words.owner_words(item, actions, view.proposed) == words.NOBODY
    ]
    idle = unanswered_items(rows)
    unsettled = [item for item in rows if item.standing.state is not ReviewState.DECIDED]
    count = words.counted
    asked = [
        f"agree {count(len(new), 'new action', 'new actions')}, with the owners and dates proposed below"
        if new
        else "",
        f"say what is to be different this time about {count(len(repeats), 'repeat issue', 'repeat issues')}"
        if repeats
        else "",
        f"say what is to be done about {count(len(idle), 'item', 'items')} for the force without an action"
        if idle
        else "",
        f"name an owner for {count(len(ownerless), 'item', 'items')} for the force without one" if ownerless else "",
        f"note that {count(len(unsettled), 'item is', 'items are')} still to be decided" if unsettled else "",
    ]
    if entry.response_due is not None and entry.response_published is None:
        day = day_words(entry.response_due)
        is_late = entry.response_due < view.as_of
        when = f", which was due by {day} and is not recorded as published" if is_late else f" to be published by {day}"
        asked.append(f"approve the response{when}")
    return [sentence for sentence in asked if sentence] or ["note this paper; nothing is asked of the board"]


def _list_decisions_asked(paper: Paper, view: PlanView, entry: ReportEntry, items: tuple[PlanItem, ...]) -> None:
    paper.heading("Decisions asked of the board")
    paper.text("The board is asked to:")
    paper.bullets(decisions_asked(view, entry, items))


def _table_items(paper: Paper, view: PlanView, items: list[PlanItem]) -> None:
    paper.heading("Items for the force, and what is proposed")
    if not items:
        paper.text("None of the items is for the force.")
        return
    actions = {action.ref: action for action in view.actions}
    paper.table(
        f"{words.counted(len(items), 'item', 'items')} for the force, joint or to be decided, clauses included",
        ("Item", "Words of the report", "Relevance", "Proposed owner", "Target date", "Relation to existing actions"),
        (
            (
                spoken_ref_of(item.recommendation),
                words.item_words(item),
                words.relevance_words(item),
                words.owner_words(item, actions, view.proposed),
                words.target_words(item, actions),
                words.relation_words(item),
            )
            for item in items
        ),
        (1.2, 4.9, 1.5, 1.7, 1.5, 2.6),
    )


def _list_new_and_repeated(paper: Paper, items: tuple[PlanItem, ...]) -> None:
    for title, relation, nothing in (
        ("What is new", Relation.NEW_ACTION_NEEDED, "No item has been decided to need a new action."),
        ("Repeat issues", Relation.REPEAT_ISSUE, "No item has been decided to repeat an earlier one."),
    ):
        paper.heading(title)
        found = _with_relation(items, relation)
        if found:
            paper.bullets(f"{words.item_label(item)} ({_refs(item, relation)})" for item in found)
        else:
            paper.text(nothing)


def _refs(item: PlanItem, relation: Relation) -> str:
    return ", ".join(link.action_ref for link in item.standing.links if link.relation is relation)


def _with_relation(items: Iterable[PlanItem], relation: Relation) -> list[PlanItem]:
    return [item for item in items if any(link.relation is relation for link in item.standing.links)]


def _table_others(paper: Paper, items: list[PlanItem]) -> None:
    paper.heading("Items for others, to note")
    if not items:
        paper.text("There are none.")
        return
    paper.table(
        f"{words.counted(len(items), 'item', 'items')} for others, clauses included",
        ("Item", "Words of the report", "Relevance"),
        ((spoken_ref_of(item.recommendation), words.item_words(item), words.relevance_words(item)) for item in items),
        (1.2, 8.4, 2.6),
    )
