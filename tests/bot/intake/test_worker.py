"""The worker: each update once, and each undone as a whole where it fails."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import Update
from structlog.testing import capture_logs

from bot.intake.worker import ATTEMPTS, BATCH, Worker
from handlers.speaking.turn import ChatAction, Effect, Turn
from roadmap.errors import StorageError, Superseded
from roadmap.model import Person, PersonState, Role
from roadmap.model.messages import Outgoing
from roadmap.model.policy import Office, Policy
from tests.bot.moved_time import BEGINNING, MovedClock, Watched


class EveryDay:
    """Offices that never close."""

    def is_working(self, day: date) -> bool:
        return True


OFFICE = Office(Policy(), EveryDay(), "vekha_bot")


class Dispatcher:
    """Handles updates as `handle` says; keeps what it was given."""

    def __init__(self) -> None:
        self.fed: list[int] = []
        self.turns: list[Turn] = []
        self.bots: list[object] = []
        self.handle: Callable[[int, Turn], Awaitable[None]] = self.nothing

    async def nothing(self, update_id: int, turn: Turn) -> None:
        """Nothing follows from it."""

    async def feed_update(self, bot: Bot, update: Update, *, turn: Turn) -> None:
        """As aiogram's."""
        assert update.bot is bot
        self.fed.append(update.update_id)
        self.turns.append(turn)
        self.bots.append(bot)
        await self.handle(update.update_id, turn)


class Intake:
    """A worker with all that it is given."""

    def __init__(self, store: Watched) -> None:
        self.store, self.dispatcher, self.bot = store, Dispatcher(), Bot("42:TEST")
        self.done: list[list[Effect]] = []
        self.attempts: list[tuple[float, bool]] = []
        self.worker = Worker(
            store, self.dispatcher, self.bot, OFFICE, MovedClock(), self._done,  # type: ignore[arg-type]
        )  # fmt: skip
        self.worker.on_attempt = self._attempt

    def _done(self, effects: list[Effect]) -> None:
        self.done.append(effects)

    def _attempt(self, seconds: float, *, failed: bool) -> None:
        self.attempts.append((seconds, failed))

    async def comes(self, *update_ids: int, **raw: str) -> None:
        """These updates have come in."""
        async with self.store.begin() as tx:
            rows = [(one, raw.get(f"u{one}", json.dumps({"update_id": one}))) for one in update_ids]
            await tx.inbox.store(rows, BEGINNING)

    async def waiting(self) -> list[int]:
        """The ids of what is not handled."""
        async with self.store.read() as tx:
            return [row.update_id for row in await tx.inbox.next(1000)]

    async def aside(self) -> dict[int, str]:
        """What is in quarantine, with the reasons."""
        async with self.store.read() as tx:
            return {one.update_id: one.error for one in await tx.inbox.quarantined()}

    async def facts(self) -> dict[str, str]:
        """What was stored because of the updates."""
        async with self.store.read() as tx:
            return await tx.facts.beginning("update ")

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Worker]:
        """The worker at work; stopped at the end."""
        running = asyncio.create_task(self.worker.run())
        try:
            yield self.worker
        finally:
            self.worker.stop()
            async with asyncio.timeout(100):
                await running


@pytest.fixture
async def intake(store: Watched) -> Intake:
    """A worker on a new database."""
    return Intake(store)


async def remember(update_id: int, turn: Turn) -> None:
    """A handler that stores something, says something and has an effect."""
    await turn.tx.facts.set(f"update {update_id}", "1")
    await turn.tx.messages.add(Outgoing(update_id, "записано"))
    turn.effects.append(ChatAction(update_id))


def failing(*which: int, times: int = 100, error: type[Exception] = KeyError) -> Any:
    """A handler that stores, and then fails for these updates, so many times."""
    left = dict.fromkeys(which, times)

    async def handle(update_id: int, turn: Turn) -> None:
        await remember(update_id, turn)
        if left.get(update_id, 0) > 0:
            left[update_id] -= 1
            raise error("Ветрова")

    return handle


async def test_an_update_is_handled_once_with_all_that_follows_in_one_commit(
    intake: Intake,
) -> None:
    await intake.comes(7, 5)
    intake.dispatcher.handle = remember
    before = intake.store.written
    assert await intake.worker.step() == 2
    assert intake.store.written == before + 1
    assert intake.dispatcher.fed == [7, 5], "in the order in which they came"
    assert await intake.waiting() == []
    assert set(await intake.facts()) == {"update 5", "update 7"}
    assert intake.done == [[ChatAction(7), ChatAction(5)]]
    assert await intake.worker.step() == 0
    assert len(intake.dispatcher.fed) == 2


