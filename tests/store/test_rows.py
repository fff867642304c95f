"""Every domain value that is saved is loaded again equal."""

from __future__ import annotations

import hashlib
import os
import string
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.domain import (
    Action,
    Addressee,
    BBox,
    Contribution,
    Deadline,
    Grade,
    Ingestion,
    Issue,
    Link,
    Recommendation,
    Region,
    Relevance,
    Report,
    Span,
    StatusLine,
    Theme,
)
from extractor.store.changes import SetRelevance
from extractor.store.columns import storable
from extractor.store.records import Outcome
from extractor.store.repository import Store
from extractor.vocabulary import (
    ActionStatus,
    AddresseeGroup,
    DeadlineBasis,
    Evidence,
    Kind,
    Rag,
    Relation,
    RelevanceLabel,
    ReportType,
    Severity,
    Stage,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
MAYBE = st.none() | WORDS
NUMBERS = st.floats(0, 1000, allow_nan=False)
SHARES = st.floats(0, 1, allow_nan=False)
PAGES = st.integers(1, 3000)
SPANS = st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6))
REGIONS = st.builds(Region, PAGES, st.builds(BBox, NUMBERS, NUMBERS, NUMBERS, NUMBERS))
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def several(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


REPORTS = st.builds(
    Report,
    sha256=st.just(""),
    file=WORDS,
    title=WORDS,
    source_body=MAYBE,
    report_type=st.sampled_from(ReportType),
    publication_date=st.none() | DAYS,
    publication_date_source=MAYBE,
    force=MAYBE,
    version=st.just(1),
    page_count=st.integers(0, 3000),
    tagged=st.booleans(),
    grades=several(st.builds(Grade, WORDS, WORDS, PAGES)),
    status_lines=several(st.builds(StatusLine, WORDS, PAGES, MAYBE, MAYBE)),
)
ITEMS = st.builds(
    Recommendation,
    id=st.text(string.ascii_letters, min_size=1, max_size=8),
    kind=st.sampled_from(Kind),
    text=WORDS,
    printed_number=MAYBE,
    parent_id=st.none(),
    title=MAYBE,
    lead_in=MAYBE,
    supporting_text=MAYBE,
    span=st.none() | SPANS,
    regions=several(REGIONS),
    pages=several(PAGES),
    section=several(WORDS),
    group_heading=MAYBE,
    responsible_body=MAYBE,
    addressees=several(
        st.builds(Addressee, WORDS, MAYBE, st.sampled_from(AddresseeGroup), st.booleans(), st.none() | SPANS)
    ),
    deadlines=several(st.builds(Deadline, WORDS, st.none() | DAYS, st.sampled_from(DeadlineBasis), st.none() | SPANS)),
    restated=st.booleans(),
    status=MAYBE,
    evidence=several(st.sampled_from(Evidence)),
)
RELEVANCES = st.builds(Relevance, st.sampled_from(RelevanceLabel), SHARES, several(WORDS), WORDS, st.booleans(), MAYBE)
THEMES = st.builds(Theme, WORDS, SHARES, MAYBE)
LINKS = st.builds(
    Link,
    recommendation_id=st.just(""),
    action_ref=WORDS,
    relation=st.sampled_from(Relation),
    probability=SHARES,
    score=SHARES,
    contributions=several(st.builds(Contribution, WORDS, NUMBERS, st.floats(-9, 9, allow_nan=False))),
    shared_words=several(WORDS),
    item_only_words=several(WORDS),
    action_only_words=several(WORDS),
    clauses=several(WORDS),
    missing_clauses=several(WORDS),
    model=MAYBE,
)
ISSUES = st.builds(Issue, st.sampled_from(Stage), st.sampled_from(Severity), WORDS, st.none() | PAGES)
ACTIONS = st.builds(
    Action,
    ref=WORDS,
    text=WORDS,
    action=WORDS,
    source_report=WORDS,
    source_ref=WORDS,
    owner=WORDS,
    department=WORDS,
    theme=WORDS,
    status=st.none() | st.sampled_from(ActionStatus),
    status_text=WORDS,
    rag=st.none() | st.sampled_from(Rag),
    target_date=st.none() | DAYS,
    revised_date=st.none() | DAYS,
    progress=WORDS,
    sheet=WORDS,
    row=st.integers(0, 10**6),
    fields=st.dictionaries(WORDS, WORDS, max_size=3),
    extra=st.dictionaries(WORDS, WORDS, max_size=3),
)


@st.composite
def ingestions(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[Ingestion, bytes]:
    """An ingestion, with clauses below some items, and the file it came from."""
    pdf = draw(st.binary(min_size=1, max_size=40))
    items = draw(st.lists(ITEMS, max_size=4, unique_by=lambda item: item.id))
    for place in range(1, len(items)):
        if draw(st.booleans()):
            items[place] = replace(items[place], parent_id=items[0].id)
    ids = [item.id for item in items]
    some = draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    links = [replace(draw(LINKS), recommendation_id=item_id) for item_id in ids if draw(st.booleans())]
    found = Ingestion(
        report=replace(draw(REPORTS), sha256=hashlib.sha256(pdf).hexdigest()),
        recommendations=tuple(items),
        relevance={item_id: draw(RELEVANCES) for item_id in some},
        themes={item_id: draw(several(THEMES)) for item_id in some},
        links=tuple(links),
        issues=draw(several(ISSUES)),
    )
    return found, pdf


def under(found: Ingestion, ids: dict[str, str]) -> Ingestion:
    """The same under other ids."""
    items = [replace(item, id=ids[item.id], parent_id=ids.get(item.parent_id or "")) for item in found.recommendations]
    return replace(
        found,
        recommendations=tuple(items),
        relevance={ids[item_id]: value for item_id, value in found.relevance.items()},
        themes={ids[item_id]: value for item_id, value in found.themes.items()},
        links=tuple(replace(link, recommendation_id=ids[link.recommendation_id]) for link in found.links),
    )


EXAMPLES = settings(
    max_examples=int(os.environ.get("EXTRACTOR_EXAMPLES", "25")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@EXAMPLES
@given(made=ingestions())
def test_what_is_saved_is_loaded_again_equal(store: Store, made: tuple[Ingestion, bytes]) -> None:
    found, pdf = made
    saved = store.reports.save(found, pdf, "jo", again=True)
    expected = under(found, dict(saved.ids))
    version = saved.ingestion.report.version
    assert saved.ingestion == replace(expected, report=replace(expected.report, version=version))
    assert store.reports.pdf(saved.report_id) == pdf
    again = store.reports.save(found, pdf, "jo")
    assert again.outcome is Outcome.ALREADY_THERE
    assert again.ingestion == saved.ingestion


@EXAMPLES
@given(found=st.lists(ACTIONS, max_size=5, unique_by=lambda action: action.ref))
def test_every_action_is_loaded_again_equal(store: Store, found: list[Action]) -> None:
    store.plan.save(found, "jo")
    assert list(store.plan.actions())[: len(found)] == found
    assert store.plan.preview(found).changed == ()


@EXAMPLES
@given(who=WORDS, note=WORDS, reason=WORDS, seconds=st.floats(0, 10**9))
def test_every_decision_is_loaded_again_equal(store: Store, who: str, note: str, reason: str, seconds: float) -> None:
    if not store.reports.all():
        pdf = b"%PDF"
        item = Recommendation("a", Kind.RECOMMENDATION, "Words.")
        report = Report(hashlib.sha256(pdf).hexdigest(), "a.pdf", "A", None, ReportType.OTHER, None)
        store.reports.save(Ingestion(report, (item,)), pdf, "jo")
    now = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    store.decisions._clock = lambda: now
    done = store.decisions.decide("R1-1", SetRelevance(RelevanceLabel.JOINT, reason), who, note=note).decision
    assert (done.when, done.who, done.note, done.decided["reason"]) == (now, who, note, reason)
    assert store.decisions.history("R1-1")[-1] == done
    assert store.items.page("R1-1").standing.decided_at == now


def test_characters_that_no_database_can_hold_become_replacement_characters(store: Store) -> None:
    odd = "a\0b\ud800c"
    store.plan.save([Action("X1", odd, extra={"Note": "n\0"})], "jo")
    action = store.plan.action("X1")
    assert action.text == storable(odd) == "a\ufffdb\ufffdc"
    assert action.extra == {"Note": "n\0"}


KNOWN = {
    Report: "sha256 file title source_body report_type publication_date publication_date_source force version page_count "
    "tagged grades status_lines",
    Grade: "area grade page",
    StatusLine: "text page printed_number status",
    Recommendation: "id kind text printed_number parent_id title lead_in supporting_text span regions pages section "
    "group_heading responsible_body addressees deadlines restated status evidence",
    Addressee: "text organization group inherited span",
    Deadline: "text date basis span",
    Relevance: "label probability evidence reason by_rule model",
    Theme: "label probability model",
    Link: "recommendation_id action_ref relation probability score contributions shared_words item_only_words "
    "action_only_words clauses missing_clauses model",
    Contribution: "feature value log_odds",
    Action: "ref text action source_report source_ref owner department theme status status_text rag target_date "
    "revised_date progress sheet row fields extra",
    Issue: "stage severity message page",
    Ingestion: "report recommendations relevance themes links issues",
}


@pytest.mark.parametrize("kind", KNOWN, ids=lambda kind: kind.__name__)
def test_a_field_that_is_new_in_the_domain_must_be_taught_to_the_store(kind: type) -> None:
    """Add the field to the tables, to ``rows.py``, to the strategies above, and then here."""
    assert {field.name for field in fields(kind)} == set(KNOWN[kind].split())
