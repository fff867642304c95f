"""Contributions of a link -> bars of a waterfall, from the base rate to the probability."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from extractor.domain import Contribution
from extractor.review.pages import Bar

SHOWN_BARS = 7
"""The base rate and the strongest six; a person does not read more, and the rest is one bar."""
WIDTH = 100.0


def bars_of(contributions: Sequence[Contribution]) -> tuple[Bar, ...]:
    """The bars in the order of the waterfall; together they run from nought to the log-odds of the probability."""
    steps = _strongest(contributions)
    if not steps:
        return ()
    ends = list(accumulate(step.log_odds for step in steps))
    starts = [0.0, *ends[:-1]]
    low, high = min(0.0, *ends), max(0.0, *ends)
    scale = WIDTH / ((high - low) or 1.0)
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
    return [base, *ranked[: SHOWN_BARS - 1], Contribution("everything else", 0.0, rest)]


def _bar(step: Contribution, x: float, width: float, *, is_base: bool) -> Bar:
    return Bar(
        label=step.feature.replace("_", " "),
        value=f"{step.value:.2f}".rstrip("0").rstrip("."),
        log_odds=f"{step.log_odds:+.2f}",
        x=round(x, 2),
        width=round(max(width, 0.5), 2),
        direction="base" if is_base else ("for" if step.log_odds >= 0 else "against"),
    )
