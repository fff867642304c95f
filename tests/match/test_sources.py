"""Quoted references and where things come from: tables of (text, expected)."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.match.candidates import quoted_places
from extractor.match.index import index_actions
from extractor.match.sources import Quotation, family_likeness, find_quotations, quotation_fit, read_source
from tests.match.builders import LEXICON, WEIGHTS, action


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This replaces recommendation 28 of the 2022 report.", [("28", "", "2022")]),
        ("This recommendation replaces recommendation 1 of our 2022 report.", [("1", "", "2022")]),
        ("Recommendation 7 (2024, reprinted): forces should train.", [("7", "", "2024")]),
        ("We have closed clause (c), because it is done.", [("", "c", "")]),
        ("Recommendation from the 2022 inspection report: attend.", [("", "", "2022")]),
        ("AFI 4 of the 2023 inspection is not met.", [("4", "", "2023")]),
        ("I repeat recommendation 5.", [("5", "", "")]),
        ("Recommendation 1. Forces should train officers.", []),
        ("Recommendations should be tracked by 31 May 2026.", []),
        ("By 31 May 2026, forces should record 28 days.", []),
    ],
)
def test_quotations(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert find_quotations(text) == tuple(Quotation(*one) for one in expected)


@pytest.mark.parametrize(
    ("title", "programme", "years"),
    [
        ("PEEL 2021/22", "peel", (2021,)),
        ("PEEL 2025–27: an inspection of Exampleshire Police", "peel", (2025,)),
        ("National child protection inspection: Exampleshire Police", "child_protection", ()),
        ("Custody inspection 2023", "custody", (2023,)),
        ("A safe place: national thematic inspection of police custody", None, ()),
        ("Waiting for the phone (2022)", None, (2022,)),
    ],
)
def test_sources(title: str, programme: str | None, years: tuple[int, ...]) -> None:
    source = read_source(title)
    assert (source.programme, source.years) == (programme, years)


def test_a_progress_report_is_of_the_family_of_its_report() -> None:
    progress = read_source("A duty to check: three years on. A progress report")
    assert family_likeness(progress, read_source("A duty to check: vetting (2022)")) >= 0.5
    assert family_likeness(progress, read_source("The first hour: burglary (2022)")) == 0


@pytest.mark.parametrize(
    ("quotation", "reference", "fit"),
    [
        (Quotation("28", "", "2022"), "Rec 28", 1.0),
        (Quotation("28", "", ""), "Rec 28", 0.5),
        (Quotation("28", "", "2021"), "Rec 28", 0.0),
        (Quotation("28", "", "2022"), "Rec 7", -1.0),
        (Quotation("", "c", ""), "CoC 1 (c)", 0.5),
    ],
)
def test_how_far_a_quotation_names_an_action(quotation: Quotation, reference: str, fit: float) -> None:
    assert quotation_fit(quotation, read_source("Vetting (2022)", reference)) == fit


def test_a_number_of_another_report_of_that_year_counts_less() -> None:
    plan = [
        action("own", source_report="Duty to check: vetting (2022)", source_ref="Rec 28"),
        action("other", source_report="The first hour: burglary (2022)", source_ref="Rec 28"),
        action("neighbour", source_report="Duty to check: vetting (2022)", source_ref="Rec 27"),
    ]
    index = index_actions(plan, WEIGHTS, LEXICON)
    text = "This replaces recommendation 28 of the 2022 report."
    fits = quoted_places(text, read_source("Duty to check: three years on"), index, np.zeros(3))
    assert fits[0] == 1.0
    assert 0 < fits[1] < 0.5
    assert 2 not in fits
