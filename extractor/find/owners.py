"""Whose recommendations a list holds: a report may print those that another body made before it."""

from __future__ import annotations

from functools import lru_cache

from extractor.domain import Document
from extractor.find.bodies import mark_bodies
from extractor.find.drafts import Draft, draft_text
from extractor.find.patterns import SOMEBODYS_LIST, TELLS_OF_LIST


def is_of_others(heading: str, document: Document) -> bool:
    """Whether a heading names a known body that is none of the report's authors: "The IOPC's recommendations".

    Its items were made before. A report whose authors are not known says nothing.
    """
    named = SOMEBODYS_LIST.match(heading.strip())
    authors = _organizations(f"{document.report.source_body or ''}; {document.report.title}")
    if named is None or not document.report.source_body:
        return False
    owners = _organizations(named["who"])
    return bool(owners) and owners.isdisjoint(authors)


@lru_cache(maxsize=128)
def _organizations(words: str) -> frozenset[str]:
    """The listed bodies that words name."""
    return frozenset(each.organization for each in mark_bodies(words).mentions if each.organization)


def tells_of_list(draft: Draft, document: Document) -> bool:
    """Whether a paragraph only says that a list follows: "I make 21 recommendations. They are set out here"."""
    return not draft.children and TELLS_OF_LIST.match(draft_text(document, draft)) is not None
