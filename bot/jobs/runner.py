"""Slow work that was asked for in chat or at the desk, done one job after the other.

A job is a row, so a crash repeats it rather than losing it; its result and its end are one
transaction.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiogram.exceptions import TelegramAPIError

from bot.jobs.context import JobContext, Outcome, UnfinishedError
from bot.jobs.kinds import do_task
from bot.logs import log
from bot.retrying import until_stored
from documents.child.process import ChildFailed
from roadmap.actions.arriving import Arrival, remember_arrival
from roadmap.actions.handing import say_why_not
from roadmap.actions.tasks import (
    Asker,
    Task,
    WriteFile,
    asker_of,
    reads_for_a_page,
    task_of,
)
from roadmap.errors import NotFound, StorageError, UserError
from roadmap.model.messages import Job
from roadmap.ports import Tx

_log = log("jobs")

Do = Callable[[JobContext, Task, Asker], Awaitable[Outcome]]

#: A reading takes at most 10 s, a large report less than two minutes; past this it may be tried
#: again.
LEASE = timedelta(minutes=3)
ATTEMPTS = 4
#: What Telegram does not give out is tried again after a minute, then ever later, for five days.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
TRIED_FOR = timedelta(days=5)
#: How long «печатает…» is shown [Bot API: 5 s or less], so it is said again while work goes on.
STILL_TYPING = 4.0
#: Between two looks for a job when nobody said that there is one, and after the database refused.
PAUSE = 1.0


async def run_jobs(
    context: JobContext,
    wake: asyncio.Event,
    stopping: asyncio.Event,
    on_done: Callable[[], None] = lambda: None,
    *,
    only: str = "",
    without: str = "",
    at_desk: bool = False,
) -> None:
    """Do one job after the other until `stopping`; `wake` says that there may be a new one.
    `on_done` is called after each: there may be something to say. `only` jobs of this kind, or
    `without` those of that kind, which another loop does; `at_desk` only those asked for at the
    desk, which need nothing of Telegram.
    """

    async def take_over() -> None:
        async with context.store.begin() as tx:
            await tx.jobs.release_claims()

    await until_stored(take_over)
    while not stopping.is_set():
        wake.clear()
        try:
            found = await do_next(context, only=only, without=without, at_desk=at_desk)
        except StorageError as error:
            _log.error("the database refuses", reason=str(error))
            found = False
        if found:
            on_done()
        else:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), PAUSE)


async def do_next(
    context: JobContext,
    do: Do = do_task,
    *,
    only: str = "",
    without: str = "",
    at_desk: bool = False,
) -> bool:
    """Have `do` do the oldest job; False where there is none."""
    now = context.clock.now()
    async with context.store.begin() as tx:
        until = now + LEASE
        job = await tx.jobs.claim(now, until, only=only, without=without, at_desk=at_desk)
    if job is None:
        return False
    typing = asyncio.create_task(_keep_typing(context, asker_of(job).chat_id))
    try:
        outcome = await _outcome(context, job, do)
    except UnfinishedError as unfinished:
        await _put_off(context, job, unfinished.outcome)
        return True
    finally:
        typing.cancel()
    if outcome is not None:
        instead = await _store(context, job, outcome)
        if instead is not None:
            await _store(context, job, instead)
    return True


async def _put_off(context: JobContext, job: Job, outcome: Outcome) -> None:
    """Store what was done of a job and try the rest later; after TRIED_FOR it is given up."""
    now = context.clock.now()
    async with context.store.begin() as tx:
        await outcome(tx)
        if job.asked_at is not None and now - job.asked_at > TRIED_FOR:
            _log.warning("given up after days", job=job.id, kind=job.kind)
            await tx.jobs.done(job.id)
        else:
            wait = min(FIRST_WAIT * 3 ** min(job.attempts - 1, 9), LONGEST_WAIT)
            _log.info("put off", job=job.id, kind=job.kind, attempt=job.attempts)
            await tx.jobs.put_off(job.id, now + wait)


async def _store(context: JobContext, job: Job, outcome: Outcome) -> Outcome | None:
    """Store the job's result and its end in one transaction. Returns what to store instead where
    that cannot be (the asker may have been erased, or have another role since), else None.
    """
    try:
        async with context.store.begin() as tx:
            await outcome(tx)
            await tx.jobs.done(job.id)
    except StorageError:
        raise
    except Exception as error:
        return _failed(context, job, error)
    return None


async def _outcome(context: JobContext, job: Job, do: Do) -> Outcome | None:
    """What is to be stored in the end; None where the job is to be tried again after its lease."""
    try:
        return await do(context, task_of(job), asker_of(job))
    except ChildFailed as error:
        _log.warning("the child gave no answer", job=job.id, kind=job.kind, reason=error.reason)
        return _say(context, job, UserError("error-too-hard"))
    except (StorageError, UnfinishedError):
        raise
    except Exception as error:
        return _failed(context, job, error)


def _failed(context: JobContext, job: Job, error: Exception) -> Outcome | None:
    """What is to be stored of a failed job; None where it is to be tried again after its lease."""
    if isinstance(error, UserError):
        if error.key == "error-template":
            _log.error(
                "the template cannot be used",
                setting="report.template",
                reason=error.variables.get("reason"),
            )
        return _say(context, job, error)
    # Telegram, the network, or a mistake of ours: one job must not stop those behind it, nor be
    # lost unseen.
    _log.warning(
        "job failed",
        job=job.id,
        kind=job.kind,
        attempt=job.attempts,
        error=type(error).__name__,
        exc_info=error,
    )
    return None if job.attempts < ATTEMPTS else _say(context, job, UserError("error-try-again"))


async def _keep_typing(context: JobContext, chat_id: int) -> None:
    while chat_id:
        with contextlib.suppress(TelegramAPIError):
            await context.bot.send_chat_action(chat_id, "typing")
        await asyncio.sleep(STILL_TYPING)


def _say(context: JobContext, job: Job, error: UserError) -> Outcome:
    """Tell the asker what they can do about it; nobody where they have been erased since."""

    async def outcome(tx: Tx) -> None:
        with contextlib.suppress(NotFound, ValueError):
            asker = asker_of(job)
            voice = await context.voice(tx, asker)
            sentence = voice.texts(error.key, **error.variables)
            await voice.say(sentence)
            # A job of another version was asked for on a page that is gone: ValueError.
            if asker.at_desk and isinstance(task := task_of(job), WriteFile):
                await say_why_not(tx, asker.person_id, task, sentence)
            if reads_for_a_page(job):
                await remember_arrival(tx, voice.whom.id, Arrival(refused=sentence))

    return outcome
