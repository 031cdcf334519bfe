"""Asking for words: the question always has a way out, so that nobody is held in it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.speaking.buttons import ListButton, button
from handlers.speaking.turn import Keyboard, Turn
from roadmap.model.messages import About, Button
from roadmap.ports import Json


def cancel_button(turn: Turn) -> Button:
    """«Отмена»: the next message is no answer to what was asked."""
    return button(turn.texts("button-cancel"), ListButton(name="cancel", page=0))


async def ask_for(
    turn: Turn, dialog: Json, question: str, buttons: Keyboard = (), *, about: Sequence[About] = ()
) -> None:
    """Ask `question`; the next words in this chat belong to `dialog`."""
    await turn.tx.people.set_dialog(turn.chat_id, dialog)
    await turn.say(question, [*buttons, [cancel_button(turn)]], about=about)
