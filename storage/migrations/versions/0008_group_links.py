"""One link for a group, and those who have opened it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0008"
down_revision = "0007"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """Nobody has such a link yet."""
    op.create_table(
        "group_links",
        sa.Column("id", ID, nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_group_links"),
        sa.UniqueConstraint("code_hash", name="uq_group_links_code_hash"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "guests",
        sa.Column("id", ID, nullable=False),
        sa.Column("link_id", ID, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["group_links.id"], name="fk_guests_link_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_guests_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_guests"),
        sa.UniqueConstraint("telegram_id", name="uq_guests_telegram_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_guests_link_id", "guests", ["link_id"])
    op.create_index("ix_guests_person_id", "guests", ["person_id"])


def downgrade() -> None:
    """Back to 0007: links for groups end."""
    op.drop_table("guests")
    op.drop_table("group_links")
