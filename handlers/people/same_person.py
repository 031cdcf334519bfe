"""«Это один человек»: two records become one, after it was said what that brings with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import SamePerson, await_nothing
from handlers.speaking.buttons import PartButton, SameButton, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import find_person
from roadmap.actions.namesakes import names_apart, posts_of
from roadmap.actions.one_person import Union, join_records, union_of
from roadmap.model import Person, PersonState, Role
from roadmap.model.messages import Button, ButtonStyle
from roadmap.ports import Tx
from roadmap.reading.person_names import Likeness, one_person

#: More likely records do not fit on a phone; others are found by their names.
OFFERED = 6
#: Questions at once after a list: more are mentioned, and asked from each person's card.
_ASKED = 10


class Came(Protocol):
    """Somebody who was invited, and who may be the same person."""

    @property
    def person(self) -> Person | None: ...
    @property
    def known(self) -> bool: ...
    @property
    def perhaps(self) -> tuple[Person, ...]: ...


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(ask_with_whom, SameButton.filter(F.verb == "ask"))
    router.callback_query.register(say_before, SameButton.filter(F.verb == "with"))
    router.callback_query.register(join, SameButton.filter(F.verb == "join"))
    router.callback_query.register(leave_apart, SameButton.filter(F.verb == "differ"))


def record_buttons(voice: Voice, person: Person) -> list[Button]:
    """On a person's card: it is the same person as another, or two people in one record."""
    return [
        button(voice.texts("button-person-same"), SameButton(verb="ask", person_id=person.id)),
        button(voice.texts("button-person-part"), PartButton(verb="items", person_id=person.id)),
    ]


async def ask_if_same(voice: Voice, came: Sequence[tuple[str, Came]]) -> None:
    """Say who of a list, as written, was known under another spelling, and ask about each who may
    be the same person as somebody known; until it is answered there are two records.
    """
    texts = voice.texts
    taken = [
        texts("same-taken", written=written, name=one.person.name)
        for written, one in came
        if one.known and one.person is not None and _spelt_otherwise(written, one.person.name)
    ]
    if taken:
        await voice.say(Html("\n".join([texts("same-taken-title"), *taken[:20]])))
    doubts = [
        (one.person, one.perhaps) for _, one in came if one.perhaps and one.person is not None
    ]
    for person, perhaps in doubts[:_ASKED]:
        shown = await names_apart(voice.tx, [person, *perhaps])
        rows = [
            [
                button(
                    texts("button-same-as", name=Html(clip(await known_as(voice.tx, one), 45))),
                    SameButton(verb="with", person_id=one.id, other_id=person.id),
                )
            ]
            for one in perhaps[:OFFERED]
        ]
        differ = SameButton(verb="differ", person_id=person.id)
        rows.append([button(texts("button-same-differ"), differ)])
        await voice.to(voice.whom).say(texts("same-doubt", name=shown[person.id]), rows)
    if len(doubts) > _ASKED:
        names = ", ".join(one.name for one, _ in doubts[_ASKED:])
        await voice.say(texts("same-more", names=clip(names, 500)))


def _spelt_otherwise(written: str, name: str) -> bool:
    return " ".join(written.split()).casefold() != name.casefold()


async def known_as(tx: Tx, person: Person) -> str:
    """The person's name, with what tells them from others: posts, bodies."""
    return ", ".join([person.name, *await posts_of(tx, person)])


async def ask_with_whom(query: CallbackQuery, callback_data: SameButton, turn: Turn) -> None:
    """With whom is this person one? The likely ones as buttons, anybody by name."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(callback_data.person_id)
    rows = [
        [
            button(
                clip(await known_as(turn.tx, one), 60),
                SameButton(verb="with", person_id=person.id, other_id=one.id),
            )
        ]
        for one in await likely_same(turn.tx, person)
    ]
    shown = (await names_apart(turn.tx, [person]))[person.id]
    await ask_for(turn, SamePerson(person.id), turn.texts("same-with-whom", name=shown), rows)


async def likely_same(tx: Tx, person: Person) -> list[Person]:
    """Those of the person's role who may be the same one, the likeliest first."""
    others = [one for one in await tx.people.all((person.role,)) if one.id != person.id]
    alike = {one.id: one_person(person.name, one.name) for one in others}
    likely = [one for one in others if alike[one.id] is not Likeness.NO]
    return sorted(likely, key=lambda one: -alike[one.id])[:OFFERED]


