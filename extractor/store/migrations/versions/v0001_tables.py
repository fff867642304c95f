"""The tables of the first release, written out so that they stay what they were when ``schema.py`` moves on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
tables = sa.MetaData()

sa.Table(
    "audit",
    tables,
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("at", sa.DateTime(), nullable=False),
    sa.Column("who", sa.Text(), nullable=False),
    sa.Column("event", sa.Text(), nullable=False),
    sa.Column("subject", sa.Text(), nullable=False),
    sa.Column("detail", sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_audit"),
    comment="Append-only: what was done to the store itself",
    sqlite_autoincrement=True,
)
sa.Table(
    "decisions",
    tables,
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("report_id", sa.Integer(), nullable=True),
    sa.Column("subject", sa.Text(), nullable=False),
    sa.Column("target", sa.Text(), nullable=True),
    sa.Column("revision", sa.Integer(), nullable=False),
    sa.Column("at", sa.DateTime(), nullable=False),
    sa.Column("who", sa.Text(), nullable=False),
    sa.Column("action", sa.Text(), nullable=False),
    sa.Column("suggested", sa.JSON(), nullable=False),
    sa.Column("decided", sa.JSON(), nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("undoes", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["undoes"], ["decisions.id"], name="fk_decisions_undoes"),
    sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    sa.UniqueConstraint("undoes", name="uq_decisions_undoes"),
    comment="Append-only; names subjects without a foreign key so that it outlives them",
    sqlite_autoincrement=True,
)
sa.Index("ix_decisions_report_id", tables.tables["decisions"].c.report_id)
sa.Index("ix_decisions_subject", tables.tables["decisions"].c.subject)
sa.Index("ix_decisions_target", tables.tables["decisions"].c.target)
sa.Index("ix_decisions_who", tables.tables["decisions"].c.who)
sa.Table(
    "documents",
    tables,
    sa.Column("sha256", sa.Text(), nullable=False),
    sa.Column("size", sa.Integer(), nullable=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint("sha256", name="pk_documents"),
    comment="The PDFs as they came, so that evidence can always be shown",
)
sa.Table(
    "imports",
    tables,
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("at", sa.DateTime(), nullable=False),
    sa.Column("who", sa.Text(), nullable=False),
    sa.Column("file", sa.Text(), nullable=False),
    sa.Column("sha256", sa.Text(), nullable=False),
    sa.Column("is_export", sa.Boolean(), nullable=False),
    sa.Column("counts", sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_imports"),
    comment="Each time the tracker was read, or written by this program",
    sqlite_autoincrement=True,
)
sa.Table(
    "reports",
    tables,
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("key", sa.Text(), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("source_body", sa.Text(), nullable=True),
    sa.Column("report_type", sa.Text(), nullable=False),
    sa.Column("publication_date", sa.Date(), nullable=True),
    sa.Column("publication_date_source", sa.Text(), nullable=True),
    sa.Column("force", sa.Text(), nullable=True),
    sa.Column("response_published", sa.Date(), nullable=True),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("next_item", sa.Integer(), nullable=False),
    sa.Column("revision", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_reports"),
    comment="A report through all its versions, with the edits of persons applied",
    sqlite_autoincrement=True,
)
sa.Index("ix_reports_key", tables.tables["reports"].c.key)
sa.Table(
    "users",
    tables,
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("password_hash", sa.Text(), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint("name", name="pk_users"),
)
sa.Table(
    "actions",
    tables,
    sa.Column("ref", sa.Text(), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("action", sa.Text(), nullable=False),
    sa.Column("source_report", sa.Text(), nullable=False),
    sa.Column("source_ref", sa.Text(), nullable=False),
    sa.Column("owner", sa.Text(), nullable=False),
    sa.Column("department", sa.Text(), nullable=False),
    sa.Column("theme", sa.Text(), nullable=False),
    sa.Column("status", sa.Text(), nullable=True),
    sa.Column("status_text", sa.Text(), nullable=False),
    sa.Column("rag", sa.Text(), nullable=True),
    sa.Column("target_date", sa.Date(), nullable=True),
    sa.Column("revised_date", sa.Date(), nullable=True),
    sa.Column("progress", sa.Text(), nullable=False),
    sa.Column("sheet", sa.Text(), nullable=False),
    sa.Column("row", sa.Integer(), nullable=False),
    sa.Column("fields", sa.JSON(), nullable=False),
    sa.Column("extra", sa.JSON(), nullable=False),
    sa.Column("search", sa.Text(), nullable=False),
    sa.Column("made_by", sa.Integer(), nullable=True),
    sa.Column("import_id", sa.Integer(), nullable=True),
    sa.Column("withdrawn", sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_actions_import_id"),
    sa.PrimaryKeyConstraint("ref", name="pk_actions"),
    comment="The force's plan; nothing is ever deleted from it",
)
sa.Index("ix_actions_position", tables.tables["actions"].c.position)
sa.Table(
    "items",
    tables,
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("report_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("content_id", sa.Integer(), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("page", sa.Integer(), nullable=True),
    sa.Column("actionable", sa.Boolean(), nullable=False),
    sa.Column("search", sa.Text(), nullable=False),
    sa.Column("relevance", sa.Text(), nullable=True),
    sa.Column("probability", sa.Float(), nullable=True),
    sa.Column("themes", sa.JSON(), nullable=False),
    sa.Column("state", sa.Text(), nullable=False),
    sa.Column("revision", sa.Integer(), nullable=False),
    sa.Column("reopened_after", sa.Integer(), nullable=False),
    sa.Column("made_by", sa.Integer(), nullable=True),
    sa.Column("decided", sa.Text(), nullable=True),
    sa.Column("decided_themes", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("edits", sa.JSON(), nullable=False),
    sa.Column("accepted", sa.Text(), nullable=False),
    sa.Column("response", sa.Text(), nullable=False),
    sa.Column("responded_by", sa.Text(), nullable=False),
    sa.Column("confirmed_by", sa.Text(), nullable=False),
    sa.Column("decided_by", sa.Text(), nullable=False),
    sa.Column("decided_at", sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_items_report_id", ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name="pk_items"),
    comment="An item through all versions of its report, and what print and decisions add up to",
)
sa.Index("ix_items_content_id", tables.tables["items"].c.content_id)
sa.Index(
    "ix_items_report_id_position_number",
    tables.tables["items"].c.report_id,
    tables.tables["items"].c.position,
    tables.tables["items"].c.number,
)
sa.Index("ix_items_state", tables.tables["items"].c.state)
sa.Table(
    "versions",
    tables,
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("report_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("sha256", sa.Text(), nullable=False),
    sa.Column("file", sa.Text(), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("source_body", sa.Text(), nullable=True),
    sa.Column("report_type", sa.Text(), nullable=False),
    sa.Column("publication_date", sa.Date(), nullable=True),
    sa.Column("publication_date_source", sa.Text(), nullable=True),
    sa.Column("force", sa.Text(), nullable=True),
    sa.Column("page_count", sa.Integer(), nullable=False),
    sa.Column("tagged", sa.Boolean(), nullable=False),
    sa.Column("grades", sa.JSON(), nullable=False),
    sa.Column("status_lines", sa.JSON(), nullable=False),
    sa.Column("ingested_at", sa.DateTime(), nullable=False),
    sa.Column("ingested_by", sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_versions_report_id", ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["sha256"], ["documents.sha256"], name="fk_versions_sha256"),
    sa.PrimaryKeyConstraint("id", name="pk_versions"),
    sa.UniqueConstraint("report_id", "number", name="uq_versions_report_id_number"),
    comment="One publication as printed",
)
sa.Index("ix_versions_sha256", tables.tables["versions"].c.sha256)
sa.Table(
    "contents",
    tables,
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("item_id", sa.Text(), autoincrement=False, nullable=False),
    sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("change", sa.Text(), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("printed_number", sa.Text(), nullable=True),
    sa.Column("parent_id", sa.Text(), nullable=True),
    sa.Column("title", sa.Text(), nullable=True),
    sa.Column("lead_in", sa.Text(), nullable=True),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("supporting_text", sa.Text(), nullable=True),
    sa.Column("span_start", sa.Integer(), nullable=True),
    sa.Column("span_end", sa.Integer(), nullable=True),
    sa.Column("regions", sa.JSON(), nullable=False),
    sa.Column("pages", sa.JSON(), nullable=False),
    sa.Column("section", sa.JSON(), nullable=False),
    sa.Column("group_heading", sa.Text(), nullable=True),
    sa.Column("responsible_body", sa.Text(), nullable=True),
    sa.Column("restated", sa.Boolean(), nullable=False),
    sa.Column("status", sa.Text(), nullable=True),
    sa.Column("evidence", sa.JSON(), nullable=False),
    sa.Column("relevance", sa.Text(), nullable=True),
    sa.Column("relevance_probability", sa.Float(), nullable=True),
    sa.Column("relevance_evidence", sa.JSON(), nullable=True),
    sa.Column("relevance_reason", sa.Text(), nullable=True),
    sa.Column("relevance_by_rule", sa.Boolean(), nullable=True),
    sa.Column("relevance_model", sa.Text(), nullable=True),
    sa.Column("is_themed", sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_contents_item_id", ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_contents_version_id", ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name="pk_contents"),
    sa.UniqueConstraint("item_id", "version_id", name="uq_contents_item_id_version_id"),
    comment="An item as one version prints it, with what the classifier says about it",
)
sa.Index(
    "ix_contents_version_id_position", tables.tables["contents"].c.version_id, tables.tables["contents"].c.position
)
sa.Table(
    "issues",
    tables,
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("version_id", sa.Integer(), nullable=True),
    sa.Column("import_id", sa.Integer(), nullable=True),
    sa.Column("stage", sa.Text(), nullable=False),
    sa.Column("severity", sa.Text(), nullable=False),
    sa.Column("message", sa.Text(), nullable=False),
    sa.Column("page", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_issues_import_id", ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_issues_version_id", ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name="pk_issues"),
)
sa.Index("ix_issues_import_id", tables.tables["issues"].c.import_id)
sa.Index("ix_issues_version_id", tables.tables["issues"].c.version_id)
sa.Table(
    "links",
    tables,
    sa.Column("item_id", sa.Text(), autoincrement=False, nullable=False),
    sa.Column("action_ref", sa.Text(), nullable=False),
    sa.Column("relation", sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_links_item_id", ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("item_id", "action_ref", name="pk_links"),
    comment="Links that persons decided",
)
sa.Index("ix_links_action_ref", tables.tables["links"].c.action_ref)
sa.Table(
    "suggestions",
    tables,
    sa.Column("item_id", sa.Text(), autoincrement=False, nullable=False),
    sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("action_ref", sa.Text(), nullable=False),
    sa.Column("relation", sa.Text(), nullable=False),
    sa.Column("probability", sa.Float(), nullable=False),
    sa.Column("score", sa.Float(), nullable=False),
    sa.Column("model", sa.Text(), nullable=True),
    sa.Column("detail", sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_suggestions_item_id", ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("item_id", "position", name="pk_suggestions"),
    comment="Links the matcher suggests, best first",
)
sa.Table(
    "addressees",
    tables,
    sa.Column("content_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("organization", sa.Text(), nullable=True),
    sa.Column("group", sa.Text(), nullable=False),
    sa.Column("inherited", sa.Boolean(), nullable=False),
    sa.Column("span_start", sa.Integer(), nullable=True),
    sa.Column("span_end", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name="fk_addressees_content_id", ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("content_id", "position", name="pk_addressees"),
)
sa.Table(
    "deadlines",
    tables,
    sa.Column("content_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("date", sa.Date(), nullable=True),
    sa.Column("basis", sa.Text(), nullable=False),
    sa.Column("span_start", sa.Integer(), nullable=True),
    sa.Column("span_end", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name="fk_deadlines_content_id", ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("content_id", "position", name="pk_deadlines"),
)
sa.Table(
    "themes",
    tables,
    sa.Column("content_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("label", sa.Text(), nullable=False),
    sa.Column("probability", sa.Float(), nullable=False),
    sa.Column("model", sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name="fk_themes_content_id", ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("content_id", "position", name="pk_themes"),
)


def upgrade() -> None:
    """Make them."""
    tables.create_all(op.get_bind(), checkfirst=False)
