"""A plan typed in chat: title, year, an item a line; then it is read as a file would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import (
    TypedLines,
    TypedTitle,
    TypedYear,
    await_next,
    await_nothing,
    awaited_for,
)
from handlers.speaking.buttons import DraftButton, button
from handlers.speaking.slow_work import ask_to_read
from handlers.speaking.texts import Html, clip, in_ranges
from handlers.speaking.turn import Turn
from roadmap.actions.tasks import ReadDocument
from roadmap.deadlines import read_period
from roadmap.errors import UserError
from roadmap.model import Period, Role
from roadmap.model.messages import ButtonStyle
from roadmap.reading.typed import read_typed

#: Some seven full messages [Bot API: 4096 characters each], three hundred items; who has more has
#: them in a file.
LONGEST = 30_000


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(begin, DraftButton.filter(F.verb == "type"))
    router.callback_query.register(
        choose_year, DraftButton.filter(F.verb.in_({"school", "calendar"}))
    )
    router.callback_query.register(ready, DraftButton.filter(F.verb == "typed"))


async def begin(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """The next message is the plan's title."""
    turn.require(Role.COORDINATOR)
    await ask_for(turn, TypedTitle(), turn.texts("typed-title-how"))


async def take_title(turn: Turn, text: str) -> None:
    """The title; the year is asked for where it names none."""
    turn.require(Role.COORDINATOR)
    title, period = clip(" ".join(text.split()), 500), read_period(text)
    if period is not None:
        await _ask_for_lines(turn, title, period)
        return
    year = turn.today.year
    school = year - (
        turn.today.month < 6
    )  # plans of a school year are drawn up in the summer before it
    rows = [
        [
            button(
                turn.texts.period(Period.school(school).label),
                DraftButton(verb="school", draft_id=school),
            )
        ]
    ]
    calendar = {n: turn.texts.period(Period.calendar(n).label) for n in (year, year + 1)}
    rows.append(
        [button(label, DraftButton(verb="calendar", draft_id=n)) for n, label in calendar.items()]
    )
    await ask_for(turn, TypedYear(title), turn.texts("year-how"), rows)


async def take_year(turn: Turn, text: str, awaited: TypedYear) -> None:
    """The year in words; raises UserError where it cannot be read."""
    turn.require(Role.COORDINATOR)
    period = read_period(f"на {text.strip()} год") or read_period(text)
    if period is None:
        raise UserError("error-year-unread")
    await _ask_for_lines(turn, awaited.title, period)


async def choose_year(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """The year by a button."""
    turn.require(Role.COORDINATOR)
    awaited, year = await awaited_for(turn, TypedYear), callback_data.draft_id
    if not date.min.year < year < date.max.year:
        raise UserError("error-stale-button")
    period = Period.school(year) if callback_data.verb == "school" else Period.calendar(year)
    await _ask_for_lines(turn, awaited.title, period)


async def _ask_for_lines(turn: Turn, title: str, period: Period) -> None:
    await ask_for(turn, TypedLines(title, period, ""), turn.texts("typed-lines-how"))


async def take_lines(turn: Turn, text: str, awaited: TypedLines) -> None:
    """More items, and what was understood of them. Raises UserError where it is too much."""
    turn.require(Role.COORDINATOR)
    lines = f"{awaited.lines}{text.strip()}\n"
    if len(lines) > LONGEST:
        raise UserError("error-typed-too-long")
    await await_next(turn, replace(awaited, lines=lines))
    plan = read_typed(lines)
    words = turn.texts("typed-taken", items=len(plan.items))
    if plan.title:
        words = Html(
            f"{words}\n{turn.texts('typed-ignored', text=clip(' '.join(plan.title), 200))}"
        )
    if plan.undated:
        words = Html(
            f"{words}\n{turn.texts('typed-undated', numbers=clip(in_ranges(plan.undated), 200))}"
        )
    ready = button(
        turn.texts("button-typed-ready"), DraftButton(verb="typed", draft_id=0), ButtonStyle.SUCCESS
    )
    await turn.say(words, [[ready, cancel_button(turn)]])


async def ready(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """Read what was typed as a file; raises UserError where no line has a deadline."""
    turn.require(Role.COORDINATOR)
    awaited = await awaited_for(turn, TypedLines)
    plan = read_typed(awaited.lines)
    if len(plan.undated) == len(plan.items):
        raise UserError("error-no-lines")
    content = f"{awaited.title}\n\n{_without(awaited.lines, plan.title)}".encode()
    name = f"{turn.texts('typed-file')}.txt"
    file_id = await turn.tx.files.add(name, "text/plain", content)
    await ask_to_read(turn, ReadDocument(name, stored_file=file_id, year=awaited.year))
    await await_nothing(turn)


def _without(lines: str, title: Sequence[str]) -> str:
    """The typed lines from the first section or item on: what stands above has been said to be left
    out, and would otherwise go on with the plan's title.
    """
    kept = lines.splitlines()
    while kept and (not kept[0].strip() or kept[0].strip() in title):
        del kept[0]
    return "\n".join(kept)
