"""What comes in and goes out as a file: uploads, trackers, page pictures, PDFs, stylesheets."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from PIL import Image

from extractor.errors import DamagedPdf, ExtractorError, ReadingStopped
from extractor.read.picture import MAX_SIDE_PX, PagePictures, render_page
from extractor.review.app import create_app
from extractor.review.jobs import Jobs
from extractor.review.tasks import FINDING, ReadReport, ReadResult, Step, _listen, run_in_process
from extractor.store.records import Outcome
from tests.review.conftest import client_of
from tests.review.samples import sample_ingestion, settings_in

TRACKER = "Ref,Recommendation,Owner,Status\nEX-0001,Answer every call.,Ch Insp New,In progress\nZ-1,Say hello.,,\n"


def send(desk, url: str, name: str, content: bytes, status: int = 200) -> str:
    answer = desk.client.post(url, data={"csrf": desk.csrf}, files={"file": (name, content)})
    done_already = (
        status == 200 and "did not work" in answer.text
    )  # a bad file may be told before the redirect is followed
    assert answer.status_code == (422 if done_already else status), answer.text[:500]
    return answer.text


def wait_for(desk, html: str) -> str:
    """The page after the job that an upload began."""
    state_url = html.split('data-state-url="')[1].split('"')[0] if "data-state-url" in html else ""
    for _ in range(600):
        if not state_url or desk.client.get(state_url).json()["done"]:
            break
        time.sleep(0.05)
    return desk.client.get(state_url.removesuffix("/state")).text if state_url else html


# -------------------------------------------------------------------------------------------- upload


def test_an_uploaded_report_is_read_saved_and_shown(desk):
    _, pdf = sample_ingestion(5, title="A second report")
    html = wait_for(desk, send(desk, "/upload", "second.pdf", pdf))
    assert "second.pdf was read as a new report" in html
    stored = desk.store.reports.get(2)
    assert (stored.report.file, stored.ingested_by) == ("second.pdf", "pat")


def test_the_same_file_again_changes_nothing_and_says_so(desk, sample):
    html = wait_for(desk, send(desk, "/upload", "again.pdf", sample[1]))
    assert "already here; nothing was changed" in html
    assert len(desk.store.reports.all()) == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("notes.txt", b"%PDF-1.7", "is not one of .pdf"),
        ("notes", b"%PDF-1.7", "is not one of .pdf"),
        ("notes.pdf", b"MZ\x90\x00", "is named like a PDF but is not one"),
        ("notes.pdf", b"", "notes.pdf is empty"),
        ("../../etc/notes.exe", b"%PDF-1.7", "notes.exe is not one of .pdf"),
    ],
)
def test_what_is_no_pdf_is_refused_before_it_is_read(desk, name, content, told):
    assert told in send(desk, "/upload", name, content, 400)
    assert not list(desk.client.app.state.services.uploads.rglob("*.pdf"))


def test_no_file_is_a_plain_sentence(desk):
    assert "No file was chosen" in desk.post("/upload", 400)


def test_a_damaged_pdf_is_one_sentence_and_one_way_on(desk):
    html = wait_for(desk, send(desk, "/upload", "cut.pdf", b"%PDF-1.7\n1 0 obj\n"))
    assert "Reading cut.pdf did not work" in html and "error-summary" in html
    assert len(desk.store.reports.all()) == 1


def test_a_file_above_the_limit_is_refused(desk):
    limited = desk.client.app.state.services.settings.review
    object.__setattr__(limited, "max_upload_mb", 1)
    app = create_app(desk.settings, desk.store, desk.sessions, port=8000)
    with client_of(app) as client:
        client.get(f"/start/{desk.sessions.new_link('pat')}")
        csrf = client.get("/").text.split('name="csrf" value="')[1].split('"')[0]
        for size in (1_500_000, 5_000_000):
            answer = client.post("/upload", data={"csrf": csrf}, files={"file": ("big.pdf", b"%PDF-" + b"0" * size)})
            assert answer.status_code == 413
            assert "larger than" in answer.text and "extractor ingest" in answer.text


def test_an_upload_without_the_token_leaves_no_file(desk):
    answer = desk.client.post("/upload", data={"csrf": "no"}, files={"file": ("a.pdf", b"%PDF-1.7")})
    assert answer.status_code == 403
    assert not list(desk.client.app.state.services.uploads.iterdir())


def test_an_unknown_job_is_not_found(desk):
    desk.get("/uploads/none", 404)


def test_a_job_that_fails_unexpectedly_says_so(tmp_path):
    def broken(task, say):
        raise RuntimeError("the disk is full")

    file = tmp_path / "own" / "a.pdf"
    file.parent.mkdir()
    file.write_bytes(b"%PDF-")
    job = Jobs(broken).start(ReadReport(file, "pat", settings_in(tmp_path)))
    while not job.is_done:
        time.sleep(0.01)
    assert isinstance(job.error, ReadingStopped) and "the disk is full" in job.error.fact
    deadline = time.monotonic() + 5
    while file.parent.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not file.parent.exists()


def test_a_process_that_dies_is_told_apart_from_one_that_answers(tmp_path):
    from multiprocessing import get_context

    ours, theirs = get_context("spawn").Pipe(duplex=False)
    theirs.close()
    with pytest.raises(ReadingStopped, match=r"a\.pdf stopped before the end"):
        _listen(ours, ReadReport(Path("a.pdf"), "pat", settings_in(tmp_path)), print)


@pytest.mark.slow
def test_a_report_is_read_in_a_process_of_its_own(tmp_path):
    _, pdf = sample_ingestion(5)
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    steps: list[Step] = []
    task = ReadReport(file, "pat", settings_in(tmp_path))
    result = run_in_process(task, steps.append)
    assert result == ReadResult(1, Outcome.NEW_REPORT, 1, 5)
    assert steps[0] == Step("Reading page 1 of 3", 33) and steps[-1] == Step(FINDING)
    file.write_bytes(b"%PDF-1.7 cut")
    with pytest.raises(ExtractorError, match=r"report\.pdf"):
        run_in_process(task, steps.append)


# ------------------------------------------------------------------------------------------- tracker


def test_a_tracker_is_shown_before_it_is_taken(desk):
    html = send(desk, "/plan/upload", "plan.csv", TRACKER.encode())
    assert "What plan.csv would change" in html
    assert "Ch Insp New" in html and "Nothing has been written yet" in html
    assert desk.store.plan.action("EX-0001").owner == "Ch Insp B"
    confirm = html.split('<form method="post" action="/plan/imports/')[1].split('"')[0]
    taken = desk.post(f"/plan/imports/{confirm}")
    assert "plan.csv was imported: 1 action added, 1 changed" in taken
    assert desk.store.plan.action("EX-0001").owner == "Ch Insp New"
    desk.post(f"/plan/imports/{confirm}", 404)
    assert not list(desk.client.app.state.services.uploads.iterdir())


@pytest.mark.parametrize(("name", "content"), [("plan.xls", b"x"), ("plan.xlsx", b"<html>"), ("plan.pdf", b"%PDF-")])
def test_what_is_no_tracker_is_one_sentence(desk, name, content):
    before = desk.store.plan.actions()
    assert "There is a problem" in send(desk, "/plan/upload", name, content, 400)
    assert desk.store.plan.actions() == before


# ------------------------------------------------------------------------------------------ pictures


def test_a_page_is_drawn_at_its_scale(sample):
    picture = Image.open(io.BytesIO(render_page(sample[1], 2, 1.5)))
    assert picture.size == (893, 1263)


@pytest.mark.parametrize("page", [0, -1, 99])
def test_a_page_that_is_not_there_is_told(sample, page):
    with pytest.raises(DamagedPdf, match="no page"):
        render_page(sample[1], page)


def test_what_is_no_pdf_cannot_be_drawn():
    with pytest.raises(DamagedPdf):
        render_page(b"%PDF-1.7 cut", 1)


def test_a_huge_scale_is_held_down(sample):
    assert max(Image.open(io.BytesIO(render_page(sample[1], 1, 50))).size) <= MAX_SIDE_PX


def test_pictures_are_remembered_up_to_their_limit(sample):
    asked: list[str] = []
    pictures = PagePictures(lambda key: (asked.append(key), sample[1])[1], max_bytes=60_000)
    first = pictures.picture("a", 1)
    assert pictures.picture("a", 1) is first
    for page in (2, 3):
        pictures.picture("a", page)
    assert pictures.picture("a", 1) == first
    assert asked == ["a"]
    assert sum(map(len, pictures._pictures.values())) <= max(60_000, max(map(len, pictures._pictures.values())))
    for key in "bcd":
        pictures.size(key, 1)
    pictures.picture("a", 2, 1.0)
    assert asked == ["a", "b", "c", "d", "a"]
    pictures.close()


def test_pictures_can_be_asked_for_from_many_threads(sample):
    from concurrent.futures import ThreadPoolExecutor

    pictures = PagePictures(lambda key: sample[1])
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: pictures.picture(str(number % 5), 1 + number % 3), range(60)))
    assert len(set(found)) == 3


def test_the_picture_and_the_pdf_of_a_report_are_served(desk, sample):
    sha256 = desk.store.reports.get(1).report.sha256
    answer = desk.client.get(f"/reports/R1/{sha256}/pages/2.png?scale=1.5")
    assert answer.headers["content-type"] == "image/png" and answer.content.startswith(b"\x89PNG")
    assert desk.client.get(f"/reports/R1/{sha256}/report.pdf").content == sample[1]


@pytest.mark.parametrize(
    "path",
    ["R1/{sum}/pages/99.png", "R1/0000/pages/1.png", "R1/0000/report.pdf", "R9/{sum}/report.pdf", "x/{sum}/report.pdf"],
)
def test_other_files_are_not_found(desk, path):
    sha256 = desk.store.reports.get(1).report.sha256
    assert desk.client.get("/reports/" + path.format(sum=sha256)).status_code in (404, 500)


@pytest.mark.parametrize("name", ["page.css", "keys.js", "picture.js", "upload.js", "icon.svg"])
def test_static_files_are_there(desk, name):
    assert desk.client.get(f"/static/{name}").status_code == 200


@pytest.mark.parametrize("name", ["..%2Fapp.py", "app.py", "page.css.bak", "%2e%2e%2fapp.py", "nothing.css"])
def test_nothing_else_is_served_from_there(desk, name):
    assert desk.client.get(f"/static/{name}").status_code == 404
