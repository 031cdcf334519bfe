"""Leave: days by buttons or in words, a deputy, and who is told; one's own, or by a coordinator.

What was read is said back with the dates, and holds only after a tap.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.people.inviting import addresses_by_roadmap, listed
from handlers.people.people_list import people_matching
from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import LeaveDays, LeaveDeputy, await_next, await_nothing, awaited_in
from handlers.speaking.buttons import LeaveButton, LeaveVerb, PersonButton, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.paging import page_of, turning
from handlers.speaking.standing_in import in_place_of, span
from handlers.speaking.texts import Html, clip, within_quotes
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import find_person
from roadmap.actions.leaving import (
    ANSWERING,
    check_deputy,
    check_has_leave,
    end_leave,
    set_leave,
)
from roadmap.errors import NotFound, UserError
from roadmap.model import Person, PersonState, Role
from roadmap.model.messages import Button, ButtonStyle
from roadmap.model.policy import Office
from roadmap.ports import Tx
from roadmap.reading.leave import LeaveSpan, read_leave
from roadmap.yielding import in_pieces

#: Lengths that are a tap away, in days: Russian leave is mostly of 14 or 28 calendar days.
LENGTHS = (7, 14, 28)
#: What ended longer ago is no news any more: the program may have stood still, or be new.
_NEWS = timedelta(days=7)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(leave_command, Command("leave"))
    router.callback_query.register(open_from_card, PersonButton.filter(F.verb == "leave"))
    router.callback_query.register(open_leave, LeaveButton.filter(F.verb == "open"))
    router.callback_query.register(choose_start, LeaveButton.filter(F.verb == "starts"))
    router.callback_query.register(choose_length, LeaveButton.filter(F.verb == "lasts"))
    router.callback_query.register(choose_deputy, LeaveButton.filter(F.verb == "deputies"))
    router.callback_query.register(make_sure, LeaveButton.filter(F.verb == "sure"))
    router.callback_query.register(hold, LeaveButton.filter(F.verb == "hold"))
    router.callback_query.register(end, LeaveButton.filter(F.verb == "end"))


async def leave_command(message: Message, command: CommandObject, turn: Turn) -> None:
    """One's own leave, or by a coordinator that of the person named: «/leave Дубравин». Days may
    follow: «/leave с 1 по 14 июля», «/leave Дубравин с 1 по 14 июля». Raises UserError where the
    name means nobody, or several.
    """
    words, person = command.args or "", turn.me
    if turn.me.role is Role.COORDINATOR:
        name, words = _name_and_days(words, turn.today)
        person = await find_person(turn.tx, name) if name else person
    if words:
        await receive_leave(turn, words, LeaveDays(person.id))
    else:
        await _say_leave(turn, person)


def _name_and_days(text: str, today: date) -> tuple[str, str]:
    """What stands before the first words that are days of leave, and these with all behind them."""
    words = text.split()
    for start in range(len(words)):
        days = " ".join(words[start:])
        if read_leave(days, today) or read_leave(days.partition(",")[0], today):
            return " ".join(words[:start]).rstrip(","), days
    return " ".join(words), ""


async def open_from_card(query: CallbackQuery, callback_data: PersonButton, turn: Turn) -> None:
    """Somebody's leave, by the coordinator."""
    turn.require(Role.COORDINATOR)
    await _say_leave(turn, await turn.tx.people.get(callback_data.person_id))


async def open_leave(query: CallbackQuery, callback_data: LeaveButton, turn: Turn) -> None:
    """The leave that stands, or the question when it is."""
    await _say_leave(turn, await _whose(turn, callback_data))


async def _whose(turn: Turn, data: LeaveButton) -> Person:
    """Whose leave a button is about; raises NotAllowed where it is not this person's to change."""
    person = await turn.tx.people.get(data.person_id)
    check_has_leave(turn.me, person)
    return person


def _span(data: LeaveButton) -> LeaveSpan:
    """The days that a button carries; raises UserError where it has none or they have passed."""
    if not 0 < data.first <= data.last:
        raise UserError("error-stale-button")
    return LeaveSpan(date.fromordinal(data.first), date.fromordinal(data.last))


