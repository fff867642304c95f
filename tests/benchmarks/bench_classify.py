"""Everything that is judged about an item: who, by when, for whom, about what; and what it takes to get ready."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from extractor.artifacts import data_folder
from extractor.classify import classify_items, load_classifiers
from extractor.config import ForceProfile
from extractor.find.fields import resolve_fields
from extractor.items import read_item_sets
from tests.benchmarks import Row
from tests.measuring import median_s

ITEM_MS = 3.0
LOAD_S = 0.5
MODELS_MB = 15.0
ITEMS = "labelled/relevance/authored.jsonl"
LOADING = (
    "import time, numpy, extractor.classify as c, extractor.find.fields;"
    "start = time.perf_counter(); c.load_classifiers(); print(time.perf_counter() - start)"
)


def run() -> list[Row]:
    """Time per item and to load, and the size of the models."""
    sets = read_item_sets(data_folder("corpus") / ITEMS)
    profile = ForceProfile(name="Exampleshire Police", region="Midshires", neighbours=("Northmark Police",))
    classifiers = load_classifiers()
    count = sum(len(each.items) for each in sets)

    def judge() -> None:
        for each in sets:
            items = resolve_fields(each.items, each.report, profile)
            classify_items(items, each.report, profile, classifiers)

    def alone() -> None:
        for each in sets:
            classify_items(each.items, each.report, profile, classifiers)

    whole_ms, alone_ms = (median_s(work, 3) * 1000 / count for work in (judge, alone))
    load_s = float(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True).stdout)
    size_mb = size_of(data_folder("models")) / 2**20
    return [
        Row(
            "classify: fields, relevance and themes of an item",
            f"{whole_ms:.2f} ms",
            f"<= {ITEM_MS} ms",
            whole_ms <= ITEM_MS,
        ),
        Row("classify: relevance and themes alone", f"{alone_ms:.2f} ms"),
        Row("classify: loading both models", f"{load_s:.2f} s", f"<= {LOAD_S} s", load_s <= LOAD_S),
        Row("classify: size of all models", f"{size_mb:.1f} MB", f"<= {MODELS_MB:.0f} MB", size_mb <= MODELS_MB),
    ]


def size_of(folder: Path) -> int:
    """Bytes below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
