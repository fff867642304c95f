"""How a candidate stands among those of its item, and what its surroundings say."""

from __future__ import annotations

import pytest

from extractor.match.compare import with_standing
from extractor.match.lexicon import without_concepts
from extractor.match.model import context_of
from extractor.match.reading import read_action, read_item
from extractor.match.sources import find_quotations
from tests.factories import recommendation
from tests.match.builders import LEXICON, action, comparison


def test_the_best_of_an_item_stands_at_one_however_low_its_likeness() -> None:
    found = with_standing([comparison(setting=0.04), comparison(setting=0.02), comparison()])
    assert [one.features["most_setting"] for one in found] == pytest.approx([1.0, 0.5, 0.0])
    assert [one.features["most_latent"] for one in found] == [0.0, 0.0, 0.0]


def test_a_candidate_stands_out_more_among_equals_than_among_rivals() -> None:
    clear = context_of([1.0, -5.0, -5.0, -5.0], [[0.0]] * 4)
    close = context_of([1.0, 0.5, 0.0, -5.0], [[0.0]] * 4)
    assert clear[0]["outlier"] > close[0]["outlier"] > 0
    alike = context_of([-2.0] * 4, [[0.0]] * 4)
    assert {one["outlier"] for one in alike} == {0.0}


def test_the_setting_of_an_action_is_told_by_its_columns_and_of_an_item_by_its_report() -> None:
    row = action(theme="Firearms licensing", department="Ops", progress="Renewals up to date")
    reading = read_action(row, LEXICON)
    assert {"firearm", "renewal"} <= reading.whole.setting.keys()
    assert "abandon" not in reading.whole.setting
    assert not reading.duty.setting
    item = read_item(recommendation("Certificates lapse."), (), LEXICON, "Licence to hold: firearms licensing")
    assert {"certificat", "firearm"} <= item.setting.keys()
    assert "firearm" not in item.words


def test_without_concepts_a_lexicon_still_knows_what_trackers_call_the_themes() -> None:
    bare = without_concepts(LEXICON)
    assert bare.find_concepts(["101", "call"]) == {}
    assert read_action(action(theme="Contact"), bare).whole.business == {"theme:responding_to_the_public": 2.0}


def test_the_year_of_a_deadline_is_not_that_of_a_quoted_report() -> None:
    text = "In place of recommendation 8 of my first report, forces should act by the end of 2026."
    assert [(one.number, one.year) for one in find_quotations(text)] == [("8", "")]