def _data(
    verb: LeaveVerb,
    person: Person,
    days: LeaveSpan | None = None,
    deputy_id: int = 0,
    page: int = 0,
) -> LeaveButton:
    first, last = (days.first.toordinal(), days.last.toordinal()) if days else (0, 0)
    return LeaveButton(
        verb=verb, person_id=person.id, first=first, last=last, deputy_id=deputy_id, page=page
    )


async def _say_leave(turn: Turn, person: Person) -> None:
    """The leave that stands, with what can be done about it; else when it is to be."""
    check_has_leave(turn.me, person)
    standing = standing_leave(person, turn.today)
    if standing is None:
        await _ask_when(turn, person)
        return
    began = "yes" if standing.first <= turn.today else "no"
    rows = [
        [
            button(turn.texts("button-leave-days"), _data("starts", person)),
            button(turn.texts("button-leave-deputy"), _data("deputies", person, standing)),
        ],
        [button(turn.texts("button-leave-end", began=began), _data("end", person))],
    ]
    await turn.say(await _leave_line(turn, person, standing), rows)


def standing_leave(person: Person, today: date) -> LeaveSpan | None:
    """A leave that has not passed."""
    if person.leave_from is None or person.leave_to is None or person.leave_to < today:
        return None
    return LeaveSpan(person.leave_from, person.leave_to)


async def _leave_line(voice: Voice, person: Person, days: LeaveSpan) -> Html:
    texts = voice.texts
    deputy = await _person(voice, person.deputy_id)
    shown = span(texts, days.first, days.last, voice.today)
    if deputy is None:
        return texts("leave-alone", name=person.name, **shown)
    return texts("leave-stands", name=person.name, deputy=deputy.name, **shown)


async def _person(voice: Voice, person_id: int | None) -> Person | None:
    return await voice.tx.people.get(person_id) if person_id else None


async def leave_lines(voice: Voice, person: Person) -> list[Html]:
    """For the person's card: their leave, and those for whom they stand in or will."""
    own = standing_leave(person, voice.today)
    lines = [await _leave_line(voice, person, own)] if own else []
    for one in await voice.tx.people.deputised_by(person.id):
        if (days := standing_leave(one, voice.today)) is not None:
            lines.append(
                voice.texts(
                    "leave-stands-in",
                    whom=in_place_of(voice.texts, one.name),
                    **span(voice.texts, days.first, days.last, voice.today),
                )
            )
    return lines


async def choose_start(query: CallbackQuery, callback_data: LeaveButton, turn: Turn) -> None:
    """Other days than those read or standing."""
    await _ask_when(turn, await _whose(turn, callback_data))


async def _ask_when(turn: Turn, person: Person) -> None:
    monday = turn.today + timedelta(days=7 - turn.today.weekday())
    starts = {
        turn.texts("button-leave-today"): turn.today,
        turn.texts("button-leave-tomorrow"): turn.today + timedelta(days=1),
        turn.texts("button-leave-monday", day=turn.texts.short_day(monday, turn.today)): monday,
    }
    row = [
        button(words, _data("lasts", person, LeaveSpan(day, day))) for words, day in starts.items()
    ]
    if person.id == turn.me.id:
        question = turn.texts("leave-when-own")
    else:
        question = turn.texts("leave-when", name=person.name)
    await ask_for(turn, LeaveDays(person.id), question, [row])


async def choose_length(query: CallbackQuery, callback_data: LeaveButton, turn: Turn) -> None:
    """The first day is known: how long."""
    person, first = await _whose(turn, callback_data), _span(callback_data).first
    spans = [LeaveSpan(first, first + timedelta(days=days - 1)) for days in LENGTHS]
    row = [
        button(
            turn.texts("button-leave-until", day=turn.texts.short_day(one.last, turn.today)),
            _data("deputies", person, one),
        )
        for one in spans
    ]
    words = turn.texts("leave-how-long", first=turn.texts.short_day(first, turn.today))
    await turn.say(words, [row, [cancel_button(turn)]], edit=True)


