"""Both engines: SQLite in a file, and PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from storage.store import SqlStore, open_store
from tests.postgres import address_of

_numbers = itertools.count()


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
            return address_of(server, f"test{os.getpid()}x{number}")
        path = tmp_path / f"vekha{number}.db"
        if model == "model":
            shutil.copy(request.getfixturevalue("empty_database"), path)
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
