"""A list of people that came as a file: everybody gets a link, and their items."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handlers.people.assigning import assign_addresses
from handlers.people.directory import say_links
from handlers.speaking.texts import Html
from handlers.speaking.turn import Turn
from roadmap.actions.joining import invite_link, invite_rows
from roadmap.model import Role


async def people_arrived(turn: Turn, rows: Sequence[tuple[str, str, str]]) -> None:
    """Rows of name, job and addresses of items; what cannot be read in one row does not stop the
    others.
    """
    turn.require(Role.COORDINATOR)
    texts, lines = turn.texts, list[Html]()
    for row in await invite_rows(turn.tx, rows, turn.at, partial(assign_addresses, turn)):
        if row.person is not None:
            link = invite_link(turn.office.bot_username, row.code)
            lines.append(texts("people-link", name=row.person.name, link=link))
        if row.error is not None:
            refused = texts(row.error.key, **row.error.variables)
            lines.append(Html(f"⚠️ {texts('people-row', name=row.name)}: {refused}"))
    await say_links(turn, Html("\n\n".join([texts("people-created", count=len(rows)), *lines])))
