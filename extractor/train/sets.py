"""The labelled sets that figures are given for, and what each training run learned from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from extractor.train.examples import Example, load_examples, without_copies

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Material:
    """What to learn from: ``corpus`` alone for the shipped models, ``everything`` with the folders of --extra."""

    corpus: tuple[Example, ...]
    everything: tuple[Example, ...]

    @property
    def has_extra(self) -> bool:
        """Whether folders were given beside the corpus."""
        return len(self.everything) > len(self.corpus)


def load_material(corpus: Path, extra: Sequence[Path] = ()) -> Material:
    """Examples of the corpus and of each extra folder, each text of a report once.

    Raises:
        BadGold: a folder has nothing labelled, or a file cannot be read.
    """
    own = load_examples(corpus)
    more = [example for folder in extra for example in load_examples(folder)]
    return Material(own, without_copies((*own, *more)))


def by_set(held: Sequence[T], example_of: Callable[[T], Example]) -> list[tuple[str, list[T]]]:
    """Held-out items by the folder they came from, all of them first."""
    groups: dict[str, list[T]] = {"all": list(held)}
    for each in held:
        groups.setdefault(example_of(each).source.rpartition("/")[0] or "other", []).append(each)
    authored: dict[str, list[T]] = {}
    for each in groups.pop("relevance", []):
        authored.setdefault(example_of(each).source, []).append(each)
    return [*groups.items(), *authored.items()]
