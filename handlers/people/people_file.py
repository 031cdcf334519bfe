"""A list of people that came as a file: everybody gets a link, and their items."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handlers.people.assigning import assign_addresses
from handlers.people.directory import say_links
from handlers.people.same_person import ask_if_same
from handlers.speaking.texts import Html
from handlers.speaking.voice import Voice
from roadmap.actions.joining import invite_link, invite_rows
from roadmap.actions.namesakes import names_apart
from roadmap.actions.rights import require_coordinator


async def people_arrived(voice: Voice, rows: Sequence[tuple[str, str, str]]) -> None:
    """Rows of name, job and items' addresses; an unreadable row does not stop the others."""
    require_coordinator(voice.whom)
    texts, lines = voice.texts, list[Html]()
    done = await invite_rows(voice.tx, rows, voice.at, partial(assign_addresses, voice))
    shown = await names_apart(voice.tx, [row.person for row in done if row.person])
    for row in done:
        if row.person is not None:
            link = invite_link(voice.office.bot_username, row.code)
            lines.append(texts("people-link", name=shown[row.person.id], link=link))
        if row.error is not None:
            refused = texts(row.error.key, **row.error.variables)
            lines.append(Html(f"⚠️ {texts('people-row', name=row.name)}: {refused}"))
    await say_links(voice, Html("\n\n".join([texts("people-created", count=len(rows)), *lines])))
    await ask_if_same(voice, [(row.name, row) for row in done])
