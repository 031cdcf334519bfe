"""`/calendar`: the dates as a file, and the address that a telephone can follow them at."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.reporting.reports import have_written
from handlers.speaking.buttons import RoadmapButton, button
from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.turn import Turn
from roadmap.actions.feeds import feed_secret, renew_feed, whose_days
from roadmap.actions.reporting import chosen_half
from roadmap.errors import NotAllowed
from roadmap.model import DueState, Roadmap, Role
from roadmap.model.forms import Form

_SHOWN = tuple(state for state in DueState if state is not DueState.DROPPED)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(calendar, Command("calendar"))
    router.callback_query.register(renew, RoadmapButton.filter(F.verb == "feed"))


async def calendar(message: Message, turn: Turn) -> None:
    """A calendar file: an official's own dates, everybody's for the coordinator and the observer;
    words where there are none, for a telephone would open an empty file and show nothing.
    """
    roadmap, whose = await current_roadmap(turn), whose_days(turn.me)
    if await has_days(turn, roadmap, whose):
        half = chosen_half(roadmap, None, turn.today)
        await have_written(turn, roadmap, half, Form.ICS, whose or 0)
        await turn.say(turn.texts("calendar-coming"))
    else:
        await turn.say(turn.texts("calendar-empty", own="no" if whose is None else "yes"))
    if turn.office.feed_base:
        address = await _address(turn, roadmap)
        await _tell(turn, roadmap, turn.texts("calendar-feed", address=address))


async def has_days(turn: Turn, roadmap: Roadmap, whose: int | None) -> bool:
    """Whether a calendar of this person's days (None: of all) shows any."""
    return bool(
        await turn.tx.roadmaps.views_between(roadmap.id, None, None, _SHOWN, whose, limit=1)
    )


async def renew(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """Another address in place of one that somebody else may know."""
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    if roadmap.id != turn.me.roadmap_id:
        await _check_may_follow(turn, roadmap)
    await renew_feed(turn.tx, roadmap.id, turn.me.id)
    await _tell(
        turn, roadmap, turn.texts("calendar-feed-renewed", address=await _address(turn, roadmap))
    )


async def _check_may_follow(turn: Turn, roadmap: Roadmap) -> None:
    """Raises NotAllowed for an official who answers for nothing in it: even its title is hidden."""
    mine = {a.item_id for a in await turn.tx.people.assignments_of_person(turn.me.id)}
    theirs = [await turn.tx.roadmaps.item(item_id) for item_id in mine]
    if turn.me.role is Role.OFFICIAL and all(item.roadmap_id != roadmap.id for item in theirs):
        raise NotAllowed


async def _address(turn: Turn, roadmap: Roadmap) -> str:
    return (
        f"{turn.office.feed_base}/calendar/{await feed_secret(turn.tx, roadmap.id, turn.me.id)}.ics"
    )


async def _tell(turn: Turn, roadmap: Roadmap, text: str) -> None:
    """In the private chat: a secret does not belong into a group."""
    rows = [
        [button(turn.texts("button-renew-feed"), RoadmapButton(verb="feed", roadmap_id=roadmap.id))]
    ]
    await turn.to(turn.me).say(text, rows)
