"""What the bot says unasked: the daily escalation, the observer's week, the collecting round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.looking.collecting import collect_once
from handlers.looking.deafness import without_the_unheard
from handlers.looking.discipline import discipline_button, discipline_line
from handlers.looking.summary import (
    SECTIONS,
    bodies_by_person,
    counts_line,
    section_block,
    silent_line,
)
from handlers.speaking.buttons import PersonButton, button
from handlers.speaking.texts import Html, clip
from handlers.speaking.voice import Voice
from roadmap.actions.looking import load_board
from roadmap.actions.namesakes import names_by_job
from roadmap.actions.planning import Rules, replan_roadmap
from roadmap.actions.sharing import settle
from roadmap.model import Person, PersonState, Roadmap, Role
from roadmap.model.address import label
from roadmap.model.messages import Button
from roadmap.model.policy import Office
from roadmap.ports import Tx
from roadmap.standing.board import Board
from roadmap.standing.collecting import start_of_round
from roadmap.standing.escalation import Escalation, Late, escalation
from roadmap.standing.silence import Silence, SilentPerson
from roadmap.standing.status import summary
from roadmap.yielding import in_pieces

#: Rows of each kind in one daily message: more would not be read on a phone.
ROWS = 12
#: Who has not opened the bot is named again after this: named daily, they would be overlooked.
_NAMED_AGAIN = timedelta(days=7)


async def every_day(tx: Tx, at: datetime, office: Office) -> None:
    """The day's work at the desk (`at` in UTC): coordinators learn who is late or silent, and a
    collecting round starts where its day has come.
    """
    for roadmap in await tx.roadmaps.all():
        today = office.policy.day_of(at)
        if not roadmap.period.start <= today <= roadmap.period.end:
            continue
        board = await load_board(tx, roadmap, office.policy.timezone)
        coordinators = await _reachable(tx, Role.COORDINATOR)
        found = escalation(board, today, office.policy, office.calendar)
        found = await _news(tx, roadmap, found, today) if coordinators else found
        heard, _ = await without_the_unheard(Voice(tx, at, office), board, list(found.silent))
        found = replace(found, silent=tuple(heard))
        stands = await bodies_by_person(tx, roadmap.id) if found else {}
        async for coordinator in in_pieces(coordinators if found else [], 1):
            voice = Voice(tx, at, office).to(coordinator)
            text, rows = _escalation(voice, board, found, stands), _new_links(voice, found)
            # Tomorrow has a message of its own, and it will be truer.
            await voice.say(text, rows, today_only=True, in_hours=True)
        half = roadmap.period.half_at(today)
        if today >= start_of_round(half, office.policy, office.calendar):
            await collect_once(tx, roadmap, half, at, office)


async def _news(tx: Tx, roadmap: Roadmap, found: Escalation, today: date) -> Escalation:
    """`found` without those who have not opened the bot and were named within the week."""
    shown: list[SilentPerson] = []
    for one in found.unreachable:
        fact = f"unopened_told:{roadmap.id}:{one.person.id}"
        told = await tx.facts.get(fact) if one.why is Silence.NEVER_OPENED else None
        if told is not None and today - date.fromisoformat(told) < _NAMED_AGAIN:
            continue
        shown.append(one)
        if one.why is Silence.NEVER_OPENED:
            await tx.facts.set(fact, today.isoformat())
    return replace(found, unreachable=tuple(shown))


def _new_links(voice: Voice, found: Escalation) -> list[list[Button]]:
    """A new invite for each who has not opened the bot: the first may have run out or got lost."""
    return [
        [
            button(
                voice.texts("button-new-link", name=Html(clip(one.person.name, 30))),
                PersonButton(verb="link", person_id=one.person.id),
            )
        ]
        for one in found.unreachable[:ROWS]
        if one.why is Silence.NEVER_OPENED
    ]


async def _reachable(tx: Tx, role: Role) -> list[Person]:
    return [person for person in await tx.people.all((role,)) if person.state is PersonState.ACTIVE]


def _escalation(
    voice: Voice, board: Board, found: Escalation, stands: Mapping[int, Sequence[str]]
) -> Html:
    texts, names = voice.texts, names_by_job(board.people.values(), brackets=True)
    blocks = [texts("escalation-title", day=voice.today, title=clip(board.roadmap.title, 100))]
    if found.late:
        blocks.append(texts("escalation-late", count=len(found.late)))
        blocks += [_late(voice, one, names) for one in found.late[:ROWS]]
    if len(found.late) > ROWS:
        blocks.append(texts("escalation-more", count=len(found.late) - ROWS))
    for key, people in (
        ("escalation-silent", [one for one in found.silent if not one.partly]),
        ("escalation-partly", [one for one in found.silent if one.partly]),
        ("escalation-unreachable", found.unreachable),
    ):
        if people:
            blocks.append(texts(key, count=len(people)))
            blocks += [
                silent_line(voice, one, names, stands.get(one.person.id, ()))
                for one in people[:ROWS]
            ]
        if len(people) > ROWS:
            blocks.append(texts("escalation-others", count=len(people) - ROWS))
    return Html("\n\n".join(blocks))


def _late(voice: Voice, one: Late, names: Mapping[int, str]) -> Html:
    return voice.texts(
        "escalation-line-answered" if one.answered else "escalation-line",
        address=label(one.view.item, one.view.point, dotted=one.view.dotted),
        text=clip(one.view.point.text, 80).rstrip(" .;:,"),
        days=one.days,
        names=", ".join(names[person.id] for person in one.people) or voice.texts("summary-nobody"),
    )


async def every_week(tx: Tx, at: datetime, office: Office) -> None:
    """The observers' weekly message: where each roadmap stands and how disciplined people were."""
    for roadmap in await tx.roadmaps.all():
        today = office.policy.day_of(at)
        if not roadmap.period.start <= today <= roadmap.period.end:
            continue
        board = await load_board(tx, roadmap, office.policy.timezone)
        found = summary(board, today)
        async for observer in in_pieces(await _reachable(tx, Role.OBSERVER), 1):
            voice = Voice(tx, at, office).to(observer)
            blocks = [
                voice.texts("summary-title", title=clip(roadmap.title, 200), day=today),
                counts_line(voice, found.total),
                *(
                    section_block(voice, title, counts)
                    for title, counts in found.sections[:SECTIONS]
                ),
                await discipline_line(voice, board),
            ]
            await voice.say(
                Html("\n\n".join(blocks)), [[discipline_button(voice, roadmap)]], in_hours=True
            )


async def plan_on(tx: Tx, at: datetime, office: Office) -> None:
    """Each night, plan more reminders of what is overdue: the plan holds only a few ahead. Days
    that wait only for people who have left are closed.
    """
    rules = Rules(office.policy, office.calendar, at)
    for roadmap in await tx.roadmaps.all():
        await settle(tx, await tx.roadmaps.items(roadmap.id), rules)
        await replan_roadmap(tx, roadmap.id, rules)
