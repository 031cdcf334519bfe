"""A list of people that came as a file: everybody gets a link, and their items."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.looking.items import Finder
from handlers.people.changing import propose
from handlers.people.directory import say_links
from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.texts import Html
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import Answering, Change, How, Named, Target, change_of
from roadmap.actions.joining import InvitedRow, invite_link, invite_rows
from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model import Person
from roadmap.reading.assigning_words import read_cell


async def people_arrived(voice: Voice, rows: Sequence[tuple[str, str, str]]) -> None:
    """Rows of name, job and items' addresses; an unreadable row does not stop the others. Whom the
    list takes something from is said before it holds.
    """
    require_coordinator(voice.whom)
    texts, lines = voice.texts, list[Html]()
    done, change = await invite_listed(voice, rows)
    for row in done:
        if row.person is not None:
            link = invite_link(voice.office.bot_username, row.code)
            lines.append(texts("people-link", name=row.person.name, link=link))
        if row.error is not None:
            refused = texts(row.error.key, **row.error.variables)
            lines.append(Html(f"⚠️ {texts('people-row', name=row.name)}: {refused}"))
    await say_links(voice, Html("\n\n".join([texts("people-created", count=len(rows)), *lines])))
    if change:
        await propose(voice, change, at_once=True)


async def invite_listed(
    voice: Voice, rows: Sequence[tuple[str, str, str]]
) -> tuple[list[InvitedRow], Change]:
    """Invite the people of a list on behalf of the coordinator spoken to. Returns what became of
    each row, and what would change if all of them answered for their items in place of those who do
    now: of two rows that name one item, both.
    """
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

    done = await invite_rows(voice.tx, rows, voice.at, give)
    return done, await change_of(voice.tx, How.SET, wanted)
