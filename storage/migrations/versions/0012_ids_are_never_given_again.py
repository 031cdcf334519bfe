"""Ids of due days and assignments are never given out again: revisions 0007 and 0009 rebuilt their
tables without that, and an old button could have named another due day.
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """PostgreSQL's sequences never went back."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for name in ("assignments", "dues"):
        with op.batch_alter_table(
            name, recreate="always", table_kwargs={"sqlite_autoincrement": True}
        ):
            pass


def downgrade() -> None:
    """What 0011 knows is all there still."""
