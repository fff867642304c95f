"""Every pattern that says what a heading or a line start means, each with examples and counter-examples.

Headings are compared by their letters alone (``letters_of``), because small capitals, letter-spacing and lost spaces
break words apart in print: "SUMMARY OF C ONCLUSIONS" has the letters of "Summary of conclusions". The examples are
checked by the tests, so a pattern cannot drift away from what it is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.domain import Kind


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled expression with what it must and must not match."""

    regex: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the start of ``text``, or None."""
        return self.regex.match(text)


def _letters(expression: str, examples: tuple[str, ...], counter_examples: tuple[str, ...]) -> Pattern:
    return Pattern(re.compile(expression), examples, counter_examples)


def letters_of(text: str) -> str:
    """The letters and digits of a heading in lower case, without a number or "Chapter 3" in front.

    >>> letters_of("2. SUMMARY OF C ONCLUSIONS AND RECOMMENDATIONS")
    'summaryofconclusionsandrecommendations'
    >>> letters_of("What needs to improve?")
    'whatneedstoimprove'
    """
    bare = HEADING_NUMBER.regex.sub("", text.strip(), count=1)
    return "".join(mark for mark in bare.casefold() if mark.isalnum())


HEADING_NUMBER = Pattern(
    re.compile(
        r"^(?:(?:chapter|part|section|annex|appendix)\s+[\dA-Z]{1,3}\s*[:.–—-]?\s+|\d{1,2}(?:\.\d{1,2})*[.:)]?\s+|[A-Z][.:)]\s+)",
        re.IGNORECASE,
    ),
    ("2. RECOMMENDATIONS", "Annex A: Recommendations", "Chapter 3 – Recommendations", "6.2 Recommendations"),
    ("Recommendations", "2024 was a year of change"),
)

# ------------------------------------------------------------------------------ headings that open

RECOMMENDATIONS = _letters(
    r"^(?:the|our|all|full|key|final|headline|main|overall|new|national|formal|detailed|additional|learning|policy|"
    r"areasforimprovementand|causesofconcernand|priorityactionsand|"
    r"summaryof(?:the|our|all)?|listof(?:the|our|all)?|tableof|consolidated|overviewof|"
    r"conclusionsand|findingsand|conclusionand)*"
    r"recommendations?(?:summary|inthisreport|madeinthisreport|andareasforimprovement|andnextsteps|"
    r"andconclusions?|andhousekeepingpoints|andactions|(?:to|for|of|on|about|inthis)(?!.*(?:last|previous|earlier)).{3,60})?$",
    ("recommendations", "summaryofconclusionsandrecommendations", "ourrecommendations", "recommendationsforforces"),
    ("recommendationsfromourlastreport", "howwemakerecommendations", "progressonrecommendations"),
)

AREAS_FOR_IMPROVEMENT = _letters(
    r"^(?:the|our|key|main|summaryof|listof|new|recommendationsand|causesofconcernand)*(?:areas?(?:for|of)(?:further)?improvements?|whatneedstoimprove|"
    r"whatneedstobeimproved|areasthatneedtoimprove|areasrequiringimprovement|housekeepingpoints?)(?:\d{1,2})?$",
    ("areasforimprovement", "areaforimprovement", "whatneedstoimprove", "areaforimprovement2", "housekeepingpoints"),
    ("practicestudyareaforimprovement", "areasforimprovementfromthelastinspection", "whatneedstoimprovesofar"),
)

PRIORITIES = _letters(
    r"^(?:the|our|key)*priorit(?:y|ies)for(?:further|future)?(?:improvement|action)s?$",
    ("prioritiesforfurtherimprovement", "prioritiesforimprovement"),
    ("policingpriorities", "prioritiesofthecommissioner"),
)

PRIORITY_ACTIONS = _letters(
    r"^(?:the|our|key)*(?:areas?for(?:immediate)?priorityactions?|priorityactions?|areasforimmediateaction)$",
    ("areasforpriorityaction", "areaforpriorityaction"),
    ("threepriorityareasforaction",),
)

CAUSES_OF_CONCERN = _letters(
    r"^(?:the|our|new)*(?:accelerated)?causes?(?:of|for)concern(?:\d{1,2})?(?:and(?:its)?recommendations)?$",
    ("causeofconcern", "causeforconcern", "acceleratedcauseofconcern", "causesofconcern"),
    ("ourconcernsaboutcustody", "theforcesresponsetothecauseofconcern"),
)

PRACTICE = _letters(
    r"^(?:innovative|promising|notable|positive)(?:and(?:effective|innovative|promising))?practice(?:\d{1,2})?(?!study).{0,60}$",
    ("innovativepractice", "promisingpractice", "promisingpracticeoperationharbour"),
    ("practicestudy", "practiceincustody"),
)

OPENERS: tuple[tuple[Pattern, Kind], ...] = (
    (CAUSES_OF_CONCERN, Kind.CAUSE_OF_CONCERN),
    (PRIORITY_ACTIONS, Kind.PRIORITY_ACTION),
    (AREAS_FOR_IMPROVEMENT, Kind.AREA_FOR_IMPROVEMENT),
    (PRIORITIES, Kind.RECOMMENDATION),
    (RECOMMENDATIONS, Kind.RECOMMENDATION),
    (PRACTICE, Kind.INNOVATIVE_PRACTICE),
)
"""Headings that open a list, first match wins, with what their items are."""

# ------------------------------------------------------------------- headings that say something else

NEVER_A_LIST = _letters(
    r"^(?:casestud(?:y|ies)|practicestud(?:y|ies)|keystrengths?|strengths?|multiagency(?:key)?strengths|"
    r"nextsteps|contents|tableofcontents|goodpractice|whatistheareapartnershipdoingthatiseffective|"
    r"whatdoestheareapartnershipneedtodobetter|mainfindings|keyfindings|example(?:s)?of)",
    ("casestudyareaforimprovement", "practicestudyareasforimprovement", "keystrengths", "nextsteps"),
    ("recommendations", "areasforimprovement"),
)

OLD_ITEMS = _letters(
    r"^.*(?:progress(?:on|against|with|towards|in|made)|statusof|updateon|implementationof|reviewof|followupto|responseto|"
    r"howtheforceresponded|whathappenedto).*(?:recommendations?|areasforimprovement|causesofconcern)|"
    r"^.*(?:recommendations?|areasforimprovement|causesofconcern|priorityactions).*"
    r"(?:from|in|of)(?:the|our|its|this|all)*(?:last|previous|earlier|first|original|\d{4}|partone|part1|volume1)|"
    r"^.*(?:recommendations?|areasforimprovement|areaforimprovement|causes?ofconcern|priorityactions?).*"
    r"(?:reprinted|repeated|republished|restated|firstmade|firstpublished|originallymade|publishedin|issuedin|fromourletter)|"
    r"^.*(?:previous|earlier|outstanding|past|existing|old|last|legacy)(?:inspection|report)?s?"
    r"(?:recommendations?|areasforimprovement|causesofconcern)",
    (
        "progressagainstourrecommendations", "recommendationsfromthe2025inspectionreport", "previousrecommendations",
        "progressonrecommendationsfromthelastreport", "causeofconcernreprintedfromourletterof14october",
        "areasforimprovementfromourlastinspection",
    ),
    ("recommendations", "recommendationsforforces", "areasforimprovement"),
)  # fmt: skip

ANSWERS_A_REPORT = Pattern(
    re.compile(
        r".*\b(?:action plan\b|(?:government|force|chief constable|commissioner|police)(?:’s|'s)? response to "
        r"(?:the |our )?"
        r".*(?:recommendations?|report|inquiry|super-complaint)\b|response to the recommendations)",
        re.IGNORECASE | re.S,
    ),
    (
        "Exampleshire Police: action plan in response to the super-complaint",
        "Government response to the Harbour Inquiry",
    ),
    ("Police response to the 2024 summer disorder", "The police response to stalking: an inspection"),
)
"""Titles of papers that print somebody else's items and answer them."""

