"""Every heading that opens a list of items, or only looks as if it did, with examples and counter-examples.

Headings are compared by their letters alone (``letters_of``), because small capitals, letter-spacing and lost spaces
break words apart in print: "SUMMARY OF C ONCLUSIONS" has the letters of "Summary of conclusions". The examples are
checked by the tests, so a pattern cannot drift away from what it is for.
"""

from __future__ import annotations

import re

from extractor.domain import Kind
from extractor.find.patterns import Pattern


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
        r"^(?:(?:chapter|part|section|annex|appendix|schedule|volume|box|table)\s+[\dA-Z]{1,3}\s*[:.–—-]?\s+|"
        r"\d{1,3}(?:\.\d{1,2})*[.:)]?\s+|(?:[A-Z]|[IVX]{2,5})[.:)]\s+)",
        re.IGNORECASE,
    ),
    (
        "2. RECOMMENDATIONS",
        "Annex A: Recommendations",
        "Chapter 3 – Recommendations",
        "6.2 Recommendations",
        "Box 3: x",
    ),
    ("Recommendations", "2024 was a year of change"),
)

# ------------------------------------------------------------------------------ headings that open

RECOMMENDATIONS = _letters(
    r"^(?:the|our|all|full|complete|key|final|headline|main|overall|new|national|local|policing|wider|strategic|"
    r"operational|immediate|urgent|interim|priority|general|specific|further|formal|detailed|additional|learning|policy|"
    r"(?:inquiry|panel|committee|review|reviewer|commission|inspectorate|coroner|board)s?|"
    r"areasforimprovementand|causesofconcernand|priorityactionsand|"
    r"(?:summary|list|table|schedule|index)of(?:the|our|all)?|summary|consolidated|overviewof|"
    r"conclusionsand|conclusionand|findings(?=conclusion))*"
    r"recommendations?(?:summary|table|infull|ataglance|inthisreport|madeinthisreport|andareasforimprovement|"
    r"andnextsteps|andlearning|andconclusions?|andhousekeepingpoints|andactions|andactionplan|bytheme|arising|"
    r"(?:to|for|of|on|about|inthis|relatingto|regarding|concerning|arisingfrom)"
    r"(?!.*(?:last|previous|earlier)).{3,60})?$",
    (
        "recommendations", "summaryofconclusionsandrecommendations", "ourrecommendations", "recommendationsforforces",
        "theinquirysrecommendations", "recommendationsrelatingtopolicing", "findingsconclusionsandrecommendations",
    ),
    ("recommendationsfromourlastreport", "howwemakerecommendations", "progressonrecommendations"),
)  # fmt: skip

AREAS_FOR_IMPROVEMENT = _letters(
    r"^(?:the|our|key|main|summaryof|listof|new|recommendationsand|causesofconcernand)*"
    r"(?:areas?(?:(?:identified)?for|of)(?:further)?(?:improvements?|development)|"
    r"what(?:the|this)?.{0,40}needs?to(?:doto|dobetterto|bedoneto)?(?:be)?improved?(?:further)?"
    r"(?:(?:in|for|within|across|to)(?!date|far).{4,60})?|whatdoes.{3,40}needto(?:doto)?improve|"
    r"areas(?:thatneedtoimprove|(?:requiring|needing)improvement)|(?:required)?improvements(?:needed|required)|"
    r"requiredimprovements|housekeepingpoints?)"
    r"(?:\d{1,2}|(?:for|in|on|relatingto)(?!.*(?:last|previous|earlier)).{3,60})?$",
    (
        "areasforimprovement", "areaforimprovement", "whatneedstoimprove", "areaforimprovement2", "housekeepingpoints",
        "whatneedstoimproveinthisareaofsocialworkpractice", "areasfordevelopment", "whatdoestheforceneedtoimprove",
        "whatthelocalauthorityneedstodotoimprovefurther",
    ),
    (
        "practicestudyareaforimprovement", "areasforimprovementfromthelastinspection", "whatneedstoimprovesofar",
        "professionaldevelopment", "whyvettingneedstoimprove",
    ),
)  # fmt: skip

PRIORITIES = _letters(
    r"^(?:the|our|key)*priorit(?:y|ies)for(?:further|future)?(?:improvement|action)s?$",
    ("prioritiesforfurtherimprovement", "prioritiesforimprovement"),
    ("policingpriorities", "prioritiesofthecommissioner"),
)

PRIORITY_ACTIONS = _letters(
    r"^(?:the|our|key)*(?:areas?for(?:immediate)?priority(?:andimmediate)?actions?|priority(?:andimmediate)?actions?|"
    r"areasforimmediateaction|immediateandpriorityactions?)$",
    ("areasforpriorityaction", "areaforpriorityaction", "priorityandimmediateaction"),
    ("threepriorityareasforaction",),
)

CAUSES_OF_CONCERN = _letters(
    r"^(?:the|our|new)*(?:accelerated)?causes?(?:of|for)concern(?:\d{1,2})?(?:and(?:its)?recommendations)?$",
    ("causeofconcern", "causeforconcern", "acceleratedcauseofconcern", "causesofconcern"),
    ("ourconcernsaboutcustody", "theforcesresponsetothecauseofconcern"),
)

