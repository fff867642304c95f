"""Comparing one item with one action: the features that the fitted model weighs, each 0 to 1 unless it says otherwise.

"Covered" is about the obligation and not the vocabulary, so beside likeness of words there are containments (how much
of what the item asks stands in the action, and the reverse), agreement on the rarest concept, and the best clause.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from extractor.domain import Action
from extractor.match.candidates import Candidate
from extractor.match.clauses import text_to_clauses
from extractor.match.index import VIEWS
from extractor.match.lexicon import Lexicon
from extractor.match.reading import ActionReading, Reading, read_action, read_text
from extractor.match.related import lexicon_to_company
from extractor.match.sources import Source, action_to_source, family_likeness
from extractor.match.vectors import Weights, damped

FEATURES = (
    *VIEWS,
    "token_set", "item_in_action", "action_in_item", "object", "action_object", "both_objects", "rarest_shared",
    "everyday_shared", "related", "duty_related", "best_sentence", "same_family", "same_deadline", "quoted",
    "quoted_elsewhere",
    "most_business", "most_setting", "most_latent", "most_words", "most_related",
)  # fmt: skip
"""In the order of the waterfall, the cosines of the views first. ``everyday_shared`` may exceed 1."""
MOST = {
    "most_business": "business",
    "most_setting": "setting",
    "most_latent": "latent",
    "most_words": "token_set",
    "most_related": "related",
}
"""How near a candidate comes to the best of its item's in one feature: an item said in words that nothing knows has low
likeness to every action, and still one that stands out."""

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
    related: np.ndarray
    deadlines: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownAction:
    """An action ready to be compared: its readings, and vectors of its duty and of its whole.

    ``related`` are the concepts that the words of each point to.
    """

    action: Action
    reading: ActionReading
    vectors: tuple[Vector, Vector]
    related: tuple[np.ndarray, np.ndarray]


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
        kit.related(reading),
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
        return KnownAction(
            action,
            reading,
            (self.vector(reading.duty), self.vector(reading.whole)),
            (self.related(reading.duty), self.related(reading.whole)),
        )

    def related(self, reading: Reading) -> np.ndarray:
        """The concepts that the words of a text point to, met or not, as a vector of unit length."""
        return lexicon_to_company(self.lexicon).vector(reading.words, self.weights)

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

    def shared_weights(self, one: Vector, other: Vector) -> list[float]:
        """How rare each shared concept is, 0 to 1, times how surely both texts mean it."""
        return [
            self.weights.idf_of(f"c:{concept}") / self.weights.rare * min(sure, other[concept])
            for concept, sure in one.items()
            if concept in other
        ]


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def compare_pair(side: Side, known: KnownAction, candidate: Candidate, quoted_elsewhere: bool, kit: Kit) -> Comparison:
    """Features of an item and one of its candidates."""
    from rapidfuzz import fuzz

    action, reading = known.action, known.reading
    scores = tuple(kit.containment(clause, reading.whole) for clause in side.clause_readings)
    objects = kit.object_share(side.reading, reading.whole), kit.object_share(reading.duty, side.reading)
    dates = {action.target_date, action.revised_date} - {None}
    features = dict(candidate.views) | {
        "token_set": fuzz.token_set_ratio(side.text, action.text) / 100,
        "item_in_action": kit.containment(side.reading, reading.whole),
        "action_in_item": kit.containment(reading.duty, side.reading),
        "object": objects[0],
        "action_object": objects[1],
        "both_objects": math.sqrt(objects[0] * objects[1]),
        "rarest_shared": max(kit.shared_weights(side.reading.concepts, reading.whole.concepts), default=0.0),
        "everyday_shared": sum(kit.shared_weights(side.reading.everyday, reading.whole.everyday)),
        "related": float(side.related @ known.related[1]),
        "duty_related": float(side.related @ known.related[0]),
        "best_sentence": max(
            _cosine(sentence, vector) for sentence in side.sentence_vectors for vector in known.vectors
        ),
        "same_family": family_likeness(side.source, action_to_source(action)),
        "same_deadline": float(bool(dates & side.deadlines)),
        "quoted": max(0.0, candidate.quoted),
        "quoted_elsewhere": float(quoted_elsewhere and candidate.quoted < DECISIVE_QUOTE),
    }
    return Comparison({name: features.get(name, 0.0) for name in FEATURES}, scores)


def with_standing(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """The comparisons of one item with how near each comes to the best of them, feature by feature."""
    best = {name: max((one.features[of] for one in comparisons), default=0.0) for name, of in MOST.items()}
    return [replace(one, features={**one.features, **_standing(one.features, best)}) for one in comparisons]


def _standing(features: Mapping[str, float], best: Mapping[str, float]) -> dict[str, float]:
    return {name: features[of] / best[name] if best[name] > 0 else 0.0 for name, of in MOST.items()}
