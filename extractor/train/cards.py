"""Model cards, written with the model so that the figures in them are its own."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.train.outcome import Figures, table_of

RELEVANCE = """# Relevance model

## What it does
For each item that a published inspection, inquiry or review prints, it suggests what the item means for one police
force: for the force, for a unit that serves it, joint, for the local policing body, for a national body, for
partners, for information, not applicable, or for a person to decide. It gives a calibrated probability and the
words that decided.

## How it decides
A table of rules reads the structure first: who is addressed, whose report it is, the heading above, conditions such as
"those forces that have not yet". Where the structure settles the matter the rule stands. Elsewhere a linear model
(multinomial logistic regression over words, pairs of words and facts of structure) decides; it sees the rule's opinion
as one of its facts. How sure a suggestion is said to be rests on a second model of the same kind that does not see the
rules: where the words alone do not bear a suggestion out, the probability is low. Everything can be read: features and
weights are plain text and numbers.

## What it is for, and not for
It orders a reading list. A person confirms or changes every suggestion, and nothing is dropped: an item the program
thinks is not for the force stays on the list and can be found. It must not be used to decide without a person whether
a public body has complied with a recommendation, nor about any individual.

## Training data
{count} labelled items, all of them fictional texts in the style of the inspectorates, inquiries, committees and
reviews. `relevance/authored` and the annotated sample reports (`reports`) were written for this project; the seven sets
`relevance/blind…` were written for it, each by an author who had not seen the program (`blind` and `a` to `c` mostly of
hard cases, `d` to `f` as hard as reports are); `relevance/shared` is a fictional set by another author, taken in
unchanged. Sets beyond these are named only where they were given at training. No personal data and no real person,
force or case.

## How well it does
Every figure is for reports that were held out whole; model and calibration were never fitted on the report scored. The
rules, though, were mended with every set in view, so the rows of sets flatter them. The rows `at first sight` are those
that do not: what the program said of a blind set before anybody who works on it had read a line of it.
Expect figures between the two on new reports. Probabilities are calibrated on all sets, the blind ones by what was said
at first sight: so they are a little low on the sets that the rules know.
`recall_for_us` is the share of items the force must act on that reach a person; `review_load` the share of all items
that do, beside `gold_load`, the share that should.

{table}

## What is taken for what
Items by the annotator's label (lines) and by the suggestion (columns, in the same order):

{confusion}

## Known limits
- Verbless findings of inspections of several agencies ("The timeliness of assessments") often do not say whose work
  they are; the program then asks a person.
- A condition is only as settled as the force's profile: what the profile leaves out is left to a person.
- English only. Recommendations in Welsh are not understood.
- Authored texts are cleaner than real ones: measure with `extractor evaluate` on real reports before relying on it.

## Fairness
The model reads texts about organizations, not people. A systematic miss would fall on subjects that reports phrase
without naming the police, such as services shared with health and councils: these are sent to a person on purpose.
"""

THEMES = """# Theme models

## What they do
For each item they suggest which question areas of the inspection programme (PEEL) it is about, and beside them vetting
and counter-corruption and serious organised crime. Several are allowed; the first is the one it is mainly about.

## How they decide
Four linear models (logistic regression): two over words, pairs of words and lists of cue words per area, which anybody
can read and change in `lists/theme_cues.toml`, and two over runs of four letters, which know a word that training never
saw by its relatives; the report's title and its other items count a little. Of each two one says which areas an item
touches, the other which one it is mainly about; their mean sets the order. Probabilities are
calibrated on held-out reports: a logistic regression on what the models say and on the place of the area among the
others, then a rising line (isotonic regression).

## What they are for, and not for
They route an item to the right owner as a suggestion that a person confirms. They are not a measure of performance.

## Training data
{count} labelled items, all of them fictional. `relevance/authored`, `relevance/themes`, the sample reports
(`reports`) and the items of `matching_eastmoor` and `matching_paraphrase` were written for this project, the sets
`relevance/blind…` for it by authors who had not seen the program; `relevance/shared` and `matching` are fictional sets
by another author, taken in unchanged. No personal data.

## How well they do
Reports were held out whole. `first_right`: the first suggestion is the annotator's first; `first_among_gold`: it is one
of the annotator's. In the rows `learned from other sets` the models had seen nothing by the hand that wrote the set:
these are the figures to expect on a new report.

{table}

## What is taken for what
Items by the annotator's first theme (lines) and by the first that is suggested (columns, in the same order):

{confusion}

## Known limits
- Areas overlap, and annotators differ on which comes first (a domestic abuse call: responding, or protecting?), and on
  how many they name: sets with one theme to every item (`matching_eastmoor`, `matching_paraphrase`) and sets with
  nearly two cannot both be met by one calibration.
- Items of a few words lean on the report around them.
- Fire and rescue items have no question area and get none.
"""


def relevance_card(count: int, figures: Sequence[Figures], confusion: Sequence[str]) -> str:
    """The card of the relevance model; ``confusion`` are the lines of its table of confusions."""
    return RELEVANCE.format(count=count, table=_indented(table_of(figures)), confusion=_indented(confusion))


def themes_card(count: int, figures: Sequence[Figures], confusion: Sequence[str]) -> str:
    """The card of the theme models; ``confusion`` are the lines of their table of confusions."""
    return THEMES.format(count=count, table=_indented(table_of(figures)), confusion=_indented(confusion))


def _indented(lines: Sequence[str]) -> str:
    return "\n".join(f"    {line}" for line in lines)
