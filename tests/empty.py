"""A database without anything in it."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.migrate import migrate


@cache
def empty_database() -> bytes:
    """A SQLite database of the current schema, byte for byte; made once in a process, and in those
    that are forked off it.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(migrate(f"sqlite+aiosqlite:///{path}"))
        return path.read_bytes()
