"""`/invite` and what is done about one person: links, handing over, erasing."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Document, Message

from handlers.people.choosing_items import say_items
from handlers.people.inviting import addresses_of, invitation, show_current, ways_in
from handlers.people.leave import leave_lines
from handlers.people.people_file import created_words
from handlers.people.people_list import person_line
from handlers.people.same_person import OFFERED, ask_if_same, known_as, record_buttons
from handlers.people.without_responsible import nobody_offer
from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import (
    Heir,
    InviteName,
    ItemsOfPerson,
    NewPersonToConfirm,
    await_next,
    await_nothing,
    awaited_for,
)
from handlers.speaking.buttons import DraftButton, PersonButton, PersonVerb, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.slow_work import ask_to_read
from handlers.speaking.texts import Html, clip, in_ranges
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import How, carry_out, change_of, find_person, hand_over
from roadmap.actions.importing import draft_of, people_named
from roadmap.actions.joining import Invited, invite_one, new_code, renew_link, who_may_be
from roadmap.actions.leaving import erase
from roadmap.actions.rights import check_own
from roadmap.actions.tasks import ReadPeople
from roadmap.errors import UserError
from roadmap.model import Assignment, Person, Role
from roadmap.model.messages import Button, ButtonStyle
from roadmap.yielding import in_pieces


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(invite_command, Command("invite"))
    router.callback_query.register(open_person, PersonButton.filter(F.verb == "open"))
    router.callback_query.register(new_link, PersonButton.filter(F.verb == "link"))
    router.callback_query.register(invite_new, PersonButton.filter(F.verb == "new"))
    router.callback_query.register(assign_person, PersonButton.filter(F.verb == "assign"))
    router.callback_query.register(ask_for_heir, PersonButton.filter(F.verb == "handover"))
    router.message.register(forget, Command("forget"))
    router.callback_query.register(ask_to_erase, PersonButton.filter(F.verb == "erase"))
    router.callback_query.register(erase_person, PersonButton.filter(F.verb == "erase_now"))
    router.callback_query.register(read_listed, DraftButton.filter(F.verb == "listed"))
    router.callback_query.register(create_people, DraftButton.filter(F.verb == "people"))


async def invite_command(message: Message, command: CommandObject, turn: Turn) -> None:
    """A one-time link for the person named, an official unless «наблюдатель» or «координатор»."""
    turn.require(Role.COORDINATOR)
    role, name = _role_and_name(command.args or "")
    if not name:
        ways = await ways_in(turn)
        await ask_for(turn, InviteName(role), turn.texts("invite-name-awaited"), ways)
        return
    await _invite(turn, name, role)


def _role_and_name(text: str) -> tuple[Role, str]:
    first, _, rest = text.strip().partition(" ")
    roles = {
        "координатор": Role.COORDINATOR,
        "coordinator": Role.COORDINATOR,
        "наблюдатель": Role.OBSERVER,
        "observer": Role.OBSERVER,
    }
    role = roles.get(first.lower().rstrip(":"))
    return (role, rest.strip()) if role else (Role.OFFICIAL, text.strip())


async def receive_name(turn: Turn, text: str, awaited: InviteName) -> None:
    """The name that /invite asked for."""
    turn.require(Role.COORDINATOR)
    await await_nothing(turn)
    await _invite(turn, text, awaited.role)


async def _invite(turn: Turn, name: str, role: Role) -> None:
    """Invite, unless somebody known may be meant: that is asked before there are two records."""
    perhaps = await who_may_be(turn.tx, name, role)
    if not perhaps:
        await _invite_surely(turn, name, role)
        return
    await await_next(turn, NewPersonToConfirm(role, name))
    rows = [
        [
            button(
                turn.texts("button-new-link", name=Html(clip(await known_as(turn.tx, one), 45))),
                PersonButton(verb="link", person_id=one.id),
            )
        ]
        for one in perhaps[:OFFERED]
    ]
    new = button(turn.texts("button-invite-new"), PersonButton(verb="new", person_id=0))
    rows += [[new], [cancel_button(turn)]]
    await turn.say(turn.texts("invite-same", name=clip(name, 100)), rows)


async def _invite_surely(turn: Turn, name: str, role: Role) -> None:
    came, words = await invited(turn, name, role)
    await say_links(turn, words)
    await ask_if_same(turn, [(name, replace(came, perhaps=()))])


async def invite_new(query: CallbackQuery, callback_data: PersonButton, turn: Turn) -> None:
    """None of those known is meant: the person named is somebody new."""
    turn.require(Role.COORDINATOR)
    awaited = await awaited_for(turn, NewPersonToConfirm)
    await await_nothing(turn)
    await _invite_surely(turn, awaited.name, awaited.role)


async def invited(voice: Voice, name: str, role: Role, job: str = "") -> tuple[Invited, Html]:
    """Who is invited under this name, and the message to forward to them. Raises what `invite_one`
    does.
    """
    code = new_code()
    came = await invite_one(voice.tx, name, role, code, voice.at, job=job)
    await show_current(voice, came.person)
    return came, await invitation(voice, came.person, code)


async def say_links(voice: Voice, words: str) -> None:
    """Say `words` with an invitation in private: in a group everybody could come in by it."""
    if voice.chat_id == voice.whom.telegram_id:
        await voice.say(words)
    else:
        await voice.to(voice.whom).say(words)
        await voice.say(voice.texts("links-in-private"))


async def open_person(query: CallbackQuery, callback_data: PersonButton, turn: Turn) -> None:
    """One person, and what can be done about them."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(callback_data.person_id)

    def row(*verbs: PersonVerb) -> list[Button]:
        return [
            button(turn.texts(f"button-person-{v}"), PersonButton(verb=v, person_id=person.id))
            for v in verbs
        ]

    rows = [
        row("link", "assign"),
        row("leave", "handover"),
        record_buttons(turn, person),
        row("erase"),
    ]
    numbers = in_ranges(await addresses_of(turn, person))
    items = turn.texts("person-items", numbers=clip(numbers, 300)) if numbers else ""
    names = ", ".join(body.name for body in await turn.tx.bodies.bodies_of(person.id))
    bodies = turn.texts("person-stands-for", names=clip(names, 300)) if names else ""
    lines = [await person_line(turn, person), bodies, items, *await leave_lines(turn, person)]
    await turn.say(Html("\n".join(line for line in lines if line)), rows)


