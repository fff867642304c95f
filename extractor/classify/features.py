"""Words and structure of an item as named features, the same in training and in use.

A feature is a string, so that a weight can be read by a person: ``w:stop search`` is a pair of words of the text,
``h:custody`` a word above it, ``party=forces`` a fact of structure. Text features are scaled to unit length apart
from the facts, so that a long paragraph does not drown them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from extractor.classify.cue_words import cue_counts
from extractor.classify.rules import Facts, Ruling

WORD = re.compile(r"[a-z][a-z’'-]*[a-z]|\b[a-z]\b|\d{3}\b")
STOP = frozenset(
    "a an the of to and in for on is are be that this with as at it its by from or their they which should must will "
    "has have had was were not who what how when where there these those than then so if but into out any all each "
    "such can could would may might do does did been being no nor our we us i he she his her them also more "
    "most".split()
)
KEPT_BY_RELEVANCE = frozenset("all each any who where which not if their our its with".split())
"""Stop words that decide relevance ("where", "who", "not") and are kept for it."""

SUFFIX = re.compile(r"'s$")


def words_of(text: str) -> list[str]:
    """Lower-case words with straight apostrophes dropped.

    >>> words_of("The force’s 101 calls aren't answered.")
    ['the', 'force', '101', 'calls', "aren't", 'answered']
    """
    return [SUFFIX.sub("", word) for word in WORD.findall(text.lower().replace("’", "'"))]


def stem(word: str) -> str:
    """A light stem: plural and verb endings only, so that features stay readable.

    >>> [stem(word) for word in ("policies", "calls", "searching", "recorded", "process")]
    ['policy', 'call', 'search', 'record', 'process']
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending, least in (("ings", 8), ("ing", 7), ("ed", 6), ("es", 6), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            bare = word[: -len(ending)]
            if ending == "es" and not re.search(r"(?:s|x|ch|sh)$", bare):
                bare = word[:-1]
            return bare[:-1] if len(bare) > 4 and bare[-1] == bare[-2] and bare[-1] not in "sl" else bare
    return word


def text_features(text: str, prefix: str, kept: Iterable[str] = (), pairs: bool = True) -> dict[str, float]:
    """Stems and pairs of neighbouring stems with sublinear counts, scaled to unit length."""
    keep = frozenset(kept)
    stems = [stem(word) for word in words_of(text) if word not in STOP or word in keep]
    counts = Counter(f"{prefix}:{one}" for one in stems)
    if pairs:
        counts.update(f"{prefix}:{one} {two}" for one, two in pairwise(stems))
    return _to_unit_length(counts)


def _to_unit_length(counts: Mapping[str, int]) -> dict[str, float]:
    scaled = {name: 1 + math.log(count) for name, count in counts.items()}
    length = math.sqrt(sum(value * value for value in scaled.values())) or 1.0
    return {name: value / length for name, value in scaled.items()}


def structure_features(facts: Facts) -> dict[str, float]:
    """Facts of an item without what the rules made of them."""
    setting, item = facts.setting, facts.item
    names = [
        f"scope={setting.scope}",
        f"type={setting.report_type}",
        f"kind={item.kind}",
        *(f"party={party}" for party in set(facts.parties)),
        *(f"mention={family}" for family in facts.mentions),
        f"parties={'+'.join(sorted(set(facts.parties)))}",
        f"multi={setting.is_multi_agency}",
        f"council={setting.is_council_only}",
        f"heading={facts.item.group_heading is not None}",
    ]
    if facts.mentions:
        names.append(f"first={next(iter(facts.mentions))}")
    return dict.fromkeys(names, 1.0)


def rule_features(ruling: Ruling) -> dict[str, float]:
    """What the rules made of an item, as evidence for the model."""
    return {f"rule={ruling.rule}": 1.0, f"says={ruling.label}": 2.0 if ruling.is_firm else 1.0}


def relevance_features(facts: Facts, ruling: Ruling | None) -> dict[str, float]:
    """Features of the relevance model; without a ruling, those of the model alone."""
    whole = text_features(facts.item.text, "w", KEPT_BY_RELEVANCE) | text_features(facts.heading, "h", pairs=False)
    whole |= structure_features(facts)
    return whole | rule_features(ruling) if ruling is not None else whole


# ------------------------------------------------------------------------------------------- themes

DUTY = re.compile(r"\b(?:should|must|needs? to|shall|recommends? that|ought to)\b(?P<what>(?:\W+[\w’'-]+){1,14})", re.I)
"""The verb that asks and the words after it: what an item is mainly about stands there."""


def theme_features(
    text: str, heading: str, title: str, is_fire: bool, around: Mapping[str, float] = {}
) -> dict[str, float]:
    """Features of the theme model: words and cues of the text, its heading, the title and the report around it.

    Args:
        text: the item's own words.
        heading: what stands above it.
        title: the report's title.
        is_fire: whether the report is about a fire and rescue service, which has no question area.
        around: ``cue_shares`` of all the report's items: an item of few words is about what its neighbours are.
    """
    features = text_features(text, "w") | text_features(heading, "h", pairs=False)
    features |= {name: 0.5 * value for name, value in text_features(title, "t", pairs=False).items()}
    counts = cue_counts(text)
    total = sum(counts.values()) or 1
    for theme, count in counts.items():
        features[f"cue={theme}"] = math.log1p(count)
        features[f"share={theme}"] = count / total
    duty = DUTY.search(text)
    for theme in cue_counts(duty.group("what")) if duty else ():
        features[f"duty={theme}"] = 0.5
    for theme, count in cue_counts(f"{heading} {title}").items():
        features[f"above={theme}"] = min(count, 2) / 2
    features |= {f"around={theme}": value for theme, value in around.items()}
    if not counts:
        features |= {f"silent={theme}": value for theme, value in around.items()}
    if is_fire:
        features["fire"] = 2.0
    return features


GRAM = 4
"""Letters in a row: a word's stem and its neighbours among derived words ("offend", "offender", "reoffending")."""


def letter_features(text: str) -> dict[str, float]:
    """Runs of ``GRAM`` letters inside the words of a text, and shorter words whole, scaled to unit length.

    Words that training never saw share runs with words that it did.

    >>> sorted(letter_features("bail bails"))
    ['c:_bai', 'c:ail_', 'c:ails', 'c:bail', 'c:ils_']
    """
    counts: Counter[str] = Counter()
    for word in words_of(text):
        if word not in STOP:
            edged = f"_{word}_"
            counts.update(f"c:{edged[start : start + GRAM]}" for start in range(max(len(edged) - GRAM + 1, 1)))
    return _to_unit_length(counts)
