"""Every pattern of words that relevance is decided by, each with what it is for and a counter-example.

A cue is a reason to read an item one way; ``rules.py`` says in which order they count. Apostrophes may be curly.
"""

from __future__ import annotations

import re

_FORCES = r"(?:police\s+)?(?:forces?|chief\s+constables?|chief\s+officers|constabularies)"
"""Written for verbose patterns, where a plain space is not a space."""

CONDITION_ON_FORCE = re.compile(
    rf"""\b(?:
      (?!the\s+(?:police\s+)?(?:force|constabulary|chief\s+constable)\s+(?:that|who|(?:in\s+)?which)\b)
      (?!an?\s+(?:police\s+)?force\s+(?:that|which)\s+(?:receiv|learn|find|identif|discover|suspect|arrest|investigat|deal|detain)\w*)
      (?:those|any|all|each|every|other|some|only|an?|the)?\s*(?:(?:[\w-]+\s+){{0,3}}of\s+)?(?:those\s+)?(?:(?:county|rural|urban|smaller|larger|(?-i:[A-Z][a-z]+))\s+)?
      (?:{_FORCES}|constabularies|areas)(?:\s+in\s+England(?:\s+and\s+Wales)?)?,?\s+
        (?:that|which|who|whose|where|(?:in|for|under|at)\s+(?:which|whose)|without|lacking|not\s+part|yet\s+to
          |in\s+(?:an?\s+|any\s+)?(?:collaborations?|shared\s+arrangements?)\b
          |in\s+(?:forces|areas|places)\s+(?:that|which|where|without|with)|(?<=s\s)(?!work|act|includ|follow|be|bring\b)[a-z]{{2,12}}ing|not\s+(?:yet|already)|still|intending|planning|wishing|seeking|operating|using|relying|holding|running
          |(?<!,\s)with\s+(?!effect|immediate|the\s+(?:support|help|assistance|agreement)|support|their|its|other|each|immediate|one\s+another|partner))
      |(?:in|for)\s+(?:those\s+|any\s+|an?\s+)?(?:police\s+)?(?:areas?|forces?|force\s+areas?)\s+(?:where|in\s+which|that\s+ha(?:s|ve)|without)
      |(?:where|if|unless|(?:in\s?so\s?|so\s)far\s+as|to\s+the\s+extent\s+that)\s+(?:an?|any|the|an\s+individual|local|individual|such|these|those)?\s*
        (?:{_FORCES}|force\s+area|area|areas)\s+(?!(?:find|identif|receiv|becom|learn|discover|suspect|believ|consider)\w*\b)[a-z]+
      |(?:if|where|unless)\s+(?:they|it|he\s+or\s+she)\s+(?:have|has|do|does|are|is)?\s*(?:not\s+|n[o’']t\s+)?(?:already|yet)
      |(?:if|where|unless)\s+(?:they|it)\s+(?:haven|hasn|don|doesn|aren|isn)[’']t\s+(?:already|yet)
    )""",
    re.I | re.X,
)
"""A duty only for some forces: "those forces that do not already …", "where a force has not yet …".

Not: "chief constables, with the support of their local policing body" or "where a victim withdraws", nor the force of
a case: "the force that investigates it", "a force which receives an officer".
"""

CONDITION_PHRASE = re.compile(
    r"\b(?:where|if|as) (?:required|applicable|relevant)\b"
    r"|\b(?:where|if) not (?:already|yet|currently)\b"
    r"|(?:^|[.;:]\s+|,\s*)(?:where|if) (?:necessary|needed)(?=,)"
    r"|\b(?:where|if) there (?:is|are) not? (?:[\w-]+ ){0,4}(?:units?|teams?|schemes?|services?|polic(?:y|ies)|posts?|"
    r"arrangements?|provision|programmes?|panels?|partnerships?|agreements?|systems?|hubs?|centres?|protocols?|contracts?|"
    r"facilit(?:y|ies)|strateg(?:y|ies)|leads?|suites?|boards?)\b"
    r"|\b(?:where|if|unless) (?:this|that|it|they|one|such [a-z ]{3,30}) (?:is|are|has|have)(?: not|"
    r"n[’']t) (?:already |yet )?(?:\w+ )?"
    r"(?:been|in place|exist|available|done|so|the case)"
    r"|\b(?:if|where|in ?so ?far as|to the extent that) (?:it|they|forces|chief constables|a force) "
    r"(?:still |also )?(?:take|use|hold|rel(?:y|ie)|depend|operate|run|share|belong|retain|employ|host|lease|"
    r"outsource)s?\b"
    r"|\b(?:if|where) (?:it|they|he|she)(?: has| have) not (?:already |yet )?done so"
    r"|\bunless (?:it|they|this|one)(?: has| have| is)? already"
    r"|(?:^|[.] )(?:(?:Some|A few|Several|A (?:small )?number of|A minority of) (?:police )?forces\b|"
    r"Of the (?:police )?forces [^,.]{3,60}, )[^.]*"
    r"(?=[.] (?:They|These forces|Those forces) (?:should|must|need to|ought to)\b)",
    re.I,
)
"""A condition without a subject: "where required, update …". "Where appropriate" is only politeness."""

