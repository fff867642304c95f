"""Requests -> store -> answers: one module for each noun, each with its ``router``."""

from extractor.review.routes import (
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

ROUTERS = tuple(
    module.router
    for module in (sessions, home, queue, item, decide, forms, boundaries, reports, files, papers, plan, audit)
)

__all__ = ["ROUTERS"]
