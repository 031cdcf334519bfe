"""`/people`: who takes part and whether messages reach them, in pages or by a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.people.inviting import ways_in
from handlers.speaking.awaited import PeopleFile, await_next
from handlers.speaking.buttons import FoundButton, ListButton, PersonButton, button
from handlers.speaking.paging import PAGE, found_pages, page_buttons, page_of
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.namesakes import names_apart, posts_of
from roadmap.directory.stems import stem
from roadmap.errors import UserError
from roadmap.model import Person, Role
from roadmap.model.messages import Button


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(people_command, Command("people"))
    router.callback_query.register(turn_people, ListButton.filter(F.name == "people"))
    router.callback_query.register(turn_found, FoundButton.filter(F.kind == "people"))


async def people_command(message: Message, command: CommandObject, turn: Turn) -> None:
    """Everybody, and how to bring a list from a file; «/people Иван» finds by name."""
    if command.args:
        await say_found(turn, command.args)
        return
    await say_people(turn, 0)
    if turn.me.role is Role.COORDINATOR:
        await await_next(turn, PeopleFile())


async def say_people(turn: Turn, number: int) -> None:
    """One page of people with their state; a coordinator opens each by a button."""
    turn.require(Role.COORDINATOR, Role.OBSERVER)
    people = await turn.tx.people.all()
    page = page_of(people, number)
    lines = [
        turn.texts("people-title", count=len(people)),
        *[await person_line(turn, one) for one in page.rows],
    ]
    if turn.me.role is Role.COORDINATOR:
        lines.append(turn.texts("people-how"))
    bodies = button(turn.texts("button-bodies"), ListButton(name="bodies", page=0))
    turns = page_buttons(page, "people")
    ways = await ways_in(turn) if turn.me.role is Role.COORDINATOR else []
    rows = [*await _open_buttons(turn, page.rows, people), turns, [bodies], *ways]
    await turn.say(Html("\n".join(lines)), rows, edit=turn.pressed is not None)


async def turn_found(query: CallbackQuery, callback_data: FoundButton, turn: Turn) -> None:
    """Another page of those found."""
    await say_found(turn, callback_data.words, callback_data.page)


async def say_found(turn: Turn, words: str, number: int = 0) -> None:
    """One page of the people whose names have all of `words`; more words narrow them."""
    turn.require(Role.COORDINATOR, Role.OBSERVER)
    people = await turn.tx.people.all()
    found = people_matching(people, words)
    if not found:
        raise UserError("error-person-unknown", name=clip(words, 60))
    page = page_of(found, number)
    lines = [
        turn.texts("people-found", count=len(found)),
        *[await person_line(turn, one) for one in page.rows],
    ]
    turns = found_pages(page, "people", words)
    if page.pages > 1 and not turns:
        lines.append(turn.texts("people-more", count=len(found) - PAGE))
    rows = [*await _open_buttons(turn, page.rows, people), turns]
    await turn.say(Html("\n".join(lines)), rows, edit=turn.pressed is not None)


def people_matching(people: Sequence[Person], words: str) -> list[Person]:
    """Those of `people` with a word in name or job for each of `words`, which may begin it; of a
    job in any case: «начальник экономики» is of the «начальник отдела экономики».
    """
    return [one for one in people if words_match(words, one.name, one.job)]


def words_match(words: str, text: str, job: str = "") -> bool:
    """Whether each of `words` begins a word of `text` or `job`, or is one of `job` in another
    case; a number is that number.
    """
    known, posts = _plain(text), _plain(job)
    own = {stem(one) for one in posts}
    wanted = _plain(words)
    return all(
        word in known or word in posts
        if word.isdecimal()
        else any(one.startswith(word) for one in (*known, *posts)) or stem(word) in own
        for word in wanted
    )


def of_body(person: Person, names: Iterable[str]) -> bool:
    """Whether the person's job tells of a body with one of these names: «директор, МБУ «ГМЦ»» of
    «МБУ «ГМЦ»».
    """
    own = {stem(word) for word in _plain(person.job)}
    return any(own.issuperset(stem(word) for word in _plain(name)) for name in names)


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("ё", "е"))


async def _open_buttons(
    turn: Turn, people: Sequence[Person], among: Sequence[Person]
) -> list[list[Button]]:
    """Two a row for the coordinator; nothing for an observer, who only reads."""
    if turn.me.role is not Role.COORDINATOR:
        return []
    names = await names_apart(turn.tx, people, among)
    buttons = [
        button(clip(names[one.id], 40), PersonButton(verb="open", person_id=one.id))
        for one in people
    ]
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]


async def person_line(voice: Voice, person: Person) -> Html:
    """One line: name, job, whether messages reach them, how many items are theirs, without those in
    the archive.
    """
    mine = {one.item_id for one in await voice.tx.people.assignments_of_person(person.id)}
    running = {
        item.id
        for roadmap in await voice.tx.roadmaps.all()
        for item in await voice.tx.roadmaps.items(roadmap.id)
    }
    state = "leave" if person.on_leave(voice.today) else person.state.value.replace("_", "-")
    return voice.texts(
        "people-line",
        name=person.name,
        job=", ".join(await posts_of(voice.tx, person)) or voice.texts(f"role-{person.role.value}"),
        state=voice.texts(f"state-{state}"),
        items=len(mine & running),
    )


async def turn_people(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Another page of people."""
    await say_people(turn, callback_data.page)
