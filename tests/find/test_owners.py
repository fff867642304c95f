from __future__ import annotations

from types import SimpleNamespace

import pytest

from extractor.find.owners import is_of_others
from tests.factories import report


def paper(source: str | None, title: str = "The Key Inquiry") -> SimpleNamespace:
    return SimpleNamespace(report=report(title=title, source_body=source))


@pytest.mark.parametrize(
    ("heading", "source", "others"),
    [
        ("The IOPC’s recommendations", "The Key Inquiry", True),
        ("The College of Policing’s earlier recommendations", "The Key Inquiry", True),
        ("The IOPC’s recommendations", "Independent Office for Police Conduct", False),
        ("HMICFRS’s recommendations", "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services", False),
        ("The IOPC’s recommendations", "HMICFRS; the College of Policing; IOPC", False),
        ("The Inquiry’s recommendations", "The Key Inquiry", False),
        ("Our recommendations", "The Key Inquiry", False),
        ("The IOPC’s recommendations", None, False),
        ("Recommendations for the IOPC", "The Key Inquiry", False),
    ],
)
def test_a_heading_may_name_another_author(heading, source, others):
    assert is_of_others(heading, paper(source)) is others
