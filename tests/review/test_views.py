"""Pure views: the address of a view, marked texts, waterfalls, boxes, words, lists."""

from __future__ import annotations

import math
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.domain import Addressee, AddresseeGroup, BBox, Contribution, Region, Span
from extractor.review.routes.forms import parts_of
from extractor.review.view import Sample, View, view_of_query
from extractor.review.views.item import LABEL_KEYS
from extractor.review.views.lines import suggestion_words
from extractor.review.views.marks import change_of, duties_of, pieces_of, segments_of, shared_words_of
from extractor.review.views.picture import boxes_of
from extractor.review.views.plan import TABS, belongs
from extractor.review.views.queue import estimate_words
from extractor.review.views.waterfall import SHOWN_BARS, bars_of
from extractor.store.records import LEFT, Filter, ItemState, Sort
from extractor.vocabulary import Kind, RelevanceLabel
from tests.factories import recommendation
from tests.review.samples import sample_actions

PROBABILITIES = st.one_of(st.none(), st.integers(0, 100).map(lambda number: number / 100))


def some(kind):
    return st.lists(st.sampled_from(list(kind)), unique=True).map(tuple)


SAMPLES = st.builds(Sample, st.integers(1, 999), st.integers(0, 10**9 - 1))
FILTERS = st.builds(
    Filter,
    report_id=st.one_of(st.none(), st.integers(1, 10**8)),
    kinds=some(Kind),
    relevance=some(RelevanceLabel),
    themes=st.lists(st.text(min_size=1), unique=True, max_size=3).map(tuple),
    groups=some(AddresseeGroup),
    states=some(ItemState),
    min_probability=PROBABILITIES,
    max_probability=PROBABILITIES,
    words=st.text(max_size=60).map(str.strip),
    actionable_only=st.booleans(),
)


@given(st.builds(View, FILTERS, st.sampled_from(Sort), st.one_of(st.none(), SAMPLES)))
def test_a_view_survives_its_address(view):
    assert view_of_query(view.query) == view


@given(st.text())
def test_any_address_gives_some_view(query):
    view = view_of_query(query)
    assert view_of_query(view.query) == view


@pytest.mark.parametrize(
    "query",
    ["report=x", "kind=poem", "min=101", "min=-1", "sort=random", "state=", "report=²", "max=٣", "report=99999999999"],
)
def test_what_an_address_cannot_mean_is_left_out(query):
    assert view_of_query(query) == View()


def test_what_is_left_respects_the_states_of_a_view():
    assert set(View().left.filter.states) == LEFT
    unsure = View(Filter(states=(ItemState.UNSURE,)))
    assert unsure.left == unsure


# --------------------------------------------------------------------------------------------- marks


@given(st.text(), st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30), st.sampled_from("ab"))))
def test_marking_never_changes_a_text(text, cuts):
    assert "".join(one.text for one in segments_of(text, cuts)) == text


@given(st.text(alphabet="ab c", max_size=30), st.text(alphabet="ab c", max_size=30))
def test_a_change_holds_both_versions(before, after):
    pieces = change_of(before, after)
    kept = "".join(one.text for one in pieces if one.mark != "removed")
    gone = "".join(one.text for one in pieces if one.mark != "added")
    assert (kept.split(), gone.split()) == (after.split(), before.split())


@given(st.text(alphabet="ab.;: ()\n•", max_size=60))
def test_pieces_lose_no_words(text):
    assert " ".join(pieces_of(text)).split() == text.split()


@given(
    st.lists(st.text(alphabet="ab", min_size=1), min_size=1, max_size=8).map(tuple),
    st.lists(st.integers(-2, 10)).map(tuple),
)
def test_parts_lose_no_pieces(pieces, starts):
    assert " ".join(parts_of(pieces, starts)) == " ".join(pieces)


