"""The whole story on bundled data: read, take in a plan, suggest, decide by a script, hand over.

Nothing here is special to a demonstration but the script of decisions: every step is the function that its command
calls, on a store of its own.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extractor.artifacts import data_folder
from extractor.config import Settings, load_settings
from extractor.handover import export_plan, take_plan, write_board_paper, write_section55
from extractor.intake import Intake
from extractor.profile import write_profile
from extractor.review.views.forms import default_action
from extractor.store.changes import Accept, Change, Dismiss, MarkUnsure, NewAction
from extractor.store.records import Filter, ItemPage, ItemState, Saved
from extractor.store.repository import Store, open_store
from extractor.vocabulary import Relation, RelevanceLabel

WHO = "demonstration"
FORCE = "Exampleshire Police"
REPORTS = ("04-thematic-group-exploitation", "05-progress-report", "06-peel-exampleshire")
PLAN = Path("plans", "exampleshire-improvement-plan.xlsx")
DONE = {Accept: "accepted", Dismiss: "dismissed", MarkUnsure: "put off", NewAction: "given an action of their own"}
FOR_US = frozenset({RelevanceLabel.FOR_FORCE, RelevanceLabel.JOINT, RelevanceLabel.FOR_FORCE_VIA_COLLABORATION})


@dataclass(frozen=True, slots=True)
class Story:
    """What the demonstration did and where it left its files."""

    saved: tuple[Saved, ...]
    actions: int
    decisions: Counter[str]
    files: tuple[Path, ...]


def run_demo(folder: Path, say: Callable[[str], None]) -> Story:
    """Run the whole story in a folder of its own; what an earlier run left there is replaced.

    Args:
        folder: made where it does not exist.
        say: is told each step in a sentence.

    Raises:
        ExtractorError: a step failed, as it would in the command that it stands for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for left in (*folder.glob("extractor.db*"), *folder.glob(f"{PLAN.stem}.backup-*")):
        left.unlink()
    settings = load_settings(write_profile(FORCE, folder, replace=True))
    with open_store(settings) as store:
        tracker = Path(shutil.copyfile(data_folder("corpus") / PLAN, folder / PLAN.name))
        plan = take_plan(store, tracker, settings, WHO)
        say(f"Took in a plan of {len(plan.found.actions)} actions.")
        saved = tuple(ingest_reports(settings, say))
        decisions = decide_all(store, settings)
        say("Decided by script: " + ", ".join(f"{count} {name}" for name, count in sorted(decisions.items())) + ".")
        files = tuple(hand_over(store, tracker, settings, f"R{saved[-1].report_id}"))
    return Story(saved, len(plan.found.actions), decisions, files)


def ingest_reports(settings: Settings, say: Callable[[str], None]) -> Iterator[Saved]:
    """Read and save three reports of the sample corpus."""
    with Intake(settings, WHO) as intake:
        for stem in REPORTS:
            saved = intake.take(data_folder("corpus") / "reports" / f"{stem}.pdf")
            say(f"Read {saved.ingestion.report.title}: {len(saved.ingestion.recommendations)} items.")
            yield saved


def hand_over(store: Store, tracker: Path, settings: Settings, report: str) -> Iterator[Path]:
    """Write into the force's own tracker, then a new one, the papers on one report and on the plan, and a response."""
    folder = tracker.parent
    yield export_plan(store, tracker, settings, WHO).path
    yield export_plan(store, folder / "tracker.xlsx", settings, WHO, replace_file=True).path
    yield write_board_paper(store, folder / "board-paper.docx", settings, report, replace_file=True).path
    yield write_section55(store, folder / "section-55-draft.docx", settings, report, replace_file=True).path
    yield write_board_paper(store, folder / "plan-paper.docx", settings, None, replace_file=True).path


def decide_all(store: Store, settings: Settings) -> Counter[str]:
    """Decide every item that is left, as the script says; counts by kind of decision."""
    decided: Counter[str] = Counter()
    for row in store.items.queue(Filter(states=(ItemState.UNDECIDED,)), limit=10_000).rows:
        change = scripted(store.items.page(row.item_id), settings)
        store.decisions.decide(row.item_id, change, WHO, expected=row.revision)
        decided[DONE[type(change)]] += 1
    return decided


def scripted(page: ItemPage, settings: Settings) -> Change:
    """What a person who trusted every suggestion would do: a demonstration, not advice.

    Accept what is already covered, make a new action of what is for the force and covered by nothing, and put off
    what the program could not settle.
    """
    relevance = page.relevance
    if relevance is None or relevance.label is RelevanceLabel.NEEDS_DECISION:
        return MarkUnsure()
    if relevance.label not in FOR_US:
        return Dismiss()
    suggested = (candidate.link for candidate in page.candidates)
    links = {
        link.action_ref: link.relation
        for link in suggested
        if link.relation is not Relation.NOT_RELATED and link.probability >= settings.link_threshold
    }
    return Accept(links) if links else NewAction(default_action(page, settings, date.today()))
