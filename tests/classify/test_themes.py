from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.artifacts import load_list
from extractor.classify.cue_words import cue_counts, cue_shares
from extractor.classify.features import stem, theme_features, words_of
from extractor.classify.linear import LinearModel
from extractor.classify.scale import RisingScale
from extractor.classify.themes import (
    Chances,
    ThemeModel,
    ThemePlace,
    Views,
    judge_themes,
    lean_on_report,
    place_of,
    themes_above,
)
from extractor.domain import ReportType
from tests.factories import recommendation, report

ALL_THEMES = {
    "recording_data_about_crime",
    "police_powers_and_public_treatment",
    "preventing_crime",
    "responding_to_the_public",
    "investigating_crime",
    "protecting_vulnerable_people",
    "managing_offenders",
    "developing_a_positive_workplace",
    "leadership_and_force_management",
    "vetting_and_counter_corruption",
    "disrupting_serious_organised_crime",
}
NOWHERE = ThemePlace("", False, {})


def test_every_theme_has_cues():
    assert set(load_list("theme_cues")) == ALL_THEMES


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Record all crimes within a day.", "recording_data_about_crime"),
        ("Film every stop and search.", "police_powers_and_public_treatment"),
        ("Give neighbourhood officers time for problem-solving.", "preventing_crime"),
        ("Answer 999 calls sooner.", "responding_to_the_public"),
        ("Give detectives smaller caseloads of fraud investigations.", "investigating_crime"),
        ("Ask about children at domestic abuse incidents.", "protecting_vulnerable_people"),
        ("Visit registered sex offenders unannounced.", "managing_offenders"),
        ("Look after the wellbeing of the workforce.", "developing_a_positive_workplace"),
        ("Publish the financial plan and the estate strategy.", "leadership_and_force_management"),
        ("Renew vetting before clearance lapses.", "vetting_and_counter_corruption"),
        ("Map every organised crime group.", "disrupting_serious_organised_crime"),
    ],
)
def test_cues_alone_name_the_plain_cases(text, theme):
    (themes,) = judge_themes([recommendation(text)], NOWHERE, None)
    assert themes[0].label == theme
    assert 0 < themes[0].probability < 1


def test_a_cue_is_a_whole_word():
    assert "vetting_and_counter_corruption" not in cue_counts("The vettingest of days")


def test_the_forces_own_themes_are_found_by_their_words():
    own = {"Operation Kestrel": ("night-time economy",), "Custody estate": ()}
    (themes,) = judge_themes([recommendation("Police the night-time economy.")], NOWHERE, None, own)
    assert themes[-1].label == "Operation Kestrel"
    assert "Custody estate" not in {theme.label for theme in themes}


def model(weights: dict[str, tuple[float, float]], letters: dict[str, tuple[float, float]] | None = None) -> ThemeModel:
    """Two labels: ``weights`` for both views of the words, ``letters`` for the view of their letters."""
    nothing = np.full(2, -3.0, dtype=np.float32)
    letters = letters or {"c:lock": (0.0, 0.0)}
    views = Views(
        linear(weights, nothing, is_exclusive=False),
        linear(weights, nothing * 0, is_exclusive=True),
        linear(letters, nothing, is_exclusive=False),
        linear(letters, nothing * 0, is_exclusive=True),
    )
    scale = RisingScale((1.0, 0.0, 0.0, 0.0, 0.0, 0.0), (-5.0, 5.0), (0.1, 0.9))
    return ThemeModel(views, scale, 0.4, 0.2, "themes@1")


def linear(weights: dict[str, tuple[float, float]], intercepts: np.ndarray, is_exclusive: bool) -> LinearModel:
    features = {name: place for place, name in enumerate(weights)}
    table = np.array(list(weights.values()), dtype=np.float32)
    labels = ("managing_offenders", "preventing_crime")
    return LinearModel(labels, features, table, intercepts, is_exclusive)


def test_themes_above_the_threshold_stand_main_one_first():
    both = model({"w:lock": (4.0, 6.0)})
    (themes,) = judge_themes([recommendation("Locks.")], NOWHERE, both)
    assert [theme.label for theme in themes] == ["preventing_crime", "managing_offenders"]
    assert themes[0].model == "themes@1"


@pytest.mark.parametrize(
    ("letters", "first"), [({"c:pick": (0.0, 6.0)}, "preventing_crime"), (None, "managing_offenders")]
)
def test_a_word_that_training_never_saw_is_known_by_its_letters(letters, first):
    trained = model({"w:lock": (4.0, 4.0)}, letters)
    (themes,) = judge_themes([recommendation("Locks and lockpicking.")], NOWHERE, trained)
    assert themes[0].label == first


def test_nothing_likely_gives_no_theme():
    assert judge_themes([recommendation("Zebras.")], NOWHERE, model({"w:lock": (4.0, 6.0)})) == [()]


def test_ranking_weighs_both_views_and_keeps_the_chance_of_touching():
    ranked = Chances({"a": 0.6, "b": 0.5}, {"a": 0.1, "b": 0.8}, 0).ranked()
    assert ranked == [("b", 0.5), ("a", 0.6)]


def test_an_item_of_few_words_leans_on_its_report():
    loud = Chances({"a": 1.0, "b": 0.0}, {"a": 1.0, "b": 0.0, "none": 0.0}, 9)
    silent = Chances({"a": 0.1, "b": 0.2}, {"a": 0.1, "b": 0.2, "none": 0.7}, 0)
    *_, drawn = lean_on_report([loud, loud, silent])
    assert drawn.ranked()[0][0] == "a"
    assert lean_on_report([loud, silent]) == [loud, silent]


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 9)), min_size=1, max_size=6))
def test_leaning_keeps_chances_between_nought_and_one(values):
    chances = [Chances({"a": first, "b": second}, {"a": second, "b": first}, cues) for first, second, cues in values]
    for each in lean_on_report(chances):
        assert all(-1e-9 <= value <= 1 + 1e-9 for value in (*each.touches.values(), *each.mainly.values()))


def test_further_themes_are_named_only_with_a_first():
    ranked = [("a", 0.3), ("b", 0.4), ("c", 0.1)]
    assert themes_above(ranked, 0.35, 0.2) == [("a", 0.3), ("b", 0.4)]
    assert themes_above(ranked, 0.35, 0.5) == []


def test_the_report_around_an_item_counts():
    texts = ("Renew vetting.", "Check vetting.", "Answer.")
    shares = cue_shares(texts)
    assert max(shares, key=lambda theme: shares[theme]) == "vetting_and_counter_corruption"
    place = place_of(
        report(title="Keys", report_type=ReportType.FIRE_AND_RESCUE), [recommendation(text) for text in texts]
    )
    features = theme_features("Zebras.", "", place.title, place.is_fire, place.around)
    assert features["fire"] and features["silent=vetting_and_counter_corruption"] > 0


def test_words_and_stems_are_plain():
    assert words_of("The force’s officers’ keys") == ["the", "force", "officers", "keys"]
    assert [stem(word) for word in ("stopped", "classes", "bus", "processes")] == ["stop", "class", "bus", "process"]
