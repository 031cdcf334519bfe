"""A change of who answers: said before it holds, carried out once confirmed, told to everybody whom
it concerns.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.speaking.answerers import (
    Names,
    answerers,
    assignments_in,
    known_names,
    listed,
    written,
)
from handlers.speaking.asking import cancel_button
from handlers.speaking.awaited import AssignmentToConfirm, await_next, await_nothing, awaited_for
from handlers.speaking.buttons import HoldButton, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.own_roadmaps import roadmap_names
from handlers.speaking.texts import Html, below, clip, in_ranges
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import Answering, Change, carry_out, change_by
from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model import (
    Assignment,
    BodyAssignment,
    Capacity,
    Person,
    PersonState,
    Point,
    Role,
)
from roadmap.model.address import label
from roadmap.model.messages import ButtonStyle, Urgency
from roadmap.standing import board
from roadmap.yielding import in_pieces

#: Lines of one change: more are not read on a phone.
LINES = 10
#: Where more people are told at once, their messages wait behind everybody's answers.
_MANY = 10


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(hold, HoldButton.filter())


async def propose(
    voice: Voice,
    change: Change,
    *,
    at_once: bool | None = None,
    edit: bool = False,
    quiet: bool = False,
) -> None:
    """Say what would change (`quiet`: unless it is nothing), and ask; what takes nothing from
    anybody holds at once where it concerns one person, or where a whole list was sent (`at_once`;
    False: ask in any case).
    """
    require_coordinator(voice.whom)
    if not change:
        await await_nothing(voice)
        if not quiet:
            await voice.say(voice.texts("assign-no-change"), edit=edit)
    elif at_once is not False and not change.takes_away and (at_once or holds_at_once(change)):
        await await_nothing(voice)
        await carry_out_and_tell(voice, change, edit=edit)
    else:
        names = await known_names(voice.tx)
        words = [voice.texts("assign-sure"), *await change_lines(voice, change, names)]
        await await_next(voice, _to_confirm(change))
        yes = voice.texts("button-hold" if change.come else "button-hold-taking")
        confirm = button(yes, HoldButton(change=change.fingerprint), ButtonStyle.SUCCESS)
        await voice.say(Html("\n".join(words)), [[confirm, cancel_button(voice)]], edit=edit)


def holds_at_once(change: Change) -> bool:
    """One person who gains something is not asked about: the answer says the same as the question
    would, and one command takes it back.
    """
    return not change.takes_away and change.concerns == 1


async def hold(query: CallbackQuery, callback_data: HoldButton, turn: Turn) -> None:
    """«Назначить»: the change holds as it was said; where others have changed the same meanwhile,
    it is said anew.
    """
    turn.require(Role.COORDINATOR)
    awaited = await awaited_for(turn, AssignmentToConfirm)
    change = await change_by(turn.tx, assignments_in(awaited.gone), assignments_in(awaited.come))
    if change.fingerprint == callback_data.change:
        await await_nothing(turn)
        await carry_out_and_tell(turn, change, edit=True)
        return
    if callback_data.change != awaited.said:
        raise UserError("error-stale-button")  # of a question before the last one
    turn.toast(turn.texts("assign-changed-meanwhile"), alert=True)
    await propose(turn, change, at_once=False, edit=True)


def _to_confirm(change: Change) -> AssignmentToConfirm:
    return AssignmentToConfirm(change.fingerprint, written(change.gone), written(change.come))


async def change_lines(voice: Voice, change: Change, names: Names) -> list[Html]:
    """«8: Ветрова → Иванова, Петров»: a line for all targets of which the same is to be said."""
    told: dict[object, list[board.Target]] = {}
    for key, before in change.before.items():
        after = change.after[key]
        if before != after:
            told.setdefault((_whos(before), _whos(after)), []).append(key)
    shown = list(told.values())[:LINES]
    rest = sum(len(keys) for keys in list(told.values())[LINES:])
    points = await _points(voice, [key for keys in shown for key in keys])
    lines = []
    for keys in shown:
        words = voice.texts(
            "assign-change",
            numbers=await _numbers(voice, change, keys, points),
            before=answerers(voice.texts, names, change.before[keys[0]]),
            after=answerers(voice.texts, names, change.after[keys[0]]),
        )
        lines.append(words)
    return [*lines, voice.texts("assign-more", count=rest)] if rest else lines


def _whos(answering: Sequence[Answering]) -> tuple[tuple[int, int, Capacity], ...]:
    return tuple(
        (0, one.body_id, one.capacity)
        if isinstance(one, BodyAssignment)
        else (1, one.person_id, one.capacity)
        for one in answering
    )


async def _points(voice: Voice, keys: Sequence[board.Target]) -> dict[int, Point]:
    within = [item_id for item_id, point_id in keys if point_id is not None]
    return {point.id: point for point in await voice.tx.roadmaps.points(within)} if within else {}


async def _numbers(
    voice: Voice, change: Change, keys: Sequence[board.Target], points: dict[int, Point]
) -> str:
    dotted = await voice.tx.roadmaps.dotted(change.items[keys[0][0]].roadmap_id)
    labels = [
        label(change.items[item_id], points.get(point_id or 0), dotted=dotted)
        for item_id, point_id in keys
    ]
    return clip(in_ranges(labels), 200)


async def carry_out_and_tell(voice: Voice, change: Change, *, edit: bool = False) -> None:
    """The change holds; the coordinator and everybody whom it concerns are told."""
    names = await known_names(voice.tx)
    before = await voice.tx.people.assignments_of_items(list(change.items))
    await carry_out(voice.tx, voice.whom, change, rules(voice))
    after = await voice.tx.people.assignments_of_items(list(change.items))
    await voice.say(await _done(voice, change, names), edit=edit)
    await _tell(voice, change, names, before, after)


def _joined(person: Person) -> str:
    """«yes», «no», or «by-link» of who has no messenger and comes to the desk by a link."""
    if person.telegram_id is not None:
        return "yes"
    return "by-link" if person.state is PersonState.BY_LINK else "no"


async def _done(voice: Voice, change: Change, names: Names) -> Html:
    """What holds now: for one person the items that are theirs, for several what has changed."""
    texts, come = voice.texts, change.come
    people = {one.person_id for one in come if isinstance(one, Assignment)}
    if len(people) == 1 and len(people) == len({(type(one), names.of(one)) for one in come}):
        person = names.people[people.pop()]
        points = await _points(voice, [(one.item_id, one.point_id) for one in come])
        numbers = await _numbers(
            voice, change, [(one.item_id, one.point_id) for one in come], points
        )
        co = all(one.capacity is Capacity.CO_EXECUTOR for one in come)
        name = names.shown[person.id]
        former = sorted({names.of(one) for one in change.gone} - {name, ""})
        words = texts(
            "assigned-co" if co else "assigned",
            name=name,
            numbers=numbers,
            count=len(come),
            joined=_joined(person),
            # A name that is not theirs alone makes nobody's link.
            link=f"/invite {name}" if name == person.name else "/people",
        )
        if not former:
            return words
        return Html(f"{words}\n{texts('assigned-formerly', names=listed(texts, former))}")
    lines = [texts("assigned-several"), *await change_lines(voice, change, names)]
    for key, state in (("assigned-unopened", "no"), ("assigned-by-link", "by-link")):
        those = [names.shown[one] for one in people if _joined(names.people[one]) == state]
        if those:
            lines.append(texts(key, names=listed(texts, sorted(those))))
    return Html("\n".join(lines))


async def _tell(
    voice: Voice,
    change: Change,
    names: Names,
    before: Sequence[Assignment],
    after: Sequence[Assignment],
) -> None:
    """Each who has joined and answers for something from now on, or for something no more; who
    stands for a body, too.
    """
    had, has = _by_person(before), _by_person(after)
    told = [
        person
        for person_id in dict.fromkeys([*had, *has])
        if (person := names.people.get(person_id)) is not None
        and person.telegram_id is not None
        and person.id != voice.whom.id
        and had.get(person_id) != has.get(person_id)
    ]
    urgency = Urgency.BULK if len(told) > _MANY else Urgency.AT_ONCE
    keys = [key for found in (had, has) for own in found.values() for key in own]
    points = await _points(voice, keys)
    order = {item_id: place for place, item_id in enumerate(change.items)}
    roadmap_id = next((item.roadmap_id for item in change.items.values()), 0)
    roadmap = await voice.tx.roadmaps.get(roadmap_id) if told else None

    async def numbers_of(targets: Sequence[board.Target]) -> str:
        targets = sorted(targets, key=lambda key: (order[key[0]], key[1] or 0))
        return await _numbers(voice, change, targets, points)

    async for person in in_pieces(told):
        theirs, own, former = voice.to(person), has.get(person.id, {}), had.get(person.id, {})
        several = await roadmap_names(theirs, [roadmap] if roadmap else [])
        where = theirs.texts("of-roadmap", name=several[roadmap_id]) if several else ""
        for capacity in Capacity:
            gained = [
                key for key in own if own[key] is capacity and former.get(key) is not capacity
            ]
            if gained:
                numbers = await numbers_of(gained)
                words = (
                    "assigned-to-you" if capacity is Capacity.RESPONSIBLE else "co-assigned-to-you"
                )
                gains = theirs.texts(words, numbers=numbers, count=len(gained))
                await theirs.say(below(gains, where), urgency=urgency)
        lost = [key for key in former if key not in own]
        if lost:
            numbers = await numbers_of(lost)
            now = dict.fromkeys(
                names.of(one) for key in lost for one in change.after.get(key, ()) if names.of(one)
            )
            words = theirs.texts(
                "taken-from-you",
                numbers=numbers,
                count=len(lost),
                name=listed(theirs.texts, list(now)),
                people=len(now),
            )
            await theirs.say(below(words, where), urgency=urgency)


def _by_person(assignments: Sequence[Assignment]) -> dict[int, dict[board.Target, Capacity]]:
    found: dict[int, dict[board.Target, Capacity]] = {}
    for one in assignments:
        own = found.setdefault(one.person_id, {})
        key = one.item_id, one.point_id
        if own.get(key) is not Capacity.RESPONSIBLE:
            own[key] = one.capacity
    return found
