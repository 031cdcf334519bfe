"""After a restore: reminders that fell due before it wait for a coordinator's word, since many may have been sent."""

from __future__ import annotations

from datetime import datetime

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from handlers.buttons import button
from handlers.turn import Office, Turn
from roadmap.errors import UserError
from roadmap.messages import ButtonStyle
from roadmap.model import Person, PersonState, Reminder, ReminderState, Role
from roadmap.ports import Tx

router = Router(name="held")

#: Set once the coordinators have been asked; a restore takes it away.
ASKED_FACT = "held_asked"


class HeldButton(CallbackData, prefix="held"):
    """What to do with the reminders that are held: send, drop."""

    verb: str


async def ask_about_held(tx: Tx, at: datetime, office: Office) -> None:
    """Ask every coordinator who can be reached, once after a restore (`at` in UTC); nothing where none is held."""
    held = await tx.reminders.held()
    if not held or await tx.desk.fact(ASKED_FACT) is not None:
        return
    for coordinator in await tx.people.all((Role.COORDINATOR,)):
        if coordinator.state is PersonState.ACTIVE and coordinator.telegram_id is not None:
            await _ask(Turn(tx, at, office, coordinator.telegram_id, person=coordinator), coordinator, held)
            await tx.desk.set_fact(ASKED_FACT, at.isoformat())


async def _ask(turn: Turn, coordinator: Person, held: list[Reminder]) -> None:
    row = [
        button(turn.texts("button-held-send"), HeldButton(verb="send"), ButtonStyle.PRIMARY),
        button(turn.texts("button-held-drop"), HeldButton(verb="drop")),
    ]
    people = len({reminder.person_id for reminder in held})
    await turn.tell(coordinator, turn.texts("held-ask", count=len(held), people=people), [row])


@router.callback_query(HeldButton.filter(F.verb == "send"))
async def send_held(query: CallbackQuery, callback_data: HeldButton, turn: Turn) -> None:
    """They are due again: the next tick sends one message a person, of what is still open."""
    count = await _decide(turn, ReminderState.PLANNED)
    await turn.say(turn.texts("held-sent", count=count), edit=True)


@router.callback_query(HeldButton.filter(F.verb == "drop"))
async def drop_held(query: CallbackQuery, callback_data: HeldButton, turn: Turn) -> None:
    """They are never sent."""
    count = await _decide(turn, ReminderState.CANCELLED)
    await turn.say(turn.texts("held-dropped", count=count), edit=True)


async def _decide(turn: Turn, state: ReminderState) -> int:
    """Give all that are held this state; how many. Raises UserError where somebody has decided already."""
    turn.require(Role.COORDINATOR)
    held = await turn.tx.reminders.held()
    if not held:
        raise UserError("error-stale-button")
    await turn.tx.reminders.set_state([reminder.id for reminder in held], state)
    return len(held)