async def test_a_handler_is_given_the_instant_the_office_and_the_running_transaction(
    intake: Intake,
) -> None:
    await intake.comes(1)
    intake.dispatcher.handle = remember
    await intake.worker.step()
    [turn] = intake.dispatcher.turns
    assert turn.office is OFFICE
    assert timedelta(0) <= turn.at - BEGINNING < timedelta(seconds=5)
    assert intake.dispatcher.bots == [intake.bot]


async def test_where_nothing_has_come_nothing_is_written(intake: Intake) -> None:
    before = intake.store.written
    assert await intake.worker.step() == 0
    assert intake.store.written == before
    assert intake.done == []


async def test_an_update_that_fails_is_undone_alone_and_put_aside(intake: Intake) -> None:
    await intake.comes(1, 2, 3)
    intake.dispatcher.handle = failing(2)
    assert await intake.worker.step() == 3
    assert intake.dispatcher.fed == [1, *[2] * ATTEMPTS, 3]
    assert set(await intake.facts()) == {"update 1", "update 3"}
    assert intake.done == [[ChatAction(1), ChatAction(3)]], "its effects are not carried out"
    assert await intake.waiting() == []
    aside = await intake.aside()
    assert list(aside) == [2]
    assert aside[2].startswith("KeyError at ")
    assert aside[2].endswith(": 'Ветрова'")
    async with intake.store.begin() as tx:
        said = await tx.messages.claim(BEGINNING, BEGINNING, 9)
    assert [one.chat_id for one in said] == [1, 3]


async def test_an_update_that_fails_once_is_handled_at_the_second_attempt(intake: Intake) -> None:
    await intake.comes(1)
    intake.dispatcher.handle = failing(1, times=ATTEMPTS - 1)
    await intake.worker.step()
    assert intake.dispatcher.fed == [1] * ATTEMPTS
    assert await intake.aside() == {}
    assert await intake.waiting() == []
    assert intake.done == [[ChatAction(1)]], "once"
    async with intake.store.begin() as tx:
        assert len(await tx.messages.claim(BEGINNING, BEGINNING, 9)) == 1
    assert intake.dispatcher.turns[0] is not intake.dispatcher.turns[1]


@pytest.mark.parametrize("raw", ["{", "[]", '{"update_id": "не число"}', "\x01", '{"message": 1}'])
async def test_what_cannot_be_read_is_put_aside_and_the_next_is_handled(
    intake: Intake, raw: str
) -> None:
    await intake.comes(1, 2, u1=raw)
    intake.dispatcher.handle = remember
    await intake.worker.step()
    assert intake.dispatcher.fed == [2]
    assert list(await intake.aside()) == [1]
    assert await intake.waiting() == []


async def test_a_reason_is_cut_to_what_is_worth_keeping(intake: Intake) -> None:
    await intake.comes(1)

    async def handle(update_id: int, turn: Turn) -> None:
        raise ValueError("ы" * 9000)

    intake.dispatcher.handle = handle
    await intake.worker.step()
    assert len((await intake.aside())[1]) == 4000


async def test_the_coordinators_hear_of_what_was_put_aside(intake: Intake) -> None:
    async with intake.store.begin() as tx:
        await tx.people.add(
            Person(0, "Ким", Role.COORDINATOR, telegram_id=9, state=PersonState.ACTIVE)
        )
    await intake.comes(17)
    intake.dispatcher.handle = failing(17)
    await intake.worker.step()
    async with intake.store.begin() as tx:
        [told] = await tx.messages.claim(BEGINNING, BEGINNING, 9)
        told_on = await tx.facts.get("quarantine_told")
    assert (told.chat_id, told_on) == (9, "2026-11-23")
    assert "17" in told.text


@pytest.mark.parametrize("error", [StorageError, Superseded])
async def test_the_databases_trouble_is_not_blamed_on_the_update(
    intake: Intake, error: type[Exception]
) -> None:
    await intake.comes(1, 2)
    intake.dispatcher.handle = failing(2, times=1, error=error)
    with pytest.raises(error):
        await intake.worker.step()
    assert intake.dispatcher.fed == [1, 2], "at once, without a second attempt"
    assert await intake.aside() == {}
    assert await intake.facts() == {}
    assert await intake.waiting() == [1, 2], "the whole batch is tried again"
    assert intake.done == []
    assert await intake.worker.step() == 2
    assert set(await intake.facts()) == {"update 1", "update 2"}


