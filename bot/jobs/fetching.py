"""Bringing the files of an answer into the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from aiogram.exceptions import TelegramAPIError, TelegramNetworkError

from bot.jobs.context import FileTooLargeError, JobContext, Outcome, UnfinishedError
from handlers.answering.large_files import say_too_large
from handlers.speaking.voice import Voice
from roadmap.actions.file_limit import file_limit, note_large_file
from roadmap.actions.hearing import have_written_down
from roadmap.actions.tasks import FetchAttachments
from roadmap.errors import NotFound
from roadmap.model import Attachment, ProgressEntry
from roadmap.model.policy import PUBLIC_FILE_LIMIT
from roadmap.ports import Tx


async def fetch_attachments(context: JobContext, task: FetchAttachments) -> Outcome:
    """Fetch what an entry lacks; raises UnfinishedError where some of it is to be tried again."""
    async with context.store.read() as tx:
        entry = await tx.answers.get(task.entry_id)
    fetched: list[tuple[Attachment, bytes]] = []
    too_large: list[Attachment] = []
    failed: Exception | None = None
    for attachment in entry.attachments:
        if attachment.stored_id is not None or attachment.size > context.office.file_limit:
            continue
        try:
            fetched.append((attachment, await context.download(attachment.file_id)))
        except FileTooLargeError:
            too_large.append(attachment)
        except Exception as error:  # Telegram or the line: what has come is kept all the same
            failed = error
            if not isinstance(error, TelegramAPIError) or isinstance(error, TelegramNetworkError):
                break  # the others would not come either

    outcome = partial(_store_fetched, context, task.entry_id, fetched, too_large)
    if failed is not None:
        raise UnfinishedError(outcome) from failed
    return outcome


async def _store_fetched(
    context: JobContext,
    entry_id: int,
    fetched: Sequence[tuple[Attachment, bytes]],
    too_large: Sequence[Attachment],
    tx: Tx,
) -> None:
    """Keep what has come, and say what never will."""
    # An edit may have put another file in the place of one that was being fetched.
    try:
        now = await tx.answers.get(entry_id)
    except NotFound:
        return
    standing = {(one.id, one.unique_id) for one in now.attachments if one.stored_id is None}
    for attachment, content in fetched:
        if (attachment.id, attachment.unique_id) not in standing:
            continue
        stored = await tx.files.add(attachment.name, attachment.mime, content)
        await tx.answers.attachment_stored(attachment.id, stored)
        if attachment.size > PUBLIC_FILE_LIMIT:
            await note_large_file(tx, given=True)
    if context.office.writes_down and fetched:
        await have_written_down(tx, await tx.answers.get(entry_id), context.clock.now())
    refused = [one for one in too_large if (one.id, one.unique_id) in standing]
    if refused:
        await _note_refused(context, tx, now, refused)


async def _note_refused(
    context: JobContext, tx: Tx, entry: ProgressEntry, refused: Sequence[Attachment]
) -> None:
    """Tell the author of files that turned out to be too large, unless that was told when they
    came.
    """
    told = await file_limit(tx, context.office.file_limit)
    await note_large_file(tx, given=False)
    limit = await file_limit(tx, context.office.file_limit)
    for file in refused:
        if file.size <= limit:  # Telegram did not say how large it is
            await tx.answers.replace_attachment(file.id, replace(file, size=limit + 1))
        if file.size <= told and entry.person_id is not None and entry.source is not None:
            author = await tx.people.get(entry.person_id)
            now, chat_id = context.clock.now(), entry.source.chat_id
            voice = Voice(tx, now, context.office, chat_id, person=author)
            await say_too_large(voice, file, limit)
