"""Any plan: whatever reports hold, people decide and forces type."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from extractor.domain import (
    NEVER_AN_ACTION,
    Action,
    ActionStatus,
    Decision,
    Kind,
    Rag,
    Recommendation,
    Relation,
    Relevance,
    RelevanceLabel,
)
from extractor.plan_view import DecidedLink, PlanItem, PlanView, ReportEntry, ReviewState, Standing
from tests.plan.views import AS_OF, LETTER, REPORT

WORDS = st.one_of(
    st.sampled_from(
        ["", " ", "Supt Contact", "supt contact", "DI MASH", "di mash ", "1/2", "01", "1", "TRUE", "=1+1", "<5", "*",
         "a?c", "abc", "~x", "a\x02bc", '"quoted"', "3 Mar", "Head, Contact", "x" * 300, "two\nlines", "Æther", "Closed (force)"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
)  # fmt: skip
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2027, 12, 31)) | st.just(AS_OF)
LABELS = st.none() | st.sampled_from(RelevanceLabel)


@st.composite
def actions(draw: st.DrawFn, ref: str) -> Action:
    status, rag, revised = (
        draw(st.none() | st.sampled_from(ActionStatus)),
        draw(st.none() | st.sampled_from(Rag)),
        draw(DAYS),
    )
    fields = {} if revised or draw(st.booleans()) else {"revised_target_date": "TBC"}
    return Action(
        ref=ref,
        text=draw(WORDS),
        source_report=draw(WORDS),
        owner=draw(WORDS),
        theme=draw(WORDS),
        status=status,
        status_text=draw(WORDS) if status is None else "",
        rag=rag,
        target_date=draw(DAYS),
        revised_date=revised,
        fields=fields | ({} if rag else {"rag": draw(st.sampled_from(["", "Grey", "Blue"]))}),
    )


@st.composite
def items(draw: st.DrawFn, report_id: str, number: int, parents: list[str], refs: list[str]) -> PlanItem:
    kind = draw(st.sampled_from(Kind))
    found = Recommendation(
        id=f"{report_id}-{number}",
        kind=kind,
        text=draw(WORDS) or "Act.",
        parent_id=draw(st.none() | st.sampled_from(parents)) if parents else None,
        restated=draw(st.booleans()) if kind not in NEVER_AN_ACTION else False,
    )
    suggested = draw(LABELS)
    ties = draw(st.dictionaries(st.sampled_from(refs), st.sampled_from(Relation), max_size=2)) if refs else {}
    standing = Standing(
        state=draw(st.sampled_from(ReviewState)),
        relevance=draw(LABELS),
        links=tuple(DecidedLink(ref, relation) for ref, relation in ties.items()),
    )
    relevance = None if suggested is None else Relevance(suggested, 0.8, ())
    return PlanItem(found.id, report_id, found, relevance, standing=standing)


@st.composite
def views(draw: st.DrawFn) -> PlanView:
    """A plan of up to eight actions and ten items in two reports."""
    rows = tuple(draw(actions(f"A-{number}")) for number in range(draw(st.integers(0, 8))))
    found: list[PlanItem] = []
    for number in range(draw(st.integers(0, 10))):
        report_id = draw(st.sampled_from(["R1", "R2"]))
        parents = [item.recommendation.id for item in found if item.report_id == report_id]
        found.append(draw(items(report_id, number, parents, [action.ref for action in rows])))
    moment = datetime(2026, 3, 4, tzinfo=UTC)
    decisions = tuple(
        Decision(str(at), item.item_id, "A", moment, "relevance", {}, {}) for at, item in enumerate(found)
    )
    return PlanView(
        as_of=AS_OF,
        reports=(ReportEntry("R1", REPORT), ReportEntry("R2", LETTER)),
        items=tuple(found),
        actions=rows,
        decisions=decisions,
    )
