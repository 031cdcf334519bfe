"""Reminders held for a coordinator to decide: after a restore, or not to be composed."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from handlers.speaking.buttons import button
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.errors import UserError
from roadmap.model import Person, PersonState, ReminderState, Role
from roadmap.model.messages import ButtonStyle
from roadmap.model.policy import Office
from roadmap.ports import Tx

#: Set once the coordinators have been asked; a restore takes it away.
ASKED_FACT = "held_asked"
#: The last day on which coordinators heard of reminders that could not be composed.
_FAILED_FACT = "held_failed_told"


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(send_held, HeldButton.filter(F.verb == "send"))
    router.callback_query.register(drop_held, HeldButton.filter(F.verb == "drop"))


class HeldButton(CallbackData, prefix="held"):
    """What to do with the reminders that are held: send, drop."""

    verb: Literal["send", "drop"]


async def ask_about_held(tx: Tx, at: datetime, office: Office) -> None:
    """Ask the coordinators who can be reached, once after a restore (`at` in UTC)."""
    held = await tx.reminders.held()
    if not held or await tx.facts.get(ASKED_FACT) is not None:
        return
    people = len({reminder.person_id for reminder in held})
    if await _ask(tx, at, office, "held-ask", count=len(held), people=people):
        await tx.facts.set(ASKED_FACT, at.isoformat())


async def tell_of_failed(tx: Tx, at: datetime, office: Office, person: Person) -> None:
    """Ask the coordinators about a `person` who could not be reminded: once a day, not for each."""
    today = at.date().isoformat()
    if await tx.facts.get(_FAILED_FACT) != today and await _ask(
        tx, at, office, "held-failed", name=person.name
    ):
        await tx.facts.set(_FAILED_FACT, today)


async def _ask(tx: Tx, at: datetime, office: Office, key: str, **variables: object) -> bool:
    """Ask whether to send what is held; whether anybody could be asked."""
    everyone = await tx.people.all((Role.COORDINATOR,))
    reached = [
        one for one in everyone if one.state is PersonState.ACTIVE and one.telegram_id is not None
    ]
    for coordinator in reached:
        theirs = Voice(tx, at, office).to(coordinator)
        row = [
            button(theirs.texts("button-held-send"), HeldButton(verb="send"), ButtonStyle.PRIMARY),
            button(theirs.texts("button-held-drop"), HeldButton(verb="drop")),
        ]
        await theirs.say(theirs.texts(key, **variables), [row])
    return bool(reached)


async def send_held(query: CallbackQuery, callback_data: HeldButton, turn: Turn) -> None:
    """They are due again: the next tick sends one message a person, of what is still open."""
    count = await _decide(turn, ReminderState.PLANNED)
    await turn.say(turn.texts("held-sent", count=count), edit=True)


async def drop_held(query: CallbackQuery, callback_data: HeldButton, turn: Turn) -> None:
    """They are never sent."""
    count = await _decide(turn, ReminderState.CANCELLED)
    await turn.say(turn.texts("held-dropped", count=count), edit=True)


async def _decide(turn: Turn, state: ReminderState) -> int:
    """Give all held ones this state; how many. Raises UserError where that was done already."""
    turn.require(Role.COORDINATOR)
    held = await turn.tx.reminders.held()
    if not held:
        raise UserError("error-stale-button")
    await turn.tx.reminders.set_state([reminder.id for reminder in held], state)
    return len(held)
