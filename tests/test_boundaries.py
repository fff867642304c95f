"""Each library in its home, the stages in their order, and no way out of the machine."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import extractor

PACKAGE = Path(extractor.__file__).parent
ROOT = PACKAGE.parent

HOMES: dict[str, set[str]] = {
    "pypdfium2": {"read"},
    "pdfplumber": {"read"},
    "spacy": {"find", "train"},
    "sklearn": {"classify", "match", "train", "evaluate"},
    "rapidfuzz": {"match", "find", "evaluate"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "xlsxwriter": {"plan"},
    "openpyxl": {"plan"},
    "lxml": {"plan"},
    "docx": {"plan"},
    "fastapi": {"review"},
    "starlette": {"review"},
    "uvicorn": {"review"},
    "jinja2": {"review"},
    "argon2": {"review"},
    "typer": {"cli"},
    "rich": {"cli"},
}
NETWORK = {"urllib", "http", "socket", "ssl", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "urllib3"}
NETWORK_HARMLESS = {"urllib.parse", "http.cookies"}
LAZY = {"spacy", "sklearn"}
PICKLES = {"pickle", "joblib", "dill", "cloudpickle", "shelve", "marshal"}
POSIX_ONLY = {"resource", "fcntl", "pwd", "grp", "termios"}


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(path for path in PACKAGE.rglob("*.py"))


def imports_of(tree: ast.AST) -> Iterator[str]:
    """Full names of what a tree imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def home_of(path: Path) -> str:
    """The stage a module belongs to: its folder, or its own name at the top."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_stays_in_its_home(path: Path) -> None:
    for name in imports_of(ast.parse(path.read_text(encoding="utf-8"))):
        top = name.split(".")[0]
        assert home_of(path) in HOMES.get(top, {home_of(path)}), f"{name} has no business in {home_of(path)}"
        assert top not in PICKLES, f"{name} can run code hidden in data"
        assert top not in POSIX_ONLY, f"{name} is not there on Windows"
        if home_of(path) != "review":
            assert top not in NETWORK or name in NETWORK_HARMLESS, f"{name} can reach the network"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_load_inside_functions(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in imports_of(ast.Module(body=[node], type_ignores=[])):
                assert name.split(".")[0] not in LAZY, f"{name} is loaded with the module"


def test_every_home_is_a_stage() -> None:
    assert set().union(*HOMES.values()) <= {home_of(path) for path in modules()}


def test_the_import_contract_holds() -> None:
    contract = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    run = subprocess.run([sys.executable, "-c", contract], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "helpers", "misc", "common"}
    assert not [path for path in modules() if path.stem in drawers]


WRITTEN_BY_HAND = [path for path in modules() if "migrations" not in path.parts]  # Alembic lists a whole schema


@pytest.mark.parametrize("path", WRITTEN_BY_HAND, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_functions_stay_readable(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long"


def test_every_module_has_a_layer() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    listed = {name.strip().removeprefix("extractor.") for layer in contract["layers"] for name in layer.split("|")}
    there = {
        path.stem for path in (ROOT / "extractor").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert there - {"__init__", "__main__"} == listed
