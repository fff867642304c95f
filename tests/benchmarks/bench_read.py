"""Read and find, per page pooled per folder, beside the least and the most one could pay for the words alone.

The floor is PDFium handing out a page's text and nothing else; pdfplumber's words are what most programs start from.
Measured on the real reports where they lie beside the project, else on the sample corpus.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium

from extractor.artifacts import data_folder
from extractor.find import find_recommendations
from extractor.read import document as reader
from extractor.read import read_document
from tests.benchmarks import Row
from tests.measuring import peak_mb, start_up_s
from tests.pdf_factory import tagged_pdf
from tests.quality.shared import SHARED

REPEATS = 3
EVERY = 5
"""pdfplumber reads every fifth page: its pace per page is steady, and all pages three times would take five minutes."""
BROWSER_PRINT = "govuk"
MANY_OBJECTS = 1000

PAGE_MS, PAGE_FLOORS, PAGE_PLUMBER, BUSY_PAGE_MS, PEAK_MB, GROWTH = 12.0, 8.0, 6.0, 60.0, 300.0, 1.3


def run() -> list[Row]:
    """Every figure that is required of reading."""
    rows = []
    folders = (
        [SHARED / name for name in ("inspection", "inquiry")]
        if SHARED.is_dir()
        else [data_folder("corpus") / "reports"]
    )
    for folder in folders:
        rows += folder_rows(folder)
    rows += busy_page_rows(folders)
    rows.append(row_at_most("start-up, extractor --help", start_up_s("--help") * 1000, 500, "ms"))
    return rows + memory_rows()


def folder_rows(folder: Path) -> list[Row]:
    """One folder's pace beside the floor and pdfplumber."""
    paths = [path for path in sorted(folder.glob("*.pdf")) if BROWSER_PRINT not in path.name]
    pages = sum(page_count(path) for path in paths)
    with counted_tables() as calls:
        own = pace_ms(paths, read_and_find)
    floor, plumber = pace_ms(paths, text_only), pace_ms(paths, plumber_words)
    name = f"{folder.name}, {len(paths)} reports, {pages} pages"
    return [
        row_at_most(f"read + find: {name}", own, PAGE_MS, "ms a page"),
        Row(f"PDFium text only (the floor): {folder.name}", f"{floor:.2f} ms a page"),
        Row(f"pdfplumber extract_words: {folder.name}", f"{plumber:.1f} ms a page"),
        row_at_most(f"read + find against the floor: {folder.name}", own / floor, PAGE_FLOORS, "times"),
        row_at_least(f"faster than pdfplumber: {folder.name}", plumber / own, PAGE_PLUMBER, "times"),
        Row(f"pages sent to pdfplumber: {folder.name}", f"{len(calls) / REPEATS / pages:.1%}"),
    ]


def busy_page_rows(folders: Sequence[Path]) -> list[Row]:
    """Pages of very many text objects, such as a browser prints, cut out into a file of their own."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "busy.pdf"
        count = cut_out_busy_pages([path for each in folders for path in sorted(each.glob("*.pdf"))], target)
        if not count:
            return [Row(f"pages of more than {MANY_OBJECTS} text objects", "none here")]
        pace = pace_ms([target], read_and_find)
    return [row_at_most(f"{count} pages of more than {MANY_OBJECTS} text objects", pace, BUSY_PAGE_MS, "ms a page")]


def memory_rows() -> list[Row]:
    """Peak memory of a process that reads a tagged report and finds its items."""
    with tempfile.TemporaryDirectory() as folder:
        peaks = {}
        for count in (300, 3000):
            path = Path(folder) / f"{count}.pdf"
            path.write_bytes(tagged_pdf(count))
            peaks[count] = peak_mb(path)[1]
    return [
        Row("peak memory, 300 tagged pages", f"{peaks[300]:.0f} MB"),
        row_at_most("peak memory, 3,000 tagged pages", peaks[3000], PEAK_MB, "MB"),
        row_at_most("3,000 pages against 300", peaks[3000] / peaks[300], GROWTH, "times"),
    ]


# ------------------------------------------------------------------------------------------ the work


def read_and_find(path: Path) -> int:
    """Pages read; this program's whole work on a file."""
    document = read_document(path)
    find_recommendations(document)
    return len(document.page_sizes)


def text_only(path: Path) -> int:
    """Pages read; PDFium's own text and nothing else."""
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            page.get_textpage().get_text_bounded()
        return len(pdf)


def plumber_words(path: Path) -> int:
    """Pages read; pdfplumber's words of every fifth page."""
    chosen = range(0, page_count(path), EVERY)
    with pdfplumber.open(path, pages=[number + 1 for number in chosen]) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()
    return len(chosen)


def pace_ms(paths: Sequence[Path], work: Callable[[Path], int]) -> float:
    """Median over the repeats of processor time per page, pooled over the files.

    All of it runs in one thread, so that this is the time on the clock of an idle machine, whatever else runs here.
    """
    paces = []
    for _ in range(REPEATS):
        start = time.process_time()
        pages = sum(map(work, paths))
        paces.append((time.process_time() - start) / pages * 1000)
    return statistics.median(paces)


@contextmanager
def counted_tables() -> Iterator[list[object]]:
    """One entry for each page that the reader hands to pdfplumber."""
    whole, calls = reader.find_ruled_tables, []

    def counted(*args: object, **kwargs: object) -> object:
        calls.append(args)
        return whole(*args, **kwargs)

    reader.find_ruled_tables = counted
    try:
        yield calls
    finally:
        reader.find_ruled_tables = whole


def page_count(path: Path) -> int:
    """Pages of a file."""
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def cut_out_busy_pages(paths: Sequence[Path], target: Path) -> int:
    """Write the pages of many text objects into one file; returns how many there are."""
    busy = pypdfium2.PdfDocument.new()
    for path in paths:
        with pypdfium2.PdfDocument(path) as pdf:
            chosen = [number for number in range(len(pdf)) if text_objects(pdf[number]) > MANY_OBJECTS]
            if chosen:
                busy.import_pages(pdf, chosen)
    count = len(busy)
    if count:
        busy.save(target)
    return count


def text_objects(page: pypdfium2.PdfPage) -> int:
    """Text objects on a page."""
    return sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]))


def row_at_most(what: str, value: float, most: float, unit: str) -> Row:
    """A figure that must not be larger."""
    return Row(what, f"{value:.2f} {unit}", f"at most {most:g} {unit}", value <= most)


def row_at_least(what: str, value: float, least: float, unit: str) -> Row:
    """A figure that must not be smaller."""
    return Row(what, f"{value:.2f} {unit}", f"at least {least:g} {unit}", value >= least)
