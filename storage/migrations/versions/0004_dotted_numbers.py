"""Which roadmaps number items «1.1», told at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """An index of the few items that are numbered so, for each question about a label; on
    PostgreSQL of all items.
    """
    op.create_index(
        "ix_items_dotted", "items", ["roadmap_id"], sqlite_where=sa.text("number LIKE '%.%'")
    )


def downgrade() -> None:
    """Back to 0003."""
    op.drop_index("ix_items_dotted", "items")
