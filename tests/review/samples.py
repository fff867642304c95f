"""A fictional report drawn as a PDF with everything a store keeps about it, so that pages have something to show."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractor.artifacts import sha256_of
from extractor.config import ForceProfile, Settings
from extractor.domain import (
    Action,
    ActionStatus,
    Addressee,
    AddresseeGroup,
    Allocation,
    BBox,
    Contribution,
    Deadline,
    DeadlineBasis,
    Grade,
    Ingestion,
    Issue,
    Kind,
    Link,
    Rag,
    Recommendation,
    Region,
    Relation,
    Relevance,
    RelevanceLabel,
    Report,
    ReportType,
    Severity,
    Span,
    Stage,
    Theme,
)

MARGIN_PT, SIZE_PT, LEADING_PT = 72, 11, 15
ITEMS_A_PAGE = 4
WHO = ("Chief constables", "The National Police Chiefs’ Council", "The Home Office", "The College of Policing")
ORGANIZATION = (None, "National Police Chiefs’ Council", "Home Office", "College of Policing")
GROUPS = (AddresseeGroup.FORCE, AddresseeGroup.NPCC, AddresseeGroup.HOME_OFFICE, AddresseeGroup.COLLEGE_OF_POLICING)
LABELS = (
    RelevanceLabel.FOR_FORCE,
    RelevanceLabel.NATIONAL_MONITOR,
    RelevanceLabel.NATIONAL_MONITOR,
    RelevanceLabel.FOR_INFORMATION,
)
DUTIES = (
    "make sure that every call about a vulnerable person is assessed again when the caller has waited longer than "
    "the force’s own standard, and that the new assessment is recorded where supervisors can see it",
    "agree with partner organisations who visits a child after a report of neglect, and publish how often the visit "
    "was made within the time agreed",
    "review how officers record the reasons for using stop and search; and test a sample of records each quarter",
    "give supervisors in the control room the time and the training to dip-sample decisions, so that poor decisions "
    "are found early and put right",
    "improve how crime scenes are preserved in rural areas, including at night and at weekends",
)
THEMES = ("responding_to_the_public", "protecting_vulnerable_people", "police_powers_and_public_treatment")


def settings_in(folder: Path) -> Settings:
    """Settings of a fictional force whose store lies in a folder."""
    return Settings(
        path=folder / "extractor.toml",
        force=ForceProfile("Exampleshire Police", aliases=("Exampleshire Constabulary",)),
        owners={
            "responding_to_the_public": Allocation("Supt Response", "Response", "ACC Operations"),
            "protecting_vulnerable_people": Allocation("DCI Safeguarding"),
            "default": Allocation(governance_board="Improvement Board"),
        },
    )


def sample_ingestion(count: int = 25, title: str = "Answering the call", actions: int = 0) -> tuple[Ingestion, bytes]:
    """A thematic report of ``count`` items, four a page, and its PDF; links point at ``actions`` actions of a plan."""
    canvas_file = io.BytesIO()
    canvas = Canvas(canvas_file, pagesize=A4, invariant=True)
    canvas.setTitle(title)
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawString(MARGIN_PT, A4[1] - 160, title)
    canvas.setFont("Helvetica", SIZE_PT)
    canvas.drawString(MARGIN_PT, A4[1] - 190, "A fictional inspection of how forces answer the public. 14 March 2027")
    canvas.showPage()
    items = [_item(canvas, number, count) for number in range(1, count + 1)]
    canvas.showPage()
    canvas.save()
    pdf = canvas_file.getvalue()
    report = Report(
        sha256=sha256_of(pdf),
        file="answering-the-call.pdf",
        title=title,
        source_body="Inspectorate of Examples",
        report_type=ReportType.THEMATIC,
        publication_date=date(2027, 3, 14),
        publication_date_source="cover",
        page_count=2 + (count - 1) // ITEMS_A_PAGE,
        grades=(Grade("Responding to the public", "Requires improvement", 1),),
    )
    ingestion = Ingestion(
        report=report,
        recommendations=tuple(items),
        relevance={item.id: _relevance(index) for index, item in enumerate(items)},
        themes={item.id: (Theme(THEMES[index % 3], 0.81, "themes@1"),) for index, item in enumerate(items)},
        issues=(Issue(Stage.READ, Severity.WARNING, "Page 2 was scanned: read it.", 2),),
    )
    return replace(ingestion, links=_links(items, actions)), pdf


def _item(canvas: Canvas, number: int, count: int) -> Recommendation:
    index = number - 1
    slot = index % ITEMS_A_PAGE
    if slot == 0:
        if index:
            canvas.showPage()
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(MARGIN_PT, A4[1] - 80, f"Chapter {2 + index // ITEMS_A_PAGE}")
    page = 2 + index // ITEMS_A_PAGE
    who = WHO[index % 4]
    text = f"By 31 October {2027 + index % 3}, {who[0].lower() + who[1:] if index % 4 == 0 else 't' + who[1:]} should "
    text += f"{DUTIES[index % 5]} (item {number} of {count})."
    top = 110 + slot * 165
    canvas.setFont("Helvetica-Bold", SIZE_PT)
    canvas.drawString(MARGIN_PT, A4[1] - top, f"Recommendation {number}")
    canvas.setFont("Helvetica", SIZE_PT)
    regions = []
    for line_number, line in enumerate(_wrapped(text)):
        baseline = top + (line_number + 1) * LEADING_PT
        canvas.drawString(MARGIN_PT, A4[1] - baseline, line)
        width = stringWidth(line, "Helvetica", SIZE_PT)
        regions.append(Region(page, BBox(MARGIN_PT, baseline - SIZE_PT, MARGIN_PT + width, baseline + 3)))
    start = number * 1000
    body = text[len("By 31 October 2027, ") :].split(" should ")[0]
    return Recommendation(
        id=f"chapter/{number}",
        kind=Kind.AREA_FOR_IMPROVEMENT if number % 7 == 0 else Kind.RECOMMENDATION,
        text=text,
        printed_number=str(number),
        span=Span(start, start + len(text)),
        regions=tuple(regions),
        pages=(page,),
        section=(f"Chapter {page}", "What needs to change"),
        addressees=(Addressee(body, ORGANIZATION[index % 4], GROUPS[index % 4]),),
        deadlines=(Deadline(f"31 October {2027 + index % 3}", date(2027 + index % 3, 10, 31), DeadlineBasis.EXACT),),
    )


def _wrapped(text: str) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if stringWidth(f"{line} {word}", "Helvetica", SIZE_PT) > A4[0] - 2 * MARGIN_PT:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def _relevance(index: int) -> Relevance:
    words = ("chief constables should",) if index % 4 == 0 else (WHO[index % 4],)
    reason = "A duty put on every chief constable." if index % 4 == 0 else "A duty put on a national body."
    return Relevance(
        LABELS[index % 4], 0.97 - (index % 9) * 0.05, words, reason, by_rule=index % 2 == 0, model="relevance@1"
    )


def _links(items: list[Recommendation], actions: int) -> tuple[Link, ...]:
    return tuple(
        _link(item, f"EX-{(index * 7 + place * 3) % actions + 1:04d}", place)
        for index, item in enumerate(items)
        for place in range(min(5, actions))
    )


def _link(item: Recommendation, ref: str, place: int) -> Link:
    chance = (0.83, 0.61, 0.31, 0.18, 0.07)[place]
    return Link(
        item.id,
        ref,
        (Relation.COVERED, Relation.PARTLY_COVERED, *[Relation.NOT_RELATED] * 3)[place],
        chance,
        chance - 0.05,
        contributions=(
            Contribution("base rate", 1.0, -2.2),
            Contribution("shared obligations", 0.7, 2.4 - place),
            Contribution("words in common", 0.41, 1.1),
            Contribution("same theme", 1.0, 0.6),
            Contribution("different owner", 1.0, -0.3),
        ),
        shared_words=("control room", "assessed", "recorded"),
        item_only_words=("standard",),
        action_only_words=("dashboard",),
        model="link@1",
    )


def sample_actions(count: int = 40) -> tuple[Action, ...]:
    """A plan."""
    return tuple(
        Action(
            ref=f"EX-{number:04d}",
            text="Calls that wait in the control room are assessed again and the result is recorded on a dashboard "
            f"for supervisors (action {number}).",
            source_report="An earlier report",
            source_ref=str(number),
            owner=f"Ch Insp {chr(65 + number % 26)}",
            department="Contact management",
            status=ActionStatus.CLOSED_FORCE if number % 5 == 0 else ActionStatus.IN_PROGRESS,
            rag=Rag.AMBER,
            target_date=date(2027, 1 + number % 12, 28),
            fields={"governance_board": "Performance board"},
            extra={"Local code": f"LC{number}"},
        )
        for number in range(1, count + 1)
    )
