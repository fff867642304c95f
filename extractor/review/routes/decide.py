"""Decisions: one form, one button, one row. Each saves at once and moves on to what is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from extractor.domain import Decision
from extractor.errors import BadForm, CannotDecide, Conflict, NotInStore
from extractor.labels import label_of
from extractor.review.forms import CheckedForm, Form
from extractor.review.rendering import answer, shell_of
from extractor.review.security import session_of
from extractor.review.services import Services, services_of
from extractor.review.urls import Urls
from extractor.review.view import View, view_of_query
from extractor.review.views.candidates import best_link
from extractor.review.views.forms import conflict_page, default_action
from extractor.review.views.item import heading_of, suggestion_sum
from extractor.review.views.said import told, words_of
from extractor.review.walk import Walk
from extractor.store.changes import (
    Accept,
    Change,
    Confirm,
    Dismiss,
    LinkAction,
    MarkUnsure,
    MergeWithPrevious,
    NewAction,
    SetRelevance,
    SetThemes,
    Unlink,
)
from extractor.store.records import FOR_FORCE, Decided, ItemPage
from extractor.vocabulary import Relation, RelevanceLabel

router = APIRouter()
Maker = Callable[[Services, ItemPage, Form], Change]


@router.post("/items/{item_id}/decide")
def decide(request: Request, item_id: str, form: CheckedForm) -> Response:
    """Save what the pressed button says."""
    services = services_of(request)
    stored = services.store.items.page(item_id)
    action = form.text("do").partition(":")[0]
    if action not in MAKERS:
        raise BadForm("The form names no decision.")
    if action in AS_SUGGESTED and form.optional("seen") not in (None, suggestion_sum(stored, services.settings)):
        raise CannotDecide(
            f"What is suggested for {heading_of(stored.item)} has changed since the page was shown.",
            "Nothing was saved; look at the item again.",
        )
    return save(request, stored, MAKERS[action](services, stored, form), form)


def save(request: Request, stored: ItemPage, change: Change, form: Form) -> Response:
    """Write a change on the revision that the person saw, and go on; or show what somebody else decided first."""
    services, session = services_of(request), session_of(request)
    view = view_of_query(form.text("query"))
    try:
        decided = services.store.decisions.decide(
            stored.item.id, change, session.who, expected=form.number("revision"), note=form.text("note")
        )
    except Conflict as conflict:
        theirs = tuple(one for one in conflict.decisions if isinstance(one, Decision))
        if _is_the_same_press(theirs, session.who, change):
            return _go_on(services, stored, view)
        return _show_conflict(request, stored, change, form, theirs)
    session.notice = told(stored, decided)
    return _after(services, stored, decided, view)


def _after(services: Services, stored: ItemPage, decided: Decided, view: View) -> Response:
    """Where to go: on, once the item is decided or set aside; back to it while it is still open."""
    action = decided.decision.action
    if action == "split" and decided.made:
        return RedirectResponse(Urls.item(decided.made[0], view.query), status_code=303)
    if action in STAYING:
        return RedirectResponse(Urls.item(stored.item.id, view.query), status_code=303)
    return _go_on(services, stored, view)


def _go_on(services: Services, stored: ItemPage, view: View) -> Response:
    return RedirectResponse(Walk(services.store, view).next_left(stored.item.id), status_code=303)


# ----------------------------------------------------------------------------------------- changes


def _accept(services: Services, stored: ItemPage, form: Form) -> Change:
    """The suggestion as the button words it: with the best link, or with an action of its own where none is close."""
    relevance = stored.relevance
    if relevance is None or relevance.label not in FOR_FORCE or not stored.item.is_actionable:
        return Accept()
    link = best_link(stored, services.settings.link_threshold)
    if link is not None:
        return Accept({link.action_ref: link.relation})
    return NewAction(default_action(stored, services.settings, services.today()))


def _new_action(services: Services, stored: ItemPage, form: Form) -> Change:
    return NewAction(default_action(stored, services.settings, services.today()))


def _relevance(services: Services, stored: ItemPage, form: Form) -> Change:
    """A label stands behind the colon of its button, since a button sends one value only."""
    name = form.text("do").partition(":")[2]
    if name not in {label.value for label in RelevanceLabel}:
        raise BadForm("The form names no relevance.")
    return SetRelevance(RelevanceLabel(name), form.text("reason"))


def _link(services: Services, stored: ItemPage, form: Form) -> Change:
    return LinkAction(form.text("ref"), form.member(Relation, "relation"))


MAKERS: Mapping[str, Maker] = {
    "accept": _accept,
    "relevance": _relevance,
    "dismiss": lambda services, stored, form: Dismiss(form.text("reason")),
    "link": _link,
    "unlink": lambda services, stored, form: Unlink(form.text("ref")),
    "new_action": _new_action,
    "merge": lambda services, stored, form: MergeWithPrevious(),
    "themes": lambda services, stored, form: SetThemes(form.texts("theme")),
    "unsure": lambda services, stored, form: MarkUnsure(),
    "confirm": lambda services, stored, form: Confirm(),
}
AS_SUGGESTED = frozenset({"accept", "dismiss"})
"""Decisions that save what is suggested: only the suggestion that was on the page counts."""
STAYING = frozenset({"unlink", "themes", "reject_link", "edit", "respond", "confirm"})
"""Decisions after which the item itself is still to be looked at."""


# ---------------------------------------------------------------------------------------- conflict


def _is_the_same_press(theirs: tuple[Decision, ...], who: str, change: Change) -> bool:
    """Whether the form was merely sent twice: the one decision since is this person's, and says the same."""
    if len(theirs) != 1 or theirs[0].who != who or theirs[0].action != ACTION_OF.get(type(change)):
        return False
    decided = theirs[0].decided
    match change:
        case SetRelevance(label=label):
            return decided["relevance"] == label.value
        case LinkAction(action_ref=ref, relation=relation):
            return decided["links"] == {ref: relation.value}
    return True


