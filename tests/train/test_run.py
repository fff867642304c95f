"""Training end to end on a slice of the corpus: what it writes can be used, and comes out the same twice."""

from __future__ import annotations

import pytest

from extractor.artifacts import data_folder
from extractor.classify import classify_items, load_classifiers
from extractor.train.examples import load_examples
from extractor.train.relevance import train_relevance
from extractor.train.sets import Material, load_material
from extractor.train.theme_figures import train_themes
from tests.classify.judging import PROFILE
from tests.factories import recommendation, report

pytestmark = pytest.mark.slow
LABELLED = data_folder("corpus") / "labelled" / "relevance"


@pytest.fixture(scope="module")
def material(tmp_path_factory) -> Material:
    """Every fifth line of the authored set, so that every family is there."""
    folder = tmp_path_factory.mktemp("corpus") / "labelled"
    folder.mkdir()
    lines = (LABELLED / "authored.jsonl").read_text(encoding="utf-8").splitlines()[::5]
    (folder / "slice.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return load_material(folder)


def test_what_training_writes_can_be_used(material, tmp_path):
    for trainer in (train_relevance, train_themes):
        trainer(material).save(tmp_path, {"corpus/slice.jsonl": "0"})
    classifiers = load_classifiers(tmp_path)
    item = recommendation("Chief constables should make sure that vetting is renewed before it lapses.")
    judged = classify_items([item], report(), PROFILE, classifiers)
    assert judged.relevance[item.id].model == "relevance@1"
    assert judged.themes[item.id][0].label == "vetting_and_counter_corruption"


def test_the_same_material_gives_the_same_files_and_figures(material):
    first, second = train_relevance(material), train_relevance(material)
    assert first.files == second.files
    assert first.figures == second.figures
    assert first.card == second.card


def test_extra_folders_stand_beside_the_corpus():
    own = load_material(LABELLED)
    both = load_material(LABELLED, [data_folder("corpus") / "reports"])
    assert not own.has_extra and both.has_extra
    assert len(both.corpus) == len(own.corpus) == len(load_examples(LABELLED))
