"""«Перенести срок»: asked in one line, granted or refused with one button, both dates kept."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.asking import ask_for
from handlers.speaking.awaited import (
    DueDate,
    PostponementDate,
    PostponementReason,
    PostponementRequest,
    await_nothing,
)
from handlers.speaking.buttons import DueButton, PostponementButton, PostponementVerb, button
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import rules
from handlers.speaking.dues import address, words_of
from handlers.speaking.texts import clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.postponing import ask, check_later, grant, move, refuse
from roadmap.actions.rights import check_may_answer
from roadmap.deadlines import read_deadline
from roadmap.errors import UserError
from roadmap.model import DueState, LogLine, Postponement, PostponementState, Role
from roadmap.model.messages import Button, ButtonStyle
from roadmap.model.months import MONTH_IN_ANY_CASE
from roadmap.ports import DueView

#: A date and nothing that could be a reason.
_ONLY_A_DAY = re.compile(
    r"(?:[\d\W_]|\b(?:до|к|на|по|г|год[а-я]*|конц[а-я]*|начал[а-я]*|середин[а-я]*|перенести|перенос|прошу|срок"
    rf"|{MONTH_IN_ANY_CASE})\b)+",
    re.IGNORECASE,
)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(start, DueButton.filter(F.verb == "postpone"))
    router.callback_query.register(grant_it, PostponementButton.filter(F.verb == "grant"))
    router.callback_query.register(refuse_it, PostponementButton.filter(F.verb == "refuse"))
    router.callback_query.register(other_date, PostponementButton.filter(F.verb == "other"))
    router.callback_query.register(give_date, DueButton.filter(F.verb == "date"))


async def start(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """Ask until when and why; both come in the next message."""
    view = await turn.tx.roadmaps.view(callback_data.due_id)
    await check_may_answer(turn.tx, turn.me, view.item, turn.today)
    if view.due.state not in (DueState.OPEN, DueState.QUIET):
        raise UserError("stale-closed", address=address(view))
    question = turn.texts("postpone-how", target=target_name(turn, view.item, view.point))
    await ask_for(turn, PostponementRequest(view.due.id), question)


async def read_request(turn: Turn, text: str, awaited: PostponementRequest) -> None:
    """«до 15 февраля, ждём акт»: a date with a reason; a date alone is asked about."""
    view = await turn.tx.roadmaps.view(awaited.due_id)
    day = await read_day(turn, text, view)
    check_later(view, day, turn.today)
    if _ONLY_A_DAY.fullmatch(text):
        awaited_next = PostponementReason(view.due.id, day)
        await ask_for(turn, awaited_next, turn.texts("postpone-why", day=day))
        return
    await ask_and_tell(turn, view, day, text)
    await await_nothing(turn)


async def take_reason(turn: Turn, text: str, awaited: PostponementReason) -> None:
    """Why, after the date came without it."""
    await ask_and_tell(turn, await turn.tx.roadmaps.view(awaited.due_id), awaited.day, text)
    await await_nothing(turn)


async def read_day(turn: Turn, text: str, view: DueView) -> date:
    """The last day of the first phrase in `text` that is a date; raises UserError without one."""
    roadmap = await turn.tx.roadmaps.get(view.item.roadmap_id)
    read: list[date] = []
    for phrase in (text, *text.replace("\n", ",").split(",")):
        deadline = read_deadline(phrase.strip(), roadmap.period)
        read += [
            day
            for day in (deadline.end, *(option.end for option in deadline.options))
            if day is not None
        ]
    for day in read:
        if day > turn.today:
            return day
    raise UserError("error-date-past" if read else "error-date-unread")


async def ask_and_tell(turn: Turn, view: DueView, day: date, reason: str) -> None:
    """Put the request before the coordinators; a coordinator's own is granted at once."""
    target = target_name(turn, view.item, view.point)
    postponement = await ask(turn.tx, turn.me, view, day, reason, rules(turn))
    if turn.me.role is Role.COORDINATOR:
        await grant(turn.tx, turn.me, postponement, rules(turn))
        await turn.say(turn.texts("postponed", target=target, day=day))
        return
    await turn.say(turn.texts("postpone-asked", target=target, day=day))
    for coordinator in await turn.tx.people.all((Role.COORDINATOR,)):
        theirs = turn.to(coordinator)
        words = theirs.texts(
            "postpone-request",
            name=turn.me.name,
            target=target_name(theirs, view.item, view.point),
            old=theirs.texts.day(view.due.day) if view.due.day else "—",
            new=day,
            text=words_of(view.item, view.point, 200),
            reason=clip(reason, 500),
        )
        await theirs.say(words, _decide_buttons(theirs, postponement))


