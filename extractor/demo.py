"""The whole story on bundled data: read, take in a plan, suggest, decide by a script, hand over.

Nothing here is special to a demonstration but its script: every step is the function that its command calls, on a
store of its own. It plays on one day of its fictional force, so that it reads the same whenever it is run.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from extractor.artifacts import data_folder
from extractor.config import Settings, load_settings
from extractor.counts import PlanCounts, plan_counts
from extractor.domain import Action, Allocation, Recommendation
from extractor.errors import CannotExport
from extractor.handover import take_plan, write_board_paper, write_section55
from extractor.pipeline import export_plan, ingest_into
from extractor.plan.paper_words import counted
from extractor.plan.rows import day_words
from extractor.plan_loading import load_view
from extractor.plan_view import due_date, is_open
from extractor.profile import write_profile
from extractor.review.accepting import accepted_change
from extractor.review.views.forms import ACCEPTED
from extractor.store.changes import Change, Confirm, Dismiss, MarkUnsure, Respond
from extractor.store.records import FOR_FORCE, Filter, ItemPage, ItemState
from extractor.store.repository import Store, open_store
from extractor.vocabulary import Relation, RelevanceLabel

DAY = date(2026, 1, 12)
"""The day on which it plays: the tracker was last kept at the beginning of that month."""
STEP = timedelta(seconds=20)
"""What a decision takes the person who is played."""
WHO, SECOND = "demonstration", "second person"
FORCE = "Exampleshire Police"
REPORTS = ("04-thematic-group-exploitation", "03-thematic-suspect-focused", "14-ncpi-exampleshire")
PLAN = Path("plans", "exampleshire-improvement-plan.xlsx")
OWNERS = {
    "investigating_crime": Allocation("DCS Crime", "Crime", "ACC Crime", "Crime Performance Board"),
    "protecting_vulnerable_people": Allocation("Head of PPU", "Public Protection", "ACC Crime", "Vulnerability Board"),
    "recording_data_about_crime": Allocation("Force Crime Registrar", "Crime", "DCC", "Crime Performance Board"),
    "responding_to_the_public": Allocation("Head of Contact", "Control room", "ACC Local Policing"),
}
"""Whom the force names for new actions; other themes are left open, as a force's first profile leaves them."""


@dataclass(frozen=True, slots=True)
class Story:
    """What stood in the store at the end, and where the files are."""

    counts: PlanCounts
    files: tuple[Path, ...]


def run_demo(folder: Path, say: Callable[[str], None]) -> Story:
    """Run the whole story in a folder of its own; what an earlier run left there is replaced.

    Args:
        folder: made where it does not exist.
        say: is told each step in a sentence.

    Raises:
        ExtractorError: a step failed, as it would in the command that it stands for.
    """
    settings = prepare(folder)
    with open_store(settings, clock=clock_of(DAY)) as store:
        tracker = Path(shutil.copyfile(data_folder("corpus") / PLAN, folder / PLAN.name))
        plan = take_plan(store, tracker, settings, WHO)
        say(f"Took in a plan of {len(plan.found.actions)} actions. It is {day_words(DAY)}.")
        ingest_reports(store, settings, say)
        decide_all(store, settings)
        last = f"R{store.reports.all()[0].id}"
        answer_all(store, settings, last)
        counts = plan_counts(load_view(store, settings))
        for sentence in sentences_of(counts):
            say(sentence)
        return Story(counts, tuple(hand_over(store, tracker, settings, last)))


