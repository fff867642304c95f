"""``extractor match`` on files, with the packaged model: the shape of what it prints, and files that say little."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractor.domain import Relation
from tests.running import run_extractor

PLAN = [
    {
        "Ref": "A1",
        "Recommendation": "The force should reduce the number of 101 calls that are abandoned.",
        "Status": "Live",
    },
    {"Ref": "A2", "Recommendation": "Detention reviews should be done on time.", "Status": "In progress"},
    {"Ref": "A3", "Recommendation": "The force should clear its backlog of digital devices.", "Status": "Closed"},
]
ITEMS = [
    {"id": "one", "text": "Too many people who ring the non-emergency number hang up."},
    {"id": "two", "text": "Forces should buy bicycles for park wardens."},
    {"id": "three", "text": "Phones and laptops wait months to be examined.", "publication_date": "2026-01-01"},
]
LINK_KEYS = {"action_ref", "relation", "probability", "score", "contributions"}


def write_plan(path: Path, rows: Sequence[Mapping[str, str]] = PLAN) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_items(path: Path, rows: Sequence[Mapping[str, str]] = ITEMS) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    elif path.suffix == ".csv":
        write_plan(path, [{"id": row["id"], "text": row["text"]} for row in rows])
    else:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.append(["id", "text"])
        for row in rows:
            sheet.append([row["id"], row["text"]])
        book.save(path)
    return path


def match(items: Path, plan: Path, *more: str) -> list[dict[str, Any]]:
    outcome = run_extractor("match", "--items", str(items), "--plan", str(plan), "--json", *more)
    assert outcome.code == 0, outcome.err
    return [json.loads(line) for line in outcome.out.splitlines()]


@pytest.mark.parametrize("name", ["items.jsonl", "items.csv", "items.xlsx"])
def test_one_object_an_item_in_order(tmp_path: Path, name: str) -> None:
    found = match(write_items(tmp_path / name), write_plan(tmp_path / "plan.csv"))
    assert [row["id"] for row in found] == ["one", "two", "three"]
    for row in found:
        assert Relation(row["relation"])
        assert {link["action_ref"] for link in row["links"]} == {"A1", "A2", "A3"}
        probabilities = [link["probability"] for link in row["links"]]
        assert probabilities == sorted(probabilities, reverse=True)
        for link in row["links"]:
            assert link.keys() >= LINK_KEYS
            assert (link["relation"] == "not_related") == (link["probability"] < 0.5)
            total = math.fsum(one["log_odds"] for one in link["contributions"])
            assert 1 / (1 + math.exp(-total)) == pytest.approx(link["probability"], abs=1e-4)
    assert found[0]["links"][0]["action_ref"] == "A1"
    assert found[1]["relation"] == "new_action_needed"
    assert found[2]["links"][0]["action_ref"] == "A3"


def test_a_closed_action_is_a_repeat(tmp_path: Path) -> None:
    items = [{"id": "x", "text": "The force should clear its backlog of digital devices."}]
    found = match(write_items(tmp_path / "items.jsonl", items), write_plan(tmp_path / "plan.csv"), "--threshold", "0")
    assert found[0]["links"][0]["action_ref"] == "A3"
    assert found[0]["links"][0]["relation"] in ("repeat_issue", "restated")


def test_the_threshold_only_hides(tmp_path: Path) -> None:
    files = write_items(tmp_path / "items.jsonl"), write_plan(tmp_path / "plan.csv")
    low, high = match(*files, "--threshold", "0"), match(*files, "--threshold", "1")
    for one, other in zip(low, high, strict=True):
        assert [link["probability"] for link in one["links"]] == [link["probability"] for link in other["links"]]
        assert other["relation"] == "new_action_needed"
        assert "not_related" not in {link["relation"] for link in one["links"]}


def test_a_quoted_reference_is_decisive(tmp_path: Path) -> None:
    plan = [
        {
            "Ref": f"A{number}",
            "Source report": "Vetting matters (2022)",
            "Source ref": f"Rec {number}",
            "Recommendation": text,
            "Status": "In progress",
        }
        for number, text in ((3, "Record each decision."), (28, "Use lawful monitoring of devices."))
    ]
    items = [
        {
            "id": "x",
            "text": "Recommendation 28 (2022): each force should watch over how its systems are used. Progress: open.",
            "report_title": "Vetting matters: three years on",
            "publication_date": "2025-10-01",
        }
    ]
    found = match(write_items(tmp_path / "items.jsonl", items), write_plan(tmp_path / "plan.csv", plan))
    assert found[0]["relation"] == "restated"
    assert found[0]["links"][0]["action_ref"] == "A28"


def test_the_table_names_what_is_new(tmp_path: Path) -> None:
    outcome = run_extractor(
        "match",
        "--items",
        str(write_items(tmp_path / "items.jsonl")),
        "--plan",
        str(write_plan(tmp_path / "plan.csv")),
    )
    assert outcome.code == 0
    assert "New action needed" in outcome.out
    assert "3 items" in outcome.err


@pytest.mark.parametrize("arguments", [("--items", "items.jsonl"), ("--plan", "plan.csv")])
def test_items_and_plan_go_together(arguments: tuple[str, ...]) -> None:
    assert run_extractor("match", *arguments).code == 2


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan.csv")
    outcome = run_extractor("match", "--items", str(tmp_path / "no.jsonl"), "--plan", str(plan))
    assert outcome.code == 10
