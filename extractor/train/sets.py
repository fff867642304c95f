"""The labelled sets that figures are given for, and what each training run learned from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from extractor.train.examples import Example, load_examples, without_copies
from extractor.train.folds import splits

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
    for each in sorted(held, key=lambda one: example_of(one).set_name.startswith("relevance/")):
        groups.setdefault(example_of(each).set_name, []).append(each)
    return list(groups.items())


Split = Callable[[Sequence[Example]], Iterator[tuple[list[int], list[int]]]]
"""Places of examples to learn from and places held out, again and again."""


def by_report(examples: Sequence[Example]) -> Iterator[tuple[list[int], list[int]]]:
    """Ten folds of whole reports."""
    return splits([example.fold_key for example in examples])


def by_whole_set(examples: Sequence[Example]) -> Iterator[tuple[list[int], list[int]]]:
    """Each set held out in turn, and with it every report of the same title in the other sets."""
    names = [example.set_name for example in examples]
    for kept, out in splits(names, len(set(names))):
        titles = {examples[place].fold_key for place in out}
        yield [place for place in kept if examples[place].fold_key not in titles], out