def duties(text: str, addressee: str, at: int | None) -> list[str]:
    span = None if at is None else Span(100 + at, 100 + at + len(addressee))
    item = recommendation(
        text,
        span=Span(100, 100 + len(text)),
        addressees=(Addressee(addressee, None, AddresseeGroup.FORCE, span=span),),
    )
    return [one.text for one in duties_of(item, text) if one.mark]


@pytest.mark.parametrize(
    ("text", "addressee", "at", "marked"),
    [
        ("forces help forces", "forces", 12, ["forces"]),
        ("The NPCC should lead.", "npcc", None, ["NPCC"]),
        ("The NPCC should lead.", "forces", None, []),
        ("enforces the law", "forces", None, []),
        ("forces act", "forces", 99, ["forces"]),
    ],
)
def test_addressees_are_marked_where_they_stand(text, addressee, at, marked):
    assert duties(text, addressee, at) == marked


def test_of_two_equal_words_the_one_at_its_span_is_marked():
    text = "forces help forces"
    item = recommendation(
        text, span=Span(7, 25), addressees=(Addressee("forces", None, AddresseeGroup.FORCE, span=Span(19, 25)),)
    )
    assert [one.mark for one in duties_of(item, text)] == ["", "addressee"]


def test_shared_words_are_whole_words_and_phrases():
    marked = [one.text for one in shared_words_of("Control room staff control a roomful.", ("control room", "control"))]
    assert marked == ["Control room", " staff ", "control", " a roomful."]


# ----------------------------------------------------------------------------------------- waterfall


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=20))
def test_a_waterfall_runs_from_nought_to_its_sum(steps):
    bars = bars_of([Contribution(f"f{number}", 1.0, step) for number, step in enumerate(steps)])
    assert len(bars) <= SHOWN_BARS + 1
    assert math.isclose(sum(float(bar.log_odds) for bar in bars), sum(steps), abs_tol=0.01 * len(bars))
    assert all(bar.x >= 0 and bar.x + bar.width <= 100.51 for bar in bars)
    assert bars[0].direction == "base"


def test_no_contributions_no_waterfall():
    assert bars_of(()) == ()


# --------------------------------------------------------------------------------------------- boxes


def test_lines_that_follow_each_other_are_one_box_and_columns_are_two():
    lines = [Region(1, BBox(50, top, 200, top + 12)) for top in (100, 114, 128)]
    other = [Region(1, BBox(300, 100, 450, 112)), Region(2, BBox(50, 100, 200, 112))]
    boxes = boxes_of([*lines, *other], 1)
    assert [(box.x, box.y, box.height) for box in boxes] == [(47, 97, 46), (297, 97, 18)]
    assert len(boxes_of([*lines, *other], 2)) == 1


# --------------------------------------------------------------------------------------------- words


def test_no_two_keys_are_the_same_and_none_is_taken():
    others = set("ajkxnu/?esmghrq12345[]+-")
    assert len(set(LABEL_KEYS.values())) == len(LABEL_KEYS)
    assert not others & set(LABEL_KEYS.values())
    assert set(LABEL_KEYS) == set(RelevanceLabel) - {RelevanceLabel.NEEDS_DECISION}


def test_a_suggestion_without_relevance_is_told_too():
    assert suggestion_words({"relevance": None, "links": []}) == "no relevance"


@pytest.mark.parametrize("judged", [1, 5, 40])
def test_an_estimate_holds_its_share_between_its_bounds(judged):
    for missed in range(judged + 1):
        share, low, high = (int(found) for found in re.findall(r"(\d+)%", estimate_words(missed, judged)))
        assert 0 <= low <= share <= high <= 100


@pytest.mark.parametrize("show", TABS)
def test_lists_of_the_plan_are_what_the_totals_count(desk, show):
    today = date(2027, 4, 1)
    totals = desk.store.plan.totals(today)
    expected = {
        "open": totals.open,
        "overdue": totals.overdue,
        "soon": totals.due_soon,
        "ended": totals.ended,
        "all": totals.actions,
    }
    assert sum(belongs(action, show, today) for action in sample_actions()) == expected[show]
