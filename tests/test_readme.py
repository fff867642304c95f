"""What README shows is what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import extractor
from tests.running import run_extractor

ROOT = Path(extractor.__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.compile(
    r"^    \$ (?P<settings>(?:[A-Z]+=\S+ )*)extractor (?P<words>.*)\n(?P<output>(?:    (?!\$ ).*\n)*)", re.MULTILINE
)


def test_the_example_is_the_real_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = list(SHOWN.finditer(README))
    assert len(examples) >= 2
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus", target_is_directory=True)
    for example in examples:
        for setting in example["settings"].split():
            monkeypatch.setenv(*setting.split("=", 1))
        outcome = run_extractor(*shlex.split(example["words"]))
        assert outcome.code == 0
        shown = [line.strip() for line in example["output"].splitlines()]
        assert [line.strip() for line in outcome.out.splitlines() if str(tmp_path) not in line] == shown


def test_every_folder_of_the_layout_is_there() -> None:
    layout = README.split("## Layout")[1].split("## ")[0]
    folders = re.findall(r"^ {4}(\w+)/ ", layout, re.MULTILINE)
    stages = re.findall(r"^ {6}(\w+)/ ", layout, re.MULTILINE)
    assert [name for name in folders if not (ROOT / name).is_dir()] == []
    assert [name for name in stages if not (ROOT / "extractor" / name).is_dir()] == []
    assert {path.parent.name for path in (ROOT / "extractor").glob("*/__init__.py")} - set(stages) == set()


def test_it_names_every_make_target() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name in targets if f"`make {name}`" not in README] == []
