from __future__ import annotations

from extractor.classify.programme import themes_in_programme
from extractor.domain import Theme

FOUND = (Theme("managing_offenders", 0.9), Theme("protecting_vulnerable_people", 0.6))


def labels(programme: str, text: str = "Visit offenders.") -> list[str]:
    return [theme.label for theme in themes_in_programme(FOUND, programme, text)]


def test_the_later_programmes_ask_the_models_own_areas():
    assert labels("2023-25") == labels("2025-27") == ["managing_offenders", "protecting_vulnerable_people"]


def test_an_area_the_programme_did_not_have_becomes_its_nearest_once():
    (theme,) = themes_in_programme(FOUND, "PEEL 2018/19", "Visit offenders.")
    assert (theme.label, theme.probability) == ("protecting_vulnerable_people", 0.9)


def test_an_area_the_programme_added_is_found_by_its_words():
    assert labels("2018/19", "Train authorised firearms officers.")[-1] == "armed_policing"
    assert labels("2021/22", "Follow the victims’ code.")[-1] == "supporting_victims"
    assert "supporting_victims" not in labels("2023-25", "Follow the victims’ code.")
