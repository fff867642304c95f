"""The police forces as data: who they are, where, and how a name as written leads to one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractor.artifacts import load_list

CHOOSABLE_KINDS = frozenset({"territorial", "special", "sample"})
NAME_THRESHOLD = 88.0
"""Lowest similarity (0-100) at which a typed name is taken for a force: "Hampshire & IoW" is not, "Thames Vally" is."""


@dataclass(frozen=True, slots=True)
class Force:
    """One police force: ``areas`` are the upper-tier councils it covers, ``rocu`` its region's crime unit."""

    name: str
    kind: str
    nation: str
    aliases: tuple[str, ...] = ()
    region: str | None = None
    rocu: str | None = None
    local_policing_body: str | None = None
    areas: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    shared_units: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases without their mark of exact case."""
        return (self.name, *(alias.lstrip("=") for alias in self.aliases))


@cache
def load_forces() -> tuple[Force, ...]:
    """Every force of ``models/lists/forces.toml`` in its order."""
    return tuple(_force_of_row(row) for row in load_list("forces")["forces"])


def choosable_forces() -> tuple[Force, ...]:
    """The forces a profile can be written for: 43 territorial, four special and the sample."""
    return tuple(force for force in load_forces() if force.kind in CHOOSABLE_KINDS)


def find_force(written: str, forces: Iterable[Force] | None = None) -> Force | None:
    """The force that a name as written means, or None where none is near enough or two are equally near.

    >>> find_force("thames vally police").name
    'Thames Valley Police'
    >>> find_force("Northmark Police") is None
    True
    """
    from rapidfuzz import fuzz, process

    keys = _forces_by_key() if forces is None else _keyed(forces)
    wanted = _key(written)
    if wanted in keys:
        return keys[wanted]
    best = process.extract(wanted, list(keys), scorer=fuzz.ratio, score_cutoff=NAME_THRESHOLD, limit=2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1] and keys[best[0][0]] != keys[best[1][0]]):
        return None
    return keys[best[0][0]]


@cache
def _forces_by_key() -> Mapping[str, Force]:
    return _keyed(load_forces())


def _keyed(forces: Iterable[Force]) -> dict[str, Force]:
    return {_key(name): force for force in forces for name in force.names if _key(name)}


def _key(name: str) -> str:
    """A name without the words that all forces share, so that "Kent" finds Kent Police and Essex Police does not."""
    words = name.casefold().replace("&", " and ").replace("'", "").replace("’", "").replace("-", " ").split()
    return " ".join(
        word for word in words if word not in {"the", "police", "constabulary", "service", "force", "heddlu"}
    )


def _force_of_row(row: Mapping[str, Any]) -> Force:
    values: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in row.items()}
    return Force(**values)
