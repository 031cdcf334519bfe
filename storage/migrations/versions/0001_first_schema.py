"""The first schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0001"
down_revision = None

# Written out rather than taken from storage/types.py: a revision stays what it was when the program
# moves on.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")

TABLES = (
    "dialogs",
    "facts",
    "files",
    "inbox",
    "jobs",
    "leases",
    "roadmaps",
    "drafts",
    "items",
    "people",
    "invites",
    "log",
    "messages",
    "points",
    "unplaced",
    "assignments",
    "dues",
    "entries",
    "attachments",
    "postponements",
    "reminders",
    "revisions",
)


def upgrade() -> None:
    _dialogs()
    _facts()
    _files()
    _inbox()
    _jobs()
    _leases()
    _roadmaps()
    _drafts()
    _items()
    _people()
    _invites()
    _log()
    _messages()
    _points()
    _unplaced()
    _assignments()
    _dues()
    _entries()
    _attachments()
    _postponements()
    _reminders()
    _revisions()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _dialogs() -> None:
    op.create_table(
        "dialogs",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("dialog", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_dialogs"),
    )


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_facts"),
    )


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sqlite_autoincrement=True,
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("handled_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("update_id", name="uq_inbox_update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_new", "inbox", ["id"], unique=False, **_where("state = 'new'"))


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("leased_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sqlite_autoincrement=True,
    )


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def _roadmaps() -> None:
    op.create_table(
        "roadmaps",
        sa.Column("id", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("period_label", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.Column("source_file_id", ID, nullable=True),
        sa.Column("acceptance", sa.Boolean(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["files.id"], name="fk_roadmaps_source_file_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roadmaps"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_roadmaps_source_file_id", "roadmaps", ["source_file_id"], unique=False)


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("file_id", ID, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("roadmap_id", ID, nullable=True),
        sa.Column("replaces", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name="fk_drafts_file_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["replaces"], ["roadmaps.id"], name="fk_drafts_replaces", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["roadmap_id"], ["roadmaps.id"], name="fk_drafts_roadmap_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drafts_file_id", "drafts", ["file_id"], unique=False)
    op.create_index("ix_drafts_replaces", "drafts", ["replaces"], unique=False)
    op.create_index("ix_drafts_roadmap_id", "drafts", ["roadmap_id"], unique=False)


def _items() -> None:
    op.create_table(
        "items",
        sa.Column("id", ID, nullable=False),
        sa.Column("roadmap_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("recommendation", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=True),
        sa.Column("criterion_value", sa.Text(), nullable=True),
        sa.Column("responsible", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["roadmap_id"], ["roadmaps.id"], name="fk_items_roadmap_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_items_roadmap_id", "items", ["roadmap_id"], unique=False)


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=True),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_to", sa.Time(), nullable=True),
        sa.Column("leave_from", sa.Date(), nullable=True),
        sa.Column("leave_to", sa.Date(), nullable=True),
        sa.Column("deputy_id", ID, nullable=True),
        sa.Column("roadmap_id", ID, nullable=True),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["people.id"], name="fk_people_deputy_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["roadmap_id"], ["roadmaps.id"], name="fk_people_roadmap_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("telegram_id", name="uq_people_telegram_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_people_deputy_id", "people", ["deputy_id"], unique=False)
    op.create_index("ix_people_roadmap_id", "people", ["roadmap_id"], unique=False)


def _invites() -> None:
    op.create_table(
        "invites",
        sa.Column("id", ID, nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_invites_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_invites"),
        sa.UniqueConstraint("code_hash", name="uq_invites_code_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invites_person_id", "invites", ["person_id"], unique=False)


def _log() -> None:
    op.create_table(
        "log",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("roadmap_id", ID, nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_log_person_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["roadmap_id"], ["roadmaps.id"], name="fk_log_roadmap_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_log_person_id", "log", ["person_id"], unique=False)
    op.create_index("ix_log_roadmap_id", "log", ["roadmap_id"], unique=False)


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("buttons", sa.JSON(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("reply_to", sa.BigInteger(), nullable=True),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("edits", sa.BigInteger(), nullable=True),
        sa.Column("file_id", ID, nullable=True),
        sa.Column("as_photo", sa.Boolean(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("not_before", INSTANT, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("leased_until", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name="fk_messages_file_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_messages_person_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_messages_chat_id_telegram_id", "messages", ["chat_id", "telegram_id"], unique=False
    )
    op.create_index("ix_messages_file_id", "messages", ["file_id"], unique=False)
    op.create_index("ix_messages_person_id", "messages", ["person_id"], unique=False)
    op.create_index(
        "ix_messages_state_urgency_id", "messages", ["state", "urgency", "id"], unique=False
    )
    op.create_index(
        "ix_messages_waiting",
        "messages",
        ["urgency", "id"],
        unique=False,
        **_where("state IN ('planned', 'unknown', 'claimed')"),
    )


def _points() -> None:
    op.create_table(
        "points",
        sa.Column("id", ID, nullable=False),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("deadline", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name="fk_points_item_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_points"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_points_item_id", "points", ["item_id"], unique=False)


def _unplaced() -> None:
    op.create_table(
        "unplaced",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("media_group", sa.Text(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_unplaced_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_unplaced"),
        sa.UniqueConstraint("chat_id", "message_id", name="uq_unplaced_chat_id_message_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_unplaced_media_group", "unplaced", ["media_group"], unique=False)
    op.create_index("ix_unplaced_person_id", "unplaced", ["person_id"], unique=False)


def _assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", ID, nullable=False),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("point_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name="fk_assignments_item_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_assignments_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["point_id"], ["points.id"], name="fk_assignments_point_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_assignments_item_id", "assignments", ["item_id"], unique=False)
    op.create_index("ix_assignments_person_id", "assignments", ["person_id"], unique=False)
    op.create_index("ix_assignments_point_id", "assignments", ["point_id"], unique=False)
    op.create_index(
        "uq_assignments_item",
        "assignments",
        ["item_id", "person_id"],
        unique=True,
        **_where("point_id IS NULL"),
    )
    op.create_index(
        "uq_assignments_point",
        "assignments",
        ["item_id", "point_id", "person_id"],
        unique=True,
        **_where("point_id IS NOT NULL"),
    )


def _dues() -> None:
    op.create_table(
        "dues",
        sa.Column("id", ID, nullable=False),
        sa.Column("point_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["point_id"], ["points.id"], name="fk_dues_point_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dues"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dues_day", "dues", ["day"], unique=False)
    op.create_index("ix_dues_point_id", "dues", ["point_id"], unique=False)


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("id", ID, nullable=False),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("point_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("media_group", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name="fk_entries_item_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_entries_person_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["point_id"], ["points.id"], name="fk_entries_point_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("chat_id", "message_id", name="uq_entries_chat_id_message_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entries_item_id", "entries", ["item_id"], unique=False)
    op.create_index("ix_entries_media_group", "entries", ["media_group"], unique=False)
    op.create_index("ix_entries_person_id", "entries", ["person_id"], unique=False)
    op.create_index("ix_entries_point_id", "entries", ["point_id"], unique=False)


def _attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", ID, nullable=False),
        sa.Column("entry_id", ID, nullable=True),
        sa.Column("unplaced_id", ID, nullable=True),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("unique_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("stored_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name="fk_attachments_entry_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stored_id"], ["files.id"], name="fk_attachments_stored_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["unplaced_id"], ["unplaced.id"], name="fk_attachments_unplaced_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attachments_entry_id", "attachments", ["entry_id"], unique=False)
    op.create_index("ix_attachments_stored_id", "attachments", ["stored_id"], unique=False)
    op.create_index("ix_attachments_unplaced_id", "attachments", ["unplaced_id"], unique=False)


def _postponements() -> None:
    op.create_table(
        "postponements",
        sa.Column("id", ID, nullable=False),
        sa.Column("due_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("old_day", sa.Date(), nullable=True),
        sa.Column("new_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name="fk_postponements_decided_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["due_id"], ["dues.id"], name="fk_postponements_due_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_postponements_person_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_postponements"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_postponements_decided_by", "postponements", ["decided_by"], unique=False)
    op.create_index("ix_postponements_due_id", "postponements", ["due_id"], unique=False)
    op.create_index("ix_postponements_person_id", "postponements", ["person_id"], unique=False)


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("due_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("fire_at", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("message_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["due_id"], ["dues.id"], name="fk_reminders_due_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_reminders_message_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_reminders_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.UniqueConstraint(
            "person_id", "due_id", "day", "kind", name="uq_reminders_person_id_due_id_day_kind"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminders_due_id", "reminders", ["due_id"], unique=False)
    op.create_index("ix_reminders_message_id", "reminders", ["message_id"], unique=False)
    op.create_index(
        "ix_reminders_planned",
        "reminders",
        ["fire_at", "id"],
        unique=False,
        **_where("state = 'planned'"),
    )
    op.create_index(
        "ix_reminders_planned_of_person",
        "reminders",
        ["person_id", "fire_at"],
        unique=False,
        **_where("state = 'planned'"),
    )


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", ID, nullable=False),
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name="fk_revisions_entry_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revisions_entry_id", "revisions", ["entry_id"], unique=False)
