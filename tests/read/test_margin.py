"""Labels broken over lines in the margin."""

from __future__ import annotations

from extractor.read.margin import join_margin_labels
from tests.read.printing import line

WORDS = "The service should appoint an executive lead for property"


def test_a_label_broken_over_two_lines_is_one_that_begins_with_its_paragraph() -> None:
    lines = [
        line("Recommendation", top=100, x0=60),
        line(WORDS, top=100, x0=160),
        line("14", top=113, x0=60),
        line("with authority over policy.", top=114, x0=160),
    ]
    joined = join_margin_labels(lines)
    assert [own.text for own in joined] == ["Recommendation 14", WORDS, "with authority over policy."]
    assert joined[0].baseline <= joined[1].baseline


def test_a_label_that_is_centred_on_two_lines_stands_before_the_first() -> None:
    lines = [
        line(WORDS, top=100, x0=160),
        line("Recommendation 9", top=106, x0=60),
        line("with authority over policy.", top=113, x0=160),
    ]
    label = next(own for own in join_margin_labels(lines) if own.text == "Recommendation 9")
    assert label.baseline == lines[0].baseline


def test_a_word_above_other_words_is_no_label() -> None:
    lines = [line("Recommendation", top=100, x0=60), line("status", top=113, x0=60)]
    assert [own.text for own in join_margin_labels(lines)] == ["Recommendation", "status"]
