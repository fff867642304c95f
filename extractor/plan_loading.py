"""The store's rows joined into one ``PlanView``: the only way from the store to an export, a paper or a count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractor.config import Settings
from extractor.domain import Action, Relation
from extractor.labels import normal_words, theme_label
from extractor.plan.dates import date_of_words
from extractor.plan.rows import full_text, source_ref_of
from extractor.plan_view import DecidedLink, PlanItem, PlanView, ReportEntry, ReviewState, Standing
from extractor.statutory import response_due, response_rule
from extractor.store.records import SHOWN, Everything, ExportItem, StoredAction, StoredReport
from extractor.store.repository import Store

PUBLISHED = "section_55_published"
"""The column in which a tracker records that a response is out."""


def load_view(store: Store, settings: Settings, as_of: date | None = None) -> PlanView:
    """The whole plan as it stands, for exports, papers and counts."""
    return view_of_everything(store.everything(), settings, as_of or settings.day)


def view_of_everything(everything: Everything, settings: Settings, as_of: date) -> PlanView:
    """What the store hands out, joined: only items that count, and actions that know what gave rise to them."""
    notes: dict[str, list[str]] = {}
    for decision in everything.decisions:
        if decision.note:
            notes.setdefault(decision.item_id, []).append(decision.note)
    items = tuple(
        _plan_item(one, "\n".join(notes.get(one.item.id, ()))) for one in everything.items if one.state in SHOWN
    )
    published = _published(everything, items)
    entries = (_entry(stored, published.get(stored.ref)) for stored in everything.reports)
    reports = tuple(sorted(entries, key=lambda entry: int(entry.report_id[1:])))
    origins = {link.action_ref: item for item in reversed(items) for link in item.standing.links
               if link.relation is Relation.NEW_ACTION_NEEDED}  # fmt: skip
    titles = {entry.report_id: entry.report.title for entry in reports}
    return PlanView(
        as_of=as_of,
        reports=reports,
        items=items,
        actions=tuple(_with_origin(one.action, origins.get(one.action.ref), titles) for one in everything.actions),
        decisions=everything.decisions,
        proposed={item.item_id: settings.allocation(theme.label for theme in item.themes) for item in items},
        owners=settings.people,
        made_here=frozenset(one.action.ref for one in everything.actions if _is_made_here(one)),
        force=settings.force.name if settings.force else "",
        marking=settings.marking,
    )


def _is_made_here(stored: StoredAction) -> bool:
    """Whether an export has to add it: a decision made it, and no tracker that had it has lost it since."""
    return stored.made_by is not None and not stored.missing


def _entry(stored: StoredReport, published: date | None) -> ReportEntry:
    rule = response_rule(stored.report)
    due = response_due(stored.report) if stored.asks_for_answer else None
    return ReportEntry(
        stored.ref, stored.report, rule.law if rule is not None and due is not None else "", due, published
    )


def _published(everything: Everything, items: tuple[PlanItem, ...]) -> dict[str, date]:
    """When the response to each report was published, as far as a row of the tracker says so.

    A row belongs to a report when a decision tied an item of the report to it, or when it names the report's title.
    """
    days = {one.action.ref: date_of_words(one.action.fields.get(PUBLISHED, "")) for one in everything.actions}
    titles = {normal_words(stored.report.title): stored.ref for stored in everything.reports}
    named = [(titles.get(normal_words(one.action.source_report)), one.action.ref) for one in everything.actions]
    tied = [(item.report_id, link.action_ref) for item in items for link in item.standing.links
            if link.relation is Relation.NEW_ACTION_NEEDED]  # fmt: skip
    found: dict[str, date] = {}
    for report_id, ref in (*named, *tied):
        day = days.get(ref)
        if report_id is not None and day is not None:
            found[report_id] = max(day, found.get(report_id, day))
    return found


def _plan_item(one: ExportItem, note: str) -> PlanItem:
    found = one.standing
    links = sorted(found.links.items(), key=lambda pair: pair[1] is not Relation.NEW_ACTION_NEEDED)
    standing = Standing(
        state=ReviewState(one.state.value),
        relevance=found.relevance,
        reason=found.reason,
        links=tuple(DecidedLink(ref, relation) for ref, relation in links if relation is not Relation.NOT_RELATED),
        accepted=found.accepted,
        response=found.response,
        confirmed_by=found.confirmed_by,
        who=found.decided_by,
        when=found.decided_at,
        note=note,
    )
    return PlanItem(
        item_id=one.item.id,
        report_id=f"R{one.report_id}",
        recommendation=one.item,
        relevance=one.relevance,
        themes=one.themes,
        links=(one.best_link,) if one.best_link is not None else (),
        standing=standing,
    )


def _with_origin(action: Action, origin: PlanItem | None, titles: dict[str, str]) -> Action:
    """An action that a decision made, with what its item says wherever its own row is silent."""
    if origin is None:
        return action
    found = origin.recommendation
    return replace(
        action,
        text=action.text or full_text(found),
        source_report=action.source_report or titles.get(origin.report_id, ""),
        source_ref=action.source_ref or source_ref_of(found),
        theme=theme_label(action.theme or next((theme.label for theme in origin.themes), "")),
    )
