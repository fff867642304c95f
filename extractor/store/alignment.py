"""Which item of a new version is which stored item: by list and number first, then by words.

Pure functions over two printings of one report. Ids are inherited along the pairs found here, so a wrong pair would
move a person's decision to other words: where nothing is alike enough, an item is new rather than guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from extractor.domain import Grade, Recommendation
from extractor.store.records import ChangedGrade, Rewording

SAME_NUMBER = 0.4
"""Least similarity of two items with the same number in the same list: a report that inserts an item renumbers the
ones below it, so a number alone proves nothing."""
SAME_WORDS = 0.6
"""Least similarity of two items that share nothing but their words."""
COMPARED = ("kind", "title", "lead_in", "text", "supporting_text", "restated", "status")
"""Fields whose change a person has to see; numbers, pages and boxes may move without anything having changed."""
FRAME = frozenset(
    "a all and as at be by chief constable constables ensure for force forces from how improve in is it its make must "
    "of on or police should so sure that the their they to who with".split()
)
"""Words that frame what any recommendation asks for. In a list of two items they are as rare as any other."""
FRAME_WEIGHT = 0.1
SAME_REPORT = 0.5
"""Share of the shorter list that must find its like for two publications of one title to be one report: bodies
publish different letters under one title ("Inspection of services for children in ..."), years apart."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs new position -> stored position; whoever is in no pair was added or removed."""

    pairs: Mapping[int, int]


def align(stored: Sequence[Recommendation], new: Sequence[Recommendation]) -> Alignment:
    """Pair each new item with at most one stored item.

    Same words under the same number in the same list come first, then the same words, then the same number with
    similar words, and at last similar words alone, the most similar pair first.
    """
    pairs: dict[int, int] = {}
    _pair_equal(stored, new, lambda item: (_place_of(item), plain_words(item.text)), pairs)
    _pair_equal(stored, new, lambda item: (item.kind, plain_words(item.text)), pairs)
    likeness = Likeness([item.text for item in (*stored, *new)])
    for is_allowed, at_least in ((_is_same_number, SAME_NUMBER), (_is_same_standing, SAME_WORDS)):
        _pair_similar(stored, new, pairs, is_allowed, lambda old, fresh: likeness.score(old.text, fresh.text), at_least)
    return Alignment(pairs)


def is_same_report(stored: Sequence[Recommendation], new: Sequence[Recommendation]) -> bool:
    """Whether two lists printed under one title are two versions of one report.

    >>> is_same_report([], [])
    True
    """
    shorter = min(len(stored), len(new))
    if shorter == 0:
        return len(stored) == len(new)
    return len(align(stored, new).pairs) >= SAME_REPORT * shorter


def rewordings_of(before: Recommendation, after: Recommendation) -> tuple[Rewording, ...]:
    """The compared fields that read differently; quotes, dashes, case and white space do not count."""
    changed = []
    for name in COMPARED:
        old, new = (str(getattr(item, name) or "") for item in (before, after))
        if plain_words(old) != plain_words(new):
            changed.append(Rewording(name, old, new))
    return tuple(changed)


def changed_grades(before: Iterable[Grade], after: Iterable[Grade]) -> tuple[ChangedGrade, ...]:
    """Areas graded differently, in the order of the newer version, then those it no longer grades."""
    old, new = ({plain_words(grade.area): grade for grade in grades} for grades in (before, after))
    changed = []
    for area in [*new, *(area for area in old if area not in new)]:
        was, now = old.get(area), new.get(area)
        if was is None or now is None or plain_words(was.grade) != plain_words(now.grade):
            name = (now or was).area  # type: ignore[union-attr]
            changed.append(ChangedGrade(name, was.grade if was else None, now.grade if now else None))
    return tuple(changed)


def plain_words(text: str) -> str:
    r"""Letters and digits of a text, folded, one blank between words.

    >>> plain_words("The force\u2019s  \u201cCALL-handling\u201d")
    'the forces call handling'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", re.sub(r"[\u2019']", "", folded)))


class Likeness:
    """How alike two texts are among all the texts of two printings.

    A word counts by how rare it is there, since every item of a report says "the force should improve its". A word
    seen once counts like one seen twice: being added or dropped is no proof of another item.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._words = {text: Counter(plain_words(text).split()) for text in texts}
        spread = Counter(word for text in texts for word in self._words[text])
        self._weight = {
            word: log(1 + len(texts) / max(count, 2)) ** 2 * (FRAME_WEIGHT if word in FRAME else 1.0)
            for word, count in spread.items()
        }

    def score(self, left: str, right: str) -> float:
        """Weighted share of common words, 0 to 1 (Dice).

        >>> likeness = Likeness(["improve vetting", "improve vetting now", "improve custody"])
        >>> round(likeness.score("improve vetting", "improve vetting now"), 2)
        0.68
        >>> round(likeness.score("improve vetting", "improve custody"), 2)
        0.05
        """
        a, b = self._words[left], self._words[right]
        whole = self._sum(a) + self._sum(b)
        return 2 * self._sum(a & b) / whole if whole else 0.0

    def _sum(self, words: Counter[str]) -> float:
        return sum(self._weight[word] * count for word, count in words.items())


def _place_of(item: Recommendation) -> Hashable:
    """The list an item stands in and its number there; headings are left out because a re-issue may retitle them."""
    return item.kind, plain_words(item.printed_number or ""), item.restated


def _pair_equal(
    stored: Sequence[Recommendation],
    new: Sequence[Recommendation],
    key: Callable[[Recommendation], Hashable],
    pairs: dict[int, int],
) -> None:
    """Pair items with equal keys, in printed order where several are equal."""
    waiting: dict[Hashable, list[int]] = {}
    taken = set(pairs.values())
    for position, item in enumerate(stored):
        if position not in taken:
            waiting.setdefault(key(item), []).append(position)
    for position, item in enumerate(new):
        if position not in pairs and waiting.get(key(item)):
            pairs[position] = waiting[key(item)].pop(0)


def _pair_similar(
    stored: Sequence[Recommendation],
    new: Sequence[Recommendation],
    pairs: dict[int, int],
    is_allowed: Callable[[Recommendation, Recommendation], bool],
    score: Callable[[Recommendation, Recommendation], float],
    at_least: float,
) -> None:
    """Pair what is left by falling score; equal scores in printed order."""
    taken = set(pairs.values())
    free = [(i, j) for i in range(len(new)) if i not in pairs for j in range(len(stored)) if j not in taken]
    scored = [(score(stored[j], new[i]), -i, -j) for i, j in free if is_allowed(stored[j], new[i])]
    for value, i, j in sorted(scored, reverse=True):
        if value >= at_least and -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)


def _is_same_number(stored: Recommendation, new: Recommendation) -> bool:
    return bool(new.printed_number) and _place_of(stored) == _place_of(new)


def _is_same_standing(stored: Recommendation, new: Recommendation) -> bool:
    """A restated item never inherits the place of one that is new in its report, nor the other way round."""
    return stored.restated == new.restated
