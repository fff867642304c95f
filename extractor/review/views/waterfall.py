"""Contributions of a link -> bars of a waterfall, from the base rate to the probability."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from extractor.domain import Contribution
from extractor.review.parts import Bar

SHOWN_BARS = 7
"""The base rate and the strongest six; a person does not read more, and the rest is one bar."""
WIDTH = 100.0
LEAST_RANGE = 1e-6
"""Log-odds that differ by less are no waterfall; dividing by them would leave the page."""
THE_REST = "everything else"
FEATURE_WORDS = {
    "base_rate": "where any pair starts",
    "words": "words in common",
    "concepts": "policing terms in common",
    "duty_concepts": "policing terms of the duty in common",
    "everyday": "everyday terms in common",
    "duty_everyday": "everyday terms of the duty in common",
    "grams": "similar spellings",
    "business": "same area of business",
    "latent": "similar subject",
    "setting": "words in common with theme, department, owner, source and progress",
    "token_set": "similar wording",
    "item_in_action": "how much of the item the action says",
    "action_in_item": "how much of the action the item says",
    "object": "what the item is about stands in the action",
    "action_object": "what the action is about stands in the item",
    "both_objects": "both are about the same thing",
    "rarest_shared": "rarest policing term in common",
    "everyday_shared": "how many everyday terms are in common",
    "related": "words that go with the same policing terms",
    "duty_related": "words of the duty that go with the same policing terms",
    "best_sentence": "best matching sentence",
    "same_family": "same series of reports",
    "same_deadline": "same deadline",
    "quoted": "quotes this very item",
    "quoted_elsewhere": "quotes another item",
    "most_business": "area of business, beside the other candidates",
    "most_setting": "words of its surroundings, beside the other candidates",
    "most_latent": "subject, beside the other candidates",
    "most_words": "wording, beside the other candidates",
    "most_related": "words that go with the same terms, beside the other candidates",
    "gap": "behind the best candidate",
    "first": "rank among the candidates",
    "margin": "ahead of the next candidate",
    "crowd": "ahead of the other candidates",
    "outlier": "far from the other candidates",
}
"""What the matcher's features are called on the page; one that is new shows under its own name."""


def bars_of(contributions: Sequence[Contribution]) -> tuple[Bar, ...]:
    """The bars in the order of the waterfall; together they run from nought to the log-odds of the probability."""
    steps = _strongest(contributions)
    if not steps:
        return ()
    ends = list(accumulate(step.log_odds for step in steps))
    starts = [0.0, *ends[:-1]]
    low, high = min(0.0, *ends), max(0.0, *ends)
    scale = WIDTH / max(high - low, LEAST_RANGE)
    return tuple(
        _bar(step, (min(start, end) - low) * scale, abs(step.log_odds) * scale, is_base=place == 0)
        for place, (step, start, end) in enumerate(zip(steps, starts, ends, strict=True))
    )


def _strongest(contributions: Sequence[Contribution]) -> list[Contribution]:
    if len(contributions) <= SHOWN_BARS:
        return list(contributions)
    base, features = contributions[0], contributions[1:]
    ranked = sorted(features, key=lambda item: -abs(item.log_odds))
    rest = sum(item.log_odds for item in ranked[SHOWN_BARS - 1 :])
    return [base, *ranked[: SHOWN_BARS - 1], Contribution(THE_REST, 0.0, rest)]


def _bar(step: Contribution, x: float, width: float, *, is_base: bool) -> Bar:
    return Bar(
        label=FEATURE_WORDS.get(step.feature) or step.feature.replace("_", " "),
        value="" if step.feature == THE_REST else f"{step.value:.2f}".rstrip("0").rstrip("."),
        log_odds=f"{step.log_odds:+.2f}",
        x=round(x, 2),
        width=round(max(width, 0.5), 2),
        direction="base" if is_base else ("for" if step.log_odds >= 0 else "against"),
    )
