"""All that a new edition may change of a roadmap, as plain values by table and id, and rows put
back as they were.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Executable, Table, TypeDecorator, delete, insert, select, update
from sqlalchemy.engine.default import DefaultDialect

from roadmap.model import ReminderState
from roadmap.ports.roadmaps import Image, Rows
from storage.repository import IDS, KEY, MANY, add_new
from storage.running import Fields, Running
from storage.tables import (
    assignments,
    bodies,
    body_assignments,
    dues,
    files,
    items,
    messages,
    people,
    points,
    postponements,
    reminders,
    roadmaps,
    shares,
)
from storage.types import Strings

_ITEMS = select(items.c.id).where(items.c.roadmap_id == KEY)
_POINTS = select(points.c.id).where(points.c.item_id.in_(_ITEMS))
_DUES = select(dues.c.id).where(dues.c.point_id.in_(_POINTS))
#: Each after those that it refers to.
_SELECTS: dict[Table, Executable] = {
    roadmaps: select(roadmaps).where(roadmaps.c.id == KEY),
    items: select(items).where(items.c.roadmap_id == KEY),
    points: select(points).where(points.c.item_id.in_(_ITEMS)),
    dues: select(dues).where(dues.c.point_id.in_(_POINTS)),
    body_assignments: select(body_assignments).where(body_assignments.c.item_id.in_(_ITEMS)),
    # Those of a body follow from it (Bodies.derive), by who stands for it now.
    assignments: select(assignments).where(
        assignments.c.item_id.in_(_ITEMS), assignments.c.body_id.is_(None)
    ),
    shares: select(shares).where(shares.c.due_id.in_(_DUES)),
    postponements: select(postponements).where(postponements.c.due_id.in_(_DUES)),
    # What is planned is planned again (roadmap.actions.planning), and what was sent never is.
    reminders: select(reminders).where(
        reminders.c.due_id.in_(_DUES),
        reminders.c.state.not_in((ReminderState.PLANNED, ReminderState.CANCELLED)),
    ),
}
_REMOVE = {table: delete(table).where(table.c.id.in_(IDS)) for table in _SELECTS}
_UPDATE = {table: update(table).where(table.c.id == KEY) for table in _SELECTS}
#: Somebody may have been assigned once more meanwhile.
_INSERT = {
    table: add_new(table) if table in (assignments, body_assignments) else insert(table)
    for table in _SELECTS
}
#: What may be gone since: then a reference to it is empty, and a row that needs it is left out.
_STANDING = {
    table: select(table.c.id).where(table.c.id.in_(IDS))
    for table in (people, bodies, files, messages)
}
#: To have values as both engines' columns take them.
_PLAIN = DefaultDialect()


async def image_of(running: Running, roadmap_id: int) -> Image:
    """The rows of one roadmap."""
    found = {
        table: (await running.execute(statement, {"key": roadmap_id})).rows
        for table, statement in _SELECTS.items()
    }
    return await asyncio.to_thread(
        lambda: {table.name: _plain_rows(table, rows) for table, rows in found.items()}
    )


async def put_rows_back(
    running: Running, removed: Mapping[str, Sequence[int]], changed: Image, inserted: Image
) -> None:
    """Remove, change and insert rows, in this order; those inserted keep their ids, which no other
    row has got since.
    """
    for table in reversed(list(_SELECTS)):
        ids = list(removed.get(table.name, ()))
        for start in range(0, len(ids), MANY):
            await running.execute(_REMOVE[table], {"ids": ids[start : start + MANY]})
    for table in _SELECTS:
        if rows := await _rows(running, table, changed):
            keyed = [{"key": row.pop("id"), **row} for row in rows]
            await running.execute_all(_UPDATE[table], keyed)
    for table in _SELECTS:
        if rows := await _rows(running, table, inserted):
            await running.execute_all(_INSERT[table], rows)


async def _rows(running: Running, table: Table, image: Image) -> list[dict[str, Any]]:
    plain = image.get(table.name, {})
    rows = await asyncio.to_thread(_rows_of, table, plain)
    for column in table.c:
        for target, statement in _STANDING.items():
            if not column.references(target.c.id):
                continue
            ids = {row[column.name] for row in rows} - {None}
            standing = {
                found[0] for found in (await running.execute(statement, {"ids": list(ids)})).rows
            }
            for row in rows:
                if row[column.name] not in standing:
                    row[column.name] = None
            if not column.nullable:
                rows = [row for row in rows if row[column.name] is not None]
    return rows


def _plain_rows(table: Table, rows: Sequence[Fields]) -> Rows:
    columns = list(table.c)
    return {
        str(row[0]): {
            column.name: _plain(column, value) for column, value in zip(columns, row, strict=True)
        }
        for row in rows
    }


def _rows_of(table: Table, plain: Rows) -> list[dict[str, Any]]:
    return [
        {column.name: _value(column, row[column.name]) for column in table.c}
        for row in plain.values()
    ]


def _plain(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, Strings):
        return list(value)
    if isinstance(kind, TypeDecorator):
        return kind.process_bind_param(value, _PLAIN)
    return value.isoformat() if isinstance(value, date) else value


def _value(column: Column[Any], plain: Any) -> Any:
    kind = column.type
    if isinstance(kind, TypeDecorator):
        return kind.process_result_value(plain, _PLAIN)
    is_day = plain is not None and kind.python_type is date
    return date.fromisoformat(plain) if is_day else plain
