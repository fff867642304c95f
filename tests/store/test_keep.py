"""The commands that look after the store, and ingest saving into it, as their user sees them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from extractor.artifacts import data_folder
from extractor.config import Settings
from extractor.domain import Action, Relation, RelevanceLabel
from extractor.errors import BadBackup, EmptyFile, IsDirectory, NoStore, NotInStore, StoreExists
from extractor.store.changes import Accept, LinkAction, NewAction
from extractor.store.database import FILE_NAME
from extractor.store.repository import open_store
from tests.running import run_extractor
from tests.store.samples import arrival, linked, numbered, pdf, plan

REPORTS = data_folder("corpus") / "reports"
FIRST, REISSUED = REPORTS / "06-peel-exampleshire.pdf", REPORTS / "09-peel-exampleshire-reissued.pdf"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")  # so that no cell of a table is folded
    return tmp_path


@pytest.fixture
def full(here: Path) -> Path:
    """A working folder whose store holds one report of four items, one of them decided on."""
    with open_store(Settings(path=here / "extractor.toml")) as store:
        store.plan.save(plan("X1"), "jo")
        store.reports.save(linked(arrival("first", numbered()), "X1"), pdf("first"), "jo")
        store.decisions.decide("R1-1", Accept(), "jo")
    return here


def test_ingest_saves_and_says_what_is_new_and_what_comes_next(here: Path) -> None:
    first = run_extractor("ingest", str(FIRST))
    assert (first.code, "saved as R1 with 23 new items." in first.err, "extractor review" in first.err) == (
        0,
        True,
        True,
    )
    again = run_extractor("ingest", str(FIRST), "--json")
    assert "nothing has changed, it is version 1 of R1." in again.err
    assert json.loads(again.out)["report"]["version"] == 1
    reissued = run_extractor("ingest", str(REISSUED), "--json")
    assert "saved as version 2 of R1." in reissued.err
    assert "1 added, 0 removed" in reissued.err
    assert "grade of Managing offenders and suspects: Adequate -> Requires improvement" in reissued.err
    value = json.loads(reissued.out)
    assert value["report"]["version"] == 2
    assert {item["id"].split("-")[0] for item in value["recommendations"]} == {"R1"}


def test_a_dry_run_and_a_bad_file_leave_no_store_behind(here: Path) -> None:
    assert run_extractor("ingest", str(FIRST), "--dry-run").code == 0
    (here / "empty.pdf").write_bytes(b"")
    assert run_extractor("ingest", "empty.pdf").code == EmptyFile.exit_code
    assert not (here / FILE_NAME).exists()


def test_status_counts_what_is_there(full: Path) -> None:
    shown = run_extractor("status")
    assert shown.code == 0
    figures = {line.split("│")[1].strip(): line.split("│")[2].strip() for line in shown.out.splitlines() if "│" in line}
    assert (figures["reports"], figures["items"], figures["left"], figures["decided"]) == ("1", "4", "3", "1")
    assert figures["for the force"] == "4"


def test_history_says_who_decided_what_and_what_had_been_suggested(full: Path) -> None:
    with open_store(Settings(path=full / "extractor.toml")) as store:
        store.decisions.decide("R1-2", LinkAction("X1", Relation.COVERED), "al", note="as agreed")
        store.decisions.undo("al")
        store.reports.edit(1, {"title": "Another"}, "mo")
        store.users.add("al", "hash", "jo")
        store.decisions.decide("R1-3", NewAction(Action("", "Do it.")), "mo")
    shown = run_extractor("history").out
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in shown.splitlines() if line.startswith("│")]
    assert [row[2:5] for row in cells[:5]] == [
        ["jo", "R1-1", "accept, For the force"],
        ["al", "R1-2", "link, For the force, X1 covered"],
        ["al", "R1-2", "undo of 2, For the force, X1 covered"],
        ["mo", "R1", "edit report, title"],
        ["mo", "R1-3", "new action, For the force, A-0001 new action needed"],
    ]
    assert cells[1][5:] == ["For the force, X1 covered 0.80", "as agreed"]
    assert cells[5][1:] == ["jo", "add user", "al"]
    assert "jo" not in run_extractor("history", "R1-2").out
    assert "mo" in run_extractor("history", "R1").out


def test_suggesting_anew_leaves_decisions_as_they_are(full: Path) -> None:
    (full / "extractor.toml").write_text('[force]\nname = "Exampleshire Police"\n', encoding="utf-8")
    with open_store(Settings(path=full / "extractor.toml")) as store:
        before = store.items.page("R1-1").standing
    assert run_extractor("suggest").code == 0
    with open_store(Settings(path=full / "extractor.toml")) as store:
        page = store.items.page("R1-4")
        assert page.relevance.label is not RelevanceLabel.FOR_FORCE
        assert page.themes != ()
        assert store.items.page("R1-1").standing == before


def test_backup_and_restore(full: Path) -> None:
    made = run_extractor("backup", "kept/b.db")
    assert (made.code, made.out.strip()) == (0, str(Path("kept/b.db")))
    assert run_extractor("backup", "kept/b.db").code == StoreExists.exit_code
    assert run_extractor("restore", "kept/b.db").code == StoreExists.exit_code
    assert run_extractor("delete", "R1", "--yes").code == 0
    restored = run_extractor("restore", "kept/b.db", "--force")
    assert (restored.code, "What the store held before is in" in restored.err) == (0, True)
    assert "R1" in run_extractor("status").out
    (full / "b.db").write_text("nothing", encoding="utf-8")
    assert run_extractor("restore", "b.db", "--force").code == BadBackup.exit_code


def test_a_backup_is_named_after_the_moment(full: Path) -> None:
    made = run_extractor("backup")
    assert Path(made.out.strip()).name.startswith("extractor-backup-")
    assert Path(made.out.strip()).parent == full


def test_delete_asks_first(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    declined = run_extractor("delete", "R1")
    assert (declined.code, "Nothing was deleted." in declined.err) == (0, True)
    assert "R1" in run_extractor("status").out
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert run_extractor("delete", "first.pdf").code == 0
    assert run_extractor("delete", "R1").code == NotInStore.exit_code


@pytest.mark.parametrize("command", [["status"], ["backup"], ["delete", "R1", "--yes"]])
def test_without_a_store_each_command_says_so_and_makes_none(here: Path, command: list[str]) -> None:
    outcome = run_extractor(*command)
    assert (outcome.code, "There is no store" in outcome.err) == (NoStore.exit_code, True)
    assert not (here / FILE_NAME).exists()


def test_a_saved_file_can_be_read_anew(here: Path) -> None:
    assert run_extractor("ingest", str(FIRST)).code == 0
    again = run_extractor("ingest", str(FIRST), "--again")
    assert (again.code, "saved as version 2 of R1." in again.err) == (0, True)
    assert "0 added, 0 removed, 0 reworded, 24 unchanged; grades changed: 0." in again.err


def test_status_names_the_responses_that_are_due(full: Path) -> None:
    def due_on(day: str) -> str:
        (full / "extractor.toml").write_text(f"[plan]\nas_of = {day}\n", encoding="utf-8")
        return run_extractor("status").out.split("Responses due by law")[1]

    assert "R1" in due_on("2025-05-08") and "2025-05-09" in due_on("2025-05-08")
    assert "overdue" not in due_on("2025-05-09")
    assert "2025-05-09, overdue" in due_on("2025-09-06")
    assert "none" in due_on("2025-09-07"), "what was due four months ago is history"


@pytest.mark.parametrize("subject", ["R77", "R1-99", "nonsense"])
def test_the_history_of_what_is_not_there_is_refused(full: Path, subject: str) -> None:
    assert run_extractor("history", subject).code == NotInStore.exit_code


def test_the_history_of_what_was_deleted_is_kept(full: Path) -> None:
    assert run_extractor("history", "R1-2").out.strip() == "Decisions: none"
    assert run_extractor("delete", "R1", "--yes").code == 0
    assert "accept" in run_extractor("history", "R1-1").out


def test_a_tracker_that_cannot_be_read_leaves_no_store_behind(here: Path) -> None:
    (here / "empty.xlsx").write_bytes(b"")
    assert run_extractor("plan", "import", "empty.xlsx").code == EmptyFile.exit_code
    assert not (here / FILE_NAME).exists()


def test_a_folder_is_no_backup(full: Path) -> None:
    (full / "folder").mkdir()
    assert run_extractor("restore", "folder").code == IsDirectory.exit_code
