"""Correcting what was misread of a document: a deadline, an item's text or number. What is said is
said back before it holds, and one tap undoes it; it is no postponement.
"""

from __future__ import annotations

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.asking_day import says_yes, speech_of
from handlers.speaking.awaited import Correction, await_next, await_nothing, awaited_for
from handlers.speaking.buttons import CorrectionButton, button
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import rules
from handlers.speaking.texts import Html, Texts, clip
from handlers.speaking.turn import Turn
from roadmap.actions.correcting import (
    Corrected,
    check_day,
    check_number,
    correct_due,
    correct_item,
    mark_of,
    text_of,
    undo_due,
    undo_item,
)
from roadmap.deadlines import read_deadline
from roadmap.deadlines.spoken import names_a_date, read_spoken_day
from roadmap.errors import UserError
from roadmap.model import Deadline, DueState, Item, Kind, Period, Role
from roadmap.model.messages import ButtonStyle
from roadmap.ports import DueView

#: Of a text that is said back: the old and the new one fit on a phone.
_SHOWN = 700
_LONGEST_TEXT = 3000


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(ask_what_stands, CorrectionButton.filter(F.verb == "ask"))
    router.callback_query.register(hold, CorrectionButton.filter(F.verb == "hold"))
    router.callback_query.register(undo, CorrectionButton.filter(F.verb == "undo"))


def day_of(texts: Texts, view: DueView, today: date) -> str:
    """«31 декабря», «без срока»."""
    return texts.short_day(view.due.day, today) if view.due.day else texts("correct-no-day")


def deadline_in(turn: Turn, phrase: str, period: Period) -> Deadline:
    """What the document's grammar reads; «до пятницы», which only the day of writing tells, is that
    day, and so is «15 ноября» in a plan of several years, of which it does not say which. Raises
    UserError where that is in doubt.
    """
    if names_a_date(phrase):
        read = read_deadline(phrase, period)
        if read.due_days():
            return read
    said = read_spoken_day(phrase, speech_of(turn))
    if said is None:
        return read_deadline(phrase, period)
    if said.day is None:
        raise UserError("error-which-year" if names_a_date(phrase) else "error-date-unread")
    return Deadline(phrase, Kind.BY_DATE, None, said.day)


async def ask_what_stands(
    query: CallbackQuery, callback_data: CorrectionButton, turn: Turn
) -> None:
    """The next message gives what stands in the document."""
    turn.require(Role.COORDINATOR)
    texts, what = turn.texts, callback_data.what
    if what is Corrected.DUE:
        view = await turn.tx.roadmaps.view(callback_data.subject_id)
        phrase = view.point.deadline.text if view.point.deadline else ""
        words = texts(
            "correct-due-how",
            target=target_name(turn, view.item, view.point),
            day=day_of(texts, view, turn.today),
            phrase=clip(phrase, 100) or "—",
        )
    else:
        item = await turn.tx.roadmaps.item(callback_data.subject_id)
        text, _ = await text_of(turn.tx, item)
        words = texts(f"correct-{what.value}-how", number=item.number, text=clip(text, _SHOWN))
    await ask_for(turn, Correction(what, callback_data.subject_id), words)


async def take_correction(turn: Turn, text: str, awaited: Correction) -> None:
    """What stands in the document, said back; «да» to that makes it hold."""
    turn.require(Role.COORDINATOR)
    if awaited.said and says_yes(text):
        await _hold(turn, awaited)
        return
    said = text.strip()
    if awaited.what is Corrected.DUE:
        view = await turn.tx.roadmaps.view(awaited.subject_id)
        question = await _day_said_back(turn, view, said)
    else:
        item = await turn.tx.roadmaps.item(awaited.subject_id)
        question = await _words_said_back(turn, item, awaited.what, said)
    await await_next(turn, Correction(awaited.what, awaited.subject_id, said))
    data = CorrectionButton(verb="hold", what=awaited.what, subject_id=awaited.subject_id)
    yes = button(turn.texts("button-yes"), data, ButtonStyle.SUCCESS)
    await turn.say(question, [[yes, cancel_button(turn)]])