async def receive_leave(turn: Turn, text: str, awaited: LeaveDays) -> None:
    """«с понедельника на две недели», perhaps with the deputy: «с 1 по 14 июля, Петров»."""
    person = await turn.tx.people.get(awaited.person_id)
    check_has_leave(turn.me, person)
    days, name = days_and_name(text, turn.today)
    if name:
        await _say_sure(turn, person, days, await find_person(turn.tx, name))
    else:
        await _ask_deputy(turn, person, days, 0)


def days_and_name(text: str, today: date) -> tuple[LeaveSpan, str]:
    """«с 1 по 14 июля, Петров»: the days, and who stands in where that is said. Raises UserError
    where no days are read, or they have passed.
    """
    days, name = read_leave(text, today), ""
    if days is None:
        words, _, name = text.partition("," if "," in text else "\n")
        days = read_leave(words, today)
    if days is None:
        raise UserError("error-leave-unread")
    if days.last < today:
        raise UserError("error-leave-past")
    return days, name.strip()


async def take_leave(turn: Turn, days: LeaveSpan | None, name: str) -> None:
    """The leave that somebody has told of themselves in plain words: its days where they were read,
    and the name of the deputy. Raises NotAllowed for whoever has none here, UserError for the past.
    """
    person = turn.me
    if days is None:
        await _say_leave(turn, person)
        return
    check_has_leave(turn.me, person)
    if days.last < turn.today:
        raise UserError("error-leave-past")
    found = people_matching(await _may_stand_in(turn.tx, person), name) if name else []
    if len(found) == 1:
        await _say_sure(turn, person, days, found[0])
    else:
        await _ask_deputy(turn, person, days, 0, name if found else "")


async def choose_deputy(query: CallbackQuery, callback_data: LeaveButton, turn: Turn) -> None:
    """A page of those who may stand in, or of those of them who were sought."""
    person, days = await _whose(turn, callback_data), _span(callback_data)
    awaited = await awaited_in(turn)
    sought = isinstance(awaited, LeaveDeputy) and awaited.person_id == person.id
    words = awaited.words if isinstance(awaited, LeaveDeputy) and sought else ""
    await _ask_deputy(turn, person, days, callback_data.page, words, edit=turn.pressed is not None)


async def _may_stand_in(tx: Tx, person: Person) -> list[Person]:
    """Those who may answer and can be reached, by name."""
    return [
        one
        for one in await tx.people.all(ANSWERING)
        if one.id != person.id and one.state is PersonState.ACTIVE
    ]


async def _ask_deputy(
    turn: Turn, person: Person, days: LeaveSpan, number: int, words: str = "", *, edit: bool = False
) -> None:
    people = await _may_stand_in(turn.tx, person)
    found = people_matching(people, words) if words else people
    page = page_of(found, number)
    rows = [
        *_deputy_buttons(person, days, page.rows),
        turning(page, lambda to: _data("deputies", person, days, page=to)),
        [button(turn.texts("button-leave-alone"), _data("sure", person, days))],
        [cancel_button(turn)],
    ]
    await await_next(turn, LeaveDeputy(person.id, days.first, days.last, words))
    shown = span(turn.texts, days.first, days.last, turn.today)
    question = turn.texts("leave-whom", name=person.name, days=days.days, **shown)
    if words:
        question = turn.texts("leave-whom-of", count=len(found))
    await turn.say(question, rows, edit=edit)


def _deputy_buttons(
    person: Person, days: LeaveSpan, people: Sequence[Person]
) -> list[list[Button]]:
    return [[button(clip(one.name, 40), _data("sure", person, days, one.id))] for one in people]


async def receive_deputy(turn: Turn, text: str, awaited: LeaveDeputy) -> None:
    """The deputy by name, or other days after all."""
    if read_leave(text.partition(",")[0], turn.today) is not None:
        await receive_leave(turn, text, LeaveDays(awaited.person_id))
        return
    person = await turn.tx.people.get(awaited.person_id)
    check_has_leave(turn.me, person)
    days = LeaveSpan(awaited.first, awaited.last)
    found = people_matching(await _may_stand_in(turn.tx, person), text)
    if not found:
        raise NotFound("error-deputy-unknown", name=clip(text, 60))
    if len(found) == 1:
        await _say_sure(turn, person, days, found[0])
        return
    await _ask_deputy(turn, person, days, 0, clip(text, 60))


