"""Who closed a due day; of an attachment its message, its caption and the words heard in it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """What was closed before says of nobody that they closed it."""
    with op.batch_alter_table("dues") as batch:
        batch.add_column(sa.Column("closed_by", ID, nullable=True))
        batch.create_foreign_key(
            "fk_dues_closed_by", "people", ["closed_by"], ["id"], ondelete="SET NULL"
        )
        batch.create_index("ix_dues_closed_by", ["closed_by"])
    op.add_column("attachments", sa.Column("message_id", sa.BigInteger(), nullable=True))
    for name in ("caption", "heard"):
        op.add_column("attachments", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Back to 0007."""
    for name in ("heard", "caption", "message_id"):
        op.drop_column("attachments", name)
    with op.batch_alter_table("dues") as batch:
        batch.drop_index("ix_dues_closed_by")
        batch.drop_constraint("fk_dues_closed_by", type_="foreignkey")
        batch.drop_column("closed_by")
