"""A picture of each page below build/screenshots, to be looked at after a run; here only that something stands on it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.test_accessible import PATHS
from tests.review.samples import sample_actions, sample_ingestion

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FOLDER = Path(__file__).parents[2] / "build" / "screenshots"


@pytest.mark.parametrize("window", [(1280, 720), (640, 360)], ids=["1280x720", "200-percent"])
def test_every_page_has_a_picture_to_look_at(site, open_browser, window, request):
    site.store.plan.save(sample_actions(), "tester")
    site.store.reports.save(*sample_ingestion(25, actions=40), "tester")
    page = open_browser("pat", viewport={"width": window[0], "height": window[1]})
    folder = FOLDER / request.node.callspec.id
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(PATHS):
        page.goto(site.url + path)
        page.wait_for_load_state("networkidle")
        shot = page.screenshot(full_page=window[0] < 1000)
        name = path.partition("?")[0].strip("/").replace("/", "-") or "home"
        (folder / f"{number:02}-{name}.png").write_bytes(shot)
        colors = Image.open(io.BytesIO(shot)).convert("RGB").getcolors(1 << 20)
        assert (
            colors and len(colors) > 20 and max(count for count, _ in colors) < 0.97 * sum(count for count, _ in colors)
        )
