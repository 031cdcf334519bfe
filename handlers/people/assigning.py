"""`/assign 1-3, 7.2 Иванова`, and the same by buttons."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.looking.items import find_targets, targets_of
from handlers.speaking.buttons import AssignButton, ItemButton, PersonButton, button
from handlers.speaking.current_roadmap import current_roadmap, point_or_none, rules
from handlers.speaking.paging import PAGE, page_of
from handlers.speaking.texts import Html, clip, in_ranges
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import Target, add_assignee, assign, find_person, take_away
from roadmap.actions.looking import subjects
from roadmap.errors import UserError
from roadmap.model import Person, Role
from roadmap.model.address import label, split_assignment
from roadmap.model.messages import Button

_ANSWERING = (Role.OFFICIAL, Role.COORDINATOR)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(assign_command, Command("assign"))
    router.callback_query.register(choose_items, AssignButton.filter(F.item_id == -1))
    router.callback_query.register(finish, AssignButton.filter(F.item_id == 0))
    router.callback_query.register(toggle, AssignButton.filter(F.item_id > 0))
    router.callback_query.register(assign_item, ItemButton.filter(F.verb == "assign"))
    router.callback_query.register(take_item, PersonButton.filter(F.verb == "take"))


async def assign_command(message: Message, command: CommandObject, turn: Turn) -> None:
    """Items or single points to a person; without words, by buttons."""
    turn.require(Role.COORDINATOR)
    if not command.args:
        await say_people_to_assign(turn, 0)
        return
    parsed = split_assignment(command.args)
    if parsed is None or not parsed[1]:
        raise UserError("error-assign-how")
    addresses, name = parsed
    person = await find_person(turn.tx, name)
    targets = [Target(item, point) for item, point in await targets_of(turn, addresses)]
    await _assign(turn, targets, person)


async def _assign(turn: Turn, targets: Sequence[Target], person: Person) -> None:
    """Assign in place of those who were responsible, and tell everybody whom it concerns."""
    former = await _former(turn, targets, person)
    await assign(turn.tx, turn.me, targets, person, rules(turn))
    await say_assigned(turn, person, targets, sorted(one.name for one, _ in former))
    for one, lost in former:
        if one.id != turn.me.id:
            theirs = turn.to(one)
            numbers = await _numbers(turn, lost)
            words = theirs.texts(
                "taken-from-you", numbers=numbers, count=len(lost), name=person.name
            )
            await theirs.say(words)


async def _former(
    turn: Turn, targets: Sequence[Target], person: Person
) -> list[tuple[Person, list[Target]]]:
    """Who answers for the targets now and will not any more, each with what they lose."""
    wanted = {
        (target.item.id, target.point.id if target.point else None): target for target in targets
    }
    lost: dict[int, list[Target]] = {}
    for one in await turn.tx.people.assignments(targets[0].item.roadmap_id):
        if one.person_id != person.id and (one.item_id, one.point_id) in wanted:
            lost.setdefault(one.person_id, []).append(wanted[one.item_id, one.point_id])
    order = {
        key: index for index, key in enumerate((target.item.id, target.point) for target in targets)
    }
    return [
        (
            await turn.tx.people.get(person_id),
            sorted(theirs, key=lambda one: order[one.item.id, one.point]),
        )
        for person_id, theirs in lost.items()
    ]


async def _numbers(turn: Turn, targets: Sequence[Target]) -> str:
    dotted = await turn.tx.roadmaps.dotted(targets[0].item.roadmap_id)
    return clip(
        in_ranges([label(target.item, target.point, dotted=dotted) for target in targets]), 200
    )


async def say_assigned(
    turn: Turn, person: Person, targets: Sequence[Target], former: Sequence[str] = ()
) -> None:
    """Confirm to the coordinator, and tell the official once what is theirs now."""
    numbers = await _numbers(turn, targets)
    joined = "no" if person.telegram_id is None else "yes"
    words = turn.texts(
        "assigned", name=person.name, numbers=numbers, count=len(targets), joined=joined
    )
    if former:
        words = Html(
            f"{words}\n{turn.texts('assigned-formerly', names=clip(', '.join(former), 300))}"
        )
    await turn.say(words)
    if person.id != turn.me.id:
        theirs = turn.to(person)
        await theirs.say(theirs.texts("assigned-to-you", numbers=numbers, count=len(targets)))


async def say_people_to_assign(turn: Turn, page: int) -> None:
    """Whom to assign: one button a person."""
    people = await turn.tx.people.all(_ANSWERING)
    shown = page_of(people, page)
    rows = [
        [button(clip(p.name, 40), AssignButton(person_id=p.id, item_id=-1))] for p in shown.rows
    ]
    await turn.say(turn.texts("assign-whom" if people else "assign-nobody"), rows)


async def choose_items(query: CallbackQuery, callback_data: AssignButton, turn: Turn) -> None:
    """The roadmap's items with a tick at those that are the person's."""
    await say_items(turn, callback_data.person_id, callback_data.page)


async def finish(query: CallbackQuery, callback_data: AssignButton, turn: Turn) -> None:
    """Say what the person answers for now."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(callback_data.person_id)
    roadmap = await current_roadmap(turn)
    items = {item.id: item for item in await turn.tx.roadmaps.items(roadmap.id)}
    mine = [a for a in await turn.tx.people.assignments_of_person(person.id) if a.item_id in items]
    targets = [Target(items[a.item_id], await point_or_none(turn, a.point_id or 0)) for a in mine]
    targets.sort(key=lambda one: (one.item.position, one.point.position if one.point else -1))
    if targets:
        await say_assigned(turn, person, targets)
    else:
        await turn.say(turn.texts("assigned-nothing", name=person.name))