async def _day_said_back(turn: Turn, view: DueView, said: str) -> Html:
    texts = turn.texts
    day = check_day(view, await _read(turn, view, said))
    closed = view.due.state in (DueState.DONE, DueState.CLAIMED_DONE)
    return texts(
        "correct-due-sure",
        target=target_name(turn, view.item, view.point),
        old=day_of(texts, view, turn.today),
        new=texts.short_day(day, turn.today),
        closed="yes" if closed else "no",
    )


async def _read(turn: Turn, view: DueView, said: str) -> Deadline:
    roadmap = await turn.tx.roadmaps.get(view.item.roadmap_id)
    return deadline_in(turn, said, roadmap.period)


async def _words_said_back(turn: Turn, item: Item, what: Corrected, said: str) -> Html:
    if what is Corrected.NUMBER:
        number = await check_number(turn.tx, item, said)
        return turn.texts("correct-number-sure", old=item.number, new=number)
    if len(said) > _LONGEST_TEXT:
        raise UserError("error-correct-text-long", most=_LONGEST_TEXT)
    old, _ = await text_of(turn.tx, item)
    if said == old:
        raise UserError("error-correct-same-text")
    old, new = clip(old, _SHOWN) or "—", clip(said, _SHOWN)
    return turn.texts("correct-text-sure", number=item.number, old=old, new=new)


async def hold(query: CallbackQuery, callback_data: CorrectionButton, turn: Turn) -> None:
    """«Да»: what was said back is right."""
    turn.require(Role.COORDINATOR)
    awaited = await awaited_for(turn, Correction)
    asked = (callback_data.what, callback_data.subject_id)
    if not awaited.said or (awaited.what, awaited.subject_id) != asked:
        raise UserError("error-stale-button")
    await _hold(turn, awaited, edit=True)


async def _hold(turn: Turn, awaited: Correction, *, edit: bool = False) -> None:
    texts, what = turn.texts, awaited.what
    if what is Corrected.DUE:
        view = await turn.tx.roadmaps.view(awaited.subject_id)
        deadline = await _read(turn, view, awaited.said)
        corrected = await correct_due(turn.tx, turn.me, view, deadline, rules(turn))
        mark = corrected.due.day.toordinal() if corrected.due.day else 0
        words = texts(
            "corrected-due",
            target=target_name(turn, view.item, view.point),
            old=day_of(texts, view, turn.today),
            new=day_of(texts, corrected, turn.today),
        )
    else:
        item = await turn.tx.roadmaps.item(awaited.subject_id)
        changed = await correct_item(turn.tx, turn.me, item, what, awaited.said, rules(turn))
        mark = mark_of(changed.number if what is Corrected.NUMBER else awaited.said)
        words = texts(f"corrected-{what.value}", old=item.number, number=changed.number)
    await await_nothing(turn)
    data = CorrectionButton(verb="undo", what=what, subject_id=awaited.subject_id, mark=mark)
    await turn.say(words, [[button(texts("button-undo-day"), data)]], edit=edit)


async def undo(query: CallbackQuery, callback_data: CorrectionButton, turn: Turn) -> None:
    """Take a correction back: everything stands as it did before it."""
    turn.require(Role.COORDINATOR)
    texts, what, mark = turn.texts, callback_data.what, callback_data.mark
    if what is Corrected.DUE:
        view = await turn.tx.roadmaps.view(callback_data.subject_id)
        undone = await undo_due(turn.tx, turn.me, view, mark, rules(turn))
        target = target_name(turn, view.item, view.point)
        day = day_of(texts, undone, turn.today)
        words = texts("correction-undone-due", target=target, day=day)
    else:
        item = await turn.tx.roadmaps.item(callback_data.subject_id)
        item = await undo_item(turn.tx, turn.me, item, what, mark, rules(turn))
        words = texts(f"correction-undone-{what.value}", number=item.number)
    await turn.say(words, edit=True)
