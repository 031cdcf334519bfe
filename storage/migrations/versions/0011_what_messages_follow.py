"""What a message follows: a change of that is shown in it after it was sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """What was said before follows nothing; reminders are found by their due days."""
    op.add_column("messages", sa.Column("follows", sa.Text(), nullable=True))
    op.create_index(
        "ix_messages_follows", "messages", ["follows"], sqlite_where=sa.text("follows IS NOT NULL")
    )


def downgrade() -> None:
    """Back to 0010."""
    op.drop_index("ix_messages_follows", "messages")
    op.drop_column("messages", "follows")