async def receive_same(turn: Turn, text: str, awaited: SamePerson) -> None:
    """The name of the other record."""
    turn.require(Role.COORDINATOR)
    other = await find_person(turn.tx, text)
    await await_nothing(turn)
    await _say_before(turn, awaited.person_id, other.id)


async def say_before(query: CallbackQuery, callback_data: SameButton, turn: Turn) -> None:
    """What joining the two would change."""
    turn.require(Role.COORDINATOR)
    await _say_before(turn, callback_data.person_id, callback_data.other_id)


async def _say_before(turn: Turn, kept_id: int, gone_id: int) -> None:
    kept, gone = await turn.tx.people.get(kept_id), await turn.tx.people.get(gone_id)
    union = union_of(turn.me, kept, gone)
    texts, lines = turn.texts, await union_lines(turn, kept, gone, union)
    data = SameButton(verb="join", person_id=kept.id, other_id=gone.id)
    rows = [[button(texts("button-same-join"), data, ButtonStyle.DANGER)]]
    if may_keep_other(turn, union, kept, gone):
        other_way = SameButton(verb="with", person_id=gone.id, other_id=kept.id)
        rows.append([button(texts("button-same-other-way"), other_way)])
    await turn.say(Html("\n\n".join(lines)), [*rows, [cancel_button(turn)]])


async def union_lines(voice: Voice, kept: Person, gone: Person, union: Union) -> list[Html]:
    """What becomes of two records, what hangs on each, and which account is shut out."""
    texts = voice.texts
    lines = [texts("same-sure", name=union.kept.name, post=union.kept.job or "—")]
    for one in (kept, gone):
        held = await voice.tx.people.assignments_of_person(one.id)
        lines.append(
            texts(
                "same-record",
                name=await known_as(voice.tx, one),
                count=len(held),
                joined="yes"
                if one.telegram_id is not None
                else "by-link"
                if one.state is PersonState.BY_LINK
                else "no",
            )
        )
    if union.shut_out is not None:
        owner = kept if kept.telegram_id == union.kept.telegram_id else gone
        lines.append(texts("same-account", name=await known_as(voice.tx, owner)))
    return [*lines, texts("same-undo")]


def may_keep_other(voice: Voice, union: Union, kept: Person, gone: Person) -> bool:
    """Whether the coordinator may choose which of two accounts is kept: never their own."""
    return voice.whom.id not in (kept.id, gone.id) and union.shut_out is not None


async def join(query: CallbackQuery, callback_data: SameButton, turn: Turn) -> None:
    """Now they are one."""
    turn.require(Role.COORDINATOR)
    await await_nothing(turn)
    kept = await turn.tx.people.get(callback_data.person_id)
    gone = await turn.tx.people.get(callback_data.other_id)
    await join_and_tell(turn, kept, gone)


async def join_and_tell(turn: Turn, kept: Person, gone: Person) -> Union:
    """Two records are one: the person hears of it, and the account that is shut out."""
    union = await join_records(turn.tx, turn.me, kept, gone, rules(turn))
    if union.kept.id == turn.me.id:
        turn.person = union.kept
    await turn.say(turn.texts("same-joined", name=union.kept.name), edit=True)
    if union.kept.id != turn.me.id:
        theirs = turn.to(union.kept)
        await theirs.say(theirs.texts("same-told"))
    if union.shut_out is not None:
        former = Voice(turn.tx, turn.at, turn.office, union.shut_out)
        await former.say(former.texts("same-shut-out"))
    return union


async def leave_apart(query: CallbackQuery, callback_data: SameButton, turn: Turn) -> None:
    """They are two: nothing changes."""
    turn.require(Role.COORDINATOR)
    person = await turn.tx.people.get(callback_data.person_id)
    await turn.say(turn.texts("same-apart", name=person.name), edit=True)
