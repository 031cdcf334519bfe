"""A half-year's files: what they say is gathered in one transaction, then written in a child process."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from documents.archive import ArchivedFile
from documents.calendar_file import CalendarDay
from documents.writing import write_in_child
from handlers.turn import Office
from roadmap.actions.editions import editions
from roadmap.actions.planning import answering_for
from roadmap.actions.reporting import load_book, report_lines
from roadmap.address import label
from roadmap.errors import UnreadableDocument, UserError
from roadmap.model import PostponementState, ReportingPeriod, Roadmap
from roadmap.ports import DueView, Tx

MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
    "png": "image/png",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished file."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FileOrder:
    """Everything gathered for one file of format `form`; `write` makes it while the loop goes on."""

    form: str
    stem: str
    make: Callable[[], Coroutine[None, None, list[bytes]]]

    async def write(self) -> list[MadeFile]:
        """The files: one, or several pages of a picture."""
        made = await self.make()
        names = [f"{self.stem}.{self.form}"]
        if len(made) > 1:
            names = [f"{self.stem}-{page}.{self.form}" for page in range(1, len(made) + 1)]
        return [MadeFile(name, MIME[self.form], content) for name, content in zip(names, made, strict=True)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file asked for at the instant `at`; `person_id` narrows a calendar to one person's days."""

    roadmap: Roadmap
    half: ReportingPeriod
    form: str
    at: datetime
    office: Office
    person_id: int | None = None

    @property
    def today(self) -> date:
        """The day in the office's zone."""
        return self.at.astimezone(self.office.policy.timezone).date()

    def stem(self, word: str) -> str:
        """«Отчет_1_полугодие_2026-2027»: the file's name without its ending."""
        period = self.roadmap.period
        years = "-".join(dict.fromkeys((str(period.start.year), str(period.end.year))))
        return f"{word}_{self.half.number}_полугодие_{years}"


async def gather(tx: Tx, wanted: Wanted) -> FileOrder:
    """What the file says; raises UserError where its format is unknown or there is nothing to put into it."""
    if wanted.form not in MIME:
        raise UserError("error-report-how")
    gatherers = {"docx": _report, "ics": _calendar, "zip": _archive}
    return await gatherers.get(wanted.form, _book)(tx, wanted)


async def _report(tx: Tx, wanted: Wanted) -> FileOrder:
    """Into the very document that came in; by the template where that was no Word document."""
    roadmap, half = wanted.roadmap, wanted.half
    lines = await report_lines(tx, roadmap, half)
    book = await load_book(tx, roadmap, half, wanted.today, wanted.office.policy.timezone)
    source = await tx.desk.file(roadmap.source_file_id) if roadmap.source_file_id is not None else None

    async def make() -> list[bytes]:
        if source is not None and source.name.lower().endswith(".docx"):
            try:
                return await write_in_child("docx", source.content, lines, half, roadmap.period)
            except UnreadableDocument:
                pass  # Its table has no place for a report that can be found: the template has.
        own = wanted.office.report_template
        template = await asyncio.to_thread(Path(own).read_bytes) if own else None
        return await write_in_child("docx_from_template", book, lines, template)

    return FileOrder(wanted.form, wanted.stem("Отчет"), make)


async def _book(tx: Tx, wanted: Wanted) -> FileOrder:
    zone = wanted.office.policy.timezone
    book = await load_book(tx, wanted.roadmap, wanted.half, wanted.today, zone)
    arguments = (book, zone) if wanted.form == "xlsx" else (book,)

    async def make() -> list[bytes]:
        return await write_in_child(wanted.form, *arguments)

    return FileOrder(wanted.form, wanted.stem("Отчет" if wanted.form == "xlsx" else "Сроки"), make)


async def _calendar(tx: Tx, wanted: Wanted) -> FileOrder:
    days = await calendar_days(tx, wanted.roadmap, wanted.person_id)

    async def make() -> list[bytes]:
        return await write_in_child("ics", days, wanted.roadmap.title, wanted.office.bot_username or "vekha")

    return FileOrder(wanted.form, wanted.stem("Сроки"), make)


async def calendar_days(tx: Tx, roadmap: Roadmap, person_id: int | None) -> list[CalendarDay]:
    """Every due day of the roadmap, or of one person; a moved one says how often and when, so that it moves."""
    items = {item.id: item for item in await tx.roadmaps.items(roadmap.id)}
    points = {point.id: point for point in await tx.roadmaps.points(list(items))}
    dues = await tx.roadmaps.dues(list(points))
    views = [DueView(due, points[due.point_id], items[points[due.point_id].item_id]) for due in dues]
    people = {person.id: person for person in await tx.people.all()}
    answering = answering_for(views, await tx.people.assignments(roadmap.id), people)
    moves: dict[int, list[datetime]] = defaultdict(list)
    for postponement in await tx.answers.postponements(roadmap.id):
        if postponement.state is PostponementState.GRANTED and postponement.decided_at is not None:
            moves[postponement.due_id].append(postponement.decided_at)
    count, since = await editions(tx, roadmap)
    return [
        CalendarDay(
            view.due.id,
            label(view.item, view.point),
            view.point.text,
            view.due.day,
            view.due.state,
            max([since, *moves[view.due.id]]),
            count + len(moves[view.due.id]),
            view.item.recommendation,
            tuple(person.name for person in answering[view.due.id]),
        )
        for view in views
        if view.due.day is not None
        and (person_id is None or any(person.id == person_id for person in answering[view.due.id]))
    ]


async def _archive(tx: Tx, wanted: Wanted) -> FileOrder:
    files: list[ArchivedFile] = []
    numbers = {item.id: item.number for item in await tx.roadmaps.items(wanted.roadmap.id)}
    people = {person.id: person.name for person in await tx.people.all()}
    for entry in await tx.answers.of_roadmap(wanted.roadmap.id, wanted.half.start, wanted.half.end):
        for attachment in entry.attachments:
            if attachment.stored_id is not None:
                stored = await tx.desk.file(attachment.stored_id)
                author = people.get(entry.person_id or 0, "")
                files.append(
                    ArchivedFile(numbers[entry.item_id], attachment.name, entry.day, author, entry.text, stored.content)
                )
    if not files:
        raise UserError("error-no-attachments")

    async def make() -> list[bytes]:
        return await write_in_child("zip", files)

    return FileOrder(wanted.form, wanted.stem("Файлы"), make)
