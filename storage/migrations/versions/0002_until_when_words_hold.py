"""Until when a message's words hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0002"
down_revision = "0001"

INSTANT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """What waits in the outbox of an older program holds for ever, as it did."""
    op.add_column("messages", sa.Column("holds_until", INSTANT, nullable=True))


def downgrade() -> None:
    """Back to 0001."""
    op.drop_column("messages", "holds_until")
