"""The index: extended without looking at the rest, kept in a file, and never trusted when damaged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extractor.domain import Action
from extractor.errors import MissingModel
from extractor.match import index as index_module
from extractor.match.index import SPARSE_VIEWS, ActionIndex, index_actions, load_index, save_index
from extractor.match.reading import read_action
from extractor.match.semantic import MODEL_FILE, find_model
from tests.match.builders import LEXICON, WEIGHTS, action

PLAN = [action(f"A{number}", text) for number, text in enumerate(("Answer 101 calls.", "Clean custody cells.", ""))]


def same(one: ActionIndex, other: ActionIndex) -> bool:
    return (
        one.sums == other.sums
        and all((one.sparse[view] != other.sparse[view]).nnz == 0 for view in SPARSE_VIEWS)
        and all(np.array_equal(one.dense[view], other.dense[view]) for view in one.dense)
        and one.by_number == other.by_number
    )


@pytest.fixture
def read_refs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Refs of the actions that were read."""
    seen: list[str] = []

    def noting(one: Action, lexicon: object) -> object:
        seen.append(one.ref)
        return read_action(one, LEXICON)

    monkeypatch.setattr(index_module, "read_action", noting)
    return seen


def test_adding_a_row_reads_that_row_only(read_refs: list[str]) -> None:
    before = index_actions(PLAN, WEIGHTS, LEXICON, "m@1")
    read_refs.clear()
    more = [*PLAN, action("A9", "Hang up less.")]
    after = index_actions(more, WEIGHTS, LEXICON, "m@1", before)
    assert read_refs == ["A9"]
    assert same(after, index_actions(more, WEIGHTS, LEXICON, "m@1"))


def test_a_changed_row_is_read_again_and_a_missing_one_goes(read_refs: list[str]) -> None:
    before = index_actions(PLAN, WEIGHTS, LEXICON, "m@1")
    read_refs.clear()
    edited = [PLAN[1], action("A0", "Answer 999 calls.")]
    after = index_actions(edited, WEIGHTS, LEXICON, "m@1", before)
    assert read_refs == ["A0"]
    assert same(after, index_actions(edited, WEIGHTS, LEXICON, "m@1"))


def test_another_model_takes_nothing_over(read_refs: list[str]) -> None:
    before = index_actions(PLAN, WEIGHTS, LEXICON, "m@1")
    read_refs.clear()
    index_actions(PLAN, WEIGHTS, LEXICON, "m@2", before)
    assert read_refs == [one.ref for one in PLAN]


def test_without_leaves_the_named_out() -> None:
    whole = index_actions(PLAN, WEIGHTS, LEXICON)
    assert same(whole.without({"A1"}), index_actions([PLAN[0], PLAN[2]], WEIGHTS, LEXICON))


def test_a_kept_index_serves_the_same_plan(tmp_path: Path, read_refs: list[str]) -> None:
    path = tmp_path / "index.npz"
    whole = index_actions(PLAN, WEIGHTS, LEXICON, "m@1")
    save_index(whole, path)
    read_refs.clear()
    assert same(index_actions(PLAN, WEIGHTS, LEXICON, "m@1", load_index(path)), whole)
    assert read_refs == []


@pytest.mark.parametrize("content", [None, b"", b"not an archive", b"PK\x03\x04 cut short"])
def test_a_damaged_index_is_as_good_as_none(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "index.npz"
    if content is not None:
        path.write_bytes(content)
    assert load_index(path) is None


class FakeEncoder:
    """Says that texts are alike when they begin with the same letter."""

    name = "fake"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[1.0, 0.0] if text.startswith("A") else [0.0, 3.0] for text in texts])


def test_an_encoder_is_half_of_the_latent_view_and_of_the_name() -> None:
    index = index_actions([*PLAN, action("A8", "Absent words.")], WEIGHTS, LEXICON, "m@1", encoder=FakeEncoder())
    rows = index.dense["latent"]
    assert index.model == "m@1+fake"
    assert rows.shape[1] == WEIGHTS.latent.shape[1] + 2
    assert rows[0] @ rows[3] == pytest.approx(0.5)
    assert rows[0] @ rows[1] == pytest.approx(0.0)


def test_an_encoder_is_a_folder_or_an_installed_package_that_holds_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "some_encoder" / "files"
    model.mkdir(parents=True)
    (tmp_path / "some_encoder" / "__init__.py").write_text("", encoding="utf-8")
    (model / MODEL_FILE).write_text("[]", encoding="utf-8")
    assert find_model(model) == model
    monkeypatch.syspath_prepend(tmp_path)
    assert find_model(Path("elsewhere") / "some_encoder") == model
    for name in ("another_encoder", "not-a-name", "json"):
        with pytest.raises(MissingModel, match=name):
            find_model(Path("elsewhere") / name)
