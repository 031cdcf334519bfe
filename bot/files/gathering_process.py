"""The gathering process's side of the border: what a file says is read from the database here,
while the bot goes on.

A thread would not do: it shares the interpreter with the loop. The process opens nothing that
somebody sent, and what it gathered goes on, unopened, to the writer, which is kept away from the
database. The shell, which keeps nobody waiting, calls `gather` in its own process.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.files.border import Gathered, Wanted, pack_gathered, pack_refused, unpack_wanted
from bot.files.calendar_days import calendar_days
from documents.child.writing import order_of
from documents.files.kinds import is_word
from documents.writing.archive import ArchivedFile
from documents.writing.comment import Note
from roadmap.actions.drafting import report_state
from roadmap.actions.file_limit import file_limit
from roadmap.actions.missing_files import missed_files, why_not_stored
from roadmap.actions.reporting import load_book, report_lines
from roadmap.actions.tasks import being_fetched
from roadmap.errors import StorageError, UnreadableDocument, UserError
from roadmap.model.forms import MIME
from roadmap.ports import Tx
from roadmap.report.missing import NOT_RECEIVED, missing_line, why_missing
from storage.store import open_store


def gather_payload(payload: bytes) -> bytes:
    """Where the process begins: `bot.files.half_year_files` calls it with what it packed."""
    url, wanted = unpack_wanted(payload)
    try:
        return pack_gathered(asyncio.run(_gather(url, wanted)))
    except (UserError, StorageError) as error:
        return pack_refused(error)


async def _gather(url: str, wanted: Wanted) -> Gathered:
    store = await open_store(url)
    try:
        async with store.read() as tx:
            return await gather(tx, wanted)
    finally:
        await store.close()


async def gather(tx: Tx, wanted: Wanted) -> Gathered:
    """What the file says; raises UserError where its format is unknown or there is nothing to put
    into it.
    """
    if wanted.form not in MIME:
        raise UserError("error-report-how")
    gatherers = {"docx": _report, "pdf": _printed, "ics": _calendar, "zip": _archive}
    return await gatherers.get(wanted.form, _book)(tx, wanted)


async def _report(tx: Tx, wanted: Wanted) -> Gathered:
    """Into the very document that came in; by the template where that was no Word document."""
    roadmap, half = wanted.roadmap, wanted.half
    lines = await report_lines(tx, roadmap, half)
    state = await report_state(tx, roadmap, half, lines, wanted.at) if wanted.with_state else None
    missed = await missed_files(tx, roadmap, wanted.at, wanted.file_limit, half)
    note = Note(wanted.today, [NOT_RECEIVED, *map(missing_line, missed)]) if missed else None
    source = (
        await tx.files.get(roadmap.source_file_id) if roadmap.source_file_id is not None else None
    )
    if source is not None and is_word(source.content) and not wanted.by_template:
        order = order_of("docx", source.content, lines, half, roadmap.period, roadmap.heads, note)
    else:
        book = await load_book(tx, roadmap, half, wanted.today, wanted.zone)
        template = await _template(wanted.template)
        order = order_of("docx_from_template", book, lines, template, note)
    return Gathered(wanted.stem("Отчет"), order, state)


async def _printed(tx: Tx, wanted: Wanted) -> Gathered:
    """The report's table, for where no program prints the Word report."""
    book = await load_book(tx, wanted.roadmap, wanted.half, wanted.today, wanted.zone)
    lines = await report_lines(tx, wanted.roadmap, wanted.half)
    return Gathered(wanted.stem("Отчет"), order_of("pdf", book, lines))


async def _template(name: str) -> bytes | None:
    """The office's own template; None where it has none. Raises UnreadableDocument where it cannot
    be read.
    """
    try:
        return await asyncio.to_thread(Path(name).read_bytes) if name else None
    except OSError as error:
        raise UnreadableDocument(
            "error-template", reason=error.strerror or type(error).__name__
        ) from error


async def _book(tx: Tx, wanted: Wanted) -> Gathered:
    book = await load_book(tx, wanted.roadmap, wanted.half, wanted.today, wanted.zone)
    arguments = {"xlsx": (book, wanted.zone), "png": (book, wanted.at_most)}.get(
        wanted.form, (book,)
    )
    return Gathered(
        wanted.stem("Отчет" if wanted.form == "xlsx" else "Лента_сроков"),
        order_of(wanted.form, *arguments),
    )


async def _calendar(tx: Tx, wanted: Wanted) -> Gathered:
    days = await calendar_days(tx, wanted.roadmap, wanted.person_id)
    host = wanted.bot_username or "vekha"
    order = order_of("ics", days, wanted.roadmap.title, host, 1, wanted.zone)
    return Gathered(wanted.stem("Календарь"), order)


async def _archive(tx: Tx, wanted: Wanted) -> Gathered:
    files: list[ArchivedFile] = []
    numbers = {item.id: item.number for item in await tx.roadmaps.items(wanted.roadmap.id)}
    people = {person.id: person.name for person in await tx.people.all()}
    entries = await tx.answers.of_roadmap(wanted.roadmap.id, wanted.half.start, wanted.half.end)
    size = sum(
        one.size for entry in entries for one in entry.attachments if one.stored_id is not None
    )
    if 0 < wanted.largest < size:
        raise UserError(
            "error-archive-too-large", megabytes=-(-size // 2**20), half=wanted.half.number
        )
    asked, limit = await being_fetched(tx), await file_limit(tx, wanted.file_limit)
    for entry in entries:
        for attachment in entry.attachments:
            stored, why = attachment.stored_id, ""
            if stored is None:
                known = why_not_stored(attachment, entry.id, asked, wanted.at, limit)
                why = why_missing(known, limit)
            files.append(
                ArchivedFile(
                    numbers[entry.item_id],
                    attachment.name,
                    entry.day,
                    people.get(entry.person_id or 0, ""),
                    entry.text,
                    None if stored is None else (await tx.files.get(stored)).content,
                    why,
                )
            )
    if not files:
        raise UserError("error-no-attachments")
    return Gathered(wanted.stem("Файлы"), order_of("zip", files))
