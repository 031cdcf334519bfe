"""Coming in by one link for a group: each picks their own name, a coordinator confirms it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from roadmap.actions.joining import INVITE_LIFETIME, code_hash, join
from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model import NOT_JOINED, GroupLink, Guest, Invite, LogLine, Person, PersonState, Role
from roadmap.ports import Tx

#: Who was refused so often asks no more: a coordinator is not to be worn out.
MOST_REFUSALS = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """How a link for a group fares: `come` of `expected` officials have joined since it was made,
    by whatever link; `waiting` have picked a name and are to be confirmed.
    """

    come: int
    expected: int
    waiting: int


async def make_group_link(tx: Tx, actor: Person, code: str, at: datetime) -> GroupLink:
    """A link with `code` for everybody who has not joined; the former one ends.

    Raises NotAllowed unless a coordinator asks.
    """
    require_coordinator(actor)
    await tx.group_links.close(at)
    link = await tx.group_links.add(GroupLink(0, code_hash(code), at, at + INVITE_LIFETIME))
    await tx.log.add(LogLine(at, actor.id, None, "log-group-link"))
    return link


async def close_group_link(tx: Tx, actor: Person, at: datetime) -> None:
    """Nobody comes in by it any more, and those who were still waiting are forgotten.

    Raises NotAllowed unless a coordinator asks.
    """
    require_coordinator(actor)
    await tx.group_links.close(at)
    await tx.log.add(LogLine(at, actor.id, None, "log-group-link-closed"))


async def not_joined(tx: Tx) -> list[Person]:
    """The officials who have not joined yet, by name."""
    officials = await tx.people.all((Role.OFFICIAL,))
    return [person for person in officials if person.state in NOT_JOINED]


async def progress(tx: Tx, link: GroupLink, at: datetime) -> Progress:
    """How the link fares at `at`."""
    come = await tx.group_links.joined_since(link.made_at)
    expected = come + len(await not_joined(tx))
    return Progress(come, expected, len(await tx.group_links.waiting(at)))


async def enter(tx: Tx, code: str, telegram_id: int, name: str, at: datetime) -> Guest | None:
    """The account that opens a link for a group becomes its guest; None where no such link is open.
    `name` is what Telegram calls it. To open the link again forgets no refusal.
    """
    link = await tx.group_links.by_hash(code_hash(code), at)
    if link is None:
        return None
    known = await tx.group_links.guest_of(telegram_id, at)
    if known is not None and known.link_id == link.id:
        return known
    return await tx.group_links.add_guest(Guest(0, link.id, telegram_id, name, at))


async def pick(tx: Tx, guest: Guest, person_id: int, at: datetime) -> Person:
    """The guest says that they are this person, and waits for a coordinator.

    Raises UserError where the person has joined or is not to be joined as, or the guest was refused
    too often.
    """
    if guest.refusals >= MOST_REFUSALS:
        raise UserError("group-refused-often")
    person = next((one for one in await not_joined(tx) if one.id == person_id), None)
    if person is None:
        raise UserError("group-name-taken")
    await tx.group_links.update_guest(replace(guest, person_id=person.id, asked_at=at))
    return person


async def unpick(tx: Tx, guest: Guest) -> None:
    """It was a slip of the finger: nobody is picked."""
    await tx.group_links.update_guest(replace(guest, person_id=None))


async def admit(
    tx: Tx, actor: Person, guest: Guest, code: str, at: datetime
) -> tuple[Person, Sequence[Guest]]:
    """Let the guest in as the person whom they have picked: as if by a one-time link of that
    person's with the fresh `code`, so that all their other links end. Also returns those who have
    picked the same person, who are nobody again.

    Raises NotAllowed unless a coordinator asks, UserError where the person or the account has
    joined meanwhile, or the guest has thought better of it.
    """
    require_coordinator(actor)
    waiting = await tx.group_links.waiting(at)
    if guest not in waiting or guest.person_id is None:
        raise UserError("group-decided")
    known = await tx.people.by_telegram(guest.telegram_id)
    await tx.group_links.remove_guest(guest.id)
    if known is not None and known.state is not PersonState.GONE:
        raise UserError("group-account-known", guest=guest.name, name=known.name)
    await tx.people.add_invite(Invite(0, code_hash(code), guest.person_id, at + INVITE_LIFETIME))
    person = (await join(tx, code, guest.telegram_id, at)).person
    others = [one for one in waiting if one.person_id == person.id and one.id != guest.id]
    for other in others:
        await unpick(tx, other)
    await tx.log.add(LogLine(at, actor.id, None, "log-admitted", person.name))
    return person, others


async def refuse(tx: Tx, actor: Person, guest: Guest, at: datetime) -> None:
    """This is somebody else: they may pick another name.

    Raises NotAllowed unless a coordinator asks, UserError where it was decided before.
    """
    require_coordinator(actor)
    if guest not in await tx.group_links.waiting(at):
        raise UserError("group-decided")
    await tx.group_links.update_guest(replace(guest, person_id=None, refusals=guest.refusals + 1))
