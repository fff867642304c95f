"""The decision table, row by row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.domain import Action, ActionStatus, AddresseeGroup, Kind, Relation
from extractor.match.compare import Comparison
from extractor.match.cover import cover_features
from extractor.match.duty import OwnForce, force_names, guess_own_force, has_duty_here
from extractor.match.matching import item_to_action
from extractor.match.relate import Setting, relate_pair
from extractor.match.restated import is_printed_again, is_replacing
from extractor.match.sources import is_earlier_cycle, read_source
from tests.factories import recommendation, report
from tests.match.builders import MODEL, action, addressed, comparison

OWN = OwnForce(frozenset({"exampleshire police"}))
COVERING = MODEL.cover
PEEL_NOW = "PEEL 2025–27: an inspection of Exampleshire Police"
SAME = "By 30 June 2025, the force should attend domestic abuse incidents within its target times."


def relation(
    text: str, against: Action, seen: Comparison, title: str = "Calls", published: date = date(2025, 3, 14), **item: Any
) -> Relation:
    setting = Setting(
        recommendation(text, **item), report(title=title, publication_date=published), read_source(title), OWN
    )
    return relate_pair(setting, against, seen, COVERING)


CLOSED = action(status=ActionStatus.CLOSED_HMICFRS)
OLD_PEEL = action(source_report="PEEL 2021/22", source_ref="AFI 6")


@pytest.mark.parametrize(
    ("expected", "text", "against", "seen", "more"),
    [
        (Relation.RESTATED, SAME, action(text=SAME, source_report="Calls (2023)"), comparison(), {}),
        (
            Relation.RESTATED,
            "Recommendation 4 (2023): forces should answer calls. Progress: in progress.",
            action(text="Monitoring of answering", source_ref="4"),
            comparison(quoted=0.5),
            {},
        ),
        (
            Relation.SUPERSEDES,
            "This replaces recommendation 4 of our 2023 report. Forces should answer within 5 seconds.",
            action(),
            comparison(quoted=1.0),
            {},
        ),
        (Relation.SUPERSEDED, "Forces should answer calls.", action(), comparison(), {"published": date(2019, 1, 1)}),
        (
            Relation.ADDS_EVIDENCE,
            "The force calls people back.",
            action(),
            comparison(),
            {"kind": Kind.INNOVATIVE_PRACTICE},
        ),
        (Relation.ADDS_EVIDENCE, "Northmark Police should answer calls.", action(), comparison(), {}),
        (Relation.REPEAT_ISSUE, "The force should answer calls.", CLOSED, comparison(), {}),
        (Relation.REPEAT_ISSUE, "The force should answer calls.", OLD_PEEL, comparison(), {"title": PEEL_NOW}),
        (Relation.COVERED, "Forces should answer calls.", action(), comparison((0.9,), item_in_action=0.9), {}),
        (
            Relation.PARTLY_COVERED,
            "Forces should answer calls, publish the figures and pay for drones.",
            action(),
            comparison((0.3, 0.0, 0.0)),
            {},
        ),
    ],
)
def test_the_decision_table(
    expected: Relation, text: str, against: Action, seen: Comparison, more: dict[str, Any]
) -> None:
    assert relation(text, against, seen, **more) is expected


@pytest.mark.parametrize(
    ("text", "replaces"),
    [
        ("This replaces recommendation 1 of our 2022 report.", True),
        ("Recommendation 12 of our 2024 report is withdrawn. Instead, forces should act.", True),
        ("Recommendation 2 of 2023 no longer applies.", True),
        ("In substitution for Recommendation 4 of my first report, forces should act.", True),
        ("C.12 is closed and superseded by the following.", True),
        ("We have closed clause (c). In its place, the force should visit.", True),
        ("Forces should replace old radios.", False),
        ("Officers who no longer serve should return their kit.", False),
        ("Guardians may take the place of parents.", False),
    ],
)
def test_words_that_replace_an_item(text: str, replaces: bool) -> None:
    assert is_replacing(text) is replaces


HELD_KEYS = "Forces should keep a register of the keys that custody staff hold and check it every week."


@pytest.mark.parametrize(
    ("text", "title", "again"),
    [
        (f"From our 2024 report: {HELD_KEYS} Some progress.", "Keys in custody: progress report", True),
        (f"{HELD_KEYS[:-1]} Our view in May 2026: two suites comply.", "Keys in custody: progress report", True),
        ("2024 recommendation 3: forces should hold a weekly check of the register of keys custody staff keep.",
         "Keys in custody: progress report", True),
        (f"{HELD_KEYS} (Annex A)", "Keys in custody: progress report", True),
        (f"{HELD_KEYS} They should also publish the results.", "Keys in custody: progress report", False),
        (f"{HELD_KEYS} Some progress.", "Vans and drivers", False),
        (f"This replaces recommendation 3. {HELD_KEYS}", "Keys in custody: progress report", False),
    ],
)  # fmt: skip
def test_an_item_printed_again_with_a_status_or_a_label(text: str, title: str, again: bool) -> None:
    row = action("K1", HELD_KEYS, source_report="Keys in custody (2024)", source_ref="Rec 3")
    assert is_printed_again(recommendation(text), read_source(title), row, quoted=0.0) is again


def test_a_cycle_is_told_from_the_title_or_from_the_date() -> None:
    then = read_source("PEEL integrity 2024")
    assert is_earlier_cycle(read_source("Integrity arrangements 2026: Northmark"), then)
    assert is_earlier_cycle(read_source("Integrity inspection of Northmark Police"), then, published=2026)
    assert not is_earlier_cycle(read_source("Integrity inspection of Northmark Police"), then)
    assert not is_earlier_cycle(read_source("PEEL 2025-27"), then)


def test_what_an_item_asks_beyond_its_action() -> None:
    row = action("K1", "Forces should keep a register of keys.", action="Register kept; count on Mondays.")
    plain = cover_features("By 31 May 2027, forces should keep a register of keys.", row, comparison((0.9,)))
    more = cover_features("Keep a register of keys, count them within an hour and report losses.", row, comparison())
    assert plain["standard"] == plain["joints"] == 0
    assert more["standard"] == 1
    assert more["longer"] > plain["longer"]
    assert plain["action_words"] == more["action_words"] == 1


@pytest.mark.parametrize("status", [ActionStatus.CLOSED_FORCE, ActionStatus.SUPERSEDED, ActionStatus.NO_ACTION])
def test_an_ended_action_never_covers(status: ActionStatus) -> None:
    found = relation("The force should answer calls.", action(status=status), comparison((1.0,), item_in_action=1.0))
    assert found is Relation.REPEAT_ISSUE


def test_an_item_of_an_earlier_report_is_repeated_and_never_covers() -> None:
    earlier = item_to_action(recommendation("Answer calls."), report(title="Calls", publication_date=date(2023, 1, 1)))
    assert earlier.source_report == "Calls (2023)"
    assert relation("Please respond to telephone traffic.", earlier, comparison((1.0,))) is Relation.REPEAT_ISSUE


@pytest.mark.parametrize(
    ("text", "groups", "expected"),
    [
        ("Chief constables should act.", [AddresseeGroup.FORCE], True),
        ("The Home Office should act.", [AddresseeGroup.HOME_OFFICE], False),
        ("The Home Office and forces should act.", [AddresseeGroup.HOME_OFFICE, AddresseeGroup.FORCE], True),
        ("The College of Policing should set a course.", [], False),
        ("The Home Office and chief constables should act.", [], True),
        ("Calls are answered late.", [], True),
    ],
)
def test_whose_duty_it_is(text: str, groups: list[AddresseeGroup], expected: bool) -> None:
    item = recommendation(text, addressees=tuple(addressed(group.value, group) for group in groups))
    assert has_duty_here(item, report(title="Calls"), OWN) is expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PEEL 2025: an inspection of Northmark Police", ["northmark police"]),
        ("Avonmouth and Wyeside Constabulary should act.", ["avonmouth and wyeside constabulary"]),
        ("The Police should act.", []),
        ("National Police Chiefs’ Council", []),
    ],
)
def test_names_of_forces(text: str, names: list[str]) -> None:
    assert force_names(text) == names


def test_the_force_is_guessed_from_its_plan() -> None:
    plan = [action("1", "Exampleshire Police should act."), action("2", "Forces should act.")]
    assert guess_own_force(plan, ["An inspection of Northmark Police"]).names == {"exampleshire police"}
    assert guess_own_force([], []).names == frozenset()