ACTION_OF: Mapping[type, str] = {
    Accept: "accept",
    SetRelevance: "relevance",
    Dismiss: "dismiss",
    LinkAction: "link",
    NewAction: "new_action",
    MergeWithPrevious: "merge",
    MarkUnsure: "unsure",
}


def _show_conflict(
    request: Request, stored: ItemPage, change: Change, form: Form, theirs: tuple[Decision, ...]
) -> Response:
    view = view_of_query(form.text("query"))
    kept = [(name, value) for name, value in form.fields if name != "revision"]
    page = conflict_page(
        shell_of(request, "Decided meanwhile", "queue"),
        services_of(request).store.items.page(stored.item.id),
        view.query,
        theirs,
        words_of(change),
        Walk(services_of(request).store, view).next_left(stored.item.id),
        kept,
    )
    return answer(page, 409)


# -------------------------------------------------------------------------------------------- undo


@router.post(Urls.undo)
def undo(request: Request, form: CheckedForm) -> Response:
    """Take back this person's last decision that still holds, and go back to its item; again goes deeper."""
    services, session = services_of(request), session_of(request)
    view = view_of_query(form.text("query"))
    undone = services.store.decisions.undo(session.who, report_id=view.filter.report_id)
    if undone is None:
        session.notice = "There is nothing left to undo."
        return RedirectResponse(Urls.queue(view.query), status_code=303)
    item_id = undone.decision.item_id
    item = services.store.items.page(item_id).item
    session.notice = " ".join(
        filter(
            None,
            (
                f"Taken back: the last decision on {heading_of(item)}.",
                _kept_action(services, undone),
                "Press again to go further back.",
            ),
        )
    )
    return RedirectResponse(Urls.item(item_id, view.query), status_code=303)


def _kept_action(services: Services, undone: Decided) -> str:
    """What becomes of an action whose making was taken back, where the tracker has it by now; else empty."""
    try:
        action = services.store.plan.action(undone.action_ref or "")
    except NotInStore:
        return ""
    now = label_of(action.status) or action.status_text or "without a status"
    return f"Its action {action.ref} stands in your tracker and stays there as “{now}”."
