"""Leases on a real database, in moved time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.moved_time import MovingPolicy, Watched, watched_store
from tests.empty import empty_database


@pytest.fixture(scope="session")
def empty() -> bytes:
    """A database of the current schema."""
    return empty_database()


@pytest.fixture
def event_loop_policy() -> asyncio.AbstractEventLoopPolicy:
    """Loops whose time goes on by itself."""
    return MovingPolicy()


@pytest.fixture
async def store(empty: bytes, tmp_path: Path) -> AsyncIterator[Watched]:
    """A new database."""
    async with watched_store(tmp_path / "vekha.db", empty) as opened:
        yield opened
