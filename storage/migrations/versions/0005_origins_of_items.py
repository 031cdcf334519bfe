"""Where each item stands in the document that came in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Items of an older program have no origin: their report finds them in the document again."""
    op.add_column("items", sa.Column("origin", sa.JSON(), nullable=True))
    op.add_column("roadmaps", sa.Column("heads", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Back to 0004."""
    op.drop_column("roadmaps", "heads")
    op.drop_column("items", "origin")
