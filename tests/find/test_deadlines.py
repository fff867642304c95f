"""By when: words as written, the date they mean, and the basis; and dates that are no deadline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.domain import Kind, Recommendation
from extractor.find.deadline_words import READINGS, Reading
from extractor.find.deadlines import deadlines_of_text, find_deadlines

PUBLISHED = date(2026, 3, 12)

ONE = [
    # a day
    ("By 30 September 2027, forces should act.", "By 30 September 2027", "2027-09-30", "exact"),
    ("Forces should act by 1st May 2027.", "by 1st May 2027", "2027-05-01", "exact"),
    ("Forces should, no later than 3 January 2028, act.", "no later than 3 January 2028", "2028-01-03", "exact"),
    ("This must be in place not later than the 14th of June 2027.", "not later than the 14th of June 2027", "2027-06-14", "exact"),
    ("Forces should act on or before 31 March 2027.", "on or before 31 March 2027", "2027-03-31", "exact"),
    ("Before 1 December 2026, chief constables should act.", "Before 1 December 2026", "2026-12-01", "exact"),
    ("Publish the plan by 31/07/2026.", "by 31/07/2026", "2026-07-31", "exact"),
    ("By 30 June, forces should tell us what they did.", "By 30 June", "2026-06-30", "exact"),
    ("From 1 April 2027, forces should record the outcome.", "From 1 April 2027", "2027-04-01", "exact"),
    ("The Home Office should report by August 1, 2026.", "by August 1, 2026", "2026-08-01", "exact"),
    # a period without a day
    ("By September 2027, forces should act.", "By September 2027", "2027-09-30", "month_end"),
    ("Forces should act by the end of February 2028.", "by the end of February 2028", "2028-02-29", "month_end"),
    ("By the end of 2026, forces should act.", "By the end of 2026", "2026-12-31", "month_end"),
    ("Forces should act by 2028.", "by 2028", "2028-12-31", "month_end"),
    ("Before the end of November 2026 forces should act.", "Before the end of November 2026", "2026-11-30", "month_end"),
    ("Forces should act by the end of the 2026/27 financial year.", "by the end of the 2026/27 financial year", "2027-03-31", "month_end"),
    ("By the end of financial year 2027-28, the Home Office should act.", "By the end of financial year 2027-28", "2028-03-31", "month_end"),
    ("Forces should act by the end of this financial year.", "by the end of this financial year", "2026-03-31", "month_end"),
    ("Forces should act by the end of the next financial year.", "by the end of the next financial year", "2027-03-31", "month_end"),
    ("Forces should act by the end of the year.", "by the end of the year", "2026-12-31", "month_end"),
    ("Forces should act by the end of next year.", "by the end of next year", "2027-12-31", "month_end"),
    ("Forces should act by the end of May.", "by the end of May", "2026-05-31", "month_end"),
    ("By the end of Q3 2026, forces should act.", "By the end of Q3 2026", "2026-09-30", "month_end"),
    ("By the end of the first quarter of 2027, forces should act.", "By the end of the first quarter of 2027", "2027-03-31", "month_end"),
    ("Forces should act by December 2026 at the latest.", "by December 2026 at the latest", "2026-12-31", "month_end"),
    ("By the end of the 2026 calendar year, forces should act.", "By the end of the 2026 calendar year", "2026-12-31", "month_end"),
    # from publication
    ("Within six months, forces should act.", "Within six months", "2026-09-12", "relative"),
    ("Within 12 months of the publication of this report, forces should act.", "Within 12 months of the publication of this report", "2027-03-12", "relative"),
    ("Forces should act within 56 days.", "within 56 days", "2026-05-07", "relative"),
    ("Within 28 days of receiving this letter, the force should reply.", "Within 28 days of receiving this letter", "2026-04-09", "relative"),
    ("Over the next 18 months, the Home Office should act.", "Over the next 18 months", "2027-09-12", "relative"),
    ("In the next three years the Government should act.", "In the next three years", "2029-03-12", "relative"),
    ("The College should act within a year.", "within a year", "2027-03-12", "relative"),
    ("The College should, within two years of this report, act.", "within two years of this report", "2028-03-12", "relative"),
    ("Within the next twelve weeks, the force should act.", "Within the next twelve weeks", "2026-06-04", "relative"),
    ("During the next year, chief constables should act.", "During the next year", "2027-03-12", "relative"),
    ("No later than six months after publication, forces should act.", "No later than six months after publication", "2026-09-12", "relative"),
    ("The force should report back in six months’ time.", "in six months’ time", "2026-09-12", "relative"),
    ("Forces should act within 3 months from the date of this report.", "within 3 months from the date of this report", "2026-06-12", "relative"),
    # at once
    ("The force should immediately stop this.", "immediately", None, "immediate"),
    ("With immediate effect, forces should stop this.", "With immediate effect", None, "immediate"),
    ("The force should take immediate action to mend this.", "immediate action", None, "immediate"),
    ("Without delay, chief constables should act.", "Without delay", None, "immediate"),
    ("From today, forces should act.", "From today", None, "immediate"),
    ("The force should act as a matter of urgency.", "as a matter of urgency", None, "immediate"),
    ("Forces should do so forthwith.", "forthwith", None, "immediate"),
    # words without a date
    ("By autumn 2026, the Home Office should act.", "By autumn 2026", None, "none"),
    ("As soon as parliamentary time allows, the Government should act.", "As soon as parliamentary time allows", None, "none"),
    ("Before the next general election the Government should act.", "Before the next general election", None, "none"),
    ("At the earliest opportunity, forces should act.", "At the earliest opportunity", None, "none"),
    ("Forces should act as soon as practicable.", "as soon as practicable", None, "none"),
    # two that are one
    ("At the earliest opportunity, and by September 2027 at the latest, forces should act.", "At the earliest opportunity, and by September 2027 at the latest", "2027-09-30", "month_end"),
    ("As soon as possible and no later than 31 May 2027, forces should act.", "As soon as possible and no later than 31 May 2027", "2027-05-31", "exact"),
    # an old item printed again keeps its date
    ("By 31 October 2023, chief constables should act.", "By 31 October 2023", "2023-10-31", "exact"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "day", "basis"), ONE)
def test_one_deadline(text: str, words: str, day: str | None, basis: str) -> None:
    (found,) = deadlines_of_text(text, PUBLISHED)
    assert (found.text, found.date and found.date.isoformat(), found.basis.value) == (words, day, basis)
    assert found.span is not None and text[found.span.start : found.span.end] == words


NOT_A_DEADLINE = [
    "Since March 2023, forces have had a duty to record this. They should do so.",
    "Forces should follow the guidance published by HMICFRS in July 2024.",
    "Chief constables should read the 2022 report again.",
    "Forces should act on recommendation 3 of our June 2024 letter.",
    "The number of cases rose between January 2024 and March 2025. The force should find out why.",
    "In the year to 31 March 2025, the force recorded 300 such crimes.",
    "The force should improve on the position in December 2025.",
    "Forces should make sure every complaint is acknowledged within three working days.",
    "The force should make sure that all reports are recorded within 24 hours.",
    "Forces should review these cases every six months.",
    "The force should support officers during their first two years.",
    "The force should hold monthly meetings about cases that are more than 12 months old.",
    "The force should make sure officers respond immediately when a child is at risk.",
    "The force should protect people who are at immediate risk.",
    "The Policing and Crime Act 2017 should be amended.",
    "Officers should be trained within six months of joining.",
    "The force should meet the standard in 2026/27.",
    "Forces should use the April 2025 version of the form.",
    "The force should follow authorised professional practice, updated in May 2025.",
    "Investigators may take up to six months; forces should watch this.",
    "Detectives should have an appraisal each year.",
    "The force should make sure victims are updated within 28 days of the decision.",
    "Chief constables should learn from the inquiry that reported on 5 June 2024.",
    "The plan of the last five years should be set aside.",
]


@pytest.mark.parametrize("text", NOT_A_DEADLINE)
def test_a_date_that_is_not_a_deadline(text: str) -> None:
    assert deadlines_of_text(text, PUBLISHED) == ()


def test_one_for_each_clause() -> None:
    text = "By May 2026, forces should publish a plan. They should carry it out by 31 March 2027, and report within two years."
    found = deadlines_of_text(text, PUBLISHED)
    assert [str(each.date) for each in found] == ["2026-05-31", "2027-03-31", "2028-03-12"]


def test_relative_without_a_publication_date_has_no_date() -> None:
    (found,) = deadlines_of_text("Within six months, forces should act.", None)
    assert (found.date, found.basis.value) == (None, "relative")


def item(text: str, **rest: object) -> Recommendation:
    return Recommendation(id="x", kind=Kind.RECOMMENDATION, text=text, **rest)  # type: ignore[arg-type]


def test_a_bullet_takes_the_deadline_of_its_lead_in() -> None:
    (found,) = find_deadlines(
        item("train call handlers;", lead_in="By 30 September 2027, the force should:"), PUBLISHED
    )
    assert (found.text, found.span) == ("By 30 September 2027", None)


def test_a_bullets_own_deadline_goes_first() -> None:
    (found,) = find_deadlines(
        item("publish it by 1 May 2027.", lead_in="By 30 September 2027, the force should:"), PUBLISHED
    )
    assert found.date == date(2027, 5, 1)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("National Police Chiefs’ Council, by 31 March 2028", ["2028-03-31 exact"]),
        ("Home Office, from June 2028", ["2028-06-30 month_end"]),
        ("Chief constables, immediately", ["None immediate"]),
        ("Forces and the CPS, within six months", ["2026-09-12 relative"]),
        ("Home Office", []),
    ],
)
def test_a_row_takes_the_deadline_of_its_cell(cell: str, expected: list[str]) -> None:
    found = find_deadlines(item("Publish the total.", responsible_body=cell), PUBLISHED)
    assert [f"{each.date} {each.basis.value}" for each in found] == expected


def test_an_old_items_period_has_no_date() -> None:
    (found,) = find_deadlines(item("Within six months, forces should act.", restated=True), PUBLISHED)
    assert (found.date, found.basis.value) == (None, "relative")


def test_no_date_is_invented_for_an_area_for_improvement() -> None:
    area = Recommendation(id="x", kind=Kind.AREA_FOR_IMPROVEMENT, text="The force should improve its data.")
    assert find_deadlines(area, PUBLISHED) == ()


@given(st.dates(min_value=date(2026, 3, 13), max_value=date(2049, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    (found,) = deadlines_of_text(f"By {day.day} {day:%B} {day.year}, forces should act.", PUBLISHED)
    assert found.date == day


@given(st.integers(1, 40), st.sampled_from(["days", "weeks", "months", "years"]))
def test_relative_periods_run_forward(count: int, unit: str) -> None:
    (found,) = deadlines_of_text(f"Within {count} {unit} of publication, forces should act.", PUBLISHED)
    assert found.date is not None and found.date - PUBLISHED >= timedelta(days=count)


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.example)
def test_every_reading_reads_its_example(reading: Reading) -> None:
    match = reading.expression.search(reading.example)
    assert match is not None and match.group().rstrip(",") == reading.example.rstrip(",")
    assert reading.meaning(match, PUBLISHED) is not None
