from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.classify.linear import LinearModel, logit, sigmoid
from extractor.classify.relevance import MOST, RelevanceModel, judge_relevance
from extractor.classify.rules import Ruling, facts_of
from extractor.classify.scale import RisingScale
from extractor.classify.setting import setting_of
from extractor.domain import RelevanceLabel as Label
from tests.classify.judging import PROFILE
from tests.factories import recommendation, report

SCALE = RisingScale((1.0, 2.0, 0.0), (-4.0, 6.0), (0.2, 0.999))
LABELS = ("for_force", "for_partners", "joint", "needs_decision")


def model(**biases: float) -> RelevanceModel:
    """A model that says the same of everything, by the log-odds of each label."""
    intercepts = np.array([biases.get(label, 0.0) for label in LABELS], dtype=np.float32)
    linear = LinearModel(LABELS, {"w:key": 0}, np.zeros((1, 4), dtype=np.float32), intercepts, True)
    return RelevanceModel(linear, linear, SCALE, 0.5, "relevance@1")


def ruled(label: Label, is_firm: bool) -> Ruling:
    return Ruling(label, "a_rule", ("words",), "because", is_firm)


def probabilities(**given: float) -> dict[str, float]:
    return {label: given.get(label, 0.0) for label in LABELS}


def test_a_firm_ruling_stands_against_the_model():
    certain = probabilities(for_partners=1.0)
    assert model().label_for(certain, ruled(Label.JOINT, True)) is Label.JOINT


def test_the_model_may_bring_an_open_item_to_a_person():
    found = model().label_for(probabilities(joint=0.7, for_partners=0.3), ruled(Label.FOR_PARTNERS, False))
    assert found is Label.JOINT


@pytest.mark.parametrize(("away", "label"), [(0.7, Label.JOINT), (0.9, Label.FOR_PARTNERS)])
def test_the_model_sends_away_what_a_rule_would_keep_only_when_sure(away, label):
    given = probabilities(for_partners=away, joint=1 - away)
    assert model().label_for(given, ruled(Label.JOINT, False)) is label


def test_an_open_item_goes_to_a_person_where_nobody_is_sure():
    given = probabilities(for_partners=0.4, for_force=0.3, joint=0.3)
    assert model().label_for(given, ruled(Label.FOR_PARTNERS, False)) is Label.NEEDS_DECISION


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_more_raw_confidence_never_gives_less(low, high, firm):
    low, high = sorted((low, high))
    assert model().probability(low, firm) <= model().probability(high, firm) <= MOST


@given(st.floats(1e-5, 1 - 1e-5))
def test_logit_and_sigmoid_undo_each_other(value):
    assert sigmoid(logit(value)) == pytest.approx(value)


def test_what_decided_is_named_either_way():
    item = recommendation("Recording of the lived experience.")
    facts = facts_of(item, setting_of(report(title="Joint targeted area inspection of Exampleshire"), PROFILE), PROFILE)
    by_rule, by_model = judge_relevance(facts, None), judge_relevance(facts, model(joint=3.0))
    assert (by_rule.label, by_rule.model, by_rule.by_rule) == (Label.NEEDS_DECISION, None, True)
    assert (by_model.label, by_model.model, by_model.by_rule) == (Label.JOINT, "relevance@1", False)
    assert by_rule.evidence and by_model.evidence and by_rule.reason != by_model.reason
