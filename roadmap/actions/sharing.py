"""Where each who answers must: everybody's share of a due day, and the day once all have done it.

Shares count where `Item.each_answers` is set; elsewhere one answer closes the day for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from roadmap.actions.closing_line import leave_a_line
from roadmap.actions.living import refresh_due
from roadmap.actions.looking import views_of_items
from roadmap.actions.planning import Rules, plan_soon, replan, responsible_for
from roadmap.actions.rights import require_coordinator, stands_in
from roadmap.errors import NotAllowed
from roadmap.model import Due, DueState, Item, LogLine, Person, Share
from roadmap.model.address import label
from roadmap.ports import DueView, Tx

_STILL_OPEN = frozenset({DueState.OPEN, DueState.QUIET})


@dataclass(frozen=True, slots=True)
class Shares:
    """Who has done their share of a due day, in the order in which they said so, on which day (by
    id), and for whom it waits; those who have left are in neither.
    """

    done: tuple[Person, ...] = ()
    waiting: tuple[Person, ...] = ()
    days: Mapping[int, date] = field(default_factory=dict)

    @property
    def first(self) -> date | None:
        """The earliest day on which one was done."""
        return min(self.days.values(), default=None)

    @property
    def last(self) -> date | None:
        """The latest."""
        return max(self.days.values(), default=None)


async def shares_of(tx: Tx, views: Sequence[DueView]) -> dict[int, Shares]:
    """By due day's id; days of which one answer is enough are left out."""
    each = [view for view in views if view.item.each_answers]
    if not each:
        return {}
    people = {person.id: person for person in await tx.people.all()}
    assignments = await tx.people.assignments_of_items([view.item.id for view in each])
    responsible = responsible_for(each, assignments, people)
    days: dict[int, dict[int, date]] = {view.due.id: {} for view in each}
    for share in await tx.roadmaps.shares(list(days)):
        days[share.due_id][share.person_id] = share.day
    found = {}
    for due_id, own in days.items():
        answering = {person.id: person for person in responsible[due_id]}
        found[due_id] = Shares(
            tuple(answering[person_id] for person_id in own if person_id in answering),
            tuple(person for person in answering.values() if person.id not in own),
            {person_id: day for person_id, day in own.items() if person_id in answering},
        )
    return found


async def owed_by(tx: Tx, person: Person, views: Sequence[DueView], today: date) -> list[DueView]:
    """Those of open due days of which `person` has not done their share; one who stands in for a
    colleague on leave has the colleague's, too.
    """
    shares = await shares_of(tx, views)
    owed = []
    for view in views:
        own = shares.get(view.due.id, Shares())
        if person.id not in own.days or await _whose(tx, person, own.waiting, today):
            owed.append(view)
    return owed


async def add_share(tx: Tx, person: Person, view: DueView, day: date, rules: Rules) -> Shares:
    """An official's word that their share was done on `day`; those of colleagues whom they stand in
    for only once their own is done. What is done already changes nothing. Returns how it stands
    then.

    Raises NotAllowed where they do not answer for this due day.
    """
    shares = (await shares_of(tx, [view]))[view.due.id]
    whose = await _whose(tx, person, shares.waiting, rules.today)
    if not whose:
        if not await _whose(tx, person, shares.done, rules.today):
            raise NotAllowed
        return shares
    for one in whose:
        await tx.roadmaps.add_share(Share(view.due.id, one.id, day))
    shares = (await shares_of(tx, [view]))[view.due.id]
    if shares.waiting:
        await replan(tx, [view], rules)
        await refresh_due(tx, view, rules.at)
        about = label(view.item, view.point, dotted=view.dotted)
        await tx.log.add(LogLine(rules.at, person.id, view.item.roadmap_id, "log-share", about))
    return shares


