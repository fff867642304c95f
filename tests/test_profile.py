"""The first extractor.toml: written for a force, readable by the program, never over another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.artifacts import data_folder
from extractor.cli import app
from extractor.config import load_settings
from extractor.domain import Report, ReportType
from extractor.errors import BadConfig, ConfigExists
from extractor.find.forces import choosable_forces, find_force, load_forces
from extractor.profile import force_names, profile_of_force, write_profile
from extractor.statutory import response_due, response_rule

NOT_INSPECTORATE = {
    ReportType.PUBLIC_INQUIRY,
    ReportType.INDEPENDENT_REVIEW,
    ReportType.STATE_OF_POLICING,
    ReportType.FIRE_AND_RESCUE,
    ReportType.LOCAL_AUTHORITY_INSPECTION,
    ReportType.GOVERNMENT_RESPONSE,
    ReportType.OTHER,
}


def test_the_list_has_every_force_of_england_and_wales_and_four_more() -> None:
    kinds = [force.kind for force in choosable_forces()]
    assert (kinds.count("territorial"), kinds.count("special"), kinds.count("sample")) == (43, 4, 1)


@pytest.mark.parametrize("name", [force.name for force in choosable_forces()])
def test_every_force_gets_a_file_that_reads_back(name: str, tmp_path: Path) -> None:
    settings = load_settings(write_profile(name, tmp_path))
    assert settings.force == profile_of_force(name)
    assert settings.force is not None and settings.force.name == name


def test_without_a_force_the_file_has_none(tmp_path: Path) -> None:
    assert load_settings(write_profile(None, tmp_path)).force is None


def test_a_file_that_is_there_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "extractor.toml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigExists):
        write_profile("Kent Police", tmp_path)
    assert path.read_text(encoding="utf-8") == "mine"
    write_profile("Kent Police", tmp_path, replace=True)
    assert load_settings(path).force is not None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("kent", "Kent Police"),
        ("Thames Vally Police", "Thames Valley Police"),
        ("the met", "Metropolitan Police Service"),
        ("Hampshire Constabulary", "Hampshire and Isle of Wight Constabulary"),
        ("Hampshire & Isle of Wight", "Hampshire and Isle of Wight Constabulary"),
        ("PSNI", "Police Service of Northern Ireland"),
        ("Heddlu Gwent", "Gwent Police"),
        ("Gotham City Police", None),
        ("West", None),
        ("Police", None),
        ("", None),
    ],
)
def test_a_force_is_found_by_nearly_its_name(written: str, name: str | None) -> None:
    found = find_force(written)
    assert (found.name if found else None) == name


def test_names_and_areas_belong_to_one_force_only() -> None:
    names = {(name.casefold(), force.name) for force in load_forces() for name in force.names}
    areas = [area.casefold() for force in load_forces() for area in force.areas]
    assert len({name for name, _ in names}) == len(names)
    assert len(set(areas)) == len(areas)


def test_init_asks_nothing_without_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["init", "--force", "kent"], input="")
    assert result.exit_code == 0
    assert load_settings().force == profile_of_force("Kent Police")


def test_init_asks_at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("extractor.cli.begin.is_asked", lambda: True)
    result = CliRunner().invoke(app, ["init"], input="West Midlands\n")
    assert result.exit_code == 0
    assert load_settings().force == profile_of_force("West Midlands Police")
    offered = [name for name in force_names() if name in result.output]
    assert offered == force_names() and len(offered) == 47


def test_an_unknown_force_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="Gotham"):
        write_profile("Gotham", tmp_path)
    assert list(tmp_path.iterdir()) == []


def report(kind: ReportType, published: date | None = date(2026, 12, 31)) -> Report:
    return Report("0" * 64, "r.pdf", "A report", None, kind, published)


@pytest.mark.parametrize("kind", ReportType)
def test_each_type_of_report_has_its_rule_or_none(kind: ReportType) -> None:
    assert (response_rule(report(kind)) is None) == (kind in NOT_INSPECTORATE)


def test_the_response_to_an_inspectorate_report_is_due_56_days_on() -> None:
    assert response_due(report(ReportType.PEEL)) == date(2027, 2, 25)
    assert response_due(report(ReportType.PEEL, None)) is None


def test_a_committee_waits_for_the_government_and_not_for_the_force() -> None:
    rule = response_rule(report(ReportType.SELECT_COMMITTEE))
    assert rule is not None and rule.due(date(2026, 12, 31)) == date(2027, 2, 28)
    assert response_due(report(ReportType.SELECT_COMMITTEE)) is None


def test_the_bundled_profile_is_what_init_writes_for_the_sample_force(tmp_path: Path) -> None:
    bundled = data_folder("corpus") / "profile" / "extractor.toml"
    written = write_profile("Exampleshire Police", tmp_path)
    assert bundled.read_text(encoding="utf-8") == written.read_text(encoding="utf-8")


def test_a_folder_that_takes_no_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "extractor.toml").mkdir()
    with pytest.raises(BadConfig, match="cannot be written"):
        write_profile("Kent Police", tmp_path, replace=True)
