"""The package as its users get it: built, installed elsewhere, run from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import extractor

ROOT = Path(extractor.__file__).parent.parent

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="only in a checkout"),
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was unpacked, as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run_installed(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed command line, which must not see the checkout."""
    code = "import sys, extractor; print(extractor.__file__, file=sys.stderr); from extractor.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(site)}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_wheel_runs_the_demonstration_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    run = run_installed(installed, tmp_path, "demo")
    assert run.returncode == 0, run.stderr
    assert str(installed) in run.stderr.splitlines()[0]
    files = [Path(line) for line in run.stdout.splitlines()]
    assert files
    assert all((tmp_path / path).exists() for path in files)
    assert [path.name for path in tmp_path.iterdir()] == ["extractor-demo"]


def test_the_wheel_carries_its_data_and_no_test(installed: Path) -> None:
    package = installed / "extractor"
    names = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    assert {"models/lists/forces.toml", "corpus/manifest.json", "schema/report-1.schema.json"} <= names
    assert not [path for path in installed.iterdir() if path.name in ("tests", "notebooks")]
