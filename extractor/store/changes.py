"""What a person can do to an item, each as a small value that knows what it writes into the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.domain import Action, Region, Span
from extractor.vocabulary import Relation, RelevanceLabel


@dataclass(frozen=True, slots=True)
class Accept:
    """The suggestion is right; ``links`` are the suggested links that are accepted with it."""

    links: Mapping[str, Relation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetRelevance:
    """The item means something else for the force than suggested."""

    label: RelevanceLabel
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetThemes:
    """The item is about other themes than suggested, the first one before all; settles nothing else."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Not for us. Without a ``label`` or ``reason`` the suggested ones stand, where they dismiss at all."""

    reason: str = ""
    label: RelevanceLabel | None = None


@dataclass(frozen=True, slots=True)
class LinkAction:
    """An existing action (or an item of an earlier report) stands in this relation to the item."""

    action_ref: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Unlink:
    """A link decided earlier does not hold after all."""

    action_ref: str


@dataclass(frozen=True, slots=True)
class NewAction:
    """The item needs an action of its own; the store gives it a ref where ``action.ref`` is empty.

    ``also`` ties it to others at the same time: to the ended action whose issue it repeats.
    """

    action: Action
    relation: Relation = Relation.NEW_ACTION_NEEDED
    also: Mapping[str, Relation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words or boundaries than found; None leaves a field as it is, an empty text clears it."""

    text: str | None = None
    title: str | None = None
    lead_in: str | None = None
    supporting_text: str | None = None
    printed_number: str | None = None
    span: Span | None = None
    regions: tuple[Region, ...] | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """The item is really several; each part becomes an item of its own, in this order."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeWithPrevious:
    """The item is really the end of the one before it in the report."""


@dataclass(frozen=True, slots=True)
class MarkUnsure:
    """Come back to it later."""


@dataclass(frozen=True, slots=True)
class Respond:
    """Whether the force accepts the item (a word of the force's own choice) and what it says about it."""

    accepted: str
    response: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """A second person confirms the response; refused for the person who wrote it."""


Change = (
    Accept
    | SetRelevance
    | SetThemes
    | Dismiss
    | LinkAction
    | Unlink
    | NewAction
    | Edit
    | Split
    | MergeWithPrevious
    | MarkUnsure
    | Respond
    | Confirm
)
