"""The demonstration runs on bundled data, twice in a row, and its counts reconcile."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.config import load_settings
from extractor.demo import REPORTS, run_demo
from extractor.store.records import Filter
from extractor.store.repository import open_store

pytestmark = pytest.mark.slow


def test_the_whole_story(tmp_path: Path) -> None:
    said: list[str] = []
    story = run_demo(tmp_path / "demo", said.append)
    assert len(story.saved) == len(REPORTS)
    assert story.actions > 50
    with open_store(load_settings(tmp_path / "demo" / "extractor.toml"), create=False) as store:
        assert store.items.queue(Filter(), limit=1).total == story.decisions.total() == store.totals().decisions
    assert all(path.exists() for path in story.files)
    again = run_demo(tmp_path / "demo", said.append)
    assert again.decisions == story.decisions
