"""The twenty traps of the sample corpus, and what the program makes of each. ``tests/corpus`` shows that they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.config import Settings
from extractor.domain import DeadlineBasis, Ingestion, Recommendation, ReportType
from extractor.evaluate.document import DocumentScore
from extractor.intake import Intake
from extractor.profile import profile_of_force
from extractor.read.options import ReadOptions
from tests.quality.shared import CORPUS, ingested, scores

pytestmark = [pytest.mark.quality, pytest.mark.slow]
WITH_ALL = ReadOptions()


def found(number: int) -> Ingestion:
    """What the program says about a document of the corpus."""
    return next(each for gold, each in ingested(CORPUS, WITH_ALL) if gold.pdf.name.startswith(f"{number:02d}-"))


def score(number: int) -> DocumentScore:
    return next(each for each in scores(CORPUS, WITH_ALL) if each.name.startswith(f"{number:02d}-"))


def live(number: int) -> list[Recommendation]:
    return [item for item in found(number).recommendations if item.is_actionable]


def old(number: int) -> list[Recommendation]:
    return [item for item in found(number).recommendations if item.restated]


def numbered(number: int, label: str) -> Recommendation:
    (item,) = (item for item in live(number) if item.printed_number == label)
    return item


def meaning(number: int, item: Recommendation) -> str:
    return found(number).relevance[item.id].label.value


def test_trap_01_one_recommendation_in_list_and_box_is_one_item_with_both_pages() -> None:
    pairs = [pair for number in (1, 2, 3, 4) for pair in score(number).matched if pair.gold.also_on_pages]
    assert len(pairs) > 40
    both = [pair for pair in pairs if {pair.gold.page, *pair.gold.also_on_pages} <= set(pair.item.pages)]
    assert len(both) >= 0.98 * len(pairs)


def test_trap_02_a_progress_report_restates_nine_and_adds_six() -> None:
    assert (len(old(5)), len(live(5))) == (9, 6)
    assert score(5).restated.fn == 0


def test_trap_03_a_reinspection_chapter_of_old_recommendations_is_restated() -> None:
    assert score(15).counts("strict").fp == 0
    assert len(old(15)) >= 12


def test_trap_04_an_appendix_of_old_items_is_restated() -> None:
    assert len(old(17)) == 10
    assert score(17).counts("strict").fp == 0


def test_trap_05_two_lead_ins_and_eight_bullets_are_one_cause_and_eight_children() -> None:
    (cause,) = (item for item in live(11) if item.parent_id is None)
    children = [item for item in live(11) if item.parent_id == cause.id]
    assert len(children) == 8
    assert len({item.lead_in for item in children}) == 2
    assert [{each.basis for each in item.deadlines} for item in children] == (
        [{DeadlineBasis.IMMEDIATE}] * 4 + [{DeadlineBasis.EXACT}] * 4
    )


def test_trap_06_six_addressees_are_six_and_a_user_group_is_one() -> None:
    assert len(numbered(4, "1").addressees) == 6
    assert [each.group.value for each in numbered(4, "2").addressees] == ["force", "other"]


def test_trap_07_the_national_lead_with_chief_constables_is_joint() -> None:
    assert meaning(4, numbered(4, "6")) == "joint"


def test_trap_08_a_subset_with_gaps_keeps_its_numbers_and_its_evidence_lines_out() -> None:
    assert live(25) == []
    assert [item.printed_number for item in old(25)] == ["1", "3", "4", "5", "7", "8", "10", "11", "12", "13", "14"]


def test_trap_09_month_immediate_and_relative_dates_are_told_apart() -> None:
    bases = {each.basis for item in live(1) for each in item.deadlines}
    assert {DeadlineBasis.EXACT, DeadlineBasis.MONTH_END, DeadlineBasis.IMMEDIATE, DeadlineBasis.RELATIVE} <= bases
    assert not [each for item in live(1) for each in item.deadlines if each.basis == "immediate" and each.date]


def test_trap_10_one_numbering_of_conclusions_and_recommendations_is_taken_apart() -> None:
    counts = score(28)
    assert (counts.counts("strict").fp, counts.counts("strict").fn) == (0, 0)
    assert counts.conclusions is not None
    assert counts.conclusions.fn == 0


def test_trap_11_a_reissue_is_a_new_version_and_says_what_changed(tmp_path: Path) -> None:
    settings = Settings(path=tmp_path / "extractor.toml", force=profile_of_force("Exampleshire Police"))
    with Intake(settings, "reviewer") as intake:
        first = intake.take(CORPUS / "06-peel-exampleshire.pdf")
        second = intake.take(CORPUS / "09-peel-exampleshire-reissued.pdf")
    assert (first.report_id, second.version) == (second.report_id, 2)
    assert second.diff is not None
    assert len(second.diff.added) == 1
    assert [(grade.area, grade.before, grade.after) for grade in second.diff.grades] == [
        ("Managing offenders and suspects", "Adequate", "Requires improvement")
    ]


def test_trap_12_the_date_of_printing_is_not_taken_for_publication() -> None:
    assert [str(found(number).report.publication_date) for number in (22, 26)] == ["2026-10-20", "2028-03-09"]


def test_trap_13_an_accelerated_cause_is_restated_in_the_full_report() -> None:
    assert len(old(12)) == 9
    assert {item.text for item in old(12)} == {item.text for item in live(11)}


def test_trap_14_an_area_in_other_words_is_new() -> None:
    assert not [item for item in old(12) if "attend" in item.text]
    assert score(12).counts("strict").fn == 0


def test_trap_15_a_revisit_letter_closes_and_asks_for_nothing() -> None:
    assert live(13) == []
    assert [line.status for line in found(13).report.status_lines].count("closed") == 6


def test_trap_16_another_forces_report_is_for_information() -> None:
    assert {meaning(8, item) for item in live(8)} == {"for_information"}
    assert {meaning(23, item) for item in live(23)} <= {
        "for_information",
        "national_monitor",
        "for_local_policing_body",
    }


def test_trap_17_an_area_about_a_shared_unit_is_for_us_via_collaboration() -> None:
    (shared,) = (item for item in live(7) if "Exampleshire" in item.text)
    assert meaning(7, shared) == "for_force_via_collaboration"
    named = [item for item in live(16) if any("vetting unit" in each.text for each in item.addressees)]
    assert len(named) >= 2
    assert {meaning(16, item) for item in named} == {"for_force_via_collaboration"}


def test_trap_18_hyphens_quotes_and_footnote_digits_do_not_change_the_words() -> None:
    for number in (1, 10, 12, 22):
        assert score(number).counts("strict").fn == 0
        assert min(score(number).similarities) >= 0.97


def test_trap_19_a_way_out_and_a_sentence_with_or_stay_in_their_item() -> None:
    text = numbered(1, "12").text
    assert "or provide a rationale for deviating" in text
    assert "Or they should devise" in text


def test_trap_20_a_fire_service_report_does_not_apply() -> None:
    assert found(27).report.report_type is ReportType.FIRE_AND_RESCUE
    assert {meaning(27, item) for item in live(27)} == {"not_applicable"}


def test_forty_pages_of_should_hold_no_recommendation() -> None:
    assert [item.text for item in live(18)] == []
