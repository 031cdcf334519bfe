"""Roadmaps in the archive."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0013"
down_revision = "0012"

INSTANT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """None is in the archive yet."""
    op.add_column("roadmaps", sa.Column("archived_at", INSTANT, nullable=True))


def downgrade() -> None:
    """Back to 0012, which reminds of those in the archive again from its next night on."""
    op.drop_column("roadmaps", "archived_at")
