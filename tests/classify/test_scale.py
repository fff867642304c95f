from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.classify.scale import RisingScale
from extractor.classify.themes import evidence_for

SCALE = RisingScale((1.0, 0.5), (-2.0, 0.0, 4.0), (0.1, 0.3, 0.9))


@pytest.mark.parametrize(
    ("evidence", "probability"),
    [((-9.0, 0.0), 0.1), ((-1.0, 0.0), 0.2), ((0.0, 0.0), 0.3), ((1.0, 2.0), 0.6), ((9.0, 0.0), 0.9)],
)
def test_between_two_points_the_line_is_straight_and_beyond_them_flat(evidence, probability):
    assert SCALE.probability(evidence) == pytest.approx(probability)


def test_evidence_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        SCALE.probability((1.0,))


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_more_evidence_never_gives_less(low, high):
    low, high = sorted((low, high))
    assert SCALE.probability((low, 0.0)) <= SCALE.probability((high, 0.0))


def test_the_place_of_a_theme_and_the_clearest_main_one_are_evidence():
    found = evidence_for([("a", 0.5), ("b", 0.5), ("c", 0.5)], {"a": 0.7, "b": 0.2})
    assert found["a"][2:] == (1.0, 0.0, 0.7, 0.7)
    assert found["b"][2:] == (0.0, 1.0, 0.7, 0.0)
    assert found["c"][2:] == (0.0, 0.0, 0.7, 0.0)
    assert found["a"][0] == pytest.approx(0.0)
