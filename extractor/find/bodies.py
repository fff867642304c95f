"""Who is named in a text: a blank English spaCy pipeline whose one component marks bodies from the gazetteer.

A mention carries a *class*: an addressee group, or one that only the report can settle (``own_force``,
``own_people``, ``own_service``, ``own_trust``, ``own_chief``, ``named_force``); ``context.py`` settles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extractor.artifacts import load_list
from extractor.find.gazetteer import expand_plural, is_exact, named_entries, plain_text
from extractor.find.names import name_end, name_start, resolve_name

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NOBODY = "nobody"
"""The class of phrases that hold a body's name and name nobody: "police powers", "use of force"."""

Candidate = tuple[int, int, str, str | None]


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named at ``start:end`` of the plain text; ``organization`` is the gazetteer's name or None."""

    start: int
    end: int
    kind: str
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with its bodies marked: ``plain`` is ``printed`` character for character, mentions are in order."""

    printed: str
    plain: str
    mentions: tuple[Mention, ...]

    def words(self, mention: Mention) -> str:
        """The plain words of a mention."""
        return self.plain[mention.start : mention.end]

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions wholly between two offsets."""
        return [each for each in self.mentions if start <= each.start and each.end <= end]

    def first_inside(self, start: int, end: int) -> Mention | None:
        """The first mention wholly between two offsets."""
        return next((each for each in self.mentions if start <= each.start and each.end <= end), None)

    def last_at(self, end: int) -> Mention | None:
        """The mention that ends at an offset."""
        return next((each for each in self.mentions if each.end == end), None)

    def is_within_name(self, start: int, end: int) -> bool:
        """Whether a stretch, or a point, lies inside a mention and not at its edge."""
        return any(each.start < start and end <= each.end and start < each.end for each in self.mentions)


@lru_cache(maxsize=512)
def mark_bodies(text: str) -> MarkedText:
    """The text with every body named in it, longest first where they overlap.

    >>> [(each.kind, each.organization) for each in mark_bodies("The CPS and forces should agree.").mentions]
    [('cps', 'Crown Prosecution Service'), ('force', None)]
    """
    plain = plain_text(text)
    doc = load_pipeline()(plain)  # a span group lives only as long as its document
    spans = doc.spans["bodies"]
    mentions = (Mention(span.start_char, span.end_char, span.label_, span.kb_id_ or None) for span in spans)
    return MarkedText(text, plain, tuple(each for each in mentions if each.kind != NOBODY))


@cache
def load_pipeline() -> Language:
    """A blank English pipeline with the component ``bodies``; built once, in about 0.15 seconds."""
    import spacy
    from spacy.language import Language

    if not Language.has_factory("bodies"):
        Language.factory("bodies", func=_bodies_factory)
    nlp = spacy.blank("en")
    nlp.add_pipe("bodies")
    return nlp


def _bodies_factory(nlp: Language, name: str) -> BodyMarker:
    return BodyMarker(nlp)


class BodyMarker:
    """Marks ``doc.spans["bodies"]``: listed phrases, unlisted names that end in a listed word, and patterns."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import PhraseMatcher

        lists = load_list("bodies")
        self.any_case = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.exact_case = PhraseMatcher(nlp.vocab, attr="ORTH")
        self.heads = PhraseMatcher(nlp.vocab, attr="ORTH")
        self.meanings: dict[str, tuple[str, str | None]] = {}
        for kind, organization, phrases in named_entries():
            self._add(nlp, kind, organization, phrases)
        for row in lists["heads"]:
            self.heads.add(row["class"], [nlp.make_doc(word) for word in row["words"]])
        self.openings = {word: row["class"] for row in lists["openings"] for word in row["words"]}
        self.opening = re.compile(r"\b(?:" + "|".join(map(re.escape, self.openings)) + r")\b")
        self.patterns = tuple((re.compile(row["expression"], re.I), row["class"]) for row in lists["patterns"])

    def _add(self, nlp: Language, kind: str, organization: str | None, phrases: list[str]) -> None:
        key = f"{kind}|{organization or ''}"
        self.meanings[key] = (kind, organization)
        for phrase in (written for each in phrases for written in expand_plural(each)):
            matcher = self.exact_case if is_exact(phrase) else self.any_case
            matcher.add(key, [nlp.make_doc(plain_text(phrase.lstrip("=")))])

    def __call__(self, doc: Doc) -> Doc:
        """The document with its bodies marked, none overlapping."""
        from spacy.tokens import Span
        from spacy.util import filter_spans

        found = [
            Span(doc, start, end, label=kind, kb_id=organization or "")
            for start, end, kind, organization in self._candidates(doc)
        ]
        doc.spans["bodies"] = filter_spans(found)
        return doc

    def _candidates(self, doc: Doc) -> Iterator[Candidate]:
        phrase_ends: set[int] = set()
        name_ends: set[int] = set()
        for matcher in (self.exact_case, self.any_case):
            for key, start, end in matcher(doc):
                kind, organization = self.meanings[doc.vocab.strings[key]]
                (name_ends if organization else phrase_ends).add(end)
                yield start, end, kind, organization
        yield from self._headed(doc, phrase_ends, name_ends)
        text = doc.text
        for match in self.opening.finditer(text):
            yield from self._opened(doc, match)
        for expression, kind in self.patterns:
            for match in expression.finditer(text):
                if span := doc.char_span(*match.span(), alignment_mode="contract"):
                    yield span.start, span.end, kind, None

    def _headed(self, doc: Doc, phrase_ends: set[int], name_ends: set[int]) -> Iterator[Candidate]:
        """Names that are not listed: capitalized words before a head such as Council."""
        matches = [match for match in self.heads(doc) if match[2] not in name_ends]
        ends = {end for _, _, end in matches} | phrase_ends | name_ends
        for key, start, end in matches:
            first = name_start(doc, start, ends)
            if first < start:
                yield (first, end, *resolve_name(doc[first:end].text, doc.vocab.strings[key]))

    def _opened(self, doc: Doc, match: re.Match[str]) -> Iterator[Candidate]:
        """Names that are not listed: capitalized words after an opening such as Department for."""
        span = doc.char_span(*match.span(), alignment_mode="expand")
        last = name_end(doc, span.end) if span else 0
        if span and last > span.end:
            yield (span.start, last, *resolve_name(doc[span.start : last].text, self.openings[match.group()]))
