"""Counts and items in the sentences of a paper; every figure comes from ``counts``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractor.counts import ItemCounts
from extractor.domain import Action, Allocation, Kind, Link, Recommendation, Relation, RelevanceLabel
from extractor.labels import label_of
from extractor.plan.rows import day_words, full_text, spoken_ref_of
from extractor.plan_view import PlanItem, PlanView, ReportEntry, ReviewState, due_date, is_open

NOBODY = "To be allocated"
SHORT_LABELS: Mapping[RelevanceLabel | None, str] = {
    RelevanceLabel.FOR_FORCE: "for the force",
    RelevanceLabel.FOR_FORCE_VIA_COLLABORATION: "for the force through a collaboration",
    RelevanceLabel.JOINT: "joint",
    RelevanceLabel.FOR_LOCAL_POLICING_BODY: "for the local policing body",
    RelevanceLabel.NATIONAL_MONITOR: "national",
    RelevanceLabel.FOR_PARTNERS: "for partners",
    RelevanceLabel.FOR_INFORMATION: "for information",
    RelevanceLabel.NOT_APPLICABLE: "not applicable",
    RelevanceLabel.NEEDS_DECISION: "needing a decision",
    None: "not judged",
}
KIND_NAMES = {
    Kind.RECOMMENDATION: ("recommendation", "recommendations"),
    Kind.AREA_FOR_IMPROVEMENT: ("area for improvement", "areas for improvement"),
    Kind.CAUSE_OF_CONCERN: ("cause of concern", "causes of concern"),
    Kind.ACCELERATED_CAUSE_OF_CONCERN: ("accelerated cause of concern", "accelerated causes of concern"),
    Kind.PRIORITY_ACTION: ("priority action", "priority actions"),
}


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun.

    >>> counted(1, "item", "items"), counted(0, "item", "items")
    ('1 item', '0 items')
    """
    return f"{count:,} {one if count == 1 else many}"


def listed(parts: Iterable[str]) -> str:
    """Parts joined as a sentence joins them.

    >>> listed(["one", "two", "three"])
    'one, two and three'
    """
    found = [part for part in parts if part]
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def kinds_words(items: Iterable[PlanItem]) -> str:
    """What the items are called and how many there are of each, as printed (a cause of concern once)."""
    tops = [item.recommendation for item in items if is_top(item.recommendation)]
    counts = {kind: sum(item.kind is kind for item in tops) for kind in KIND_NAMES}
    return listed(counted(count, *KIND_NAMES[kind]) for kind, count in counts.items() if count) or "No recommendations"


def is_top(item: Recommendation) -> bool:
    """Whether an item counts as printed: it asks for something and is no clause."""
    return item.is_actionable and item.parent_id is None


def split_words(relevance: Mapping[RelevanceLabel | None, int]) -> str:
    """How a count splits by relevance.

    >>> split_words({RelevanceLabel.JOINT: 2, RelevanceLabel.FOR_FORCE: 9})
    '9 for the force, 2 joint'
    """
    return ", ".join(f"{relevance[label]:,} {words}" for label, words in SHORT_LABELS.items() if relevance.get(label))


def report_sentence(items: tuple[PlanItem, ...], counts: ItemCounts) -> str:
    """``22 recommendations: 9 for the force, 2 joint, 11 national.``, and by clause where that differs."""
    split = split_words(counts.top_relevance)
    words = f"{kinds_words(items)}{': ' + split if split else ''}."
    if counts.leaves != counts.tops:
        words += f" Counted by clause, {counted(counts.leaves, 'item', 'items')}: {split_words(counts.leaf_relevance)}."
    return words


def state_sentence(counts: ItemCounts) -> str:
    """How far the review has come, so that nobody takes a suggestion for a decision."""
    if not counts.all:
        return ""
    if not counts.left:
        return f"All {counts.all} items have been decided." if counts.all > 1 else "The item has been decided."
    if not counts.decided:
        return "No item has been decided yet: the figures and the table show what the program suggests."
    return (
        f"{counts.decided} of {counted(counts.all, 'item', 'items')} (clauses included) have been decided; for "
        f"the other {counts.left} the figures and the table show what the program suggests."
    )


