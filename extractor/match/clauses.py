"""The sub-parts of a recommendation: each thing somebody would have to do.

"Covered" is about the obligation: an action that answers three of five clauses covers it partly, and the
reviewer is told which. Cuts are made only where both halves can stand as a duty; a wrong cut is worse than none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.match.words import text_to_tokens

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(•–-]|\d+[.)])|\n+")
LIST_LABEL = re.compile(r"(?:^|\s)\(?(?:[a-h]|i{1,3}|iv|vi{0,3}|\d)\)\s+")
JOINTS = re.compile(
    r"[,;]?\s+and\s+(?:that|should|must|to)\s+|;\s+(?:and\s+)?|,\s+and\s+(?:also\s+)?"
    r"|,\s+(?:that|which must)\s+|,\s+as well as\s+"
)
VERBS = (
    "act adopt agree allow analyse answer apply appoint approve arrange ask assess attend audit brief build "
    "carry change check close collect commission compare complete comply confirm consider consult contact "
    "create deal decide develop discuss dispose end establish evaluate examine explain extend find follow "
    "fund get give guide have help hold identify improve include increase inform introduce investigate issue "
    "justify keep lead learn limit list log look maintain manage mark measure meet monitor name notify offer "
    "pass pay plan prepare prevent prioritise produce provide publish put raise reach receive record reduce "
    "refer remove repeat replace report require resource respond retain return review sample say search seek "
    "send set share show stop store support take tell test track train treat understand update use verify "
    "visit work write"
).split()
AND_VERB = re.compile(rf",?\s+and\s+(?:then\s+|also\s+|afterwards\s+)?(?=(?:{'|'.join(VERBS)})s?\b)", re.IGNORECASE)
"""A second verb after "and" begins a second duty; a noun ("officers and staff") does not."""
COMMA = re.compile(r",\s+")
DUTY = re.compile(
    r"\b(?:should|must|shall|needs? to|ought to|has to|have to|is required to|recommend|i recommend|will need to)\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"^(?:(?:by|within|before|no later than|immediately|at the earliest opportunity)\b[^,]{0,60},\s*)?"
    r"(?P<who>[^,.;]{0,90}?\b(?:should|must|shall|needs? to|ought to|has to|have to))[:\s]+"
    r"(?:(?:immediately|also|then|each)\s+)?"
    r"(?:(?:make sure|ensure|make certain|see to it|satisfy themselves)\s+(?:that\s+)?)?",
    re.IGNORECASE,
)
NOISE = re.compile(
    r"^(?:recommendation\b[^:.]{0,60}[:.]|this (?:recommendation )?replaces\b[^.]*\.|(?:progress|status)\s*:.*)",
    re.IGNORECASE,
)
MIN_CLAUSE_WORDS = 3
MAX_CLAUSES = 12


@lru_cache(maxsize=50_000)
def text_to_clauses(text: str) -> tuple[str, ...]:
    """Duties in order, without the words that open them; one clause where there is nothing to cut.

    >>> text_to_clauses("By May 2026, forces should train officers in stalking law, publish the number of orders, "
    ...                 "and review each breach weekly.")
    ('train officers in stalking law', 'publish the number of orders', 'review each breach weekly')
    """
    sentences = [NOISE.sub("", part.strip()).strip() for part in SENTENCE_END.split(text)]
    sentences = [sentence for sentence in sentences if sentence]
    duties = [sentence for sentence in sentences if DUTY.search(sentence)] or sentences
    clauses = [clause for sentence in duties for clause in _sentence_to_clauses(sentence)]
    return tuple(clauses[:MAX_CLAUSES]) or (text.strip(),)


def _sentence_to_clauses(sentence: str) -> list[str]:
    body = OPENING.sub("", sentence).strip().rstrip(".;")
    pieces = [
        piece for part in LIST_LABEL.split(body) for whole in JOINTS.split(part) for piece in AND_VERB.split(whole)
    ]
    if len(pieces) > 1:
        pieces = [piece for part in pieces for piece in _at_commas(part)]
    return _joined([piece.strip(" ,.;:") for piece in pieces if piece.strip(" ,.;:")])


def _at_commas(part: str) -> list[str]:
    """Commas cut only in a list that "and" has already shown to be one, and only between full duties."""
    pieces = COMMA.split(part)
    return pieces if all(_can_stand(piece) for piece in pieces) else [part]


def _joined(pieces: list[str]) -> list[str]:
    """Pieces too short to be a duty go back to the one before them."""
    clauses: list[str] = []
    for piece in pieces:
        if clauses and not (_can_stand(piece) and _can_stand(clauses[-1])):
            clauses[-1] = f"{clauses[-1]}, {piece}"
        else:
            clauses.append(piece)
    return clauses


def _can_stand(piece: str) -> bool:
    return len(text_to_tokens(piece)) >= MIN_CLAUSE_WORDS
