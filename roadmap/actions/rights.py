"""Who may do what. Each check raises NotAllowed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from roadmap.errors import NotAllowed
from roadmap.model import Item, Person, Role
from roadmap.ports import Tx
from roadmap.schedule.mornings import receiver


def require_coordinator(person: Person) -> None:
    """Coordinators only; raises NotAllowed."""
    if person.role is not Role.COORDINATOR:
        raise NotAllowed


def check_own(person: Person, owner_id: int | None) -> None:
    """Only the owner (by their id) and coordinators; raises NotAllowed."""
    if person.role is not Role.COORDINATOR and owner_id != person.id:
        raise NotAllowed


async def check_may_answer(tx: Tx, person: Person, item: Item, today: date) -> None:
    """Coordinators may answer for every item, officials for their own and for those of a colleague
    on leave whose deputy they are, observers for none; raises NotAllowed.
    """
    if person.role is Role.COORDINATOR:
        return
    if person.role is not Role.OFFICIAL:
        raise NotAllowed
    assigned = [a.person_id for a in await tx.people.assignments_of_item(item.id)]
    if person.id in assigned:
        return
    everyone = {one.id: one for one in await tx.people.all()}
    if not any(
        stands_in(person, everyone[one], today, everyone) for one in assigned if one in everyone
    ):
        raise NotAllowed


def stands_in(person: Person, other: Person, today: date, everyone: Mapping[int, Person]) -> bool:
    """Whether `person` is the deputy of `other`, or a deputy's deputy who gets their reminders."""
    gets = receiver(other, today, everyone)
    return other.on_leave(today) and person.id in (other.deputy_id, gets.id if gets else None)


async def may_answer(tx: Tx, person: Person, item: Item, today: date) -> bool:
    """Whether `check_may_answer` lets `person` speak of `item`."""
    try:
        await check_may_answer(tx, person, item, today)
    except NotAllowed:
        return False
    return True
