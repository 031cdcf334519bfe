"""Who has done their share of a due day that each must close, and for whom it waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.speaking.answerers import listed
from handlers.speaking.texts import Html, Texts
from handlers.speaking.voice import Voice
from roadmap.actions.namesakes import names_by_job
from roadmap.actions.sharing import Shares, shares_of
from roadmap.model import DueState, Person
from roadmap.ports import DueView


def share_line(texts: Texts, done: Sequence[Person], waiting: Sequence[Person]) -> Html:
    """«Сделали: Иванова; ждём: Петрова»."""
    shown = names_by_job([*done, *waiting], brackets=True)
    return texts(
        "shares",
        done=listed(texts, [shown[person.id] for person in done]),
        waiting=listed(texts, [shown[person.id] for person in waiting]),
    )


async def share_lines(voice: Voice, views: Sequence[DueView]) -> dict[int, Html]:
    """By due day's id, where somebody has done their share and somebody has not."""
    return {
        due_id: share_line(voice.texts, shares.done, shares.waiting)
        for due_id, shares in (await shares_of(voice.tx, views)).items()
        if shares.done and shares.waiting
    }


def as_done_by(view: DueView, shares: Shares, person: Person) -> DueView:
    """An open due day as it stands for a person who has done their share of it: done."""
    day = shares.days.get(person.id)
    if day is None or view.due.state not in (DueState.OPEN, DueState.QUIET):
        return view
    return replace(view, due=replace(view.due, state=DueState.DONE, closed_on=day))