async def take_back(tx: Tx, person: Person, view: DueView, rules: Rules) -> bool:
    """Forget the shares of this due day: an official's own (or those of whom they stand in for), a
    coordinator's word all of them. Returns whether there were any.
    """
    shares = (await shares_of(tx, [view])).get(view.due.id)
    if shares is None or not shares.done:
        return False
    try:
        require_coordinator(person)
        await tx.roadmaps.remove_shares(view.due.id)
    except NotAllowed:
        whose = await _whose(tx, person, shares.done, rules.today)
        for one in whose:
            await tx.roadmaps.remove_shares(view.due.id, one.id)
        return bool(whose)
    return True


async def _whose(tx: Tx, person: Person, among: Sequence[Person], today: date) -> list[Person]:
    """Themselves, where they are `among` these; else those of them whom they stand in for."""
    if any(one.id == person.id for one in among):
        return [person]
    if not any(one.on_leave(today) for one in among):
        return []
    everyone = {one.id: one for one in await tx.people.all()}
    return [one for one in among if stands_in(person, one, today, everyone)]


async def settle(tx: Tx, items: Sequence[Item], rules: Rules, actor: Person | None = None) -> None:
    """Close the days that waited only for people who answer no more, on the last share's day; their
    reminders are the caller's to plan. `actor`: by whose change.
    """
    each = [item for item in items if item.each_answers]
    views = (
        [view for view in await views_of_items(tx, each) if view.due.state in _STILL_OPEN]
        if each
        else []
    )
    for due_id, shares in (await shares_of(tx, views)).items():
        if shares.last is not None and not shares.waiting:
            view = next(view for view in views if view.due.id == due_id)
            await _close(tx, view, shares, shares.last, rules, actor)


async def set_each_answers(tx: Tx, actor: Person, item: Item, on: bool, rules: Rules) -> Item:
    """Whether each who answers for the item must. Once one answer is enough again, the days that
    somebody has done are closed, on the first share's day. Raises NotAllowed unless a coordinator
    asks.
    """
    require_coordinator(actor)
    if item.each_answers is on:
        return item
    views = [view for view in await views_of_items(tx, [item]) if view.due.state in _STILL_OPEN]
    shares = await shares_of(tx, views)
    changed = replace(item, each_answers=on)
    await tx.roadmaps.update_item(changed)
    for view in views:
        own = shares.get(view.due.id, Shares())
        if own.first is not None:
            await _close(tx, view, own, own.first, rules, actor)
    await plan_soon(tx, [changed], rules)
    what = "log-each-on" if on else "log-each-off"
    await tx.log.add(LogLine(rules.at, actor.id, item.roadmap_id, what, item.number))
    return changed


async def _close(
    tx: Tx, view: DueView, shares: Shares, day: date, rules: Rules, actor: Person | None
) -> Due:
    """Close a due day as done by the person whose share was done on `day`."""
    roadmap = await tx.roadmaps.get(view.item.roadmap_id)
    person = next(one for one in shares.done if shares.days[one.id] == day)
    await leave_a_line(tx, person, view, day, roadmap.period, rules)
    state = DueState.CLAIMED_DONE if roadmap.acceptance else DueState.DONE
    due = replace(view.due, state=state, closed_on=day, closed_by=person.id)
    await tx.roadmaps.update_due(due)
    await refresh_due(tx, view, rules.at)
    about = label(view.item, view.point, dotted=view.dotted)
    await tx.log.add(
        LogLine(rules.at, actor.id if actor else None, roadmap.id, "log-closed", about)
    )
    return due


async def hand_over_shares(tx: Tx, items: Sequence[Item], leaver: Person, heir: Person) -> None:
    """What the leaver has done of a day that is still open, the heir need not do again."""
    views = await views_of_items(tx, [item for item in items if item.each_answers])
    open_ids = [view.due.id for view in views if view.due.state in _STILL_OPEN]
    for share in await tx.roadmaps.shares(open_ids):
        if share.person_id == leaver.id:
            await tx.roadmaps.add_share(replace(share, person_id=heir.id))
            await tx.roadmaps.remove_shares(share.due_id, leaver.id)