async def make_sure(query: CallbackQuery, callback_data: LeaveButton, turn: Turn) -> None:
    """Say back what was read and chosen."""
    person, days = await _whose(turn, callback_data), _span(callback_data)
    deputy = await _person(turn, callback_data.deputy_id)
    await _say_sure(turn, person, days, deputy, edit=True)


async def _say_sure(
    turn: Turn, person: Person, days: LeaveSpan, deputy: Person | None, *, edit: bool = False
) -> None:
    """Nothing holds yet. More words mean other days."""
    lines = sure_lines(turn, person, days, deputy)
    texts, deputy_id = turn.texts, deputy.id if deputy else 0
    rows = [
        [
            button(
                texts("button-leave-hold"),
                _data("hold", person, days, deputy_id),
                ButtonStyle.SUCCESS,
            )
        ],
        [
            button(texts("button-leave-days"), _data("starts", person)),
            button(texts("button-leave-deputy"), _data("deputies", person, days)),
        ],
        [cancel_button(turn)],
    ]
    await await_next(turn, LeaveDays(person.id))
    await turn.say(Html("\n".join(lines)), rows, edit=edit)


def sure_lines(voice: Voice, person: Person, days: LeaveSpan, deputy: Person | None) -> list[Html]:
    """What was read and chosen, before it holds; raises UserError for who cannot stand in."""
    if deputy is not None:
        check_deputy(person, deputy)
    texts = voice.texts
    shown = span(texts, days.first, days.last, voice.today)
    lines = [texts("leave-sure", name=person.name, days=days.days, **shown)]
    if deputy is None:
        return [*lines, texts("leave-sure-alone")]
    return [
        *lines,
        texts("leave-sure-deputy", deputy=deputy.name),
        *_doubts(voice, days, deputy),
    ]


def _doubts(voice: Voice, days: LeaveSpan, deputy: Person) -> list[Html]:
    """A deputy who cannot be reached, or who is away in these days, too."""
    away = standing_leave(deputy, voice.today)
    if deputy.state is not PersonState.ACTIVE:
        return [voice.texts("leave-deputy-not-here", deputy=deputy.name)]
    if away is None or away.last < days.first or days.last < away.first:
        return []
    shown = span(voice.texts, away.first, away.last, voice.today)
    return [voice.texts("leave-deputy-away", deputy=deputy.name, **shown)]


async def hold(query: CallbackQuery, callback_data: LeaveButton, turn: Turn) -> None:
    """«Всё верно»: see `hold_and_tell`."""
    person, days = await _whose(turn, callback_data), _span(callback_data)
    await hold_and_tell(turn, person, days, await _person(turn, callback_data.deputy_id))


async def hold_and_tell(turn: Turn, person: Person, days: LeaveSpan, deputy: Person | None) -> None:
    """It holds: the person, the deputy, the former deputy and the coordinators are told. Raises
    what `set_leave` does.
    """
    await set_leave(turn.tx, turn.me, person, days.first, days.last, deputy, rules(turn))
    await await_nothing(turn)
    former, person = person, await turn.tx.people.get(person.id)
    await turn.tx.facts.set(_over(person), None)
    began = days.first.isoformat() if days.first <= turn.today else None
    await turn.tx.facts.set(_begun(person), began)
    await turn.say(
        Html(f"{await _leave_line(turn, person, days)}\n{turn.texts('leave-how-to-end')}"),
        edit=True,
    )
    if turn.me.id != person.id:
        theirs = turn.to(person)
        line = await _leave_line(theirs, person, days)
        await theirs.say(theirs.texts("leave-told", line=line))
    await _tell_coordinators(turn, person, days)
    if deputy is not None:
        await _tell_deputy(turn.to(deputy), person, days)
    if former.deputy_id not in (None, person.deputy_id) and standing_leave(former, turn.today):
        await _tell_former(turn, former)