async def new_link(query: CallbackQuery, callback_data: PersonButton, turn: Turn) -> None:
    """A new one-time link for somebody known."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(callback_data.person_id)
    await say_links(turn, await invited_anew(turn, person))


async def invited_anew(voice: Voice, person: Person) -> Html:
    """A message to forward with a new one-time link."""
    code = new_code()
    await renew_link(voice.tx, person, code, voice.at)
    await show_current(voice, person)
    return await invitation(voice, person, code)


async def assign_person(query: CallbackQuery, callback_data: PersonButton, turn: Turn) -> None:
    """Items for this person, by buttons."""
    turn.require(Role.COORDINATOR)
    await say_items(turn, ItemsOfPerson(callback_data.person_id), 0)


async def ask_for_heir(query: CallbackQuery, callback_data: PersonButton, turn: Turn) -> None:
    """Whom to hand everything over to: the next message says it."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(callback_data.person_id)
    await ask_for(turn, Heir(person.id), turn.texts("person-handover-how", name=person.name))


async def receive_heir(turn: Turn, text: str, awaited: Heir) -> None:
    """Everything of one person goes to the one named."""
    turn.require(Role.COORDINATOR)
    leaver = await turn.tx.people.get(awaited.person_id)
    heir = await heir_named(turn, leaver, text)
    await await_nothing(turn)
    await turn.say(await hand_over_and_tell(turn, leaver, heir))


async def heir_named(voice: Voice, leaver: Person, name: str) -> Person:
    """Who is to have everything of `leaver`; raises what `find_person` does, and UserError where it
    is the same person.
    """
    heir = await find_person(voice.tx, name)
    if heir.id == leaver.id:
        raise UserError("error-same-person")
    return heir


