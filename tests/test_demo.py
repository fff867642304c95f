"""The demonstration runs on bundled data, twice in a row, and its counts reconcile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

from extractor.config import load_settings
from extractor.counts import plan_counts
from extractor.demo import DAY, REPORTS, run_demo
from extractor.plan.section55 import NO_ANSWER
from extractor.plan_loading import load_view
from extractor.store.repository import open_store

pytestmark = pytest.mark.slow


def test_the_whole_story(tmp_path: Path) -> None:
    said: list[str] = []
    story = run_demo(tmp_path / "demo", said.append)
    settings = load_settings(tmp_path / "demo" / "extractor.toml")
    with open_store(settings, create=False) as store:
        view = load_view(store, settings)
        assert plan_counts(view) == story.counts
        assert {decision.when.date() for decision in store.decisions.all()} == {settings.day} == {DAY}
        totals, plan = store.totals(), store.plan.totals(settings.day)
    assert len(view.reports) == len(REPORTS) and story.counts.actions.all > 50
    assert (totals.items.items, totals.items.decided) == (story.counts.items.all, story.counts.items.decided)
    assert (plan.actions, plan.open, plan.ended) == (
        story.counts.actions.all,
        story.counts.actions.open,
        story.counts.actions.ended,
    )
    assert all(path.exists() for path in story.files)
    assert_sums(said)
    response = "\n".join(paragraph.text for paragraph in Document(str(story.files[3])).paragraphs)
    assert "We accept this." in response and NO_ANSWER not in response
    assert run_demo(tmp_path / "demo", said.append).counts == story.counts


def assert_sums(sentences: list[str]) -> None:
    """Every sum that is printed adds up, and they are the sums of one another."""
    sums = [re.sub(r"[^\d+=]", "", sentence.split(";")[0]).split("=") for sentence in sentences if "=" in sentence]
    assert [sum(map(int, parts.split("+"))) for parts, _ in sums] == [int(total) for _, total in sums]
    to_decide, decided, _ = (int(total) for _, total in sums)
    assert (
        to_decide
        == decided
        == sum(int(re.search(r"(\d+) items? to", one)[1]) for one in sentences if " to decide" in one)
    )
