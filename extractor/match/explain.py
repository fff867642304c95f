"""Why a pair is suggested: the waterfall from the base rate to the probability, and shared and differing words.

The model is additive, so the waterfall is exact: base rate plus contributions is the log-odds of the probability shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extractor.domain import Contribution
from extractor.match.lexicon import GENERAL_AREAS, Lexicon
from extractor.match.model import CONTEXT, MatchModel
from extractor.match.vectors import Weights
from extractor.match.words import STOP_WORDS, TOKEN, text_to_tokens

BASE_RATE = "base_rate"
MOST_WORDS = 12
TEXTS_KEPT = 2000
"""An item is explained beside a dozen candidates: its words are found once."""
MONTHS = frozenset("January February March April May June July August September October November December".split())
_FIRST_STEP = "pair"


def waterfall(
    model: MatchModel, features: Mapping[str, float], context: Mapping[str, float]
) -> tuple[Contribution, ...]:
    """Contributions in log-odds, the base rate first, then by size; features that add nothing are left out."""
    second = model.context
    place = second.names.index(_FIRST_STEP)
    slope = float(second.weight[place] / second.scale[place])
    later = second.parts({**context, _FIRST_STEP: 0.0})
    parts = {name: slope * part for name, part in model.pair.parts(features).items()}
    base = second.intercept + later.pop(_FIRST_STEP) + slope * model.pair.intercept
    values = {**features, **context}
    found = [Contribution(name, values[name], part) for name, part in {**parts, **later}.items() if part]
    found.sort(key=lambda one: (-abs(one.log_odds), one.feature))
    return (Contribution(BASE_RATE, 1.0, base), *found)


def context_values(first_step: float, context: Mapping[str, float]) -> dict[str, float]:
    """What the second step of the model looks at."""
    return {_FIRST_STEP: first_step, **{name: context[name] for name in CONTEXT}}


def compare_words(
    item_text: str, action_text: str, lexicon: Lexicon, weights: Weights
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Words as printed: in both texts, in the item only, in the action only, each rarest first.

    Words of one concept of policing count as shared; numbers and dates are left out.
    """
    item, action = _words(item_text), _words(action_text)
    found = _concepts(item_text, lexicon) & _concepts(action_text, lexicon)
    both = {concept for concept in found if lexicon.areas[concept] not in GENERAL_AREAS}
    met = {stem for side in (item, action) for stem in side if _speaks_of(stem, both, lexicon)}
    met |= item.keys() & action.keys()

    def rarest(words: Mapping[str, str]) -> tuple[str, ...]:
        ordered = sorted(words, key=lambda stem: (-weights.idf_of(stem), stem))
        return tuple(words[stem] for stem in ordered[:MOST_WORDS])

    shared = {stem: word for stem, word in {**action, **item}.items() if stem in met}
    return (
        rarest(shared),
        rarest({stem: word for stem, word in item.items() if stem not in met}),
        rarest({stem: word for stem, word in action.items() if stem not in met}),
    )


def _speaks_of(stem: str, concepts: set[str], lexicon: Lexicon) -> bool:
    return any(len(words) == 1 and concept in concepts for words, concept, _ in lexicon.phrases.get(stem, ()))


@lru_cache(maxsize=TEXTS_KEPT)
def _concepts(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.find_concepts(text_to_tokens(text)))


@lru_cache(maxsize=TEXTS_KEPT)
def _words(text: str) -> Mapping[str, str]:
    """Stems of content words with the first word as printed, in order."""
    found: dict[str, str] = {}
    for word in TOKEN.findall(re.sub("’", "'", text)):
        if word.lower() not in STOP_WORDS and word not in MONTHS and not word[0].isdigit():
            for stem in text_to_tokens(word)[:1]:
                found.setdefault(stem, word if word.isupper() else word.lower())
    return found
