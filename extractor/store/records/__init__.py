"""What the store hands out: rows put together for one purpose, as frozen dataclasses of domain values."""

from extractor.store.records.items import Candidate, Decided, ItemPage, Standing
from extractor.store.records.plan import ChangedAction, PlanChange, PlanTotals
from extractor.store.records.queue import Filter, Queue, QueueRow, Sort
from extractor.store.records.reports import ItemCounts, ReportPage, ResponseDue, StoredReport
from extractor.store.records.states import FOR_FORCE, LEFT, NOT_FOR_FORCE, SHOWN, ItemState
from extractor.store.records.versions import (
    ChangedGrade,
    ChangedItem,
    ItemChange,
    Outcome,
    Rewording,
    Saved,
    VersionDiff,
)
from extractor.store.records.whole import AuditEntry, Everything, ExportItem, StoredAction, Totals, User

__all__ = [
    "FOR_FORCE",
    "LEFT",
    "NOT_FOR_FORCE",
    "SHOWN",
    "AuditEntry",
    "Candidate",
    "ChangedAction",
    "ChangedGrade",
    "ChangedItem",
    "Decided",
    "Everything",
    "ExportItem",
    "Filter",
    "ItemChange",
    "ItemCounts",
    "ItemPage",
    "ItemState",
    "Outcome",
    "PlanChange",
    "PlanTotals",
    "Queue",
    "QueueRow",
    "ReportPage",
    "ResponseDue",
    "Rewording",
    "Saved",
    "Sort",
    "Standing",
    "StoredAction",
    "StoredReport",
    "Totals",
    "User",
    "VersionDiff",
]
