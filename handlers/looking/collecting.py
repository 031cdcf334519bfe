"""The collecting round: asking for what is still missing in a half-year, at once or by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.speaking.asking import cancel_button
from handlers.speaking.buttons import ItemButton, ListButton, button
from handlers.speaking.current_roadmap import current_roadmap, roadmap_meant
from handlers.speaking.own_roadmaps import of_roadmap
from handlers.speaking.standing_in import for_whom
from handlers.speaking.texts import Html, below, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.archiving import require_active
from roadmap.actions.looking import load_board, subjects
from roadmap.actions.namesakes import names_by_job, told_apart
from roadmap.actions.reporting import items_told
from roadmap.model import Item, Person, PersonState, ReportingPeriod, Roadmap, Role
from roadmap.model.messages import About, Button, ButtonStyle, Urgency
from roadmap.model.policy import Office
from roadmap.ports import Tx
from roadmap.schedule.mornings import receiver
from roadmap.standing.collecting import Owed, Round, collecting_round
from roadmap.yielding import in_pieces

#: Items of one request: more would not be read on a phone.
ROWS = 12


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(collect, Command("collect"))
    router.callback_query.register(collect_now, ListButton.filter(F.name == "collect"))


async def collect_once(
    tx: Tx, roadmap: Roadmap, half: ReportingPeriod, at: datetime, office: Office
) -> int:
    """Start the half-year's round unless it was started before; how many people were asked."""
    fact = f"collected:{roadmap.id}:{half.number}"
    if await tx.facts.get(fact) is not None:
        return 0
    await tx.facts.set(fact, at.isoformat())
    return await _ask_everybody(tx, await _round(tx, roadmap, half, office), at, office)


async def _round(tx: Tx, roadmap: Roadmap, half: ReportingPeriod, office: Office) -> Round:
    board = await load_board(tx, roadmap, office.policy.timezone)
    return collecting_round(board, await items_told(tx, roadmap, half), half)


async def _ask_everybody(tx: Tx, found: Round, at: datetime, office: Office) -> int:
    """Ask each for what is missing, of those on leave their deputy; how many were asked."""
    asked = 0
    async for whom, owed in in_pieces(await _reached(tx, found, office.policy.day_of(at))):
        await _say_owed(Voice(tx, at, office).to(whom), owed, found.period)
        asked += 1
    return asked


async def _reached(tx: Tx, found: Round, today: date) -> list[tuple[Person, Owed]]:
    """Who is written to about what each owes: on leave the deputy; without those whom messages do
    not reach.
    """
    everyone = {one.id: one for one in await tx.people.all()}
    reached = []
    for owed in found.owed:
        whom = receiver(owed.person, today, everyone) if owed.person and owed.missing else None
        if whom is not None and whom.state is PersonState.ACTIVE and whom.telegram_id:
            reached.append((whom, owed))
    return reached


async def _say_owed(voice: Voice, owed: Owed, half: ReportingPeriod) -> None:
    """One message with a row for each item that has no entry yet, answered like any reminder."""
    items: Sequence[Item] = owed.missing[:ROWS]
    about = await subjects(voice.tx, items)
    lines = [
        voice.texts("collect-line", number=item.number, text=clip(about[item.id], 90))
        for item in items
    ]
    title = voice.texts(
        "collect-title", half=half.number, until=voice.texts.short_day(half.end, voice.today)
    )
    if owed.person is not None and owed.person.id != voice.whom.id:
        title = Html(f"<b>{for_whom(voice, [owed.person])}</b>\n{title}")
    title = below(title, await of_roadmap(voice, items[0]))
    buttons = [
        button(
            voice.texts("button-answer-of", number=item.number),
            ItemButton(verb="answer", item_id=item.id),
        )
        for item in items
    ]
    await voice.say(
        Html("\n\n".join([title, *lines])),
        [buttons[start : start + 2] for start in range(0, len(buttons), 2)],
        about=[About(item.id) for item in items],
        urgency=Urgency.REMINDER,
        in_hours=True,
    )


async def collect(message: Message, turn: Turn) -> None:
    """Who owes what in this half-year, and whether everybody is to be asked for it now."""
    turn.require(Role.COORDINATOR)
    roadmap = await current_roadmap(turn)
    question = await question_to_all(turn, roadmap)
    write = _write_button(turn, roadmap, question.asked)
    rows = [[write, cancel_button(turn)]] if question.reaches else []
    await turn.say(Html("\n".join(question.lines)), rows)


@dataclass(frozen=True, slots=True)
class Question:
    """Whether everybody is to be asked for what is missing, in lines; `reaches`: a message would
    reach somebody. `asked`: when that was done last, in seconds since 1970, 0: never.
    """

    lines: Sequence[Html]
    reaches: bool
    asked: int


