"""What hangs on a matched pair: page, label, kind, the texts around it, addressees, deadlines, relevance, themes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.domain import Recommendation, Relevance, Theme
from extractor.evaluate.gold import GoldItem, addressee_groups_of, has_wide_labels
from extractor.evaluate.judgements import Judgement, judgement, relevance_scores
from extractor.evaluate.metrics import Counts, Share, confusion, set_counts
from extractor.evaluate.pairing import STRICT_SIMILARITY, edge_similarity, normalize

TEXT_FIELDS = ("title", "lead_in", "supporting_text")
EXACT_FIELDS = ("restated", "status")


@dataclass(frozen=True, slots=True)
class Matched:
    """A gold item, the prediction that answers it and what the later stages said about that."""

    gold: GoldItem
    item: Recommendation
    relevance: Relevance | None
    themes: Sequence[Theme] | None


KIND_WORDS = re.compile(
    r"^(?:(?:learning|national|local|interim|key|strategic|operational|urgent|joint|general|policy|priority)\s)?"
    r"(?:recommendations?|areas? for (?:improvement|development)|(?:accelerated )?causes? of concern|"
    r"priority actions?)\b"
)
"""What may stand in front of a number; predictions keep the number alone."""


NAMED_BODY = re.compile(r"\s*\([^()]{5,}\)\s*$")
"""The addressee behind a number, "Recommendation 2 (chief constables)": the item has a field of its own for it."""


def label_key(label: str) -> str:
    """A printed label without the words in front and punctuation.

    >>> label_key("Recommendation 4(a)(ii)."), label_key("Area for improvement 3")
    ('4aii', '3')
    """
    return re.sub(r"[\W_]", "", KIND_WORDS.sub("", NAMED_BODY.sub("", label.casefold())))


def page_is_right(pair: Matched) -> bool:
    """Whether gold's page is named and no page outside its printings is."""
    pages = set(pair.item.pages)
    return pair.gold.page in pages and pages <= pair.gold.allowed_pages


def label_is_right(pair: Matched) -> bool:
    """Whether the printed number is gold's label."""
    return label_key(pair.item.printed_number or "") == label_key(pair.gold.label or "")


def field_scores(pairs: Sequence[Matched]) -> dict[str, Any]:
    """Every field of the matched pairs that some gold item has; a field nobody annotated is None."""
    kinds = [(pair.gold.kind, pair.item.kind.value) for pair in pairs if pair.gold.kind]
    scores: dict[str, Any] = {
        "page": share_json(page_is_right(pair) for pair in pairs),
        "label": share_json(label_is_right(pair) for pair in pairs if pair.gold.label),
        "kind": share_json(gold == found for gold, found in kinds),
        "kind_confusion": confusion(kinds),
    }
    for name in TEXT_FIELDS:
        scores[name] = share_json(
            text_agrees(pair.gold.values[name], getattr(pair.item, name))
            for pair in pairs
            if name in pair.gold.values
            and pair.item.parent_id is None  # gold may repeat the whole's title on its parts
        )
    for name in EXACT_FIELDS:
        scores[name] = share_json(
            (pair.gold.values[name] or None) == (getattr(pair.item, name) or None)
            for pair in pairs
            if name in pair.gold.values
        )
    return scores | {
        "addressee_groups": addressee_scores(pairs),
        "deadlines": deadline_scores(pairs),
        "relevance": relevance_scores(judgements_of(pairs)),
        "themes": theme_scores(pairs),
    }


def text_agrees(wanted: str | None, found: str | None) -> bool:
    """Whether both are nothing, or the same words up to the strict cut."""
    if not wanted or not found:
        return not wanted and not found
    return edge_similarity(normalize(wanted), normalize(found)) >= STRICT_SIMILARITY


def share_json(answers: Iterable[bool]) -> dict[str, Any] | None:
    """``{right, of, share}`` or None of nothing."""
    listed = list(answers)
    score = Share(sum(listed), len(listed))
    return {"right": score.right, "of": score.of, "share": score.value} if listed else None


def counts_json(counts: Counts) -> dict[str, Any]:
    """Counts first, then the shares."""
    return {
        "tp": counts.tp,
        "fp": counts.fp,
        "fn": counts.fn,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }


def addressee_scores(pairs: Sequence[Matched]) -> dict[str, Any] | None:
    """Micro counts over the groups of bodies that are put under a duty."""
    wanted = [(groups, pair.item) for pair in pairs if (groups := addressee_groups_of(pair.gold)) is not None]
    if not wanted:
        return None
    counts = [set_counts(groups, {each.group.value for each in item.addressees}) for groups, item in wanted]
    return counts_json(sum(counts, Counts()))


def deadline_scores(pairs: Sequence[Matched]) -> dict[str, Any] | None:
    """Per item, whether dates, words and bases are all gold's; and whether none was invented."""
    annotated = [(pair.gold.values["deadlines"] or [], pair.item.deadlines) for pair in pairs if has_deadlines(pair)]
    if not annotated:
        return None
    return {
        "date": share_json(
            {each.get("date") for each in gold} == {each.date.isoformat() if each.date else None for each in found}
            for gold, found in annotated
        ),
        "text": share_json(
            {normalize(each["text"]) for each in gold} == {normalize(each.text) for each in found}
            for gold, found in annotated
        ),
        "basis": share_json(
            {each["basis"] for each in gold} == {each.basis.value for each in found} for gold, found in annotated
        ),
        "none_invented": share_json(
            not any(each.date for each in found)
            for gold, found in annotated
            if not any(each.get("date") for each in gold)
        ),
    }


def has_deadlines(pair: Matched) -> bool:
    """Whether gold has deadlines with a date and a basis, and not only words."""
    listed = pair.gold.values.get("deadlines", False)
    return listed is None or (isinstance(listed, list) and all(isinstance(each, Mapping) for each in listed))


def judgements_of(pairs: Iterable[Matched]) -> list[Judgement]:
    """The pairs with relevance both annotated and suggested."""
    return [
        judgement(
            gold=str(pair.gold.values["relevance"]),
            alternatives=listed(pair.gold.values.get("relevance_alt")),
            # the letters' for_force is wider than the project's where several bodies are named
            groups=(addressee_groups_of(pair.gold) or ()) if has_wide_labels(pair.gold) else (),
            predicted=pair.relevance.label.value,
            probability=pair.relevance.probability,
        )
        for pair in pairs
        if pair.gold.values.get("relevance") and pair.relevance is not None
    ]


def listed(value: object) -> list[str]:
    """A value that may be nothing, one word or several, as a list.

    >>> listed(None), listed("joint"), listed(["a", "b"])
    ([], ['joint'], ['a', 'b'])
    """
    if not value:
        return []
    return [value] if isinstance(value, str) else [str(each) for each in value]  # type: ignore[attr-defined]


def theme_scores(pairs: Sequence[Matched]) -> dict[str, Any] | None:
    """Micro counts over theme labels, and whether the first suggested is gold's first, or among gold's."""
    judged = [
        (listed(pair.gold.values["themes"]), [theme.label for theme in pair.themes])
        for pair in pairs
        if pair.themes is not None and pair.gold.is_annotated("themes")
    ]
    if not judged:
        return None
    return counts_json(sum((set_counts(gold, found) for gold, found in judged), Counts())) | {
        "first": share_json(found[:1] == gold[:1] for gold, found in judged if gold),
        "first_among_gold": share_json(bool(set(found[:1]) & set(gold)) for gold, found in judged if gold),
    }
