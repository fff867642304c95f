"""Every pattern that says what the start of a line or its wording means, each with examples and counter-examples.

The tests check the examples, so a pattern cannot drift away from what it is for. Headings are in ``headings``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled expression with what it must and must not match."""

    regex: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the start of ``text``, or None."""
        return self.regex.match(text)


# --------------------------------------------------------------------------------- labels of items

NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

ITEM_LABEL = Pattern(
    re.compile(
        r"^(?:(?:(?i:learning|national|local|interim|key|strategic|operational|urgent|joint|general|policy|priority)\s)?"
        r"(?P<word>(?i:recommendation|rec\.?|areas? for (?:improvement|development)|AFI|"
        r"(?:accelerated )?cause (?:of|for) concern|priority action))"
        r"\s+(?:(?i:no\.?|number)\s*|#)?|(?P<code>M?R|AFI|R[Ee][Cc])-?(?=\d))"
        r"(?P<number>\d{1,3}(?:[a-z]\b|\([a-z]\)|\.\d{1,2})?(?!/)|[A-Z]\d{0,2}(?![A-Za-z])|[IVX]{1,5}(?![A-Za-z])|"
        rf"(?i:{'|'.join(NUMBER_WORDS)})\b)"
        r"(?:\s+(?:of|/)\s+\d{1,3})?(?P<aside>\s*\([^()]{2,90}\))?(?P<stop>\s*[:.)–—-]\s*|\s+|$)",
    ),
    (
        "Recommendation 4", "Recommendation 12: Vetting", "Recommendation 2 (chief constables)",
        "Area for improvement 3", "RECOMMENDATION 7 – Data",
        "Learning recommendation 3", "Recommendation One: vetting", "R12 The force should",
        "MR1", "AFI4", "Recommendation 3(a)", "Recommendation #4",
    ),
    ("Recommendations 4 to 7", "Recommendation made in 2019", "Recommendations", "Recommendation onerous", "R v Smith"),
)  # fmt: skip

NUMBER = Pattern(
    re.compile(
        r"^(?P<number>\d{1,3})(?:[.)]\s*(?=[^\d\s])|\s{1,3}(?!(?:January|February|March|April|May|June|July|August|"
        r"September|October|November|December)\s+\d)(?=[A-Z‘“]))"
    ),
    ("1. The force should", "147 Monitor partner agencies", "2) Chief constables"),
    ("1.2 Background", "2024, the force", "31 October 2027", "12 months after"),
)

DOTTED = Pattern(
    re.compile(r"^(?P<number>\d{1,3}\.\d{1,3}(?:\.\d{1,2})?)\.?\s+(?=\S)"),
    ("6.22. In light", "7.1 Evidence"),
    ("7. Text", "3.5% of"),
)

RUN_IN = Pattern(
    re.compile(r"^recommendations?\s*:\s*(?=\S)", re.IGNORECASE),
    ("Recommendation: The Department should write to us", "Recommendations: Forces should"),
    ("Recommendation 4: vetting", "Recommendations"),
)
"""Where a numbered conclusion ends and what it recommends begins."""

LETTER = Pattern(
    re.compile(r"^(?:\((?P<a>[a-z])\)|(?P<b>[a-z])[.)])\s+(?=\S)"),
    ("(a) A permanent", "b) the force", "c. review"),
    ("a review of", "(see above)"),
)

BARE_LETTER = Pattern(
    re.compile(r"^(?P<a>[a-z])\s+(?=[A-Za-z])"),
    ("b publish what it learns", "a Review how it funds forces"),
    ("an officer", "A force should"),
)
"""A hanging letter without a stop: only where the letters run on."""

ROMAN = Pattern(
    re.compile(r"^(?:\((?P<a>[ivx]{1,5})\)|(?P<b>[ivx]{1,5})[.)])\s+(?=\S)"),
    ("(i) those who", "iv) the force"),
    ("(vi see", "it is"),
)

COMMITTEE_TAG = Pattern(
    re.compile(
        r".*\((?P<kind>Recommendation|Conclusion)s?,?\s*(?:Paragraph|Para\.?)s?\s*[\d ,and-]+\)\s*$",
        re.IGNORECASE | re.S,
    ),
    ("We recommend that it does. (Recommendation, Paragraph 17)",),
    ("as in recommendation 4 (Paragraph 3)",),
)

STATUS_LINE = Pattern(
    re.compile(
        r"^(?:(?:current |our )?(?:status|progress|assessment|judgement|outcome)\s*[:–—]\s*(?P<status>[^.]+)|"
        r"(?P<bare>(?:this (?:recommendation|area for improvement|cause of concern) (?:is|has been|remains) (?:now )?)?"
        r"(?:complete[d]?|closed|achieved|partially achieved|partly achieved|not achieved|met|not met|open|ongoing|"
        r"remains open|in progress|superseded|no longer relevant|discharged)\.?)$)",
        re.IGNORECASE,
    ),
    (
        "Status: complete",
        "Our assessment: in progress. Two of three systems do it.",
        "Partially achieved",
        "Completed.",
    ),
    ("The status of the work is unclear", "Progress has been slow across the force area"),
)

STATUS_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has been|have been|can be|remains?)\s+(?:now\s+|also\s+|all\s+)?"
    r"(?:closed|complete[d]?|discharged|achieved|open|not (?:yet )?(?:met|complete|achieved)|met|superseded)\b",
    re.IGNORECASE,
)
"""A sentence that says what became of an earlier item and asks for nothing."""

RESPONSE_LINE = Pattern(
    re.compile(
        r"^(?:(?:accepted|force|government|agency|organisation(?:’s|'s)?|official|initial|their|"
        r"the force(?:’s|'s)?)\s+)?"
        r"(?:responses?|accepted action|action taken|accepted|action|reply|reasons?|update|progress update|evidence)"
        r"\s*:\s+\S|"
        r"^do you accept\b",
        re.IGNORECASE,
    ),
    ("Accepted action: The force accepts this.", "Government response: accepted in part", "Force response: agreed"),
    ("Response to the public", "Action should be taken: now"),
)

REFERENCE = re.compile(
    r"\b(?:recommendations?|recs?|areas? for improvement|causes? of concern|paragraphs?|nos?|(?:M?R|AFI)?-?\d+[a-z]?|"
    r"(?<=\()[a-z](?=\))|and|to)\b",
    re.IGNORECASE,
)


def only_refers(text: str) -> bool:
    """Whether words only count items up, as the cells of a table by body do.

    >>> only_refers("1, 2, 6(a) and 7 to 9"), only_refers("Recommendation 3 should be reviewed")
    (True, False)
    """
    return not any(mark.isalnum() for mark in REFERENCE.sub("", text))


# ------------------------------------------------------------------------------------------ wording

MODAL = re.compile(
    r"\b(?:should|must|shall|needs? to|ought to|(?:is|are) required to|will need to|has to|have to)\b",
    re.IGNORECASE,
)
RECOMMENDS = re.compile(
    r"\b(?:(?:I|we|the (?:inquiry|committee|review|panel|board))(?: \w+){0,2} recommend(?:s)?(?: that)?|"
    r"(?:it is|is|are|therefore) recommended that|my recommendation is)\b",
    re.IGNORECASE,
)
OWN_DIRECTIVE = re.compile(
    r"^(?:(?:[Bb]y|[Ww]ithin|[Bb]efore)\s[^,]{3,40},\s)?(?:(?:all|the|each|every|both|any)\s|(?=[A-Z]))"
    r"[A-Za-z’'‘ ,&()-]{2,90}?\s(?:should|must|shall|needs? to)\b"
)
"""A sub-bullet that is a complete directive: its own subject and its own verb of duty."""

IMPERATIVE = Pattern(
    re.compile(
        r"^(?:(?:urgently|immediately|jointly|formally)\s)?(?:adopt|agree|align|allocate|amend|appoint|assess|audit|"
        r"build|carry out|clarify|collect|commission|complete|conduct|consider|consult|continue to|create|define|"
        r"design|develop|embed|enable|encourage|end|ensure|establish|evaluate|expand|explore|extend|fund|give|"
        r"identify|implement|improve|increase|introduce|invest|issue|launch|legislate|maintain|make|mandate|monitor|move|"
        r"prioritise|produce|promote|provide|publish|put|reduce|reform|remove|repeal|replace|report|require|resource|"
        r"remind|include|dip-sample|check|brief|record|tell|write|teach|hold|ask|allow|apply|arrange|bring|change|deliver|"
        r"review|revise|secure|set|share|simplify|standardise|stop|strengthen|support|test|train|undertake|update|use|"
        r"work with)\b(?!:)",
        re.IGNORECASE,
    ),
    ("Ensure that custody records are reviewed", "Set up a national register", "urgently review the guidance"),
    ("The force should", "Reviews take too long", "Ensuring fairness"),
)
"""An entry that begins with what is to be done."""

SUBJUNCTIVE = re.compile(r"^that\b|\bbe\b")
"""A clause rather than a noun or an infinitive: "that steps be taken"."""

LEADS_IN = re.compile(
    r":\s*$|\bthe following (?:actions?|steps|recommendations?|improvements)\b[^.]*\.\s*$", re.IGNORECASE
)
"""A paragraph that leads in the list below it: "the partners should take the following action."."""

OPEN_DUTY = re.compile(
    r"(?:\b(?:should|must|shall|needs? to|recommends?)(?: that| also)?\s*:|"
    r"\bthe following recommendations?\b[^.]*[.:])\s*$",
    re.IGNORECASE,
)
"""Words that leave the whole duty to the entries below: "The Home Office should:", not "as a minimum:"."""

NOTHING_HERE = Pattern(
    re.compile(
        r"^(?:there (?:are|were)|(?:inspectors|we)(?: have)? (?:identified|found|made|make|have)) "
        r"no (?:\w+ )?(?:areas?|recommendations?|causes?|priorit)|"
        r"^no (?:areas?|recommendations?|causes?)\b.*identified|"
        r"^none(?: identified)?\.?$",
        re.IGNORECASE,
    ),
    ("There are no areas for priority action", "Inspectors identified no areas for improvement", "None."),
    ("There are areas",),
)

TELLS_OF_LIST = Pattern(
    re.compile(
        r"(?:I|We|The (?:[Ii]nquiry|[Rr]eview|[Pp]anel|[Cc]ommittee|report)) (?:therefore |also |now )?"
        r"(?:makes?|have made|has made|sets? out) (?:(?:a total of |the following |\w+[ -]?){0,3} )?recommendations\b"
        r"(?! (?:to|that|for)\b)",
    ),
    ("I make 21 recommendations. They are set out here", "The Inquiry makes twenty-two recommendations"),
    ("We make recommendations to the Home Office", "I recommend that forces make"),
)
"""A numbered paragraph that opens a list by saying how long it is, and is no entry of it."""

SOMEBODYS_LIST = Pattern(
    re.compile(
        r"(?:\d+(?:\.\d+)* )?(?:The )?(?P<who>[A-Z][\w&.]*(?: (?:of |for |and )?[A-Z][\w&.]*)*)[’']s? "
        r"(?:(?:earlier|previous|own|\d{4}|[a-z]+) )?recommendations$"
    ),
    ("The IOPC’s recommendations", "The College of Policing’s earlier recommendations"),
    ("Our recommendations", "The force’s recommendations", "Recommendations of the IOPC"),
)
"""A heading that says whose recommendations stand below it."""
