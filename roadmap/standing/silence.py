"""Who does not answer, and why: asked and silent, or never reached at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap.model import DueState, Person, PersonState
from roadmap.ports import DueView
from roadmap.reading.person_names import name_order
from roadmap.standing.board import Board, owing
from roadmap.standing.status import asked_since, is_silent


class Silence(StrEnum):
    """Why there is no answer. All but NO_ANSWER mean that messages do not reach the person."""

    NO_ANSWER = "no_answer"
    NEVER_OPENED = "never_opened"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    UNKNOWN_CHAT = "unknown_chat"


_UNREACHED = {
    PersonState.INVITED: Silence.NEVER_OPENED,
    PersonState.BLOCKED: Silence.BLOCKED,
    PersonState.DEACTIVATED: Silence.DEACTIVATED,
    PersonState.UNKNOWN_CHAT: Silence.UNKNOWN_CHAT,
}


@dataclass(frozen=True, slots=True)
class SilentPerson:
    """Somebody who owes answers or cannot be asked.

    `times`: on how many days they were reminded since their last answer. `views`: for NO_ANSWER
    the due days asked about in vain, otherwise every open one that the person answers for.
    `answered`: about how many other due days that are open and asked about they did answer; such a
    person is not silent.
    """

    person: Person
    why: Silence
    times: int
    views: tuple[DueView, ...]
    answered: int = 0

    @property
    def partly(self) -> bool:
        """Whether they have answered, but not about all that they were asked about."""
        return self.why is Silence.NO_ANSWER and self.answered > 0


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
        key=lambda one: (one.why is Silence.NO_ANSWER, one.partly, name_order(one.person.name)),
    )


def _silence(board: Board, person: Person, views: list[DueView], today: date) -> SilentPerson:
    why = _UNREACHED.get(person.state, Silence.NO_ANSWER)
    unanswered = [
        view
        for view in views
        if why is not Silence.NO_ANSWER or is_silent(board, view, today, person.id)
    ]
    last = board.person_entries.get(person.id)
    asked = {
        board.day_of(at)
        for at in board.person_reminded.get(person.id, ())
        if last is None or at > last
    }
    answered = sum(asked_since(board, view, today) is not None for view in views) - len(unanswered)
    return SilentPerson(person, why, len(asked), tuple(unanswered), max(0, answered))
