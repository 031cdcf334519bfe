"""Who stands for a body: a new head, one more, one less; by buttons or by name."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.people.bodies import say_body
from handlers.people.directory import say_links
from handlers.people.inviting import invitation
from handlers.people.people_list import of_body, people_matching
from handlers.people.plan_names import say_unmanned
from handlers.people.same_person import ask_if_same
from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import (
    BodyNewcomer,
    BodyPeople,
    await_nothing,
    awaited_for,
)
from handlers.speaking.buttons import BodyButton, BodyVerb, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.paging import page_of
from handlers.speaking.texts import clip, in_ranges
from handlers.speaking.turn import Turn
from roadmap.actions.assigning import find_person
from roadmap.actions.bodies import Succession, members_of, stand_for, unmanned
from roadmap.actions.joining import invite_one, new_code
from roadmap.actions.namesakes import told_apart
from roadmap.errors import NotFound, UserError
from roadmap.model import Body, Person, PersonState, Role
from roadmap.model.messages import Button, ButtonStyle

_ANSWERING = (Role.OFFICIAL, Role.COORDINATOR)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(ask_who, BodyButton.filter(F.verb.in_({"head", "beside"})))
    router.callback_query.register(ask_who_leaves, BodyButton.filter(F.verb == "off"))
    router.callback_query.register(take_tap, BodyButton.filter(F.verb.in_({"put", "add"})))
    router.callback_query.register(drop_person, BodyButton.filter(F.verb == "drop"))
    router.callback_query.register(invite_newcomer, BodyButton.filter(F.verb == "invite"))


async def ask_who(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """Who stands for the body from now on: a page of people; the next words name others."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    beside = callback_data.verb == "beside"
    edit = await in_place_of_its_page(turn, body)
    await say_who(turn, body, beside=beside, number=callback_data.arg, edit=edit)


async def in_place_of_its_page(turn: Turn, body: Body) -> bool:
    """Whether the pressed message is a page of those who may stand for the body."""
    shown = await turn.tx.messages.shown(turn.chat_id, turn.pressed) if turn.pressed else None
    choices = (
        BodyButton(verb="put", body_id=body.id).pack().rsplit(":", 1)[0],
        BodyButton(verb="add", body_id=body.id).pack().rsplit(":", 1)[0],
    )
    rows = shown.buttons if shown is not None else ()
    return any(one.data.rsplit(":", 1)[0] in choices for row in rows for one in row)


async def say_who(
    turn: Turn, body: Body, *, beside: bool, number: int = 0, edit: bool = False
) -> None:
    """Ask for somebody who stands for the body, in place of those who do or beside them."""
    already = await turn.tx.bodies.members(body.id)
    people = [one for one in await turn.tx.people.all(_ANSWERING) if one.id not in already]
    names = (body.name, *body.names)
    people.sort(key=lambda one: not of_body(one, names))  # those who work there first
    page, verb = page_of(people, number), "add" if beside else "put"
    rows = _people_buttons(body, page.rows, "add" if beside else "put")
    turns: BodyVerb = "beside" if beside else "head"
    if page.pages > 1:
        rows.append(
            [
                button(word, BodyButton(verb=turns, body_id=body.id, arg=place))
                for word, place in (("‹", page.number - 1), ("›", page.number + 1))
                if 0 <= place < page.pages
            ]
        )
    key = "body-whom-beside" if verb == "add" else "body-whom"
    await ask_for(
        turn, BodyPeople(body.id, beside), turn.texts(key, name=body.name), rows, edit=edit
    )


def _people_buttons(body: Body, people: Sequence[Person], verb: BodyVerb) -> list[list[Button]]:
    buttons = [
        button(clip(one.name, 40), BodyButton(verb=verb, body_id=body.id, arg=one.id))
        for one in people
    ]
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]


