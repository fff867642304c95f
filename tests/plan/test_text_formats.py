"""CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
from hypothesis import given, settings

from extractor.counts import plan_counts
from extractor.plan.columns import canonical_columns
from extractor.plan.importer import import_tracker
from extractor.plan.text_formats import counts_to_json, plan_csv, plan_json, plan_schema
from extractor.plan_view import PlanView
from tests.plan.strategies import views
from tests.plan.trackers import saved
from tests.plan.views import VIEW


def test_csv_for_excel_with_the_same_columns_as_the_workbook() -> None:
    content = plan_csv(VIEW)
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0][:48] == [column.heading for column in canonical_columns()]
    assert len(rows) == 1 + len(VIEW.actions)
    assert rows[1][-1] == "'=2+5"


def test_csv_comes_back_as_the_same_actions(tmp_path: Path) -> None:
    found = import_tracker(saved(tmp_path, plan_csv(VIEW), "plan.csv"))
    for stored, action in zip(VIEW.actions, found.actions, strict=True):
        assert (action.ref, action.text, action.owner, action.status, action.rag) == (
            stored.ref, stored.text, stored.owner, stored.status, stored.rag,
        )  # fmt: skip
        assert (action.target_date, action.revised_date) == (stored.target_date, stored.revised_date)
        assert dict(action.extra) == dict(stored.extra)


@settings(max_examples=25, deadline=None)
@given(views())
def test_json_keeps_to_its_schema_and_its_counts_to_its_rows(view: PlanView) -> None:
    whole = json.loads(plan_json(view))
    jsonschema.Draft202012Validator(plan_schema()).validate(whole)
    assert whole["counts"] == json.loads(json.dumps(counts_to_json(plan_counts(view))))
    assert len(whole["actions"]) == whole["counts"]["actions"]["all"]
    assert sum(item["counted"] == "Counted" for item in whole["items"]) == whole["counts"]["items"]["all"]


def test_the_schema_is_a_schema_and_knows_every_column() -> None:
    schema = plan_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    named = schema["properties"]["actions"]["items"]["properties"]
    assert {column.id for column in canonical_columns()} <= set(named)


def test_notes_stand_in_json_only_when_asked_for() -> None:
    assert "Check the funding" not in plan_json(VIEW).decode() and "private" not in plan_json(VIEW).decode()
    assert "Check the funding" in plan_json(VIEW, with_notes=True).decode()
