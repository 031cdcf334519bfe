"""A list of people that came as a file: everybody is invited, and gets their items."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.looking.items import Finder
from handlers.people.changing import propose
from handlers.people.inviting import ways_in
from handlers.people.same_person import Came, ask_if_same
from handlers.speaking.buttons import DraftButton, button
from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.texts import Html
from handlers.speaking.voice import Voice
from roadmap.actions.arriving import Arrival, remember_arrival
from roadmap.actions.assigning import Answering, How, Named, Target, change_of
from roadmap.actions.joining import InvitedRow, invite_rows
from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model import Person
from roadmap.model.messages import ButtonStyle
from roadmap.reading.assigning_words import read_cell


async def people_arrived(voice: Voice, rows: Sequence[tuple[str, str, str]]) -> None:
    """Rows of name, job and items' addresses, all in one transaction: see `invite_listed` and
    `say_listed`.
    """
    done, wanted = await invite_listed(voice, rows)
    await say_listed(voice, done)
    await propose(voice, await change_of(voice.tx, How.SET, wanted), at_once=True, quiet=True)


async def people_likely(voice: Voice, file_id: int, count: int) -> None:
    """A file that came as a plan is none, but lists `count` people: are they to be invited?
    Without a chat it is not kept: the person's page says where such a list is sent.
    """
    if not voice.chat_id:
        await voice.tx.files.remove(file_id)
        said = voice.texts("desk-import-people", count=count)
        await remember_arrival(voice.tx, voice.whom.id, Arrival(refused=said))
        return
    data = DraftButton(verb="listed", draft_id=file_id)
    words = voice.texts("button-invite-listed", count=count)
    await voice.say(
        voice.texts("people-likely", count=count), [[button(words, data, ButtonStyle.PRIMARY)]]
    )


async def say_listed(voice: Voice, done: Sequence[InvitedRow]) -> None:
    """How those of a list may come in, what of it was refused, and who may be known already."""
    require_coordinator(voice.whom)
    words = Html("\n\n".join([created_words(voice, done), *refused_rows(voice, done)]))
    await voice.say(words, await ways_in(voice))
    await ask_if_same(voice, [(row.name, row) for row in done])


def refused_rows(voice: Voice, done: Sequence[InvitedRow]) -> list[Html]:
    """Each row of a list that was refused, and why."""
    texts = voice.texts
    return [
        Html(
            f"⚠️ {texts('people-row', name=row.name)}: {texts(row.error.key, **row.error.variables)}"
        )
        for row in done
        if row.error is not None
    ]


def created_words(voice: Voice, came: Sequence[Came]) -> Html:
    """How many people are new, and how many had been in the list before."""
    new = {one.person.id for one in came if one.person is not None and not one.known}
    known = {one.person.id for one in came if one.person is not None and one.known} - new
    return voice.texts("people-created", count=len(new), known=len(known))


async def invite_listed(
    voice: Voice, rows: Sequence[tuple[str, str, str]]
) -> tuple[list[InvitedRow], list[Answering]]:
    """Invite the people of a list on behalf of the coordinator spoken to; an unreadable row stops
    none of the others. Returns what became of each row, and who is to answer for what, in place of
    those who do now: of two rows that name one item, both.
    """
    require_coordinator(voice.whom)
    wanted, finder = list[Answering](), list[Finder]()

    async def give(addresses: str, person: Person) -> None:
        if not finder:
            items = await voice.tx.roadmaps.items((await current_roadmap(voice)).id)
            finder.append(Finder(voice.tx, items))
        parts = read_cell(addresses)
        if not parts:
            raise UserError("error-address-unread", text=addresses)
        found = [
            Named(person, capacity).answers_for(Target(item, point))
            for part, capacity in parts
            for item, point in await finder[0].all(part)
        ]
        wanted.extend(found)

    return await invite_rows(voice.tx, rows, voice.at, give), wanted