async def take_tap(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """The person of the button."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    person = await turn.tx.people.get(callback_data.arg)
    await await_nothing(turn)
    await _put(turn, body, [person], beside=callback_data.verb == "add")


async def take_people(turn: Turn, text: str, awaited: BodyPeople) -> None:
    """«Иванова, Петров»: these stand for the body; a name that nobody has may be invited.

    Raises UserError where several people have it.
    """
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(awaited.body_id)
    people = []
    for name in (part.strip() for part in text.replace(";", ",").split(",")):
        if not name:
            continue
        try:
            people.append(await find_person(turn.tx, name))
        except NotFound:
            if await _offer_by_post(turn, body, text, beside=awaited.beside):
                return
            await _offer_to_invite(turn, body, clip(name, 100), beside=awaited.beside)
            return
    if not people:
        raise UserError("error-invite-needs-name")
    await await_nothing(turn)
    await _put(turn, body, people, beside=awaited.beside)


async def _offer_by_post(turn: Turn, body: Body, words: str, *, beside: bool) -> bool:
    """«начальник отдела экономики»: those who have such a post, as buttons; False where none."""
    people = await turn.tx.people.all(_ANSWERING)
    found = page_of(people_matching(people, words), 0).rows
    if not found:
        return False
    rows = [
        [
            button(
                clip(f"{one.name}, {one.job}" if one.job else one.name, 60),
                BodyButton(verb="add" if beside else "put", body_id=body.id, arg=one.id),
            )
        ]
        for one in found
    ]
    question = turn.texts("body-which", words=clip(words, 60), body=body.name)
    await ask_for(turn, BodyPeople(body.id, beside), question, rows)
    return True


async def _offer_to_invite(turn: Turn, body: Body, name: str, *, beside: bool) -> None:
    yes = button(
        turn.texts("button-body-invite"),
        BodyButton(verb="invite", body_id=body.id),
        ButtonStyle.SUCCESS,
    )
    question = turn.texts("body-newcomer", name=name, body=body.name)
    await ask_for(turn, BodyNewcomer(body.id, beside, name), question, [[yes]])


async def invite_newcomer(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """Invite the person whom nobody knew, who stands for the body from now on."""
    turn.require(Role.COORDINATOR)
    awaited = await awaited_for(turn, BodyNewcomer)
    if awaited.body_id != callback_data.body_id:
        raise UserError("error-stale-button")
    body, code = await turn.tx.bodies.get(awaited.body_id), new_code()
    came = await invite_one(turn.tx, awaited.name, Role.OFFICIAL, code, turn.at)
    await await_nothing(turn)
    await _put(turn, body, [came.person], beside=awaited.beside)
    await say_links(turn, await invitation(turn, came.person, code))
    await ask_if_same(turn, [(awaited.name, came)])


async def ask_who_leaves(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """Who does not stand for the body any more: a button for each who does."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    page = page_of(await members_of(turn.tx, body), callback_data.arg)
    rows = _people_buttons(body, page.rows, "drop")
    if page.number + 1 < page.pages:
        data = BodyButton(verb="off", body_id=body.id, arg=page.number + 1)
        rows.append([button("›", data)])
    await turn.say(turn.texts("body-who-leaves", name=body.name), [*rows, [cancel_button(turn)]])


async def drop_person(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """This person does not stand for the body any more."""
    turn.require(Role.COORDINATOR)
    body = await turn.tx.bodies.get(callback_data.body_id)
    stay = [one for one in await members_of(turn.tx, body) if one.id != callback_data.arg]
    await _set(turn, body, stay)


async def _put(turn: Turn, body: Body, people: Sequence[Person], *, beside: bool) -> None:
    before = await members_of(turn.tx, body) if beside else []
    unique = {person.id: person for person in (*before, *people)}
    await _set(turn, body, list(unique.values()))


async def _set(turn: Turn, body: Body, people: Sequence[Person]) -> None:
    nobody_stood = not await members_of(turn.tx, body)
    done = await stand_and_tell(turn, body, people)
    await say_body(turn, body)
    if nobody_stood and done.items:  # the list, without the one that has been settled
        roadmap = await turn.tx.roadmaps.get(done.items[0].roadmap_id)
        if await unmanned(turn.tx, roadmap.id):
            await say_unmanned(turn, roadmap, 0)


async def stand_and_tell(turn: Turn, body: Body, people: Sequence[Person]) -> Succession:
    """These stand for the body, and nobody else; those who come and those who go are told."""
    done = await stand_for(turn.tx, turn.me, body, people, rules(turn))
    await _tell(turn, body, done, told_apart(people))
    return done


async def _tell(turn: Turn, body: Body, done: Succession, now: Sequence[str]) -> None:
    numbers = clip(in_ranges([item.number for item in done.items]), 200)
    for person in done.come:
        if person.id != turn.me.id:
            theirs = turn.to(person)
            await theirs.say(
                theirs.texts("body-yours", name=body.name, numbers=numbers, count=len(done.items))
            )
    names = clip(", ".join(now), 200)
    for person in done.gone:
        if person.id != turn.me.id and person.state is not PersonState.GONE:
            theirs = turn.to(person)
            await theirs.say(
                theirs.texts("body-not-yours", name=body.name, people=names, count=len(now))
            )
