"""The kinds of slow work: done outside of a transaction, returning what is to be stored."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import assert_never

from bot.files.border import Wanted
from bot.files.half_year_files import MadeFile, gather_in_process, make_files
from bot.jobs.context import JobContext, Outcome, UnfinishedError
from bot.jobs.fetching import fetch_attachments
from bot.logs import log
from documents.child.process import ChildFailed
from documents.child.program import run_program
from documents.child.reading import people_in_child, read_in_child, readable
from handlers.answering.heard import offer_words
from handlers.answering.living import is_on_its_way, refresh_message
from handlers.importing.columns import columns_unsure
from handlers.importing.files import draft_arrived
from handlers.people.changing import propose
from handlers.people.list_at_desk import list_read, list_refused
from handlers.people.people_file import invite_listed, people_likely, say_listed
from handlers.reporting.reports import report_written
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import Answering, How, change_of
from roadmap.actions.handing import hand_over
from roadmap.actions.hearing import spoken_in
from roadmap.actions.joining import InvitedRow
from roadmap.actions.planning import Rules, portions, replan
from roadmap.actions.tasks import (
    Asker,
    FetchAttachments,
    PlanItems,
    ReadDocument,
    ReadPeople,
    RefreshMessage,
    RefreshMessages,
    Task,
    WriteDown,
    WriteFile,
)
from roadmap.answers.heard import name_for_program, words_in
from roadmap.directory.names import names_person
from roadmap.drafts.json_form import draft_as_json
from roadmap.errors import UnreadableDocument, UnsureColumns, UserError
from roadmap.model import Attachment
from roadmap.model.forms import MIME
from roadmap.model.messages import Outgoing, Urgency
from roadmap.ports import Tx

#: People of a list who are invited in one transaction: others wait for their answers no longer than
#: a tenth of a second.
PEOPLE_AT_ONCE = 50
#: Seconds between two transactions of one job: an answer takes a handful of its own.
BETWEEN = 0.05

#: Bytes of words: many times what is kept of them.
MAX_PRINTED = 64 * 1024
#: Words that come later than this after their voice are no answer at once: they wait for their
#: author's working hours.
CAME_AT_ONCE = timedelta(hours=1)

_log = log("jobs")

#: Of the rows of a list of people, this part at least is called as people are.
_MOSTLY = 0.8
#: More pictures than an album holds [Bot API: 10] are not looked through on a phone.
MAX_PICTURES = 10
#: A bot may send files up to 50 MB [Bot API]; photos and scans hardly become smaller, and the list
#: comes with them.
MAX_ARCHIVE = 48 * 1024 * 1024


async def do_task(context: JobContext, task: Task, asker: Asker) -> Outcome:
    """Do `task` for `asker`; raises UserError where its outcome can only be said."""
    match task:
        case ReadDocument():
            return await _read_document(context, task, asker)
        case ReadPeople():
            return await _read_people(context, task, asker)
        case FetchAttachments():
            return await fetch_attachments(context, task)
        case WriteDown():
            return await _write_down(context, task, asker)
        case RefreshMessage():
            return await _refresh(context, task)
        case RefreshMessages():
            return await _refresh_all(context, task)
        case WriteFile():
            return await _write_file(context, task, asker)
        case PlanItems():
            return await _plan_items(context, task)
        case _:
            assert_never(task)


async def _read_document(context: JobContext, task: ReadDocument, asker: Asker) -> Outcome:
    name, stored = task.name, task.stored_file
    given = await _stored(context, stored) if stored else await context.download(task.telegram_file)
    try:
        content = await readable(given)
        if content is not given:
            stored = 0  # the report is written into what LibreOffice made of it
        draft = await read_in_child(content, name, task.year, context.today(), task.columns)
    except UnreadableDocument:
        if count := await _count_people(given, name):
            return _people_instead(context, task, asker, given, count)
        raise
    except UnsureColumns as unsure:
        if task.columns is None and (count := await _count_people(given, name)):
            return _people_instead(context, task, asker, given, count)
        rows, guesses = unsure.rows, unsure.guesses

        async def ask(tx: Tx) -> None:
            file_id = stored or await tx.files.add(name, "", content)
            await columns_unsure(await context.voice(tx, asker), file_id, rows, guesses)

        return ask

    async def outcome(tx: Tx) -> None:
        file_id = stored or await tx.files.add(name, "", content)
        await draft_arrived(await context.voice(tx, asker), draft_as_json(draft), file_id)

    return outcome


async def _count_people(content: bytes, name: str) -> int:
    """How many people a file lists that is no plan; 0 where it is no list of people, either."""
    try:
        rows = await people_in_child(content, name)
    except UnreadableDocument:
        return 0
    people = sum(names_person(row.name) for row in rows)
    return len(rows) if people >= _MOSTLY * len(rows) else 0


def _people_instead(
    context: JobContext, task: ReadDocument, asker: Asker, content: bytes, count: int
) -> Outcome:
    async def offer(tx: Tx) -> None:
        file_id = task.stored_file or await tx.files.add(task.name, "", content)
        await people_likely(await context.voice(tx, asker), file_id, count)

    return offer


async def _stored(context: JobContext, file_id: int) -> bytes:
    async with context.store.read() as tx:
        return (await tx.files.get(file_id)).content


async def _read_people(context: JobContext, task: ReadPeople, asker: Asker) -> Outcome:
    stored = task.stored_file
    given = await _stored(context, stored) if stored else await context.download(task.telegram_file)
    try:
        rows = await people_in_child(given, task.name)
    except UserError as error:
        if asker.chat_id:
            raise
        return partial(_refused_at_desk, context, task, asker, error)

    done, wanted = list[InvitedRow](), list[Answering]()
    for start in range(0, len(rows), PEOPLE_AT_ONCE):
        part = [(row.name, row.post, row.items) for row in rows[start : start + PEOPLE_AT_ONCE]]
        async with context.store.begin() as tx:
            invited, theirs = await invite_listed(await context.voice(tx, asker), part)
        done, wanted = [*done, *invited], [*wanted, *theirs]
        await asyncio.sleep(BETWEEN)
    if asker.chat_id:
        async with context.store.begin() as tx:
            await say_listed(await context.voice(tx, asker), done)
        await asyncio.sleep(BETWEEN)

    async def outcome(tx: Tx) -> None:
        voice = await context.voice(tx, asker)
        if not asker.chat_id:
            await list_read(voice, done, wanted)
            await tx.files.remove(task.stored_file)
            return
        change = await change_of(tx, How.SET, wanted)
        await propose(voice, change, at_once=True, quiet=True)

    return outcome


async def _refused_at_desk(
    context: JobContext, task: ReadPeople, asker: Asker, error: UserError, tx: Tx
) -> None:
    """The desk has no chat in which the runner could say it."""
    await list_refused(await context.voice(tx, asker), error)
    await tx.files.remove(task.stored_file)


async def _plan_items(context: JobContext, task: PlanItems) -> Outcome:
    """A portion in each transaction, so that everybody else gets their turn between them. Planning
    is by difference: where it was cut short, it goes on from there.
    """
    rules = Rules(context.office.policy, context.office.calendar, context.clock.now())
    async with context.store.read() as tx:
        found = await portions(tx, [int(item_id) for item_id in task.items])
    for due_ids in found:
        async with context.store.begin() as tx:
            await replan(tx, await tx.roadmaps.views(due_ids), rules)
        await asyncio.sleep(BETWEEN)

    return _nothing


async def _write_down(context: JobContext, task: WriteDown, asker: Asker) -> Outcome:
    """Tried once: where the program gives no words, the voice is kept as it came and nobody is
    told; the log says why.
    """
    async with context.store.read() as tx:
        spoken = await spoken_in(tx, asker.chat_id, task.message_id)
    words, wanted = "", spoken is not None and not spoken.withdrawn and spoken.file.heard is None
    if spoken is not None and wanted and context.speech.command:
        words = await _words_of(context, spoken.file)

    async def outcome(tx: Tx) -> None:
        found = await spoken_in(tx, asker.chat_id, task.message_id)
        if found is None or found.withdrawn or found.file.heard is not None:
            return
        if found.answer.person_id is None:
            return
        await tx.answers.set_heard(found.file.id, words)
        if words:
            author = await tx.people.get(found.answer.person_id)
            now = context.clock.now()
            late = now - found.answer.at > CAME_AT_ONCE
            voice = Voice(
                tx, now, context.office, asker.chat_id, person=author, unasked=late, late=late
            )
            await offer_words(voice, found, words)

    return outcome


async def _words_of(context: JobContext, file: Attachment) -> str:
    """What the program of the settings writes down of a file; empty where it fails."""
    speech = context.speech
    if file.stored_id is not None:
        content = await _stored(context, file.stored_id)
    elif file.size > context.office.file_limit:
        return ""
    else:
        content = await context.download(file.file_id)
    try:
        printed = await run_program(
            speech.command,
            content,
            name_for_program(file),
            seconds=speech.seconds,
            memory_mb=speech.memory_mb,
            largest=MAX_PRINTED,
        )
        words = words_in(printed)
    except ChildFailed as error:
        reason = error.reason
    except UnicodeDecodeError:
        reason = "not UTF-8"
    else:
        reason = "" if words else "no words"
    if not reason:
        return words
    _log.warning(
        "a voice was not written down",
        setting="speech.command",
        program=speech.command[0],
        reason=reason,
        attachment=file.id,
    )
    return ""


async def _refresh(context: JobContext, task: RefreshMessage) -> Outcome:
    async with context.store.read() as tx:
        if await is_on_its_way(Voice(tx, context.clock.now(), context.office), task.message_id):
            raise UnfinishedError(_nothing)

    async def outcome(tx: Tx) -> None:
        voice = Voice(tx, context.clock.now(), context.office)
        await refresh_message(voice, task.message_id)

    return outcome


async def _refresh_all(context: JobContext, task: RefreshMessages) -> Outcome:
    """A message in each transaction: a hundred of them must keep nobody waiting. What shows already
    how things stand is not changed again where the job was cut short.
    """
    waits = False
    for message_id in (int(one) for one in task.message_ids):
        async with context.store.begin() as tx:
            voice = Voice(tx, context.clock.now(), context.office)
            if await is_on_its_way(voice, message_id):
                waits = True
                continue
            await refresh_message(voice, message_id)
        await asyncio.sleep(0)
    if waits:
        raise UnfinishedError(_nothing)
    return _nothing


async def _nothing(tx: Tx) -> None:
    """Nothing is left to store."""


async def _write_file(context: JobContext, task: WriteFile, asker: Asker) -> Outcome:
    async with context.store.read() as tx:
        roadmap = await tx.roadmaps.get(task.roadmap_id)
    half = roadmap.period.halves()[task.half - 1]
    wanted = replace(
        Wanted.in_office(context.office, roadmap, half, task.form, context.clock.now()),
        person_id=task.only_person or None,
        with_state=task.with_state,
        at_most=MAX_PICTURES,
        largest=MAX_ARCHIVE,
    )
    made, state = await make_files(wanted, partial(gather_in_process, context.database_url))

    async def outcome(tx: Tx) -> None:
        voice = await context.voice(tx, asker)
        if state is not None:
            await report_written(voice, roadmap, half, state)
        if asker.at_desk:
            stored = await tx.files.add(made[0].name, made[0].mime, made[0].content)
            await hand_over(tx, asker.person_id, task, stored)
            return
        if len({file.mime for file in made}) > 1:
            await voice.say(voice.texts("timeline-long", pictures=MAX_PICTURES))
        for file in made:
            await tx.messages.add(await _sending(tx, asker, file))

    return outcome


async def _sending(tx: Tx, asker: Asker, file: MadeFile) -> Outgoing:
    return Outgoing(
        asker.chat_id,
        "",
        Urgency.AT_ONCE,
        person_id=asker.person_id,
        thread_id=asker.thread_id or None,
        file_id=await tx.files.add(file.name, file.mime, file.content),
        as_photo=file.mime == MIME["png"],
    )
