"""A message may carry a file of an answer, which Telegram has already."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """What was said before carries none."""
    op.add_column("messages", sa.Column("attachment_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Back to 0013."""
    op.drop_column("messages", "attachment_id")
