"""Attaching an answer to its item, and everything that may happen to it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from roadmap.actions.living import refresh_answer
from roadmap.actions.rights import check_may_answer, check_own
from roadmap.answers.courtesies import without_courtesies
from roadmap.answers.parts import part_of
from roadmap.errors import UserError
from roadmap.model import Attachment, Item, LogLine, Person, Point, ProgressEntry, Source
from roadmap.model.address import label
from roadmap.ports import Tx, Unplaced


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote or sent, before it has an item. Its source is a message, or a form of the
    desk (`from_form`).
    """

    text: str
    source: Source
    attachments: tuple[Attachment, ...] = ()


def from_form(number: int) -> Source:
    """The source of an answer that was written at the desk, with the form's own `number`: sent
    twice, it is one answer. No chat has the id 0.
    """
    return Source(0, number)


async def record(
    tx: Tx,
    person: Person,
    item: Item,
    point: Point | None,
    answer: Answer,
    at: datetime,
    day: date,
) -> ProgressEntry | None:
    """Attach `answer`, written at `at` on `day` (in the office's zone), to `item`, or to one
    `point` of it; None where it stands there already.

    The day is that of the message, whenever it is handled: it decides the half-year.
    """
    await check_may_answer(tx, person, item, day)
    return await _attach(tx, person, item, point, answer, at, day)


async def _attach(
    tx: Tx,
    author: Person,
    item: Item,
    point: Point | None,
    answer: Answer,
    at: datetime,
    day: date,
) -> ProgressEntry | None:
    period = (await tx.roadmaps.get(item.roadmap_id)).period
    # An answer before or after the year belongs to the report of its first or last half-year.
    day = min(max(day, period.start), period.end)
    entry = await tx.answers.add(
        ProgressEntry(
            id=0,
            item_id=item.id,
            point_id=point.id if point else None,
            person_id=author.id,
            text=without_courtesies(answer.text),
            day=day,
            at=at,
            source=answer.source,
            attachments=answer.attachments,
        )
    )
    if entry is not None:
        dotted = point is not None and await tx.roadmaps.dotted(item.roadmap_id)
        about = label(item, point, dotted=dotted)
        await tx.log.add(LogLine(at, author.id, item.roadmap_id, "log-answered", about))
    return entry


async def keep_unplaced(tx: Tx, person: Person, answer: Answer, at: datetime) -> Unplaced | None:
    """Keep an answer until somebody says where it belongs; None where it is kept already."""
    return await tx.answers.add_unplaced(
        Unplaced(0, person.id, answer.text, answer.source, at, answer.attachments)
    )


async def place(
    tx: Tx,
    person: Person,
    unplaced: Unplaced,
    item: Item,
    point: Point | None,
    today: date,
    day: date,
    at: datetime,
) -> ProgressEntry | None:
    """Give a kept answer, written on `day`, its item at the instant `at`; its author and its day
    stay. `person` must be free to answer for it `today`.
    """
    (entry,) = await place_in_all(tx, person, unplaced, [(item, point)], today, day, at)
    return entry


async def place_in_all(
    tx: Tx,
    person: Person,
    unplaced: Unplaced,
    places: Sequence[tuple[Item, Point | None]],
    today: date,
    day: date,
    at: datetime,
) -> list[ProgressEntry | None]:
    """The same for several places, an entry in each; the files go to the first."""
    author = await tx.people.get(unplaced.person_id)
    check_own(person, author.id)
    for item, _ in places:
        await check_may_answer(tx, person, item, today)
    entries = []
    for number, (item, point) in enumerate(places):
        answer = Answer(unplaced.text, unplaced.source, unplaced.attachments)
        if number:
            part = part_of(unplaced.source.message_id, number)
            answer = Answer(unplaced.text, replace(unplaced.source, message_id=part))
        entries.append(await _attach(tx, author, item, point, answer, unplaced.at, day))
    await let_go(tx, unplaced, at)
    return entries


async def let_go(tx: Tx, unplaced: Unplaced, at: datetime) -> None:
    """Keep an answer no longer: it has its place, or is none."""
    await tx.answers.remove_unplaced(unplaced.id)
    await refresh_answer(tx, unplaced.source, at)


async def revise(tx: Tx, entry: ProgressEntry, text: str, at: datetime) -> ProgressEntry:
    """Change an entry's text; what stood before is kept as a revision."""
    text = without_courtesies(text)
    if text == entry.text:
        return entry
    await tx.answers.add_revision(entry.id, entry.text, at)
    entry = replace(entry, text=text)
    await tx.answers.update(entry)
    await refresh_answer(tx, entry.source, at)
    return entry


async def join_to(
    tx: Tx, person: Person, earlier: ProgressEntry, entry: ProgressEntry, at: datetime
) -> None:
    """Add `entry`, text and files, to the `earlier` one; by itself it no longer counts."""
    for attachment in entry.attachments:
        await tx.answers.add_attachment(earlier.id, replace(attachment, id=0))
    await revise(tx, earlier, "\n".join(filter(None, (earlier.text, entry.text))), at)
    await withdraw(tx, person, entry, at)


async def withdraw(tx: Tx, person: Person, entry: ProgressEntry, at: datetime) -> None:
    """Take an entry back: it no longer counts, but is in the log. A second time changes nothing."""
    check_own(person, entry.person_id)
    if entry.withdrawn_at is not None:
        return
    item = await tx.roadmaps.item(entry.item_id)
    await tx.answers.update(replace(entry, withdrawn_at=at))
    await refresh_answer(tx, entry.source, at)
    await tx.log.add(LogLine(at, person.id, item.roadmap_id, "log-withdrawn", item.number))


async def move(
    tx: Tx,
    person: Person,
    entry: ProgressEntry,
    item: Item,
    point: Point | None,
    today: date,
    at: datetime,
) -> ProgressEntry:
    """Attach an entry to another item («Не сюда»)."""
    check_own(person, entry.person_id)
    await check_may_answer(tx, person, item, today)
    if entry.withdrawn_at is not None:
        raise UserError("stale-withdrawn")
    entry = replace(entry, item_id=item.id, point_id=point.id if point else None)
    await tx.answers.update(entry)
    await refresh_answer(tx, entry.source, at)
    return entry


async def set_value(
    tx: Tx, person: Person, entry: ProgressEntry, value: str, at: datetime, today: date
) -> None:
    """Set a number of the answer as the criterion's value; the item must still be the person's."""
    check_own(person, entry.person_id)
    item = await tx.roadmaps.item(entry.item_id)
    await check_may_answer(tx, person, item, today)
    await tx.answers.update(replace(entry, value=value))
    await refresh_answer(tx, entry.source, at)
    await tx.roadmaps.update_item(replace(item, criterion_value=value))
    await tx.log.add(LogLine(at, person.id, item.roadmap_id, "log-value", item.number))
