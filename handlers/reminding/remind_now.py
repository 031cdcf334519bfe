"""`/remind`: reminders sent at once, of items, to people, or of all that people are silent about;
before several people are written to, the coordinator is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.looking.deafness import without_the_unheard
from handlers.looking.finding import (
    cut_short,
    items_by_words,
    offer_items,
    only_person,
    words_and_people,
)
from handlers.looking.items import find_targets
from handlers.reminding.due_buttons import owing_people
from handlers.reporting.draft_walk import ask_about_item, who_is_asked
from handlers.speaking.asking import cancel_button
from handlers.speaking.awaited import (
    RemindingToConfirm,
    await_next,
    await_nothing,
    awaited_for,
)
from handlers.speaking.buttons import (
    EVERYWHERE,
    ItemButton,
    ListButton,
    PersonButton,
    PickButton,
    button,
)
from handlers.speaking.choosing import say_choice
from handlers.speaking.current_roadmap import current_roadmap, roadmap_meant, views_of_item
from handlers.speaking.group_answers import answers_of_groups
from handlers.speaking.texts import clip, in_ranges
from handlers.speaking.turn import Turn
from roadmap.actions.archiving import require_active
from roadmap.actions.assigning import find_person
from roadmap.actions.looking import load_board
from roadmap.actions.namesakes import names_by_job
from roadmap.directory.names import names_person
from roadmap.errors import NotFound, UserError
from roadmap.model import (
    NOT_JOINED,
    DueState,
    Item,
    Person,
    PersonState,
    Point,
    Reminder,
    ReminderKind,
    Roadmap,
    Role,
)
from roadmap.model.address import read_addresses
from roadmap.model.messages import ButtonStyle
from roadmap.ports import DueView
from roadmap.reading.person_names import name_order
from roadmap.schedule.hours import after_quiet_hours
from roadmap.schedule.mornings import receiver
from roadmap.standing.silence import Silence, silent_people
from roadmap.standing.status import SOON
from roadmap.yielding import in_pieces

#: What stands between two names.
_BETWEEN = re.compile(r"[,;\n]|\s+и\s+")
#: Invitation links offered at once.
_LINKS = 5


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(remind, Command("remind"))
    router.callback_query.register(remind_chosen, ItemButton.filter(F.verb == "remind"))
    router.callback_query.register(remind_one, PickButton.filter(F.verb == "remind"))
    asking = F.name.in_({"remind_silent", "remind_awaited"})
    router.callback_query.register(remind_many, ListButton.filter(asking))
    sure = F.name.in_({"silent_now", "awaited_now"})
    router.callback_query.register(remind_many_now, ListButton.filter(sure))
    router.callback_query.register(remind_confirmed, ListButton.filter(F.name == "remind_now"))


async def remind(message: Message, command: CommandObject, turn: Turn) -> None:
    """Remind those who answer for items, or the people named, now; where words mean items, or there
    are none, ask which one; a name behind the words is of whom to remind.
    """
    turn.require(Role.COORDINATOR)
    words = command.args or ""
    if not words:
        await say_choice(turn, "items_remind")
    elif read_addresses(words) is not None and not words.startswith("#"):
        await _remind_of(turn, await find_targets(turn, words))
    elif people := await _people_named(turn, words):
        await _remind_people(turn, people)
    else:
        words, named = await words_and_people(turn, words)
        if not named and names_person(words) and not await items_by_words(turn, words):
            raise NotFound("error-person-unknown", name=clip(words, 60))
        await offer_items(turn, words, "remind", person_id=only_person(named))


async def _people_named(turn: Turn, words: str) -> list[Person]:
    """The people whom `words` name, one or several («Лаптева, Петров и Ким»); none where nobody is
    called so. Raises NotFound where only some are known, SeveralPeople in doubt.
    """
    whole = await _person_named(turn, words)
    if whole is not None:
        return [whole]
    names = [name for name in _BETWEEN.split(words) if name.strip()]
    found = [await _person_named(turn, name) for name in names] if len(names) > 1 else []
    if any(found):
        for name, person in zip(names, found, strict=True):
            if person is None:
                raise NotFound("error-person-unknown", name=clip(name.strip(), 60))
    return list(dict.fromkeys(person for person in found if person is not None))


async def _person_named(turn: Turn, words: str) -> Person | None:
    """The person whom `words` name; None where nobody does, or where items have the beginning of a
    name as a word, «молод» of «Молодцова». Raises SeveralPeople in doubt.
    """
    try:
        person = await find_person(turn.tx, words)
    except NotFound:
        return None
    doubtful = cut_short(person.name, words)
    return None if doubtful and await items_by_words(turn, words) else person


async def _remind_people(turn: Turn, people: Sequence[Person]) -> None:
    """Each of all that is late or due soon, else of what is due next; who owes nothing is left
    out. Raises UserError where nobody owes anything.
    """
    roadmap, wanted = await current_roadmap(turn), list[tuple[Person, DueView]]()
    for person in people:
        views = await turn.tx.roadmaps.views_between(
            roadmap.id, None, None, (DueState.OPEN,), person.id
        )
        near = [view for view in views if view.due.day and view.due.day <= turn.today + SOON]
        wanted += [(person, view) for view in near or views[:1]]
    if not wanted:
        raise UserError("error-nothing-to-remind", name=_names(people))
    await _remind_or_ask(turn, wanted)


async def remind_chosen(query: CallbackQuery, callback_data: ItemButton, turn: Turn) -> None:
    """The item chosen by a button."""
    turn.require(Role.COORDINATOR)
    await _remind_of(turn, [(await turn.tx.roadmaps.item(callback_data.item_id), None)])


async def _remind_of(turn: Turn, targets: Sequence[tuple[Item, Point | None]]) -> None:
    """Of the nearest open day of each target; where an item has none, its answer is asked for."""
    wanted: list[tuple[Person, DueView]] = []
    dateless: list[Item] = []
    async for item, point in in_pieces(targets):
        await require_active(turn.tx, item.roadmap_id)
        views = [
            view
            for view in await views_of_item(turn, item)
            if view.due.state is DueState.OPEN
            and view.due.day is not None
            and point in (None, view.point)
        ]
        if views:
            soonest = min(views, key=lambda view: view.due.day or turn.today)
            wanted += [(person, soonest) for person in await owing_people(turn, soonest)]
        else:
            dateless.append(item)
    await _remind_or_ask(turn, wanted, dateless)


async def _remind_or_ask(
    turn: Turn, wanted: Sequence[tuple[Person, DueView]], dateless: Sequence[Item] = ()
) -> None:
    """One person is reminded at once; before several are, say how many and about what."""
    dues = [(person, view.due.id) for person, view in wanted]
    meant, of_item = await _received(turn, dues), {view.due.id: view.item for _, view in wanted}
    people = {person for person, _ in meant}
    items = {of_item[due_id].id: of_item[due_id] for _, due_id in meant}
    for item in dateless:
        reached = [one for one in await who_is_asked(turn, item.id) if one.telegram_id is not None]
        people.update(reached)
        items |= {item.id: item} if reached else {}
    if len(people) <= 1:
        await _write(turn, dues, [item.id for item in dateless])
        return
    theirs: dict[int, list[str]] = {}
    for person, due_id in dict.fromkeys(dues):
        theirs.setdefault(person.id, []).append(str(due_id))
    kept = tuple(f"{person_id}:{','.join(ids)}" for person_id, ids in theirs.items())
    await await_next(turn, RemindingToConfirm(kept, tuple(str(item.id) for item in dateless)))
    numbers = [item.number for item in sorted(items.values(), key=lambda one: one.position)]
    words = turn.texts(
        "remind-sure",
        people=len(people),
        items=len(numbers),
        numbers=clip(in_ranges(numbers), 200),
        names=_names(people),
    )
    data = ListButton(name="remind_now", page=0)
    send = button(turn.texts("button-remind"), data, ButtonStyle.PRIMARY)
    await turn.say(words, [[send, cancel_button(turn)]])


async def remind_confirmed(query: CallbackQuery, turn: Turn) -> None:
    """«Напомнить»: those who were named, of what is still open."""
    turn.require(Role.COORDINATOR)
    awaited = await awaited_for(turn, RemindingToConfirm)
    await await_nothing(turn)
    everyone = {person.id: person for person in await turn.tx.people.all()}
    pairs = [
        (int(person_id), int(due_id))
        for person_id, _, due_ids in (one.partition(":") for one in awaited.dues)
        for due_id in due_ids.split(",")
    ]
    views = await turn.tx.roadmaps.views(sorted({due_id for _, due_id in pairs}))
    for roadmap_id in {view.item.roadmap_id for view in views}:
        await require_active(turn.tx, roadmap_id)
    still = {view.due.id for view in views if view.due.state is DueState.OPEN}
    dues = [(everyone[one], due) for one, due in pairs if one in everyone and due in still]
    await _write(turn, dues, [int(item_id) for item_id in awaited.items], edit=True)


async def _write(
    turn: Turn,
    dues: Sequence[tuple[Person, int]],
    item_ids: Sequence[int],
    *,
    edit: bool = False,
) -> None:
    asked: list[Person] = []
    async for item_id in in_pieces(item_ids):
        with suppress(NotFound):  # a new edition has left the item out
            reached, _ = await ask_about_item(turn, item_id)
            asked += reached
    await _say_reminded(turn, dues, asked, edit=edit)


async def remind_one(query: CallbackQuery, callback_data: PickButton, turn: Turn) -> None:
    """Of the item chosen by a button, only the person who was named: of their nearest open day."""
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    await require_active(turn.tx, item.roadmap_id)
    person = await turn.tx.people.get(callback_data.person_id)
    owed = [
        view
        for view in await views_of_item(turn, item)
        if view.due.state is DueState.OPEN
        and view.due.day is not None
        and person in await owing_people(turn, view)
    ]
    if not owed:
        raise UserError("error-nothing-to-remind", name=person.name)
    soonest = min(owed, key=lambda view: view.due.day or turn.today)
    await _say_reminded(turn, [(person, soonest.due.id)])


async def remind_many(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Remind those who are silent, or all from whom an answer is awaited: one person at once;
    before several are, the coordinator is asked.
    """
    turn.require(Role.COORDINATOR)
    silent = callback_data.name == "remind_silent"
    wanted = await _owed(turn, callback_data.arg, only_silent=silent)
    meant = await _received(turn, wanted)
    people = {person for person, _ in meant}
    if len(people) <= 1:
        await _say_reminded(turn, wanted)
        return
    words = turn.texts(
        "remind-silent-sure",
        people=len(people),
        dues=len({due_id for _, due_id in meant}),
        names=_names(people),
    )
    name = "silent_now" if silent else "awaited_now"
    data = ListButton(name=name, page=0, arg=callback_data.arg)
    remind = button(turn.texts("button-remind"), data, ButtonStyle.PRIMARY)
    await turn.say(words, [[remind, cancel_button(turn)]])


