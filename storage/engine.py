"""Databases by their addresses, and what errors of an engine mean to an administrator."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    SQLAlchemyError,
    StatementError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from roadmap.errors import StorageError

if TYPE_CHECKING:
    from storage.postgres import PostgresDatabase
    from storage.sqlite import SqliteDatabase

#: Russian stays readable in the file, and half as long.
as_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))

#: How long a statement waits for another process's lock, in seconds.
BUSY_SECONDS = 5.0

#: PostgreSQL's classes of errors: values that a column cannot hold, and statements that are wrong.
_DATA_EXCEPTION, _WRONG_STATEMENT = "22", "42"

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


def open_database(url: URL) -> SqliteDatabase | PostgresDatabase:
    """The database at `url`; nothing is connected yet, and only its own engine is imported."""
    if url.drivername.startswith("sqlite"):
        from storage.sqlite import SqliteDatabase

        return SqliteDatabase(url)
    from storage.postgres import PostgresDatabase

    return PostgresDatabase(url)


@contextmanager
def in_words(name: str, *, statement: bool = False) -> Iterator[None]:
    """Turn what an engine raises within into what `in_words_of` makes of it.

    Around one `statement` its own mistakes pass as they are, so that a caller that can undo a part
    of its transaction does that, and does not wait for the database to mend.
    """
    try:
        yield
    except (sqlite3.Error, SQLAlchemyError, OSError) as error:
        meant = error if statement and is_mistake(error) else in_words_of(error, name)
        if meant is error:
            raise
        raise meant from error


def in_words_of(error: Exception, name: str, statement: str | None = None) -> Exception:
    """StorageError, a sentence that names the database, in place of what its engine raised.

    Broken keys (IntegrityError of SQLAlchemy) and values that no column takes (ValueError) are
    mistakes of the caller: it is of no use to try these again.
    """
    match error:
        case IntegrityError():
            return error
        case sqlite3.IntegrityError():
            return IntegrityError(statement, None, error)
        case DBAPIError() if _state(error).startswith(_DATA_EXCEPTION):
            return ValueError(str(error.orig))
        case DBAPIError() | sqlite3.Error():
            return StorageError(f"База данных {name} {_meaning(getattr(error, 'orig', error))}")
        case StatementError():
            return error.orig if isinstance(error.orig, ValueError) else error
        case PoolTimeout():
            return StorageError(f"База данных {name} не отвечает: все соединения заняты")
        case TimeoutError():
            return StorageError(f"База данных {name} не отвечает")
        case OSError():
            return StorageError(f"База данных {name} недоступна: {error.strerror or error}")
    return error


def is_mistake(error: Exception) -> bool:
    """Whether a statement is wrong, and the database in order."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) == sqlite3.SQLITE_ERROR
    return _state(error).startswith(_WRONG_STATEMENT)


def _state(error: Exception) -> str:
    return str(getattr(getattr(error, "orig", None), "sqlstate", None))


def _meaning(error: BaseException | None) -> str:
    said = f"{type(error).__name__} {error}".lower()
    return next(
        (meaning for sign, meaning in _MEANINGS if sign in said), f"не выполнила запрос: {error}"
    )
