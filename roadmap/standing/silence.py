"""Who does not answer, and why: asked and silent, or never reached at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roadmap.model import DueState, Person, PersonState
from roadmap.ports import DueView
from roadmap.reading.person_names import name_order
from roadmap.standing.board import Board, owing
from roadmap.standing.status import SOON, asked_since, is_answered, is_silent


class Silence(StrEnum):
    """Why an answer is missing. NO_ANSWER: nothing came from the person since they were asked.
    PARTLY: something did, but not about all that they were asked about, so they are not silent. The
    others mean that messages do not reach the person; who comes BY_LINK can answer all the same.
    """

    NO_ANSWER = "no_answer"
    PARTLY = "partly"
    NEVER_OPENED = "never_opened"
    BY_LINK = "by_link"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    UNKNOWN_CHAT = "unknown_chat"


_WEEK = timedelta(days=7)
_UNREACHED = {
    PersonState.INVITED: Silence.NEVER_OPENED,
    PersonState.BY_LINK: Silence.BY_LINK,
    PersonState.BLOCKED: Silence.BLOCKED,
    PersonState.DEACTIVATED: Silence.DEACTIVATED,
    PersonState.UNKNOWN_CHAT: Silence.UNKNOWN_CHAT,
}


@dataclass(frozen=True, slots=True)
class SilentPerson:
    """Somebody who owes answers or cannot be asked.

    `times`: on how many days they were reminded since their last answer, which was on `last`.
    `views`: the due days about which an answer is owed; of who is out of reach every open one that
    the person answers for, and of who comes by a link those of the next week, too, since nobody but
    the coordinator can remind them. `asked`: the day on which they were first reminded of those
    owed, if they were. `answered`: about how many other due days that are open and asked about they
    did answer.
    """

    person: Person
    why: Silence
    times: int
    views: tuple[DueView, ...]
    answered: int = 0
    asked: date | None = None
    last: date | None = None

    @property
    def reached(self) -> bool:
        """Whether messages reach the person."""
        return self.why in (Silence.NO_ANSWER, Silence.PARTLY)


def silent_people(board: Board, today: date) -> list[SilentPerson]:
    """Who is silent on `today`: those who cannot be reached first, those who answered in part last,
    each by name.
    """
    owed: dict[int, list[DueView]] = {}
    for view in board.views():
        if view.due.state is DueState.OPEN:
            for person in owing(board, view):
                owed.setdefault(person.id, []).append(view)
    found = [
        _silence(board, board.people[person_id], views, today) for person_id, views in owed.items()
    ]
    silent = [one for one in found if one.views]
    return sorted(
        silent,
        key=lambda one: (one.reached, one.why is Silence.PARTLY, name_order(one.person.name)),
    )


def _silence(board: Board, person: Person, views: list[DueView], today: date) -> SilentPerson:
    unreached = _UNREACHED.get(person.state)
    by_link = unreached is Silence.BY_LINK
    asked_on = {view.due.id: _asked(board, person, view) for view in views}
    owed = [
        view
        for view in views
        if (
            is_silent(board, view, today, person.id)
            and (
                asked_on[view.due.id] is not None
                or (view.due.day is not None and view.due.day <= today)
            )
        )
        or (by_link and _is_soon(board, view, today))
    ]
    last = board.person_entries.get(person.id)
    reminded = {
        board.day_of(at)
        for at in board.person_reminded.get(person.id, ())
        if last is None or at > last
    }
    spoke = None if last is None else board.day_of(last)
    asked = min((day for view in owed if (day := asked_on[view.due.id])), default=None)
    came = [view.due.day for view in owed if view.due.day is not None]
    answered = sum(_answered(board, person, view, today) for view in views if view not in owed)
    speaks = answered > 0 or (spoke is not None and spoke >= (asked or min(came, default=today)))
    return SilentPerson(
        person,
        unreached or (Silence.PARTLY if speaks else Silence.NO_ANSWER),
        len(reminded),
        tuple(views if unreached and not by_link else owed),
        answered,
        asked,
        spoke,
    )


def _is_soon(board: Board, view: DueView, today: date) -> bool:
    """Whether a due day comes within the week, and nobody has said anything of it."""
    day = view.due.day
    if day is None or not today < day <= today + _WEEK:
        return False
    return not is_answered(board, view, day - SOON, today, board.entries.get)


def _asked(board: Board, person: Person, view: DueView) -> date | None:
    """The day on which the person was first reminded once somebody was of this due day: who took
    over what another was reminded of has not been asked yet.
    """
    first = board.reminded.get(view.due.id)
    own = [
        at for at in board.person_reminded.get(person.id, ()) if first is not None and at >= first
    ]
    return board.day_of(min(own)) if own else None


def _answered(board: Board, person: Person, view: DueView, today: date) -> bool:
    """Whether the person's own word, not that of another who answers for it, is the answer."""
    since = asked_since(board, view, today)
    if since is None:
        return False
    return person.id in board.requests.get(view.due.id, ()) or is_answered(
        board, view, since, today, lambda target: board.own_entries.get((target, person.id))
    )
