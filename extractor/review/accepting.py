"""What one key accepts: the suggested relevance, with the action that answers the item or a new one where none does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractor.artifacts import sha256_of
from extractor.config import Settings
from extractor.domain import Action, Link
from extractor.labels import label_of
from extractor.plan.rows import source_ref_of
from extractor.plan_view import is_open
from extractor.review.views.candidates import is_suggested
from extractor.review.views.words import relation_words
from extractor.store.changes import Accept, Change, NewAction
from extractor.store.records import FOR_FORCE, Candidate, ItemPage
from extractor.vocabulary import ActionStatus, Rag, Relation, RelevanceLabel

SETTLING = frozenset({Relation.RESTATED, Relation.SUPERSEDES, Relation.SUPERSEDED})
"""Relations after which nothing new is to be done, whatever has become of the other."""
ACTION_FIELDS = ("sro", "governance_board")
"""Columns of the tracker that are no attribute of an action and that the form offers."""
SUM_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What accepting ties an item to, and whether it makes a new action, because nobody works on what it ties to."""

    link: Link | None
    makes_action: bool


def acceptance_of(stored: ItemPage, threshold: float) -> Acceptance:
    """What accepting does to an item for the force; one that has an action of its own keeps it and gets no second one.

    An item of an earlier report is no action: it is accepted only where this one is it, printed again. Otherwise an
    item would leave the queue for the force without anybody to see to it.
    """
    if has_own_action(stored):
        return Acceptance(None, makes_action=False)
    fit = [one for one in stored.candidates if is_suggested(one.link, threshold) and (one.action or _settles(one))]
    best = max(fit, key=lambda one: one.link.probability, default=None)
    if best is None:
        return Acceptance(None, makes_action=True)
    is_answered = _settles(best) or (best.action is not None and is_open(best.action))
    return Acceptance(best.link, makes_action=not is_answered)


def has_own_action(stored: ItemPage) -> bool:
    """Whether an action was made from the item, and still stands."""
    return Relation.NEW_ACTION_NEEDED in stored.standing.links.values()


def _settles(candidate: Candidate) -> bool:
    return candidate.link.relation in SETTLING


def is_for_action(stored: ItemPage) -> bool:
    """Whether accepting concerns the plan at all."""
    relevance = stored.relevance
    return relevance is not None and relevance.label in FOR_FORCE and stored.item.is_actionable


def accepted_change(stored: ItemPage, settings: Settings, today: date) -> Change:
    """The change that accepting the suggestion makes."""
    if not is_for_action(stored):
        return Accept()
    given = acceptance_of(stored, settings.link_threshold)
    links = {given.link.action_ref: given.link.relation} if given.link else {}
    if given.makes_action:
        return NewAction(default_action(stored, settings, today), also=links)
    return Accept(links)


def default_action(stored: ItemPage, settings: Settings, today: date) -> Action:
    """The action that one key makes: the item's words, whom the profile names, the item's first dated deadline."""
    item, report = stored.item, stored.report.report
    given = settings.allocation(theme.label for theme in stored.themes)
    target = min((one.date for one in item.deadlines if one.date), default=None)
    text = f"{item.lead_in} {item.text}" if item.lead_in else item.text
    return Action(
        ref="",
        text=text,
        source_report=report.title,
        source_ref=source_ref_of(item),
        owner=given.owner,
        department=given.department,
        theme=stored.themes[0].label if stored.themes else "",
        status=ActionStatus.NOT_STARTED if given.owner else ActionStatus.AWAITING_ALLOCATION,
        rag=Rag.RED if target and target < today else (Rag.GREEN if given.owner else None),
        target_date=target,
        fields={name: getattr(given, name) for name in ACTION_FIELDS if getattr(given, name)},
    )


def accept_words(stored: ItemPage, settings: Settings) -> str:
    """What accepting the suggestion saves, or nothing where there is none to accept."""
    relevance = stored.relevance
    if relevance is None or relevance.label is RelevanceLabel.NEEDS_DECISION:
        return ""
    words = [label_of(relevance.label)]
    if is_for_action(stored):
        given = acceptance_of(stored, settings.link_threshold)
        words += ["new action"] if given.makes_action else []
        words += [f"{relation_words(given.link.relation)} {given.link.action_ref}"] if given.link else []
    return ", ".join(words)


def suggestion_sum(stored: ItemPage, settings: Settings) -> str:
    """A short sum of what is suggested; it travels with the form, so that only what was shown can be accepted.

    A sum rather than the words, because in blind mode the page must not hold them.
    """
    label = stored.relevance.label.value if stored.relevance else ""
    return sha256_of("\n".join((label, accept_words(stored, settings))).encode())[:SUM_LETTERS]
