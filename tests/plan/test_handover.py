"""From the store into files and back, with a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from extractor.artifacts import sha256_of
from extractor.config import ForceProfile, Settings
from extractor.counts import plan_counts
from extractor.domain import Action, ActionStatus, Relation, RelevanceLabel
from extractor.errors import CannotExport, NotInStore, TrackerChanged
from extractor.handover import take_plan, write_board_paper, write_section55
from extractor.pipeline import export_plan
from extractor.plan.importer import import_tracker
from extractor.plan_loading import load_view
from extractor.store.changes import Accept, Dismiss, LinkAction, MarkUnsure, NewAction, Respond, Split
from extractor.store.repository import Store, open_store
from tests.plan.trackers import opened, rich_tracker, saved
from tests.store.samples import WORDS, arrival, numbered, pdf

WHO = "jo"
NOT_STARTED = ActionStatus.NOT_STARTED
AS_OF = date(2026, 3, 31)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(path=tmp_path / "extractor.toml", force=ForceProfile("Exampleshire Police"))


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as store:
        yield store


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    folder = tmp_path / "force"
    folder.mkdir()
    return saved(folder, rich_tracker(), "Improvement plan.xlsx")


@pytest.fixture
def ids(store: Store, settings: Settings, tracker: Path) -> list[str]:
    """A plan taken in, a report saved, and three of its four items decided."""
    take_plan(store, tracker, settings, WHO)
    found = store.reports.save(arrival("first", numbered()), pdf("first"), WHO)
    ids = [item.id for item in found.ingestion.recommendations]
    store.decisions.decide(ids[0], NewAction(Action("", WORDS[0], owner="Supt Contact")), WHO, note="for my eyes only")
    store.decisions.decide(ids[1], LinkAction("P23-01", Relation.PARTLY_COVERED), WHO)
    store.decisions.decide(ids[2], Dismiss("not ours", RelevanceLabel.FOR_PARTNERS), WHO)
    return ids


def test_the_view_counts_what_the_store_counts(store: Store, settings: Settings, ids: list[str]) -> None:
    store.decisions.decide(ids[3], Split(("One.", "Two.")), WHO)
    counts, totals, plan = plan_counts(load_view(store, settings, AS_OF)), store.totals(), store.plan.totals(AS_OF)
    items = totals.items
    assert (counts.items.all, counts.items.tops, counts.items.leaves) == (items.items, items.tops, items.leaves)
    assert (counts.items.decided, counts.items.left) == (items.decided, items.left)
    assert counts.items.for_force == items.for_force
    assert (counts.actions.all, counts.actions.open, counts.actions.ended) == (plan.actions, plan.open, plan.ended)
    assert (counts.actions.overdue, counts.actions.due_soon) == (plan.overdue, plan.due_soon)
    assert dict(counts.actions.by_status) == dict(plan.by_status)
    assert dict(counts.actions.by_rag) == dict(plan.by_rag)


def test_the_view_joins_items_decisions_and_actions(store: Store, settings: Settings, ids: list[str]) -> None:
    view = load_view(store, settings, AS_OF)
    (made,) = view.made_here
    action = next(action for action in view.actions if action.ref == made)
    assert (action.source_report, action.source_ref) == (view.reports[0].report.title, "Rec 1")
    by_id = {item.item_id: item for item in view.items}
    assert by_id[ids[0]].standing.links[0].action_ref == made
    assert by_id[ids[1]].relation is Relation.PARTLY_COVERED
    assert (by_id[ids[2]].label, by_id[ids[2]].standing.reason) == (RelevanceLabel.FOR_PARTNERS, "not ours")
    assert by_id[ids[0]].standing.note == "for my eyes only"
    assert view.force == "Exampleshire Police"


def test_a_dry_run_saves_nothing(store: Store, settings: Settings, tracker: Path) -> None:
    update = take_plan(store, tracker, settings, WHO, dry_run=True)
    assert len(update.change.added) == 3 and store.plan.actions() == ()


def test_into_the_force_s_own_workbook_and_back(
    store: Store, settings: Settings, tracker: Path, ids: list[str]
) -> None:
    done = export_plan(store, tracker, settings, WHO, as_of=AS_OF)
    (made,) = done.appended
    assert [(change.ref, change.heading) for change in done.changed] == [("P23-01", "Progress update")]
    again = export_plan(store, tracker, settings, WHO, as_of=AS_OF)
    assert again.is_unchanged and again.backup is None

    book = opened(tracker)
    book["Plan"]["F5"] = "Supt Edited"
    book["Plan"]["G7"] = "Complete"
    book.save(tracker)
    with pytest.raises(TrackerChanged, match="plan import"):
        export_plan(store, tracker, settings, WHO)
    shown = take_plan(store, tracker, settings, WHO, dry_run=True).change
    assert {change.ref: set(change.fields) for change in shown.changed} == {
        "P21-02": {"owner"},
        made: {"status", "status_text"},
    }
    assert (shown.added, shown.missing, shown.not_exported) == ((), (), ())
    take_plan(store, tracker, settings, WHO)
    assert store.plan.action(made).status is ActionStatus.CLOSED_FORCE
    assert export_plan(store, tracker, settings, WHO, as_of=AS_OF).is_unchanged


def test_a_new_workbook_comes_back_unchanged_and_is_written_afresh(
    store: Store, settings: Settings, tmp_path: Path, ids: list[str]
) -> None:
    target = tmp_path / "export.xlsx"
    export_plan(store, target, settings, WHO, as_of=AS_OF)
    change = take_plan(store, target, settings, WHO, dry_run=True).change
    assert (change.added, change.changed, change.missing) == ((), (), ())
    assert export_plan(store, target, settings, WHO, as_of=AS_OF).is_unchanged
    store.decisions.decide(ids[3], MarkUnsure(), WHO)
    done = export_plan(store, target, settings, WHO, as_of=AS_OF)
    assert done.backup is not None
    items = opened(target)["Items"]
    at = [cell.value for cell in items[2]].index("State of review")
    assert [row[at].value for row in items.iter_rows(min_row=3)] == ["Decided", "Decided", "Decided", "Unsure"]


def test_an_export_with_sheets_of_the_force_s_own_is_edited_and_says_what_is_stale(
    store: Store, settings: Settings, tmp_path: Path, ids: list[str]
) -> None:
    target = tmp_path / "export.xlsx"
    export_plan(store, target, settings, WHO, as_of=AS_OF)
    book = opened(target)
    book.create_sheet("Our notes")["A1"] = "Keep me"
    book.save(target)
    take_plan(store, target, settings, WHO)
    store.decisions.decide(ids[3], NewAction(Action("", WORDS[3], owner="Supt New")), WHO)
    done = export_plan(store, target, settings, WHO, as_of=AS_OF)
    assert len(done.appended) == 1 and "export to a new file" in done.issues[-1].message
    assert opened(target)["Our notes"]["A1"].value == "Keep me"


def test_exporting_elsewhere_does_not_make_the_tracker_look_changed(
    store: Store, settings: Settings, tracker: Path, tmp_path: Path, ids: list[str]
) -> None:
    export_plan(store, tmp_path / "other.xlsx", settings, WHO)
    assert export_plan(store, tracker, settings, WHO).appended


def test_a_row_that_the_force_deleted_is_not_written_back(
    store: Store, settings: Settings, tracker: Path, ids: list[str]
) -> None:
    export_plan(store, tracker, settings, WHO)
    take_plan(store, tracker, settings, WHO)
    book = opened(tracker)
    book["Plan"].delete_rows(7)
    book.save(tracker)
    take_plan(store, tracker, settings, WHO)
    assert export_plan(store, tracker, settings, WHO).appended == ()


@pytest.mark.parametrize("name", ["plan.csv", "plan.json"])
def test_text_formats_and_files_that_are_there(
    store: Store, settings: Settings, tmp_path: Path, ids: list[str], name: str
) -> None:
    target = tmp_path / name
    export_plan(store, target, settings, WHO, as_of=AS_OF)
    before = target.read_bytes()
    assert b"for my eyes only" not in before
    with pytest.raises(CannotExport, match="--replace"):
        export_plan(store, target, settings, WHO, as_of=AS_OF)
    assert export_plan(store, target, settings, WHO, as_of=AS_OF, replace_file=True).is_unchanged
    later = export_plan(
        store, target, replace(settings, marking="OFFICIAL-SENSITIVE"), WHO, as_of=AS_OF, replace_file=True
    )
    assert (later.backup is not None) == (name == "plan.json")


@pytest.mark.parametrize(
    ("name", "words"), [("plan.pdf", "cannot be written as .pdf"), ("none/plan.csv", "does not exist")]
)
def test_targets_that_cannot_be(store: Store, settings: Settings, tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(CannotExport, match=words):
        export_plan(store, tmp_path / name, settings, WHO)


def test_papers_for_stored_reports(store: Store, settings: Settings, tmp_path: Path, ids: list[str]) -> None:
    store.decisions.decide(ids[0], Respond("accepted", "We agree."), WHO)
    write_board_paper(store, tmp_path / "board.docx", settings, "R1", as_of=AS_OF)
    write_board_paper(store, tmp_path / "plan.docx", settings, None, as_of=AS_OF)
    write_section55(store, tmp_path / "s55.docx", settings, "R1", as_of=AS_OF)
    board = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "board.docx")).paragraphs)
    assert "4 recommendations: 3 for the force, 1 for partners." in board
    answers = [paragraph.text for paragraph in Document(str(tmp_path / "s55.docx")).paragraphs]
    assert "We agree." in answers and "Accepted." in answers
    with pytest.raises(CannotExport, match=r"written as \.docx"):
        write_section55(store, tmp_path / "s55.pdf", settings, "R1")
    with pytest.raises(NotInStore):
        write_board_paper(store, tmp_path / "x.docx", settings, "R9")


def test_an_imported_export_keeps_the_ids(store: Store, settings: Settings, tmp_path: Path, ids: list[str]) -> None:
    target = tmp_path / "export.xlsx"
    store.decisions.decide(ids[3], Accept({"T-009": Relation.COVERED}), WHO)
    export_plan(store, target, settings, WHO)
    refs = {action.ref for action in store.plan.actions()}
    assert {action.ref for action in import_tracker(target).actions} == refs


def status_and_progress(tracker: Path, ref: str) -> tuple[str, str]:
    found = next(action for action in import_tracker(tracker).actions if action.ref == ref)
    return found.status_text, found.progress


def test_the_row_of_an_action_taken_back_after_its_export_is_marked_and_kept(
    store: Store, settings: Settings, tracker: Path, ids: list[str]
) -> None:
    store.decisions.decide(ids[3], NewAction(Action("", WORDS[3], owner="Supt New", status=NOT_STARTED)), WHO)
    *_, ref = export_plan(store, tracker, settings, WHO, as_of=AS_OF).appended
    store.decisions.undo(WHO)
    done = export_plan(store, tracker, settings, WHO, as_of=AS_OF)
    assert [issue.message for issue in done.issues] == [
        f"{ref} was taken back since it was exported: its row stays and is marked No action needed."
    ]
    assert status_and_progress(tracker, ref) == (
        "No action needed",
        "Taken back: no action is needed under this reference (31 March 2026).",
    )
    again = export_plan(store, tracker, settings, WHO, as_of=AS_OF)
    assert again.is_unchanged and not again.issues
    update = take_plan(store, tracker, settings, WHO)
    assert not update.change.withdrawn
    assert store.plan.action(ref).status is ActionStatus.NO_ACTION


def test_a_row_taken_back_that_somebody_works_on_is_left_alone(
    store: Store, settings: Settings, tracker: Path, ids: list[str]
) -> None:
    store.decisions.decide(ids[3], NewAction(Action("", WORDS[3], status=NOT_STARTED)), WHO)
    *_, ref = export_plan(store, tracker, settings, WHO, as_of=AS_OF).appended
    store.decisions.undo(WHO)
    book = opened(tracker)
    sheet = book["Plan"]
    sheet.cell(sheet.max_row, 7).value = "In progress"
    book.save(tracker)
    store.plan.note_export(tracker.name, sha256_of(tracker.read_bytes()), WHO)
    before = tracker.read_bytes()
    done = export_plan(store, tracker, settings, WHO, as_of=AS_OF)
    assert [issue.message for issue in done.issues] == [
        f"{ref} was taken back since it was exported; its row says In progress, so it was left as it is."
    ]
    assert tracker.read_bytes() == before
    assert take_plan(store, tracker, settings, WHO).change.withdrawn == ()
    assert store.plan.action(ref).status is ActionStatus.IN_PROGRESS


def test_an_import_does_not_bring_back_what_was_taken_back(
    store: Store, settings: Settings, tracker: Path, ids: list[str]
) -> None:
    store.decisions.decide(ids[3], NewAction(Action("", WORDS[3], status=NOT_STARTED)), WHO)
    *_, ref = export_plan(store, tracker, settings, WHO, as_of=AS_OF).appended
    store.decisions.undo(WHO)
    assert take_plan(store, tracker, settings, WHO).change.withdrawn == (ref,)
    assert ref not in {action.ref for action in store.plan.actions()}
    export_plan(store, tracker, settings, WHO, as_of=AS_OF)
    assert status_and_progress(tracker, ref)[0] == "No action needed"


def test_an_action_taken_back_that_came_back_with_the_tracker_needs_no_action(
    store: Store, settings: Settings, tracker: Path, ids: list[str]
) -> None:
    store.decisions.decide(ids[3], NewAction(Action("", WORDS[3], status=NOT_STARTED)), WHO)
    *_, ref = export_plan(store, tracker, settings, WHO, as_of=AS_OF).appended
    take_plan(store, tracker, settings, WHO)
    store.decisions.undo(WHO)
    assert store.plan.action(ref).status is ActionStatus.NO_ACTION
    export_plan(store, tracker, settings, WHO, as_of=AS_OF)
    assert status_and_progress(tracker, ref)[0] == "No action needed"
    assert export_plan(store, tracker, settings, WHO, as_of=AS_OF).is_unchanged
