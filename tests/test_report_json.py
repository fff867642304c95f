"""Whatever a run learns can be printed, and what is printed keeps to the published schema."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from extractor import domain, report_json
from extractor.domain import (
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
    StatusLine,
    Theme,
)
from tests.factories import ingestion, recommendation, relevance

VALIDATOR = Draft202012Validator(report_json.json_schema())

share = st.floats(0, 1)
points = st.floats(-1e4, 1e4)
page = st.integers(1, 5000)
words = st.text(min_size=1, max_size=40)
regions = st.builds(Region, page=page, box=st.builds(BBox, points, points, points, points))
reports = st.builds(
    Report,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    publication_date_source=st.sampled_from(["cover", "text", "metadata", "user", None]),
    version=st.integers(1, 99),
    page_count=st.integers(0, 5000),
    grades=st.lists(st.builds(Grade, page=page), max_size=2).map(tuple),
    status_lines=st.lists(st.builds(StatusLine, page=page), max_size=2).map(tuple),
)
items = st.builds(
    Recommendation,
    id=words,
    text=words,
    regions=st.lists(regions, max_size=3).map(tuple),
    pages=st.lists(page, max_size=3).map(tuple),
    addressees=st.lists(st.builds(Addressee, span=st.none()), max_size=2).map(tuple),
    deadlines=st.lists(st.builds(Deadline, span=st.none()), max_size=2).map(tuple),
    span=st.none(),
)
links = st.builds(
    Link,
    recommendation_id=words,
    probability=share,
    score=share,
    contributions=st.lists(st.builds(Contribution, value=points, log_odds=points), max_size=3).map(tuple),
)
relevances = st.builds(Relevance, probability=share)
themes = st.lists(st.builds(Theme, probability=share), max_size=2).map(tuple)


@st.composite
def ingestions(draw: st.DrawFn) -> Ingestion:
    """A run over a report, with relevance, themes and links for some of its items."""
    found = tuple(draw(st.lists(items, max_size=4)))
    ids = [item.id for item in found]
    return Ingestion(
        report=draw(reports),
        recommendations=found,
        relevance={name: draw(relevances) for name in ids[:2]},
        themes={name: draw(themes) for name in ids[1:3]},
        links=tuple(draw(links.map(lambda link: link)) for _ in ids),
        issues=tuple(draw(st.lists(st.builds(Issue, page=st.none() | page), max_size=2))),
    )


@settings(max_examples=60, deadline=None)
@given(ingestions())
def test_anything_printed_keeps_to_the_schema(found: Ingestion) -> None:
    printed = json.loads(json.dumps(report_json.ingestion_to_json(found), ensure_ascii=False, allow_nan=False))
    VALIDATOR.validate(printed)
    assert [item["text"] for item in printed["recommendations"]] == [item.text for item in found.recommendations]


def test_a_stage_that_has_not_spoken_leaves_null() -> None:
    judged, other = recommendation("The force should act."), recommendation("The council should act.")
    printed = report_json.ingestion_to_json(
        ingestion([judged, other], relevance={judged.id: relevance("joint", 0.61)}, themes={judged.id: ()})
    )
    first, second = printed["recommendations"]
    assert (first["relevance"]["label"], first["relevance"]["probability"], first["themes"]) == ("joint", 0.61, [])
    assert (second["relevance"], second["themes"], second["links"]) == (None, None, None)


@pytest.mark.parametrize("name", ["Recommendation", "Report", "Relevance", "Theme", "Link", "Addressee", "Deadline"])
def test_every_field_is_printed_or_left_out_on_purpose(name: str) -> None:
    left_out = {"span", "recommendation_id"}
    known = {field.name for field in fields(getattr(domain, name))} - left_out
    assert known <= set(report_json.json_schema()["$defs"][name.lower()]["properties"])


def test_the_schema_is_a_schema_and_refuses_what_is_not_a_report() -> None:
    Draft202012Validator.check_schema(report_json.json_schema())
    assert not VALIDATOR.is_valid({"schema": report_json.SCHEMA})
    printed = report_json.ingestion_to_json(ingestion())
    assert not VALIDATOR.is_valid(printed | {"surprise": 1})


def test_the_schema_lies_in_the_package() -> None:
    assert (Path(report_json.__file__).parent / "schema" / "report-1.schema.json").is_file()