async def _tell_coordinators(turn: Turn, person: Person, days: LeaveSpan) -> None:
    """What somebody has entered themselves, with the way to their card."""
    if turn.me.id != person.id:
        return
    for coordinator in await turn.tx.people.all((Role.COORDINATOR,)):
        if coordinator.id != turn.me.id and coordinator.state is PersonState.ACTIVE:
            theirs = turn.to(coordinator)
            card = PersonButton(verb="open", person_id=person.id)
            await theirs.say(
                await _leave_line(theirs, person, days),
                [[button(clip(person.name, 40), card)]],
            )


async def _tell_deputy(voice: Voice, person: Person, days: LeaveSpan) -> None:
    """«С 1 по 14 декабря вы замещаете Ирину Ветрову: пункты 3, 7.»"""
    texts = voice.texts
    parts = [
        texts(
            "leave-items",
            count=len(numbers),
            numbers=listed(texts("list-and"), numbers),
            title=within_quotes(clip(roadmap.title, 80)),
        )
        for roadmap, numbers in await addresses_by_roadmap(voice, person)
        if roadmap.period.end >= voice.today
    ]
    items = Html("; ".join(parts)) if parts else texts("leave-no-items")
    shown = span(texts, days.first, days.last, voice.today)
    whom = in_place_of(texts, person.name)
    await voice.say(texts("leave-deputy-told", whom=whom, items=items, **shown))


async def _tell_former(turn: Turn, person: Person) -> None:
    former = await _person(turn, person.deputy_id)
    if former is not None:
        theirs = turn.to(former)
        whom = in_place_of(theirs.texts, person.name)
        await theirs.say(theirs.texts("leave-deputy-over", whom=whom))


async def end(query: CallbackQuery, callback_data: LeaveButton, turn: Turn) -> None:
    """Back before its end, or not gone at all."""
    await end_and_tell(turn, await _whose(turn, callback_data))


async def end_and_tell(turn: Turn, person: Person) -> None:
    """There is no leave any more: the person and the deputy are told. Raises what `end_leave`
    does.
    """
    await end_leave(turn.tx, turn.me, person, rules(turn))
    await await_nothing(turn)
    await turn.say(turn.texts("leave-ended", name=person.name), edit=True)
    if turn.me.id != person.id:
        theirs = turn.to(person)
        await theirs.say(theirs.texts("leave-ended-told"))
    await _tell_former(turn, person)


async def say_leave_news(tx: Tx, at: datetime, office: Office) -> None:
    """The morning's news (`at` in UTC): whose leave begins is told to the deputy, whose has ended
    to both; each once.
    """
    voice = Voice(tx, at, office)
    today = voice.today
    async for person in in_pieces(await tx.people.all(ANSWERING)):
        if person.leave_from is None or person.leave_to is None:
            continue
        if person.on_leave(today) and await _is_news(tx, _begun(person), person.leave_from):
            deputy = await _person(voice, person.deputy_id)
            if deputy is not None:
                days = LeaveSpan(person.leave_from, person.leave_to)
                await _tell_deputy(voice.to(deputy), person, days)
        elif person.leave_to < today <= person.leave_to + _NEWS and await _is_news(
            tx, _over(person), person.leave_to
        ):
            await _say_over(voice, person)


async def _is_news(tx: Tx, fact: str, day: date) -> bool:
    if await tx.facts.get(fact) == day.isoformat():
        return False
    await tx.facts.set(fact, day.isoformat())
    return True


async def _say_over(voice: Voice, person: Person) -> None:
    theirs = voice.to(person)
    await theirs.say(theirs.texts("leave-over"))
    deputy = await _person(voice, person.deputy_id)
    if deputy is not None:
        theirs = voice.to(deputy)
        whom = in_place_of(theirs.texts, person.name)
        await theirs.say(theirs.texts("leave-deputy-over", whom=whom))


def _begun(person: Person) -> str:
    return f"leave_begun:{person.id}"


def _over(person: Person) -> str:
    return f"leave_over:{person.id}"
