"""A roadmap with everything that a status is told from, indexed once and asked often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from typing import TypeVar

from roadmap.model import (
    Assignment,
    Capacity,
    Due,
    DueState,
    Item,
    Person,
    PersonState,
    Point,
    Postponement,
    PostponementState,
    Roadmap,
    Share,
)
from roadmap.model.address import any_dotted
from roadmap.model.policy import MOSCOW
from roadmap.ports import DueView, LastTold

#: An assignment's target: the item's id, and the point's (None: the whole item).
Target = tuple[int, int | None]

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Board:
    """A roadmap as it stands; `assemble` makes one.

    `points` by item id, `dues` by point id (dropped ones left out), `people` by id, `assigned`
    person ids by target, with the capacity in which each answers there in `capacities`. Last
    entries by (item, point), point None for those about a whole item, by both, and by person, where
    a request for more time is a word as well. `requests`: whose requests wait for the coordinator
    to decide, by due id. `reminded`: when the first reminder of a due day was sent, by due id;
    `person_reminded`: when any was, by person. `shares`: the days on which people did theirs, by
    due id and person. Days of instants are those of `zone`.
    """

    roadmap: Roadmap
    items: tuple[Item, ...]
    points: Mapping[int, tuple[Point, ...]]
    dues: Mapping[int, tuple[Due, ...]]
    people: Mapping[int, Person]
    assigned: Mapping[Target, tuple[int, ...]]
    entries: Mapping[Target, datetime]
    person_entries: Mapping[int, datetime]
    reminded: Mapping[int, datetime]
    person_reminded: Mapping[int, tuple[datetime, ...]]
    zone: tzinfo = MOSCOW
    capacities: Mapping[tuple[Target, int], Capacity] = field(default_factory=dict)
    own_entries: Mapping[tuple[Target, int], datetime] = field(default_factory=dict)
    shares: Mapping[int, Mapping[int, date]] = field(default_factory=dict)
    requests: Mapping[int, tuple[int | None, ...]] = field(default_factory=dict)

    def views(self, item: Item | None = None) -> Iterator[DueView]:
        """Every due day, of one item or of all, in the document's order."""
        dotted = any_dotted(one.number for one in self.items)
        for one in self.items if item is None else (item,):
            for point in self.points.get(one.id, ()):
                for due in self.dues.get(point.id, ()):
                    yield DueView(due, point, one, dotted)

    def day_of(self, at: datetime) -> date:
        """The day of an instant in the roadmap's zone."""
        return at.astimezone(self.zone).date()


def assemble(
    roadmap: Roadmap,
    items: Iterable[Item],
    points: Iterable[Point],
    dues: Iterable[Due],
    people: Iterable[Person] = (),
    assignments: Iterable[Assignment] = (),
    told: Sequence[LastTold] = (),
    reminded: Mapping[int, datetime] | None = None,
    person_reminded: Iterable[tuple[int, datetime]] = (),
    zone: tzinfo = MOSCOW,
    shares: Iterable[Share] = (),
    postponements: Sequence[Postponement] = (),
) -> Board:
    """A board of rows as storage gives them."""
    assignments = list(assignments)
    words = [(one.person_id, one.at) for one in told]
    words += [(one.person_id, one.asked_at) for one in postponements]
    done: dict[int, dict[int, date]] = {}
    for share in shares:
        done.setdefault(share.due_id, {})[share.person_id] = share.day
    return Board(
        roadmap=roadmap,
        items=tuple(sorted(items, key=lambda item: item.position)),
        points=_grouped(
            (point.item_id, point) for point in sorted(points, key=lambda point: point.position)
        ),
        dues=_grouped((due.point_id, due) for due in dues if due.state is not DueState.DROPPED),
        people={person.id: person for person in people},
        assigned=_grouped(((one.item_id, one.point_id), one.person_id) for one in assignments),
        entries=_latest(((one.item_id, one.point_id), one.at) for one in told),
        person_entries=_latest((person_id, at) for person_id, at in words if person_id is not None),
        reminded=reminded or {},
        person_reminded=_grouped(person_reminded),
        zone=zone,
        capacities=_capacities(assignments),
        own_entries=_latest(
            (((one.item_id, one.point_id), one.person_id), one.at)
            for one in told
            if one.person_id is not None
        ),
        shares=done,
        requests=_grouped(
            (one.due_id, one.person_id)
            for one in postponements
            if one.state is PostponementState.ASKED
        ),
    )


