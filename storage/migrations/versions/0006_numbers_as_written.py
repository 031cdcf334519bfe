"""The number of an item as its document has it, where its address is another; its co-executors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Items of an older program keep the number that people know them by."""
    op.add_column("items", sa.Column("written", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "items", sa.Column("co_executors", sa.JSON(), nullable=False, server_default="[]")
    )


def downgrade() -> None:
    """Back to 0005: the address stays, as the number."""
    op.drop_column("items", "co_executors")
    op.drop_column("items", "written")
