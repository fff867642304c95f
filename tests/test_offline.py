"""Nothing leaves the machine, and asking for help loads next to nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf_factory import report_pdf

WATCH_SOCKETS = """
import sys
seen = []
def watch(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        seen.append(event)
sys.addaudithook(watch)
from extractor.cli import main
try:
    main(sys.argv[1:])
finally:
    if seen:
        raise SystemExit(f"opened a socket: {seen}")
"""


def run_python(code: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter in ``folder``."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("command", ["ingest", "show"])
def test_no_socket_is_opened(tmp_path: Path, command: str) -> None:
    (tmp_path / "report.pdf").write_bytes(report_pdf())
    run = run_python(WATCH_SOCKETS, command, "report.pdf", folder=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "emergency calls" in run.stdout


def test_the_watch_notices_a_socket(tmp_path: Path) -> None:
    code = WATCH_SOCKETS.replace(
        "from extractor.cli import main", "import socket; socket.socket().close(); main = print"
    )
    assert "opened a socket" in run_python(code, folder=tmp_path).stderr


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom extractor.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('loaded:', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    run = run_python(code, folder=tmp_path)
    loaded = set(run.stdout.split("loaded:")[1].split())
    heavy = {
        "spacy",
        "sklearn",
        "scipy",
        "numpy",
        "pypdfium2",
        "pdfplumber",
        "sqlalchemy",
        "fastapi",
        "openpyxl",
        "docx",
    }
    assert loaded & heavy == set()
    assert "extractor" in loaded
