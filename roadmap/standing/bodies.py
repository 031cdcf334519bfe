"""Where things stand by body, and who of a group has answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from roadmap.model import BodyAssignment, Person, PersonState, Role, Share
from roadmap.ports import DueView, LastTold
from roadmap.standing.board import Board, Target, named_for
from roadmap.standing.status import asked_since, is_answered


@dataclass(frozen=True, slots=True)
class GroupAnswers:
    """Who of those who stand for a group has answered about a due day, and who has not."""

    view: DueView
    answered: tuple[Person, ...]
    missing: tuple[Person, ...]


def views_by_body(
    board: Board, assignments: Iterable[BodyAssignment]
) -> Mapping[int, Sequence[DueView]]:
    """The due days that each body answers for, by its id, in the document's order: those of the
    point that it is assigned to, else of the item.
    """
    named: defaultdict[Target, list[int]] = defaultdict(list)
    for one in assignments:
        named[one.item_id, one.point_id].append(one.body_id)
    found: defaultdict[int, list[DueView]] = defaultdict(list)
    for view in board.views():
        for body_id in named_for(view.point, named):
            found[body_id].append(view)
    return found


def group_answers(
    board: Board,
    views: Iterable[DueView],
    members: Sequence[int],
    told: Iterable[LastTold],
    shares: Iterable[Share],
    today: date,
) -> list[GroupAnswers]:
    """Of each open due day of a group about which an answer is owed on `today`: who of its
    `members` (ids) has answered, by an entry of their own or their share, and who has not.
    """
    last: dict[tuple[Target, int], datetime] = {}
    for one in told:
        if one.person_id is not None:
            key = (one.item_id, one.point_id), one.person_id
            last[key] = max(one.at, last.get(key, one.at))
    shared = {(share.due_id, share.person_id) for share in shares}
    people = [board.people[one] for one in members if one in board.people]
    people = [
        person
        for person in people
        if person.state is not PersonState.GONE and person.role is not Role.CHAT
    ]
    found = []
    for view in views:
        since = asked_since(board, view, today)
        if since is None or not people:
            continue
        own = {
            person.id
            for person in people
            if (view.due.id, person.id) in shared
            or person.id in board.requests.get(view.due.id, ())
            or is_answered(board, view, since, today, partial(_of_person, last, person.id))
        }
        found.append(
            GroupAnswers(
                view,
                tuple(person for person in people if person.id in own),
                tuple(person for person in people if person.id not in own),
            )
        )
    return found


def _of_person(
    last: Mapping[tuple[Target, int], datetime], person_id: int, target: Target
) -> datetime | None:
    return last.get((target, person_id))
