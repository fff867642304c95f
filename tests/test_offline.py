"""Nothing leaves the machine, and asking for help loads next to nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf_factory import report_pdf

WATCH_SOCKETS = """
import sys
PROBE = ("::1", 0)  # spaCy loads urllib3, which asks the system whether it has IPv6 by binding and closing at once
seen = []
def watch(event, arguments):
    harmless = event in ("socket.__new__", "socket.gethostname") or (event == "socket.bind" and arguments[1] == PROBE)
    if event.startswith("socket.") and not harmless:
        seen.append((event, arguments[1:]))
sys.addaudithook(watch)
from extractor.cli import main
try:
    main(sys.argv[1:])
finally:
    if seen:
        raise SystemExit(f"reached for the network: {seen}")
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


@pytest.mark.parametrize(
    "reach",
    ["socket().bind(('127.0.0.1', 0))", "getaddrinfo('localhost', 80)", "socket().connect_ex(('127.0.0.1', 9))"],
)
def test_the_watch_notices(tmp_path: Path, reach: str) -> None:
    code = WATCH_SOCKETS.replace("from extractor.cli import main", f"import socket; socket.{reach}; main = print")
    assert "reached for the network" in run_python(code, folder=tmp_path).stderr


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
