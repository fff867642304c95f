"""The card of the matching model, written with it so that the figures are its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.train.outcome import Figures, table_of
from extractor.train.plans import LabelledPlan

CARD = """# Matching model

## What it does
For each item of a new report it finds the actions of the force's plan (and items of earlier reports) that may already
answer it, says how likely a relation is and which: covered, partly covered, repeat issue, restated, adds evidence,
supersedes or superseded. Where nothing is likely enough it says that a new action is needed.

## How it decides
Candidates come from several views fused by learned weights: words, letters, the concepts of a policing lexicon,
everyday concepts, a latent space trained from the corpus, and the business (themes, department, owner). A pair is
then compared by features a person could name. Two steps of logistic regression give the probability; weights of
likeness are held at or above zero, and the explanation shown to the reviewer is the model's own arithmetic. Which
relation it is follows the decision table: structure first (printed again, replaced, older, whose duty, which cycle),
a small regression over the clauses for covered against partly covered.

## What it is for, and not for
It suggests; a person decides; nothing is merged or hidden. It must not be used to report that a recommendation is
discharged without a person having read the action.

## Training data
{plans}

All fictional. No personal data. Pairs marked grey by their author are left out. The lexicon was written from general
knowledge of policing by the author of two of the plans (one of them the test plan, which was written first; phrases
found word for word in its items were taken out of the lexicon again). Expect fewer paraphrases to be found on texts
by others.

## How well it does
Reports were held out whole; a plan marked as test was never fitted on. A related pair that was never a candidate
counts as missed. `ece` is the expected calibration error on each item's five likeliest candidates over ten bins of
equal count, `ece_allowed` the 95th percentile of what a perfectly calibrated model with the same probabilities would
show.

{table}

True (rows) against suggested (columns) relations on held-out reports at 0.5:

{confusion}

## Known limits
- A concept that the lexicon does not know, said in other words than the action's, is missed.
- Neighbouring duties of one theme (another order, another group of people) are the usual false suggestion.
- Which clauses are met is judged by what they mention, not by what they mean.
- English only.
"""


def matching_card(
    plans: Sequence[LabelledPlan], figures: Sequence[Figures], counts: Mapping[tuple[str, str], int]
) -> str:
    """The card, with the figures of this training."""
    described = "\n".join(
        f"- {plan.name}: {len(plan.actions)} actions, {len(plan.items)} items, {len(plan.relations)} relations"
        f"{' (test only)' if plan.is_test else ''}"
        for plan in plans
    )
    table = "\n".join(f"    {line}" for line in table_of(figures))
    return CARD.format(plans=described, table=table, confusion=confusion_table(counts))


def confusion_table(counts: Mapping[tuple[str, str], int]) -> str:
    """Counts as an indented table; ``none`` is no relation or no suggestion.

    >>> print(confusion_table({("covered", "covered"): 3, ("covered", "none"): 1}))
                 covered  none
        covered        3     1
    """
    rows, columns = sorted({true for true, _ in counts}), sorted({said for _, said in counts})
    left = max((len(row) for row in rows), default=0)
    lines = ["    " + " " * left + "".join(f"  {name:>{max(len(name), 4)}}" for name in columns)]
    for row in rows:
        cells = "".join(f"  {counts.get((row, name), 0):>{max(len(name), 4)}}" for name in columns)
        lines.append(f"    {row:<{left}}{cells}")
    return "\n".join(lines)
