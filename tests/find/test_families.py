"""Families of reports that print their lists in their own way, each as a small sketch and the items a reader sees."""

from __future__ import annotations

import pytest

from extractor.domain import Kind
from extractor.find import find_recommendations
from tests.sketches import sketch

FOCUSED_VISIT = """
# Headline findings
Leaders have acted.
# What needs to improve in this area of social work practice
* The quality of plans.
* The timeliness of strategy meetings.
# Main findings
Children should be seen, and are.
"""

DATED_GROUPS = """
# Areas for development
To improve its services the partnership should take the following action.
**Immediately:**
* ensure that all cases are allocated
* ensure that notifications are screened
**Within three months:**
* improve the quality of assessments
# Outcomes
The force does well.
"""

NUMBERED_PARAGRAPHS = """
# 113 Recommendations
## Introduction
113.1 In this chapter we set out what should be done.
## Regulation
113.6 Duties are spread over too many departments. We therefore recommend that they be drawn together.
113.7 We recommend that the definition be reviewed urgently.
113.8 We have considered whether more should be done but think not.
"""

AUDITOR = """
# Recommendations
21 The Home Office and forces have to work together. The Home Office should:
a review how it funds forces;
b publish what it learns; and
c set a standard with chief constables.
"""

ROMAN_ENTRIES = """
# Recommendations
(i) Chief constables should check files.
(ii) The College of Policing should train.
(iii) The Home Office should fund it.
"""

CONCLUSION_THEN_RECOMMENDATION = """
# Conclusions and recommendations
1. The Department does not know how many officers it has. We were told that it should.
__Recommendation: The Department should write to us within six months with a count.__
2. Forces lack incentives to share. Only four share.
__Recommendation: The Department should set out how it will encourage sharing.__
"""

SHORT_LABELS = """
# Vetting
Vetting was slow. It should be faster.
R1 Chief constables should check files by March 2027.
# Custody
MR2: The Home Office should fund it.
"""

NUMBER_WORDS = """
# Chapter 4
Prose that should not count.
**Recommendation One: a national register**
The Home Office should create a register.
# Chapter 5
**Learning recommendation two**
Chief constables should train.
"""

SET_APART = """
# Chapter 4: vetting
4.1 Vetting was slow. We recommend nothing yet.
**4.2 I recommend that chief constables check every file.**
4.3 Prose.
**4.4 I recommend that the Home Office publish the results.**
"""

OTHER_WORDS = """
# What needs to change
* Chief constables should publish figures.
* Set up a national register.
# What we found
* Forces should have known.
"""


@pytest.mark.parametrize(
    ("report", "items"),
    [
        (FOCUSED_VISIT, [(None, "The quality of plans."), (None, "The timeliness of strategy meetings.")]),
        (
            DATED_GROUPS,
            [
                (None, "ensure that all cases are allocated"),
                (None, "ensure that notifications are screened"),
                (None, "improve the quality of assessments"),
            ],
        ),
        (
            NUMBERED_PARAGRAPHS,
            [
                (
                    "113.6",
                    "Duties are spread over too many departments. We therefore recommend that they be drawn together.",
                ),
                ("113.7", "We recommend that the definition be reviewed urgently."),
            ],
        ),
        (
            AUDITOR,
            [
                ("a", "review how it funds forces;"),
                ("b", "publish what it learns; and"),
                ("c", "set a standard with chief constables."),
            ],
        ),
        (
            ROMAN_ENTRIES,
            [
                ("i", "Chief constables should check files."),
                ("ii", "The College of Policing should train."),
                ("iii", "The Home Office should fund it."),
            ],
        ),
        (
            CONCLUSION_THEN_RECOMMENDATION,
            [
                ("1", "The Department should write to us within six months with a count."),
                ("2", "The Department should set out how it will encourage sharing."),
            ],
        ),
        (
            SHORT_LABELS,
            [("R1", "Chief constables should check files by March 2027."), ("MR2", "The Home Office should fund it.")],
        ),
        (
            NUMBER_WORDS,
            [("One", "The Home Office should create a register."), ("two", "Chief constables should train.")],
        ),
        (
            SET_APART,
            [
                ("4.2", "I recommend that chief constables check every file."),
                ("4.4", "I recommend that the Home Office publish the results."),
            ],
        ),
        (
            OTHER_WORDS,
            [(None, "Chief constables should publish figures."), (None, "Set up a national register.")],
        ),
    ],
    ids=[
        "focused visit", "groups by date", "numbered paragraphs", "auditor", "roman", "conclusion then recommendation",
        "short labels", "number words", "set apart", "other words",
    ],
)  # fmt: skip
def test_a_family_of_reports_is_read_as_a_person_reads_it(report: str, items: list[tuple[str | None, str]]) -> None:
    found = find_recommendations(sketch(report)).recommendations
    asked = [item for item in found if item.kind is not Kind.CONCLUSION]
    assert [(item.printed_number, item.text) for item in asked] == items


def test_what_leads_in_a_group_by_date_stays_with_its_items() -> None:
    found = find_recommendations(sketch(DATED_GROUPS)).recommendations
    assert {(item.group_heading, item.lead_in) for item in found} == {
        ("Immediately:", "To improve its services the partnership should take the following action."),
        ("Within three months:", "To improve its services the partnership should take the following action."),
    }


@pytest.mark.parametrize(
    "report",
    [
        "# Key findings and recommendations\nForces should be faster.\nMore should be done, an officer told us.",
        "# What needs to change\n* Only four forces share.\n* Records are poor.",
        "# How we made our recommendations\n1. We should have asked more people.\n2. We did so.",
        "# 12. Giving effect to recommendations\n(a) Ministers should reply.\n(b) They should do so soon.",
    ],
)
def test_a_heading_that_only_may_open_a_list_opens_none_without_a_lists_marks(report: str) -> None:
    assert find_recommendations(sketch(report)).recommendations == ()


