"""A small plan of the fictional Exampleshire Police, and the means to make others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from extractor.domain import (
    Action,
    ActionStatus,
    Addressee,
    AddresseeGroup,
    Deadline,
    DeadlineBasis,
    Decision,
    Kind,
    Link,
    Rag,
    Recommendation,
    Relation,
    Relevance,
    RelevanceLabel,
    Report,
    ReportType,
    Theme,
)
from extractor.plan_view import DecidedLink, PlanItem, PlanView, ReportEntry, ReviewState, Standing

AS_OF = date(2026, 3, 31)

REPORT = Report(
    sha256="ab" * 32,
    file="answering-the-call.pdf",
    title="Answering the call: how forces respond to the public",
    source_body="Inspectorate of Examples",
    report_type=ReportType.THEMATIC,
    publication_date=date(2026, 2, 3),
    page_count=48,
)
LETTER = replace(
    REPORT,
    sha256="cd" * 32,
    file="cause-of-concern.pdf",
    title="Exampleshire Police: cause of concern",
    report_type=ReportType.PEEL,
    publication_date=date(2025, 11, 12),
    force="Exampleshire Police",
)


def item(number: str, text: str, label: str, **changes: Any) -> PlanItem:
    """A recommendation of ``REPORT`` as the classifier left it."""
    found = Recommendation(
        id=f"R1-{number}",
        kind=changes.pop("kind", Kind.RECOMMENDATION),
        text=text,
        printed_number=number,
        pages=(int(changes.pop("page", 7)),),
        parent_id=changes.pop("parent_id", None),
        lead_in=changes.pop("lead_in", None),
        restated=changes.pop("restated", False),
        addressees=(Addressee("Chief constables", None, AddresseeGroup.FORCE),),
        deadlines=changes.pop("deadlines", ()),
    )
    plain = PlanItem(
        item_id=found.id,
        report_id="R1",
        recommendation=found,
        relevance=Relevance(RelevanceLabel(label), 0.9, ("chief constables",), "addressed to chief constables"),
        themes=(Theme("responding_to_the_public", 0.8),),
    )
    return replace(plain, **changes)


def decided(label: str | None = None, *links: DecidedLink, **changes: Any) -> Standing:
    """A settled item."""
    return Standing(
        state=ReviewState.DECIDED,
        relevance=RelevanceLabel(label) if label else None,
        links=links,
        who="A Reviewer",
        when=datetime(2026, 3, 4, 9, 30, tzinfo=UTC),
        **changes,
    )


DEADLINE = Deadline("By 30 September 2026", date(2026, 9, 30), DeadlineBasis.EXACT)
NEW = Relation.NEW_ACTION_NEEDED

ITEMS = (
    item(
        "1",
        "By 30 September 2026, chief constables should make sure that every caller who is vulnerable is called back.",
        "for_force",
        deadlines=(DEADLINE,),
        standing=decided(
            "for_force",
            DecidedLink("EX-101", NEW),
            DecidedLink("P21-02", Relation.REPEAT_ISSUE),
            accepted="accepted",
            response="We accept this recommendation. A call-back desk opens in June 2026.",
            note="Check the funding with finance before this goes anywhere.",
        ),
    ),
    item(
        "2",
        "Chief constables should publish monthly figures for calls that are abandoned.",
        "for_force",
        standing=decided("for_force", DecidedLink("P23-01", Relation.COVERED)),
    ),
    item("3", "The Home Office should fund a national call-handling standard.", "national_monitor"),
    item("4", "Chief constables and local authorities should agree who attends a concern for welfare.", "joint"),
    item("5", "Chief constables should review unattended incidents each day.", "for_force", restated=True),
    item("6", "Innovative practice: a text line for deaf callers.", "for_information", kind=Kind.INNOVATIVE_PRACTICE),
    item(
        "7",
        "The force does not respond to domestic abuse calls soon enough.",
        "for_force",
        kind=Kind.CAUSE_OF_CONCERN,
        report_id="R2",
        item_id="R2-7",
    ),
    item(
        "7(a)",
        "review every waiting call daily;",
        "for_force",
        kind=Kind.CAUSE_OF_CONCERN,
        parent_id="R1-7",
        lead_in="The force should immediately:",
        report_id="R2",
        item_id="R2-7a",
    ),
    item(
        "7(b)",
        "tell callers about delays.",
        "for_force",
        kind=Kind.CAUSE_OF_CONCERN,
        parent_id="R1-7",
        lead_in="The force should immediately:",
        report_id="R2",
        item_id="R2-7b",
        standing=Standing(state=ReviewState.UNSURE, who="A Reviewer"),
        links=(Link("R1-7(b)", "P23-01", Relation.PARTLY_COVERED, 0.61, 0.4),),
    ),
)

ACTIONS = (
    Action(
        ref="P23-01",
        text="The force should answer emergency and non-emergency calls more quickly.",
        action="Recruit 22 call handlers; weekly review of abandoned calls.",
        source_report="PEEL 2023-25",
        source_ref="AFI 4",
        owner="Head of Contact",
        department="Contact",
        theme="Responding to the public",
        status=ActionStatus.IN_PROGRESS,
        status_text="In prog.",
        rag=Rag.AMBER,
        target_date=date(2024, 6, 30),
        revised_date=date(2026, 5, 31),
        progress="Two intakes trained.\nAbandonment 9% against an ambition of 5%.",
        fields={"sro": "ACC Local Policing", "governance_board": "Contact Board"},
        extra={"Cost code": "0042", "Risk": "=2+5"},
    ),
    Action(
        ref="P21-02",
        text="The force needs to reduce the number of 101 calls that go unanswered.",
        source_report="PEEL 2021/22",
        source_ref="AFI 6",
        owner="Head of Contact",
        theme="Contact",
        status=ActionStatus.CLOSED_HMICFRS,
        status_text="Closed - HMICFRS",
        rag=Rag.BLUE,
        target_date=date(2022, 12, 31),
    ),
    Action(
        ref="T-009",
        text="Forces should publish a violence against women and girls plan.",
        source_report="Pattern of fear (2023)",
        owner="DI MASH",
        theme="VAWG",
        status=ActionStatus.PENDING_SIGN_OFF,
        rag=Rag.GREEN,
        target_date=date(2026, 1, 31),
        fields={"revised_target_date": "TBC", "hmicfrs_closed_date": "2026-02-01"},
    ),
    Action(
        ref="INT-04",
        text="Business continuity has not been exercised.",
        source_report="Internal audit",
        owner="",
        theme="",
        status=None,
        status_text="Needs a word with the DCC",
        rag=None,
        fields={"rag": "Grey"},
    ),
    Action(
        ref="EX-101",
        text=ITEMS[0].recommendation.text,
        source_report=REPORT.title,
        source_ref="Rec 1",
        owner="Supt Contact",
        theme="Responding to the public",
        status=ActionStatus.AWAITING_ALLOCATION,
        rag=Rag.RED,
        target_date=date(2026, 9, 30),
    ),
)

DECISIONS = (
    Decision(
        "1", "R1-1", "A Reviewer", datetime(2026, 3, 4, 9, 30, tzinfo=UTC), "new_action",
        {"relevance": "for_force"}, {"relevance": "for_force", "action_ref": "EX-101", "note": "private"}, "private",
    ),
    Decision(
        "2", "R1-2", "A Reviewer", datetime(2026, 3, 4, 9, 31, tzinfo=UTC), "link",
        {"relevance": "for_force"}, {"relation": "covered", "action_ref": "P23-01"},
    ),
)  # fmt: skip

VIEW = PlanView(
    as_of=AS_OF,
    reports=(
        ReportEntry("R1", REPORT, "Section 55 of the Police Act 1996", date(2026, 3, 31)),
        ReportEntry("R2", LETTER, "Section 55 of the Police Act 1996", date(2026, 1, 7), date(2026, 1, 5)),
    ),
    items=ITEMS,
    actions=ACTIONS,
    decisions=DECISIONS,
    force="Exampleshire Police",
    marking="OFFICIAL",
)
