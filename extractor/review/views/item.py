"""One stored item -> the page on which a person decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from extractor.config import Settings
from extractor.domain import Action, Addressee, Deadline, Recommendation
from extractor.labels import label_of
from extractor.review import pages
from extractor.review.accepting import accept_words, has_own_action, suggestion_sum
from extractor.review.parts import (
    Change,
    Fact,
    ItemLine,
    LabelButton,
    Option,
    Picture,
    Progress,
    Shell,
    StandingView,
    Suggestion,
)
from extractor.review.urls import Urls
from extractor.review.view import View
from extractor.review.views.candidates import candidates_heading, candidates_of, found_actions
from extractor.review.views.lines import kind_words, line_of
from extractor.review.views.marks import change_of, duties_of
from extractor.review.views.words import (
    BASIS_HINTS,
    STATE_WORDS,
    day,
    moment,
    percent,
    relation_words,
    theme_names,
    theme_words,
)
from extractor.store.records import NOT_FOR_FORCE, SHOWN, ItemPage, ItemState, Standing
from extractor.vocabulary import RelevanceLabel

LABEL_KEYS = {
    RelevanceLabel.FOR_FORCE: "f",
    RelevanceLabel.FOR_FORCE_VIA_COLLABORATION: "c",
    RelevanceLabel.JOINT: "t",
    RelevanceLabel.FOR_LOCAL_POLICING_BODY: "b",
    RelevanceLabel.NATIONAL_MONITOR: "w",
    RelevanceLabel.FOR_PARTNERS: "p",
    RelevanceLabel.FOR_INFORMATION: "i",
    RelevanceLabel.NOT_APPLICABLE: "z",
}
BUTTON_WORDS = {
    RelevanceLabel.FOR_FORCE_VIA_COLLABORATION: "Via collaboration",
    RelevanceLabel.FOR_LOCAL_POLICING_BODY: "Local policing body",
    RelevanceLabel.NATIONAL_MONITOR: "National",
    RelevanceLabel.FOR_PARTNERS: "Partners",
    RelevanceLabel.FOR_INFORMATION: "Information",
}
"""Shorter than the vocabulary's words, so that all eight stand in one row beside each other."""
FIELD_WORDS = {"lead_in": "Lead-in", "supporting_text": "Supporting text", "text": "Text", "title": "Title"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page about one item needs beside the item: where it stands in the view, and how it is shown."""

    view: View
    progress: Progress
    list_url: str
    previous_id: str | None
    next_id: str | None
    next_picture: str
    picture: Picture | None
    wanted: str = ""
    found: tuple[Action, ...] = ()
    """Actions that a search for ``wanted`` found."""


def item_page(shell: Shell, stored: ItemPage, around: Surroundings, settings: Settings) -> pages.ItemPage:
    """The page of one item."""
    item, query = stored.item, around.view.query
    hidden = shell.blind and stored.state is not ItemState.DECIDED
    decided = stored.standing.relevance
    suggested = stored.relevance.label if stored.relevance and not hidden else None
    candidates = candidates_of(stored, settings.link_threshold, hidden=hidden)
    return pages.ItemPage(
        shell=shell,
        item_id=item.id,
        heading=heading_of(item),
        state=stored.state.value,
        state_words=STATE_WORDS[stored.state],
        report_title=stored.report.report.title,
        report_id=stored.report.id,
        section=" › ".join(item.section),
        title=item.title or "",
        lead_in=duties_of(item, item.lead_in),
        text=duties_of(item, item.text),
        supporting_text=tuple(part for part in (item.supporting_text or "").split("\n") if part.strip()),
        edited=bool(stored.standing.edits),
        changes=tuple(
            Change(
                FIELD_WORDS.get(one.field, one.field.replace("_", " ").capitalize()), change_of(one.before, one.after)
            )
            for one in stored.reworded
        ),
        facts=facts_of(stored, settings, hidden=hidden),
        suggestion=None if hidden else suggestion_of(stored, settings),
        labels=tuple(
            LabelButton(key, label.value, button_words(label), label is suggested, label is decided)
            for label, key in LABEL_KEYS.items()
        ),
        themes=theme_options(stored, settings, hidden=hidden),
        reason=stored.standing.reason,
        candidates_heading=candidates_heading(candidates, hidden=hidden),
        candidates=candidates,
        wanted=around.wanted,
        found=found_actions(around.found, stored.standing.links),
        query_fields=tuple(parse_qsl(query)),
        picture=around.picture,
        suggestion_sum=suggestion_sum(stored, settings),
        standing=standing_of(stored.standing, stored.state),
        related=related_of(stored, query, blind=shell.blind),
        progress=around.progress,
        list_url=around.list_url,
        query=query,
        revision=stored.revision,
        previous_url=Urls.item(around.previous_id, query) if around.previous_id else "",
        next_url=Urls.item(around.next_id, query) if around.next_id else "",
        next_picture=around.next_picture,
        has_action=has_own_action(stored),
        can_merge=stored.state in SHOWN,
        hidden=hidden,
    )


def heading_of(item: Recommendation) -> str:
    """What a reader calls the item: its kind and number, or where it stands if it has none."""
    kind = kind_words(item.kind)
    if item.printed_number:
        return f"{kind} {item.printed_number}"
    return f"{kind} on page {item.pages[0]}" if item.pages else kind


def button_words(label: RelevanceLabel) -> str:
    """A label in the fewest words that a button has room for."""
    return BUTTON_WORDS.get(label) or label_of(label)


# ------------------------------------------------------------------------------------------- facts


def facts_of(stored: ItemPage, settings: Settings, *, hidden: bool) -> tuple[Fact, ...]:
    """Who must act, by when, about what, and who would own it."""
    item = stored.item
    themes = () if hidden else tuple(theme_words(theme.label) for theme in stored.themes)
    owner = settings.allocation(theme.label for theme in stored.themes).owner
    facts = [
        Fact("For", tuple(_addressee(one) for one in item.addressees) or ("nobody named",)),
        Fact("By", tuple(_deadline(one) for one in item.deadlines) or ("no date given",)),
        Fact("About", themes) if themes else None,
        Fact("Owner", (owner,), "from the profile") if owner and not hidden else None,
        Fact("Status line", (item.status,)) if item.status else None,
        Fact("Printed", ("an old item printed again",)) if item.restated else None,
    ]
    return tuple(fact for fact in facts if fact)


def theme_options(stored: ItemPage, settings: Settings, *, hidden: bool) -> tuple[Option, ...]:
    """Every theme that can be chosen, those that stand now chosen, unless they would give the suggestion away."""
    own = [] if hidden else [theme.label for theme in stored.themes]
    known = dict.fromkeys([*own, *theme_names(), *settings.own_themes])
    return tuple(Option(theme, theme_words(theme), theme in own) for theme in known)


def _addressee(one: Addressee) -> str:
    body = one.organization or label_of(one.group)
    plain = one.text.casefold().removeprefix("the ")
    words = body if plain == body.casefold() else f"{one.text} ({body})"
    return f"{words}, from the heading or lead-in" if one.inherited else words


def _deadline(one: Deadline) -> str:
    hint = BASIS_HINTS[one.basis]
    when = day(one.date)
    told = f"{when}: “{one.text}”" if when and when.casefold() not in one.text.casefold() else f"“{one.text}”"
    return f"{told} ({hint})" if hint else told


# -------------------------------------------------------------------------------------- suggestion


def suggestion_of(stored: ItemPage, settings: Settings) -> Suggestion | None:
    """What the program suggests, with what one key would save."""
    relevance = stored.relevance
    if relevance is None:
        return None
    return Suggestion(
        relevance=label_of(relevance.label),
        certainty=percent(relevance.probability),
        reason=relevance.reason,
        evidence=relevance.evidence,
        model="by rule" if relevance.by_rule else "by the trained model",
        accept=accept_words(stored, settings),
        dismiss=button_words(relevance.label) if relevance.label in NOT_FOR_FORCE else "",
    )


def standing_of(standing: Standing, state: ItemState) -> StandingView | None:
    """What was decided, or None where nothing was."""
    if state is ItemState.UNDECIDED and not standing.response and not standing.links:
        return None
    words = label_of(standing.relevance) or STATE_WORDS[state]
    by = f"{standing.decided_by}, {moment(standing.decided_at)}" if standing.decided_at else ""
    links = tuple(
        (relation_words(relation).capitalize(), ref, Urls.item(ref) if _is_item(ref) else Urls.action(ref))
        for ref, relation in standing.links.items()
    )
    response = ": ".join(part for part in (standing.accepted, standing.response) if part)
    label = standing.relevance.value if standing.relevance else ""
    return StandingView(label, words, by, links, response, standing.confirmed_by)


def _is_item(ref: str) -> bool:
    head, _, tail = ref.partition("-")
    return head[:1] == "R" and head[1:].isdigit() and tail.isdigit()


def related_of(stored: ItemPage, query: str, *, blind: bool) -> tuple[ItemLine, ...]:
    """The item it is a part of, and its own parts."""
    rows = [*([stored.parent] if stored.parent else []), *stored.children]
    return tuple(line_of(row, query, blind=blind) for row in rows)