BOXED_LIST = """
# New areas for improvement
While we were with you we identified three areas for improvement.
[box]
**Area for improvement**
**The force should answer calls.**
**It should do so at any hour.**
We heard many calls ring out.
[/box]
The lifetime of a record is long. Supervisors should remember that.
[box]
**Area for improvement**
**The force should improve:**
* **how it records calls; and**
* **how it grades them.**
In the calls that worried us:
* a woman was told to ring again.
[/box]
The force should also improve:
* the time it takes to attend.
# Next steps
You should write to us.
"""

CONCERNS_IN_A_LIST = """
# Causes of concern
We have two causes of concern. One should worry every force.
**Cause of concern 1**
**Exhibits are destroyed too soon.**
By May 2029, chief constables should:
* count them; and
* keep them.
**Cause of concern 2**
**Cash is not accounted for.**
The force should immediately:
* count it.
# Recommendations
1. The Home Office should pay.
2. The College should teach.
"""

FORM = """
# Learning
| Learning recommendation 1 | The force should fit a feed. |
| Made under | Section 10 |
| Response | Accepted |

Prose between two forms that should not count.

| Learning recommendation 2 | The force should set a shift. |
| Made under | Section 10 |
"""

TABLE_OVER_A_PAGE = """
# Recommendations
The table should be read with the text.
| **No.** | **Recommendation** | **Lead** |
| | **A. Deciding** | |
| R1 | Custody officers should record why. | Chief constables |
| R2 | The sample should include: // * all children; | Home Office |
---
| **No.** | **Recommendation** | **Lead** |
| | * and a fifth of the rest. | |
| R3 | Publish the figures. | Home Office |
"""

OLD_TABLE = """
# Our work
**Figure 5 Progress against the recommendations of the Committee**
| **No.** | **Recommendation** | **Our assessment** |
| 1 | The Department should set a timetable. | Implemented |
| 2 | The Department should write. | Not implemented |
"""

GLOSSARY = """
# Words we use
| **Area for improvement** | Something that the force should act on. |
| **Cause of concern** | A serious failing that should be mended. |
| **Rationale** | A reason. |
"""

CONCERN_IN_A_BAND = """
| **Cause of concern 1** |
| **Force was used and not recorded.** // Recommendation: The force should record it at once. // Recommendation: The provider should attend. |
"""

SHORT_FORM = """
# Recommendations at a glance
1. Ask how they knew
2. Check devices
3. Train people
# Chapter 1
Prose.
**Recommendation 1: Chief constables should ask every suspect how they knew where the victim was.**
More prose.
**Recommendation 2: Forces should offer every victim a check of their telephones.**
**Recommendation 3: The College of Policing should train those who answer calls.**
"""

RUNNING_HEAD = """
# Recommendations
12. Each chief constable should record that they have read:
---
__4. Who gets in__
(a) the statement; and
(b) any grievance.
13. The College should consider it.
"""

EMPTY_THEN_GROUPS = """
**Areas for improvement**
**Emergency department**
* Staff are not told.
**School nursing**
* Nurses are not invited.
"""


@pytest.mark.parametrize(
    ("report", "items"),
    [
        (
            BOXED_LIST,
            [
                "The force should answer calls. It should do so at any hour.",
                "The force should improve: how it records calls; and how it grades them.",
                "the time it takes to attend.",
            ],
        ),
        (
            CONCERNS_IN_A_LIST,
            [
                "Exhibits are destroyed too soon.", "count them; and", "keep them.",
                "Cash is not accounted for.", "count it.",
                "The Home Office should pay.", "The College should teach.",
            ],
        ),
        (FORM, ["The force should fit a feed.", "The force should set a shift."]),
        (
            TABLE_OVER_A_PAGE,
            [
                "Custody officers should record why.",
                "The sample should include: all children; and a fifth of the rest.",
                "Publish the figures.",
            ],
        ),
        (GLOSSARY, []),
        (
            CONCERN_IN_A_BAND,
            [
                "Force was used and not recorded.",
                "The force should record it at once.",
                "The provider should attend.",
            ],
        ),
        (
            SHORT_FORM,
            [
                "Chief constables should ask every suspect how they knew where the victim was.",
                "Forces should offer every victim a check of their telephones.",
                "The College of Policing should train those who answer calls.",
            ],
        ),
        (EMPTY_THEN_GROUPS, ["Staff are not told.", "Nurses are not invited."]),
    ],
    ids=[
        "boxes in a list", "labelled concerns", "forms", "table over a page", "glossary", "band", "short form", "groups",
    ],
)  # fmt: skip
def test_boxes_and_tables_are_read_as_they_are_printed(report: str, items: list[str]) -> None:
    assert [item.text for item in find_recommendations(sketch(report)).recommendations] == items


def test_a_table_with_a_caption_about_earlier_items_restates_them() -> None:
    assert {item.restated for item in find_recommendations(sketch(OLD_TABLE)).recommendations} == {True}


def test_a_groups_row_heads_the_rows_below_it_and_the_lead_column_names_the_body() -> None:
    found = find_recommendations(sketch(TABLE_OVER_A_PAGE)).recommendations
    assert [(item.printed_number, item.group_heading, item.responsible_body) for item in found] == [
        ("R1", "A. Deciding", "Chief constables"),
        ("R2", "A. Deciding", "Home Office"),
        ("R3", "A. Deciding", "Home Office"),
    ]
