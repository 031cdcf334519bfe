"""What is new in a roadmap since the last morning, told from its log and from its due days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap.model import LogLine
from roadmap.ports import DueView
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
    """Item numbers: `answered` by the author's id, `closed` and not opened again since, `asked`
    for more time by the id of who asked and not decided since. The day of `passed` has passed
    since, the grace of `late`. Falsy where there is none of these.
    """

    answered: dict[int | None, list[str]]
    closed: list[str]
    asked: dict[int | None, list[str]]
    late: tuple[Late, ...] = ()
    passed: tuple[DueView, ...] = ()

    def __bool__(self) -> bool:
        return any((self.answered, self.closed, self.asked, self.late, self.passed))


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
