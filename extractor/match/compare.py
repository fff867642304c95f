"""Comparing one item with one action: the features that the fitted model weighs, each 0 to 1 unless it says otherwise.

"Covered" is about the obligation and not the vocabulary, so beside likeness of words there are containments (how much
of what the item asks stands in the action, and the reverse), agreement on the rarest concept, and the best clause.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractor.domain import Action
from extractor.match.candidates import Candidate
from extractor.match.clauses import text_to_clauses
from extractor.match.index import VIEWS
from extractor.match.lexicon import Lexicon
from extractor.match.reading import ActionReading, Reading, read_action, read_text
from extractor.match.sources import Source, action_to_source, family_likeness
from extractor.match.vectors import Weights, damped

FEATURES = (
    *VIEWS,
    "token_set", "item_in_action", "action_in_item", "object", "action_object", "manner", "clause_share", "best_clause",
    "best_sentence", "same_family", "same_deadline", "quoted", "quoted_elsewhere",
)  # fmt: skip
"""In the order of the waterfall, the cosines of the views first."""

Vector = Mapping[str, float]
SENTENCE = re.compile(r"(?<=[.;])\s+")
SHORT_SENTENCE = 25
EVERYDAY_SHARE = 0.5
"""An everyday concept weighs less than one of policing when containment is reckoned."""
OBJECT_TERMS = 3
"""How many of a text's rarest concepts make up what its duty is about."""
CLAUSE_MET = 0.42
"""Share of a clause's weight that an action must mention for the clause to count as met."""
DECISIVE_QUOTE = 0.9


@dataclass(frozen=True, slots=True)
class Side:
    """An item ready to be compared: text, reading, where it comes from, and its clauses with theirs."""

    text: str
    reading: Reading
    source: Source
    clauses: tuple[str, ...]
    clause_readings: tuple[Reading, ...]
    sentence_vectors: tuple[Vector, ...]
    deadlines: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownAction:
    """An action ready to be compared: its readings, and vectors of its duty and of its whole."""

    action: Action
    reading: ActionReading
    vectors: tuple[Vector, Vector]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Features of a pair by name, and how far the action meets each clause of the item."""

    features: Mapping[str, float]
    clause_scores: tuple[float, ...]


def text_to_side(text: str, reading: Reading, source: Source, kit: Kit, deadlines: Iterable[date] = ()) -> Side:
    """An item ready to be compared with many actions."""
    clauses = text_to_clauses(text)
    sentences = tuple(dict.fromkeys((*clauses, *(part for part in SENTENCE.split(text) if len(part) > SHORT_SENTENCE))))
    return Side(
        text,
        reading,
        source,
        clauses,
        tuple(read_text(clause, kit.lexicon) for clause in clauses),
        tuple(kit.vector(read_text(sentence, kit.lexicon)) for sentence in sentences),
        frozenset(deadlines),
    )


@dataclass(frozen=True, slots=True)
class Kit:
    """What comparing needs to know about terms."""

    weights: Weights
    lexicon: Lexicon

    def containment(self, part: Reading, whole: Reading) -> float:
        """Share of the weight of ``part`` that ``whole`` speaks of; a word counts as met where its concept is.

        Concepts carry the weight where there are any; words that no concept knows count by themselves.
        """
        met = total = 0.0
        for concept, sure in part.concepts.items():
            weight = self.weights.idf_of(f"c:{concept}") * sure
            total += weight
            met += weight * min(1.0, whole.concepts.get(concept, 0.0) / sure)
        for concept, sure in part.everyday.items():
            weight = EVERYDAY_SHARE * self.weights.idf_of(f"c:{concept}") * sure
            total += weight
            met += weight * min(1.0, whole.everyday.get(concept, 0.0) / sure)
        for word in part.words:
            weight = 0.5 * self.weights.idf_of(word)
            total += weight
            met += weight * (word in whole.words)
        return met / total if total else 0.0

    def vector(self, reading: Reading) -> Vector:
        """A reading as one sparse vector of unit length, in which concepts weigh most and words least."""
        kinds = ((reading.concepts, "c:", 1.0), (reading.everyday, "c:", 0.7), (reading.words, "", 0.4))
        weighed = {
            f"{prefix}{term}": share * damped(count) * self.weights.idf_of(f"{prefix}{term}")
            for terms, prefix, share in kinds
            for term, count in terms.items()
        }
        norm = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
        return {term: value / norm for term, value in weighed.items()}

    def know(self, action: Action) -> KnownAction:
        """An action ready to be compared."""
        reading = read_action(action, self.lexicon)
        return KnownAction(action, reading, (self.vector(reading.duty), self.vector(reading.whole)))

    def object_share(self, part: Reading, whole: Reading) -> float:
        """Share of the rarest concepts of ``part`` (its object) that ``whole`` speaks of; 0.5 where it has none."""
        rare = self.rarest(part)
        if not rare:
            return 0.5
        weights = [self.weights.idf_of(f"c:{concept}") for concept in rare]
        met = [weight * (concept in whole.concepts) for concept, weight in zip(rare, weights, strict=True)]
        return sum(met) / sum(weights)

    def rarest(self, reading: Reading) -> Sequence[str]:
        """The rarest concepts of a text that belong to an area of policing, rarest first."""
        weights = {concept: sure * self.weights.idf_of(f"c:{concept}") for concept, sure in reading.concepts.items()}
        return sorted(weights, key=lambda concept: (-weights[concept], concept))[:OBJECT_TERMS]

    def manner_share(self, part: Reading, whole: Reading) -> float:
        """Share of the everyday concepts of ``part`` (reduce, record, delay) that ``whole`` has too; 0.5 for none."""
        own = {concept: sure * self.weights.idf_of(f"c:{concept}") for concept, sure in part.everyday.items()}
        met = sum(weight for concept, weight in own.items() if concept in whole.everyday)
        return met / sum(own.values()) if own else 0.5


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def compare_pair(side: Side, known: KnownAction, candidate: Candidate, quoted_elsewhere: bool, kit: Kit) -> Comparison:
    """Features of an item and one of its candidates."""
    from rapidfuzz import fuzz

    action, reading = known.action, known.reading
    scores = tuple(kit.containment(clause, reading.whole) for clause in side.clause_readings)
    dates = {action.target_date, action.revised_date} - {None}
    features = dict(candidate.views) | {
        "token_set": fuzz.token_set_ratio(side.text, action.text) / 100,
        "item_in_action": kit.containment(side.reading, reading.whole),
        "action_in_item": kit.containment(reading.duty, side.reading),
        "object": kit.object_share(side.reading, reading.whole),
        "action_object": kit.object_share(reading.duty, side.reading),
        "manner": kit.manner_share(side.reading, reading.whole),
        "clause_share": sum(score >= CLAUSE_MET for score in scores) / len(scores),
        "best_clause": max(scores),
        "best_sentence": max(
            _cosine(sentence, vector) for sentence in side.sentence_vectors for vector in known.vectors
        ),
        "same_family": family_likeness(side.source, action_to_source(action)),
        "same_deadline": float(bool(dates & side.deadlines)),
        "quoted": max(0.0, candidate.quoted),
        "quoted_elsewhere": float(quoted_elsewhere and candidate.quoted < DECISIVE_QUOTE),
    }
    return Comparison({name: features[name] for name in FEATURES}, scores)