LIST_GOES_ON = _letters(
    r"^recommendations?$",
    ("recommendation", "recommendations"),
    ("recommendationsforforces",),
)

# --------------------------------------------------------------------------------- labels of items

ITEM_LABEL = Pattern(
    re.compile(
        r"^(?P<word>(?i:recommendation|rec\.?|areas? for improvement|AFI|(?:accelerated )?cause (?:of|for) concern|"
        r"priority action))\s+(?:(?i:no\.?|number)\s*)?"
        r"(?P<number>\d{1,3}(?:[a-z]\b|\.\d{1,2})?|[A-Z]\d{0,2}(?![A-Za-z])|[IVX]{1,5}(?![A-Za-z]))"
        r"(?:\s+(?:of|/)\s+\d{1,3})?(?P<aside>\s*\([^()]{2,90}\))?(?P<stop>\s*[:.)–—-]\s*|\s+|$)",
    ),
    (
        "Recommendation 4",
        "Recommendation 12: Vetting",
        "Recommendation 2 (chief constables)",
        "Area for improvement 3",
        "RECOMMENDATION 7 – Data",
    ),
    ("Recommendations 4 to 7", "Recommendation made in 2019", "Recommendations"),
)

NUMBER = Pattern(
    re.compile(
        r"^(?P<number>\d{1,3})(?:[.)]\s*(?=[^\d\s])|\s{1,3}(?!(?:January|February|March|April|May|June|July|August|"
        r"September|October|November|December)\s+\d)(?=[A-Z‘“]))"
    ),
    ("1. The force should", "147 Monitor partner agencies", "2) Chief constables"),
    ("1.2 Background", "2024, the force", "31 October 2027", "12 months after"),
)

DOTTED = Pattern(
    re.compile(r"^(?P<number>\d{1,2}\.\d{1,3}(?:\.\d{1,2})?)\.?\s+(?=\S)"),
    ("6.22. In light", "7.1 Evidence"),
    ("7. Text", "3.5% of"),
)

LETTER = Pattern(
    re.compile(r"^(?:\((?P<a>[a-z])\)|(?P<b>[a-z])[.)])\s+(?=\S)"),
    ("(a) A permanent", "b) the force", "c. review"),
    ("a review of", "(see above)"),
)

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
        r"(?:response|accepted action|action taken|accepted|action|reply|update|progress update|evidence)\s*:\s+\S|"
        r"^do you accept\b",
        re.IGNORECASE,
    ),
    ("Accepted action: The force accepts this.", "Government response: accepted in part", "Force response: agreed"),
    ("Response to the public", "Action should be taken: now"),
)

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

SUBJUNCTIVE = re.compile(r"^that\b|\bbe\b")
"""A clause rather than a noun or an infinitive: "that steps be taken"."""

NOTHING_HERE = Pattern(
    re.compile(r"^there (?:are|were) no (?:areas?|recommendations?|causes?|priorit)", re.IGNORECASE),
    ("There are no areas for priority action",),
    ("There are areas",),
)
