"""``extractor review`` and ``extractor user`` as they are typed."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.errors import PortTaken, UnsafeBinding, WeakPassword
from extractor.store.repository import open_store
from tests.review.samples import settings_in

PASSWORD = "three plain words"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, typed: str = ""):
    return CliRunner().invoke(app, arguments, input=typed)


def test_users_are_added_listed_and_removed(here):
    assert run("user", "add", "chris", typed=f"{PASSWORD}\n{PASSWORD}\n").exit_code == 0
    assert "chris" in run("user", "list").stdout
    with open_store(settings_in(here)) as store:
        (user,) = store.users.all()
        assert user.password_hash.startswith("$argon2id$") and PASSWORD not in user.password_hash
    assert run("user", "remove", "chris").exit_code == 0
    assert "chris" not in run("user", "list").stdout


def test_a_password_is_never_shown(here):
    told = run("user", "add", "chris", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert PASSWORD not in told.output


def test_a_short_password_adds_nobody(here):
    assert isinstance(run("user", "add", "chris", typed="short\nshort\n").exception, WeakPassword)
    assert not (here / "extractor.db").exists()


def test_other_computers_are_kept_out_without_a_login(here):
    assert isinstance(run("review", "--host", "0.0.0.0", "--no-browser").exception, UnsafeBinding)


def test_a_host_that_is_not_here_is_one_sentence(here):
    run("user", "add", "chris", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert isinstance(run("review", "--host", "192.0.2.1", "--no-browser").exception, PortTaken)


@pytest.mark.slow
def test_the_printed_link_opens_the_page(here):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "extractor", "review", "--no-browser"]
    with subprocess.Popen(command, cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as server:
        try:
            link = server.stdout.readline().decode().strip()
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
            with browser.open(link, timeout=20) as answer:
                assert "/start/" not in answer.url
                assert b"There are no reports yet" in answer.read()
        finally:
            server.terminate()
