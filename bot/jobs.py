"""Slow work that was asked for in chat: reading files, writing files, fetching attachments.

A job is a row, so a crash repeats it rather than losing it; its result and its end are one transaction.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.clock import Clock
from bot.files import Wanted, gather
from documents.child import ChildFailed
from documents.people_file import read_people
from documents.sandboxed import read_in_child
from handlers.columns import columns_unsure
from handlers.importing import draft_arrived
from handlers.peoples_file import people_arrived
from handlers.turn import Office, Turn
from roadmap.draft_json import draft_as_json
from roadmap.errors import UnsureColumns, UserError
from roadmap.messages import Job, Outgoing, Urgency
from roadmap.model import Period
from roadmap.ports import Store, Tx

log = structlog.get_logger(__name__)

#: A reading takes at most 10 s, a large report less than a minute; past this somebody else may try.
LEASE = timedelta(minutes=3)
ATTEMPTS = 4
#: How long «печатает…» is shown [Bot API: 5 s or less], so it is said again while work goes on.
STILL_TYPING = 4.0


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every job needs."""

    store: Store
    bot: Bot
    office: Office
    clock: Clock


Work = Callable[[Workshop, Job], Awaitable[Callable[[Tx], Awaitable[None]]]]


async def run_jobs(shop: Workshop, wake: asyncio.Event, stopping: asyncio.Event) -> None:
    """Do one job after the other until `stopping`; `wake` says that there may be a new one."""
    async with shop.store.begin() as tx:
        await tx.jobs.release_claims()
    while not stopping.is_set():
        wake.clear()
        if not await do_next(shop):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), 1.0)


async def do_next(shop: Workshop) -> bool:
    """Do the oldest job; False where there is none."""
    now = shop.clock.now()
    async with shop.store.begin() as tx:
        job = await tx.jobs.claim(now, now + LEASE)
    if job is None:
        return False
    typing = asyncio.create_task(_keep_typing(shop, _number(job, "chat_id")))
    try:
        outcome = await WORK[job.kind](shop, job)
    except (TelegramAPIError, OSError, TimeoutError) as error:
        log.warning("job failed", job=job.id, kind=job.kind, attempts=job.attempts, error=type(error).__name__)
        if job.attempts < ATTEMPTS:
            return True
        outcome = _say(shop, job, UserError("error-try-again"))
    except ChildFailed as error:
        log.warning("child failed", job=job.id, kind=job.kind, reason=error.reason)
        outcome = _say(shop, job, UserError("error-too-hard"))
    except UserError as error:
        outcome = _say(shop, job, error)
    finally:
        typing.cancel()
    async with shop.store.begin() as tx:
        await outcome(tx)
        await tx.jobs.done(job.id)
    return True


async def _keep_typing(shop: Workshop, chat_id: int) -> None:
    while chat_id:
        with contextlib.suppress(TelegramAPIError):
            await shop.bot.send_chat_action(chat_id, "typing")
        await asyncio.sleep(STILL_TYPING)


def _say(shop: Workshop, job: Job, error: UserError) -> Callable[[Tx], Awaitable[None]]:
    """Tell whoever asked what they can do about it."""

    async def outcome(tx: Tx) -> None:
        if _number(job, "chat_id"):
            turn = await _turn(shop, tx, job)
            await turn.say(turn.texts(error.key, **error.variables))

    return outcome


async def _turn(shop: Workshop, tx: Tx, job: Job) -> Turn:
    """A turn for the job's person in the job's chat."""
    person = await tx.people.get(_number(job, "person_id"))
    thread = _number(job, "thread_id") or None
    return Turn(tx, shop.clock.now(), shop.office, _number(job, "chat_id"), thread, person=person)


def _number(job: Job, name: str) -> int:
    return int(str(job.payload.get(name) or 0))


def _today(shop: Workshop, at: datetime) -> date:
    return at.astimezone(shop.office.policy.timezone).date()


