"""plan import, export, board-paper and section55 as their user sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.plan.trackers import rich_tracker, saved, simple_tracker
from tests.running import Outcome, run_extractor


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with a force of its own; tables are wide enough for their words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "extractor.toml").write_text('[force]\nname = "Exampleshire Police"\n', encoding="utf-8")
    return tmp_path


def ran(*words: str) -> Outcome:
    outcome = run_extractor(*words)
    assert outcome.code == 0, outcome.err
    return outcome


def test_a_dry_run_shows_what_was_understood_and_leaves_no_store(folder: Path) -> None:
    path = saved(folder, rich_tracker())
    outcome = ran("plan", "import", str(path), "--dry-run")
    for words in (
        "Plan (headings in row 3)",
        "Recomendation / AFI",
        "text",
        "kept as it is",
        "Cost code",
        "Closed (HMICFRS)",
    ):
        assert words in outcome.out, words
    assert "Nothing was saved." in outcome.err
    assert sorted(found.name for found in folder.iterdir()) == ["extractor.toml", "tracker.xlsx"]


def test_from_a_tracker_to_workbook_and_paper(folder: Path) -> None:
    ran("plan", "import", str(saved(folder, rich_tracker())))
    assert "already says everything" in ran("export", "tracker.xlsx").err
    assert ran("export", "plan.json", "--as-of", "2026-03-31").out.strip() == "plan.json"
    whole = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert (whole["as_of"], whole["counts"]["actions"]["all"]) == ("2026-03-31", 3)
    assert ran("board-paper", "paper.docx", "--since", "2026-01-01").out.strip() == "paper.docx"
    again = run_extractor("export", "plan.json")
    assert again.code == 49 and "--replace" in again.err
    assert "beside it" in ran("export", "plan.json", "--replace", "--as-of", "2026-04-01").err


def test_an_edited_tracker_shows_its_changes_before_they_are_taken(folder: Path) -> None:
    headings = ("Ref", "Recommendation", "Owner", "Status")
    ran(
        "plan",
        "import",
        str(saved(folder, simple_tracker(headings, [("A1", "Act.", "DI", "Open"), ("A2", "Do.", "", "Open")]))),
    )
    path = saved(folder, simple_tracker(headings, [("A1", "Act.", "DCI", "Open"), ("A3", "New.", "", "Open")]))
    out = ran("plan", "import", str(path), "--dry-run").out
    rows = {line.split("│")[1].strip(): line.split("│")[2].strip() for line in out.splitlines() if line.count("│") == 3}
    assert (rows["added"], rows["changed"], rows["unchanged"], rows["missing from the tracker (kept)"]) == (
        "1",
        "1",
        "0",
        "1",
    )
    assert "DCI" in out and "Business lead" in out


def test_a_bad_row_is_told_and_the_rest_is_taken_in(folder: Path) -> None:
    rows = [("A1", "Act.", "DI", "Wobbly"), ("", "", "DI", "Open")]
    outcome = ran(
        "plan", "import", str(saved(folder, simple_tracker(("Ref", "Recommendation", "Owner", "Status"), rows)))
    )
    assert "row 2 has the status 'Wobbly'" in outcome.err and "row 3 has neither" in outcome.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("plan", "import", "none.xlsx"), 10),
        (("plan", "import", "extractor.toml"), 40),
        (("export", "plan.xlsx"), 50),
        (("section55", "R1", "x.docx"), 50),
    ],
)
def test_errors_are_a_sentence_and_a_code(folder: Path, words: tuple[str, ...], code: int) -> None:
    outcome = run_extractor(*words)
    assert outcome.code == code and outcome.err.startswith("extractor: ") and "Traceback" not in outcome.err
