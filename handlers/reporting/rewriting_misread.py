"""Correcting what was misread of a document: a deadline, an item's text or number. What is said is
said back before it holds, and one tap undoes it; it is no postponement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.reporting.telling_corrected import tell_corrected
from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.asking_day import says_no, says_yes, speech_of
from handlers.speaking.awaited import Correction, await_next, await_nothing, awaited_for
from handlers.speaking.buttons import CorrectionButton, button
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import rules, views_of_item
from handlers.speaking.dues import plain_day
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from roadmap.actions.correcting import (
    Corrected,
    check_day,
    check_days,
    check_number,
    correct_due,
    correct_item,
    correct_point,
    correct_rule,
    mark_of,
    tells_of_none,
    text_of,
    undo_due,
    undo_item,
    undo_point,
    undo_rule,
)
from roadmap.deadlines import read_deadline
from roadmap.deadlines.spoken import names_a_date, read_spoken_day
from roadmap.errors import UserError
from roadmap.model import Deadline, DueState, Item, Kind, Period, Point, Roadmap, Role
from roadmap.model.deadline import UNDATED_KINDS
from roadmap.model.messages import ButtonStyle
from roadmap.ports import DueView
from roadmap.reading.year import is_outside

#: Of a text that is said back: the old and the new one fit on a phone.
_SHOWN = 700
_LONGEST_TEXT = 3000


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(ask_what_stands, CorrectionButton.filter(F.verb == "ask"))
    router.callback_query.register(hold, CorrectionButton.filter(F.verb == "hold"))
    router.callback_query.register(undo, CorrectionButton.filter(F.verb == "undo"))


def deadline_in(turn: Turn, phrase: str, period: Period) -> Deadline:
    """What the document's grammar reads; «до пятницы», which only the day of writing tells, is that
    day, and so is «15 ноября» in a plan of several years, of which it does not say which; «без
    срока» is never due. Raises UserError where that is in doubt.
    """
    if tells_of_none(phrase):
        return Deadline(phrase, Kind.CONTINUOUS)
    read = read_deadline(phrase, period)
    if read.kind in UNDATED_KINDS or (names_a_date(phrase) and read.due_days()):
        return read
    said = read_spoken_day(phrase, speech_of(turn))
    if said is None:
        return read
    if said.day is None:
        raise UserError("error-which-year" if names_a_date(phrase) else "error-date-unread")
    return Deadline(phrase, Kind.BY_DATE, None, said.day)


def lies_outside(day: date, roadmap: Roadmap) -> bool:
    """Whether no deadline of this roadmap is due on such a day: a slip in the year, most often."""
    return is_outside(day, day, roadmap.period)


async def ask_what_stands(
    query: CallbackQuery, callback_data: CorrectionButton, turn: Turn
) -> None:
    """The next message gives what stands in the document."""
    turn.require(Role.COORDINATOR)
    await _ask(turn, callback_data.what, callback_data.subject_id)


async def _ask(turn: Turn, what: Corrected, subject_id: int) -> None:
    texts = turn.texts
    if what is Corrected.DUE:
        view = await turn.tx.roadmaps.view(subject_id)
        phrase = view.point.deadline.text if view.point.deadline else ""
        words = texts(
            "correct-due-how",
            target=target_name(turn, view.item, view.point),
            day=plain_day(texts, view, turn.today),
            phrase=clip(phrase, 100) or "—",
        )
    elif what is Corrected.POINT:
        point = await turn.tx.roadmaps.point(subject_id)
        target = await _target_of(turn, point)
        words = texts("correct-point-how", target=target, text=clip(point.text, _SHOWN))
    elif what is Corrected.RULE:
        view, *more = await _days_of(turn, subject_id)
        phrase = view.point.deadline.text if view.point.deadline else ""
        words = texts(
            "correct-rule-how",
            target=target_name(turn, view.item, view.point),
            phrase=clip(phrase, 100) or "—",
            days=1 + len(more),
        )
    else:
        item = await turn.tx.roadmaps.item(subject_id)
        text, _ = await text_of(turn.tx, item)
        words = texts(f"correct-{what.value}-how", number=item.number, text=clip(text, _SHOWN))
    await ask_for(turn, Correction(what, subject_id), words)


async def _target_of(turn: Turn, point: Point) -> Html:
    """«пункт 6, контрольная точка 1»; the one measure of an item is named, too."""
    item = await turn.tx.roadmaps.item(point.item_id)
    return target_name(turn, item, replace(point, alone=False))


async def take_correction(turn: Turn, text: str, awaited: Correction) -> None:
    """What stands in the document, said back; «да» to that makes it hold."""
    turn.require(Role.COORDINATOR)
    if awaited.said and says_yes(text):
        await _hold(turn, awaited)
        return
    if awaited.said and says_no(text):
        await _ask(turn, awaited.what, awaited.subject_id)
        return
    said = text.strip()
    if awaited.what is Corrected.DUE:
        view = await turn.tx.roadmaps.view(awaited.subject_id)
        question = await _day_said_back(turn, view, said)
    elif awaited.what is Corrected.POINT:
        point = await turn.tx.roadmaps.point(awaited.subject_id)
        target = await _target_of(turn, point)
        old, new = _before_and_after(point.text, said)
        question = turn.texts("correct-point-sure", target=target, old=old, new=new)
    elif awaited.what is Corrected.RULE:
        views = await _days_of(turn, awaited.subject_id)
        days = check_days(views, await _read_rule(turn, views[0], said))
        before = views[0].point.deadline
        question = turn.texts(
            "correct-rule-sure",
            target=target_name(turn, views[0].item, views[0].point),
            old=clip(before.text, 100) if before else "—",
            new=clip(said, 100),
            **_told(turn, days),
            closed=sum(one.due.state in (DueState.DONE, DueState.CLAIMED_DONE) for one in views),
        )
    else:
        item = await turn.tx.roadmaps.item(awaited.subject_id)
        question = await _words_said_back(turn, item, awaited.what, said)
    await await_next(turn, Correction(awaited.what, awaited.subject_id, said))
    data = CorrectionButton(verb="hold", what=awaited.what, subject_id=awaited.subject_id)
    yes = button(turn.texts("button-yes"), data, ButtonStyle.SUCCESS)
    await turn.say(question, [[yes, cancel_button(turn)]])


async def _days_of(turn: Turn, point_id: int) -> list[DueView]:
    """The due days of a point; raises UserError where it has none any more."""
    point = await turn.tx.roadmaps.point(point_id)
    item = await turn.tx.roadmaps.item(point.item_id)
    views = [view for view in await views_of_item(turn, item) if view.point.id == point_id]
    if not views:
        raise UserError("error-stale-button")
    return views


def _told(turn: Turn, days: Sequence[date]) -> dict[str, object]:
    """How many days there are, how many of them are to come, and which is the next one."""
    ahead = [day for day in days if day >= turn.today]
    next_one = turn.texts.short_day(min(ahead), turn.today) if ahead else ""
    return {"days": len(days), "ahead": len(ahead), "next": next_one}


async def _day_said_back(turn: Turn, view: DueView, said: str) -> Html:
    texts = turn.texts
    roadmap = await turn.tx.roadmaps.get(view.item.roadmap_id)
    day = await check_day(turn.tx, view, deadline_in(turn, said, roadmap.period))
    closed = view.due.state in (DueState.DONE, DueState.CLAIMED_DONE)
    question = texts(
        "correct-due-sure",
        target=target_name(turn, view.item, view.point),
        old=plain_day(texts, view, turn.today),
        new=texts.short_day(day, turn.today) if day else texts("correct-no-day"),
        closed="yes" if closed else "no",
    )
    if day is None or not lies_outside(day, roadmap):
        return question
    period = texts.period(roadmap.period.label)
    return Html(f"{texts('day-outside', day=day, period=period)}\n{question}")


async def _read(turn: Turn, view: DueView, said: str) -> Deadline:
    roadmap = await turn.tx.roadmaps.get(view.item.roadmap_id)
    return deadline_in(turn, said, roadmap.period)


async def _read_rule(turn: Turn, view: DueView, said: str) -> Deadline:
    """What the document's grammar reads: a rule, which spoken days know nothing of."""
    roadmap = await turn.tx.roadmaps.get(view.item.roadmap_id)
    read = read_deadline(said, roadmap.period)
    return read if read.due_days() else await _read(turn, view, said)


