"""Saving, versions, metadata and deletion of reports."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from extractor.domain import Grade, Issue, Relation, Relevance, Severity, Stage
from extractor.errors import CannotDecide, Conflict, NotInStore
from extractor.store.changes import Accept, Edit, MergeWithPrevious, SetRelevance, Split
from extractor.store.records import ChangedGrade, Filter, ItemCounts, ItemState, Outcome
from extractor.store.repository import Store
from extractor.vocabulary import Kind, RelevanceLabel
from tests.factories import recommendation
from tests.store.samples import WORDS, arrival, linked, numbered, pdf, plan, sha256, themed

REWORDED = "Chief constables should review at once how every call about missing children is graded."


def save(store: Store, name: str, items: list, who: str = "jo", **changes: object):
    return store.reports.save(arrival(name, items, **changes), pdf(name), who)


def test_a_new_report_is_saved_whole(store: Store) -> None:
    issue = Issue(Stage.READ, Severity.WARNING, "Page 4 was scanned.", 4)
    found = replace(linked(themed(arrival("first", numbered()), "leadership"), "X1"), issues=(issue,))
    saved = store.reports.save(found, pdf("first"), "jo")
    assert saved.outcome is Outcome.NEW_REPORT
    assert list(saved.ids.values()) == ["R1-1", "R1-2", "R1-3", "R1-4"]
    stored = saved.ingestion
    assert [item.text for item in stored.recommendations] == list(WORDS)
    assert stored.report == found.report
    assert stored.issues == (issue,)
    assert stored.themes["R1-1"] == found.themes[found.recommendations[0].id]
    assert [link.recommendation_id for link in stored.links] == ["R1-1", "R1-2", "R1-3", "R1-4"]
    assert store.reports.pdf(1) == pdf("first")
    assert store.reports.saved(sha256("first")).report_id == 1


def test_the_same_file_again_changes_nothing_and_says_so(store: Store) -> None:
    first = save(store, "first", numbered())
    before = store.everything()
    again = save(store, "first", numbered(["Something else entirely."]))
    assert again.outcome is Outcome.ALREADY_THERE
    assert (again.report_id, again.version) == (1, 1)
    assert again.ingestion == first.ingestion
    assert store.everything() == before


def test_of_two_who_save_one_file_at_once_one_is_told_that_it_is_there(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda who: save(store, "first", numbered(), who).outcome, ["jo", "al", "mo", "vi"]))
    assert sorted(outcomes) == [Outcome.ALREADY_THERE] * 3 + [Outcome.NEW_REPORT]
    assert store.totals().versions == 1


def test_a_file_that_changed_while_it_was_read_is_not_saved(store: Store) -> None:
    with pytest.raises(Conflict, match="changed while"):
        store.reports.save(arrival("first", numbered()), pdf("another"), "jo")
    assert store.reports.all() == ()


def test_it_is_known_beforehand_what_a_file_would_be_a_version_of(store: Store) -> None:
    save(store, "first", numbered())
    assert store.reports.earlier_version(arrival("second", numbered(WORDS[:3]))) == 1
    assert store.reports.earlier_version(arrival("other", numbered(["Boats must be inspected."]))) is None
    assert store.reports.saved(sha256("second")) is None
    assert store.reports.saved(sha256("first")).outcome is Outcome.ALREADY_THERE


def test_a_file_read_anew_can_become_a_version_on_request(store: Store) -> None:
    save(store, "first", numbered())
    again = store.reports.save(arrival("first", numbered()), pdf("first"), "jo", again=True)
    assert (again.outcome, again.version, again.diff.unchanged) == (Outcome.NEW_VERSION, 2, 4)


def test_clauses_keep_their_parent_under_the_stores_ids(store: Store) -> None:
    cause = recommendation("The force is failing victims.", id="c", kind=Kind.CAUSE_OF_CONCERN)
    clause = recommendation("Answer calls.", id="c/1", parent_id="c")
    saved = save(store, "first", [cause, clause])
    assert saved.ingestion.recommendations[1].parent_id == "R1-1"
    page = store.items.page("R1-2")
    assert page.parent.item_id == "R1-1"
    assert [row.item_id for row in store.items.page("R1-1").children] == ["R1-2"]
    assert store.reports.get(1).counts == ItemCounts(items=2, tops=1, leaves=1, for_force=2, to_answer=2, left=2)


# ---------------------------------------------------------------------------------------- versions


def test_a_reissue_is_a_version_and_says_what_changed(store: Store) -> None:
    save(store, "first", numbered(), grades=(Grade("Leadership", "Good", 2), Grade("Vetting", "Good", 2)))
    words = [REWORDED, "The force should train dog handlers.", WORDS[1], WORDS[2]]
    grades = (Grade("Leadership", "Requires improvement", 2), Grade("Vetting", "good", 3))
    saved = save(store, "second", numbered(words), grades=grades, metadata={"publication_date": date(2026, 1, 1)})
    assert (saved.outcome, saved.report_id, saved.version) == (Outcome.NEW_VERSION, 1, 2)
    assert [item.id for item in saved.ingestion.recommendations] == ["R1-1", "R1-5", "R1-2", "R1-3"]
    diff = saved.diff
    assert [item.item_id for item in diff.added] == ["R1-5"]
    assert [item.item_id for item in diff.removed] == ["R1-4"]
    assert [(item.item_id, item.rewordings[0].after) for item in diff.reworded] == [("R1-1", REWORDED)]
    assert diff.unchanged == 2
    assert diff.grades == (ChangedGrade("Leadership", "Good", "Requires improvement"),)
    assert store.reports.diff(1) == diff
    assert store.reports.get(1).report.publication_date == date(2026, 1, 1)
    assert [version.version for version in store.reports.page(1).versions] == [1, 2]


def test_decisions_stay_on_unchanged_items_and_reworded_ones_return_to_the_queue(store: Store) -> None:
    save(store, "first", numbered())
    for item_id in ("R1-1", "R1-2", "R1-4"):
        store.decisions.decide(item_id, Accept(), "jo")
    save(store, "second", numbered([REWORDED, *WORDS[1:3]]))
    states = {row.item_id: row.state for row in store.items.queue(Filter()).rows}
    assert states == {"R1-1": ItemState.CHANGED, "R1-2": ItemState.DECIDED, "R1-3": ItemState.UNDECIDED}
    page = store.items.page("R1-1")
    assert page.reworded[0].before == WORDS[0]
    assert page.standing.relevance is RelevanceLabel.FOR_FORCE
    assert page.history[0].action == "accept"
    assert store.items.page("R1-4").state is ItemState.REMOVED
    store.decisions.decide("R1-1", Accept(), "jo", expected=page.revision)
    assert store.items.page("R1-1").state is ItemState.DECIDED


def test_a_change_is_shown_until_somebody_has_looked_at_it(store: Store) -> None:
    save(store, "first", numbered())
    store.decisions.decide("R1-1", Accept(), "jo")
    save(store, "second", numbered([REWORDED, *WORDS[1:]]))
    save(store, "third", numbered([REWORDED, *WORDS[1:3]]))
    page = store.items.page("R1-1")
    assert (page.state, page.reworded[0].before) == (ItemState.CHANGED, WORDS[0])
    store.decisions.decide("R1-1", Accept(), "jo")
    assert store.items.page("R1-1").reworded == ()


def test_an_edit_of_old_words_does_not_hide_the_new_ones(store: Store) -> None:
    save(store, "first", numbered())
    store.decisions.decide("R1-1", Edit(text="My words."), "jo")
    store.decisions.decide("R1-2", Edit(text="My other words."), "jo")
    save(store, "second", numbered([REWORDED, *WORDS[1:]]))
    assert store.items.page("R1-1").item.text == REWORDED
    assert store.items.page("R1-2").item.text == "My other words."


def test_splits_and_merges_of_reworded_items_are_taken_back_in_the_open(store: Store) -> None:
    save(store, "first", numbered())
    store.decisions.decide("R1-1", Split(("Chief constables should review.", "How calls are graded.")), "jo")
    store.decisions.decide("R1-5", Accept(), "jo")
    store.decisions.decide("R1-4", MergeWithPrevious(), "jo")
    save(
        store,
        "second",
        numbered([REWORDED, WORDS[1], "Custody sergeants should record a reason for every strip search.", WORDS[3]]),
    )
    states = [store.items.page(f"R1-{number}").state for number in range(1, 7)]
    changed, undecided, withdrawn = ItemState.CHANGED, ItemState.UNDECIDED, ItemState.WITHDRAWN
    assert states == [changed, undecided, changed, undecided, withdrawn, withdrawn]
    assert [decision.who for decision in store.decisions.history("R1-1")] == ["jo", "(extractor)"]
    messages = [issue.message for issue in store.reports.page(1).issues]
    assert any("R1-5, R1-6" in message for message in messages)
    assert len(messages) == 2


def test_a_split_of_an_unchanged_item_lives_on(store: Store) -> None:
    save(store, "first", numbered())
    store.decisions.decide("R1-1", Split(("Chief constables should review.", "How calls are graded.")), "jo")
    store.decisions.decide("R1-6", Accept(), "jo")
    store.decisions.decide("R1-5", Split(("Chief constables", "should review.")), "jo")
    save(store, "second", numbered(["A first one about dogs and their handlers.", *WORDS]))
    rows = store.items.queue(Filter()).rows
    assert [row.item_id for row in rows] == ["R1-9", "R1-6", "R1-7", "R1-8", "R1-2", "R1-3", "R1-4"]
    assert store.items.page("R1-6").state is ItemState.DECIDED
    assert store.items.page("R1-7").item.addressees == store.items.page("R1-2").item.addressees


def test_an_item_that_returns_inherits_its_old_id(store: Store) -> None:
    save(store, "first", numbered())
    save(store, "second", numbered(WORDS[:3]))
    saved = save(store, "third", numbered(WORDS))
    assert [item.item_id for item in saved.diff.added] == ["R1-4"]
    assert store.items.page("R1-4").state is ItemState.UNDECIDED


@pytest.mark.parametrize(
    ("remark", "report_id"),
    [
        (" (re-issued May 2027)", 1),
        (" – revised", 1),
        (" [corrected]", 1),
        (": updated 3 June 2027", 1),
        (": a second look", 2),
        (" revisited", 2),
    ],
)
def test_a_remark_that_it_is_a_reissue_does_not_make_another_report(store: Store, remark: str, report_id: int) -> None:
    title = "Missing: how forces look for children"
    save(store, "first", numbered(), metadata={"title": title})
    assert save(store, "second", numbered(), metadata={"title": title + remark}).report_id == report_id


def test_two_publications_under_one_title_stay_two_reports(store: Store) -> None:
    save(store, "first", numbered())
    other = ["Dogs need more exercise than they get.", "Horses should be shod monthly.", "Boats must be inspected."]
    assert save(store, "second", numbered(other)).report_id == 2


def test_another_forces_report_under_the_same_title_is_another_report(store: Store) -> None:
    save(store, "first", numbered(), metadata={"force": "Exampleshire Police"})
    assert save(store, "second", numbered(), metadata={"force": "Samplefordshire Police"}).report_id == 2


def test_older_files_stay_known_after_a_new_version(store: Store) -> None:
    save(store, "first", numbered())
    save(store, "second", numbered(WORDS[:3]))
    again = save(store, "first", numbered())
    assert (again.outcome, again.version, len(again.ingestion.recommendations)) == (Outcome.ALREADY_THERE, 1, 4)
    assert store.reports.pdf(1, version=1) == pdf("first")
    assert store.reports.pdf(1) == pdf("second")


# ---------------------------------------------------------------------------------------- metadata


def test_metadata_is_edited_with_history(store: Store) -> None:
    save(store, "first", numbered())
    stored = store.reports.get(1)
    edited = store.reports.edit(1, {"publication_date": date(2025, 4, 1)}, "jo", expected=stored.revision)
    assert edited.report.publication_date == date(2025, 4, 1)
    assert edited.report.publication_date_source == "user"
    page = store.reports.page(1)
    assert page.printed.publication_date == date(2025, 3, 14)
    assert page.history[0].suggested == {"publication_date": "2025-03-14", "publication_date_source": "cover"}


def test_only_issues_of_the_newest_version_are_left_to_look_at(store: Store) -> None:
    issues = tuple(Issue(Stage.READ, Severity.WARNING, f"Page {page} was scanned.", page) for page in (4, 5))
    save(store, "first", numbered(), issues=issues)
    assert store.totals().issues == store.reports.get(1).issues == 2
    save(store, "second", numbered(), issues=issues[:1])
    assert store.totals().issues == store.reports.get(1).issues == 1
    store.plan.save(plan("X1"), "jo", noted=issues)
    assert store.totals().issues == 3
    store.plan.save(plan("X1"), "jo")
    assert store.totals().issues == 1


def test_a_correction_yields_to_what_a_new_version_prints(store: Store) -> None:
    save(store, "first", numbered())
    store.reports.edit(1, {"publication_date": date(2025, 4, 1), "force": "Exampleshire"}, "jo")
    save(store, "second", numbered(), metadata={"publication_date": date(2026, 1, 1)})
    report = store.reports.get(1).report
    assert (report.publication_date, report.force) == (date(2026, 1, 1), "Exampleshire")


def test_the_second_of_two_corrections_hears_of_the_first(store: Store) -> None:
    save(store, "first", numbered())
    revision = store.reports.get(1).revision
    store.reports.edit(1, {"title": "A better title"}, "jo", expected=revision)
    with pytest.raises(Conflict, match="jo") as caught:
        store.reports.edit(1, {"title": "Another title"}, "al", expected=revision)
    assert [decision.action for decision in caught.value.decisions] == ["edit_report"]


@pytest.mark.parametrize("fields", [{"sha256": "x"}, {"title": " "}, {}, {"publication_date_source": "cover"}])
def test_metadata_that_cannot_be_edited_is_refused(store: Store, fields: dict) -> None:
    save(store, "first", numbered())
    with pytest.raises(CannotDecide):
        store.reports.edit(1, fields, "jo")


# ------------------------------------------------------------------------------- names and deletion


def test_a_report_is_found_by_what_a_person_would_type(store: Store) -> None:
    save(store, "first", numbered())
    assert {store.reports.resolve(name) for name in ("R1", "r1", "1", "first.pdf", sha256("first")[:8])} == {1}
    for name in ("R2", "second.pdf", "ffff%"):
        with pytest.raises(NotInStore):
            store.reports.resolve(name)


def test_deletion_leaves_decisions_actions_and_an_audit_row(store: Store) -> None:
    save(store, "first", numbered())
    save(store, "other", numbered(["Horses should be shod monthly.", "Boats must be inspected."]))
    store.plan.save(plan("X1"), "jo")
    store.decisions.decide("R1-1", SetRelevance(RelevanceLabel.JOINT), "jo")
    entry = store.reports.delete(1, "jo")
    assert entry.detail["items"] == 4
    assert store.audit() == (entry,)
    assert [report.id for report in store.reports.all()] == [2]
    assert len(store.plan.actions()) == 1
    assert len(store.decisions.history("R1-1")) == 1
    assert store.reports.saved(sha256("first")) is None
    with pytest.raises(NotInStore):
        store.reports.pdf(1)
    with pytest.raises(NotInStore):
        store.items.page("R1-1")


def test_ids_are_never_given_twice(store: Store) -> None:
    save(store, "first", numbered())
    store.reports.delete(1, "jo")
    saved = save(store, "first", numbered())
    assert (saved.outcome, saved.report_id) == (Outcome.NEW_REPORT, 2)


def test_responses_due_follow_the_rule_given(store: Store) -> None:
    save(store, "first", numbered())
    due = store.reports.responses_due(lambda report: report.publication_date and date(2025, 5, 9))
    assert [(one.report_id, one.due) for one in due] == [(1, date(2025, 5, 9))]
    assert store.reports.responses_due(lambda report: None) == ()
    assert store.reports.edit(1, {"response_published": date(2025, 5, 1)}, "jo").response_published == date(2025, 5, 1)
    assert store.reports.responses_due(lambda report: date(2025, 5, 9)) == ()
    save(store, "second", numbered())
    assert store.reports.get(1).response_published == date(2025, 5, 1)


def test_relations_stored_are_words_of_the_vocabulary(store: Store) -> None:
    found = linked(arrival("first", numbered()), "X1", Relation.REPEAT_ISSUE)
    store.reports.save(found, pdf("first"), "jo")
    assert store.items.page("R1-1").candidates[0].link.relation is Relation.REPEAT_ISSUE


@pytest.mark.parametrize(
    ("labels", "is_due"),
    [
        ((RelevanceLabel.FOR_INFORMATION, RelevanceLabel.FOR_PARTNERS), False),
        ((RelevanceLabel.FOR_INFORMATION, RelevanceLabel.FOR_LOCAL_POLICING_BODY), True),
        ((RelevanceLabel.NEEDS_DECISION, RelevanceLabel.NATIONAL_MONITOR), True),
        ((RelevanceLabel.JOINT, RelevanceLabel.FOR_PARTNERS), True),
    ],
)
def test_no_response_is_due_to_what_asks_nothing_here(
    store: Store, labels: tuple[RelevanceLabel, ...], is_due: bool
) -> None:
    save(store, "first", numbered(WORDS[:2]))
    for number, label in enumerate(labels, 1):
        store.items.save_predictions({f"R1-{number}": Relevance(label, 0.9, ())}, {})
    assert bool(store.reports.responses_due(lambda report: date(2025, 5, 9))) is is_due
