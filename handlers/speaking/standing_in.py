"""Leave and standing in, in words: «с 1 по 14 декабря», «за И. Ветрову»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.speaking.buttons import LeaveButton, button
from handlers.speaking.texts import Html, Texts
from handlers.speaking.voice import Voice
from roadmap.model import Person
from roadmap.model.messages import Button
from roadmap.reading.name_forms import accusative, briefly_accusative


def own_leave(voice: Voice) -> Button:
    """«Отпуск»: to the person's own."""
    return button(voice.texts("button-leave"), LeaveButton(verb="open", person_id=voice.whom.id))


def span(texts: Texts, first: date, last: date, today: date) -> Mapping[str, str]:
    """«1» and «14 декабря», to stand after «с» and «по»: the month is said once, the year where it
    is not this one.
    """
    until = texts.short_day(last, today)
    if (first.year, first.month) == (last.year, last.month):
        return {"first": str(first.day), "last": until}
    if first.year == last.year != today.year:
        return {"first": texts.short_day(first, first), "last": until}
    return {"first": texts.short_day(first, today), "last": until}


def in_place_of(texts: Texts, name: str) -> str:
    """«Ирину Ветрову», after «вы замещаете»; in English the name as it is."""
    return accusative(name) if texts.language == "ru" else name


def for_whom(voice: Voice, absent: Sequence[Person]) -> Html:
    """«За И. Ветрову (отпуск до 14 декабря)»: whose it is that a deputy gets."""
    texts = voice.texts
    names = [briefly_accusative(one.name) if texts.language == "ru" else one.name for one in absent]
    last = max((one.leave_to for one in absent if one.leave_to is not None), default=voice.today)
    return texts("for-whom", names=", ".join(names), last=texts.short_day(last, voice.today))
