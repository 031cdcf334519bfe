"""People, invites, assignments and what each is in the middle of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from roadmap.model import PEOPLE, Assignment, Invite, Person, PersonState, Role
from roadmap.ports import Json
from roadmap.reading.person_names import name_order
from storage.erasing import erase_person
from storage.joined_people import join_people
from storage.repository import IDS, KEY, Repository, add_new, values
from storage.tables import assignments, dialogs, invites, items, people, roadmaps

_ADD = insert(people).returning(people.c.id)
_GET = select(people).where(people.c.id == KEY)
_BY_TELEGRAM = select(people).where(people.c.telegram_id == KEY)
_ALL = (
    select(people)
    .where(
        people.c.state != PersonState.GONE, people.c.role.in_(bindparam("roles", expanding=True))
    )
    .order_by(people.c.id)
)
_DEPUTISED_BY = (
    select(people)
    .where(people.c.deputy_id == KEY, people.c.state != PersonState.GONE)
    .order_by(people.c.name, people.c.id)
)
_UPDATE = update(people).where(people.c.id == KEY)
_ADD_INVITE = insert(invites).returning(invites.c.id)
_USE_INVITE = (
    update(invites)
    .where(
        invites.c.code_hash == KEY,
        invites.c.used_at.is_(None),
        invites.c.expires_at > bindparam("at"),
    )
    .values(used_at=bindparam("at"))
    .returning(*invites.c)
)
_END_INVITES = (
    update(invites)
    .where(invites.c.person_id == KEY, invites.c.used_at.is_(None))
    .values(used_at=bindparam("at"))
)
_targets = (
    assignments.c.item_id,
    assignments.c.point_id,
    assignments.c.person_id,
    assignments.c.capacity,
    assignments.c.body_id,
)
_ASSIGN = add_new(assignments)
_UNASSIGN = delete(assignments).where(
    assignments.c.item_id == KEY,
    # «IS NOT DISTINCT FROM»: no point stands for the item itself.
    assignments.c.point_id.is_not_distinct_from(
        bindparam("point", type_=assignments.c.point_id.type)
    ),
    assignments.c.body_id.is_(None),
)
_UNASSIGN_ONE = _UNASSIGN.where(assignments.c.person_id == bindparam("person"))
_OF_ROADMAP = (
    select(*_targets)
    .join(items, items.c.id == assignments.c.item_id)
    .where(items.c.roadmap_id == KEY)
    .order_by(items.c.position, assignments.c.id)
)
_OF_ITEM = select(*_targets).where(assignments.c.item_id == KEY).order_by(assignments.c.id)
_OF_ITEMS = (
    select(*_targets)
    .where(assignments.c.item_id.in_(IDS))
    .order_by(assignments.c.item_id, assignments.c.id)
)
_OF_PERSON = select(*_targets).where(assignments.c.person_id == KEY).order_by(assignments.c.id)
_ROADMAPS_OF = (
    select(items.c.roadmap_id)
    .join(assignments, assignments.c.item_id == items.c.id)
    .where(assignments.c.person_id.in_(IDS))
    .distinct()
)
_IN_SEVERAL = (
    select(assignments.c.person_id)
    .join(items, items.c.id == assignments.c.item_id)
    .join(roadmaps, roadmaps.c.id == items.c.roadmap_id)
    .where(roadmaps.c.archived_at.is_(None))
    .group_by(assignments.c.person_id)
    .having(func.count(items.c.roadmap_id.distinct()) > 1)
)
_DIALOG = select(dialogs.c.dialog).where(dialogs.c.chat_id == KEY)
_END_DIALOG = delete(dialogs).where(dialogs.c.chat_id == KEY)
_SET_DIALOG = insert(dialogs)
_CHANGE_DIALOG = update(dialogs).where(dialogs.c.chat_id == KEY)


class SqlPeople(Repository):
    """See roadmap.ports.People."""

    async def add(self, person: Person) -> Person:
        return replace(person, id=int(await self._value(_ADD, values(person, people))))

    async def get(self, person_id: int) -> Person:
        return Person(*await self._one(_GET, person_id))

    async def by_telegram(self, telegram_id: int) -> Person | None:
        row = await self._first(_BY_TELEGRAM, {"key": telegram_id})
        return None if row is None else Person(*row)

    async def all(self, roles: Iterable[Role] = PEOPLE) -> list[Person]:
        found = [Person(*row) for row in await self._rows(_ALL, {"roles": list(roles)})]
        # Here and not in SQL, since each database has an order of its own for «ё».
        return sorted(found, key=lambda one: name_order(one.name))

    async def deputised_by(self, person_id: int) -> list[Person]:
        return [Person(*row) for row in await self._rows(_DEPUTISED_BY, {"key": person_id})]

    async def update(self, person: Person) -> None:
        await self._run(_UPDATE, {"key": person.id, **values(person, people)})

    async def erase(self, person_id: int) -> None:
        await erase_person(self._running, await self.get(person_id))

    async def join(self, kept_id: int, gone_id: int) -> None:
        await join_people(self._running, kept_id, gone_id)

    async def add_invite(self, invite: Invite) -> Invite:
        return replace(invite, id=int(await self._value(_ADD_INVITE, values(invite, invites))))

    async def use_invite(self, code_hash: str, at: datetime) -> Invite | None:
        row = await self._first(_USE_INVITE, {"key": code_hash, "at": at})
        if row is None:
            return None
        used = Invite(*row)
        await self._run(_END_INVITES, {"key": used.person_id, "at": at})
        return used

    async def assign(self, added: Sequence[Assignment]) -> None:
        await self._run_all(_ASSIGN, [values(one, assignments) for one in added])

    async def unassign(
        self, item_id: int, point_id: int | None, person_id: int | None = None
    ) -> None:
        given = {"key": item_id, "point": point_id}
        if person_id is None:
            await self._run(_UNASSIGN, given)
        else:
            await self._run(_UNASSIGN_ONE, {**given, "person": person_id})

    async def take_away(self, gone: Sequence[Assignment]) -> None:
        given = [{"key": a.item_id, "point": a.point_id, "person": a.person_id} for a in gone]
        await self._run_all(_UNASSIGN_ONE, given)

    async def assignments(self, roadmap_id: int) -> list[Assignment]:
        return [Assignment(*row) for row in await self._rows(_OF_ROADMAP, {"key": roadmap_id})]

    async def assignments_of_item(self, item_id: int) -> list[Assignment]:
        return [Assignment(*row) for row in await self._rows(_OF_ITEM, {"key": item_id})]

    async def assignments_of_items(self, item_ids: Sequence[int]) -> list[Assignment]:
        return [Assignment(*row) for row in await self._of_many(_OF_ITEMS, item_ids)]

    async def assignments_of_person(self, person_id: int) -> list[Assignment]:
        return [Assignment(*row) for row in await self._rows(_OF_PERSON, {"key": person_id})]

    async def roadmaps_of(self, person_ids: Sequence[int]) -> set[int]:
        return {row[0] for row in await self._of_many(_ROADMAPS_OF, person_ids)}

    async def in_several_roadmaps(self) -> set[int]:
        return {row[0] for row in await self._rows(_IN_SEVERAL)}

    async def dialog(self, chat_id: int) -> Json | None:
        row = await self._first(_DIALOG, {"key": chat_id})
        return None if row is None else row[0]

    async def set_dialog(self, chat_id: int, dialog: Json | None) -> None:
        if dialog is None:
            await self._run(_END_DIALOG, {"key": chat_id})
            return
        # Nearly every answer changes what its chat has; the row is there but for the first one.
        changed = await self._run(_CHANGE_DIALOG, {"key": chat_id, "dialog": dialog})
        if changed.count == 0:
            await self._run(_SET_DIALOG, {"chat_id": chat_id, "dialog": dialog})
