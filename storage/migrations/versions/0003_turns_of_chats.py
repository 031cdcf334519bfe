"""Whose turn it is for slow work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """What waits already is of one chat and one round: it is done in the order in which it was
    asked for.
    """
    op.add_column("jobs", sa.Column("chat_id", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("jobs", sa.Column("round", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Back to 0002."""
    op.drop_column("jobs", "round")
    op.drop_column("jobs", "chat_id")
