"""The bundled tracker is what its script makes, and is understood whole."""

from __future__ import annotations

from pathlib import Path

from corpus.plans.build import TARGET, build
from extractor.domain import Severity
from extractor.plan.importer import import_tracker
from tests.plan.trackers import kept_as_it_is


def test_the_bundled_tracker_is_what_its_script_makes(tmp_path: Path) -> None:
    made = import_tracker(build(tmp_path / TARGET.name))
    bundled = import_tracker(TARGET)
    assert (made.actions, made.columns, made.issues) == (bundled.actions, bundled.columns, bundled.issues)


def test_it_is_understood_whole() -> None:
    found = import_tracker(TARGET)
    assert len(found.actions) == 86 and dict(found.sheets) == {"Live plan": 5}
    assert all(action.status is not None for action in found.actions)
    assert kept_as_it_is(found) == ("Cost code", "Days to target")
    assert not [issue for issue in found.issues if issue.severity is not Severity.INFO]
