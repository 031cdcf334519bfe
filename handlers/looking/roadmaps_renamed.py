"""«Переименовать» under `/roadmaps`: the next words are the current roadmap's name."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.asking import ask_for
from handlers.speaking.awaited import RoadmapName, await_nothing
from handlers.speaking.buttons import RoadmapButton
from handlers.speaking.texts import clip, within_quotes
from handlers.speaking.turn import Turn
from roadmap.actions.editing import rename_roadmap
from roadmap.model import Role


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(ask_for_name, RoadmapButton.filter(F.verb == "rename"))


async def ask_for_name(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """The next message is the name."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    words = turn.texts("roadmap-name-how", title=within_quotes(clip(roadmap.title, 300)))
    await ask_for(turn, RoadmapName(roadmap.id), words)


async def take_name(turn: Turn, text: str, awaited: RoadmapName) -> None:
    """The name holds at once and is said back beside the former one."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(awaited.roadmap_id)
    renamed = await rename_roadmap(turn.tx, turn.me, roadmap, text, turn.at)
    await await_nothing(turn)
    old, new = (within_quotes(clip(one.title, 300)) for one in (roadmap, renamed))
    await turn.say(turn.texts("roadmap-renamed", old=old, new=new))
