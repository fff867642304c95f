"""The forms below an item: other words, other boundaries, several items, a new action, the force's response."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from extractor.domain import Action
from extractor.errors import BadForm, CannotDecide
from extractor.review.accepting import ACTION_FIELDS, default_action
from extractor.review.forms import CheckedForm, Form
from extractor.review.rendering import answer, shell_of
from extractor.review.routes.decide import save
from extractor.review.routes.queue import view_of
from extractor.review.security import session_of
from extractor.review.services import services_of
from extractor.review.urls import Urls
from extractor.review.view import view_of_query
from extractor.review.views.forms import (
    edit_page,
    new_action_page,
    response_page,
    split_page,
)
from extractor.review.views.marks import pieces_of
from extractor.store.changes import Edit, NewAction, Respond, Split
from extractor.store.records import ItemPage
from extractor.vocabulary import ActionStatus, Rag

router = APIRouter()


def _stored(request: Request, item_id: str) -> ItemPage:
    return services_of(request).store.items.page(item_id)


@router.get("/items/{item_id}/edit")
def edit_form(request: Request, item_id: str) -> Response:
    """The words, ready to be mended."""
    shell = shell_of(request, "Edit the words", "queue")
    return answer(edit_page(shell, _stored(request, item_id), view_of(request).query))


@router.post("/items/{item_id}/edit")
def edit(request: Request, item_id: str, form: CheckedForm) -> Response:
    """Save the fields that were changed."""
    stored = _stored(request, item_id)
    item = stored.item
    change = Edit(
        text=_changed(form, "text", item.text),
        title=_changed(form, "title", item.title),
        lead_in=_changed(form, "lead_in", item.lead_in),
        supporting_text=_changed(form, "supporting_text", item.supporting_text),
        printed_number=_changed(form, "printed_number", item.printed_number),
    )
    if change == Edit():
        session_of(request).notice = "The words were not different, so nothing was saved."
        return RedirectResponse(Urls.item(item_id, view_of_query(form.text("query")).query), status_code=303)
    return save(request, stored, change, form)


def _changed(form: Form, name: str, now: str | None) -> str | None:
    """What was typed, or None where that is what already stands there."""
    typed = form.optional(name)
    return None if typed is None or typed == (now or "").strip() else typed


@router.get("/items/{item_id}/split")
def split_form(request: Request, item_id: str) -> Response:
    """The text in pieces."""
    shell = shell_of(request, "Split into several items", "queue")
    return answer(split_page(shell, _stored(request, item_id), view_of(request).query))


@router.post("/items/{item_id}/split")
def split(request: Request, item_id: str, form: CheckedForm) -> Response:
    """Begin a new item at every piece that was ticked."""
    stored = _stored(request, item_id)
    parts = parts_of(pieces_of(stored.item.text), form.numbers("starts"))
    if len(parts) < 2:
        query = view_of_query(form.text("query")).query
        told = "Tick at least one piece at which a new item begins."
        return answer(split_page(shell_of(request, "Split into several items", "queue"), stored, query, told), 400)
    return save(request, stored, Split(parts), form)


def parts_of(pieces: tuple[str, ...], starts: tuple[int, ...]) -> tuple[str, ...]:
    """The pieces joined into parts; the first part always begins at the first piece.

    >>> parts_of(("a.", "b.", "c."), (1,))
    ('a.', 'b. c.')
    """
    borders = sorted({0, *(start for start in starts if 0 < start < len(pieces))})
    return tuple(" ".join(pieces[start:end]) for start, end in zip(borders, [*borders[1:], len(pieces)], strict=True))


# -------------------------------------------------------------------------------------- new action


@router.get("/items/{item_id}/action")
def action_form(request: Request, item_id: str) -> Response:
    """A new action, filled in as far as the report and the profile go."""
    services = services_of(request)
    stored = _stored(request, item_id)
    action = default_action(stored, services.settings, services.today())
    shell = shell_of(request, "New action", "queue")
    return answer(new_action_page(shell, stored, view_of(request).query, action, services.settings))


@router.post("/items/{item_id}/action")
def make_action(request: Request, item_id: str, form: CheckedForm) -> Response:
    """Make the action as it was filled in."""
    services = services_of(request)
    stored = _stored(request, item_id)
    start = default_action(stored, services.settings, services.today())
    try:
        action = _filled(start, form)
        return save(request, stored, NewAction(action), form)
    except (BadForm, CannotDecide) as error:
        shell = shell_of(request, "New action", "queue")
        query = view_of_query(form.text("query")).query
        return answer(new_action_page(shell, stored, query, _as_typed(start, form), services.settings, str(error)), 400)


def _filled(start: Action, form: Form) -> Action:
    """The action of a form; the words of the report stay as they are beside the words of the action."""
    if not form.text("action"):
        raise BadForm("The action has no words.", "Say what is to be done.")
    return replace(
        _as_typed(start, form),
        status=form.member(ActionStatus, "status"),
        rag=form.member(Rag, "rag") if form.text("rag") else None,
        target_date=date_of(form.text("target_date")),
    )


def _as_typed(start: Action, form: Form) -> Action:
    """The words of a form as they were typed, whatever else is wrong with it."""
    wording = form.text("action")
    return replace(
        start,
        ref=form.text("ref"),
        action="" if wording == start.text else wording,
        owner=form.text("owner"),
        department=form.text("department"),
        fields={name: form.text(name) for name in ACTION_FIELDS if form.text(name)},
    )


def date_of(text: str) -> date | None:
    """A date as the browser sends it, or None for an empty field.

    Raises:
        BadForm: it is no date.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadForm(f"“{text[:20]}” is not a date.", "Write it as year-month-day, for example 2027-10-31.") from None


# ---------------------------------------------------------------------------------------- response


@router.get("/items/{item_id}/response")
def response_form(request: Request, item_id: str) -> Response:
    """Whether the force accepts the item, and what it says."""
    shell = shell_of(request, "The force's response", "queue")
    return answer(response_page(shell, _stored(request, item_id), view_of(request).query))


@router.post("/items/{item_id}/response")
def respond(request: Request, item_id: str, form: CheckedForm) -> Response:
    """Save the response."""
    stored = _stored(request, item_id)
    if not form.text("accepted"):
        shell = shell_of(request, "The force's response", "queue")
        query = view_of_query(form.text("query")).query
        return answer(response_page(shell, stored, query, "Say whether the force accepts it."), 400)
    return save(request, stored, Respond(form.text("accepted")[:100], form.text("response")), form)
