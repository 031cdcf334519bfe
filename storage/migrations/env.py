"""Alembic's environment: runs on the connection that storage/migrate.py hands over."""

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # SQLite's DDL is transactional too, once the transaction is started by hand, as
    # storage/engine.py does.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
