"""The split that commissioners print in their letters: so many in total, so many for chief constables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.domain import AddresseeGroup, Kind, Recommendation


@dataclass(frozen=True, slots=True)
class Split:
    """Recommendations as printed in the report, and those of them that forces are to act on, alone or with others."""

    total: int
    for_chief_constables: int

    def __str__(self) -> str:
        return f"Recommendations: {self.total} in total, {self.for_chief_constables} for chief constables"


def split_of(items: Sequence[Recommendation]) -> Split:
    """The split of a report's items: whole recommendations, not their parts; a part for forces counts its whole.

    One is for chief constables where any of its addressees is a force or its people, on a condition or together
    with another body too. Areas for improvement, practice and old items printed again are left out.
    """
    live = {item.id: item for item in items if item.is_actionable and item.kind is Kind.RECOMMENDATION}
    for_forces = {_top(item, live) for item in live.values() if _is_for_forces(item)}
    return Split(len({_top(item, live) for item in live.values()}), len(for_forces))


def _is_for_forces(item: Recommendation) -> bool:
    return any(addressee.group is AddresseeGroup.FORCE for addressee in item.addressees)


def _top(item: Recommendation, live: dict[str, Recommendation]) -> str:
    while item.parent_id in live:
        item = live[item.parent_id]
    return item.id