async def toggle(query: CallbackQuery, callback_data: AssignButton, turn: Turn) -> None:
    """Give the item to the person, or take it away."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(callback_data.person_id)
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    assignments = await turn.tx.people.assignments_of_item(item.id)
    if any(a.person_id == person.id and a.point_id is None for a in assignments):
        await take_away(turn.tx, turn.me, Target(item), person, rules(turn))
    else:
        await add_assignee(turn.tx, turn.me, [item], person, rules(turn))
    await say_items(turn, person.id, callback_data.page)


async def say_items(turn: Turn, person_id: int, number: int) -> None:
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(person_id)
    items = await turn.tx.roadmaps.items((await current_roadmap(turn)).id)
    mine = {
        a.item_id
        for a in await turn.tx.people.assignments_of_person(person.id)
        if a.point_id is None
    }
    page = page_of(items, number)

    def data(item_id: int, target_page: int) -> AssignButton:
        return AssignButton(person_id=person.id, item_id=item_id, page=target_page)

    about = await subjects(turn.tx, page.rows)
    rows: list[list[Button]] = []
    for item in page.rows:
        tick = "✓ " if item.id in mine else ""
        text = f"{tick}{item.number}. {clip(about[item.id], 40)}"
        rows.append([button(text, data(item.id, page.number))])
    turns = [button("‹", data(-1, page.number - 1))] if page.number else []
    turns += (
        [button("›", data(-1, page.number + 1))] if (page.number + 1) * PAGE < page.total else []
    )
    rows += [turns, [button(turn.texts("button-ready"), data(0, 0))]]
    await turn.say(turn.texts("assign-what", name=person.name), rows, edit=True)


async def assign_item(query: CallbackQuery, callback_data: ItemButton, turn: Turn) -> None:
    """From an item's card: to whom?"""
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    people = await turn.tx.people.all(_ANSWERING)
    rows = [
        [button(clip(p.name, 40), PersonButton(verb="take", person_id=p.id, arg=item.id))]
        for p in people[:20]
    ]
    await turn.say(
        turn.texts("assign-item-whom" if people else "assign-nobody", number=item.number), rows
    )


async def take_item(query: CallbackQuery, callback_data: PersonButton, turn: Turn) -> None:
    """This person, for the item chosen before."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(callback_data.person_id)
    targets = [Target(await turn.tx.roadmaps.item(callback_data.arg))]
    await _assign(turn, targets, person)


async def assign_addresses(voice: Voice, text: str, person: Person) -> int:
    """Give a person what the addresses in `text` name in the current roadmap of the coordinator
    spoken to, on their behalf; how many targets. Raises UserError where they are unread.
    """
    targets = [Target(item, point) for item, point in await find_targets(voice, text)]
    await assign(voice.tx, voice.whom, targets, person, rules(voice))
    return len(targets)