async def remind_many_now(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """«Напомнить»: each of them gets all they owe now in one message."""
    turn.require(Role.COORDINATOR)
    silent = callback_data.name == "silent_now"
    await _say_reminded(turn, await _owed(turn, callback_data.arg, only_silent=silent), edit=True)


async def _owed(turn: Turn, roadmap_id: int, *, only_silent: bool) -> list[tuple[Person, int]]:
    """The due days (by id) about which those who can be reached owe an answer, or whom a group
    still waits for, in one roadmap or in all that run (`EVERYWHERE`). `only_silent`: of those whom
    the morning message counts.
    """
    if roadmap_id != EVERYWHERE:
        roadmap = await roadmap_meant(turn, roadmap_id)
        return await _owed_in(turn, roadmap, only_silent=only_silent)
    running = [
        one
        for one in await turn.tx.roadmaps.all()
        if one.period.start <= turn.today <= one.period.end
    ]
    return [
        owed
        for roadmap in running
        for owed in await _owed_in(turn, roadmap, only_silent=only_silent)
    ]


async def _owed_in(turn: Turn, roadmap: Roadmap, *, only_silent: bool) -> list[tuple[Person, int]]:
    await require_active(turn.tx, roadmap.id)
    board = await load_board(turn.tx, roadmap, turn.office.policy.timezone)
    found, _ = await without_the_unheard(turn, board, silent_people(board, turn.today))
    wanted = [
        (one.person, view.due.id)
        for one in found
        for view in one.views
        if view.due.day is not None
        and (one.why is Silence.NO_ANSWER if only_silent else one.reached)
    ]
    if only_silent:
        return wanted
    groups = await answers_of_groups(turn, board, await turn.tx.bodies.all())
    wanted += [
        (person, one.view.due.id)
        for _, one in groups
        if one.view.due.day is not None
        for person in one.missing
    ]
    return wanted


async def _say_reminded(
    turn: Turn,
    wanted: Iterable[tuple[Person, int]],
    asked: Iterable[Person] = (),
    *,
    edit: bool = False,
) -> None:
    """Remind of these due days (by id) and say whom; raises UserError where nobody can be reminded,
    or all were today.

    `asked` are those who have been written to already.
    """
    wanted = list(wanted)
    meant = await _received(turn, wanted)
    names = _names([*asked, *await _plan(turn, meant)])
    if not names and (already := _names(person for person, _ in meant)):
        raise UserError("error-reminded-already", names=already)
    waits = [] if names else await _not_joined(turn, wanted)
    if by_link := [one for one in waits if one.state is PersonState.BY_LINK]:
        waits = [one for one in waits if one not in by_link]
        words = turn.texts("remind-by-link", names=_names(by_link))
        await turn.say(words, edit=edit and not waits)
    if waits:
        rows = [
            [
                button(
                    turn.texts("button-new-link", name=clip(person.name, 40)),
                    PersonButton(verb="link", person_id=person.id),
                )
            ]
            for person in waits[:_LINKS]
        ]
        words = turn.texts("remind-not-joined", names=_names(waits), count=len(waits))
        await turn.say(words, rows, edit=edit)
        return
    if by_link:
        return
    if not names:
        raise UserError("error-nobody-reminded")
    await turn.say(turn.texts("reminded-now", names=names), edit=edit)


async def _not_joined(turn: Turn, wanted: Iterable[tuple[Person, int]]) -> list[Person]:
    """Those of the people to be reminded who have never opened the bot."""
    everyone = {person.id: person for person in await turn.tx.people.all()}
    theirs = [receiver(person, turn.today, everyone) or person for person, _ in wanted]
    return list({one.id: one for one in theirs if one.state in NOT_JOINED}.values())


async def _received(turn: Turn, wanted: Iterable[tuple[Person, int]]) -> list[tuple[Person, int]]:
    """The same due days, once each, with who is reminded today: during leave, the deputy."""
    everyone = {person.id: person for person in await turn.tx.people.all()}
    theirs = [(receiver(person, turn.today, everyone), due_id) for person, due_id in wanted]
    reached = (
        (person, due_id)
        for person, due_id in theirs
        if person and person.state is PersonState.ACTIVE
    )
    return list(dict.fromkeys(reached))


async def _plan(turn: Turn, wanted: Iterable[tuple[Person, int]]) -> list[Person]:
    """Plan reminders by hand; the people for whom the same was not planned today already."""
    return [
        person
        async for person, due_id in in_pieces(wanted)
        if await turn.tx.reminders.add(
            [
                Reminder(
                    0,
                    person.id,
                    due_id,
                    ReminderKind.BY_HAND,
                    turn.today,
                    after_quiet_hours(turn.at, person, turn.office.policy),
                )
            ]
        )
    ]


def _names(people: Iterable[Person]) -> str:
    shown = names_by_job(set(people), brackets=True)
    return clip(", ".join(sorted(shown.values(), key=name_order)), 150)
