"""Suggested links -> candidates with their keys, waterfalls and shared words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.domain import Action, Link
from extractor.labels import label_of
from extractor.review.parts import CandidateView, Option
from extractor.review.urls import Urls
from extractor.review.views.marks import shared_words_of
from extractor.review.views.waterfall import bars_of
from extractor.review.views.words import LINKABLE, day, percent, relation_words, shortened
from extractor.store.records import Candidate, ItemPage
from extractor.vocabulary import Relation

TOP_CANDIDATES = 5
"""As many as there are keys for."""
TEXT_LETTERS = 420
DEFAULT_RELATION = Relation.COVERED
"""What a person most often means who ties an item to an action that was not suggested."""


def is_suggested(link: Link, threshold: float) -> bool:
    """Whether a link is shown as a suggestion rather than as a mere candidate."""
    return link.relation not in (Relation.NOT_RELATED, Relation.NEW_ACTION_NEEDED) and link.probability >= threshold


def candidates_of(page: ItemPage, threshold: float, *, hidden: bool) -> tuple[CandidateView, ...]:
    """The candidates with their keys, best first; hidden, they stand in the order of their refs and show no score."""
    found = [one for one in page.candidates if one.action or one.earlier][:TOP_CANDIDATES]
    if hidden:
        found.sort(key=lambda one: one.link.action_ref)
    return tuple(
        _candidate(str(number), one, page.standing.links, threshold, hidden=hidden)
        for number, one in enumerate(found, start=1)
    )


def candidates_heading(candidates: Sequence[CandidateView], *, hidden: bool) -> str:
    """What the candidates are: suggestions, or merely what comes nearest."""
    if not candidates:
        return "No action in the plan comes near"
    if hidden or any(one.suggested for one in candidates):
        return "Actions that may cover it"
    return "Nothing in the plan seems to cover it; the nearest"


def found_actions(actions: Sequence[Action], decided: Mapping[str, Relation]) -> tuple[CandidateView, ...]:
    """Actions a person looked for: candidates without a key, a score or a reason."""
    plain = [Candidate(Link("", action.ref, Relation.NOT_RELATED, 0.0, 0.0), action) for action in actions]
    return tuple(_candidate("", one, decided, threshold=1.0, hidden=True) for one in plain)


def _candidate(
    key: str, found: Candidate, decided: Mapping[str, Relation], threshold: float, *, hidden: bool
) -> CandidateView:
    link = found.link
    suggested = is_suggested(link, threshold) and not hidden
    relation = link.relation if suggested else DEFAULT_RELATION
    linked = decided.get(link.action_ref)
    return CandidateView(
        key=key,
        ref=link.action_ref,
        url=Urls.item(link.action_ref) if found.earlier else Urls.action(link.action_ref),
        text=shared_words_of(shortened(_text(found), TEXT_LETTERS), () if hidden else link.shared_words),
        detail=_detail(found),
        verb=relation_words(relation).capitalize(),
        chance="" if hidden else percent(link.probability),
        suggested=suggested,
        linked=relation_words(linked).capitalize() if linked else "",
        relations=tuple(Option(one.value, label_of(one), one is relation) for one in (*LINKABLE, Relation.NOT_RELATED)),
        bars=() if hidden else bars_of(link.contributions),
        shared=", ".join(link.shared_words),
        item_only=", ".join(link.item_only_words),
        action_only=", ".join(link.action_only_words),
        clauses=link.clauses if suggested else (),
        missing_clauses=link.missing_clauses if suggested else (),
    )


def _text(found: Candidate) -> str:
    if found.action is None:
        return found.earlier.text if found.earlier else ""
    parts = dict.fromkeys(part for part in (found.action.action, found.action.text) if part)
    return " — ".join(parts)


def _detail(found: Candidate) -> str:
    """What tells one action from another at a glance: status, owner, date, source."""
    if found.action is None:
        return f"Item of an earlier report: {found.earlier.report_title}" if found.earlier else ""
    return detail_of(found.action)


def detail_of(action: Action) -> str:
    """Status, owner, due date and source of an action, as far as the tracker says."""
    due = action.revised_date or action.target_date
    parts = (
        label_of(action.status) or action.status_text,
        action.owner,
        f"due {day(due)}" if due else "",
        " ".join(part for part in (action.source_report, action.source_ref) if part),
    )
    return " · ".join(part for part in parts if part)
