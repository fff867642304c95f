"""Recommendation -> relevance to the configured force, and themes."""

from extractor.classify.classify import (
    Classification,
    Classifiers,
    classify_items,
    load_classifiers,
    packaged_classifiers,
)
from extractor.classify.split import Split, split_of

__all__ = [
    "Classification",
    "Classifiers",
    "Split",
    "classify_items",
    "load_classifiers",
    "packaged_classifiers",
    "split_of",
]