async def question_to_all(turn: Turn, roadmap: Roadmap) -> Question:
    """Who owes what in this half-year, how many would be asked, and whom no message reaches."""
    half = roadmap.period.half_at(turn.today)
    found = await _round(turn.tx, roadmap, half, turn.office)
    reached = await _reached(turn.tx, found, turn.today)
    lines, last = [_state(turn, found)], await _last_asked(turn, roadmap, half)
    if reached:
        if last is not None:
            lines.append(turn.texts("collect-before", when=_moment(turn, last)))
        lines.append(
            turn.texts(
                "collect-ask",
                people=len({whom.id for whom, _ in reached}),
                items=len({item.id for _, owed in reached for item in owed.missing}),
            )
        )
        lines += _in_place_of(turn, reached)
    told = {owed.person.id for _, owed in reached if owed.person is not None}
    deaf = [
        one.person
        for one in found.owed
        if one.person is not None and one.missing and one.person.id not in told
    ]
    if deaf:
        names = clip(", ".join(told_apart(deaf)), 300)
        lines.append(turn.texts("collect-deaf", count=len(deaf), names=names))
    return Question(lines, bool(reached), _seconds(last))


def _in_place_of(turn: Turn, reached: Sequence[tuple[Person, Owed]]) -> list[Html]:
    """Who is on leave, and which deputy is asked instead."""
    named = [one for whom, owed in reached for one in (whom, owed.person) if one is not None]
    shown = names_by_job(named, brackets=True)
    pairs = [
        f"{shown[owed.person.id]} → {shown[whom.id]}"
        for whom, owed in reached
        if owed.person is not None and owed.person.id != whom.id
    ]
    return [turn.texts("collect-deputies", names=clip(", ".join(pairs), 500))] if pairs else []


async def collect_now(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """«Написать»: everybody is asked for what is missing at the moment of the tap; where they were
    asked since the button was shown, whether once more.
    """
    roadmap = await roadmap_meant(turn, callback_data.arg)
    said, now = await ask_all(turn, roadmap, callback_data.page)
    rows = [] if now is None else [[_write_button(turn, roadmap, now), cancel_button(turn)]]
    await turn.say(said, rows, edit=True)


async def ask_all(turn: Turn, roadmap: Roadmap, seen: int) -> tuple[Html, int | None]:
    """Ask everybody for what is missing now, and say how many; where they were asked since that was
    `seen` (seconds since 1970), nobody is: the question whether once more, and when it was.
    """
    turn.require(Role.COORDINATOR)
    await require_active(turn.tx, roadmap.id)
    half = roadmap.period.half_at(turn.today)
    last = await _last_asked(turn, roadmap, half)
    if last is not None and _seconds(last) != seen:
        return turn.texts("collect-again", when=_moment(turn, last)), _seconds(last)
    found = await _round(turn.tx, roadmap, half, turn.office)
    await turn.tx.facts.set(f"collected:{roadmap.id}:{half.number}", turn.at.isoformat())
    asked = await _ask_everybody(turn.tx, found, turn.at, turn.office)
    said = turn.texts("collect-asked", asked=asked)
    return Html(f"{_state(turn, found)}\n{said}"), None


async def _last_asked(voice: Voice, roadmap: Roadmap, half: ReportingPeriod) -> datetime | None:
    """When everybody was last asked for what is missing in the half-year."""
    fact = await voice.tx.facts.get(f"collected:{roadmap.id}:{half.number}")
    return None if fact is None else datetime.fromisoformat(fact)


def _seconds(at: datetime | None) -> int:
    return 0 if at is None else int(at.timestamp())


def _moment(voice: Voice, at: datetime) -> str:
    there = at.astimezone(voice.office.policy.timezone)
    day = voice.texts.short_day(there.date(), voice.today)
    return voice.texts("moment", day=day, time=f"{there:%H:%M}")


def _write_button(voice: Voice, roadmap: Roadmap, seen: int) -> Button:
    """«Написать», which knows when everybody was last asked before it was shown."""
    data = ListButton(name="collect", page=seen, arg=roadmap.id)
    return button(voice.texts("button-write"), data, ButtonStyle.PRIMARY)


def _state(voice: Voice, found: Round) -> Html:
    words = voice.texts(
        "collect-state",
        answered=found.answered,
        total=found.total,
        unassigned=sum(len(one.missing) for one in found.owed if one.person is None),
    )
    missing = told_apart(one.person for one in found.owed if one.person and one.missing)
    if not missing:
        return words
    return Html(f"{words} {voice.texts('still-awaited', names=clip(', '.join(missing), 500))}")
