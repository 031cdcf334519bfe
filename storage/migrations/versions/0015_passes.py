"""Links and sessions of the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0015"
down_revision = "0014"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """Nobody has entered yet."""
    op.create_table(
        "passes",
        sa.Column("id", ID, nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("lasts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_passes_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_passes"),
        sa.UniqueConstraint("secret_hash", name="uq_passes_secret_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_passes_person_id", "passes", ["person_id"])


def downgrade() -> None:
    """Back to 0014: everybody has to enter anew."""
    op.drop_table("passes")