def prepare(folder: Path) -> Settings:
    """An empty folder for the demonstration, with its profile.

    Raises:
        CannotExport: it cannot be made there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotExport(
            f"The folder {folder} cannot be made ({error.strerror}).", "Give another with --out."
        ) from error
    for left in (*folder.glob("extractor.db*"), *folder.glob("*.backup-*")):
        left.unlink()
    return load_settings(write_profile(FORCE, folder, replace=True, owners=OWNERS, as_of=DAY))


def clock_of(day: date) -> Callable[[], datetime]:
    """A clock that begins at nine on a day and goes on by a step each time it is read."""
    start, steps = datetime.combine(day, time(9), UTC), count()
    return lambda: start + STEP * next(steps)


def ingest_reports(store: Store, settings: Settings, say: Callable[[str], None]) -> None:
    """Read and save the reports of the story."""
    for stem in REPORTS:
        saved = ingest_into(store, data_folder("corpus") / "reports" / f"{stem}.pdf", settings, WHO)
        items = plan_counts(load_view(store, settings)).reports[f"R{saved.report_id}"]
        say(f"Read {saved.ingestion.report.title}: {counted(items.all, 'item', 'items')} to decide.")


def sentences_of(counts: PlanCounts) -> Iterator[str]:
    """The counts as sums, so that they can be followed from the reports to the plan."""
    items, actions = counts.items, counts.actions
    yield f"To decide: {' + '.join(str(one.all) for one in counts.reports.values())} = {items.all} items."
    new, tied = items.by_relation.get(Relation.NEW_ACTION_NEEDED, 0), sum(items.by_relation.values())
    yield (
        f"Decided by script: {new} given an action of their own + {tied - new} tied to one that was there + "
        f"{items.decided - tied} without an action = {items.decided} items; {items.left} left."
    )
    yield f"The plan now: {actions.open} open + {actions.ended} ended = {actions.all} actions."


def hand_over(store: Store, tracker: Path, settings: Settings, report: str) -> Iterator[Path]:
    """Write into the force's own tracker, then a new one, the papers on one report and on the plan, and a response."""
    folder = tracker.parent
    yield export_plan(store, tracker, settings, WHO).path
    yield export_plan(store, folder / "tracker.xlsx", settings, WHO, replace_file=True).path
    yield write_board_paper(store, folder / "board-paper.docx", settings, report, replace_file=True).path
    yield write_section55(store, folder / "section-55-draft.docx", settings, report, replace_file=True).path
    yield write_board_paper(store, folder / "plan-paper.docx", settings, None, replace_file=True).path


# ------------------------------------------------------------------------------------------ the script


def decide_all(store: Store, settings: Settings) -> None:
    """Decide every item that is left, as the script says."""
    for row in store.items.queue(Filter(states=(ItemState.UNDECIDED,)), limit=10_000).rows:
        change = scripted(store.items.page(row.item_id), settings)
        store.decisions.decide(row.item_id, change, WHO, expected=row.revision)


def scripted(page: ItemPage, settings: Settings) -> Change:
    """What a person who trusted every suggestion would do: a demonstration, not advice.

    Accept what is suggested for the force, dismiss the rest, and put off what the program could not settle.
    """
    relevance = page.relevance
    if relevance is None or relevance.label is RelevanceLabel.NEEDS_DECISION:
        return MarkUnsure()
    return accepted_change(page, settings, settings.day) if relevance.label in FOR_FORCE else Dismiss()


def answer_all(store: Store, settings: Settings, report: str) -> None:
    """Answer what a report asks of the force, for its response, and confirm every answer but the last."""
    wanted = Filter(report_id=store.reports.resolve(report), relevance=tuple(FOR_FORCE), states=(ItemState.DECIDED,))
    actions = {action.ref: action for action in store.plan.actions()}
    rows = store.items.queue(wanted, limit=10_000).rows
    for row in rows:
        page = store.items.page(row.item_id)
        words = answer_words(page.item, page.standing.links, actions)
        store.decisions.decide(row.item_id, Respond(ACCEPTED[0], words), WHO)
    for row in rows[:-1]:
        store.decisions.decide(row.item_id, Confirm(), SECOND)


def answer_words(item: Recommendation, links: Mapping[str, Relation], actions: Mapping[str, Action]) -> str:
    """The force's answer to an item by what is done about it."""
    tied = [(actions[ref], relation) for ref, relation in links.items() if ref in actions]
    told = [_action_words(action, relation) for action, relation in tied if is_open(action)]
    return " ".join(["We accept this.", *told])


def _action_words(action: Action, relation: Relation) -> str:
    lead = action.owner or "A lead, still to be named,"
    day = due_date(action)
    by = f" by {day_words(day)}" if day else ""
    if relation is Relation.NEW_ACTION_NEEDED:
        return f"{lead} will see to it{by}, under our new action {action.ref}."
    return f"{lead} is already at work on it under our action {action.ref}{', due' + by if by else ''}."