PRACTICE = _letters(
    r"^(?:innovative|promising|(?:notable)?positive|notable)(?:and(?:effective|innovative|promising))?practice(?:\d{1,2})?(?!study).{0,60}$",
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

LIKELY_RECOMMENDATIONS = _letters(
    r"^(?!(?:giving|acting|carrying|taking|putting|reporting|oversee|ensuring|deliver|using))"
    r"(?!.*(?:previous|earlier|past|last|progress|implement|monitor|respon|status|about|how|why|making|purpose|nottaken|"
    r"consider|reject|accept|track|follow|wemade|existing|outstanding|legacy|histor|background|approach|method|costing|"
    r"rationale|evidence|withoutrecommend|norecommend|governance|measuring|effectto))"
    r".{0,60}recommendations?.{0,60}$",
    ("keyfindingsandrecommendations", "recommendationsmadebytheinquiry", "chapter4recommendationsandobservations"),
    (
        "implementingtherecommendations",
        "givingeffecttorecommendationsofthisinquiry",
        "whywemakethisrecommendation",
        "ourapproachtorecommendations",
    ),
)
"""Headings with the word and something else: a list only where list marks follow."""

LIKELY_ACTIONS = _letters(
    r"^(?:the|our)?(?:what(?:we(?:now)?recommend|(?:now)?(?:needsto|must|should)(?:now)?(?:change|happen)(?:next|now)?)|"
    r"(?:required|recommended|proposed)actions?|actionsrequired|proposals?(?:for(?:change|action|reform|improvement))?|"
    r"(?:reform)proposals|improvementpriorities|priorityimprovements|(?:suggested|key|further)improvements|"
    r"opportunitiesforimprovement|pointsforimprovement|areas(?:forattention|forstrengthening|foraction)|"
    r"recommendednextsteps)$",
    ("whatneedstochange", "recommendedactions", "ourproposals"),
    ("whatchanged", "actionstaken", "proposalsthatwererejected"),
)
"""Headings that promise duties in other words: a list only where list marks follow and its entries ask."""

# ------------------------------------------------------------------- headings that say something else

NEVER_A_LIST = _letters(
    r"^(?:casestud(?:y|ies)|practicestud(?:y|ies)|keystrengths?|strengths?|multiagency(?:key)?strengths|"
    r"nextsteps|(?:other|remaining)matters|closing(?:words|remarks)|concludingremarks|acknowledge?ments|"
    r"contents|tableofcontents|goodpractice|whatistheareapartnershipdoingthatiseffective|"
    r"whatdoestheareapartnershipneedtodobetter|(?:mainfindings|keyfindings)(?!.*recommendation)|example(?:s)?of)",
    ("casestudyareaforimprovement", "practicestudyareasforimprovement", "keystrengths", "nextsteps"),
    ("recommendations", "areasforimprovement"),
)

OLD_ITEMS = _letters(
    r"^.*(?:progress(?:on|against|with|towards|in|made)|statusof|updateon|implementationof|reviewof|followupto|responseto|"
    r"howtheforceresponded|whathappenedto).*(?:recommendations?|areas?forimprovement|causes?ofconcern)|"
    r"^(?:.*progress)?since(?:our|the)(?:last|previous)(?:report|inspection)|^progresssince|"
    r"^.*(?:recommendations?|areas?forimprovement|causes?ofconcern|priorityactions?).*"
    r"(?:from|in|of)(?:the|our|its|this|all)*(?:last|previous|earlier|first|original|\d{4}|partone|part1|volume1)|"
    r"^.*(?:recommendations?|areasforimprovement|areaforimprovement|causes?ofconcern|priorityactions?).*"
    r"(?:reprinted|repeated|republished|restated|firstmade|firstpublished|originallymade|publishedin|issuedin|fromourletter)|"
    r"^.*recommendations?(?:of|by|from|in|made).{0,60}(?:19|20)\d\d$|"
    r"^.*(?:previous|earlier|outstanding|past|existing|old|last|legacy)(?:inspection|report)?s?"
    r"(?:recommendations?|areasforimprovement|causesofconcern)",
    (
        "progressagainstourrecommendations", "recommendationsfromthe2025inspectionreport", "previousrecommendations",
        "progressonrecommendationsfromthelastreport", "causeofconcernreprintedfromourletterof14october",
        "areasforimprovementfromourlastinspection", "areaforimprovementin2022", "progresssincethelastinspection",
        "recommendationsofthewrayreview2015",
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

SELECTION = _letters(
    r"^(?:the|our)?(?:main|key|headline|principal|chief|mostimportant|toplevel|top(?:three|five|ten)?)+recommendations|"
    r"^.*recommendations(?:inbrief|inshort|ataglance)$|^(?:summary|overview)of(?:the|our)*(?:main|key|headline|principal)*recommendations$",
    ("themainrecommendations", "keyrecommendations", "ourrecommendationsinbrief", "summaryofrecommendations"),
    ("recommendations", "ourrecommendations", "maintainingtherecommendations"),
)
"""Headings of a summary's choice of recommendations, which are listed in full elsewhere."""

STATUS_COLUMN = _letters(
    r"^(?:the|our|current|present|latest)*(?:status|position|outcome|progress|assessment|implementation|"
    r"whathappened(?:next)?|whatbecameof(?:it|them|each))(?:(?:in|at|as|on|by|since|now|today|todate).{0,20})?$",
    ("status", "positionin2022", "ourassessmentin2024", "currentstatus", "progresstodate", "whatbecameofit"),
    ("owner", "timescale", "positions", "statusreport", "outcomeexpected"),
)
"""Heads of the column that says beside an earlier report's items what became of them."""

LIST_GOES_ON = _letters(
    r"^recommendations?$",
    ("recommendation", "recommendations"),
    ("recommendationsforforces",),
)
