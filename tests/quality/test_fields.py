"""Floors on who must act and by when: the authored set, and the real inspection letters end to end."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from extractor.config import ForceProfile
from extractor.domain import Deadline, Recommendation
from extractor.evaluate.report import summary_json
from extractor.find.fields import resolve_fields
from extractor.items import read_item_sets
from extractor.read.options import ReadOptions
from tests.quality.shared import SHARED, scores

AUTHORED = SHARED.parent / "labelled" / "relevance" / "relevance.jsonl"
PROFILE = ForceProfile(
    name="Exampleshire Police",
    region="Midshires",
    local_policing_body="Exampleshire Police, Fire and Crime Commissioner",
    neighbours=("Northmark Police",),
)
GROUPS_F1_FLOOR = 0.98
DEADLINE_FLOOR = 0.98
INSPECTION_F1_FLOOR = 0.94

pytestmark = [
    pytest.mark.shared,
    pytest.mark.quality,
    pytest.mark.skipif(not AUTHORED.is_file(), reason="the labelled sets are not beside the project"),
]
Pair = tuple[dict[str, Any], Recommendation]


@cache
def pairs() -> tuple[Pair, ...]:
    """Every row of the authored set beside its item with fields, read as ``extractor classify`` reads it."""
    rows = {row["id"]: row for row in map(json.loads, AUTHORED.read_text(encoding="utf-8").splitlines())}
    return tuple(
        (rows[each.given_ids[item.id]], item)
        for each in read_item_sets(AUTHORED)
        for item in resolve_fields(each.items, each.report, PROFILE)
    )


def first_deadline(item: Recommendation) -> Deadline | None:
    """The deadline that stands for the item in one column."""
    return next(iter(item.deadlines), None)


def test_the_whole_set_is_scored() -> None:
    assert len(pairs()) == 260


def test_addressee_groups() -> None:
    right = wrong = missed = 0
    for row, item in pairs():
        wanted, found = set(row["addressee_groups"]), {each.group.value for each in item.addressees}
        right, wrong, missed = right + len(wanted & found), wrong + len(found - wanted), missed + len(wanted - found)
    assert 2 * right / (2 * right + wrong + missed) >= GROUPS_F1_FLOOR


def test_deadline_dates_and_bases() -> None:
    right = 0
    for row, item in pairs():
        wanted, found = row["deadline"] or {"date": None, "basis": "none"}, first_deadline(item)
        date = found.date.isoformat() if found and found.date else None
        right += (date, found.basis.value if found else "none") == (wanted["date"], wanted["basis"])
    assert right / len(pairs()) >= DEADLINE_FLOOR


def test_no_date_is_invented() -> None:
    undated = [item for row, item in pairs() if not (row["deadline"] or {}).get("date")]
    assert [item.id for item in undated if any(each.date for each in item.deadlines)] == []


@pytest.mark.slow
def test_addressee_groups_of_the_real_letters() -> None:
    fields = summary_json(scores(SHARED, ReadOptions()))["fields"]
    assert fields["addressee_groups"]["f1"] >= INSPECTION_F1_FLOOR
