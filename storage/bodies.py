"""The directory of bodies, posts and groups, who stands for them, and what they answer for.

Who stands for a body has an assignment for each of the body's: it is derived here, in the same
transaction, so that what a person answers for is asked of one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import bindparam, delete, insert, select, update

from roadmap.model import Body, BodyAssignment
from storage.repository import IDS, KEY, MANY, Repository, add_new, values
from storage.running import Fields
from storage.tables import assignments, bodies, body_assignments, body_names, items, standing

_ADD = insert(bodies).returning(bodies.c.id)
_GET = select(bodies).where(bodies.c.id == KEY)
_ALL = select(bodies).order_by(bodies.c.name, bodies.c.id)
_UPDATE = update(bodies).where(bodies.c.id == KEY)
_REMOVE = delete(bodies).where(bodies.c.id == KEY)
_ADD_NAMES = add_new(body_names)
_REMOVE_NAME = delete(body_names).where(body_names.c.key == bindparam("name_key"))
_named = select(body_names.c.body_id, body_names.c.name).order_by(body_names.c.id)
_NAMES = _named.where(body_names.c.body_id.in_(IDS))
_KEYS = select(body_names.c.key, body_names.c.body_id).where(
    body_names.c.key.in_(bindparam("keys", expanding=True))
)
_BY_IDS = _ALL.where(bodies.c.id.in_(IDS))
_BY_CHAT = (
    select(bodies)
    .where(
        bodies.c.chat_id == KEY,
        bodies.c.thread_id.is_not_distinct_from(bindparam("thread", type_=bodies.c.thread_id.type)),
    )
    .order_by(bodies.c.id)
)
_MOVE_CHAT = update(bodies).where(bodies.c.chat_id == KEY).values(chat_id=bindparam("new"))
_MEMBERS = select(standing.c.person_id).where(standing.c.body_id == KEY).order_by(standing.c.id)
_STANDING = select(standing.c.body_id, standing.c.person_id).order_by(standing.c.id)
_BODIES_OF = (
    select(*bodies.c)
    .join(standing, standing.c.body_id == bodies.c.id)
    .where(standing.c.person_id == KEY)
    .order_by(bodies.c.name, bodies.c.id)
)
_END_STANDING = delete(standing).where(standing.c.body_id == KEY)
_STAND = add_new(standing)

_targets = (
    body_assignments.c.item_id,
    body_assignments.c.point_id,
    body_assignments.c.body_id,
    body_assignments.c.capacity,
)
_ASSIGN = add_new(body_assignments)
_UNASSIGN = (
    delete(body_assignments)
    .where(
        body_assignments.c.item_id == KEY,
        # «IS NOT DISTINCT FROM»: no point stands for the item itself.
        body_assignments.c.point_id.is_not_distinct_from(
            bindparam("point", type_=body_assignments.c.point_id.type)
        ),
    )
    .returning(body_assignments.c.body_id)
)
_UNASSIGN_ONE = _UNASSIGN.where(body_assignments.c.body_id == bindparam("body"))
_OF_ROADMAP = (
    select(*_targets)
    .join(items, items.c.id == body_assignments.c.item_id)
    .where(items.c.roadmap_id == KEY)
    .order_by(items.c.position, body_assignments.c.id)
)
_OF_ITEMS = (
    select(*_targets)
    .where(body_assignments.c.item_id.in_(IDS))
    .order_by(body_assignments.c.item_id, body_assignments.c.id)
)
_OF_BODY = (
    select(*_targets).where(body_assignments.c.body_id == KEY).order_by(body_assignments.c.id)
)
_FORGET = delete(assignments).where(assignments.c.body_id == KEY)
_DERIVE = insert(assignments).from_select(
    ["item_id", "point_id", "person_id", "capacity", "body_id"],
    select(
        body_assignments.c.item_id,
        body_assignments.c.point_id,
        standing.c.person_id,
        body_assignments.c.capacity,
        body_assignments.c.body_id,
    )
    .join(standing, standing.c.body_id == body_assignments.c.body_id)
    .where(body_assignments.c.body_id == KEY)
    .order_by(body_assignments.c.id, standing.c.id),
)


class SqlBodies(Repository):
    """See roadmap.ports.Bodies."""

    async def add(self, body: Body) -> Body:
        return replace(body, id=int(await self._value(_ADD, values(body, bodies))))

    async def get(self, body_id: int) -> Body:
        return (await self._with_names([await self._one(_GET, body_id)]))[0]

    async def all(self) -> list[Body]:
        return await self._with_names(await self._rows(_ALL))

    async def update(self, body: Body) -> None:
        await self._run(_UPDATE, {"key": body.id, **values(body, bodies)})

    async def remove(self, body_id: int) -> None:
        await self._run(_REMOVE, {"key": body_id})

    async def add_names(self, body_id: int, names: Iterable[tuple[str, str]]) -> None:
        await self._run_all(
            _ADD_NAMES, [{"body_id": body_id, "name": name, "key": key} for name, key in names]
        )

    async def remove_names(self, keys: Iterable[str]) -> None:
        for key in keys:
            await self._run(_REMOVE_NAME, {"name_key": key})

    async def by_keys(self, keys: Iterable[str]) -> dict[str, Body]:
        asked = list(dict.fromkeys(keys))
        pairs: list[Fields] = []
        for start in range(0, len(asked), MANY):
            pairs += await self._rows(_KEYS, {"keys": asked[start : start + MANY]})
        rows = await self._of_many(_BY_IDS, [body_id for _, body_id in pairs])
        found = {body.id: body for body in await self._with_names(rows)}
        return {key: found[body_id] for key, body_id in pairs}

    async def by_chat(self, chat_id: int, thread_id: int | None) -> Body | None:
        row = await self._first(_BY_CHAT, {"key": chat_id, "thread": thread_id})
        return None if row is None else (await self._with_names([row]))[0]

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> None:
        await self._run(_MOVE_CHAT, {"key": old_chat_id, "new": new_chat_id})

    async def members(self, body_id: int) -> list[int]:
        return [row[0] for row in await self._rows(_MEMBERS, {"key": body_id})]

    async def standing(self) -> list[tuple[int, int]]:
        return [(int(body), int(person)) for body, person in await self._rows(_STANDING)]

    async def bodies_of(self, person_id: int) -> list[Body]:
        return await self._with_names(await self._rows(_BODIES_OF, {"key": person_id}))

    async def set_members(self, body_id: int, person_ids: Sequence[int]) -> None:
        await self._run(_END_STANDING, {"key": body_id})
        await self._run_all(
            _STAND, [{"body_id": body_id, "person_id": one} for one in dict.fromkeys(person_ids)]
        )
        await self.derive([body_id])

    async def assign(self, added: Sequence[BodyAssignment]) -> None:
        await self._run_all(_ASSIGN, [values(one, body_assignments) for one in added])
        await self.derive([one.body_id for one in added])

    async def unassign(
        self, item_id: int, point_id: int | None, body_id: int | None = None
    ) -> None:
        given = {"key": item_id, "point": point_id}
        if body_id is None:
            gone = await self._rows(_UNASSIGN, given)
        else:
            gone = await self._rows(_UNASSIGN_ONE, {**given, "body": body_id})
        await self.derive([row[0] for row in gone])

    async def assignments(self, roadmap_id: int) -> list[BodyAssignment]:
        return [BodyAssignment(*row) for row in await self._rows(_OF_ROADMAP, {"key": roadmap_id})]

    async def assignments_of_items(self, item_ids: Sequence[int]) -> list[BodyAssignment]:
        return [BodyAssignment(*row) for row in await self._of_many(_OF_ITEMS, item_ids)]

    async def assignments_of(self, body_id: int) -> list[BodyAssignment]:
        return [BodyAssignment(*row) for row in await self._rows(_OF_BODY, {"key": body_id})]

    async def _with_names(self, rows: Sequence[Fields]) -> list[Body]:
        named: dict[int, list[str]] = {}
        for body_id, name in await self._of_many(_NAMES, [row[0] for row in rows]):
            named.setdefault(body_id, []).append(name)
        return [replace(Body(*row), names=tuple(named.get(row[0], ()))) for row in rows]

    async def derive(self, body_ids: Iterable[int]) -> None:
        for body_id in dict.fromkeys(body_ids):
            await self._run(_FORGET, {"key": body_id})
            await self._run(_DERIVE, {"key": body_id})
