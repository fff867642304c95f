"""The tables, the same on SQLite and PostgreSQL.

What a report prints hangs below ``versions`` (``contents`` and its children) and never changes once written. What
persons decide is in ``decisions``, which only ever grows: triggers made by the migrations refuse anything else.
``items`` carries, beside its identity, what these two add up to, so that a queue is one query; every such column is
rewritten in the transaction that adds the decision and can be computed again from the rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from extractor.store.columns import Enumerated, Moment, Words
from extractor.store.records import ItemChange, ItemState
from extractor.vocabulary import (
    ActionStatus,
    AddresseeGroup,
    DeadlineBasis,
    Kind,
    Rag,
    Relation,
    RelevanceLabel,
    ReportType,
    Severity,
    Stage,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _parent(target: str, *, primary_key: bool = False) -> Column[Any]:
    """A column that names the row this one belongs to and goes with."""
    table, _ = target.split(".")
    return Column(
        f"{table.removesuffix('s')}_id",
        ForeignKey(target, ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
        autoincrement=False,
    )


def _span() -> tuple[Column[Any], Column[Any]]:
    return Column("span_start", Integer), Column("span_end", Integer)


def _metadata_columns() -> tuple[Column[Any], ...]:
    """What a publication says about itself and a person can correct."""
    return (
        Column("title", Words, nullable=False),
        Column("source_body", Words),
        Column("report_type", Enumerated(ReportType), nullable=False),
        Column("publication_date", Date),
        Column("publication_date_source", Words),
        Column("force", Words),
    )


documents = Table(
    "documents",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    comment="The PDFs as they came, so that evidence can always be shown",
)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Words, nullable=False, index=True),
    *_metadata_columns(),
    Column("response_published", Date),
    Column("version", Integer, nullable=False),
    Column("next_item", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    sqlite_autoincrement=True,
    comment="A report through all its versions, with the edits of persons applied",
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    _parent("reports.id"),
    Column("number", Integer, nullable=False),
    Column("sha256", ForeignKey("documents.sha256"), nullable=False, index=True),
    Column("file", Words, nullable=False),
    *_metadata_columns(),
    Column("page_count", Integer, nullable=False),
    Column("tagged", Boolean, nullable=False),
    Column("grades", JSON, nullable=False),
    Column("status_lines", JSON, nullable=False),
    Column("ingested_at", Moment, nullable=False),
    Column("ingested_by", Words, nullable=False),
    UniqueConstraint("report_id", "number"),
    comment="One publication as printed",
)

items = Table(
    "items",
    metadata,
    Column("id", Text, primary_key=True),
    _parent("reports.id"),
    Column("number", Integer, nullable=False),
    Column("content_id", Integer, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("page", Integer),
    Column("actionable", Boolean, nullable=False),
    Column("search", Words, nullable=False),
    Column("relevance", Enumerated(RelevanceLabel)),
    Column("probability", Float),
    Column("themes", JSON, nullable=False),
    Column("state", Enumerated(ItemState), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("reopened_after", Integer, nullable=False),
    Column("made_by", Integer),
    Column("decided", Enumerated(RelevanceLabel)),
    Column("decided_themes", JSON(none_as_null=True)),
    Column("reason", Words, nullable=False),
    Column("edits", JSON, nullable=False),
    Column("accepted", Words, nullable=False),
    Column("response", Words, nullable=False),
    Column("responded_by", Words, nullable=False),
    Column("confirmed_by", Words, nullable=False),
    Column("decided_by", Words, nullable=False),
    Column("decided_at", Moment),
    Index(None, "report_id", "position", "number"),
    Index(None, "state"),
    comment="An item through all versions of its report, and what print and decisions add up to",
)

contents = Table(
    "contents",
    metadata,
    Column("id", Integer, primary_key=True),
    _parent("items.id"),
    _parent("versions.id"),
    Column("name", Words, nullable=False),
    Column("change", Enumerated(ItemChange), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Enumerated(Kind), nullable=False),
    Column("printed_number", Words),
    Column("parent_id", Text),
    Column("title", Words),
    Column("lead_in", Words),
    Column("text", Words, nullable=False),
    Column("supporting_text", Words),
    *_span(),
    Column("regions", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("section", JSON, nullable=False),
    Column("group_heading", Words),
    Column("responsible_body", Words),
    Column("restated", Boolean, nullable=False),
    Column("status", Words),
    Column("evidence", JSON, nullable=False),
    Column("relevance", Enumerated(RelevanceLabel)),
    Column("relevance_probability", Float),
    Column("relevance_evidence", JSON),
    Column("relevance_reason", Words),
    Column("relevance_by_rule", Boolean),
    Column("relevance_model", Words),
    Column("is_themed", Boolean, nullable=False),
    UniqueConstraint("item_id", "version_id"),
    Index(None, "version_id", "position"),
    comment="An item as one version prints it, with what the classifier says about it",
)

addressees = Table(
    "addressees",
    metadata,
    _parent("contents.id", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("text", Words, nullable=False),
    Column("organization", Words),
    Column("group", Enumerated(AddresseeGroup), nullable=False),
    Column("inherited", Boolean, nullable=False),
    *_span(),
)

deadlines = Table(
    "deadlines",
    metadata,
    _parent("contents.id", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("text", Words, nullable=False),
    Column("date", Date),
    Column("basis", Enumerated(DeadlineBasis), nullable=False),
    *_span(),
)

themes = Table(
    "themes",
    metadata,
    _parent("contents.id", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("label", Words, nullable=False),
    Column("probability", Float, nullable=False),
    Column("model", Words),
)

suggestions = Table(
    "suggestions",
    metadata,
    _parent("items.id", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("action_ref", Words, nullable=False),
    Column("relation", Enumerated(Relation), nullable=False),
    Column("probability", Float, nullable=False),
    Column("score", Float, nullable=False),
    Column("model", Words),
    Column("detail", JSON, nullable=False),
    comment="Links the matcher suggests, best first",
)

links = Table(
    "links",
    metadata,
    _parent("items.id", primary_key=True),
    Column("action_ref", Words, primary_key=True, index=True),
    Column("relation", Enumerated(Relation), nullable=False),
    comment="Links that persons decided",
)

actions = Table(
    "actions",
    metadata,
    Column("ref", Words, primary_key=True),
    Column("position", Integer, nullable=False, index=True),
    Column("text", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("source_report", Words, nullable=False),
    Column("source_ref", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("theme", Words, nullable=False),
    Column("status", Enumerated(ActionStatus)),
    Column("status_text", Words, nullable=False),
    Column("rag", Enumerated(Rag)),
    Column("target_date", Date),
    Column("revised_date", Date),
    Column("progress", Words, nullable=False),
    Column("sheet", Words, nullable=False),
    Column("row", Integer, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("extra", JSON, nullable=False),
    Column("search", Words, nullable=False),
    Column("made_by", Integer),
    Column("import_id", ForeignKey("imports.id")),
    Column("withdrawn", Boolean, nullable=False),
    comment="The force's plan; nothing is ever deleted from it",
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Words, nullable=False),
    Column("file", Words, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("is_export", Boolean, nullable=False),
    Column("counts", JSON, nullable=False),
    sqlite_autoincrement=True,
    comment="Each time the tracker was read, or written by this program",
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", Integer, index=True),
    Column("subject", Text, nullable=False, index=True),
    Column("target", Text, index=True),
    Column("revision", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Words, nullable=False, index=True),
    Column("action", Text, nullable=False),
    Column("suggested", JSON, nullable=False),
    Column("decided", JSON, nullable=False),
    Column("note", Words, nullable=False),
    Column("undoes", ForeignKey("decisions.id"), unique=True),
    sqlite_autoincrement=True,
    comment="Append-only; names subjects without a foreign key so that it outlives them",
)

issues = Table(
    "issues",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), index=True),
    Column("import_id", ForeignKey("imports.id", ondelete="CASCADE"), index=True),
    Column("stage", Enumerated(Stage), nullable=False),
    Column("severity", Enumerated(Severity), nullable=False),
    Column("message", Words, nullable=False),
    Column("page", Integer),
)

users = Table(
    "users",
    metadata,
    Column("name", Words, primary_key=True),
    Column("password_hash", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Words, nullable=False),
    Column("event", Text, nullable=False),
    Column("subject", Words, nullable=False),
    Column("detail", JSON, nullable=False),
    sqlite_autoincrement=True,
    comment="Append-only: what was done to the store itself",
)

APPEND_ONLY = ("decisions", "audit")
"""Tables whose rows can neither change nor go."""
