"""Inviting people and letting them in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from roadmap.actions.namesakes import names_apart, posts_of, words_of
from roadmap.actions.rights import require_coordinator
from roadmap.errors import NotFound, UserError
from roadmap.model import Invite, LogLine, Person, PersonState, Role
from roadmap.ports import Tx
from roadmap.reading.person_names import (
    Likeness,
    fuller,
    one_person,
    one_surname,
    plain,
    told_in_full,
)
from roadmap.yielding import in_pieces

#: After two weeks unused, a link is no longer good: a lost one must not stay open for ever.
INVITE_LIFETIME = timedelta(days=14)
FIRST_CODE_FACT = "first_coordinator_code"
#: 128 random bits: a code cannot be guessed. It has 22 characters of the 64 that a start payload
#: may have [Bot API].
CODE_BYTES = 16


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """What became of one row of a list of people: `name` as written, who was invited (None: nobody)
    by which code, and why the invitation, or assigning their items, was refused. `known` and
    `perhaps` are those of Invited.
    """

    name: str
    person: Person | None
    code: str
    error: UserError | None = None
    known: bool = False
    perhaps: tuple[Person, ...] = ()


def new_code() -> str:
    """A fresh one-time code."""
    return token_urlsafe(CODE_BYTES)


def invite_link(username: str, code: str) -> str:
    """The link that opens bot `username` with `code`; /start with it where the bot has no name."""
    return f"https://t.me/{username}?start={code}" if username else f"/start {code}"


def code_hash(code: str) -> str:
    """What is stored of an invite's code. A plain SHA-256 is enough: a code has 128 random bits."""
    return sha256(code.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Invited:
    """Who was invited; `known` before, under the name `person.name`. `perhaps`: people who may be
    the same one, which only a human can tell.
    """

    person: Person
    known: bool
    perhaps: tuple[Person, ...] = ()


async def invite(
    tx: Tx,
    name: str,
    role: Role,
    code: str,
    at: datetime,
    *,
    job: str = "",
    among: list[Person] | None = None,
) -> Person:
    """As `invite_one`, for those who need only the person."""
    return (await invite_one(tx, name, role, code, at, job=job, among=among)).person


async def invite_one(
    tx: Tx,
    name: str,
    role: Role,
    code: str,
    at: datetime,
    *,
    job: str = "",
    among: list[Person] | None = None,
) -> Invited:
    """Prepare a one-time link with `code` for somebody named `name`; who is known under the name,
    however it is written, gets a new link. A namesake with another post is somebody else. `among`
    are all who take part, where they are at hand; it is kept up to date.

    Raises UserError where the name is empty or somebody is known under it in another role, joined
    or only invited, or where it may be any of several namesakes.
    """
    name, job = " ".join(name.split()), " ".join(job.split())
    if not name:
        raise UserError("error-invite-needs-name")
    everybody = await tx.people.all() if among is None else among
    known, perhaps = await _known_or_likely(tx, name, role, job, everybody)
    if known is None:
        person = await tx.people.add(Person(0, name, role, job))
        everybody.append(person)
    else:
        person = _completed(known, name, job)
        if person != known:
            await tx.people.update(person)
            everybody[everybody.index(known)] = person
    await renew_link(tx, person, code, at)
    return Invited(person, known is not None, perhaps)


async def who_may_be(tx: Tx, name: str, role: Role, job: str = "") -> tuple[Person, ...]:
    """Who may be the person that `invite_one` would add under this name: nobody where it would add
    none. Raises what it does.
    """
    name, job = " ".join(name.split()), " ".join(job.split())
    if not name:
        raise UserError("error-invite-needs-name")
    return (await _known_or_likely(tx, name, role, job, await tx.people.all()))[1]


async def _known_or_likely(
    tx: Tx, name: str, role: Role, job: str, everybody: Sequence[Person]
) -> tuple[Person | None, tuple[Person, ...]]:
    """Who is known under the name; where that is nobody, those of the role who may be meant."""
    alike = {one.id: one_person(name, one.name) for one in everybody}
    same = [one for one in everybody if alike[one.id] is Likeness.SURELY]
    known = await _known_as(tx, name, job, same)
    if known is not None:
        if known.role is not role:
            raise UserError("error-name-taken", name=name)
        return known, ()
    perhaps = [
        one
        for one in everybody
        if (alike[one.id] is Likeness.PERHAPS and await _may_share_post(tx, one, job))
        or (one in same and told_in_full(name) and told_in_full(one.name))
    ]
    return None, tuple(one for one in perhaps if one.role is role)


async def renew_link(tx: Tx, person: Person, code: str, at: datetime) -> None:
    """One more one-time link, with `code`, for this very person: a namesake has another."""
    await tx.people.add_invite(Invite(0, code_hash(code), person.id, at + INVITE_LIFETIME))


async def _known_as(tx: Tx, name: str, job: str, same: Sequence[Person]) -> Person | None:
    """Of those who surely bear the name the one with this post; None where each has another."""
    wanted = set(words_of(job))
    if not same or not wanted:
        fitting = list(same)
    else:
        posts = {one.id: set(words_of(" ".join(await posts_of(tx, one)))) for one in same}
        fitting = [one for one in same if posts[one.id] and _one_post(posts[one.id], wanted)]
        fitting = fitting or [one for one in same if not posts[one.id]]
    exact = [one for one in fitting if plain(one.name) == plain(name)]
    if len(exact) == 1 and len(fitting) > 1 and (wanted or told_in_full(name)):
        return exact[0]
    if len(fitting) > 1:
        shown = await names_apart(tx, fitting, brackets=True)
        raise UserError("error-invite-several", name=name, names=", ".join(shown.values()))
    return fitting[0] if fitting else None


def _one_post(known: set[str], written: set[str]) -> bool:
    """«директор» and «директор СОШ № 5» may be one post; those of two schools are two."""
    return known <= written or written <= known


async def _may_share_post(tx: Tx, person: Person, job: str) -> bool:
    known, wanted = set(words_of(" ".join(await posts_of(tx, person)))), set(words_of(job))
    return _one_post(known, wanted)


def _completed(known: Person, name: str, job: str) -> Person:
    """The person with the fuller name and the job that a list tells and we did not know."""
    told = fuller(known.name, name) if one_surname(known.name, name) else known.name
    return replace(known, name=told, job=known.job or job)


async def invite_rows(
    tx: Tx,
    rows: Iterable[tuple[str, str, str]],
    at: datetime,
    give: Callable[[str, Person], Awaitable[object]],
) -> list[InvitedRow]:
    """Invite the officials of a list, rows of name, job and items; `give` assigns the items.

    A refused row is undone, with the reason in its result; it does not stop the others.
    """
    done, everybody = [], await tx.people.all()
    async for name, job, addresses in in_pieces(rows, 10):
        row = InvitedRow(name, None, new_code())
        try:
            async with tx.savepoint():
                came = await invite_one(
                    tx, name, Role.OFFICIAL, row.code, at, job=job, among=everybody
                )
            row = replace(row, person=came.person, known=came.known, perhaps=came.perhaps)
            if addresses.strip():
                async with tx.savepoint():
                    await give(addresses, came.person)
        except UserError as error:
            row = replace(row, error=error)
        done.append(row)
    return done


@dataclass(frozen=True, slots=True)
class Joined:
    """Who came in, and the Telegram account that was theirs before, where it was another."""

    person: Person
    former: int | None = None


async def join(tx: Tx, code: str, telegram_id: int, at: datetime) -> Joined:
    """Let the sender of a code in as the person that its link was made for.

    Raises NotFound where the code is unknown, used or too old, UserError where somebody else has
    joined from this Telegram account, unless they are gone.
    """
    used = await tx.people.use_invite(code_hash(code), at)
    if used is None:
        raise NotFound("join-code-unknown")
    person = await tx.people.get(used.person_id)
    already = await tx.people.by_telegram(telegram_id)
    if already is not None and already.state is PersonState.GONE:
        await tx.people.update(replace(already, telegram_id=None))
    elif already is not None and already.id != person.id:
        raise UserError("join-already-known", name=already.name)
    former = person.telegram_id if person.telegram_id != telegram_id else None
    person = replace(person, telegram_id=telegram_id, state=PersonState.ACTIVE, seen_at=at)
    if person.roadmap_id is None:
        person = replace(person, roadmap_id=await _first_roadmap(tx, person))
    await tx.people.update(person)
    if former is not None:
        await tx.messages.hand_to(former, telegram_id)
    what = "log-joined" if former is None else "log-other-account"
    await tx.log.add(LogLine(at, person.id, None, what, person.name))
    return Joined(person, former)


async def put_back(
    tx: Tx, actor: Person, person: Person, former: int, now: int, at: datetime
) -> Person:
    """The account `former` is the person's again and `now`, which came by a link, a stranger's.

    What waits to be said to `now` is said to `former`. Raises NotAllowed unless a coordinator asks,
    and UserError where the person has meanwhile another account, or `former` is somebody else's.
    """
    require_coordinator(actor)
    if person.telegram_id != now:
        raise UserError("account-changed-since", name=person.name)
    owner = await tx.people.by_telegram(former)
    if owner is not None:
        raise UserError("account-taken", name=owner.name)
    await tx.messages.hand_to(now, former)
    await tx.people.set_dialog(now, None)
    person = replace(person, telegram_id=former, state=PersonState.ACTIVE, seen_at=at)
    await tx.people.update(person)
    await tx.log.add(LogLine(at, actor.id, None, "log-account-back", person.name))
    return person


async def admit_first_coordinator(tx: Tx, telegram_id: int, name: str, at: datetime) -> Person:
    """Let the first coordinator in, by the settings or the program's code, without an invite."""
    roadmaps = await tx.roadmaps.all()
    person = Person(
        0,
        name,
        Role.COORDINATOR,
        telegram_id=telegram_id,
        state=PersonState.ACTIVE,
        seen_at=at,
        roadmap_id=roadmaps[0].id if roadmaps else None,
    )
    person = await tx.people.add(person)
    await tx.log.add(LogLine(at, person.id, None, "log-joined", name))
    return person


async def come_back(tx: Tx, person: Person, at: datetime) -> Person:
    """Any update from an unreachable person makes them reachable; who is gone needs a new link."""
    if person.state not in (PersonState.ACTIVE, PersonState.GONE):
        person = replace(person, state=PersonState.ACTIVE, seen_at=at)
        await tx.people.update(person)
    return person


async def _first_roadmap(tx: Tx, person: Person) -> int | None:
    roadmaps = await tx.roadmaps.all()
    active = {roadmap.id for roadmap in roadmaps}
    for assignment in reversed(await tx.people.assignments_of_person(person.id)):
        roadmap_id = (await tx.roadmaps.item(assignment.item_id)).roadmap_id
        if roadmap_id in active:
            return roadmap_id
    return roadmaps[0].id if roadmaps else None


async def leave_chat(tx: Tx, person: Person, at: datetime) -> None:
    """The person blocked the bot: nothing more is sent until they return."""
    await tx.people.update(replace(person, state=PersonState.BLOCKED))
    if person.telegram_id is not None:
        await tx.messages.drop_for(person.telegram_id, "blocked")
    await tx.log.add(LogLine(at, person.id, None, "log-blocked", person.name))
