"""A half-year's files: what they say is gathered in one transaction, then written in a child
process.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.files.calendar_days import calendar_days
from documents.child.writing import order_of, write_ordered
from documents.writing.archive import ArchivedFile
from roadmap.actions.drafting import ReportState, report_state
from roadmap.actions.reporting import load_book, report_lines
from roadmap.errors import UnreadableDocument, UserError
from roadmap.model import ReportingPeriod, Roadmap
from roadmap.model.forms import MIME
from roadmap.model.policy import Office
from roadmap.ports import Tx


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished file."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FileOrder:
    """Everything gathered for one file: what it is to be called, the order for its writer, and,
    where the report was wanted with it, how complete that is.
    """

    stem: str
    order: bytes
    state: ReportState | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file asked for at the instant `at` (UTC), for readers in `zone`.

    `template` is the path of an office's own template, `person_id` narrows a calendar to one
    person's days, `with_state` asks how complete the report is, `at_most` limits the pages of a
    picture (0: all of them; where there are more, a .pdf has them all), `largest` the bytes of an
    archive (0: no limit), and `by_template` leaves the document that came in aside.
    """

    roadmap: Roadmap
    half: ReportingPeriod
    form: str
    at: datetime
    zone: ZoneInfo
    bot_username: str = ""
    template: str = ""
    person_id: int | None = None
    with_state: bool = False
    at_most: int = 0
    largest: int = 0
    by_template: bool = False

    @classmethod
    def in_office(
        cls, office: Office, roadmap: Roadmap, half: ReportingPeriod, form: str, at: datetime
    ) -> Wanted:
        """A file as this office wants it; the template is named so that a program elsewhere finds
        it.
        """
        template = str(Path(office.report_template).resolve()) if office.report_template else ""
        return cls(roadmap, half, form, at, office.policy.timezone, office.bot_username, template)

    @property
    def today(self) -> date:
        """The day in the office's zone."""
        return self.at.astimezone(self.zone).date()

    def stem(self, word: str) -> str:
        """«Отчет_1_полугодие_2026-2027»: the file's name without its ending."""
        period = self.roadmap.period
        years = "-".join(dict.fromkeys((str(period.start.year), str(period.end.year))))
        return f"{word}_{self.half.number}_полугодие_{years}"


async def make_files(
    wanted: Wanted, gathering: Callable[[Wanted], Awaitable[FileOrder]]
) -> tuple[list[MadeFile], ReportState | None]:
    """The files: one, or several pages of a picture; with the report's state where it was asked
    for.

    Raises UserError where there is nothing to put into it, ChildFailed where no answer came.
    """
    order = await gathering(wanted)
    try:
        made = await write_ordered(order.order)
    except UnreadableDocument:
        if wanted.form != "docx" or wanted.by_template:
            raise
        # Its table has no place for a report that can be found: the template has.
        order = await gathering(replace(wanted, by_template=True))
        made = await write_ordered(order.order)
    return list(_named(order.stem, wanted.form, made)), order.state


def _named(stem: str, form: str, made: Sequence[bytes]) -> Iterable[MadeFile]:
    """The pages numbered where there are several; beside limited pictures stands the .pdf of
    all.
    """
    for page, content in enumerate(made, 1):
        if form == "png" and content.startswith(b"%PDF"):
            yield MadeFile(f"{stem}.pdf", MIME["pdf"], content)
        else:
            yield MadeFile(
                f"{stem}-{page}.{form}" if len(made) > 1 else f"{stem}.{form}", MIME[form], content
            )


async def gather(tx: Tx, wanted: Wanted) -> FileOrder:
    """What the file says; raises UserError where its format is unknown or there is nothing to put
    into it.
    """
    if wanted.form not in MIME:
        raise UserError("error-report-how")
    gatherers = {"docx": _report, "ics": _calendar, "zip": _archive}
    return await gatherers.get(wanted.form, _book)(tx, wanted)


async def _report(tx: Tx, wanted: Wanted) -> FileOrder:
    """Into the very document that came in; by the template where that was no Word document."""
    roadmap, half = wanted.roadmap, wanted.half
    lines = await report_lines(tx, roadmap, half)
    state = await report_state(tx, roadmap, half, lines, wanted.at) if wanted.with_state else None
    source = (
        await tx.files.get(roadmap.source_file_id) if roadmap.source_file_id is not None else None
    )
    if source is not None and source.name.lower().endswith(".docx") and not wanted.by_template:
        order = order_of("docx", source.content, lines, half, roadmap.period)
    else:
        book = await load_book(tx, roadmap, half, wanted.today, wanted.zone)
        template = await _template(wanted.template)
        order = order_of("docx_from_template", book, lines, template)
    return FileOrder(wanted.stem("Отчет"), order, state)


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


async def _book(tx: Tx, wanted: Wanted) -> FileOrder:
    book = await load_book(tx, wanted.roadmap, wanted.half, wanted.today, wanted.zone)
    arguments = {"xlsx": (book, wanted.zone), "png": (book, wanted.at_most)}.get(
        wanted.form, (book,)
    )
    return FileOrder(
        wanted.stem("Отчет" if wanted.form == "xlsx" else "Сроки"),
        order_of(wanted.form, *arguments),
    )


async def _calendar(tx: Tx, wanted: Wanted) -> FileOrder:
    days = await calendar_days(tx, wanted.roadmap, wanted.person_id)
    order = order_of("ics", days, wanted.roadmap.title, wanted.bot_username or "vekha")
    return FileOrder(wanted.stem("Сроки"), order)


async def _archive(tx: Tx, wanted: Wanted) -> FileOrder:
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
    for entry in entries:
        for attachment in entry.attachments:
            if attachment.stored_id is not None:
                stored = await tx.files.get(attachment.stored_id)
                author = people.get(entry.person_id or 0, "")
                files.append(
                    ArchivedFile(
                        numbers[entry.item_id],
                        attachment.name,
                        entry.day,
                        author,
                        entry.text,
                        stored.content,
                    )
                )
    if not files:
        raise UserError("error-no-attachments")
    return FileOrder(wanted.stem("Файлы"), order_of("zip", files))