async def say_proposed(voice: Voice, roadmap_id: int) -> None:
    """Put before the coordinator what the document itself says was put off."""
    for postponement in await voice.tx.answers.postponements(roadmap_id):
        if postponement.state is PostponementState.PROPOSED:
            view = await voice.tx.roadmaps.view(postponement.due_id)
            words = voice.texts(
                "postpone-proposed",
                target=target_name(voice, view.item, view.point),
                new=postponement.new_day,
                reason=clip(postponement.reason, 500),
            )
            await voice.say(words, _decide_buttons(voice, postponement))


def _decide_buttons(voice: Voice, postponement: Postponement) -> list[list[Button]]:
    def verb(name: PostponementVerb) -> PostponementButton:
        return PostponementButton(verb=name, postponement_id=postponement.id)

    return [
        [
            button(voice.texts("button-grant"), verb("grant"), ButtonStyle.SUCCESS),
            button(voice.texts("button-refuse"), verb("refuse"), ButtonStyle.DANGER),
        ],
        [button(voice.texts("button-other-date"), verb("other"))],
    ]


async def grant_it(query: CallbackQuery, callback_data: PostponementButton, turn: Turn) -> None:
    """Granted as asked."""
    turn.require(Role.COORDINATOR)
    await _grant(
        turn, await turn.tx.answers.postponement(callback_data.postponement_id), None, edit=True
    )


async def _grant(
    turn: Turn, postponement: Postponement, day: date | None, *, edit: bool = False
) -> None:
    if not await grant(turn.tx, turn.me, postponement, rules(turn), day):
        raise UserError("stale-decided")
    granted = await turn.tx.answers.postponement(postponement.id)
    view = await turn.tx.roadmaps.view(postponement.due_id)
    target = target_name(turn, view.item, view.point)
    await turn.say(turn.texts("postponed", target=target, day=granted.new_day), edit=edit)
    await _tell_asker(turn, granted, "postpone-granted")


async def refuse_it(query: CallbackQuery, callback_data: PostponementButton, turn: Turn) -> None:
    """Refused: the date stays."""
    turn.require(Role.COORDINATOR)
    postponement = await turn.tx.answers.postponement(callback_data.postponement_id)
    if not await refuse(turn.tx, turn.me, postponement, rules(turn)):
        raise UserError("stale-decided")
    view = await turn.tx.roadmaps.view(postponement.due_id)
    await turn.say(
        turn.texts("postpone-refused-said", target=target_name(turn, view.item, view.point)),
        edit=True,
    )
    await _tell_asker(turn, postponement, "postpone-refused")


async def other_date(query: CallbackQuery, callback_data: PostponementButton, turn: Turn) -> None:
    """Another date, which the next message names."""
    turn.require(Role.COORDINATOR)
    postponement = await turn.tx.answers.postponement(callback_data.postponement_id)
    if postponement.state not in (PostponementState.ASKED, PostponementState.PROPOSED):
        raise UserError("stale-decided")
    await ask_for(turn, PostponementDate(postponement.id), turn.texts("date-awaited"))


async def grant_other(turn: Turn, text: str, awaited: PostponementDate) -> None:
    """Granted until another day than the one asked for."""
    turn.require(Role.COORDINATOR)
    postponement = await turn.tx.answers.postponement(awaited.postponement_id)
    view = await turn.tx.roadmaps.view(postponement.due_id)
    day = await read_day(turn, text, view)
    check_later(view, day, turn.today)
    await await_nothing(turn)
    await _grant(turn, postponement, day)


async def _tell_asker(turn: Turn, postponement: Postponement, key: str) -> None:
    if postponement.person_id is None:
        return
    view = await turn.tx.roadmaps.view(postponement.due_id)
    theirs = turn.to(await turn.tx.people.get(postponement.person_id))
    target = target_name(theirs, view.item, view.point)
    await theirs.say(theirs.texts(key, target=target, day=view.due.day or postponement.new_day))


async def give_date(query: CallbackQuery, callback_data: DueButton, turn: Turn) -> None:
    """A date for what waits in «без даты»; the next message names it."""
    turn.require(Role.COORDINATOR)
    view = await turn.tx.roadmaps.view(callback_data.due_id)
    await ask_for(turn, DueDate(view.due.id), turn.texts("date-awaited"))


async def set_date(turn: Turn, text: str, awaited: DueDate) -> None:
    """Set the day of a due that had none."""
    turn.require(Role.COORDINATOR)
    view = await turn.tx.roadmaps.view(awaited.due_id)
    day = await read_day(turn, text, view)
    await await_nothing(turn)
    await move(
        turn.tx,
        replace(view, due=replace(view.due, first_day=view.due.first_day or day)),
        day,
        rules(turn),
    )
    await turn.tx.log.add(
        LogLine(turn.at, turn.me.id, view.item.roadmap_id, "log-dated", view.item.number)
    )
    await turn.say(turn.texts("date-set", target=target_name(turn, view.item, view.point), day=day))
