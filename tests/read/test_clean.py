"""Letters made plain: ligatures, hyphens, spaces, bullets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.read.clean import BULLETS, join_lines, line_to_clean, split_bullet, without_end_hyphen, words_of


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("e\ufb03cient o\ufb00icers \ufb01nd \ufb02ags", "efficient officers find flags"),
        ("multi\u2011agency", "multi-agency"),
        ("multi\u2010agency", "multi-agency"),
        ("chief\u00a0constables\u2007and\u202fothers", "chief constables and others"),
        ("recom\u00admen\u00addation", "recommendation"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("force\u0092s \u0093plan\u0094", "force’s “plan”"),
        ("2023\u009624", "2023–24"),
        ("a  lot\t of \r\n space ", "a lot of space"),
        ("control\x07 marks\x00", "control marks"),
        ("split\x02", "split\x02"),
        ("‘curly’ “quotes” stay", "‘curly’ “quotes” stay"),
        ("£5 – 10% — naïve café", "£5 – 10% — naïve café"),
        ("", ""),
    ],
)
def test_a_line_has_plain_letters_spaces_and_hyphens(raw: str, clean: str) -> None:
    assert line_to_clean(raw) == clean


@pytest.mark.parametrize("glyph", ["\uf06e", "\uf0b7", "\u25fc", "\x83", "•", "◦", "▪", "➢", "✓", "\uf0a7", "\uf0d8"])
@pytest.mark.parametrize("gap", [" ", "", "   "])
def test_a_glyph_that_stands_for_a_bullet_is_taken_off(glyph: str, gap: str) -> None:
    assert split_bullet(f"{glyph}{gap}ensure that calls are answered") == (glyph, "ensure that calls are answered")


@pytest.mark.parametrize("glyph", ["-", "–", "—", "*", "o"])
def test_a_dash_or_letter_is_a_bullet_only_before_a_gap(glyph: str) -> None:
    assert split_bullet(f"{glyph} ensure it") == (glyph, "ensure it")
    assert split_bullet(f"{glyph}ensure it") == ("", f"{glyph}ensure it")


@pytest.mark.parametrize("text", ["old cases", "of course", "-5 degrees", "1. First", "a) first", "", "–", "*note"])
def test_what_is_no_bullet_stays(text: str) -> None:
    assert split_bullet(text) == ("", text)


@pytest.mark.parametrize("glyph", sorted(BULLETS))
def test_cleaning_a_line_keeps_its_bullet(glyph: str) -> None:
    assert split_bullet(line_to_clean(f"{glyph} act"))[1] == "act"
    assert split_bullet(line_to_clean(f"{glyph} act"))[0]


@pytest.mark.parametrize(
    ("first", "second", "words", "joined"),
    [
        ("recom\x02", "mendation", {"recommendation"}, "recommendation"),
        ("recom-", "mendation", {"recommendation"}, "recommendation"),
        ("recom\x02", "mendation", set(), "recommendation"),
        ("multi\x02", "agency work", {"multi", "agency"}, "multi-agency work"),
        ("multi\x02", "agency work", {"multi", "agency", "multiagency"}, "multiagency work"),
        ("non\x02", "English speakers", {"nonenglish"}, "non-English speakers"),
        ("2023\x02", "24 figures", set(), "2023-24 figures"),
        ("short- and long\x02", "term plans", {"term", "long"}, "short- and long-term plans"),
        ("a dash -", "and more", set(), "a dash - and more"),
        ("2023–", "25 figures", set(), "2023–25 figures"),
        ("and/", "or", set(), "and/or"),
        ("one line", "and the next", set(), "one line and the next"),
        ("", "alone", set(), "alone"),
    ],
)
def test_a_word_is_rejoined_only_where_it_was_really_split(
    first: str, second: str, words: set[str], joined: str
) -> None:
    assert join_lines(first, second, frozenset(words)) + second == joined


def test_a_mark_left_at_the_end_is_a_plain_hyphen() -> None:
    assert without_end_hyphen("pre\x02") == "pre-"


def test_the_words_of_a_line_are_in_lower_case_and_without_figures() -> None:
    assert words_of("The force’s 4 MARAC-led reviews") == ["the", "force’s", "marac", "led", "reviews"]


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = line_to_clean(text)
    assert line_to_clean(once) == once


@given(st.text(), st.text(), st.frozensets(st.text(alphabet="abcdef", max_size=4)))
def test_no_letter_is_lost_between_two_lines(first: str, second: str, words: frozenset[str]) -> None:
    one, two = line_to_clean(first), line_to_clean(second)
    joined = join_lines(one, two, words) + two
    assert letters(joined) == letters(one) + letters(two)


@given(
    st.from_regex(r"[a-z]{2,8}[\x02-]", fullmatch=True),
    st.from_regex(r"[a-z]{2,8}", fullmatch=True),
    st.frozensets(st.text(alphabet="abc", max_size=4)),
)
def test_a_seam_adds_at_most_a_hyphen_to_a_split_word(first: str, second: str, words: frozenset[str]) -> None:
    assert join_lines(first, second, words) + second in (first[:-1] + second, f"{first[:-1]}-{second}")


def letters(text: str) -> str:
    return "".join(mark for mark in text if mark.isalnum())
