"""Who is named in a text: a blank English spaCy pipeline whose one component marks bodies from the gazetteer.

A mention carries a *class*: an addressee group, or one that only the report can settle (``own_force``,
``own_people``, ``own_service``, ``own_trust``, ``own_chief``, ``named_force``); ``context.py`` settles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

from extractor.artifacts import load_list
from extractor.find.forces import load_forces

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAMED_FORCE = "named_force"
RESOLVE_THRESHOLD = 92.0
"""Lowest similarity (0-100) at which an unlisted name is taken for a listed body; below it stays unresolved."""

PLAIN_CHARACTERS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "‑": "-", "‐": "-", "–": "-", "\u00a0": " ", "\u2009": " "}
)
"""One character for one, so that offsets into the plain text are offsets into the printed one."""

NOT_IN_NAMES = frozenset(
    "the a an all every each any some no in by for to at on within from with both this that these those our their where "
    "when if as since while and or but of until before after following through under between across which who it its we "
    "also together jointly whether how what because recommendation recommendations area areas ensure make work consider "
    "review improve ask require invite leader leaders chair head heads senior staff officers forces constable "
    "constables commissioner director directors mayor minister".split()
)
"""Words that stand capitalized before a name without being part of it."""

LINKS_IN_NAMES = frozenset({"and", "&", "upon", "-", "of"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named at ``start:end`` of the plain text; ``organization`` is the gazetteer's name or None."""

    start: int
    end: int
    kind: str
    organization: str | None = None


def plain_text(text: str) -> str:
    """The text with one kind of apostrophe, hyphen and space, of the same length."""
    return text.translate(PLAIN_CHARACTERS)


def find_mentions(plain: str) -> list[Mention]:
    """Every body named in a plain text, in order, longest first where they overlap."""
    doc = load_pipeline()(plain)
    return [
        Mention(span.start_char, span.end_char, span.label_, span.kb_id_ or None)
        for span in doc.spans.get("bodies", [])
    ]


@cache
def load_pipeline() -> Language:
    """A blank English pipeline with the component ``bodies``; built once, about 0.3 seconds."""
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
        for kind, organization, phrases in _entries(lists):
            self._add(nlp, kind, organization, phrases)
        for row in lists["heads"]:
            self.heads.add(row["class"], [nlp.make_doc(word) for word in row["words"]])
        self.openings = tuple((word, row["class"]) for row in lists["openings"] for word in row["words"])
        self.patterns = tuple((re.compile(row["expression"], re.I), row["class"]) for row in lists["patterns"])

    def _add(self, nlp: Language, kind: str, organization: str | None, phrases: list[str]) -> None:
        key = f"{kind}|{organization or ''}"
        self.meanings[key] = (kind, organization)
        for phrase in (written for each in phrases for written in expand_plural(each)):
            exact = phrase.startswith("=") or (phrase.isupper() and " " not in phrase)
            matcher = self.exact_case if exact else self.any_case
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

    def _candidates(self, doc: Doc) -> Iterator[tuple[int, int, str, str | None]]:
        phrase_ends: set[int] = set()
        name_ends: set[int] = set()
        for matcher in (self.exact_case, self.any_case):
            for key, start, end in matcher(doc):
                kind, organization = self.meanings[doc.vocab.strings[key]]
                (name_ends if organization else phrase_ends).add(end)
                yield start, end, kind, organization
        yield from self._named(doc, phrase_ends, name_ends)
        for expression, kind in self.patterns:
            for match in expression.finditer(doc.text):
                span = doc.char_span(*match.span(), alignment_mode="contract")
                if span is not None:
                    yield span.start, span.end, kind, None

    def _named(
        self, doc: Doc, phrase_ends: set[int], name_ends: set[int]
    ) -> Iterator[tuple[int, int, str, str | None]]:
        """Names that are not listed: capitalized words before a head such as Council, or after an opening."""
        matches = [match for match in self.heads(doc) if match[2] not in name_ends]
        ends = {end for _, _, end in matches} | phrase_ends | name_ends
        for key, start, end in matches:
            first = _name_start(doc, start, ends)
            if first < start:
                yield (first, end, *resolve_name(doc[first:end].text, doc.vocab.strings[key]))
        for opening, kind in self.openings:
            at = doc.text.find(opening)
            while at >= 0:
                span = doc.char_span(at, at + len(opening), alignment_mode="expand")
                if span is not None:
                    last = _name_end(doc, span.end)
                    if last > span.end:
                        yield span.start, last, kind, doc[span.start : last].text
                at = doc.text.find(opening, at + 1)


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() and word.casefold() not in NOT_IN_NAMES


