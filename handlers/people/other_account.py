"""A link was opened by another account: the account before and the coordinators hear of it, and a
coordinator undoes it with a tap.
"""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, User

from handlers.speaking.buttons import AccountButton, button
from handlers.speaking.texts import clip, texts_in
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.joining import put_back
from roadmap.actions.namesakes import names_apart
from roadmap.model import Person, PersonState, Role
from roadmap.model.messages import ButtonStyle, Outgoing, Urgency


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(undo, AccountButton.filter(F.verb == "back"))
    router.callback_query.register(leave_so, AccountButton.filter(F.verb == "right"))


async def tell_of_other_account(turn: Turn, person: Person, former: int, user: User) -> None:
    """Tell the account before, and every coordinator but the one whom it concerns."""
    await _tell_account(turn, former, person.language, "account-lost")
    shown = (await names_apart(turn.tx, [person]))[person.id]
    account = f"{user.full_name} (@{user.username})" if user.username else user.full_name
    for coordinator in await turn.tx.people.all((Role.COORDINATOR,)):
        if coordinator.id == person.id or coordinator.state is not PersonState.ACTIVE:
            continue
        theirs = turn.to(coordinator)
        back, right = [
            AccountButton(verb=verb, person_id=person.id, former=former, now=user.id)
            for verb in ("back", "right")
        ]
        rows = [
            [button(theirs.texts("button-account-back"), back, ButtonStyle.DANGER)],
            [button(theirs.texts("button-account-right"), right)],
        ]
        await theirs.say(theirs.texts("account-other", name=shown, account=clip(account, 80)), rows)


async def _tell_account(voice: Voice, chat_id: int, language: str, key: str) -> None:
    """Say a sentence to an account that is nobody's any more; it is told no names."""
    await voice.tx.messages.add(Outgoing(chat_id, texts_in(language)(key), Urgency.AT_ONCE))


async def undo(query: CallbackQuery, callback_data: AccountButton, turn: Turn) -> None:
    """The account before is theirs again, the new one a stranger."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(callback_data.person_id)
    former, now = callback_data.former, callback_data.now
    person = await put_back(turn.tx, turn.me, person, former, now, turn.at)
    await turn.say(turn.texts("account-put-back", name=person.name), edit=True)
    theirs = turn.to(person)
    await theirs.say(theirs.texts("account-yours-again"))
    await _tell_account(turn, now, person.language, "account-shut")


async def leave_so(query: CallbackQuery, callback_data: AccountButton, turn: Turn) -> None:
    """It is their own new account."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(callback_data.person_id)
    await turn.say(turn.texts("account-right", name=person.name), edit=True)
