"""Commands about the store: status, history, suggest, backup, restore, delete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.account import account_name
from extractor.cli.app import app, session_of
from extractor.cli.printing import plain, print_issues, print_note, print_table
from extractor.domain import Decision, Relation, RelevanceLabel, counts_of
from extractor.labels import label_of
from extractor.store.records import (
    AuditEntry,
    Outcome,
    PlanTotals,
    ResponseDue,
    Saved,
    StoredReport,
    Totals,
    VersionDiff,
)

if TYPE_CHECKING:
    from extractor.store.repository import Store

SUGGESTED_SHOWN = 2
"""Suggested links in a line of the history; each decision remembers five."""
Force = Annotated[bool, typer.Option("--force", help="Replace what is already there.")]


@app.command()
def status(context: typer.Context) -> None:
    """Print what the store holds and what is left to decide."""
    from extractor.statutory import is_current, response_due
    from extractor.store.repository import open_store

    settings = session_of(context).settings
    with open_store(settings, create=False) as store:
        reports, totals, plan = store.reports.all(), store.totals(), store.plan.totals(settings.day)
        due = [one for one in store.reports.responses_due(response_due) if is_current(one.due, settings.day)]
    print_table(
        "Reports", ("ref", "report", "version", "items", "for the force", "decided", "left"), map(_row, reports)
    )
    print_table("Store", ("what", "count"), _figures(totals))
    print_table(f"Plan on {plan.on}", ("what", "count"), _plan_figures(plan))
    print_table("Responses due by law", ("ref", "report", "due"), (_due_row(one, plan.on) for one in due))


@app.command()
def history(
    context: typer.Context,
    subject: Annotated[
        str | None, typer.Argument(help="An item such as R3-17 or a report such as R3.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Decisions shown where no item or report is named.")] = 50,
) -> None:
    """Print who decided what, when, and what had been suggested."""
    from extractor.store.repository import open_store

    with open_store(session_of(context).settings, create=False) as store:
        found = decisions_about(store, subject) if subject else store.decisions.recent(limit)[::-1]
        done = () if subject else store.audit()
    headings = ("no.", "when (UTC)", "who", "about", "decision", "suggested", "note")
    print_table("Decisions", headings, map(_decision_row, found))
    if done:
        print_table("Done to the store", ("when (UTC)", "who", "what", "about"), map(_audit_row, done))


@app.command()
def suggest(context: typer.Context) -> None:
    """Suggest anew for everything saved, after the profile, the plan or the models have changed."""
    from extractor.store.repository import open_store
    from extractor.suggesting import suggest_anew

    settings = session_of(context).settings
    with open_store(settings, create=False) as store:
        items, issues = suggest_anew(store, settings)
    print_issues(issues)
    print_note(f"Suggested anew for {items} items; decisions stay as they are. Next: extractor review")


@app.command()
def backup(
    context: typer.Context,
    target: Annotated[Path | None, typer.Argument(help="File to write; by default named after the day.")] = None,
    force: Force = False,
) -> None:
    """Write everything in the store, PDFs included, into one file."""
    from extractor.store.backup import backup_store
    from extractor.store.repository import open_store

    settings = session_of(context).settings
    target = target or settings.folder / f"extractor-backup-{datetime.now():%Y%m%dT%H%M%S}.db"
    with open_store(settings, create=False) as store:
        written = backup_store(store.database, target, force=force)
    print_note(f"Backed up {sum(written.rows.values())} rows ({written.size_bytes / 1e6:.1f} MB) and checked them.")
    typer.echo(written.path)


@app.command()
def restore(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(help="A file that extractor backup wrote.")],
    force: Force = False,
) -> None:
    """Make the store what a backup holds; what it held before is kept beside the backup."""
    from extractor.store.backup import restore_store

    restored = restore_store(session_of(context).settings, source, account_name(), force=force)
    if restored.kept is not None:
        print_note(f"What the store held before is in {restored.kept}.")
    print_note(f"Restored {sum(restored.rows.values())} rows. Next: extractor status")


@app.command()
def delete(
    context: typer.Context,
    report: Annotated[str, typer.Argument(help="R3, a file name, or the beginning of a sha256.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete a report from the store; decisions, actions and an audit row stay."""
    from extractor.store.repository import open_store

    with open_store(session_of(context).settings, create=False) as store:
        stored = store.reports.get(store.reports.resolve(report))
        what = f"{stored.ref} “{stored.report.title}” with {stored.counts.items} items, {stored.counts.decided} decided"
        if not yes and not is_confirmed(f"Delete {what}?"):
            return print_note("Nothing was deleted.")
        store.reports.delete(stored.id, account_name())
    print_note(f"Deleted {what}.")


def decisions_about(store: Store, subject: str) -> tuple[Decision, ...]:
    """Every decision about an item or a report, deleted ones included.

    Raises:
        NotInStore: it is not there, and nothing was ever decided about it.
    """
    found = store.decisions.history(subject)
    if not found and "-" in subject:
        store.items.page(subject)
    elif not found:
        store.reports.resolve(subject)
    return found


