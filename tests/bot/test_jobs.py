"""Slow work: its failures are said, and never stop what waits behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot

from bot.clock import Clock
from bot.configuration.workdays import RussianCalendar
from bot.jobs.context import JobContext
from bot.jobs.kinds import KINDS, Outcome
from bot.jobs.runner import ATTEMPTS, LEASE, do_next
from roadmap.errors import UnreadableDocument, UserError
from roadmap.model import Person, PersonState, Role
from roadmap.model.messages import Job
from roadmap.model.policy import Office, Policy
from roadmap.ports import Tx
from storage.store import SqlStore, open_store


class TurningClock(Clock):
    """A clock that goes on past every lease each time it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.at = datetime(2026, 11, 23, tzinfo=UTC)

    def now(self) -> datetime:
        self.at += LEASE + timedelta(seconds=1)
        return self.at


@pytest.fixture
async def store(own_database: str) -> AsyncIterator[SqlStore]:
    store = await open_store(own_database)
    yield store
    await store.close()


@pytest.fixture
def context(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> JobContext:
    async def no_typing(self: Bot, chat_id: int, action: str) -> bool:
        return True

    monkeypatch.setattr(Bot, "send_chat_action", no_typing)
    return JobContext(
        store, Bot("1:x"), Office(Policy(), RussianCalendar(()), "bot"), TurningClock()
    )


async def add(store: SqlStore, kind: str) -> None:
    async with store.begin() as tx:
        person = await tx.people.add(
            Person(0, "Имя", Role.COORDINATOR, telegram_id=7, state=PersonState.ACTIVE)
        )
        await tx.jobs.add(
            kind, {"chat_id": 7, "person_id": person.id}, datetime(2026, 11, 23, tzinfo=UTC)
        )


async def said(store: SqlStore, context: JobContext) -> list[str]:
    async with store.begin() as tx:
        now = context.clock.now()
        return [message.text for message in await tx.messages.claim(now, now, 10)]


async def test_what_the_person_can_mend_is_said_to_them(
    store: SqlStore, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(context: JobContext, job: Job) -> None:
        raise UserError("error-no-table")

    monkeypatch.setitem(KINDS, "refuse", refuse)
    await add(store, "refuse")
    assert await do_next(context)
    assert not await do_next(context)
    (words,) = await said(store, context)
    assert "нет таблицы" in words


async def test_a_broken_template_is_told_to_the_administrator_by_the_settings_name(
    store: SqlStore,
    context: JobContext,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def refuse(context: JobContext, job: Job) -> None:
        raise UnreadableDocument("error-template", reason="BadZipFile")

    monkeypatch.setitem(KINDS, "refuse", refuse)
    await add(store, "refuse")
    assert await do_next(context)
    (words,) = await said(store, context)
    assert "Шаблон отчёта использовать нельзя" in words
    logged = capsys.readouterr().out
    assert "report.template" in logged
    assert "BadZipFile" in logged


async def test_a_job_that_fails_is_tried_again_and_then_given_up_aloud(
    store: SqlStore, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    async def fail(context: JobContext, job: Job) -> None:
        tries.append(job.id)
        raise RuntimeError("a mistake of ours")

    monkeypatch.setitem(KINDS, "fail", fail)
    await add(store, "fail")
    for _ in range(ATTEMPTS):
        assert await do_next(context)
    assert not await asyncio.wait_for(do_next(context), 5)
    assert len(tries) == ATTEMPTS
    assert len(await said(store, context)) == 1


@pytest.mark.parametrize("kind", ["read_document", "read_people", "write_file"])
async def test_work_for_somebody_erased_meanwhile_is_dropped(
    store: SqlStore, context: JobContext, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    async def erased(context: JobContext, job: Job) -> Outcome:
        async with store.begin() as tx:
            await tx.people.erase(int(str(job.payload["person_id"])))

        async def outcome(tx: Tx) -> None:
            await (await context.voice(tx, job)).say("готово")

        return outcome

    monkeypatch.setitem(KINDS, kind, erased)
    await add(store, kind)
    assert await do_next(context)
    assert not await do_next(context)
    assert await said(store, context) == []


async def test_a_result_that_cannot_be_stored_stops_nothing(
    store: SqlStore, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(context: JobContext, job: Job) -> Outcome:
        async def outcome(tx: Tx) -> None:
            await tx.files.add("\ud83d", "", b"")

        return outcome

    monkeypatch.setitem(KINDS, "broken", broken)
    await add(store, "broken")
    for _ in range(ATTEMPTS):
        assert await do_next(context)
    assert not await do_next(context)
    assert len(await said(store, context)) == 1
