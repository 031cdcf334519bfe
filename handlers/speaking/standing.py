"""What a message that was sent is to say now that things have changed."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.speaking.texts import Html
from handlers.speaking.voice import Voice
from roadmap.model import DueState
from roadmap.model.messages import About, Button, Outgoing
from roadmap.ports import DueView


@dataclass(frozen=True, slots=True)
class Standing:
    """The words, buttons and subjects of a message."""

    text: Html
    buttons: tuple[tuple[Button, ...], ...] = ()
    about: tuple[About, ...] = ()


def data_of(message: Outgoing) -> list[str]:
    """The callback data of its buttons."""
    return [one.data for row in message.buttons for one in row if one.data]


async def name_of(voice: Voice, person_id: int | None) -> str:
    """The person's name; empty where nobody is known."""
    return "" if person_id is None else (await voice.tx.people.get(person_id)).name


async def how_closed(voice: Voice, view: DueView) -> Html:
    """«✅ выполнено 23 ноября, Лаптева Ирина»: how a due day was closed, when and by whom."""
    due, texts = view.due, voice.texts
    if due.state is DueState.DROPPED:
        return texts("living-dropped")
    name = await name_of(voice, due.closed_by)
    return texts(
        "living-waits" if due.state is DueState.CLAIMED_DONE else "living-done",
        day=texts.short_day(due.closed_on or voice.today, voice.today),
        name=name,
        known="yes" if name else "no",
    )