async def _download(shop: Workshop, file_id: str) -> bytes:
    """The content of a file that Telegram keeps [at most 20 MB, Bot API]."""
    into = BytesIO()
    await shop.bot.download(file_id, into)
    return into.getvalue()


async def _read_document(shop: Workshop, job: Job) -> Callable[[Tx], Awaitable[None]]:
    name, stored = str(job.payload["name"]), _number(job, "stored_file")
    content = await _stored(shop, stored) if stored else await _download(shop, str(job.payload["telegram_file"]))
    try:
        draft = await read_in_child(content, name, _year(job), _today(shop, shop.clock.now()), _columns(job))
    except UnsureColumns as unsure:
        rows, guesses = unsure.rows, unsure.guesses

        async def ask(tx: Tx) -> None:
            file_id = stored or await tx.desk.add_file(name, "", content)
            await columns_unsure(await _turn(shop, tx, job), file_id, rows, guesses)

        return ask

    async def outcome(tx: Tx) -> None:
        file_id = stored or await tx.desk.add_file(name, "", content)
        await draft_arrived(await _turn(shop, tx, job), draft_as_json(draft), file_id)

    return outcome


async def _stored(shop: Workshop, file_id: int) -> bytes:
    async with shop.store.read() as tx:
        return (await tx.desk.file(file_id)).content


def _year(job: Job) -> Period | None:
    """The year that the coordinator named, where they did."""
    given = job.payload.get("year")
    if not isinstance(given, list):
        return None
    label, start, end = (str(part) for part in given)
    return Period(label, date.fromisoformat(start), date.fromisoformat(end))


def _columns(job: Job) -> list[str] | None:
    """The columns' meanings that the coordinator named, where they did."""
    given = job.payload.get("columns")
    return [str(meaning) for meaning in given] if isinstance(given, list) else None


async def _read_people(shop: Workshop, job: Job) -> Callable[[Tx], Awaitable[None]]:
    content = await _download(shop, str(job.payload["telegram_file"]))
    rows = read_people(content, str(job.payload["name"]))

    async def outcome(tx: Tx) -> None:
        turn = await _turn(shop, tx, job)
        await people_arrived(turn, [(row.name, row.job, row.items) for row in rows])

    return outcome


async def _fetch_attachments(shop: Workshop, job: Job) -> Callable[[Tx], Awaitable[None]]:
    async with shop.store.read() as tx:
        entry = await tx.answers.get(_number(job, "entry"))
    fetched = []
    for attachment in entry.attachments:
        if attachment.stored_id is None and attachment.size <= 20 * 1024 * 1024:
            fetched.append((attachment, await _download(shop, attachment.file_id)))

    async def outcome(tx: Tx) -> None:
        for attachment, content in fetched:
            stored = await tx.desk.add_file(attachment.name, attachment.mime, content)
            await tx.answers.attachment_stored(attachment.id, stored)

    return outcome


async def _write_file(shop: Workshop, job: Job) -> Callable[[Tx], Awaitable[None]]:
    async with shop.store.read() as tx:
        roadmap = await tx.roadmaps.get(_number(job, "roadmap"))
        half = roadmap.period.halves()[_number(job, "half") - 1]
        form, person_id = str(job.payload["format"]), _number(job, "only_person") or None
        order = await gather(tx, Wanted(roadmap, half, form, shop.clock.now(), shop.office, person_id))
    made = await order.write()

    async def outcome(tx: Tx) -> None:
        for file in made:
            file_id = await tx.desk.add_file(file.name, file.mime, file.content)
            message = Outgoing(
                _number(job, "chat_id"),
                "",
                Urgency.ANSWER,
                person_id=_number(job, "person_id"),
                thread_id=_number(job, "thread_id") or None,
                file_id=file_id,
                as_photo=file.mime == "image/png",
            )
            await tx.messages.add(message)

    return outcome


WORK: dict[str, Work] = {
    "read_document": _read_document,
    "read_people": _read_people,
    "fetch_attachments": _fetch_attachments,
    "write_file": _write_file,
}
