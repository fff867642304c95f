"""One line of a list: what state it is said to be in."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from extractor.review.views.lines import line_of
from extractor.review.views.report import outline_of
from extractor.store.records import ItemState, QueueRow
from extractor.vocabulary import Kind


def row(number: int, kind: Kind = Kind.RECOMMENDATION, page: int | None = 1, **changed) -> QueueRow:
    values = dict.fromkeys(("relevance", "probability", "decided")) | {"restated": False, "state": ItemState.UNDECIDED}
    return QueueRow(
        item_id=f"R1-{number}",
        report_id=1,
        report_title="Keys",
        kind=kind,
        printed_number=str(number),
        text="Count the keys.",
        page=page,
        revision=1,
        **(values | changed),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (row(1), "To decide"),
        (row(1, Kind.CONCLUSION), "For the record"),
        (row(1, Kind.INNOVATIVE_PRACTICE), "For the record"),
        (row(1, restated=True), "For the record"),
        (row(1, Kind.CONCLUSION, state=ItemState.DECIDED), "Decided"),
        (row(1, state=ItemState.UNSURE), "Unsure"),
    ],
)
def test_only_what_is_counted_is_to_be_decided(line, words):
    assert line_of(line).state_words == words


def test_items_are_listed_by_page_and_on_a_page_in_the_order_of_the_report():
    rows = (row(1, page=38), row(2, page=15), row(3, page=38), row(4, page=None))
    outline = outline_of(SimpleNamespace(stored=SimpleNamespace(id=1), outline=rows))
    assert [(page, [line.item_id for line in lines]) for page, lines in outline] == [
        (15, ["R1-2"]),
        (38, ["R1-1", "R1-3"]),
        (None, ["R1-4"]),
    ]
