"""One stored item -> the forms below it: edit, split, new action, response, history, conflict."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.config import Settings
from extractor.domain import Action, Decision
from extractor.labels import label_of
from extractor.review import pages
from extractor.review.parts import FormPart, Option, Shell
from extractor.review.urls import Urls
from extractor.review.views.item import heading_of
from extractor.review.views.lines import events_of
from extractor.review.views.marks import pieces_of
from extractor.store.records import ItemPage
from extractor.vocabulary import ActionStatus, Rag

ACCEPTED = ("Accepted", "Partly accepted", "Not accepted")
BULLETS = ("•", "◼", "▪", "(")
CLAUSE_ENDS = (";", ":")


def form_part(stored: ItemPage, query: str) -> FormPart:
    """What every form about an item needs."""
    return FormPart(
        item_id=stored.item.id,
        heading=heading_of(stored.item),
        report_title=stored.report.report.title,
        query=query,
        revision=stored.revision,
        back_url=Urls.item(stored.item.id, query),
    )


def edit_page(shell: Shell, stored: ItemPage, query: str) -> pages.EditPage:
    """The words of an item, ready to be mended."""
    item = stored.item
    return pages.EditPage(
        shell=shell,
        form=form_part(stored, query),
        printed_number=item.printed_number or "",
        title=item.title or "",
        lead_in=item.lead_in or "",
        text=item.text,
        supporting_text=item.supporting_text or "",
        edited=bool(stored.standing.edits),
    )


def split_page(shell: Shell, stored: ItemPage, query: str, error: str = "") -> pages.SplitPage:
    """The text in pieces; clauses that are listed are proposed as new items."""
    pieces = pieces_of(stored.item.text)
    listed = [number for number, piece in enumerate(pieces) if number and _is_clause(pieces[number - 1], piece)]
    return pages.SplitPage(
        shell=shell,
        form=form_part(stored, query),
        pieces=tuple((number, piece, number in listed) for number, piece in enumerate(pieces)),
        error=error,
    )


def _is_clause(before: str, piece: str) -> bool:
    return piece.startswith(BULLETS) or before.endswith(CLAUSE_ENDS)


# -------------------------------------------------------------------------------------- new action


def new_action_page(
    shell: Shell, stored: ItemPage, query: str, action: Action, settings: Settings, error: str = ""
) -> pages.NewActionPage:
    """The form of a new action, filled in as far as the report and the profile go."""
    deadlines = "; ".join(one.text for one in stored.item.deadlines)
    return pages.NewActionPage(
        shell=shell,
        form=form_part(stored, query),
        ref=action.ref,
        action=action.action or action.text,
        owner=action.owner,
        department=action.department,
        sro=action.fields.get("sro", ""),
        governance_board=action.fields.get("governance_board", ""),
        target_date=action.target_date.isoformat() if action.target_date else "",
        target_hint=f"The report says “{deadlines}”" if deadlines else "The report gives no date",
        rags=(Option("", "Not set", action.rag is None), *_options(Rag, action.rag)),
        statuses=_options(ActionStatus, action.status),
        owners=settings.people,
        error=error,
    )


def _options(kind: type[Rag] | type[ActionStatus], chosen: object) -> tuple[Option, ...]:
    return tuple(Option(one.value, label_of(one), one is chosen) for one in kind)


# ---------------------------------------------------------------------- response, history, conflict


def response_page(shell: Shell, stored: ItemPage, query: str, error: str = "") -> pages.ResponsePage:
    """What the force says, and whether a second person has confirmed it."""
    standing = stored.standing
    offered = ACCEPTED if standing.accepted in ("", *ACCEPTED) else (*ACCEPTED, standing.accepted)
    return pages.ResponsePage(
        shell=shell,
        form=form_part(stored, query),
        text=stored.item.text,
        accepted=tuple(Option(one, one, one == standing.accepted) for one in offered),
        response=standing.response,
        responded_by=standing.responded_by,
        confirmed_by=standing.confirmed_by,
        can_confirm=bool(standing.responded_by) and standing.responded_by.casefold() != shell.who.casefold(),
        error=error,
    )


def history_page(shell: Shell, stored: ItemPage, query: str) -> pages.HistoryPage:
    """Who decided what, when, and what had been suggested."""
    return pages.HistoryPage(
        shell=shell, form=form_part(stored, query), text=stored.item.text, events=events_of(stored.history)
    )


def conflict_page(
    shell: Shell,
    stored: ItemPage,
    query: str,
    theirs: Sequence[Decision],
    yours: str,
    next_url: str,
    fields: Sequence[tuple[str, str]],
) -> pages.ConflictPage:
    """What the others decided beside what was about to be saved."""
    return pages.ConflictPage(
        shell=shell,
        form=form_part(stored, query),
        text=stored.item.text,
        theirs=events_of(theirs),
        yours=yours,
        next_url=next_url,
        fields=tuple(fields),
    )
