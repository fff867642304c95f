"""Why a pair is suggested: the waterfall from the base rate to the probability, and shared and differing words.

The model is additive, so the waterfall is exact: base rate plus contributions is the log-odds of the probability shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractor.domain import Contribution
from extractor.match.lexicon import Lexicon
from extractor.match.model import CONTEXT, MatchModel
from extractor.match.words import STOP_WORDS, TOKEN, text_to_tokens

BASE_RATE = "base_rate"
MOST_WORDS = 12
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
    item_text: str, action_text: str, lexicon: Lexicon
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Words as printed: in both texts, in the item only, in the action only; words of one concept count as shared.

    >>> from extractor.match.lexicon import EMPTY
    >>> compare_words("Answer calls quickly", "Calls are graded", EMPTY)
    (('calls',), ('answer', 'quickly'), ('graded',))
    """
    item, action = _words(item_text), _words(action_text)
    concepts = set(lexicon.find_concepts(text_to_tokens(item_text))) & set(
        lexicon.find_concepts(text_to_tokens(action_text))
    )
    met = {stem for side in (item, action) for stem in side if _speaks_of(stem, concepts, lexicon)}
    shared = [word for stem, word in item.items() if stem in action or stem in met]
    item_only = [word for stem, word in item.items() if stem not in action and stem not in met]
    action_only = [word for stem, word in action.items() if stem not in item and stem not in met]
    return tuple(shared[:MOST_WORDS]), tuple(item_only[:MOST_WORDS]), tuple(action_only[:MOST_WORDS])


def _speaks_of(stem: str, concepts: set[str], lexicon: Lexicon) -> bool:
    return any(len(words) == 1 and concept in concepts for words, concept, _ in lexicon.phrases.get(stem, ()))


def _words(text: str) -> dict[str, str]:
    """Stems of content words with the first word as printed, in order."""
    found: dict[str, str] = {}
    for word in TOKEN.findall(re.sub("’", "'", text)):
        if word.lower() not in STOP_WORDS:
            for stem in text_to_tokens(word)[:1]:
                found.setdefault(stem, word if word.isupper() else word.lower())
    return found
