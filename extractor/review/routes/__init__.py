"""Requests -> store -> answers: one module for each noun, each with its ``router``."""

from extractor.review.routes import audit, boundaries, decide, files, forms, home, item, plan, queue, reports, sessions

ROUTERS = tuple(
    module.router for module in (sessions, home, queue, item, decide, forms, boundaries, reports, files, plan, audit)
)

__all__ = ["ROUTERS"]
