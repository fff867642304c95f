"""The vocabulary in the words a person reads: in the tracker, in the papers and on the page.

The enum values are what is stored; these are what is shown. Reading one back goes through ``normal_words``, so a
tracker may write a label in any case and with any punctuation.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, TypeVar

from extractor.domain import (
    ActionStatus,
    AddresseeGroup,
    Kind,
    RelevanceLabel,
    ReportType,
)

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What neither XML nor a page can hold."""
Value = TypeVar("Value", bound=StrEnum)

LABELS: Final[dict[StrEnum, str]] = {
    Kind.AREA_FOR_IMPROVEMENT: "Area for improvement (AFI)",
    ReportType.PEEL: "PEEL inspection",
    ReportType.THEMATIC: "Thematic inspection",
    ReportType.NCPI: "National Child Protection Inspection",
    ReportType.JTAI: "Joint targeted area inspection (JTAI)",
    ReportType.STATE_OF_POLICING: "State of Policing",
    ReportType.SUPER_COMPLAINT: "Super-complaint",
    ReportType.IOPC_LEARNING: "IOPC learning recommendation",
    ReportType.LOCAL_AUTHORITY_INSPECTION: "Local authority inspection",
    ReportType.FIRE_AND_RESCUE: "Fire and rescue inspection",
    AddresseeGroup.NPCC: "NPCC",
    AddresseeGroup.COLLEGE_OF_POLICING: "College of Policing",
    AddresseeGroup.HOME_OFFICE: "Home Office",
    AddresseeGroup.CPS: "CPS",
    AddresseeGroup.NCA_ROCU: "NCA and regional units",
    AddresseeGroup.IOPC: "IOPC",
    AddresseeGroup.GOVERNMENT_OTHER: "Other government",
    RelevanceLabel.FOR_FORCE: "For the force",
    RelevanceLabel.FOR_FORCE_VIA_COLLABORATION: "For the force via a collaboration",
    RelevanceLabel.JOINT: "Joint",
    RelevanceLabel.FOR_LOCAL_POLICING_BODY: "For the local policing body",
    RelevanceLabel.NATIONAL_MONITOR: "National, to monitor",
    RelevanceLabel.FOR_PARTNERS: "For partners",
    RelevanceLabel.FOR_INFORMATION: "For information",
    ActionStatus.PENDING_SIGN_OFF: "Pending sign-off",
    ActionStatus.SUBMITTED_TO_HMICFRS: "Submitted to HMICFRS",
    ActionStatus.CLOSED_HMICFRS: "Closed (HMICFRS)",
    ActionStatus.CLOSED_FORCE: "Closed (force)",
    ActionStatus.NO_ACTION: "No action needed",
}
"""Only those that are more than the value with a capital and spaces."""


def label_of(value: StrEnum | None) -> str:
    """The words for a value of the vocabulary; empty for None.

    >>> label_of(ActionStatus.IN_PROGRESS), label_of(ActionStatus.CLOSED_FORCE), label_of(None)
    ('In progress', 'Closed (force)', '')
    """
    if value is None:
        return ""
    return LABELS.get(value) or value.value.replace("_", " ").capitalize()


def labels_of(kind: type[StrEnum]) -> tuple[str, ...]:
    """The words for every value of an enum, in its order: a drop-down list.

    >>> from extractor.domain import Rag
    >>> labels_of(Rag)
    ('Blue', 'Green', 'Amber', 'Red')
    """
    return tuple(label_of(value) for value in kind)


def theme_label(theme: str) -> str:
    """A theme's id in words; a force's own theme stays as it is written.

    >>> theme_label("preventing_crime"), theme_label("Rural crime")
    ('Preventing crime', 'Rural crime')
    """
    return theme.replace("_", " ").capitalize() if theme.islower() else theme


def clean_text(text: str) -> str:
    r"""Text without characters that XML cannot hold, every kind of line end folded to ``\n``.

    >>> clean_text("one\r\ntwo\x07")
    'one\ntwo'
    """
    return ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def normal_words(text: str) -> str:
    """Lower case, letters and digits only, single spaces: how labels and headings are compared.

    >>> normal_words("Closed – HMICFRS"), normal_words("closed_hmicfrs")
    ('closed hmicfrs', 'closed hmicfrs')
    """
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
