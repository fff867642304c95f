"""Sentences of an item and the subject of each duty in them: pieces of text by their offsets, no grammar model."""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE_END = re.compile(
    r"(?<!\bNo)(?<!\bno)(?<!\bSt)(?<!\bDr)(?<!\be\.g)(?<!\bi\.e)(?<!\bpara)(?<!\bparas)(?<![A-Z])[.?!][\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9•]|\([a-z]{1,3}\)\s)"
    r"|\n+|(?=[•◦▪●])|;\s+(?=\(?\w)"
)
LIST_LABEL = re.compile(
    r"\s*(?:(?:Recommendation|Action|Learning point|Area for improvement|Priority action) \d[\d.]*[a-z]?\s?[:.–-](?=\s)"
    r"|[•◦▪●*-]|\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|\d{1,3}(?:\.\d{1,3})*\.?(?=\s))\s*"
)
MODAL = re.compile(
    r"\b(?:should(?:n't)?|must(?:n't)?|shall|ought(?:n't)? to|"
    r"(?:will |would )?(?:also )?needs?(?:, [^,;.]{3,40},)? to|(?:will )?ha(?:s|ve) (?:got )?to|"
    r"(?:may|might) (?:also )?(?:wish|want|care|like) to|"
    r"would (?:benefit from|do well to|be well advised to)"
    r"|(?:is|are|be) (?:also |now |therefore )?(?:asked|invited|required|expected|urged|encouraged|directed|"
    r"requested|recommended|advised|called on|called upon) to"
    r"|(?:is|are) (?:each |both |all |jointly |together |therefore |now |also )*to (?!be\b))\b",
    re.I,
)


def sentence_spans(plain: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence, list entry or line, without its bullet or label."""
    start = 0
    for match in SENTENCE_END.finditer(plain):
        yield from _without_label(plain, start, match.end() if match.group().strip() else match.start())
        start = match.end()
    yield from _without_label(plain, start, len(plain))


def _without_label(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    label = LIST_LABEL.match(plain, start, end)
    if label:
        start = label.end()
    while start < end and plain[start].isspace():
        start += 1
    if plain[start:end].strip():
        yield start, end
