"""The rule table: structure decides what a report's own words settle, and says which words.

Rules are asked in the order of ``RULES``; the first that answers is the ruling. A *firm* ruling stands; a soft one is
a suggestion that the model weighs together with the wording (``relevance.py``).
"""

from __future__ import annotations

from collections.abc import Callable

from extractor.classify.conditions import condition
from extractor.classify.duties import commissioner, force_only, joint, national_only, our_unit, partners_only
from extractor.classify.elsewhere import abroad_only, elsewhere_body, fire_only, nothing_asked, other_force
from extractor.classify.facts import Facts, Ruling, facts_of
from extractor.classify.unnamed import board_item, mentioned_agency, nobody_named, own_report

RULES: tuple[Callable[[Facts], Ruling | None], ...] = (
    fire_only,
    abroad_only,
    elsewhere_body,
    nothing_asked,
    our_unit,
    other_force,
    condition,
    commissioner,
    joint,
    force_only,
    board_item,
    national_only,
    partners_only,
    own_report,
    mentioned_agency,
    nobody_named,
)


def rule_on(facts: Facts) -> Ruling:
    """The first ruling that the table gives; the last rule always answers."""
    for rule in RULES:
        if (ruling := rule(facts)) is not None:
            return ruling
    raise AssertionError("nobody_named answers everything")


__all__ = ["RULES", "Facts", "Ruling", "facts_of", "rule_on"]