def _name_start(doc: Doc, start: int, ends: set[int]) -> int:
    """The first token of the name whose head begins at ``start``; ``start`` itself where nothing belongs to it."""
    first = start
    while first > 0:
        before = doc[first - 1].text
        if _is_name_word(before):
            first -= 1
        elif before in LINKS_IN_NAMES and first > 1 and _is_name_word(doc[first - 2].text) and first - 1 not in ends:
            first -= 2
        else:
            break
    return first


def _name_end(doc: Doc, end: int) -> int:
    """One past the last token of a name that opens before ``end``: "Department for | Energy Security and Net Zero"."""
    while end < len(doc):
        if _is_name_word(doc[end].text):
            end += 1
        elif doc[end].text in {"and", "&", ","} and end + 1 < len(doc) and _is_name_word(doc[end + 1].text):
            end += 2
        else:
            break
    return end


def _entries(lists: Mapping[str, Any]) -> Iterator[tuple[str, str | None, list[str]]]:
    for row in lists["bodies"]:
        yield row["group"], row["name"], [row["name"], *row["aliases"]]
    for row in lists["words"]:
        yield row["class"], None, row["phrases"]
    for force in load_forces():
        yield NAMED_FORCE, force.name, [force.name, *force.aliases]


def expand_plural(phrase: str) -> list[str]:
    """Singular and plural of a phrase written with "(s)" or "(es)".

    >>> expand_plural("chief constable(s)")
    ['chief constable', 'chief constables']
    """
    parts = re.split(r"\((e?s)\)", phrase)
    fixed, endings = parts[::2], parts[1::2]
    choices = product(*(("", ending) for ending in endings))
    return ["".join(a + b for a, b in zip(fixed, (*choice, ""), strict=True)) for choice in choices]


@lru_cache(maxsize=4096)
def resolve_name(name: str, kind: str) -> tuple[str, str | None]:
    """Class and organization of a name that is not listed: those of the listed body it nearly is, else none.

    >>> resolve_name("National Police Chief Council", "local_authority")
    ('npcc', "National Police Chiefs' Council")
    >>> resolve_name("Caldermoor Council", "local_authority")
    ('local_authority', None)
    """
    from rapidfuzz import fuzz, process

    names = _listed_names()
    best = process.extractOne(name.casefold(), list(names), scorer=fuzz.ratio, score_cutoff=RESOLVE_THRESHOLD)
    return names[best[0]] if best else (kind, None)


@cache
def _listed_names() -> dict[str, tuple[str, str | None]]:
    rows: dict[str, tuple[str, str | None]] = {
        plain_text(name).lstrip("=").casefold(): (kind, organization)
        for kind, organization, names in _entries(load_list("bodies"))
        for name in names
        if organization and len(name) > 8
    }
    return rows


@cache
def load_actors() -> frozenset[str]:
    """Nouns that can be put under a duty, singular: a subject that ends in another ("policy") is not a body."""
    return frozenset(load_list("bodies")["actors"]["words"])


def is_actor(word: str) -> bool:
    """Whether a noun, singular or plural, names people or bodies that can act.

    >>> is_actor("supervisors"), is_actor("policies")
    (True, False)
    """
    word = word.casefold()
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return not forms.isdisjoint(load_actors())
