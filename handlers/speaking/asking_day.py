"""Asking for a day: buttons with the likely days, words as people say them, the day said back
before it holds, and one tap that undoes it.

Where a conversation needs a day: `ask_day` asks, `day_in` reads the words that come (and asks once
more where they are in doubt), `say_back` says the day that was read. What is done with it is the
conversation's own: it takes the `DayButton`s of its purpose and records what it awaits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import Awaited, await_next
from handlers.speaking.buttons import DayButton, DayFor, UndoDayButton, UndoDayFor, button
from handlers.speaking.texts import Html, Texts
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Keyboard, Voice
from roadmap.answers.putting_off import tells_of_work
from roadmap.deadlines.spoken import (
    Doubt,
    Speech,
    SpokenDay,
    after_a_week,
    end_of_month,
    read_spoken_day,
)
from roadmap.model.messages import Button, ButtonStyle

_YES = re.compile(r"(?:да|ага|угу|ок|окей|верно|именно|хорошо|подтверждаю|согласн[аы]|yes|ok|okay)")
_CANCEL = re.compile(r"(?:отмена|отмени|отменить|отменяю|отбой|cancel)")
_NO = re.compile(r"(?:нет|не|неверно|не\s+то|без\s+причины|no)")


@dataclass(frozen=True, slots=True)
class DayAsked:
    """What a day is asked for, and what its words are read by."""

    what: DayFor
    subject_id: int
    speech: Speech
    arg: int = 0

    def button(self, words: str, day: date | None, *, sure: bool = False) -> Button:
        """A button that gives this day; None: the next message does."""
        data = DayButton(
            what=self.what,
            subject_id=self.subject_id,
            day=day.toordinal() if day is not None else 0,
            sure=sure,
            arg=self.arg,
        )
        style = ButtonStyle.SUCCESS if sure else ButtonStyle.PLAIN
        return button(words, data, style)


def speech_of(turn: Turn, due: date | None = None) -> Speech:
    """How this turn's words about a day are read: written on the person's day."""
    return Speech(turn.written_on, due, turn.office.calendar)


def day_words(texts: Texts, day: date, today: date) -> str:
    """«27 ноября (пт)», with the year where it is not this one."""
    return f"{texts.short_day(day, today)} ({texts.short_weekday(day)})"


async def ask_day(
    turn: Turn,
    awaited: Awaited,
    question: str,
    asked: DayAsked,
    more: Sequence[Sequence[Button]] = (),
) -> None:
    """Ask `question` with the likely days as buttons; the next words are what is `awaited`."""
    await ask_for(turn, awaited, question, [*_likely(turn, asked), *more])


async def ask_typed(turn: Turn, awaited: Awaited, asked: DayAsked) -> None:
    """«Ввести»: how a day may be written; the next words are what is `awaited`."""
    await await_next(turn, awaited)
    await turn.say(turn.texts("day-typed"), [[cancel_button(turn)]], edit=True)


async def day_in(turn: Turn, text: str, awaited: Awaited, asked: DayAsked) -> SpokenDay | None:
    """The day that `text` says for sure. None where it was in doubt or said none: then the person
    has been asked, and the next words are what is `awaited`.
    """
    read = read_spoken_day(text, asked.speech)
    if read is not None and read.day is not None:
        return read
    await await_next(turn, awaited)
    await turn.say(*_question(turn, read, asked))
    return None


def tells_no_day(turn: Turn, text: str) -> bool:
    """Whether `text` says no day and tells of work: where a day is awaited, it is an answer."""
    read = read_spoken_day(text, speech_of(turn))
    return read is None and tells_of_work(text)


def _question(turn: Turn, read: SpokenDay | None, asked: DayAsked) -> tuple[Html, Keyboard]:
    if read is None or read.doubt is None:
        return turn.texts("day-unread"), [*_likely(turn, asked), [cancel_button(turn)]]
    rows: list[list[Button]] = [
        [asked.button(day_words(turn.texts, day, turn.today), day)] for day in read.choices
    ]
    words = doubt_words(turn, read.doubt, asked.speech.due)
    return words, [*(rows or _likely(turn, asked)), [cancel_button(turn)]]


def doubt_words(voice: Voice, doubt: Doubt, due: date | None) -> Html:
    """Why the day must be asked for once more."""
    old = voice.texts.short_day(due, voice.today) if due is not None else "—"
    return voice.texts(f"day-doubt-{doubt.value.replace('_', '-')}", old=old)


def _likely(voice: Voice, asked: DayAsked) -> list[list[Button]]:
    """«+ неделя», «Конец месяца», «Ввести», with the days that they give."""
    texts, today = voice.texts, voice.today
    week, month = after_a_week(asked.speech), end_of_month(asked.speech)
    key = "button-week-more" if asked.speech.due is not None else "button-in-a-week"
    rows = [[asked.button(texts(key, day=day_words(texts, week, today)), week)]]
    if month != week:
        words = texts("button-end-of-month", day=day_words(texts, month, today))
        rows.append([asked.button(words, month)])
    rows.append([asked.button(texts("button-type-day"), None)])
    return rows


async def say_back(
    turn: Turn,
    awaited: Awaited,
    words: str,
    day: date,
    asked: DayAsked,
    more: Sequence[Sequence[Button]] = (),
    *,
    edit: bool = False,
) -> None:
    """Say the day that was read, in `words` that end in a question, before it holds; the next words
    are what is `awaited`: «да», «нет», another day.
    """
    await await_next(turn, awaited)
    rows = [
        [
            asked.button(turn.texts("button-yes"), day, sure=True),
            asked.button(turn.texts("button-other-date"), None),
        ],
        *more,
        [cancel_button(turn)],
    ]
    await turn.say(words, rows, edit=edit)


def undo_button(voice: Voice, what: UndoDayFor, subject_id: int, *, quiet: bool = False) -> Button:
    """«Отменить»: what was done with a day."""
    data = UndoDayButton(what=what, subject_id=subject_id, quiet=quiet)
    return button(voice.texts("button-undo-day"), data)


def says_yes(text: str) -> bool:
    """«Да», «ок»: the day that was said back is right."""
    return _YES.fullmatch(_plain(text)) is not None


def says_no(text: str) -> bool:
    """«Нет»: it is not."""
    return _NO.fullmatch(_plain(text)) is not None


def says_cancel(text: str) -> bool:
    """«Отмена», «отменить»: what is asked is to be left."""
    return _CANCEL.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    return re.sub(r"[^\w\s]", "", text).casefold().strip()
