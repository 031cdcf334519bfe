"""Entering the desk: a link that is good once begins a session in a browser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model import LogLine, Pass, PassKind, Person, PersonState
from roadmap.ports import Tx

#: A link of one's own is opened at once; one that a coordinator passes on, within the week.
LINK_LIFETIME = timedelta(minutes=5)
PASSED_ON_LIFETIME = timedelta(days=7)
#: After so long without a click one has to enter again. Who has no messenger gets a link from the
#: coordinator only, and comes to answer once a month.
SESSION_LASTS = timedelta(hours=12)
PASSED_ON_LASTS = timedelta(days=45)
#: Where a messenger opens the desk within itself, and tells who opens it.
LAUNCH = "/launch"
#: 256 random bits: a secret cannot be guessed.
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """Who is at the desk, and by which pass."""

    person: Person
    by: Pass


def new_secret() -> str:
    """A fresh secret for a link or a session."""
    return token_urlsafe(_BYTES)


def entrance(base: str, secret: str) -> str:
    """The address of a link, at the desk that is served at `base`."""
    return f"{base}/enter/{secret}"


def _hash(secret: str) -> str:
    # A plain SHA-256 is enough: the secret is random.
    return sha256(secret.encode(errors="surrogateescape")).hexdigest()


async def give_link(tx: Tx, person: Person, secret: str, at: datetime) -> None:
    """A link for oneself: good once, for LINK_LIFETIME."""
    await _add(tx, person, secret, at, LINK_LIFETIME, SESSION_LASTS)


async def give_link_to(tx: Tx, actor: Person, person: Person, secret: str, at: datetime) -> None:
    """A link that a coordinator passes on to somebody without messenger: good once, for
    PASSED_ON_LIFETIME. Raises NotAllowed unless a coordinator asks, UserError for who has left.
    """
    require_coordinator(actor)
    if person.state is PersonState.GONE:
        raise UserError("error-person-left", name=person.name)
    await _add(tx, person, secret, at, PASSED_ON_LIFETIME, PASSED_ON_LASTS)
    await tx.log.add(LogLine(at, actor.id, None, "log-desk-link", person.name))


async def end_sessions(tx: Tx, actor: Person, person: Person, at: datetime) -> int:
    """End every session of a person, and every link that nobody has opened; how many sessions there
    were. Who has no messenger has then no way in. Raises NotAllowed unless a coordinator asks.
    """
    require_coordinator(actor)
    ended = await tx.passes.end_all(person.id)
    if person.state is PersonState.BY_LINK:
        await tx.people.update(replace(person, state=PersonState.INVITED))
    await tx.log.add(LogLine(at, actor.id, None, "log-desk-ended", person.name))
    return ended


async def _add(
    tx: Tx, person: Person, secret: str, at: datetime, good: timedelta, lasts: timedelta
) -> None:
    seconds = int(lasts.total_seconds())
    await tx.passes.add(Pass(0, _hash(secret), PassKind.LINK, person.id, at, at + good, seconds))


async def enter(tx: Tx, link: str, secret: str, at: datetime) -> Session | None:
    """Use up the link and begin a session that `secret` opens; None where the link is no good any
    more, or its person has left. Who has never opened the bot is known to come by link from now on.
    """
    used = await tx.passes.take(_hash(link), PassKind.LINK, at)
    if used is None:
        return None
    person = await tx.people.get(used.person_id)
    session = await _begin(tx, person, secret, at, used.lasts)
    if session is not None and person.state is PersonState.INVITED:
        await tx.people.update(replace(person, state=PersonState.BY_LINK))
    return session


async def enter_launched(tx: Tx, telegram_id: int, secret: str, at: datetime) -> Session | None:
    """Begin a session of somebody whom the messenger has named; None where we don't know them."""
    person = await tx.people.by_telegram(telegram_id)
    lasts = int(SESSION_LASTS.total_seconds())
    return None if person is None else await _begin(tx, person, secret, at, lasts)


async def _begin(tx: Tx, person: Person, secret: str, at: datetime, lasts: int) -> Session | None:
    if person.state is PersonState.GONE:
        return None
    until = at + timedelta(seconds=lasts)
    session = Pass(0, _hash(secret), PassKind.SESSION, person.id, at, until, lasts)
    return Session(person, await tx.passes.add(session))


async def session_of(tx: Tx, secret: str, at: datetime) -> Session | None:
    """Whose session `secret` opens; None for none, or where its person has left."""
    found = await tx.passes.find(_hash(secret), PassKind.SESSION, at)
    if found is None:
        return None
    person = await tx.people.get(found.person_id)
    return None if person.state is PersonState.GONE else Session(person, found)


def is_to_be_prolonged(session: Session, at: datetime) -> bool:
    """Whether half of the session's time is over, so that one write in hours keeps it going."""
    return session.by.expires_at - at < timedelta(seconds=session.by.lasts) / 2


async def prolong(tx: Tx, session: Session, at: datetime) -> None:
    """Let the session last from now on."""
    await tx.passes.prolong(session.by.id, at + timedelta(seconds=session.by.lasts))


async def leave(tx: Tx, secret: str, at: datetime) -> None:
    """End this session."""
    await tx.passes.take(_hash(secret), PassKind.SESSION, at)
