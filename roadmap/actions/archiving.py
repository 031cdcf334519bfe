"""A roadmap goes into the archive, where nobody is reminded of it, and comes back."""

from __future__ import annotations

from dataclasses import replace

from roadmap.actions.planning import Rules, plan_soon, replan_roadmap
from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model import Item, LogLine, Person, Roadmap
from roadmap.ports import Tx


async def archive(tx: Tx, person: Person, roadmap: Roadmap, rules: Rules) -> Roadmap:
    """Put a roadmap into the archive: all that was planned of it is cancelled, everything else
    stays as it is. One that is there already stays there.

    Raises NotAllowed unless a coordinator asks.
    """
    require_coordinator(person)
    if roadmap.archived_at is not None:
        return roadmap
    archived = replace(roadmap, archived_at=rules.at)
    await tx.roadmaps.update(archived)
    await replan_roadmap(tx, roadmap.id, rules)
    await tx.log.add(LogLine(rules.at, person.id, roadmap.id, "log-archived", roadmap.title))
    return archived


async def unarchive(tx: Tx, person: Person, roadmap: Roadmap, rules: Rules) -> Roadmap:
    """Take a roadmap out of the archive and plan it again. What fell due meanwhile is reminded of
    as of anything late: on the next of its days, and not of each that has passed.

    Raises NotAllowed unless a coordinator asks.
    """
    require_coordinator(person)
    if roadmap.archived_at is None:
        return roadmap
    returned = replace(roadmap, archived_at=None)
    await tx.roadmaps.update(returned)
    await plan_soon(tx, await tx.roadmaps.items(roadmap.id), rules)
    await tx.log.add(LogLine(rules.at, person.id, roadmap.id, "log-unarchived", roadmap.title))
    return returned


async def is_archived(tx: Tx, item: Item) -> bool:
    """Whether the item's roadmap is in the archive."""
    return (await tx.roadmaps.get(item.roadmap_id)).archived_at is not None


async def require_active(tx: Tx, roadmap_id: int) -> None:
    """Raises UserError for a roadmap in the archive, of which nobody is to be reminded."""
    roadmap = await tx.roadmaps.get(roadmap_id)
    if roadmap.archived_at is not None:
        raise UserError("error-roadmap-archived", title=roadmap.title)
