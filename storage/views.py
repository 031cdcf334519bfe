"""Due days with the point and the item that they belong to, in one query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, or_, select, text

from roadmap.model import Due, DueState, Item, Point
from roadmap.ports import DueView
from storage.repository import IDS, KEY
from storage.running import Fields
from storage.tables import DOTTED, assignments, dues, items, points

_siblings = items.alias("siblings")
_dotted = exists().where(_siblings.c.roadmap_id == items.c.roadmap_id, text(f"siblings.{DOTTED}"))
_others = points.alias("others")
_alone = ~exists().where(_others.c.item_id == points.c.item_id, _others.c.id != points.c.id)
#: The fields of a Point, in their order.
POINT_COLUMNS = (*points.c, _alone.label("alone"))
VIEW_COLUMNS = (*dues.c, *POINT_COLUMNS, *items.c, _dotted.label("dotted"))
_POINT = len(dues.c)
_ITEM = _POINT + len(POINT_COLUMNS)

VIEWS = (
    select(*VIEW_COLUMNS)
    .select_from(
        dues.join(points, points.c.id == dues.c.point_id).join(
            items, items.c.id == points.c.item_id
        )
    )
    .order_by(dues.c.day, items.c.position, points.c.position, dues.c.id)
)
VIEW = VIEWS.where(dues.c.id == KEY)
VIEWS_OF = VIEWS.where(dues.c.id.in_(IDS))

_BETWEEN = VIEWS.where(
    items.c.roadmap_id == KEY,
    dues.c.day.is_not(None),
    dues.c.state.in_(bindparam("states", expanding=True)),
)
_person = assignments.c.person_id == bindparam("person")
_own_point = exists().where(assignments.c.point_id == points.c.id, _person)
_any_at_point = exists().where(assignments.c.point_id == points.c.id)
_own_item = exists().where(
    assignments.c.item_id == items.c.id, assignments.c.point_id.is_(None), _person
)
_is_responsible = or_(_own_point, and_(~_any_at_point, _own_item))


def view_of(row: Fields) -> DueView:
    """A row of VIEW_COLUMNS."""
    return DueView(
        Due(*row[:_POINT]), Point(*row[_POINT:_ITEM]), Item(*row[_ITEM:-1]), dotted=row[-1]
    )


def in_order(view: DueView) -> tuple[Any, ...]:
    """By day (those without one last), then the item's position."""
    return view.due.day or date.max, view.item.position, view.point.position, view.due.id


def between(
    roadmap_id: int,
    first: date | None,
    last: date | None,
    states: Iterable[DueState],
    person_id: int | None,
    limit: int | None,
) -> tuple[Select[Any], dict[str, Any]]:
    """The query for Roadmaps.views_between and its values."""
    narrowing = {"first": first, "last": last, "person": person_id, "limit": limit}
    given = {name: value for name, value in narrowing.items() if value is not None}
    return _narrowed(frozenset(given)), {"key": roadmap_id, "states": list(states), **given}


@cache
def _narrowed(by: frozenset[str]) -> Select[Any]:
    """One statement for each combination, kept so that it is made ready once."""
    conditions = {
        "first": dues.c.day >= bindparam("first"),
        "last": dues.c.day <= bindparam("last"),
        "person": _is_responsible,
    }
    statement = _BETWEEN.where(*(condition for name, condition in conditions.items() if name in by))
    return statement.limit(bindparam("limit")) if "limit" in by else statement
