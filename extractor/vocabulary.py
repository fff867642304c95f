"""The field's own words as enums; the values are what stands in JSON, in the store and in the tracker."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a report calls the thing it prints."""

    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"
    CAUSE_OF_CONCERN = "cause_of_concern"
    ACCELERATED_CAUSE_OF_CONCERN = "accelerated_cause_of_concern"
    PRIORITY_ACTION = "priority_action"
    INNOVATIVE_PRACTICE = "innovative_practice"
    CONCLUSION = "conclusion"


NEVER_AN_ACTION = frozenset({Kind.INNOVATIVE_PRACTICE, Kind.CONCLUSION})
"""Kinds that are captured for the record but ask nobody to do anything."""


class ReportType(StrEnum):
    """The programme or kind of publication a report belongs to."""

    PEEL = "peel"
    THEMATIC = "thematic"
    SPOTLIGHT = "spotlight"
    NCPI = "ncpi"
    INTEGRITY = "integrity"
    CUSTODY = "custody"
    JTAI = "jtai"
    SUPER_COMPLAINT = "super_complaint"
    REVISIT_LETTER = "revisit_letter"
    STATE_OF_POLICING = "state_of_policing"
    PUBLIC_INQUIRY = "public_inquiry"
    INDEPENDENT_REVIEW = "independent_review"
    SELECT_COMMITTEE = "select_committee"
    IOPC_LEARNING = "iopc_learning"
    LOCAL_AUTHORITY_INSPECTION = "local_authority_inspection"
    FIRE_AND_RESCUE = "fire_and_rescue"
    GOVERNMENT_RESPONSE = "government_response"
    OTHER = "other"


class AddresseeGroup(StrEnum):
    """The kind of body that is put under a duty."""

    FORCE = "force"
    NPCC = "npcc"
    COLLEGE_OF_POLICING = "college_of_policing"
    HOME_OFFICE = "home_office"
    CPS = "cps"
    LOCAL_POLICING_BODY = "local_policing_body"
    NCA_ROCU = "nca_rocu"
    IOPC = "iopc"
    LOCAL_AUTHORITY = "local_authority"
    HEALTH = "health"
    PROBATION = "probation"
    PARTNERSHIP = "partnership"
    OTHER_FORCE = "other_force"
    GOVERNMENT_OTHER = "government_other"
    OTHER = "other"


class RelevanceLabel(StrEnum):
    """What an item means for the configured force."""

    FOR_FORCE = "for_force"
    FOR_FORCE_VIA_COLLABORATION = "for_force_via_collaboration"
    JOINT = "joint"
    FOR_LOCAL_POLICING_BODY = "for_local_policing_body"
    NATIONAL_MONITOR = "national_monitor"
    FOR_PARTNERS = "for_partners"
    FOR_INFORMATION = "for_information"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_DECISION = "needs_decision"


class Relation(StrEnum):
    """How a recommendation stands to one existing action."""

    NEW_ACTION_NEEDED = "new_action_needed"
    COVERED = "covered"
    PARTLY_COVERED = "partly_covered"
    ADDS_EVIDENCE = "adds_evidence"
    RESTATED = "restated"
    REPEAT_ISSUE = "repeat_issue"
    SUPERSEDES = "supersedes"
    SUPERSEDED = "superseded"
    NOT_RELATED = "not_related"


class DeadlineBasis(StrEnum):
    """How the date of a deadline follows from the words as written."""

    EXACT = "exact"
    MONTH_END = "month_end"
    IMMEDIATE = "immediate"
    RELATIVE = "relative"
    NONE = "none"


class ActionStatus(StrEnum):
    """Where an action of the force's plan stands."""

    AWAITING_ALLOCATION = "awaiting_allocation"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PENDING_SIGN_OFF = "pending_sign_off"
    SUBMITTED_TO_HMICFRS = "submitted_to_hmicfrs"
    CLOSED_HMICFRS = "closed_hmicfrs"
    CLOSED_FORCE = "closed_force"
    SUPERSEDED = "superseded"
    NO_ACTION = "no_action"


ENDED_STATUSES = frozenset(
    {ActionStatus.CLOSED_HMICFRS, ActionStatus.CLOSED_FORCE, ActionStatus.SUPERSEDED, ActionStatus.NO_ACTION}
)
"""Statuses under which nobody is working on an action any more."""


class Rag(StrEnum):
    """Blue complete, green on track, amber at risk, red overdue."""

    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class BlockKind(StrEnum):
    """What a block of a page is for."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    CONTENTS = "contents"
    FURNITURE = "furniture"


class Evidence(StrEnum):
    """Which rung of the evidence ladder set an edge, strongest first."""

    TAGS = "tags"
    BOOKMARKS = "bookmarks"
    NUMBERING = "numbering"
    STYLE = "style"
    BOX = "box"
    TABLE = "table"
    OCR = "ocr"


class Severity(StrEnum):
    """How much a person should mind an issue."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Stage(StrEnum):
    """The stage of the pipeline that speaks."""

    READ = "read"
    FIND = "find"
    CLASSIFY = "classify"
    MATCH = "match"
    PLAN = "plan"
    STORE = "store"
