"""A real PostgreSQL that the tests start themselves; see the fixture `postgres`."""

from __future__ import annotations

from typing import Any


def address_of(server: Any, database: str) -> str:
    """The SQLAlchemy URL of one of its databases."""
    uri: str = server.get_uri(database)
    return uri.replace("postgresql://", "postgresql+asyncpg://")
