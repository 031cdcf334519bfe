"""Answers whose item is not known yet, and the attachments of every answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from roadmap.model import Attachment, Source
from roadmap.ports import Unplaced
from storage.repository import IDS, KEY, Repository, add_new, values
from storage.running import Fields
from storage.tables import attachments, unplaced

ATTACHMENT_COLUMNS = (
    *(column for column in attachments.c if column.name not in ("id", "entry_id", "unplaced_id")),
    attachments.c.id,
)
ADD_ATTACHMENTS = insert(attachments).returning(attachments.c.id, sort_by_parameter_order=True)

_ADD = add_new(unplaced).returning(unplaced.c.id)
_GET = select(unplaced).where(unplaced.c.id == KEY)
_ALL = select(unplaced).order_by(unplaced.c.at, unplaced.c.id)
_OF_PERSON = _ALL.where(unplaced.c.person_id == KEY)
_BY_GROUP = _ALL.where(unplaced.c.chat_id == KEY, unplaced.c.media_group == bindparam("group"))
_REWORD = update(unplaced).where(unplaced.c.id == KEY)
_WITH_FILE_OF = (
    select(unplaced)
    .join(attachments, attachments.c.unplaced_id == unplaced.c.id)
    .where(unplaced.c.chat_id == KEY, attachments.c.message_id == bindparam("message"))
    .order_by(unplaced.c.id.desc())
    .limit(1)
)
_REMOVE = delete(unplaced).where(unplaced.c.id == KEY)
_ATTACHED = (
    select(attachments.c.unplaced_id, *ATTACHMENT_COLUMNS)
    .where(attachments.c.unplaced_id.in_(IDS))
    .order_by(attachments.c.id)
)


class UnplacedAnswers(Repository):
    """The part of roadmap.ports.Answers about answers that wait for their item."""

    async def add_unplaced(self, answer: Unplaced) -> Unplaced | None:
        row = await self._first(_ADD, _columns(answer))
        if row is None:
            return None
        attached = await self._run_all(
            ADD_ATTACHMENTS, [attachment_row(one, unplaced_id=row[0]) for one in answer.attachments]
        )
        kept = tuple(
            replace(one, id=found[0])
            for one, found in zip(answer.attachments, attached, strict=True)
        )
        return replace(answer, id=row[0], attachments=kept)

    async def unplaced(self, unplaced_id: int) -> Unplaced:
        return (await self._with_attachments([await self._one(_GET, unplaced_id)]))[0]

    async def unplaced_of(self, person_id: int | None) -> list[Unplaced]:
        rows = await (
            self._rows(_ALL) if person_id is None else self._rows(_OF_PERSON, {"key": person_id})
        )
        return await self._with_attachments(rows)

    async def unplaced_by_media_group(self, chat_id: int, media_group: str) -> Unplaced | None:
        rows = await self._rows(_BY_GROUP, {"key": chat_id, "group": media_group})
        return next(iter(await self._with_attachments(rows)), None)

    async def unplaced_with_file_of(self, chat_id: int, message_id: int) -> Unplaced | None:
        rows = await self._rows(_WITH_FILE_OF, {"key": chat_id, "message": message_id})
        return next(iter(await self._with_attachments(rows)), None)

    async def add_unplaced_attachment(self, unplaced_id: int, attachment: Attachment) -> None:
        await self._run_all(ADD_ATTACHMENTS, [attachment_row(attachment, unplaced_id=unplaced_id)])

    async def reword_unplaced(self, unplaced_id: int, text: str) -> None:
        await self._run(_REWORD, {"key": unplaced_id, "text": text})

    async def remove_unplaced(self, unplaced_id: int) -> None:
        await self._run(_REMOVE, {"key": unplaced_id})

    async def _with_attachments(self, rows: Sequence[Fields]) -> list[Unplaced]:
        attached = defaultdict[int, list[Attachment]](list)
        for unplaced_id, *fields in await self._of_many(_ATTACHED, [row[0] for row in rows]):
            attached[unplaced_id].append(Attachment(*fields))
        return [_unplaced(row, tuple(attached[row[0]])) for row in rows]


def source_columns(source: Source | None) -> dict[str, Any]:
    """The columns of a source."""
    if source is None:
        return {"chat_id": None, "message_id": None, "media_group": None}
    return {
        "chat_id": source.chat_id,
        "message_id": source.message_id,
        "media_group": source.media_group,
    }


def attachment_row(
    attachment: Attachment, *, entry_id: int | None = None, unplaced_id: int | None = None
) -> dict[str, Any]:
    """The columns of an attachment, of an entry or of an answer not placed yet."""
    own = values(attachment, attachments, without=("id", "entry_id", "unplaced_id"))
    return {**own, "entry_id": entry_id, "unplaced_id": unplaced_id}


def _columns(answer: Unplaced) -> dict[str, Any]:
    own = {"person_id": answer.person_id, "text": answer.text, "at": answer.at}
    return {**own, **source_columns(answer.source)}


def _unplaced(row: Fields, attached: tuple[Attachment, ...]) -> Unplaced:
    unplaced_id, person_id, text, chat_id, message_id, media_group, at = row
    return Unplaced(
        unplaced_id, person_id, text, Source(chat_id, message_id, media_group), at, attached
    )
