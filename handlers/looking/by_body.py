"""Where the roadmap stands by body, and what `/silent` says of bodies and groups."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.looking.summary import counts_line
from handlers.speaking.buttons import ListButton
from handlers.speaking.current_roadmap import roadmap_meant
from handlers.speaking.paging import page_buttons, page_of
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from roadmap.actions.bodies import members_of
from roadmap.actions.looking import load_board
from roadmap.actions.namesakes import told_apart
from roadmap.model import Role
from roadmap.standing.bodies import views_by_body
from roadmap.standing.status import counts_of


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(by_body, ListButton.filter(F.name == "by_body"))


async def by_body(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """A page of the bodies that a roadmap names, with who stands for each and its counts."""
    turn.require(Role.COORDINATOR, Role.OBSERVER)
    board = await load_board(
        turn.tx, await roadmap_meant(turn, callback_data.arg), turn.office.policy.timezone
    )
    theirs = views_by_body(board, await turn.tx.bodies.assignments(board.roadmap.id))
    bodies = [body for body in await turn.tx.bodies.all() if body.id in theirs]
    page = page_of(bodies, callback_data.page)
    people: dict[int, list[str]] = {}
    for body in page.rows:
        people[body.id] = told_apart(await members_of(turn.tx, body))
    blocks = [turn.texts("by-body-title" if bodies else "by-body-none")]
    for body in page.rows:
        names = people[body.id]
        head = turn.texts(
            "card-body", name=body.name, people=clip(", ".join(names), 200), count=len(names)
        )
        counts = counts_line(turn, counts_of(board, theirs[body.id], turn.today))
        blocks.append(Html(f"{head}\n{counts}"))
    turns = page_buttons(page, "by_body", board.roadmap.id)
    await turn.say(Html("\n\n".join(blocks)), [turns], edit=callback_data.page > 0)
