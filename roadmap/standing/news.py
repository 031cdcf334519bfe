"""What is new in a roadmap since the last morning, told from its log and from its due days."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from roadmap.model import DueState, LogLine
from roadmap.model.address import any_dotted, label
from roadmap.ports import DueView
from roadmap.standing.board import Board
from roadmap.standing.escalation import Late

_CLOSED = {"log-closed": True, "log-accepted": True, "log-reopened": False}
_ASKED = {
    "log-postpone-asked": True,
    "log-postponed": False,
    "log-postpone-refused": False,
    "log-postpone-withdrawn": False,
}


@dataclass(frozen=True, slots=True)
class News:
    """Addresses of points, or item numbers: `answered` by the author's id, `closed` and not opened
    again since, `asked` for more time by the id of who asked and not decided since. The day of
    `passed` has passed since, the grace of `late`. Falsy where there is none of these.
    """

    answered: dict[int | None, list[str]]
    closed: list[str]
    asked: dict[int | None, list[str]]
    late: tuple[Late, ...] = ()
    passed: tuple[DueView, ...] = ()

    def __bool__(self) -> bool:
        return any((self.answered, self.closed, self.asked, self.late, self.passed))


def in_order(board: Board, addresses: Collection[str]) -> list[str]:
    """`addresses` in the document's order, once each."""
    dotted = any_dotted(item.number for item in board.items)
    known = [
        label(item, point, dotted=dotted)
        for item in board.items
        for point in (None, *board.points.get(item.id, ()))
    ]
    found = [one for one in dict.fromkeys(known) if one in addresses]
    return [*found, *(one for one in dict.fromkeys(addresses) if one not in known)]


def closed_in_order(board: Board, addresses: Collection[str]) -> list[str]:
    """The same of what was closed: the item's number stands for its points where all of it is."""
    whole: dict[str, str] = {}
    for item in board.items:
        views = list(board.views(item))
        if not any(view.due.state is DueState.OPEN for view in views):
            for view in views:
                whole[label(view.item, view.point, dotted=view.dotted)] = item.number
    return in_order(board, [whole.get(one, one) for one in addresses])


def news_of(lines: Iterable[LogLine], late: Iterable[Late], passed: Iterable[DueView] = ()) -> News:
    """The news of one roadmap; `lines` are those of its log since the last morning, oldest first,
    `late` what was within its grace then, `passed` what was not yet late.
    """
    answered: dict[int | None, dict[str, None]] = {}
    closed: dict[str, bool] = {}
    asked: dict[str, tuple[bool, int | None]] = {}
    for line in lines:
        if line.what == "log-answered":
            answered.setdefault(line.person_id, {})[line.about] = None
        elif line.what in _CLOSED:
            closed[line.about] = _CLOSED[line.what]
        elif line.what in _ASKED:
            asked[line.about] = _ASKED[line.what], line.person_id
    waiting: dict[int | None, list[str]] = {}
    for number, (open_still, person_id) in asked.items():
        if open_still:
            waiting.setdefault(person_id, []).append(number)
    return News(
        {person_id: list(numbers) for person_id, numbers in answered.items()},
        [number for number, still in closed.items() if still],
        waiting,
        tuple(late),
        tuple(passed),
    )
