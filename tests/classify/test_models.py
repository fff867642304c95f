"""The packaged models: whole, small, quick to load, refused when altered, and not needed with --rules-only."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from extractor.artifacts import data_folder
from extractor.classify import Classifiers, classify_items, load_classifiers
from extractor.domain import Addressee, AddresseeGroup
from extractor.errors import AlteredModel, MissingModel
from tests.classify.judging import PROFILE
from tests.factories import recommendation, report
from tests.running import run_extractor

NAMES = ("relevance", "themes")
LIMIT_MB = 15
FORCES = (Addressee("Forces", None, AddresseeGroup.FORCE),)


@pytest.fixture
def models(tmp_path):
    for name in NAMES:
        shutil.copytree(data_folder("models") / name, tmp_path / name)
    return tmp_path


def test_a_missing_model_names_what_to_do(models, tmp_path):
    shutil.rmtree(models / "themes")
    with pytest.raises(MissingModel, match="--rules-only"):
        load_classifiers(models)


def test_a_model_of_another_version_names_what_to_do(models):
    meta = json.loads((models / "themes" / "meta.json").read_text(encoding="utf-8"))
    for member in ("mainly_by_letters.json", "mainly_by_letters.npz"):
        del meta["files"][member]
        (models / "themes" / member).unlink()
    (models / "themes" / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(MissingModel, match=r"mainly_by_letters\.json.*\n?.*extractor train"):
        load_classifiers(models)


@pytest.mark.parametrize("member", ["relevance/linear.npz", "relevance/scale.json", "themes/touches.json"])
def test_an_altered_model_is_refused(models, member):
    content = bytearray((models / member).read_bytes())
    content[len(content) // 2] ^= 1
    (models / member).write_bytes(bytes(content))
    with pytest.raises(AlteredModel, match=r"extractor train|--rules-only"):
        load_classifiers(models)


def test_the_command_refuses_it_too_and_rules_alone_still_work(models, tmp_path):
    (models / "relevance" / "scale.json").write_text("{}", encoding="utf-8")
    items = tmp_path / "items.jsonl"
    items.write_text(json.dumps({"text": "Forces should count keys."}), encoding="utf-8")
    refused = run_extractor("classify", str(items), "--models", str(models), "--json")
    assert refused.code == AlteredModel.exit_code and refused.out == ""
    assert run_extractor("classify", str(items), "--models", str(models), "--json", "--rules-only").code == 0


def test_models_are_plain_small_and_documented():
    folder = data_folder("models")
    files = [path for name in NAMES for path in (folder / name).iterdir()]
    assert {path.suffix for path in files} <= {".json", ".npz", ".md"}
    assert sum(path.stat().st_size for path in files) < LIMIT_MB * 2**20
    for name in NAMES:
        meta = json.loads((folder / name / "meta.json").read_text(encoding="utf-8"))
        assert {"version", "data", "metrics", "libraries", "files"} <= set(meta)
        assert all(key.startswith("corpus/") for key in meta["data"])
        card = (folder / name / "MODEL_CARD.md").read_text(encoding="utf-8")
        assert "Known limits" in card and "not for" in card


def test_predicting_needs_no_scikit_learn():
    code = (
        "import sys; from extractor.classify import load_classifiers; load_classifiers();"
        "print(sorted({'sklearn', 'scipy', 'spacy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_suggestion_has_a_probability_and_the_words_that_decided():
    items = [
        recommendation("Forces should count keys.", addressees=FORCES),
        recommendation("Recording of what matters."),
    ]
    judged = classify_items(items, report(), PROFILE, load_classifiers())
    for item in items:
        relevance = judged.relevance[item.id]
        assert 0 < relevance.probability < 1
        assert relevance.evidence and relevance.reason and relevance.model
        assert all(0 < theme.probability < 1 for theme in judged.themes[item.id])
    assert judged.issues == ()


def test_without_a_force_nothing_is_judged_but_themes_are():
    item = recommendation("Renew vetting.")
    judged = classify_items([item], report(), None, Classifiers())
    assert judged.relevance == {} and judged.themes[item.id] and len(judged.issues) == 1
