"""A draft of the published response: each recommendation verbatim, the force's recorded answer beneath it."""

from __future__ import annotations

from extractor.domain import RelevanceLabel
from extractor.plan import paper_words as words
from extractor.plan.board_paper import entry_of
from extractor.plan.docx_parts import Paper
from extractor.plan.rows import day_words, full_text, spoken_ref_of
from extractor.plan_view import PlanItem, PlanView

NO_ANSWER = "[No response has been recorded.]"
LEFT_OUT = (RelevanceLabel.NOT_APPLICABLE, RelevanceLabel.FOR_INFORMATION)
"""Labels of items that ask nothing of policing here, so that nothing is answered to them."""


def section55_draft(view: PlanView, report_id: str) -> bytes:
    """The draft for one report as a ``.docx`` file; reviewers' own notes never stand in it.

    Raises:
        NotInStore: there is no such report.
    """
    entry = entry_of(view, report_id)
    items = [item for item in view.items_of(report_id) if item.recommendation.is_actionable]
    answered = [item for item in items if item.label not in LEFT_OUT]
    paper = Paper(f"Response to {entry.report.title}", view.marking, view.as_of)
    paper.text(f"DRAFT. {view.force or 'The force'}, {day_words(view.as_of)}.", is_bold=True)
    paper.heading("About this response")
    paper.text(words.published_words(entry))
    paper.text(words.response_words(view, entry))
    missing = sum(not item.standing.response.strip() for item in answered)
    if missing:
        paper.text(
            f"For {words.counted(missing, 'item', 'items')} of {len(answered)} no response has been recorded yet."
        )
    paper.heading("Recommendations and our responses")
    for item in answered:
        _answer(paper, item)
    if not answered:
        paper.text("The report asks for nothing that is to be answered.")
    return paper.to_bytes()


def _answer(paper: Paper, item: PlanItem) -> None:
    found, standing = item.recommendation, item.standing
    title = f": {found.title}" if found.title else ""
    paper.heading(f"{spoken_ref_of(found)}{title}", 2)
    paper.text(full_text(found), style="Quote")
    if standing.accepted:
        paper.text(standing.accepted.replace("_", " ").capitalize() + ".", is_bold=True)
    paper.text(standing.response.strip() or NO_ANSWER)
    if standing.response.strip() and not standing.confirmed_by:
        paper.text("[Not yet confirmed by a second person.]")