def is_confirmed(question: str) -> bool:
    """Whether a person says yes; nobody at the terminal is a no."""
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        return False


# ---------------------------------------------------------------------------------------- printing


def _row(stored: StoredReport) -> tuple[object, ...]:
    counts = stored.counts
    return (
        stored.ref,
        stored.report.title,
        stored.report.version,
        counts.items,
        counts.for_force,
        counts.decided,
        counts.left,
    )


def _due_row(one: ResponseDue, today: date) -> tuple[object, ...]:
    return f"R{one.report_id}", one.title, f"{one.due}, overdue" if one.due < today else one.due


def _decision_row(one: Decision) -> tuple[object, ...]:
    what = f"{one.action} of {one.undoes}" if one.undoes else plain(one.action)
    return (
        one.id,
        f"{one.when:%Y-%m-%d %H:%M}",
        one.who,
        one.item_id,
        _said(what, one.decided),
        _said("", one.suggested),
        one.note,
    )


def _said(action: str, values: Mapping[str, Any]) -> str:
    """A decision or a suggestion in a few words: the label, the links, the fields that were edited."""
    edited = map(plain, [*values.get("edits", {}), *values.get("fields", {})])
    relevance = _in_words(RelevanceLabel, values.get("relevance") or "")
    words = (action, relevance, *_links_in_words(values.get("links", ())), *edited)
    return ", ".join(word for word in words if word)


def _links_in_words(links: Mapping[str, str | None] | Sequence[tuple[str, str, float]]) -> list[str]:
    """Links as decided (ref -> relation, None for one that was cut) or the likeliest ones as suggested."""
    if isinstance(links, Mapping):
        return [f"{ref} {_in_words(Relation, relation or 'no more').lower()}" for ref, relation in links.items()]
    return [
        f"{ref} {_in_words(Relation, relation).lower()} {probability:.2f}"
        for ref, relation, probability in links[:SUGGESTED_SHOWN]
    ]


def _in_words(kind: type[StrEnum], stored: str) -> str:
    """The label of a stored value; a decision outlives the vocabulary, so any other text stays as it is."""
    return next((label_of(value) for value in kind if value == stored), stored)


def _audit_row(entry: AuditEntry) -> tuple[object, ...]:
    return f"{entry.when:%Y-%m-%d %H:%M}", entry.who, entry.event.replace("_", " "), entry.subject


def _figures(totals: Totals) -> Iterator[tuple[str, int]]:
    items = totals.items
    yield "reports", totals.reports
    yield "versions", totals.versions
    yield "items", items.items
    yield "items, a cause of concern counted once", items.tops
    yield "items, its clauses counted instead", items.leaves
    yield "for the force", items.for_force
    yield "decided", items.decided
    yield "of these for the force without an action", items.unanswered
    yield "left", items.left
    yield "of these unsure", items.unsure
    yield "of these changed by a new version", items.changed
    yield "restated, not counted above", items.restated
    yield "practice and conclusions, not counted above", items.for_record
    yield "links decided", totals.links
    yield "decisions", totals.decisions
    yield "decisions taken back", totals.undone
    yield "issues to look at", totals.issues


def _plan_figures(plan: PlanTotals) -> Iterator[tuple[str, int]]:
    yield "actions", plan.actions
    yield "open", plan.open
    yield "ended", plan.ended
    yield "overdue", plan.overdue
    yield "due in 90 days", plan.due_soon
    yield "open without a date", plan.without_date


def print_saved(saved: Saved) -> None:
    """What saving a report did and what is new, on stderr."""
    from extractor.plan.paper_words import counted

    ref, file = f"R{saved.report_id}", saved.ingestion.report.file
    if saved.outcome is Outcome.ALREADY_THERE:
        print_note(f"{file}: nothing has changed, it is version {saved.version} of {ref}.")
    elif saved.diff is None:
        count = counts_of(saved.ingestion.recommendations)["all"]
        print_note(f"{file}: saved as {ref} with {counted(count, 'new item', 'new items')}.")
    else:
        print_note(f"{file}: saved as version {saved.version} of {ref}.")
        for line in diff_lines(saved.diff):
            print_note(line)


def diff_lines(diff: VersionDiff) -> Iterator[str]:
    """What a version changed, a line for each item and grade."""
    yield (
        f"Since version {diff.before}: {len(diff.added)} added, {len(diff.removed)} removed, "
        f"{len(diff.reworded)} reworded, {diff.unchanged} unchanged; grades changed: {len(diff.grades)}."
    )
    for item in (*diff.added, *diff.removed, *diff.reworded):
        yield f"  {item.change.value} {item.item_id} {item.printed_number or ''}: {item.text}"
        for words in item.rewordings:
            yield f"    {words.field.replace('_', ' ')} was: {words.before}"
            yield f"    {words.field.replace('_', ' ')} now: {words.after}"
    for grade in diff.grades:
        yield f"  grade of {grade.area}: {grade.before or 'none'} -> {grade.after or 'none'}"
