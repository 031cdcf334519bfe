"""What the program tells coordinators: whom it cannot reach, what it could not understand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from handlers.speaking.texts import Html, texts_in
from roadmap.model import LogLine, Person, PersonState, Role
from roadmap.model.messages import Outgoing, Urgency
from roadmap.ports import Tx


async def tell_coordinators(
    tx: Tx, key: str, except_for: int | None = None, **variables: object
) -> None:
    """Put the sentence `key` into the outbox for every coordinator who can be reached."""
    for person in await tx.people.all([Role.COORDINATOR]):
        if (
            person.telegram_id is not None
            and person.state is PersonState.ACTIVE
            and person.id != except_for
        ):
            text = texts_in(person.language)(key, **variables)
            await tx.messages.add(
                Outgoing(person.telegram_id, text, Urgency.BULK, person_id=person.id)
            )


async def lost_touch(tx: Tx, message: Outgoing, state: PersonState, at: datetime) -> None:
    """`message` cannot reach its chat: send nothing more there, and tell the coordinators once."""
    await tx.messages.drop_for(message.chat_id, f"unreachable: {state.value}")
    person = await _person_of(tx, message)
    if person is not None:
        if person.state is not state:
            await tx.people.update(replace(person, state=state))
            await tx.log.add(
                LogLine(at, person.id, None, f"log-{state.value.replace('_', '-')}", person.name)
            )
            key = f"notice-{state.value.replace('_', '-')}"
            if person.role is Role.CHAT:
                key = "notice-chat-lost"
            await tell_coordinators(tx, key, except_for=person.id, name=person.name)
        return
    if message.chat_id > 0:
        return  # an account that was somebody's before, or is to be told that it is not
    fact = f"unreachable_chat:{message.chat_id}"
    if await tx.facts.get(fact) is None:
        await tx.facts.set(fact, at.isoformat())
        await tell_coordinators(tx, "notice-group-lost")


async def file_not_sent(tx: Tx, message: Outgoing) -> None:
    """Whoever asked for a file of an answer is told, in its place, that Telegram refused it."""
    if message.attachment_id is None or message.person_id is None:
        return
    person = await tx.people.get(message.person_id)
    text = texts_in(person.language)("notice-file-not-sent", caption=Html(message.text))
    await tx.messages.add(
        replace(message, id=0, text=text, buttons=(), attachment_id=None, follows=None)
    )


async def _person_of(tx: Tx, message: Outgoing) -> Person | None:
    """Whose private chat it is; in a group, `person_id` is only who is answered, but where the
    group stands for a body.
    """
    if message.chat_id > 0:
        return await tx.people.by_telegram(message.chat_id)
    if message.person_id is None:
        return None
    person = await tx.people.get(message.person_id)
    return person if person.role is Role.CHAT else None


async def put_aside(tx: Tx, update_id: int, today: date) -> None:
    """An update went into quarantine; the coordinators hear of a day's first, not of a thousand."""
    if await tx.facts.get("quarantine_told") != today.isoformat():
        await tx.facts.set("quarantine_told", today.isoformat())
        await tell_coordinators(tx, "notice-quarantined", number=str(update_id))


async def tell_author(tx: Tx, telegram_id: int | None) -> None:
    """Whose update was put aside hears of it where they are known."""
    person = None if telegram_id is None else await tx.people.by_telegram(telegram_id)
    if person is None or person.telegram_id is None or person.state is not PersonState.ACTIVE:
        return
    text = texts_in(person.language)("notice-not-handled")
    await tx.messages.add(Outgoing(person.telegram_id, text, person_id=person.id))
