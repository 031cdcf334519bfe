"""Two records of one person made into one: everything that hangs on either hangs on the one kept.

Where both have the same thing (an assignment, a reminder, a share), one of the two stays.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Table,
    bindparam,
    delete,
    exists,
    update,
)

from roadmap.model import Capacity, ReminderState
from storage.running import Running
from storage.tables import (
    assignments,
    drafts,
    dues,
    entries,
    guests,
    invites,
    log,
    messages,
    passes,
    people,
    postponements,
    reminders,
    shares,
    standing,
    unplaced,
)

_KEPT: BindParameter[Any] = bindparam("kept", type_=people.c.id.type)
_GONE: BindParameter[Any] = bindparam("gone", type_=people.c.id.type)


def _twin(
    table: Table, owner: BindParameter[Any], *same: str, **also: object
) -> ColumnElement[bool]:
    """Whether `owner` has a row that is the same in these columns and has these values."""
    other = table.alias()
    return exists().where(
        other.c.person_id == owner,
        *(other.c[name].is_not_distinct_from(table.c[name]) for name in same),
        *(other.c[name] == value for name, value in also.items()),
    )


def _of(table: Table, owner: BindParameter[Any]) -> ColumnElement[bool]:
    return table.c.person_id == owner


def _without_twins(table: Table, *same: str) -> Executable:
    """Drop what the one who goes has as well as the one kept."""
    return delete(table).where(_of(table, _GONE), _twin(table, _KEPT, *same))


def _moved(table: Table, column: str = "person_id") -> Executable:
    return update(table).where(table.c[column] == _GONE).values({column: _KEPT})


#: Assignments through a body follow `standing`; storage/bodies.py makes them anew.
_TARGET = ("item_id", "point_id", "body_id")
_DAY = ("due_id", "day", "kind")
STATEMENTS: tuple[Executable, ...] = (
    # Who is responsible in one of the two records is so in both.
    update(assignments)
    .where(
        _of(assignments, _KEPT),
        _twin(assignments, _GONE, *_TARGET, capacity=Capacity.RESPONSIBLE),
    )
    .values(capacity=Capacity.RESPONSIBLE),
    _without_twins(assignments, *_TARGET),
    _moved(assignments),
    _without_twins(standing, "body_id"),
    _moved(standing),
    # A reminder that was sent outlives one that was not: nobody is reminded twice.
    delete(reminders).where(
        _of(reminders, _KEPT),
        reminders.c.state != ReminderState.QUEUED,
        _twin(reminders, _GONE, *_DAY, state=ReminderState.QUEUED),
    ),
    _without_twins(reminders, *_DAY),
    _moved(reminders),
    _without_twins(shares, "due_id"),
    _moved(shares),
    *(
        _moved(table)
        for table in (invites, guests, passes, entries, unplaced, messages, drafts, log)
    ),
    _moved(postponements),
    _moved(postponements, "decided_by"),
    _moved(people, "deputy_id"),
    _moved(dues, "closed_by"),
    # Nobody is their own deputy.
    update(people).where(people.c.id == _KEPT, people.c.deputy_id == _KEPT).values(deputy_id=None),
    delete(people).where(people.c.id == _GONE),
)


async def join_people(running: Running, kept: int, gone: int) -> None:
    """Give all of `gone` to `kept` and remove the record `gone`, in the running transaction."""
    for statement in STATEMENTS:
        await running.execute(statement, {"kept": kept, "gone": gone})