async def hand_over_and_tell(voice: Voice, leaver: Person, heir: Person) -> Html:
    """Everything of `leaver` is the heir's, who is told; what was done."""
    moved = await hand_over(voice.tx, voice.whom, leaver, heir, rules(voice))
    theirs = voice.to(heir)
    await theirs.say(theirs.texts("handed-to-you", leaver=leaver.name, count=moved))
    return voice.texts("handed-over", leaver=leaver.name, heir=heir.name, count=moved)


async def forget(message: Message, turn: Turn) -> None:
    """A person asks to be erased: asked once more, because it cannot be taken back."""
    data = PersonButton(verb="erase", person_id=turn.me.id)
    await turn.say(
        turn.texts("forget-sure"), [[button(turn.texts("button-erase"), data, ButtonStyle.DANGER)]]
    )


async def ask_to_erase(query: CallbackQuery, callback_data: PersonButton, turn: Turn) -> None:
    """Erasing needs a second tap."""
    person = await _erasable(turn, callback_data.person_id)
    data = PersonButton(verb="erase_now", person_id=person.id)
    rows = [[button(turn.texts("button-erase-now"), data, ButtonStyle.DANGER), cancel_button(turn)]]
    await turn.say(turn.texts("erase-sure", name=person.name), rows)


async def erase_person(query: CallbackQuery, callback_data: PersonButton, turn: Turn) -> None:
    """Erase; the entries stay without author."""
    person = await _erasable(turn, callback_data.person_id)
    await erase(turn.tx, turn.me, person, turn.at)
    if person.id == turn.me.id:  # a message would keep their chat's number again
        turn.toast(turn.texts("erased"), alert=True)
    else:
        await turn.say(turn.texts("erased"), edit=True)


async def _erasable(turn: Turn, person_id: int) -> Person:
    """People may erase themselves, coordinators anybody; raises NotAllowed."""
    check_own(turn.me, person_id)
    return await turn.tx.people.get(person_id)


async def receive_people_file(document: Document, turn: Turn) -> None:
    """A list of people as CSV or Excel: read outside of this transaction."""
    turn.require(Role.COORDINATOR)
    await await_nothing(turn)
    await ask_to_read(turn, ReadPeople(document.file_name or "people.csv", document.file_id))


async def read_listed(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """The file that came without /people is a list of people: read it as that."""
    turn.require(Role.COORDINATOR)
    file = await turn.tx.files.get(callback_data.draft_id)
    await ask_to_read(turn, ReadPeople(file.name, "", callback_data.draft_id))


async def create_people(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """The people whom the document names: create and assign them, and offer ways to invite them."""
    turn.require(Role.COORDINATOR)
    stored = await turn.tx.drafts.get(callback_data.draft_id)
    if stored.roadmap_id is None:
        raise UserError("error-stale-button")
    named, came = people_named(await draft_of(stored)), list[tuple[str, Invited]]()
    numbered = {item.number: item for item in await turn.tx.roadmaps.items(stored.roadmap_id)}
    everybody, wanted = await turn.tx.people.all(), list[Assignment]()
    async for name, numbers in in_pieces(named.items(), 10):
        invited = await invite_one(
            turn.tx, name, Role.OFFICIAL, new_code(), turn.at, among=everybody
        )
        came.append((name, invited))
        person = invited.person
        if person.roadmap_id is None:
            await turn.tx.people.update(replace(person, roadmap_id=stored.roadmap_id))
        items = [numbered[number] for number in numbers if number in numbered]
        wanted += [Assignment(item.id, None, person.id) for item in items]
    await carry_out(turn.tx, turn.me, await change_of(turn.tx, How.ADD, wanted), rules(turn))
    rows, nobody = await nobody_offer(turn, stored.roadmap_id)
    said = created_words(turn, [one for _, one in came])
    await turn.say(Html(f"{said}\n{nobody}".rstrip()), [*await ways_in(turn), *rows])
    await ask_if_same(turn, came)
