"""The twenty traps really are in the corpus, each in the documents that say they carry it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@cache
def gold_of(number: int) -> dict[str, Any]:
    (path,) = (CORPUS / "reports").glob(f"{number:02d}-*.gold.json")
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def printed(number: int) -> str:
    (path,) = (CORPUS / "reports").glob(f"{number:02d}-*.pdf")
    document = pdfium.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def carriers(trap: int) -> list[int]:
    """Numbers of the documents that say they carry a trap."""
    paths = sorted((CORPUS / "reports").glob("*.gold.json"))
    return [int(path.name[:2]) for path in paths if trap in json.loads(path.read_text(encoding="utf-8"))["traps"]]


def items(number: int, **wanted: object) -> list[dict[str, Any]]:
    return [
        item for item in gold_of(number)["recommendations"] if all(item[key] == value for key, value in wanted.items())
    ]


def test_trap_01_one_recommendation_in_list_and_box() -> None:
    assert {1, 2, 3, 4} <= set(carriers(1))
    assert all(item["also_on_pages"] for item in items(1, kind="recommendation"))


def test_trap_02_a_progress_report_reprints_nine_and_adds_six() -> None:
    assert 5 in carriers(2)
    assert len(items(5, restated=True)) == 9
    assert len(items(5, restated=False)) == 6


def test_trap_03_a_reinspection_reprints_under_a_heading_of_its_own() -> None:
    assert carriers(3) == [15]
    assert {item["section"] for item in items(15, restated=True, kind="recommendation")} == {
        "Recommendations from the 2025 inspection report"
    }


def test_trap_04_an_appendix_of_old_items() -> None:
    assert {17, 21} <= set(carriers(4))
    assert len(items(17, restated=True)) == 10
    assert all(item["status"] for item in items(17, restated=True))


def test_trap_05_a_cause_of_concern_with_two_lead_ins_and_eight_bullets() -> None:
    assert 11 in carriers(5)
    bullets = items(11, kind="recommendation")
    assert len(bullets) == 8
    assert len({item["lead_in"] for item in bullets}) == 2
    assert {item["parent"] for item in bullets} == {1}


def test_trap_06_six_addressees_and_a_user_group() -> None:
    assert {4, 5} <= set(carriers(6))
    assert len(items(4, label="Recommendation 1")[0]["addressees"]) == 6
    assert items(4, label="Recommendation 2")[0]["addressees"] == ["chief constables", "records-system user group"]


def test_trap_07_the_national_lead_should_work_with_chief_constables() -> None:
    assert 4 in carriers(7)
    item = items(4, label="Recommendation 6")[0]
    assert item["text"].startswith("The national lead should work with chief constables")
    assert item["relevance"] == "joint"


def test_trap_08_a_subset_with_gaps_and_evidence_lines() -> None:
    assert 25 in carriers(8)
    labels = [item["label"] for item in items(25)]
    assert labels == ["1.", "3.", "4.", "5.", "7.", "8.", "10.", "11.", "12.", "13.", "14."]
    assert re.search(r"^7\.1\s", printed(25), re.MULTILINE)
    assert not any(item["label"] == "7.1" for item in items(25))


def test_trap_09_month_only_immediate_and_relative_dates() -> None:
    bases = {deadline["basis"] for item in items(1) for deadline in item["deadlines"]}
    assert {"exact", "month_end", "immediate", "relative"} <= bases


def test_trap_10_conclusions_and_recommendations_share_one_numbering() -> None:
    assert carriers(10) == [28]
    numbers = [int(item["label"].rstrip(".")) for item in items(28) + gold_of(28)["conclusions"]]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_trap_11_a_reissued_report_with_one_grade_changed() -> None:
    assert {6, 9} <= set(carriers(11))
    first, second = ({grade["area"]: grade["grade"] for grade in gold_of(number)["grades"]} for number in (6, 9))
    assert {area for area in first if first[area] != second[area]} == {"Managing offenders and suspects"}
    assert len(items(9)) == len(items(6)) + 1
    assert gold_of(6)["document"] == gold_of(9)["document"]


def test_trap_12_the_date_of_printing_is_not_the_date_of_publication() -> None:
    assert {22, 26} <= set(carriers(12))
    assert "17/05/2028" in printed(26)
    assert gold_of(26)["publication_date"] == "2028-03-09"


def test_trap_13_an_accelerated_cause_of_concern_and_the_report_that_reprints_it() -> None:
    assert {11, 12} <= set(carriers(13))
    letter = {item["text"] for item in items(11)}
    assert letter == {item["text"] for item in items(12, restated=True)}


def test_trap_14_an_area_repeated_from_the_last_cycle_in_other_words() -> None:
    assert {6, 12} <= set(carriers(14))
    old = next(item for item in items(6) if "attendance times" in item["text"])
    new = next(item for item in items(12) if item["id"] == "a2")
    assert not old["restated"] and not new["restated"]
    assert set(old["themes"]) == set(new["themes"])


def test_trap_15_a_revisit_letter_closes_and_asks_nothing() -> None:
    assert carriers(15) == [13]
    assert items(13) == []
    assert [line["status"] for line in gold_of(13)["status_lines"]].count("closed") == 6


def test_trap_16_another_forces_report() -> None:
    assert {7, 8, 23} <= set(carriers(16))
    assert {item["relevance"] for item in items(8)} == {"for_information"}


def test_trap_17_an_area_about_a_shared_unit() -> None:
    assert {7, 16} <= set(carriers(17))
    shared = [item for item in items(7) if item["relevance"] == "for_force_via_collaboration"]
    assert [item["id"] for item in shared] == ["a16"]


def test_trap_18_hyphens_quotes_and_footnote_digits() -> None:
    assert {1, 13, 22} <= set(carriers(18))
    assert "non\u2011emergency" in printed(22)
    assert "highrisk cases" in printed(1)
    assert re.search(r"requirement\d", printed(1))
    assert "Decisionmaking" in printed(1)
    assert "cause for concern" in printed(13)


def test_trap_19_a_way_out_and_a_sentence_that_begins_with_or() -> None:
    assert {1, 20, 24} <= set(carriers(19))
    text = items(1, label="Recommendation 12")[0]["text"]
    assert "or provide a rationale for deviating" in text
    assert "Or they should devise" in text


def test_trap_20_a_fire_service_report_by_the_same_inspectorate() -> None:
    assert carriers(20) == [27]
    assert {item["relevance"] for item in items(27)} == {"not_applicable"}


def test_the_annual_assessment_has_no_item_and_much_prose() -> None:
    assert items(18) == []
    assert gold_of(18)["pages"] >= 40
    assert len(re.findall(r"\bshould\b", printed(18))) >= 60