async def _words_said_back(turn: Turn, item: Item, what: Corrected, said: str) -> Html:
    if what is Corrected.NUMBER:
        number = await check_number(turn.tx, item, said)
        return turn.texts("correct-number-sure", old=item.number, new=number)
    old, _ = await text_of(turn.tx, item)
    old, new = _before_and_after(old, said)
    return turn.texts("correct-text-sure", number=item.number, old=old, new=new)


def _before_and_after(old: str, said: str) -> tuple[str, str]:
    """Both texts as they are said back; raises UserError where `said` cannot take the place."""
    if len(said) > _LONGEST_TEXT:
        raise UserError("error-correct-text-long", most=_LONGEST_TEXT)
    if said == old:
        raise UserError("error-correct-same-text")
    return clip(old, _SHOWN) or "—", clip(said, _SHOWN)


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
        await tell_corrected(turn, corrected)
        words = texts(
            "corrected-due",
            target=target_name(turn, view.item, view.point),
            old=plain_day(texts, view, turn.today),
            new=plain_day(texts, corrected, turn.today),
        )
    elif what is Corrected.POINT:
        point = await turn.tx.roadmaps.point(awaited.subject_id)
        target = await _target_of(turn, point)
        await correct_point(turn.tx, turn.me, point, awaited.said, rules(turn))
        mark, words = mark_of(awaited.said), texts("corrected-point", target=target)
    elif what is Corrected.RULE:
        views = await _days_of(turn, awaited.subject_id)
        deadline = await _read_rule(turn, views[0], awaited.said)
        views = await correct_rule(turn.tx, turn.me, views, deadline, rules(turn))
        mark = mark_of(deadline.text)
        words = texts(
            "corrected-rule",
            target=target_name(turn, views[0].item, views[0].point),
            new=clip(awaited.said, 100),
            **_told(turn, [view.due.day for view in views if view.due.day is not None]),
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
        await tell_corrected(turn, undone, undone=True)
        target = target_name(turn, view.item, view.point)
        day = plain_day(texts, undone, turn.today)
        words = texts("correction-undone-due", target=target, day=day)
    elif what is Corrected.POINT:
        point = await turn.tx.roadmaps.point(callback_data.subject_id)
        target = await _target_of(turn, point)
        await undo_point(turn.tx, turn.me, point, mark, rules(turn))
        words = texts("correction-undone-point", target=target)
    elif what is Corrected.RULE:
        point = await turn.tx.roadmaps.point(callback_data.subject_id)
        item = await turn.tx.roadmaps.item(point.item_id)
        await undo_rule(turn.tx, turn.me, item, point, mark, rules(turn))
        deadline = (await turn.tx.roadmaps.point(point.id)).deadline
        target = target_name(turn, item, point)
        phrase = clip(deadline.text, 100) if deadline else "—"
        words = texts("correction-undone-rule", target=target, phrase=phrase)
    else:
        item = await turn.tx.roadmaps.item(callback_data.subject_id)
        item = await undo_item(turn.tx, turn.me, item, what, mark, rules(turn))
        words = texts(f"correction-undone-{what.value}", number=item.number)
    await turn.say(words, edit=True)
