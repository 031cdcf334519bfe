"""Who closed a due day; of an attachment its message and its caption."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

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
    op.add_column("attachments", sa.Column("caption", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Back to 0008."""
    for name in ("caption", "message_id"):
        op.drop_column("attachments", name)
    with op.batch_alter_table("dues") as batch:
        batch.drop_index("ix_dues_closed_by")
        batch.drop_constraint("fk_dues_closed_by", type_="foreignkey")
        batch.drop_column("closed_by")
