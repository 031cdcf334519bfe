"""Progress entries and postponements; answers not placed yet are in storage/unplaced.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, insert, or_, select, update

from roadmap.model import Attachment, Postponement, ProgressEntry, Source
from roadmap.ports import LastTold
from storage.repository import IDS, KEY, add_new, values
from storage.running import Fields
from storage.tables import (
    attachments,
    dues,
    entries,
    files,
    items,
    points,
    postponements,
    revisions,
)
from storage.unplaced import (
    ADD_ATTACHMENTS,
    ATTACHMENT_COLUMNS,
    UnplacedAnswers,
    attachment_row,
    source_columns,
)

_ADD = add_new(entries).returning(entries.c.id)
_GET = select(entries).where(entries.c.id == KEY)
_BY_SOURCE = select(entries).where(
    entries.c.chat_id == KEY, entries.c.message_id == bindparam("message")
)
_OF_SOURCES = (
    select(entries)
    .where(
        entries.c.chat_id == KEY,
        or_(
            entries.c.message_id == bindparam("message"),
            entries.c.message_id.between(bindparam("first"), bindparam("last")),
        ),
    )
    .order_by(entries.c.id)
)
_BY_GROUP = (
    select(entries)
    .where(entries.c.chat_id == KEY, entries.c.media_group == bindparam("group"))
    .order_by(entries.c.id)
    .limit(1)
)
_STORED = update(attachments).where(attachments.c.id == KEY).values(stored_id=bindparam("file"))
_HEARD = update(attachments).where(attachments.c.id == KEY).values(heard=bindparam("words"))
_WITH_FILE_OF = (
    select(entries)
    .join(attachments, attachments.c.entry_id == entries.c.id)
    .where(entries.c.chat_id == KEY, attachments.c.message_id == bindparam("message"))
    .order_by(entries.c.withdrawn_at.is_not(None), entries.c.id.desc())
    .limit(1)
)
#: What of an attachment is another file's when that takes its place.
_REPLACED = (
    "file_id", "unique_id", "kind", "name", "mime", "size", "message_id", "caption", "heard",
)  # fmt: skip
_FILE = select(*ATTACHMENT_COLUMNS).where(attachments.c.id == KEY)
_attachment = update(attachments).where(attachments.c.id == KEY)
_REPLACE = _attachment.values(
    {name: bindparam(f"new_{name}") for name in _REPLACED} | {"stored_id": None}
)
_CAPTION = _attachment.values(caption=bindparam("words"))
_OLD_FILE = delete(files).where(
    files.c.id.in_(select(attachments.c.stored_id).where(attachments.c.id == KEY))
)
_NOT_FETCHED = (
    select(entries)
    .join(items, items.c.id == entries.c.item_id)
    .where(
        items.c.roadmap_id == KEY,
        entries.c.withdrawn_at.is_(None),
        entries.c.at <= bindparam("before"),
        exists().where(attachments.c.entry_id == entries.c.id, attachments.c.stored_id.is_(None)),
    )
    .order_by(items.c.position, entries.c.at, entries.c.id)
)
_UPDATE = update(entries).where(entries.c.id == KEY)
_REVISE = insert(revisions)
_OF_ITEM = select(entries).where(entries.c.item_id == KEY).order_by(entries.c.at, entries.c.id)
_latest_at = (
    select(entries.c.item_id.label("item_id"), func.max(entries.c.at).label("at"))
    .where(entries.c.item_id.in_(IDS), entries.c.withdrawn_at.is_(None))
    .group_by(entries.c.item_id)
    .subquery()
)
_LATEST = (
    select(*entries.c)
    .join(
        _latest_at, and_(entries.c.item_id == _latest_at.c.item_id, entries.c.at == _latest_at.c.at)
    )
    .where(entries.c.withdrawn_at.is_(None))
    .order_by(entries.c.id)
)
_OF_ROADMAP = (
    select(entries)
    .join(items, items.c.id == entries.c.item_id)
    .where(
        items.c.roadmap_id == KEY,
        entries.c.day.between(bindparam("first"), bindparam("last")),
        entries.c.withdrawn_at.is_(None),
    )
    .order_by(items.c.position, entries.c.at, entries.c.id)
)
_LAST_TOLD = (
    select(entries.c.item_id, entries.c.point_id, entries.c.person_id, func.max(entries.c.at))
    .join(items, items.c.id == entries.c.item_id)
    .where(items.c.roadmap_id == KEY, entries.c.withdrawn_at.is_(None))
    .group_by(entries.c.item_id, entries.c.point_id, entries.c.person_id)
)
_LAST = (
    select(entries)
    .where(entries.c.person_id == KEY)
    .order_by(entries.c.at.desc(), entries.c.id.desc())
    .limit(1)
)
_ATTACHED = (
    select(attachments.c.entry_id, *ATTACHMENT_COLUMNS)
    .where(attachments.c.entry_id.in_(IDS))
    .order_by(attachments.c.id)
)
_REVISED = (
    select(revisions.c.entry_id, revisions.c.until, revisions.c.text)
    .where(revisions.c.entry_id.in_(IDS))
    .order_by(revisions.c.until, revisions.c.id)
)
_POSTPONE = insert(postponements).returning(postponements.c.id)
_POSTPONEMENT = select(postponements).where(postponements.c.id == KEY)
_UPDATE_POSTPONEMENT = update(postponements).where(postponements.c.id == KEY)
_WITH_POINTS = postponements.join(dues, dues.c.id == postponements.c.due_id).join(
    points, points.c.id == dues.c.point_id
)
_POSTPONEMENTS = (
    select(postponements)
    .select_from(_WITH_POINTS.join(items, items.c.id == points.c.item_id))
    .where(items.c.roadmap_id == KEY)
    .order_by(postponements.c.asked_at, postponements.c.id)
)
_POSTPONEMENTS_OF_ITEM = (
    select(postponements)
    .select_from(_WITH_POINTS)
    .where(points.c.item_id == KEY)
    .order_by(postponements.c.asked_at, postponements.c.id)
)


class SqlAnswers(UnplacedAnswers):
    """See roadmap.ports.Answers."""

    async def add(self, entry: ProgressEntry) -> ProgressEntry | None:
        row = await self._first(_ADD, _columns(entry))
        if row is None:
            return None
        attached = await self._run_all(
            ADD_ATTACHMENTS, [attachment_row(one, entry_id=row[0]) for one in entry.attachments]
        )
        kept = tuple(
            replace(one, id=found[0])
            for one, found in zip(entry.attachments, attached, strict=True)
        )
        return replace(entry, id=row[0], attachments=kept)

    async def get(self, entry_id: int) -> ProgressEntry:
        return (await self._whole([await self._one(_GET, entry_id)]))[0]

    async def by_source(self, chat_id: int, message_id: int) -> ProgressEntry | None:
        return await self._perhaps(
            await self._first(_BY_SOURCE, {"key": chat_id, "message": message_id})
        )

    async def of_sources(
        self, chat_id: int, message_id: int, first: int, last: int
    ) -> list[ProgressEntry]:
        given = {"key": chat_id, "message": message_id, "first": first, "last": last}
        return await self._whole(await self._rows(_OF_SOURCES, given))

    async def by_media_group(self, chat_id: int, media_group: str) -> ProgressEntry | None:
        return await self._perhaps(
            await self._first(_BY_GROUP, {"key": chat_id, "group": media_group})
        )

    async def add_attachment(self, entry_id: int, attachment: Attachment) -> None:
        await self._run_all(ADD_ATTACHMENTS, [attachment_row(attachment, entry_id=entry_id)])

    async def attachment(self, attachment_id: int) -> Attachment:
        return Attachment(*await self._one(_FILE, attachment_id))

    async def replace_attachment(self, attachment_id: int, new: Attachment) -> None:
        await self._run(_OLD_FILE, {"key": attachment_id})
        row = attachment_row(new)
        given = {f"new_{name}": row[name] for name in _REPLACED}
        await self._run(_REPLACE, {"key": attachment_id, **given})

    async def caption_of(self, attachment_id: int, caption: str) -> None:
        await self._run(_CAPTION, {"key": attachment_id, "words": caption})

    async def not_fetched(self, roadmap_id: int, before: datetime) -> list[ProgressEntry]:
        given = {"key": roadmap_id, "before": before}
        return await self._whole(await self._rows(_NOT_FETCHED, given))

    async def attachment_stored(self, attachment_id: int, file_id: int) -> None:
        await self._run(_STORED, {"key": attachment_id, "file": file_id})

    async def set_heard(self, attachment_id: int, words: str) -> None:
        await self._run(_HEARD, {"key": attachment_id, "words": words})

    async def with_file_of(self, chat_id: int, message_id: int) -> ProgressEntry | None:
        return await self._perhaps(
            await self._first(_WITH_FILE_OF, {"key": chat_id, "message": message_id})
        )

    async def update(self, entry: ProgressEntry) -> None:
        changed = {
            name: getattr(entry, name) for name in ("item_id", "point_id", "text", "value", "day")
        }
        await self._run(_UPDATE, {"key": entry.id, **changed, "withdrawn_at": entry.withdrawn_at})

    async def add_revision(self, entry_id: int, text: str, until: datetime) -> None:
        await self._run(_REVISE, {"entry_id": entry_id, "until": until, "text": text})

    async def of_item(self, item_id: int) -> list[ProgressEntry]:
        return await self._whole(await self._rows(_OF_ITEM, {"key": item_id}))

    async def latest(self, item_ids: Sequence[int]) -> dict[int, ProgressEntry]:
        rows = await self._of_many(_LATEST, item_ids)
        return {row.item_id: row for row in (_entry(one, (), ()) for one in rows)}

    async def of_roadmap(self, roadmap_id: int, first: date, last: date) -> list[ProgressEntry]:
        given = {"key": roadmap_id, "first": first, "last": last}
        return await self._whole(await self._rows(_OF_ROADMAP, given))

    async def last_told(self, roadmap_id: int) -> list[LastTold]:
        return [LastTold(*row) for row in await self._rows(_LAST_TOLD, {"key": roadmap_id})]

    async def last_of_person(self, person_id: int) -> ProgressEntry | None:
        row = await self._first(_LAST, {"key": person_id})
        return None if row is None else _entry(row, (), ())

    async def add_postponement(self, postponement: Postponement) -> Postponement:
        return replace(
            postponement, id=int(await self._value(_POSTPONE, values(postponement, postponements)))
        )

    async def postponement(self, postponement_id: int) -> Postponement:
        return Postponement(*await self._one(_POSTPONEMENT, postponement_id))

    async def update_postponement(self, postponement: Postponement) -> None:
        await self._run(
            _UPDATE_POSTPONEMENT, {"key": postponement.id, **values(postponement, postponements)}
        )

    async def postponements(self, roadmap_id: int) -> list[Postponement]:
        return [Postponement(*row) for row in await self._rows(_POSTPONEMENTS, {"key": roadmap_id})]

    async def postponements_of_item(self, item_id: int) -> list[Postponement]:
        return [
            Postponement(*row) for row in await self._rows(_POSTPONEMENTS_OF_ITEM, {"key": item_id})
        ]

    async def _perhaps(self, row: Fields | None) -> ProgressEntry | None:
        return None if row is None else (await self._whole([row]))[0]

    async def _whole(self, rows: Sequence[Fields]) -> list[ProgressEntry]:
        """The entries of these rows, in their order, with attachments and revisions."""
        ids = [row[0] for row in rows]
        attached, revised = (
            defaultdict[int, list[Attachment]](list),
            defaultdict[int, list[tuple[datetime, str]]](list),
        )
        for entry_id, *fields in await self._of_many(_ATTACHED, ids):
            attached[entry_id].append(Attachment(*fields))
        for entry_id, until, text in await self._of_many(_REVISED, ids):
            revised[entry_id].append((until, text))
        return [_entry(row, tuple(attached[row[0]]), tuple(revised[row[0]])) for row in rows]


def _columns(entry: ProgressEntry) -> dict[str, Any]:
    own = values(entry, entries, without=("id", "chat_id", "message_id", "media_group"))
    return {**own, **source_columns(entry.source)}


def _entry(
    row: Fields, attached: tuple[Attachment, ...], revised: tuple[tuple[datetime, str], ...]
) -> ProgressEntry:
    chat_id, message_id, media_group, withdrawn_at = row[-4:]
    source = None if chat_id is None else Source(chat_id, message_id, media_group)
    fields: Fields = (*row[:-4], source, withdrawn_at, attached, revised)
    return ProgressEntry(*fields)
