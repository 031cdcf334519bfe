"""Backups: one file, verified before it takes its name."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL

from roadmap.errors import StorageError
from storage.engine import BUSY_SECONDS, name_of, parse

#: Kept readable by the owner alone: the file holds names and answers.
_MODE = 0o600


async def backup(url: str, path: Path) -> None:
    """Write a verified copy of the database to `path`, replacing it only by a whole one; the bot
    may go on meanwhile.

    Raises StorageError where the copy cannot be made or does not hold what the database holds.
    """
    parsed = parse(url)
    if parsed.drivername.startswith("postgresql"):
        await _dump(parsed, path)
    else:
        await asyncio.to_thread(_copy, Path(parsed.database or ""), path)


async def restore(url: str, path: Path) -> None:
    """Put the backup at `path` in place of the database, while no bot runs; raises StorageError."""
    await verify(path)
    parsed = parse(url)
    if parsed.drivername.startswith("postgresql"):
        if _is_sqlite(path):
            raise StorageError(f"{path}: это копия базы SQLite, а в настройках указана PostgreSQL")
        await _run(
            parsed,
            "pg_restore",
            "--clean",
            "--if-exists",
            "--single-transaction",
            "--no-owner",
            str(path),
        )
        return
    if not _is_sqlite(path):
        raise StorageError(f"{path}: это не копия базы SQLite")
    await asyncio.to_thread(_put_back, Path(parsed.database or ""), path)


async def verify(path: Path) -> Mapping[str, int]:
    """Rows by table of the backup (empty for PostgreSQL's); raises StorageError if broken."""
    if await asyncio.to_thread(_is_sqlite, path):
        return await asyncio.to_thread(_verified, path)
    await _run(None, "pg_restore", "--list", str(path))
    return {}


def _copy(source: Path, path: Path) -> None:
    if not source.is_file():
        raise StorageError(f"Базы данных {source.resolve()} нет")
    with _sqlite_errors(path), _replacing(path) as partial:
        with closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as live:
            # One step over all pages is one read transaction: the copy and the counts are of the
            # same instant.
            live.execute("BEGIN")
            counts = _counts(live)
            with closing(sqlite3.connect(partial)) as copy:
                live.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            live.execute("ROLLBACK")
        if _verified(partial) != counts:
            raise StorageError(f"Резервная копия {path} не совпала с базой; повторите")


def _put_back(database: Path, path: Path) -> None:
    with _sqlite_errors(database), _replacing(database) as partial:
        with closing(sqlite3.connect(path)) as kept, closing(sqlite3.connect(partial)) as copy:
            kept.backup(copy)
        _verified(partial)
        # What stands in the old file's journal must not be played into the new one.
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)


def _verified(path: Path) -> dict[str, int]:
    with (
        _sqlite_errors(path),
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection,
    ):
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise StorageError(f"Файл {path} повреждён: {said}")
        return _counts(connection)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    counts = {}
    for (name,) in tables:
        count = connection.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608
        counts[name] = count.fetchone()[0]
    return counts


async def _dump(url: URL, path: Path) -> None:
    with _replacing(path) as partial:
        await _run(url, "pg_dump", "--format=custom", "--no-owner", f"--file={partial}")
        await _run(None, "pg_restore", "--list", str(partial))


async def _run(url: URL | None, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's; the password goes by the environment, not the command line."""
    environment = dict(os.environ)
    if url is not None:
        if url.password:
            environment["PGPASSWORD"] = str(url.password)
        plain = url.set(drivername="postgresql", password=None).render_as_string(
            hide_password=False
        )
        arguments = (f"--dbname={plain}", *arguments)
    name = name_of(url) if url else "PostgreSQL"
    try:
        process = await asyncio.create_subprocess_exec(
            program,
            *arguments,
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
    except FileNotFoundError as error:
        raise StorageError(f"Нет программы {program}: установите клиент PostgreSQL") from error
    _, said = await process.communicate()
    if process.returncode:
        raise StorageError(
            f"{name}: {program} не справилась: {said.decode(errors='replace').strip()}"
        )


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place, flushed to the disk, where all went well."""
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=_MODE)
        yield partial
        _flush(partial)
        partial.replace(path)
        _flush(path.parent)
    except OSError as error:
        raise StorageError(f"Файл {path} не записан: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _sqlite_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(f"Файл {path}: {error}") from error


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_sqlite(path: Path) -> bool:
    """Whether the backup is SQLite's; raises StorageError where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError as error:
        raise StorageError(
            f"Резервная копия {path} не читается: {error.strerror or error}"
        ) from error
