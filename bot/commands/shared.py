"""What several commands share: an open store, and a sign that work goes on."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from bot.configuration.settings import Settings
from roadmap.ports import Store

T = TypeVar("T")


async def with_store(settings: Settings, work: Callable[[Store], Awaitable[T]]) -> T:
    """Do `work` with the database, its schema brought up to date; raises StorageError."""
    from bot.database.opening import open_database

    store = await open_database(settings)
    try:
        return await work(store)
    finally:
        await store.close()


@contextmanager
def showing(title: str, steps: int = 1) -> Iterator[Callable[[], None]]:
    """A bar on stderr: call what it gives after each of `steps`. Nothing without a terminal."""
    stream = sys.stderr
    with click.progressbar(
        length=steps, label=title, file=stream, hidden=not stream.isatty()
    ) as bar:
        bar.render_progress()
        yield lambda: bar.update(1)
