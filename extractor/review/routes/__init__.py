"""Requests -> store -> answers: one module for each noun, each with its ``router``."""

from extractor.review.routes import (
    aside,
    audit,
    boundaries,
    decide,
    files,
    forms,
    home,
    item,
    papers,
    plan,
    queue,
    reports,
    sessions,
)

NOUNS = (sessions, home, queue, item, decide, forms, boundaries, reports, aside, files, papers, plan, audit)
ROUTERS = tuple(module.router for module in NOUNS)

__all__ = ["ROUTERS"]