ARRANGEMENT_CLAUSE = re.compile(
    r"(?:^|[.;]\s+)(?P<clause>(?:where|if|in (?:those |any )?(?:areas|places|forces|regions) (?:where|in which|"
    r"that|which))\s+"
    r"(?!(?:an?|the|any|each|this|that|these|those|such)?\s*(?:[\w’'-]+\s+){0,2}?(?:victims?|suspects?|child|"
    r"children|person|persons?|people|officers?|offences?|"
    r"offenders?|allegations?|incidents?|reports?|search(?:es)?|evidence|risks?|number|detainees?|cases?|"
    r"complain\w*|calls?|callers?|crimes?|decisions?|"
    r"witness\w*|investigat\w+|force is used|one|it|they|he|she|there|members?|staff|possible|appropriate|"
    r"practicable|necessary|relevant|required|women|men|"
    r"applica\w+|concerns?|convicted|they|we|death|families|family|someone|anyone|nobody|weapon|power|powers|"
    r"data|information|delays?)\b)"
    r"[^.;,]{8,120},)\s*(?=(?:all |each |every |the |those )?(?:police )?(?:forces?|chief constables?|"
    r"chief officers|they|it)\b)",
    re.I,
)
"""A clause about how a force is arranged ("Where complaints are handled in districts, forces …").

Not a clause about a case ("Where a victim withdraws, forces …"), which binds every force.
"""

SHARED_ARRANGEMENT = re.compile(
    r"\bshared? |\bsharing\b|collaborat|jointly|\bjoint unit|more than one force|on behalf of (?:other|another|"
    r"several|two)|"
    r"together with (?:another|other)|(?:with|by|for|to|from) (?:another|other|a neighbouring|"
    r"neighbouring) forces?|lead force|with (?:a|its|their) neighbour|merged|combined",
    re.I,
)
"""A condition on being part of a shared unit, which the profile settles."""

SETTLED_NATION = re.compile(
    r"\b(?:forces?|constables?|officers|areas?)\b[^.;]{0,30}\bin England\b(?! and Wales)|"
    r"\bEnglish (?:police )?forces\b",
    re.I,
)
WELSH_ONLY = re.compile(
    r"\bWelsh (?:police )?forces\b|\bforces in Wales\b|\bchief constables in Wales\b|\bin Wales should\b|"
    r"\bfour Welsh\b|\bPolicing in Wales\b",
    re.I,
)
WELSH_LANGUAGE = re.compile(r"\b(?:speak|in|use|using|through|learn) Welsh\b|\bWelsh[ -](?:speak\w*|language|medium)\b")
ABROAD = re.compile(
    r"\b(?:Welsh (?:Government|Ministers|Assembly|Parliament)|Senedd|Scottish|Scotland|Northern Ireland|"
    r"Stormont|Belfast|Holyrood|Isle of Man|Jersey|Guernsey"
    r"|Public Health Wales|NHS Wales|Natural Resources Wales)\b"
)
OUTSIDE_LONDON = re.compile(r"\b(?:outside London|other than the Met|outside the Met)", re.I)

FIRE_BODY = re.compile(r"^(?!.*(?:inspectorate|HMICFRS)).*(?:\bfire\b|\bfirefighter|\bNFCC\b)", re.I)
"""Fire and rescue bodies, but not the inspectorate of constabulary and fire and rescue services."""

PRACTICE_HEADING = re.compile(
    r"\b(?:innovative|promising|good|effective|notable|positive|best|noteworthy) practice|\bstrengths?\b|"
    r"\bcase study\b|\bwhat works\b|\bwhat is working well",
    re.I,
)
"""A heading of praise: nothing below it asks anybody to act."""

OBLIGATION = re.compile(
    r"\b(?:should|must|shall|ought|needs? to|need not|require[sd]?|recommend(?:s|ed)?|is to|are to|has to|"
    r"have to|will need|urge[sd]?|call(?:s|ed)? on|invited? to|expect(?:s|ed)?|may wish to|has got to)\b",
    re.I,
)
CLOSURE = re.compile(
    r"\b(?:recommendations?|causes? of concern|areas? for improvement|these|this|it) [^.]{0,60}?\b(?:is|are|was|"
    r"were|has been|have been)"
    r" (?:now )?(?:closed|complete[d]?|discharged|signed off|lifted|withdrawn|resolved)\b"
    r"|\b(?:has|have) (?:been )?(?:met|implemented|completed) (?:the terms|in full)"
    r"|\bwe (?:are|were) (?:satisfied|pleased|content|reassured|encouraged)\b"
    r"|\bwe (?:have )?(?:closed|welcome|commend|congratulate|note that|recogni[sz]e)\b",
    re.I,
)
"""A status or an opinion: "these are now closed", "we welcome the commitment". Counts only where nothing is asked.

Not: "crimes that are closed without contact", which is a failing.
"""

