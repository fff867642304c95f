"""The command line's promises: help, versions, exit codes, JSON Lines, several files of which one fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from jsonschema import Draft202012Validator

import extractor
from extractor import errors, report_json
from extractor.cli import app
from extractor.cli.app import Session
from extractor.domain import Document
from extractor.errors import INTERRUPTED, SOME_FAILED, BadConfig, CannotExport, ExtractorError, MissingFile, NotAPdf
from tests.pdf_factory import report_pdf
from tests.running import run_extractor

ROOT = Path(extractor.__file__).parent.parent


def commands(group: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command by the words that call it."""
    for name, command in getattr(group, "commands", {}).items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield *path, name


COMMANDS = sorted(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_and_a_place_in_the_readme(words: tuple[str, ...]) -> None:
    outcome = run_extractor(*words, "--help")
    assert outcome.code == 0
    assert "Usage" in outcome.out
    assert len(outcome.out.splitlines()) > 6
    assert f"extractor {' '.join(words)}" in (ROOT / "README.md").read_text(encoding="utf-8")


def error_classes(top: type[ExtractorError] = ExtractorError) -> Iterator[type[ExtractorError]]:
    """The whole tree."""
    yield top
    for child in top.__subclasses__():
        yield from error_classes(child)


def test_exit_codes_are_distinct_and_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = [each for each in error_classes() if each.__module__ == errors.__name__ and each.exit_code != 1]
    codes = [each.exit_code for each in named]
    assert len(set(codes)) == len(codes)
    assert [code for code in (0, 1, 2, SOME_FAILED, *codes) if f"| {code} |" not in readme] == []


@pytest.mark.parametrize(
    "error", [each for each in error_classes() if each.__module__ == errors.__name__], ids=lambda error: error.__name__
)
def test_every_error_says_what_to_do_next(error: type[ExtractorError]) -> None:
    sentence = str(error("This happened."))
    assert sentence.startswith("This happened. ")
    assert error.remedy.endswith(".")


def test_version() -> None:
    assert run_extractor("--version").out == f"extractor {extractor.__version__}\n"


def test_without_a_command_help_is_printed() -> None:
    outcome = run_extractor()
    assert outcome.code == 2
    assert "Usage" in outcome.out + outcome.err


def test_a_wrong_option_is_wrong_usage() -> None:
    assert run_extractor("ingest", "--jsn", "x.pdf").code == 2


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A good report and one that is no PDF."""
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(report_pdf(4))
    bad.write_bytes(b"not a PDF")
    return good, bad


def test_json_lines_keep_to_the_published_schema(files: tuple[Path, Path]) -> None:
    outcome = run_extractor("ingest", "--dry-run", "--json", str(files[0]))
    assert outcome.code == 0
    (line,) = outcome.out.splitlines()
    value = json.loads(line)
    Draft202012Validator(report_json.json_schema()).validate(value)
    assert [item["printed_number"] for item in value["recommendations"]] == ["1", "2", "3"]
    assert [item["pages"] for item in value["recommendations"]] == [[2], [3], [4]]
    assert value["recommendations"][0]["text"].startswith("Within 2 months, the force should answer emergency calls")
    assert value["report"]["publication_date"] == "2025-03-14"
    assert value["counts"]["all"] == 3


def test_one_failure_does_not_stop_the_rest(files: tuple[Path, Path]) -> None:
    good, bad = files
    outcome = run_extractor("ingest", "--dry-run", "--json", str(bad), str(good))
    assert outcome.code == SOME_FAILED
    failure, report = map(json.loads, outcome.out.splitlines())
    assert failure == {"file": str(bad), "error": str(NotAPdf(f"{bad} is not a PDF.")), "code": NotAPdf.exit_code}
    assert report["report"]["file"] == good.name
    assert NotAPdf.remedy in outcome.err


def test_when_nothing_succeeds_the_first_failure_gives_the_code(files: tuple[Path, Path], tmp_path: Path) -> None:
    outcome = run_extractor("ingest", "--dry-run", str(tmp_path / "none.pdf"), str(files[1]))
    assert outcome.code == MissingFile.exit_code


def test_a_defect_met_in_one_file_does_not_lose_the_others(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor import pipeline

    other = tmp_path / "other.pdf"
    other.write_bytes(report_pdf(3))
    whole = pipeline.find_recommendations

    def trip(document: Document) -> object:
        if document.report.file == "good.pdf":
            raise ValueError(len(document.text))
        return whole(document)

    monkeypatch.setattr(pipeline, "find_recommendations", trip)
    outcome = run_extractor("ingest", "--dry-run", "--json", str(files[0]), str(other))
    assert outcome.code == SOME_FAILED
    assert [json.loads(line).get("code") for line in outcome.out.splitlines()] == [1, None]
    assert "Traceback" in outcome.err
    assert "emergency calls" not in outcome.err  # where it happened, and none of the values


def test_the_table_is_for_people(files: tuple[Path, Path]) -> None:
    outcome = run_extractor("ingest", "--dry-run", str(files[0]))
    assert outcome.code == 0
    assert "3 items: 3 recommendations" in outcome.out
    assert "emergency calls at station 2" in " ".join(outcome.out.replace("│", " ").split())
    assert "\x1b[" not in outcome.out + outcome.err  # no colours and no bar where nobody looks


def test_show_prints_each_block_with_its_evidence(files: tuple[Path, Path]) -> None:
    outcome = run_extractor("show", str(files[0]))
    assert outcome.code == 0
    assert "paragraph" in outcome.out
    assert "Recommendation 2" in outcome.out


def test_a_settings_file_that_is_wrong_is_one_sentence(files: tuple[Path, Path], tmp_path: Path) -> None:
    settings = tmp_path / "own.toml"
    settings.write_text("[forces]\n", encoding="utf-8")
    outcome = run_extractor("--config", str(settings), "ingest", "--dry-run", str(files[0]))
    assert outcome.code == BadConfig.exit_code
    assert outcome.err.count("\n") == 1
    with pytest.raises(BadConfig):
        _ = Session(config=settings).settings


def test_completion_can_be_installed() -> None:
    names = {parameter.name for parameter in typer.main.get_command(app).params}
    assert {"install_completion", "show_completion"} <= names


def test_ctrl_c_ends_in_a_sentence_and_its_own_code(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor import pipeline

    def press(document: Document) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "find_recommendations", press)
    outcome = run_extractor("ingest", "--dry-run", str(files[0]))
    assert outcome.code == INTERRUPTED
    assert outcome.err == "extractor: Stopped. What had been saved stays saved, and nothing is half done.\n"


def test_a_demonstration_where_no_folder_can_be_is_one_sentence(files: tuple[Path, Path]) -> None:
    outcome = run_extractor("demo", "--out", str(files[0]))
    assert (outcome.code, outcome.err.count("\n")) == (CannotExport.exit_code, 1)
