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
as one of its facts. Probabilities are calibrated on reports that the model had not seen. Everything can be read: the
features and their weights are plain text and numbers.

## What it is for, and not for
It orders a reading list. A person confirms or changes every suggestion, and nothing is dropped: an item the program
thinks is not for the force stays on the list and can be found. It must not be used to decide without a person whether a
public body has complied with a recommendation, nor about any individual.

## Training data
{count} labelled items: fictional texts in the style of the inspectorates, inquiries, committees and reviews,
written for
this purpose by several authors, and the annotated sample reports. No personal data and no real person, force or case.

## How well it does
Every figure is for reports that were held out whole; rules, model and calibration were never fitted on the
report scored.
The rules themselves were written by people who had read the labelled sets, so expect a few points less on new authors.
`recall_for_us` is the share of items the force must act on that reach a person; `review_load` the share of all items
that do, beside `gold_load`, the share that should.

{table}

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
Two linear models (logistic regression) over words, pairs of words and lists of cue words per area, which anybody can
read and change in `lists/theme_cues.toml`; the report's title and its other items count a little. One model says which
areas an item touches, the other which one it is mainly about; their mean sets the order. Probabilities are
calibrated on
reports that were held out.

## What they are for, and not for
They route an item to the right owner as a suggestion that a person confirms. They are not a measure of performance.

## Training data
{count} labelled items: fictional texts written for this purpose by several authors. No personal data.

## How well they do
Reports were held out whole. `first_right`: the first suggestion is the annotator's first; `first_among_gold`: it is one
of the annotator's.

{table}

## Known limits
- Areas overlap, and annotators differ on which comes first (a domestic abuse call: responding, or protecting?).
- Items of a few words lean on the report around them.
- Fire and rescue items have no question area and get none.
"""


def relevance_card(count: int, figures: Sequence[Figures]) -> str:
    """The card of the relevance model."""
    return RELEVANCE.format(count=count, table=_indented(figures))


def themes_card(count: int, figures: Sequence[Figures]) -> str:
    """The card of the theme models."""
    return THEMES.format(count=count, table=_indented(figures))


def _indented(figures: Sequence[Figures]) -> str:
    return "\n".join(f"    {line}" for line in table_of(figures))
