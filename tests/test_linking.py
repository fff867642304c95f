"""Matching within a store: the plan and earlier reports, in one go and report by report, with the packaged model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from extractor.config import Settings
from extractor.domain import Action, ActionStatus, Ingestion, Recommendation, Relation, RelevanceLabel
from extractor.linking import ACTION_MADE, INDEX_FILE, match_store, suggest_links
from extractor.match import index as index_module
from extractor.match.lexicon import load_lexicon
from extractor.match.reading import read_action
from extractor.store.changes import Dismiss, NewAction
from extractor.store.records import ItemState
from extractor.store.repository import Store, open_store
from tests.factories import ingestion, recommendation, report
from tests.store.samples import pdf, sha256

MISSING = "By 31 May 2025, chief constables should make sure that officers record the reason for each strip search."
PLAN = [
    Action(
        "A1", "The force should reduce the number of 101 calls that are abandoned.", status=ActionStatus.IN_PROGRESS
    ),
    Action("A2", "The force should review its fleet.", status=ActionStatus.IN_PROGRESS),
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(path=tmp_path / "extractor.toml")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        opened.plan.save(PLAN, "a person", file="plan.csv", sha256="1" * 64)
        yield opened


def printed(number: int, title: str, day: date, items: Sequence[Recommendation]) -> Ingestion:
    return ingestion(items, report=report(title=title, publication_date=day, sha256=sha256(str(number))))


def save(store: Store, found: Ingestion) -> int:
    number = next(name for name in "23" if sha256(name) == found.report.sha256)
    return store.reports.save(found, pdf(number), "a person").report_id


def first_and_second() -> tuple[Ingestion, Ingestion]:
    first = printed(2, "Custody: a thematic", date(2024, 5, 1), [recommendation(MISSING, printed_number="4")])
    again = f"Recommendation 4 (2024): {MISSING} Progress: in progress."
    second = printed(
        3,
        "Custody: one year on",
        date(2025, 5, 1),
        [
            recommendation(again, printed_number="1"),
            recommendation("Too many people who ring the non-emergency number hang up.", printed_number="2"),
        ],
    )
    return first, second


def test_a_new_report_is_matched_with_the_plan_and_with_earlier_reports(store: Store, settings: Settings) -> None:
    first, second = first_and_second()
    save(store, first)
    links = suggest_links(store, settings, second)
    best = {link.recommendation_id: link for link in reversed(links)}
    again, calls = (best[item.id] for item in second.recommendations)
    earlier = store.items.recommendations()[0].id
    assert (again.action_ref, again.relation) == (earlier, Relation.RESTATED)
    assert (calls.action_ref, calls.relation) == ("A1", Relation.COVERED)
    assert calls.probability >= 0.5


def test_matching_a_store_saves_links_and_never_looks_forward(store: Store, settings: Settings) -> None:
    first, second = first_and_second()
    save(store, second)
    older = save(store, first)
    found = match_store(store, settings)
    own = {item.id for item in store.items.recommendations(report_id=older)}
    for item_id, links in found.links.items():
        refs = {link.action_ref for link in links}
        assert item_id not in refs
        assert {"A1", "A2"} <= refs
        if item_id in own:
            assert refs == {"A1", "A2"}, "an older report is not matched with a newer one, whenever it was taken in"
        saved = store.items.page(item_id).candidates
        assert [one.link.action_ref for one in saved] == [link.action_ref for link in links]


def test_an_item_is_not_found_again_in_the_action_made_from_it(store: Store, settings: Settings) -> None:
    first, second = first_and_second()
    made_from, later = f"R{save(store, first)}-1", f"R{save(store, second)}-1"
    decided = store.decisions.decide(made_from, NewAction(Action("", MISSING)), "a person")
    found = match_store(store, settings)
    assert decided.action_ref not in {link.action_ref for link in found.links[made_from]}
    assert decided.action_ref in {link.action_ref for link in found.links[later]}, "for other reports it is in the plan"
    assert (made_from, ACTION_MADE, decided.action_ref) in [row[:3] for row in found.rows(3)]
    assert found.new_actions == 0
    store.decisions.undo("a person")
    assert match_store(store, settings).new_actions == 1


def test_an_item_to_be_looked_at_again_is_offered_its_own_action(store: Store, settings: Settings) -> None:
    first, _ = first_and_second()
    made_from = f"R{save(store, first)}-1"
    decided = store.decisions.decide(made_from, NewAction(Action("", MISSING)), "a person")
    reworded = MISSING.replace("31 May", "30 June")
    again = printed(3, "Custody: a thematic", date(2024, 5, 1), [recommendation(reworded, printed_number="4")])
    assert save(store, again) == 1
    assert store.items.page(made_from).state is ItemState.CHANGED
    links = match_store(store, settings, "R1").links[made_from]
    assert links[0].action_ref == decided.action_ref


def test_one_more_report_makes_no_vectors_of_what_was_there(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = first_and_second()
    save(store, first)
    match_store(store, settings)
    assert (settings.folder / INDEX_FILE).is_file()
    seen: list[str] = []

    def noting(action: Action, lexicon: object) -> object:
        seen.append(action.ref)
        return read_action(action, load_lexicon())

    monkeypatch.setattr(index_module, "read_action", noting)
    save(store, second)
    match_store(store, settings)
    new = {item.id for item in store.items.recommendations()} - {store.items.recommendations(report_id=1)[0].id}
    assert set(seen) == new


def test_rules_alone_suggest_no_links(store: Store, settings: Settings) -> None:
    assert suggest_links(store, replace(settings, rules_only=True), first_and_second()[0]) == ()


def test_what_an_earlier_report_asks_of_others_answers_nothing_here(store: Store, settings: Settings) -> None:
    first, second = first_and_second()
    earlier = f"R{save(store, first)}-1"
    store.decisions.decide(earlier, Dismiss(label=RelevanceLabel.FOR_PARTNERS), "a person")
    assert earlier not in {link.action_ref for link in suggest_links(store, settings, second)}
    save(store, second)
    found = match_store(store, settings)
    assert earlier not in {link.action_ref for links in found.links.values() for link in links}
    ours = [one.item.id for one in found.items if one.item.id not in found.elsewhere]
    assert earlier in found.elsewhere and len(ours) == len(found.items) - 1
    assert found.new_actions == sum(found.relation_of(one) is Relation.NEW_ACTION_NEEDED for one in ours)
