"""Trouble of the database that an update meets is not blamed on the update; a statement that is
wrong is, since it would be wrong again and hold up everybody else.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest

from bot.intake.worker import Worker
from roadmap.errors import StorageError
from tests.bot.test_quarantine_told import Hands
from tests.handlers.conftest import COORDINATOR, Desk, desk

__all__ = ["desk"]


def worker_of(desk: Desk) -> Worker:
    clock: Any = Hands(desk.at)
    return Worker(desk.store, desk.dispatcher, desk.bot, desk.office, clock, lambda effects: None)


async def store_update(desk: Desk, text: str) -> None:
    event = desk.writing(COORDINATOR, text)
    async with desk.store.begin() as tx:
        await tx.inbox.store([(5, json.dumps({"update_id": 5, **event}))], desk.at)


async def test_an_update_that_meets_a_table_out_of_reach_is_handled_once_it_is_back(
    desk: Desk,
) -> None:
    await desk.send(COORDINATOR, "/start")
    await desk.sent()
    await store_update(desk, "/people")
    driver = desk.store._database._writer.driver  # type: ignore[union-attr]
    driver.set_authorizer(
        lambda action, table, *more: (
            sqlite3.SQLITE_DENY if table == "dialogs" else sqlite3.SQLITE_OK
        )
    )
    with pytest.raises(StorageError):
        await worker_of(desk).step()
    async with desk.store.read() as tx:
        assert await tx.inbox.quarantined() == []
        assert [row.attempts for row in await tx.inbox.next(5)] == [0]
    driver.set_authorizer(None)
    await worker_of(desk).step()
    assert len(await desk.sent()) == 1
    async with desk.store.read() as tx:
        assert await tx.inbox.depth() == 0


async def test_an_update_whose_statement_is_wrong_is_put_aside(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    await store_update(desk, "/people")
    other = sqlite3.connect(desk.store.name)
    other.execute("ALTER TABLE dialogs RENAME TO other")
    await worker_of(desk).step()
    other.execute("ALTER TABLE other RENAME TO dialogs")
    other.close()
    async with desk.store.read() as tx:
        assert [row.update_id for row in await tx.inbox.quarantined()] == [5]
