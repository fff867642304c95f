"""Match: new items against the plan and against items of earlier reports. It suggests; a person decides.

Candidates -> comparison -> probability -> relation -> explanation. A ``Link`` keeps the relation it would have even
where its probability is low, so that the threshold for showing it can be moved without computing anything again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.domain import Action, Link, Recommendation, Relation, Report, Theme
from extractor.match.candidates import KEPT, Candidate, find_candidates
from extractor.match.clauses import text_to_clauses
from extractor.match.compare import (
    CLAUSE_MET,
    DECISIVE_QUOTE,
    Comparison,
    Kit,
    KnownAction,
    compare_pair,
    text_to_side,
    with_standing,
)
from extractor.match.duty import OwnForce, guess_own_force
from extractor.match.explain import compare_words, context_values, waterfall
from extractor.match.index import ActionIndex, index_actions
from extractor.match.lexicon import Lexicon, load_lexicon
from extractor.match.model import MatchModel, context_of, load_match_model, probability_of
from extractor.match.reading import Reading, item_to_text, read_item
from extractor.match.relate import EARLIER_ITEM, Setting, relate_pair
from extractor.match.semantic import Encoder
from extractor.match.sources import Source, read_source

LINKS_KEPT = 12
"""Candidates returned for each item; a review page shows five, and the rest are for looking further."""
DEFAULT_THRESHOLD = 0.5
COMPARED_AT_LEAST = 20
"""Candidates looked at closely however few are wanted: how one stands among the ten best is part of its probability."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be matched, with what is known around it; only the item itself is needed."""

    item: Recommendation
    themes: tuple[Theme, ...] = ()
    report: Report | None = None

    @property
    def source(self) -> Source:
        """Where the item comes from, so far as its report's title says."""
        if self.report is None:
            return read_source("")
        return read_source(self.report.title)

    def read(self, lexicon: Lexicon) -> Reading:
        """What the item says, with its themes and the title of its report."""
        return read_item(self.item, self.themes, lexicon, self.report.title if self.report else "")


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and a candidate, compared and judged; ``first_step`` is the log-odds from the pair alone."""

    candidate: Candidate
    action: Action
    comparison: Comparison
    first_step: float


def match_items(
    items: Sequence[NewItem],
    index: ActionIndex,
    *,
    own_names: Iterable[str] = (),
    model: MatchModel | None = None,
    lexicon: Lexicon | None = None,
    encoder: Encoder | None = None,
    kept: int = LINKS_KEPT,
) -> tuple[Link, ...]:
    """Links of each item in the order of the items, likeliest first; at least ``kept`` each, or the whole plan.

    Args:
        items: the new items.
        index: the plan (and earlier reports' items as actions), from ``build_index``.
        own_names: names of the force; guessed from the plan where there are none.
        model: a trained model instead of the packaged one.
        lexicon: another lexicon than the packaged one.
        encoder: the sentence encoder that the index was built with, if any.
        kept: links returned for each item.
    """
    if not items or not len(index):
        return ()
    model, lexicon = model or load_match_model(), lexicon or load_lexicon()
    names = frozenset(name.lower() for name in own_names)
    own = OwnForce(names) if names else guess_own_force(index.actions, _titles(items))
    return tuple(
        link
        for new, pairs in compare_items(items, index, model, lexicon, encoder, max(kept, COMPARED_AT_LEAST))
        for link in _judged(new, pairs, own, model, lexicon, kept)
    )


def build_index(
    actions: Sequence[Action],
    known: ActionIndex | None = None,
    model: MatchModel | None = None,
    encoder: Encoder | None = None,
) -> ActionIndex:
    """The plan ready to be searched; rows of ``known`` that have not changed are taken over."""
    model = model or load_match_model()
    return index_actions(actions, model.weights, load_lexicon(), model.id, known, encoder)


def compare_items(
    items: Sequence[NewItem],
    index: ActionIndex,
    model: MatchModel,
    lexicon: Lexicon,
    encoder: Encoder | None = None,
    kept: int = KEPT,
) -> Iterator[tuple[NewItem, list[Pair]]]:
    """Each item with its candidates, compared."""
    kit = Kit(model.weights, lexicon)
    readings = [new.read(lexicon) for new in items]
    texts = [item_to_text(new.item) for new in items]
    sources = [new.source for new in items]
    found = find_candidates(texts, sources, readings, index, model.weights, model.fusion, kept, encoder)
    known: dict[int, KnownAction] = {}
    for new, text, reading, candidates in zip(items, texts, readings, found, strict=True):
        dates = (deadline.date for deadline in new.item.deadlines if deadline.date)
        side = text_to_side(text, reading, new.source, kit, dates)
        quoted = any(candidate.quoted >= DECISIVE_QUOTE for candidate in candidates)
        compared = []
        for candidate in candidates:
            if candidate.place not in known:
                known[candidate.place] = kit.know(index.actions[candidate.place])
            compared.append(compare_pair(side, known[candidate.place], candidate, quoted, kit))
        yield (
            new,
            [
                Pair(candidate, index.actions[candidate.place], one, model.pair.log_odds(one.features))
                for candidate, one in zip(candidates, with_standing(compared), strict=True)
            ],
        )


def _judged(
    new: NewItem, pairs: Sequence[Pair], own: OwnForce, model: MatchModel, lexicon: Lexicon, kept: int
) -> list[Link]:
    contexts = context_of([pair.first_step for pair in pairs], [pair.comparison.clause_scores for pair in pairs])
    log_odds = [
        model.context.log_odds(context_values(pair.first_step, context))
        for pair, context in zip(pairs, contexts, strict=True)
    ]
    order = sorted(range(len(pairs)), key=lambda place: (-log_odds[place], pairs[place].action.ref))
    setting = Setting(new.item, new.report, new.source, own)
    return [_link(setting, pairs[place], contexts[place], log_odds[place], model, lexicon) for place in order[:kept]]


def _link(
    setting: Setting, pair: Pair, context: dict[str, float], log_odds: float, model: MatchModel, lexicon: Lexicon
) -> Link:
    text = item_to_text(setting.item)
    relation = relate_pair(setting, pair.action, pair.comparison, model.cover)
    met, missing = split_clauses(text_to_clauses(text), pair.comparison.clause_scores, relation)
    shared, item_only, action_only = compare_words(
        text, f"{pair.action.text} {pair.action.action}", lexicon, model.weights
    )
    return Link(
        recommendation_id=setting.item.id,
        action_ref=pair.action.ref,
        relation=relation,
        probability=probability_of(log_odds),
        score=min(1.0, max(0.0, pair.candidate.fused)),
        contributions=waterfall(model, pair.comparison.features, context),
        shared_words=shared,
        item_only_words=item_only,
        action_only_words=action_only,
        clauses=met,
        missing_clauses=missing,
        model=model.id,
    )


def split_clauses(
    clauses: Sequence[str], scores: Sequence[float], relation: Relation
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Clauses that the action meets, and those that it does not.

    An action that covers the whole meets them all; one that covers a part meets at least the clause it is nearest to.
    """
    if relation in (Relation.COVERED, Relation.RESTATED):
        return tuple(clauses), ()
    least = min(CLAUSE_MET, max(scores)) if relation is Relation.PARTLY_COVERED else CLAUSE_MET
    pairs = list(zip(clauses, scores, strict=True))
    return tuple(one for one, score in pairs if score >= least), tuple(one for one, score in pairs if score < least)


def relation_at(link: Link, threshold: float = DEFAULT_THRESHOLD) -> Relation:
    """The relation to show at a threshold: what the link would be, or not_related where it is not sure enough."""
    return link.relation if link.probability >= threshold else Relation.NOT_RELATED


def best_relation(links: Iterable[Link], threshold: float = DEFAULT_THRESHOLD) -> Relation:
    """The relation of the likeliest suggestion of one item, or new_action_needed where nothing is suggested."""
    best = max(links, key=lambda link: link.probability, default=None)
    found = relation_at(best, threshold) if best else Relation.NOT_RELATED
    return Relation.NEW_ACTION_NEEDED if found is Relation.NOT_RELATED else found


def item_to_action(item: Recommendation, report: Report | None) -> Action:
    """An item of an earlier report as something a new item can be matched against, under its own id."""
    return Action(
        ref=item.id,
        text=item_to_text(item),
        source_report=_source_words(report),
        source_ref=item.printed_number or "",
        fields={EARLIER_ITEM: "yes"},
    )


def _source_words(report: Report | None) -> str:
    """Title and year of a report, as a tracker would name it."""
    if report is None:
        return ""
    year = report.publication_date.year if report.publication_date else None
    return f"{report.title} ({year})" if year and str(year) not in report.title else report.title


def _titles(items: Iterable[NewItem]) -> list[str]:
    return [new.report.title for new in items if new.report]
