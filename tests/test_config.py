"""What extractor.toml can say about new actions and the day, and what it must not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractor.config import load_settings
from extractor.domain import Allocation
from extractor.errors import BadConfig
from extractor.profile import write_profile

OWNERS = """
[owners]
investigating_crime = "Head of Crime"
managing_offenders = { owner = "DCI Visor", department = "Public Protection", sro = "ACC" }
"Rural crime" = { department = "Rural" }
default = { owner = "Chief of Staff", governance_board = "Improvement Board" }
"""


def settings_of(folder: Path, text: str):
    path = folder / "extractor.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


@pytest.mark.parametrize(
    ("themes", "expected"),
    [
        (["investigating_crime"], Allocation("Head of Crime", governance_board="Improvement Board")),
        (
            ["managing_offenders", "investigating_crime"],
            Allocation("DCI Visor", "Public Protection", "ACC", "Improvement Board"),
        ),
        (["rural_crime"], Allocation("Chief of Staff", "Rural", "", "Improvement Board")),
        (["Rural crime"], Allocation("Chief of Staff", "Rural", "", "Improvement Board")),
        (["preventing_crime"], Allocation("Chief of Staff", governance_board="Improvement Board")),
        ([], Allocation("Chief of Staff", governance_board="Improvement Board")),
    ],
)
def test_a_new_action_goes_to_whom_the_first_listed_theme_names(
    themes: list[str], expected: Allocation, tmp_path: Path
) -> None:
    assert settings_of(tmp_path, OWNERS).allocation(themes) == expected


def test_the_people_named_are_owners_and_senior_owners(tmp_path: Path) -> None:
    assert settings_of(tmp_path, OWNERS).people == ("Head of Crime", "DCI Visor", "ACC", "Chief of Staff")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[owners]\nleadership = { boss = "DCC" }', "unknown key boss"),
        ("[owners]\nleadership = { owner = 4 }", "owner must be str"),
        ("[owners]\nleadership = 4", "must be text or a table"),
        ('owners = "DCC"', "an owner, or a table, for each theme"),
        ('[plan]\nas_of = "soon"', "as_of must be date"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=said):
        settings_of(tmp_path, text)


def test_the_day_is_that_of_the_file_or_today(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "[plan]\nas_of = 2026-03-31").day == date(2026, 3, 31)
    assert settings_of(tmp_path, "").day == date.today()


def test_a_profile_is_written_with_owners_and_a_day(tmp_path: Path) -> None:
    given = {"managing_offenders": Allocation("DCI Visor", sro='The "ACC"')}
    settings = load_settings(write_profile(None, tmp_path, owners=given, as_of=date(2026, 3, 31)))
    assert settings.owners == given and settings.day == date(2026, 3, 31)
    assert load_settings(write_profile(None, tmp_path, replace=True)).owners == {}
