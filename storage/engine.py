"""Connections: how each engine is opened, and what its errors mean to whoever runs the bot."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from roadmap.errors import StorageError
from storage.inline_sqlite import connect

#: Russian stays readable in the file, and half as long.
_dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))

#: How long a statement waits for another process's lock, in seconds.
BUSY_SECONDS = 5.0
#: PostgreSQL ends a transaction whose program has been silent for so long: its machine may be gone,
#: or stand still, and whoever takes its work over waits for the rows that it holds.
IDLE_SECONDS = 8.0
_IDLE = "idle_in_transaction_session_timeout"
#: A statement that gets no answer for so long is given up, with its connection: the server hangs,
#: or is out of reach.
ANSWER_SECONDS = 60.0

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # an erased person leaves no bytes behind
    "PRAGMA temp_store=MEMORY",  # nor in a temporary file
)

#: The class of PostgreSQL's codes for values that a column cannot hold.
_DATA_EXCEPTION = "22"

#: What SQLite says, and what it means.
_MEANINGS = (
    ("locked", "занята другой программой; закройте её и повторите"),
    ("disk is full", "не записана: на диске нет места"),
    ("readonly", "открыта только для чтения; проверьте права на файл и каталог"),
    ("disk i/o error", "не читается или не пишется: ошибка диска"),
    ("malformed", "повреждена; восстановите её из последней резервной копии"),
    (
        "not a database",
        "повреждена или не является базой данных; восстановите её из последней резервной копии",
    ),
    ("unable to open", "не открывается; проверьте путь и права"),
    ("no such table", "не готова: в ней нет таблиц; обновите схему"),
    ("undefinedtable", "не готова: в ней нет таблиц; обновите схему"),
    ("no space left", "не записана: на диске нет места"),
)


def parse(url: str) -> URL:
    """The URL; raises StorageError where it is not one of an engine that we speak to."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StorageError(f"database.url: не адрес базы данных: {url}") from error
    if parsed.drivername not in ("sqlite+aiosqlite", "postgresql+asyncpg"):
        raise StorageError(
            f"database.url: нужна база sqlite+aiosqlite или postgresql+asyncpg, а не "
            f"{parsed.drivername}"
        )
    if parsed.drivername == "postgresql+asyncpg" and find_spec("asyncpg") is None:
        raise StorageError(
            "database.url: для PostgreSQL установите asyncpg: pip install 'vekha[postgres]'"
        )
    if parsed.drivername.startswith("sqlite") and parsed.database in (None, "", ":memory:"):
        raise StorageError(
            "database.url: укажите файл базы данных, например sqlite+aiosqlite:///vekha.db"
        )
    return parsed


def from_anywhere(url: str) -> str:
    """The address of the same database for a program that runs in another directory. Raises
    StorageError.
    """
    parsed = parse(url)
    if parsed.drivername.startswith("sqlite"):
        parsed = parsed.set(database=str(Path(parsed.database or "").resolve()))
    return parsed.render_as_string(hide_password=False)


def name_of(url: URL) -> str:
    """What to call the database in a sentence: its file, or its address without the password."""
    if url.drivername.startswith("sqlite"):
        return str(Path(url.database or "").resolve())
    return url.render_as_string(hide_password=True)


def open_engine(url: URL, *, begin: str = "BEGIN", size: int = 4) -> AsyncEngine:
    """An engine of `size` connections whose SQLite transactions start with `begin`, or with nothing
    where that is empty; PostgreSQL has its own start.
    """
    if url.drivername.startswith("postgresql"):
        return create_async_engine(
            url,
            isolation_level="READ COMMITTED",
            json_serializer=_dumps,
            pool_size=size,
            pool_pre_ping=True,
            connect_args={
                "timeout": BUSY_SECONDS,
                "command_timeout": ANSWER_SECONDS,
                "server_settings": {_IDLE: str(round(IDLE_SECONDS * 1000))},
            },
        )
    _make_private(Path(url.database or ""))
    # The driver's own transactions are off (isolation_level None): it would start them late, and
    # never IMMEDIATE.
    engine = create_async_engine(
        url,
        json_serializer=_dumps,
        pool_size=size,
        max_overflow=0,
        async_creator=partial(
            connect, url.database or "", isolation_level=None, timeout=BUSY_SECONDS
        ),
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    if begin:
        event.listen(engine.sync_engine, "begin", partial(_begin, begin))
    return engine


def _make_private(file: Path) -> None:
    """A new database is its owner's alone: names and answers are in it. SQLite gives its journals
    the same rights.
    """
    with suppress(OSError):  # what is wrong with the place is said when it is opened
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))


def _prepare(connection: Any, _: Any) -> None:
    try:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()
    except BaseException:
        # The pool has not taken it over yet; left open, its thread would outlive the program.
        connection.close()
        raise


def _begin(statement: str, connection: Any) -> None:
    connection.exec_driver_sql(statement)


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Turn what the engine raises within into StorageError, a sentence that names the database.

    Broken keys (IntegrityError) and naive instants (ValueError) are mistakes of the caller and pass
    as they are; so does what no column takes, as ValueError: it is of no use to try that again.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        if str(getattr(error.orig, "sqlstate", None)).startswith(_DATA_EXCEPTION):
            raise ValueError(str(error.orig)) from error
        raise StorageError(f"База данных {name} {_meaning(error.orig)}") from error
    except StatementError as error:
        raise (error.orig if isinstance(error.orig, ValueError) else error) from error
    except PoolTimeout as error:
        raise StorageError(f"База данных {name} не отвечает: все соединения заняты") from error
    except OSError as error:
        raise StorageError(f"База данных {name} недоступна: {error.strerror or error}") from error


def _meaning(error: BaseException | None) -> str:
    said = f"{type(error).__name__} {error}".lower()
    return next(
        (meaning for sign, meaning in _MEANINGS if sign in said), f"не выполнила запрос: {error}"
    )
