"""A list of people that came as a file: everybody gets a link, and their items."""

from __future__ import annotations

from collections.abc import Sequence
from secrets import token_urlsafe

from handlers.assigning import assign_addresses
from handlers.people import CODE_BYTES, invite_link, say_links
from handlers.texts import Html
from handlers.turn import Turn
from roadmap.actions.joining import invite
from roadmap.errors import UserError
from roadmap.model import Role
from roadmap.yielding import in_pieces


async def people_arrived(turn: Turn, rows: Sequence[tuple[str, str, str]]) -> None:
    """Rows of name, job and addresses of items; what cannot be read in one row does not stop the others."""
    turn.require(Role.COORDINATOR)
    lines = []
    async for name, job, addresses in in_pieces(rows, 1):
        code = token_urlsafe(CODE_BYTES)
        try:
            person = await invite(turn.tx, name, Role.OFFICIAL, code, turn.at, job=job)
            lines.append(turn.texts("people-link", name=person.name, link=invite_link(turn, code)))
            if addresses.strip():
                await assign_addresses(turn, addresses, person)
        except UserError as error:
            lines.append(Html(f"⚠️ {turn.texts('people-row', name=name)}: {turn.texts(error.key, **error.variables)}"))
    await say_links(turn, Html("\n\n".join([turn.texts("people-created", count=len(rows)), *lines])))
