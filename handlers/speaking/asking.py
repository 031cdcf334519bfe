"""Asking for words: the question always has a way out, so that nobody is held in it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.speaking.awaited import Awaited, await_next
from handlers.speaking.buttons import ListButton, button
from handlers.speaking.voice import Keyboard, Voice
from roadmap.model.messages import About, Button


def cancel_button(voice: Voice) -> Button:
    """«Отмена»: the next message is no answer to what was asked."""
    return button(voice.texts("button-cancel"), ListButton(name="cancel", page=0))


async def ask_for(
    voice: Voice,
    awaited: Awaited,
    question: str,
    buttons: Keyboard = (),
    *,
    about: Sequence[About] = (),
    edit: bool = False,
) -> None:
    """Ask `question`; the next words in this chat are what is `awaited`."""
    await await_next(voice, awaited)
    await voice.say(question, [*buttons, [cancel_button(voice)]], about=about, edit=edit)
