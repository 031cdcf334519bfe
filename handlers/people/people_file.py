"""A list of people that came as a file: everybody is invited, and gets their items."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handlers.people.assigning import assign_addresses
from handlers.people.inviting import ways_in
from handlers.people.same_person import ask_if_same
from handlers.speaking.texts import Html
from handlers.speaking.voice import Voice
from roadmap.actions.joining import invite_rows
from roadmap.actions.rights import require_coordinator


async def people_arrived(voice: Voice, rows: Sequence[tuple[str, str, str]]) -> None:
    """Rows of name, job and items' addresses; an unreadable row does not stop the others."""
    require_coordinator(voice.whom)
    texts, refusals = voice.texts, list[Html]()
    done = await invite_rows(voice.tx, rows, voice.at, partial(assign_addresses, voice))
    for row in done:
        if row.error is not None:
            refused = texts(row.error.key, **row.error.variables)
            refusals.append(Html(f"⚠️ {texts('people-row', name=row.name)}: {refused}"))
    words = Html("\n\n".join([texts("people-created", count=len(rows)), *refusals]))
    await voice.say(words, await ways_in(voice))
    await ask_if_same(voice, [(row.name, row) for row in done])
