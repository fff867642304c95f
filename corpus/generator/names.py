"""Short names that authors may write, and the vocabulary they stand for."""

from __future__ import annotations

from extractor.vocabulary import AddresseeGroup, DeadlineBasis, Kind, RelevanceLabel, ReportType

KINDS = {
    "rec": Kind.RECOMMENDATION,
    "afi": Kind.AREA_FOR_IMPROVEMENT,
    "coc": Kind.CAUSE_OF_CONCERN,
    "acoc": Kind.ACCELERATED_CAUSE_OF_CONCERN,
    "priority": Kind.PRIORITY_ACTION,
    "practice": Kind.INNOVATIVE_PRACTICE,
    "conclusion": Kind.CONCLUSION,
    "group": "group",
}
"""``group`` is a whole recommendation whose lettered parts are the items."""

THEMES = {
    "data": "recording_data_about_crime",
    "powers": "police_powers_and_public_treatment",
    "prevent": "preventing_crime",
    "respond": "responding_to_the_public",
    "investigate": "investigating_crime",
    "protect": "protecting_vulnerable_people",
    "manage": "managing_offenders",
    "workplace": "developing_a_positive_workplace",
    "leadership": "leadership_and_force_management",
    "vetting": "vetting_and_counter_corruption",
    "soc": "disrupting_serious_organised_crime",
}

GROUPS = {
    "college": "college_of_policing",
    "ho": "home_office",
    "lpb": "local_policing_body",
    "nca": "nca_rocu",
    "rocu": "nca_rocu",
    "la": "local_authority",
    "gov": "government_other",
} | {str(group): str(group) for group in AddresseeGroup}

RELEVANCE = {str(label) for label in RelevanceLabel}
BASES = {str(basis) for basis in DeadlineBasis}
REPORT_TYPES = {str(kind) for kind in ReportType}