NO_ACTION = re.compile(
    r"\bno (?:further )?(?:action|recommendation)s? (?:is|are) (?:required|needed|made|recommended)\b", re.I
)
"""What says in so many words that nothing is asked."""
PRAISE_FOR_OTHERS = re.compile(r"\bother (?:forces|areas|services) (?:may|might|could)\b", re.I)

NATIONAL_WITH_FORCES = re.compile(
    r"\b(?:work(?:ing|s)?|together|jointly|partnership|collaborat(?:e|es|ing|ion)|agree[sd]?|develop(?:s|ed)?|"
    r"consider)\b[^.;]{0,25}\bwith (?:all |every |each |the )?"
    r"(?:chief constables?|police forces|forces|chief officers)\b",
    re.I,
)
"""A national body that is to act *with* forces: the force has to take part."""

WITH_FORCES = re.compile(
    r"(?:^|[.;]\s+)(?:together |jointly |[A-Z]\w+ )?with (?:their |all |the )?(?:chief constables?|"
    r"police forces|forces)\b",
    re.I,
)
"""A sentence that opens "With chief constables, …" or "Consider with chief constables how …"."""

WITH_FORCE_ONLY_CONSULTED = re.compile(
    r"\b(?:consult(?:ing|ation)?|in consultation|having consulted|after consulting|liais\w+)\b", re.I
)

LEAD_FORCE = re.compile(
    r"\bwhich leads (?:on|for)\b[^,.]*\b(?:national|whole|all forces|every force)\b"
    r"|\bon behalf of (?:all|every) forces?\b"
    r"|\bas (?:the )?(?:national )?lead force\b|\bnational lead (?:force|for)\b"
    r"|\bnational \w+ (?:unit|centre|team|hub)\b"
    r"|\bnational (?:[\w-]+ ){0,2}(?:service|system|database|capability|portfolio|programme)\b",
    re.I,
)

FORCE_AND_OTHERS = re.compile(
    r"\b(?:forces?|constables?|police|constabulary) and (?!.*\b(?:forces?|constables?|officers?|police|leaders|"
    r"staff|supervisors|inspectors|sergeants|heads|"
    r"commanders|managers|detectives|chiefs?)\b)[a-z]",
    re.I,
)
"""One span that names the force and somebody else: "Forces and event organisers"."""

TOGETHER_WITH = re.compile(
    r"(?:(?:^|[.;]\s+)|\b(?:forces?|constables?|police|constabulary|officers)\b,?\s+(?:(?:should|must),?\s+)?)"
    r"(?:together|jointly|in conjunction) with (?!(?:(?:their|its|the|other|each|one|neighbouring|"
    r"all) )*(?:own |another)?"
    r"(?:forces?|officers|colleagues|staff|public|communit\w+|victims?|supervisors|guidance|evidence|data|"
    r"information|any|an?)\b)",
    re.I,
)
"""Another body that acts with the force, where it was not found as an addressee itself."""

WORKING_WITH_FORCES = re.compile(
    r", (?:working|in consultation|in partnership) with (?:all |"
    r"the )?(?:police )?(?:forces|chief constables),",
    re.I,
)
"""An aside that gives forces a part but not the duty: "the College, working with forces, should publish"."""

FORCES_OWN_DUTY = re.compile(r"\b(?:forces|chief constables) (?:should|must|need to|ought to)\b", re.I)
"""A duty that forces have in their own right, beside what they only take part in."""

HANDED_TO_UNIT = re.compile(
    r"\b(?:pass|send|tell|give|provide|refer|supply|report|notify|share)\b[^.]{0,60}\b(?:to|with|tell|"
    r"notify) (?:the )?(?:[\w-]+ ){0,3}unit\b"
    r"|\b(?:tell|notify|inform|alert|ask|give|send) (?:the )?(?:[\w-]+ ){0,3}unit\b",
    re.I,
)
"""The unit only receives: "pass intelligence to the shared vetting unit"."""

FORCES_AT_LARGE = re.compile(r"\b(?:forces|chief constables)$", re.I)
POLICE_WORDS = re.compile(
    r"\b(?:forces?|constables?|officers?|police|leaders|staff|supervisors|inspectors|sergeants|heads|commanders|"
    r"managers|chiefs?)\b",
    re.I,
)

REGIONAL_FORCES = re.compile(r"\bforces (?:in|across|within) (?:the|their|its) region\b|\bregional forces\b", re.I)
NOT_MULTI_AGENCY = re.compile(
    r"in partnership with (?:care leavers|young people|parents|families|children|carers)|partnership (?:with|"
    r"of) (?:parents|families)",
    re.I,
)
"""Working "in partnership with care leavers" is not the multi-agency partnership (an Ofsted list forced this)."""

NO_ONES_LEADERS = re.compile(
    r"^(?:(?:senior|strategic|front-?line|all|the|some|their|other)\s+)*(?:leaders?|managers?|practitioners?|"
    r"staff|professionals)$",
    re.I,
)
"""People without an agency: who they work for has to be told from the work."""

SAFEGUARDING_BOARD = re.compile(
    r"\bsafeguarding (?:children )?(?:board|partnership)\b|\bLSC[BP]\b|\bLSCB\b|\bchildren[’']s trust board\b", re.I
)
