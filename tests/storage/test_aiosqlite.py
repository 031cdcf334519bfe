"""aiosqlite beyond its public face: what the connection uses of it is there, does what it did, and
stands in one place.
"""

from __future__ import annotations

import ast
import asyncio
import sqlite3
import threading
import tomllib
from importlib.metadata import version
from pathlib import Path

import aiosqlite
import pytest
from sqlalchemy.dialects.sqlite import dialect

from storage.compiled import CompiledStatements
from storage.sqlite import SqliteConnection

ROOT = Path(__file__).parents[2]
PRIVATE = {"_thread", "_execute"}


async def opened(path: Path) -> SqliteConnection:
    return await SqliteConnection(str(path), "vekha.db", CompiledStatements(dialect())).open()


def test_the_version_is_the_pinned_one() -> None:
    pins = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert "aiosqlite>=0.22,<0.23" in pins
    assert version("aiosqlite").startswith("0.22."), "read storage/sqlite.py before the pin moves"


@pytest.mark.parametrize("name", sorted(PRIVATE))
async def test_aiosqlite_still_has(name: str, tmp_path: Path) -> None:
    connection = await opened(tmp_path / "a.db")
    assert name in {*vars(connection._below), *vars(aiosqlite.Connection)}, (
        f"aiosqlite has moved {name}"
    )
    await connection.close()


async def test_thread_is_the_connections_own_and_does_not_outlive_the_program(
    tmp_path: Path,
) -> None:
    connection = await opened(tmp_path / "a.db")
    assert isinstance(connection._below._thread, threading.Thread), "aiosqlite's _thread"
    assert connection._below._thread.daemon
    await connection.close()
    await asyncio.to_thread(connection._below._thread.join, 5)
    assert not connection._below._thread.is_alive(), "aiosqlite's _thread goes on after close()"


async def test_execute_does_one_thing_after_the_other_in_the_thread(tmp_path: Path) -> None:
    connection = await opened(tmp_path / "a.db")
    done: list[int] = []

    def work(number: int) -> int:
        done.append(number)
        return threading.get_ident()

    where = await asyncio.gather(
        *(connection._below._execute(work, number) for number in range(20))  # type: ignore[no-untyped-call]
    )
    assert done == list(range(20)), "aiosqlite's _execute keeps the order"
    assert set(where) == {connection._below._thread.ident}, "aiosqlite's _execute works in _thread"
    with pytest.raises(ZeroDivisionError):
        await connection._below._execute(lambda: 1 // 0)  # type: ignore[no-untyped-call]
    await connection.close()


async def test_the_thread_of_a_file_that_cannot_be_opened_ends_before_anybody_hears_of_it(
    tmp_path: Path,
) -> None:
    """Else its last word may find the loop closed, and a traceback stands in the administrator's
    terminal beside the sentence that names the trouble.
    """
    before = set(threading.enumerate())
    for _ in range(20):
        with pytest.raises(sqlite3.OperationalError):
            await opened(tmp_path / "absent" / "a.db")
        left = set(threading.enumerate()) - before
        assert [thread for thread in left if "connection_worker" in thread.name] == []


def test_no_other_part_of_aiosqlite_is_used_and_no_other_module_uses_any() -> None:
    users = [
        path for path in (ROOT / "storage").rglob("*.py") if "import aiosqlite" in path.read_text()
    ]
    assert [path.name for path in users] == ["sqlite.py"]
    used = {
        node.attr
        for node in ast.walk(ast.parse(users[0].read_text()))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "_below"
    }
    assert used == {*PRIVATE, "close"}