def _capacities(assignments: Iterable[Assignment]) -> dict[tuple[Target, int], Capacity]:
    """Who is responsible in any way is no co-executor."""
    found: dict[tuple[Target, int], Capacity] = {}
    for one in assignments:
        key = (one.item_id, one.point_id), one.person_id
        if found.get(key) is not Capacity.RESPONSIBLE:
            found[key] = one.capacity
    return found


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _latest(pairs: Iterable[tuple[K, datetime]]) -> dict[K, datetime]:
    found: dict[K, datetime] = {}
    for key, at in pairs:
        found[key] = max(at, found.get(key, at))
    return found


def named_for(point: Point, named: Mapping[Target, Sequence[V]]) -> Sequence[V]:
    """Those `named` for `point` itself; where there are none, those named for its item."""
    return named.get((point.item_id, point.id)) or named.get((point.item_id, None), ())


def responsible(board: Board, point: Point) -> list[Person]:
    """Who answers for `point`: its own people, else its item's; without those who have left."""
    own = dict.fromkeys(named_for(point, board.assigned))
    people = (board.people[person_id] for person_id in own if person_id in board.people)
    return [person for person in people if person.state is not PersonState.GONE]


def as_theirs(board: Board, view: DueView, person_id: int) -> DueView:
    """A due day as it stands for one who answers for it: where each must, it is done once their
    share is, on the day of that share; otherwise it stands for all alike.
    """
    day = board.shares.get(view.due.id, {}).get(person_id) if view.item.each_answers else None
    if day is None:
        return view
    state = DueState.CLAIMED_DONE if view.due.state is DueState.CLAIMED_DONE else DueState.DONE
    return replace(view, due=replace(view.due, state=state, closed_on=day))


def shared(board: Board, view: DueView) -> tuple[list[Person], list[Person]]:
    """Who has done their share of a due day for which each must answer, and for whom it waits."""
    people, done = responsible(board, view.point), board.shares.get(view.due.id, {})
    return [one for one in people if one.id in done], [one for one in people if one.id not in done]


def owing(board: Board, view: DueView) -> list[Person]:
    """Who has still to answer for an open due day."""
    return shared(board, view)[1] if view.item.each_answers else responsible(board, view.point)


def by_capacity(board: Board, item: Item) -> tuple[list[Person], list[Person]]:
    """Who answers for the item or a point of it: the responsible, and those who are co-executors
    only.
    """
    people = responsible_for_item(board, item)
    targets = [(item.id, None), *((item.id, point.id) for point in board.points.get(item.id, ()))]
    lead = {
        person.id
        for person in people
        for target in targets
        if board.capacities.get((target, person.id)) is Capacity.RESPONSIBLE
    }
    return [one for one in people if one.id in lead], [one for one in people if one.id not in lead]


def responsible_for_item(board: Board, item: Item) -> list[Person]:
    """Everybody who answers for the item or for a point of it, once each."""
    targets: Sequence[Target] = [
        (item.id, None),
        *((item.id, point.id) for point in board.points.get(item.id, ())),
    ]
    ids = dict.fromkeys(
        person_id for target in targets for person_id in board.assigned.get(target, ())
    )
    people = (board.people[person_id] for person_id in ids if person_id in board.people)
    return [person for person in people if person.state is not PersonState.GONE]
