"""What a report says about itself: facts, grades and status lines against gold."""

from __future__ import annotations

from extractor.domain import Report
from extractor.evaluate.fields import text_agrees
from extractor.evaluate.gold import Gold
from extractor.evaluate.metrics import Counts, set_counts
from extractor.evaluate.pairing import normalize, pair_up, strict_similarity
from extractor.vocabulary import ReportType


def metadata_answers(gold: Gold, report: Report) -> dict[str, bool]:
    """Which facts about the report are gold's, for those that gold states in the project's words."""
    answers = {}
    if gold.is_annotated("publication_date"):
        # A date from the file's metadata is a flagged stand-in, not a claim that the pages print one.
        is_claimed = report.publication_date is not None and report.publication_date_source != "metadata"
        found = report.publication_date.isoformat() if report.publication_date and is_claimed else None
        answers["publication_date"] = found == gold.values["publication_date"]
    if gold.values.get("report_type") not in list(ReportType):  # prose of another vocabulary
        return answers
    answers["report_type"] = report.report_type == gold.values["report_type"]
    for name, key, found in (
        ("title", "title" if gold.is_annotated("title") else "document", report.title),
        ("publisher", "publisher", report.source_body),
        ("force_inspected", "force_inspected", report.force),
    ):
        if gold.is_annotated(key):
            answers[name] = text_agrees(gold.values[key], found)
    return answers


def status_line_counts(gold: Gold, report: Report) -> Counts | None:
    """Counts over what became of earlier items, where gold lists it."""
    if not gold.is_annotated("status_lines"):
        return None
    wanted = [(str(each["text"]),) for each in gold.values["status_lines"] or ()]
    pairs = pair_up(wanted, [(each.text,) for each in report.status_lines], strict_similarity)
    return Counts(len(pairs), len(report.status_lines) - len(pairs), len(wanted) - len(pairs))


def grade_counts(gold: Gold, report: Report) -> Counts | None:
    """Counts over graded areas, where gold lists them."""
    if not gold.is_annotated("grades"):
        return None
    wanted = {(normalize(each["area"]), normalize(each["grade"])) for each in gold.values["grades"] or ()}
    return set_counts(wanted, {(normalize(each.area), normalize(each.grade)) for each in report.grades})
