"""Every page against axe's rules for WCAG 2.2 AA, at both sizes, and the first paint without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.review.samples import sample_actions, sample_ingestion

pytestmark = [pytest.mark.browser, pytest.mark.slow]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PATHS = [
    "/",
    "/queue?report=1",
    "/queue?relevance=for_force&theme=responding_to_the_public",
    "/items/R1-1?report=1",
    "/items/R1-2?report=1",
    "/items/R1-1/edit",
    "/items/R1-1/boundaries",
    "/items/R1-3/split",
    "/items/R1-1/action",
    "/items/R1-1/response",
    "/items/R1-1/history",
    "/reports/R1",
    "/reports/R1/aside",
    "/plan?show=all",
    "/plan/action?ref=EX-0001",
    "/audit",
    "/items/R9-9",
]


@pytest.fixture
def filled(site):
    site.store.plan.save(sample_actions(), "tester")
    site.store.reports.save(*sample_ingestion(8, actions=40), "tester")
    return site


@pytest.mark.parametrize("window", [(1280, 720), (640, 360)], ids=["plain", "zoomed to 200 %"])
def test_axe_finds_nothing(filled, open_browser, window):
    page = open_browser("pat", viewport={"width": window[0], "height": window[1]})
    found = []
    for path in PATHS:
        page.goto(filled.url + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        results = Axe().run(page, options=RULES)
        found += [(path, one["id"], one["nodes"][0]["html"][:120]) for one in results.response["violations"]]
    assert not found


@pytest.mark.parametrize("window", [(640, 360), (320, 640)], ids=["zoomed to 200 %", "zoomed to 400 %"])
def test_nothing_runs_off_the_side_when_zoomed(filled, open_browser, window):
    page = open_browser("pat", viewport={"width": window[0], "height": window[1]})
    wide = {}
    for path in PATHS:
        page.goto(filled.url + path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert {path: pixels for path, pixels in wide.items() if pixels > 0} == {}


def test_everything_works_without_scripts(filled, open_browser):
    page = open_browser("pat", java_script_enabled=False)
    page.goto(f"{filled.url}/items/R1-1?report=1")
    assert page.locator(".sheet img").evaluate_all("all => all.map(one => one.naturalWidth)") != [0]
    assert page.locator(".sheet svg rect").count() == 1
    page.click("button[value=accept]")
    assert "Recommendation 2" in page.inner_text("h1")
    page.click("text=Undo my last")
    assert "Recommendation 1" in page.inner_text("h1")
    page.fill("#search", "neglect")
    page.click("button:text-is('Search')")
    assert page.locator("table.items tbody tr").count() == 2


def test_no_page_breaks_its_own_policy(filled, open_browser):
    page = open_browser("pat")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PATHS[:-1]:
        page.goto(filled.url + path)
        page.wait_for_load_state("load")
    assert not said


def test_single_keys_can_be_turned_off_and_never_fire_while_typing(filled, open_browser):
    page = open_browser("pat")
    page.goto(f"{filled.url}/items/R1-1?report=1")
    page.fill("#note", "")
    page.locator("#note").press_sequentially("axn")
    assert page.input_value("#note") == "axn"
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+a")
    assert not filled.store.decisions.all()
    page.click("text=Turn single keys off")
    page.keyboard.press("x")
    page.wait_for_timeout(300)
    assert not filled.store.decisions.all()


def test_the_highlighted_words_are_in_sight(filled, open_browser):
    page = open_browser("pat")
    page.goto(f"{filled.url}/items/R1-4?report=1")
    pane, box = page.locator(".picture").bounding_box(), page.locator(".sheet svg rect").bounding_box()
    assert pane["y"] <= box["y"] and box["y"] + box["height"] <= pane["y"] + pane["height"]


DROP = """async ([selector, name, bytes]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], name));
    const target = document.querySelector(selector);
    for (const kind of ["dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
    }
}"""


def test_a_report_can_be_dropped(filled, open_browser):
    page = open_browser("pat")
    _, pdf = sample_ingestion(5, title="Dropped")
    with page.expect_navigation():
        page.evaluate(DROP, ["form.drop", "dropped.pdf", list(pdf)])
    page.wait_for_selector(".report, .error-summary", timeout=120_000)
    assert "dropped.pdf was read as a new report" in page.inner_text(".notice")


def test_a_wrong_file_is_told_at_once(filled, open_browser, tmp_path):
    page = open_browser("pat")
    wrong = tmp_path / "notes.txt"
    wrong.write_text("not a report", encoding="utf-8")
    page.set_input_files("#report-file", wrong)
    assert "notes.txt is not one of .pdf" in page.inner_text(".form-error:visible")
    page.click("text=Read the report")
    assert page.url.rstrip("/") == filled.url
