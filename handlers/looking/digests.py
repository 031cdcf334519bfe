"""What the bot says unasked: the daily message, the observer's week, the collecting round."""

from __future__ import annotations

from datetime import datetime

from handlers.looking.collecting import collect_once
from handlers.looking.discipline import discipline_button, discipline_line
from handlers.looking.morning import say_morning
from handlers.looking.summary import (
    SECTIONS,
    counts_line,
    section_block,
)
from handlers.speaking.texts import Html, clip
from handlers.speaking.voice import Voice
from roadmap.actions.looking import load_board
from roadmap.actions.planning import Rules, replan_roadmap
from roadmap.actions.sharing import settle
from roadmap.model import Person, PersonState, Role
from roadmap.model.policy import Office
from roadmap.ports import Tx
from roadmap.standing.board import Board
from roadmap.standing.collecting import start_of_round
from roadmap.standing.status import summary
from roadmap.yielding import in_pieces


async def every_day(tx: Tx, at: datetime, office: Office) -> None:
    """The day's work at the desk (`at` in UTC): coordinators learn what is new, and a
    collecting round starts where its day has come.
    """
    today, boards = office.policy.day_of(at), list[Board]()
    for roadmap in await tx.roadmaps.all():
        if roadmap.period.start <= today <= roadmap.period.end:
            boards.append(await load_board(tx, roadmap, office.policy.timezone))
    coordinators = await _reachable(tx, Role.COORDINATOR)
    if coordinators:
        await say_morning(Voice(tx, at, office), boards, coordinators)
    for board in boards:
        half = board.roadmap.period.half_at(today)
        if today >= start_of_round(half, office.policy, office.calendar):
            await collect_once(tx, board.roadmap, half, at, office)


async def _reachable(tx: Tx, role: Role) -> list[Person]:
    return [person for person in await tx.people.all((role,)) if person.state is PersonState.ACTIVE]


async def every_week(tx: Tx, at: datetime, office: Office) -> None:
    """The observers' weekly message: where each roadmap stands and how disciplined people were."""
    for roadmap in await tx.roadmaps.all():
        today = office.policy.day_of(at)
        if not roadmap.period.start <= today <= roadmap.period.end:
            continue
        board = await load_board(tx, roadmap, office.policy.timezone)
        found = summary(board, today)
        async for observer in in_pieces(await _reachable(tx, Role.OBSERVER), 1):
            voice = Voice(tx, at, office).to(observer)
            blocks = [
                voice.texts("summary-title", title=clip(roadmap.title, 200), day=today),
                counts_line(voice, found.total),
                *(
                    section_block(voice, title, counts)
                    for title, counts in found.sections[:SECTIONS]
                ),
                await discipline_line(voice, board),
            ]
            await voice.say(
                Html("\n\n".join(blocks)), [[discipline_button(voice, roadmap)]], in_hours=True
            )


async def plan_on(tx: Tx, at: datetime, office: Office) -> None:
    """Each night, plan more reminders of what is overdue: the plan holds only a few ahead. Days
    that wait only for people who have left are closed.
    """
    rules = Rules(office.policy, office.calendar, at)
    for roadmap in await tx.roadmaps.all():
        await settle(tx, await tx.roadmaps.items(roadmap.id), rules)
        await replan_roadmap(tx, roadmap.id, rules)
