"""What was written down of a voice message."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Of voices that came before nothing is written down."""
    op.add_column("attachments", sa.Column("heard", sa.Text(), nullable=True))


def downgrade() -> None:
    """Back to 0009."""
    op.drop_column("attachments", "heard")
