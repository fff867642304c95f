"""A second table of deadlines, written after the rules and before any run: other families, other hands."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.find.deadlines import deadlines_of_text

PUBLISHED = date(2026, 11, 24)

ROWS = [
    ("No later than 30 June 2027, each chief constable should review the plan.", ["2027-06-30 exact"]),
    ("Chief constables should have done this by 31 January 2027.", ["2027-01-31 exact"]),
    ("The force should, by 28 February 2027, have a plan in place, and by 31 August 2027 be able to show that it works.", ["2027-02-28 exact", "2027-08-31 exact"]),
    ("This should be completed by the end of March 2027.", ["2027-03-31 month_end"]),
    ("With effect from 1 April 2027, every force should use the new form.", ["2027-04-01 exact"]),
    ("Forces should begin in January 2027 and finish by the end of that year.", ["2027-01-31 month_end"]),
    ("Within three months of this report being published, the NPCC should write to forces.", ["2027-02-24 relative"]),
    ("The force should send us its action plan within 28 days of the date of this letter.", ["2026-12-22 relative"]),
    ("We expect the Home Office to report back within a year of publication.", ["2027-11-24 relative"]),
    ("By no later than December 2027, the College should publish the course.", ["2027-12-31 month_end"]),
    ("The Home Office should bring this in by the end of the financial year 2027/28.", ["2028-03-31 month_end"]),
    ("By the end of this calendar year, forces should close the gap.", ["2026-12-31 month_end"]),
    ("The pilot should run for six months.", []),
    ("Chief constables should review it every six months, and at once where a death occurs.", []),
    ("Forces should keep the material for seven years.", []),
    ("Officers who joined before 1 May 2020 should be trained again.", []),
    ("The force should review all cases closed since 1 January 2025.", []),
    ("The force should review the cases it closed between 1 April 2025 and 31 March 2026.", []),
    ("The force should act on the areas for improvement we gave it in 2023.", []),
    ("Forces should implement the recommendations of our March 2024 report in full.", []),
    ("The force should take urgent action.", []),
    ("Forces should take immediate steps to stop this.", ["None immediate"]),
    ("The force should make immediate improvements to how it records crime.", ["None immediate"]),
    ("An immediate review of these cases should be carried out.", []),
    ("The Government should legislate as soon as parliamentary time permits.", ["None none"]),
    ("By spring 2027, the Home Office should publish a response.", ["None none"]),
    ("By early 2027, the NPCC should publish a standard.", ["None none"]),
    ("By mid-2027, the NPCC should publish a standard.", ["None none"]),
    ("As soon as practicable, and in any event within six months, forces should act.", ["2027-05-24 relative"]),
    ("Without delay, and no later than 1 March 2027, the force should act.", ["2027-03-01 exact"]),
    ("The Home Office should respond within two months of the publication of this Report.", ["2027-01-24 relative"]),
    ("Chief constables should, over the next twelve months, retrain all supervisors.", ["2027-11-24 relative"]),
    ("In the next 18 months, the College should revise its training.", ["2028-05-24 relative"]),
    ("By the end of the next financial year, forces should have replaced the system.", ["2028-03-31 month_end"]),
    ("By the start of the 2027/28 financial year, commissioners should set a budget.", ["2027-04-30 month_end"]),
    ("Before April 2027, forces should test the system.", ["2027-03-31 month_end"]),
    ("By Friday 30 April 2027, the force should reply.", ["2027-04-30 exact"]),
    ("A reply is due by 5pm on 30 April 2027.", ["2027-04-30 exact"]),
    ("Forces should reply by 30th April, 2027.", ["2027-04-30 exact"]),
    ("The force should reply within ten working days of receiving this report.", ["2026-12-08 relative"]),
    ("The force should make sure that complaints are logged within ten working days.", []),
    ("The force should ensure all relevant officers complete the course within 12 months.", ["2027-11-24 relative"]),
    ("Forces should answer 90 percent of calls within ten seconds.", []),
    ("The force should make sure it visits high-risk offenders within 28 days.", []),
    ("A supervisor should review each investigation within 72 hours.", []),
    ("Forces should offer every victim a needs assessment within five days of the report.", []),
    ("The force should reduce the number of cases over 12 months old.", []),
    ("Chief constables should follow the code of practice that came into force on 31 March 2024.", []),
    ("Section 55 of the Police Act 1996 requires a response within 56 days of publication.", ["2027-01-19 relative"]),
    ("By 2030, every force should be carbon neutral.", ["2030-12-31 month_end"]),
    ("By the end of 2027 at the latest, the database should be in use.", ["2027-12-31 month_end"]),
    ("By the end of the first quarter of 2027/28, the board should meet.", ["2027-06-30 month_end"]),
    ("The report should be with us by Christmas.", ["None none"]),
    ("By 1 May 2027 at the latest chief constables should publish the results.", ["2027-05-01 exact"]),
    ("By May 2027 and annually thereafter, chief constables should publish the results.", ["2027-05-31 month_end"]),
    ("From April 2027, forces should record ethnicity in every case.", ["2027-04-30 month_end"]),
    ("Until 31 December 2027, forces should report monthly to the inspectorate.", ["2027-12-31 exact"]),
    ("Chief constables should report on progress six months after publication of this report.", ["2027-05-24 relative"]),
    ("The Home Office and NPCC should, within the lifetime of this Parliament, replace the system.", []),
    ("The first meeting should take place before the end of this year.", ["2026-12-31 month_end"]),
    ("The first meeting should take place by the end of this month.", ["2026-11-30 month_end"]),
    ("The force should assure itself that, by September 2027, all staff have been vetted.", ["2027-09-30 month_end"]),
    ("The force should now make these changes.", []),
    ("Forces should make the changes in time for the 2028 local elections.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_dates_and_bases(text: str, expected: list[str]) -> None:
    assert [f"{each.date} {each.basis.value}" for each in deadlines_of_text(text, PUBLISHED)] == expected
