"""«Кого вы имеете в виду?»: a name may mean several people; a tap, or a better name, says who.

What was written is kept and taken once more with the chosen person in place of the name, so that
every command and question that takes a name asks in the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message

from handlers.speaking.asking import cancel_button
from handlers.speaking.awaited import WhichPerson, await_next, awaited_for, form_in, keep_form
from handlers.speaking.buttons import ListButton, WhoButton, button
from handlers.speaking.paging import page_buttons, page_of
from handlers.speaking.texts import clip
from handlers.speaking.turn import Turn
from roadmap.actions.namesakes import names_apart
from roadmap.errors import SeveralPeople, UserError
from roadmap.model import Person

#: Names in the question itself; the buttons have all.
_NAMED = 5


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(turn_page, ListButton.filter(F.name == "which"))
    router.callback_query.register(choose, WhoButton.filter(F.person_id > 0))


async def ask_which(turn: Turn, doubt: SeveralPeople, words: str) -> None:
    """Ask whom `words` mean where `doubt` arose; a button for each with job or body."""
    before = json.dumps(await form_in(turn))
    ids = tuple(str(one) for one in doubt.ids)
    await await_next(turn, WhichPerson(words, doubt.name, before, ids, doubt.key))
    await _say_page(turn, doubt.key, doubt.name, doubt.ids, 0)


async def turn_page(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """More of those whom the name may mean."""
    awaited = await awaited_for(turn, WhichPerson)
    ids = [int(one) for one in awaited.ids]
    await _say_page(turn, awaited.key, awaited.name, ids, callback_data.page, edit=True)


async def _say_page(
    turn: Turn, key: str, name: str, ids: Sequence[int], number: int, *, edit: bool = False
) -> None:
    everybody = [await turn.tx.people.get(person_id) for person_id in ids]
    page = page_of(everybody, number)
    shown = await names_apart(turn.tx, page.rows, everybody)
    rows = [
        [
            button(
                clip(shown[one.id] if shown[one.id] != one.name else _with_job(one), 60),
                WhoButton(person_id=one.id),
            )
        ]
        for one in page.rows
    ]
    brief = await names_apart(turn.tx, page.rows[:_NAMED], everybody, brackets=True)
    words = turn.texts(key, name=name, names=", ".join(brief.values()))
    await turn.say(words, [*rows, page_buttons(page, "which"), [cancel_button(turn)]], edit=edit)


def _with_job(person: Person) -> str:
    return f"{person.name}, {person.job}" if person.job else person.name


async def choose(
    query: CallbackQuery, callback_data: WhoButton, turn: Turn, event_router: Router, bot: Bot
) -> None:
    """The person tapped is meant: what was written is taken once more."""
    awaited = await awaited_for(turn, WhichPerson)
    if not isinstance(query.message, Message):
        raise UserError("error-stale-button")
    message = query.message.model_copy(update={"from_user": query.from_user})
    await _again(turn, message, awaited, f"#{callback_data.person_id}", event_router, bot)


async def name_better(
    turn: Turn, message: Message, awaited: WhichPerson, router: Router, bot: Bot
) -> None:
    """A better name was written in place of a tap."""
    await _again(turn, message, awaited, message.text or "", router, bot)


async def _again(
    turn: Turn, message: Message, awaited: WhichPerson, name: str, router: Router, bot: Bot
) -> None:
    """Take the kept words once more, with `name` in place of the one in doubt."""
    await keep_form(turn, json.loads(awaited.before))
    pattern = rf"(?<!\w){re.escape(awaited.name.strip())}(?!\w)"
    found = list(re.finditer(pattern, awaited.words))
    if not found:
        raise UserError("error-stale-button")
    start, end = found[-1].span()
    text = f"{awaited.words[:start]}{name}{awaited.words[end:]}"
    while router.parent_router is not None:
        router = router.parent_router
    said = message.model_copy(
        update={"text": text, "entities": None, "caption": None, "reply_to_message": None}
    )
    await router.propagate_event("message", said, bot=bot, turn=turn)