async def test_no_more_than_a_batch_is_handled_in_one_transaction(intake: Intake) -> None:
    await intake.comes(*range(1, BATCH + 3))
    before = intake.store.written
    assert [await intake.worker.step() for _ in range(3)] == [BATCH, 2, 0]
    assert intake.store.written == before + 2


async def test_others_have_their_turn_between_two_updates(intake: Intake) -> None:
    await intake.comes(1, 2, 3)
    turns: list[int] = []
    handled = asyncio.Event()

    async def handle(update_id: int, turn: Turn) -> None:
        handled.set()
        handled.clear()

    async def other() -> None:
        for _ in range(3):
            await handled.wait()
            turns.append(len(intake.dispatcher.fed))

    intake.dispatcher.handle = handle
    waiting = asyncio.create_task(other())
    await asyncio.sleep(0)
    await intake.worker.step()
    await waiting
    assert turns == [1, 2, 3]


async def test_each_attempt_is_told_with_its_time_and_whether_it_failed(intake: Intake) -> None:
    await intake.comes(1, 2)

    async def handle(update_id: int, turn: Turn) -> None:
        await asyncio.sleep(0.002 * update_id)
        if update_id == 2:
            raise KeyError

    intake.dispatcher.handle = handle
    await intake.worker.step()
    assert [(round(seconds, 4), failed) for seconds, failed in intake.attempts] == [
        (0.002, False),
        (0.004, True),
        (0.004, True),
    ]


async def test_the_log_says_where_an_update_failed_and_nothing_that_it_held(
    intake: Intake,
) -> None:
    await intake.comes(5)
    intake.dispatcher.handle = failing(5)
    with capture_logs() as lines:
        await intake.worker.step()
    failed = [line for line in lines if line["event"] == "update failed"]
    assert [(line["update"], line["attempt"]) for line in failed] == [(5, 1), (5, 2)]
    assert all(line["at"].startswith("KeyError at ") for line in failed)
    assert "Ветрова" not in str(lines)


async def test_what_comes_while_it_waits_is_handled_at_once_where_it_is_told_of(
    intake: Intake,
) -> None:
    loop = asyncio.get_running_loop()
    async with intake.working() as worker:
        await asyncio.sleep(5.3)
        await intake.comes(1)
        worker.wake.set()
        begun = loop.time()
        while intake.dispatcher.fed == [] and loop.time() < begun + 5:
            await asyncio.sleep(0.01)
        assert loop.time() - begun < 0.5
        await intake.comes(2)
        await asyncio.sleep(2)
        assert intake.dispatcher.fed == [1, 2], "and within a second where it is not"


async def test_what_is_there_is_worked_off_without_a_pause(intake: Intake) -> None:
    await intake.comes(*range(3 * BATCH))
    async with intake.working():
        await asyncio.sleep(0.9)
        assert len(intake.dispatcher.fed) == 3 * BATCH


async def test_while_the_database_is_away_the_inbox_is_tried_again_and_nothing_is_lost(
    intake: Intake,
) -> None:
    await intake.comes(1)
    intake.store.troubles = [StorageError("занята")] * 3
    with capture_logs() as lines:
        async with intake.working():
            await asyncio.sleep(2.5)
            assert intake.dispatcher.fed == []
            await asyncio.sleep(6)
    assert intake.dispatcher.fed == [1]
    assert [(line["event"], line["error"]) for line in lines] == [
        ("the inbox cannot be worked off, trying again", "занята")
    ] * 3


async def test_a_batch_that_has_begun_is_finished_when_it_is_stopped(intake: Intake) -> None:
    await intake.comes(1, 2)

    async def handle(update_id: int, turn: Turn) -> None:
        intake.worker.stop()
        await remember(update_id, turn)

    intake.dispatcher.handle = handle
    async with asyncio.timeout(5):
        await intake.worker.run()
    assert intake.dispatcher.fed == [1, 2]
    assert await intake.waiting() == []
    await intake.comes(3)
    async with asyncio.timeout(5):
        await intake.worker.run()
    assert intake.dispatcher.fed == [1, 2], "no further batch"


async def test_a_worker_that_waits_is_stopped_at_once(intake: Intake) -> None:
    loop = asyncio.get_running_loop()
    async with intake.working():
        await asyncio.sleep(5.2)
        begun = loop.time()
    assert loop.time() - begun < 0.5
