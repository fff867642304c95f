"""Recommendation -> relevance to the configured force, and themes."""

from extractor.classify.classify import Classification, Classifiers, classify_items, load_classifiers

__all__ = ["Classification", "Classifiers", "classify_items", "load_classifiers"]
