"""The roadmap that a person works with now."""

from __future__ import annotations

from datetime import date

from handlers.speaking.voice import Voice
from roadmap.actions.looking import views_of_items
from roadmap.actions.planning import Rules
from roadmap.errors import NotFound
from roadmap.model import DueState, Item, Person, Point, Roadmap, Role
from roadmap.ports import DueView, Tx


async def current_roadmap(voice: Voice) -> Roadmap:
    """The roadmap that the person works with, else the newest; where theirs is in the archive, for
    an official the newest in which they answer for something. It is chosen elsewhere: by joining,
    by an import, by /roadmaps.

    Raises NotFound where there is none, or all are in the archive.
    """
    chosen_id, tx = voice.whom.roadmap_id, voice.tx
    chosen = await tx.roadmaps.get(chosen_id) if chosen_id is not None else None
    if chosen is not None and chosen.archived_at is None:
        return chosen
    roadmaps = await tx.roadmaps.all()
    if not roadmaps:
        archived = await tx.roadmaps.archived()
        raise NotFound("error-all-archived" if archived else "error-no-roadmap")
    if chosen is not None and voice.whom.role is Role.OFFICIAL:
        mine = await roadmaps_of(tx, voice.whom)
        roadmaps = [one for one in roadmaps if one.id in mine] or roadmaps
    return roadmaps[0]


async def roadmaps_of(tx: Tx, person: Person) -> set[int]:
    """The ids of the roadmaps in which somebody answers for something."""
    return await tx.people.roadmaps_of([person.id])


async def roadmap_meant(voice: Voice, roadmap_id: int) -> Roadmap:
    """The roadmap that a message with buttons is about; the current one for 0, as on buttons of
    earlier versions.

    Raises NotFound. For those who may read every roadmap.
    """
    return await voice.tx.roadmaps.get(roadmap_id) if roadmap_id else await current_roadmap(voice)


def rules(voice: Voice) -> Rules:
    """The office's rules at the instant of this turn."""
    return Rules(voice.office.policy, voice.office.calendar, voice.at)


async def views_of_item(voice: Voice, item: Item) -> list[DueView]:
    """Every due day of an item that has not fallen away, in the order of its points."""
    return sorted(
        (
            view
            for view in await views_of_items(voice.tx, [item])
            if view.due.state is not DueState.DROPPED
        ),
        key=lambda view: (view.point.position, view.due.day or date.max),
    )


async def point_or_none(voice: Voice, point_id: int) -> Point | None:
    """The point with this id; None for 0, which stands for the item as a whole."""
    return await voice.tx.roadmaps.point(point_id) if point_id else None
