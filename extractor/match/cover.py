"""What tells covered from partly covered: how much more, and what stricter standard, an item asks than its action."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from extractor.domain import Action
from extractor.match.compare import Comparison
from extractor.match.words import text_to_tokens

STANDARD = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|hour(?:ly)?|days?|daily|week(?:ly)?|fortnight(?:ly)?|"
    r"month(?:ly)?|quarter(?:ly)?|year(?:ly)?|annual(?:ly)?|once|twice|every|each|percent)\b"
)
"""What sets how much, how many or how often, in lower case."""
DEADLINE = re.compile(
    r"\b(?:by|before|within|until|immediately)\b[^,.]{0,40}?\b(?:(?:19|20)\d\d|months?|immediate effect)\b[,.]?",
    re.IGNORECASE,
)
"""A date alone does not tell covered from partly covered."""
JOINED = re.compile(r"\band\b|;|, ", re.IGNORECASE)
MOST_JOINTS = 4


def cover_features(item_text: str, action: Action, comparison: Comparison) -> Mapping[str, float]:
    """What tells covered from partly covered.

    ``clauses`` is 0 for one clause, rising to 1; ``standard`` is 1 where the item names a number or a frequency that
    the action does not; ``longer`` is the logarithm of the item's length over the duty's; ``joints`` counts what joins
    the parts of the item, up to 1; ``action_words`` is the share of the duty's words that the item repeats: an item
    that says an action again word for word and is not that action's own item mostly asks for more.
    """
    scores, features = comparison.clause_scores, comparison.features
    asked, done = DEADLINE.sub(" ", item_text), f"{action.text} {action.action}".lower()
    item, duty = set(text_to_tokens(asked)), set(text_to_tokens(DEADLINE.sub(" ", action.text)))
    named = set(STANDARD.findall(done))
    return {
        "worst_clause": min(scores),
        "item_in_action": features["item_in_action"],
        "action_in_item": features["action_in_item"],
        "clauses": 1 - 1 / len(scores),
        "standard": float(any(word not in named for word in STANDARD.findall(asked.lower()))),
        "longer": math.log((2 + len(item)) / (2 + len(duty))),
        "joints": min(MOST_JOINTS, len(JOINED.findall(asked))) / MOST_JOINTS,
        "action_words": len(item & duty) / max(1, len(duty)),
    }
