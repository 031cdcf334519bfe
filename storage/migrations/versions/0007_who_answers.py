"""Several answer for one thing, in a capacity; a directory of bodies, posts and groups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Those who answer for something do so as responsible, until it is said otherwise."""
    op.add_column(
        "items", sa.Column("each_answers", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "bodies",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_bodies"),
        sqlite_autoincrement=True,
    )
    _table(
        "body_names",
        {"body_id": "bodies"},
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.UniqueConstraint("key", name="uq_body_names_key"),
    )
    _table(
        "standing",
        {"body_id": "bodies", "person_id": "people"},
        sa.UniqueConstraint("body_id", "person_id", name="uq_standing_body_id_person_id"),
    )
    _table(
        "body_assignments",
        {"item_id": "items", "point_id": "points", "body_id": "bodies"},
        sa.Column("capacity", sa.Text(), nullable=False),
    )
    _unique("uq_body_assignments_item", "item_id", "body_id", where="point_id IS NULL")
    _unique(
        "uq_body_assignments_point", "item_id", "point_id", "body_id", where="point_id IS NOT NULL"
    )
    _table(
        "shares",
        {"due_id": "dues", "person_id": "people"},
        sa.Column("day", sa.Date(), nullable=False),
        sa.UniqueConstraint("due_id", "person_id", name="uq_shares_due_id_person_id"),
    )
    _forget_unique()
    with op.batch_alter_table("assignments") as batch:
        batch.add_column(
            sa.Column("capacity", sa.Text(), nullable=False, server_default="responsible")
        )
        batch.add_column(sa.Column("body_id", ID, nullable=True))
        batch.create_foreign_key(
            "fk_assignments_body_id", "bodies", ["body_id"], ["id"], ondelete="CASCADE"
        )
        batch.create_index("ix_assignments_body_id", ["body_id"])
    alone = " AND body_id IS NULL"
    _unique("uq_assignments_item", "item_id", "person_id", where=f"point_id IS NULL{alone}")
    _unique(
        "uq_assignments_point",
        "item_id",
        "point_id",
        "person_id",
        where=f"point_id IS NOT NULL{alone}",
    )


def downgrade() -> None:
    """Back to 0006: who stands for a body answers no more, each share is forgotten."""
    op.execute("DELETE FROM assignments WHERE body_id IS NOT NULL")
    _forget_unique()
    with op.batch_alter_table("assignments") as batch:
        batch.drop_index("ix_assignments_body_id")
        batch.drop_constraint("fk_assignments_body_id", type_="foreignkey")
        batch.drop_column("body_id")
        batch.drop_column("capacity")
    _unique("uq_assignments_item", "item_id", "person_id", where="point_id IS NULL")
    _unique(
        "uq_assignments_point", "item_id", "point_id", "person_id", where="point_id IS NOT NULL"
    )
    for table in ("shares", "body_assignments", "standing", "body_names", "bodies"):
        op.drop_table(table)
    op.drop_column("items", "each_answers")


def _table(name: str, references: dict[str, str], *parts: sa.schema.SchemaItem) -> None:
    """A table with an id and these references, which fall with their targets."""
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        *(sa.Column(column, ID, nullable=column == "point_id") for column in references),
        *parts,
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{target}.id"], name=f"fk_{name}_{column}", ondelete="CASCADE"
            )
            for column, target in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_autoincrement=True,
    )
    for column in references:
        op.create_index(f"ix_{name}_{column}", name, [column])


def _unique(name: str, *columns: str, where: str) -> None:
    condition = sa.text(where)
    table = name.removeprefix("uq_").rpartition("_")[0]
    op.create_index(
        name,
        table,
        list(columns),
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )


def _forget_unique() -> None:
    for name in ("uq_assignments_item", "uq_assignments_point"):
        op.drop_index(name, "assignments")
