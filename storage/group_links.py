"""Links for groups, and the guests who have opened one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, distinct, func, insert, or_, select, update

from roadmap.model import NOT_JOINED, GroupLink, Guest, Role
from storage.repository import KEY, Repository, values
from storage.tables import group_links, guests, invites, people

_AT = bindparam("at", type_=group_links.c.expires_at.type)
_open = (group_links.c.closed_at.is_(None), group_links.c.expires_at > _AT)
_ADD = insert(group_links).returning(group_links.c.id)
_OPEN_NOW = select(group_links).where(*_open).order_by(group_links.c.id.desc()).limit(1)
_BY_HASH = select(group_links).where(group_links.c.code_hash == KEY, *_open)
_CLOSE = update(group_links).where(group_links.c.closed_at.is_(None)).values(closed_at=_AT)
_over = select(group_links.c.id).where(
    or_(group_links.c.closed_at.is_not(None), group_links.c.expires_at <= _AT)
)
_FORGET = delete(guests).where(guests.c.link_id.in_(_over))
_ADD_GUEST = insert(guests).returning(guests.c.id)
_END_ACCOUNT = delete(guests).where(guests.c.telegram_id == KEY)
_UPDATE_GUEST = update(guests).where(guests.c.id == KEY)
_REMOVE_GUEST = delete(guests).where(guests.c.id == KEY)
_GUEST = select(guests).where(guests.c.id == KEY)
_of_open = select(*guests.c).join(group_links, group_links.c.id == guests.c.link_id).where(*_open)
_GUEST_OF = _of_open.where(guests.c.telegram_id == KEY)
_WAITING = (
    select(*guests.c)
    .join(group_links, group_links.c.id == guests.c.link_id)
    .join(people, people.c.id == guests.c.person_id)
    .where(*_open, people.c.state.in_(NOT_JOINED))
    .order_by(guests.c.asked_at, guests.c.id)
)
_JOINED_SINCE = (
    select(func.count(distinct(people.c.id)))
    .join(invites, invites.c.person_id == people.c.id)
    .where(
        invites.c.used_at > _AT,
        people.c.role == Role.OFFICIAL,
        people.c.state.not_in(NOT_JOINED),
    )
)


class SqlGroupLinks(Repository):
    """See roadmap.ports.GroupLinks."""

    async def add(self, link: GroupLink) -> GroupLink:
        return replace(link, id=int(await self._value(_ADD, values(link, group_links))))

    async def open_now(self, at: datetime) -> GroupLink | None:
        row = await self._first(_OPEN_NOW, {"at": at})
        return None if row is None else GroupLink(*row)

    async def by_hash(self, code_hash: str, at: datetime) -> GroupLink | None:
        row = await self._first(_BY_HASH, {"key": code_hash, "at": at})
        return None if row is None else GroupLink(*row)

    async def close(self, at: datetime) -> None:
        await self._run(_CLOSE, {"at": at})
        await self.forget(at)

    async def add_guest(self, guest: Guest) -> Guest:
        await self._run(_END_ACCOUNT, {"key": guest.telegram_id})
        return replace(guest, id=int(await self._value(_ADD_GUEST, values(guest, guests))))

    async def update_guest(self, guest: Guest) -> None:
        await self._run(_UPDATE_GUEST, {"key": guest.id, **values(guest, guests)})

    async def remove_guest(self, guest_id: int) -> None:
        await self._run(_REMOVE_GUEST, {"key": guest_id})

    async def guest(self, guest_id: int) -> Guest | None:
        row = await self._first(_GUEST, {"key": guest_id})
        return None if row is None else Guest(*row)

    async def guest_of(self, telegram_id: int, at: datetime) -> Guest | None:
        row = await self._first(_GUEST_OF, {"key": telegram_id, "at": at})
        return None if row is None else Guest(*row)

    async def waiting(self, at: datetime) -> list[Guest]:
        return [Guest(*row) for row in await self._rows(_WAITING, {"at": at})]

    async def joined_since(self, at: datetime) -> int:
        return int(await self._value(_JOINED_SINCE, {"at": at}))

    async def forget(self, at: datetime) -> None:
        await self._run(_FORGET, {"at": at})
