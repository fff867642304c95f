"""The plan and its papers to download: files that open, of what the store holds, for those who may see it."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from extractor.review.urls import Urls
from tests.review.conftest import HOST, client_of

PAPERS = (Urls.plan_paper, Urls.board_paper(1), Urls.response_draft(1))


def test_the_workbook_has_every_action_and_item_and_no_note(desk):
    desk.decide("R1-1", "accept", note="Between ourselves.")
    answer = desk.client.get(Urls.tracker)
    assert answer.headers["content-disposition"] == 'attachment; filename="tracker.xlsx"'
    book = load_workbook(io.BytesIO(answer.content))
    assert book["Actions"].max_row - 2 == len(desk.store.plan.actions())
    assert book["Items"].max_row - 2 == desk.store.totals().items.items
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [value for value in cells if isinstance(value, str) and "Between ourselves" in value]


@pytest.mark.parametrize("url", PAPERS)
def test_a_paper_opens_and_is_linked_to(desk, url):
    answer = desk.client.get(url)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    assert Document(io.BytesIO(answer.content)).paragraphs
    assert f'href="{url}"' in desk.get("/plan") + desk.get("/reports/R1")


def test_there_is_no_paper_on_a_report_that_is_not_there(desk):
    assert desk.client.get(Urls.board_paper(9)).status_code == 404


@pytest.mark.parametrize("url", (*PAPERS, Urls.tracker))
def test_nobody_else_gets_a_file(desk, url):
    stranger = client_of(desk.client.app, HOST)
    assert stranger.get(url, follow_redirects=False).status_code in (303, 401, 403)
