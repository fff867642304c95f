"""Where an item stands between the report and the plan."""

from __future__ import annotations

from enum import StrEnum

from extractor.vocabulary import RelevanceLabel


class ItemState(StrEnum):
    """Where an item stands between the report and the plan."""

    UNDECIDED = "undecided"
    CHANGED = "changed"
    """A later version of the report has other words: decided once, to be looked at again."""
    UNSURE = "unsure"
    DECIDED = "decided"
    SPLIT = "split"
    """Its words live on in the items it was split into."""
    MERGED = "merged"
    """Its words live on in the item before it."""
    REMOVED = "removed"
    """The newest version of the report no longer prints it."""
    WITHDRAWN = "withdrawn"
    """Made by a split that was taken back."""


LEFT = frozenset({ItemState.UNDECIDED, ItemState.CHANGED, ItemState.UNSURE})
"""States in which a person still has to decide."""


SHOWN = LEFT | {ItemState.DECIDED}
"""States that count: the rest is kept for the record only."""


FOR_FORCE = frozenset({RelevanceLabel.FOR_FORCE, RelevanceLabel.FOR_FORCE_VIA_COLLABORATION, RelevanceLabel.JOINT})
"""Labels under which the force itself has something to do."""
NOT_FOR_FORCE = frozenset(RelevanceLabel) - FOR_FORCE - {RelevanceLabel.NEEDS_DECISION}
"""Labels under which the force has nothing to do."""