def published_words(entry: ReportEntry) -> str:
    """What a report is, in a sentence."""
    report = entry.report
    body = f" by {report.source_body}" if report.source_body else ""
    day = f" on {day_words(report.publication_date)}" if report.publication_date else ""
    verb = "was published" if body or day else "is a publication"
    about = f" It is about {report.force}." if report.force else " It is national: it is not about one force."
    version = f" This is version {report.version} of it." if report.version > 1 else ""
    return f"{report.title} ({label_of(report.report_type)}) {verb}{body}{day}.{about}{version}"


def relation_words(item: PlanItem) -> str:
    """How an item stands to existing actions: as decided, else as suggested and marked so."""
    if item.standing.links:
        return "\n".join(f"{label_of(link.relation)}: {link.action_ref}" for link in item.standing.links)
    best = best_suggestion(item)
    if best is None:
        return "" if item.standing.state is ReviewState.DECIDED else "None suggested"
    return f"Suggested: {label_of(best.relation).lower()}, {best.action_ref} ({best.probability:.0%})"


def best_suggestion(item: PlanItem) -> Link | None:
    """The suggested link that would be shown first, where a decision has not yet settled the item."""
    if item.standing.state is ReviewState.DECIDED:
        return None
    quiet = (Relation.NOT_RELATED, Relation.NEW_ACTION_NEEDED)
    likely = [link for link in item.links if link.relation not in quiet and link.probability >= 0.5]
    return max(likely, key=lambda link: link.probability, default=None)


def actions_of(item: PlanItem, actions: Mapping[str, Action]) -> list[Action]:
    """The actions under which an item is dealt with: those a person tied it to that are still open."""
    found = (actions[link.action_ref] for link in item.standing.links if link.action_ref in actions)
    return [action for action in found if is_open(action)]


def owner_words(item: PlanItem, actions: Mapping[str, Action], proposed: Mapping[str, Allocation]) -> str:
    """Who is to own an item: the owners of its actions, else whom the settings propose for it."""
    owners = list(dict.fromkeys(action.owner.strip() for action in actions_of(item, actions) if action.owner.strip()))
    if owners:
        return "; ".join(owners)
    name = proposed.get(item.item_id, Allocation()).owner
    return f"{name} (proposed)" if name else NOBODY


def target_words(item: PlanItem, actions: Mapping[str, Action]) -> str:
    """By when: the date of its actions, else the deadline as written."""
    days = [day for action in actions_of(item, actions) if (day := due_date(action)) is not None]
    if days:
        return day_words(max(days))
    return "; ".join(dict.fromkeys(deadline.text for deadline in item.recommendation.deadlines)) or "None set"


def item_words(item: PlanItem) -> str:
    """An item verbatim, its title first."""
    text = full_text(item.recommendation)
    return f"{item.recommendation.title}: {text}" if item.recommendation.title else text


def item_label(item: PlanItem) -> str:
    """Short name and first words, for a point in a list."""
    words = " ".join(full_text(item.recommendation).split())
    return f"{spoken_ref_of(item.recommendation)}: {words if len(words) <= 160 else words[:159].rstrip() + '…'}"


def relevance_words(item: PlanItem) -> str:
    """What an item means for the force, marked where nobody has decided it."""
    label = label_of(item.label) or "Not judged"
    return label if item.standing.relevance is not None else f"{label} (suggested)"


def response_words(view: PlanView, entry: ReportEntry) -> str:
    """Whether, by when and under what a response must be published."""
    if entry.response_due is None:
        return "No response is required by law."
    rule = entry.response_rule or "the law"
    words = f"A response is required under {rule}, by {day_words(entry.response_due)}"
    if entry.response_published is not None:
        return f"{words}. It was published on {day_words(entry.response_published)}."
    days = (entry.response_due - view.as_of).days
    if days < 0:
        return f"{words}: {counted(-days, 'day', 'days')} ago. None is recorded as published."
    return f"{words}, in {counted(days, 'day', 'days')}." if days else f"{words}, which is today."
