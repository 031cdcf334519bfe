"""Where words without a number belong: what was replied to, touched, or waits alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.answering.choices import is_spelt, likeliest, speaks_elsewhere, told_of
from handlers.looking.items import targets_named
from handlers.speaking.current_roadmap import views_of_item
from handlers.speaking.own_roadmaps import own_items, own_roadmaps
from handlers.speaking.touched import How, Touched, touched_in
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer
from roadmap.actions.archiving import is_archived
from roadmap.answers.clauses import Clauses, in_clauses
from roadmap.answers.likeness import scores
from roadmap.answers.lines import (
    counted,
    counts_from_one,
    numbers_in,
    own_number,
)
from roadmap.answers.mentions import excepted
from roadmap.answers.places import read_alone
from roadmap.errors import NotFound
from roadmap.model import DueState, Item, Point, PointKind, ReminderState, Role
from roadmap.model.address import clean
from roadmap.model.messages import About, MessageState
from roadmap.ports import DueView


@dataclass(frozen=True, slots=True)
class Context:
    """Where words without a number belong: a place (`point_id` 0: the item as a whole).

    `firm`: it was replied to or asked for, so that only a number that is surely one goes before it.
    `guessed`: it is the one reminder that waits, which is said. `answered`: the person has just
    answered there, so that «и ещё …» goes on; a list that counts from one is not of it.
    """

    item_id: int
    point_id: int
    firm: bool
    guessed: bool = False
    answered: bool = False


async def context_of(turn: Turn, about: Sequence[About], text: str) -> Context | None:
    """What was replied to, touched, or waits alone; None where that is nothing or several."""
    if about:
        places = {(one.item_id, one.point_id) for one in about}
        if len(places) == 1:
            item_id, point_id = places.pop()
            return Context(item_id, point_id or 0, firm=True)
        return await _whole_item(turn, about, text)
    touched = await touched_in(turn)
    waiting = await turn.tx.reminders.waiting_of(turn.me.id)
    if touched is not None and touched.item_id and touched.how is not How.MOVING:
        opened = touched.how is How.OPENED and turn.me.role is not Role.OFFICIAL
        newer = await turn.tx.reminders.sent_of([view.due.id for view in waiting])
        newest = max(newer, default=None)
        late = newest is not None and int(newest.timestamp()) // 60 > touched.minute
        if not opened and not late and not await _is_withdrawn(turn, touched):
            return Context(
                touched.item_id,
                touched.point_id,
                firm=touched.how is How.DONE,
                answered=touched.how is How.PLACED,
            )
    if len(waiting) == 1 and turn.me.role is Role.OFFICIAL:
        return Context(waiting[0].item.id, waiting[0].point.id, firm=False, guessed=True)
    return None


async def is_far(turn: Turn, context: Context) -> bool:
    """Whether the person has only answered there, and was reminded of other things: «не успеваю»
    without a word of what is about those.
    """
    if not context.answered:
        return False
    reminded = await turn.tx.roadmaps.views(await last_reminded(turn))
    reminded += await turn.tx.reminders.waiting_of(turn.me.id)
    still = [one for one in reminded if one.due.state in (DueState.OPEN, DueState.QUIET)]
    if still:
        return not any(_is_there(context, one) for one in still)
    item = await turn.tx.roadmaps.item(context.item_id)
    days = [
        one.due.day
        for one in await views_of_item(turn, item)
        if _is_there(context, one) and one.due.state is DueState.OPEN and one.due.day is not None
    ]
    return bool(days) and min(days) - turn.written_on > _FAR


#: Over the holidays of January, too.
_REMEMBERED = timedelta(days=14)
#: Nobody says of what is due later than this, without naming it, that there is no time left.
_FAR = timedelta(days=45)


def _is_there(context: Context, view: DueView) -> bool:
    return view.item.id == context.item_id and context.point_id in (0, view.point.id)


async def last_reminded(turn: Turn) -> list[int]:
    """The ids of the due days that the person's last reminder named, in its order; none where it
    came too long ago to be remembered as a list.
    """
    sent = await turn.tx.reminders.of_person(turn.me.id, [ReminderState.QUEUED])
    for message_id in dict.fromkeys(
        one.message_id for one in reversed(sent) if one.message_id is not None
    ):
        message = await turn.tx.messages.get(message_id)
        if message.sent_at is None or message.state is not MessageState.SENT:
            continue
        if turn.moment - message.sent_at < _REMEMBERED:
            return [one.due_id for one in message.about if one.due_id is not None]
        break
    return []


async def _is_withdrawn(turn: Turn, touched: Touched) -> bool:
    """Whether the answer that was touched has been taken back since, at the desk."""
    if touched.how is not How.PLACED or not touched.subject_id:
        return False
    try:
        entry = await turn.tx.answers.get(touched.subject_id)
    except NotFound:
        return True
    return entry.withdrawn_at is not None


async def _whole_item(turn: Turn, about: Sequence[About], text: str) -> Context | None:
    """A reply to several points of one item that begins with its number, «7 писем вернулось», is
    about the item, whether the number names or counts; so is a list that counts from one.
    """
    item_ids = {one.item_id for one in about}
    number, is_list = counted(text), counts_from_one(text, replied=True)
    if len(item_ids) != 1 or (number is None and not is_list):
        return None
    item = await turn.tx.roadmaps.item(item_ids.pop())
    whole = is_list or (number is not None and item.number == number[0])
    return Context(item.id, 0, firm=True) if whole else None


async def but_excepted(turn: Turn, answer: Answer, shown: Sequence[About]) -> Sequence[About]:
    """What was shown without what «все, кроме 9.1» leaves out."""
    items = await items_named(turn, answer.text, shown)
    out = excepted(clean(answer.text), [item.number for item in items])
    targets = [target for one in out for target in await targets_named(turn, one, items)]
    return [
        one
        for one in shown
        if not any(one.item_id == i.id and (p is None or one.point_id == p.id) for i, p in targets)
    ]


async def own_measure(
    turn: Turn, answer: Answer, about: Sequence[About]
) -> tuple[Point, str] | None:
    """«3. изменения внесены» where item 7 with the measure «3.» was replied to or touched is about
    that measure, as its document numbers it, unless the words are of item 3; with the words behind
    the number.
    """
    numbered = own_number(answer.text)
    if numbered is None or counts_from_one(answer.text):
        return None
    number, words = numbered
    item_ids = {one.item_id for one in about}
    if not item_ids and (context := await context_of(turn, about, answer.text)) is not None:
        item_ids = {context.item_id}
    if len(item_ids) != 1:
        return None
    item = await turn.tx.roadmaps.item(item_ids.pop())
    points = await turn.tx.roadmaps.points([item.id])
    measures = [one for one in points if one.kind is PointKind.MEASURE]
    own = [one for one in measures if one.number == number]
    if len(own) != 1 or len(measures) < 2 or item.number == number:
        return None
    here = [told_of(item, own[0])]
    for other in await turn.tx.roadmaps.items_by_number(item.roadmap_id, [number, f"{number}."]):
        theirs = await turn.tx.roadmaps.points([other.id])
        there = [told_of(other, one) for one in theirs]
        of_own, *of_others = scores(words, [*here, *there])
        if max(of_others, default=0.0) > of_own:
            return None
    return own[0], words


async def is_of_another(turn: Turn, answer: Answer, context: Context) -> bool:
    """Whether the words are plainly of another place of the person's than the one that is only
    touched or waits.
    """
    if context.firm or not answer.text.strip() or counts_from_one(answer.text):
        return False
    items = await items_named(turn, answer.text, ())
    if excepted(clean(answer.text), [item.number for item in items]):
        return True  # «все, кроме 9.1» is of several, and never of what it leaves out
    choices = await likeliest(turn, answer.text)
    # «12,1 площадки готовы на 80%»: a fraction governs the noun as well, so that it is asked about.
    spelt = [one for one in choices if is_spelt(answer.text, one.view)]
    here = (context.item_id, context.point_id)
    if spelt and not any(one.where == here for one in spelt):
        return True
    return speaks_elsewhere(answer.text, choices, context.item_id, context.point_id)


_ASTRAY = re.compile(
    r"\bне\s+(?:туда|сюда|то|тот|та)\b|\b(?:не|вместо)\s+(?:(?:к|в|по|на|для|про|об?)\s+)?(?:п\S*\s*)?\d"
    r"|^\W*(?:я|это\s+я|про|сообщение|предыдущ\w+|прошл\w+|последн\w+)\s"
    r"|^\W*(?:нет\W+|а\W+)?это\s+(?:(?:к|ко|по|в|для|на|про|об?|насч[её]т)\s|п(?:ункт|\.)|[а-яё]+(?:ый|ой|ий|ому|ему)\s+пункт)"
    r"|\bошиб|\bперепут|\bпромахн|^\W*(?:ой|упс|вернее|точнее|это\s+(?:было|надо|нужно))\b|\bв\s+виду\b|\bхотела?\b",
    re.IGNORECASE,
)


def is_moving(touched: Touched, text: str, numbers: Collection[str]) -> bool:
    """Whether the answer that was touched is to go elsewhere: after «Не сюда», or by «ой не туда,
    это 10», which tells nothing else, right after it. `numbers` are those of items.
    """
    if touched.how is How.MOVING:
        return True
    astray = touched.how is How.PLACED and touched.subject_id and _ASTRAY.search(text)
    return bool(astray) and read_alone(text, numbers) is not None


async def items_named(turn: Turn, text: str, about: Sequence[About]) -> list[Item]:
    """The items that the words may name, of the roadmaps that the replied message speaks of, else
    of those in which the person answers. Two have one number only where both may be meant. Of one
    in the archive a number means what was replied to, or what the others do not have.
    """
    numbers = numbers_in(text)
    if not numbers:
        return []
    shown = await _shown(turn, about)
    active = [item for item in shown if not await is_archived(turn.tx, item)]
    meant = active or (shown if any(item.number in numbers for item in shown) else [])
    if meant:
        return await _numbered(turn, [item.roadmap_id for item in meant], numbers, text, about)
    try:
        own = [one.id for one in await own_roadmaps(turn)]
    except NotFound:
        own = []
    found = await _numbered(turn, own, numbers, text, about)
    if shown and not found:
        return await _numbered(turn, [shown[0].roadmap_id], numbers, text, about)
    return found


async def in_clauses_of(
    turn: Turn, text: str, items: Sequence[Item], about: Sequence[About]
) -> Clauses:
    """`text`, which may name `items`, with each clause of an item on its own line. Of those that
    were replied to (`about`), else reminded of, an answer is expected.
    """
    numbers = [item.number for item in items]
    if len(numbers) < 2:  # no clause of another item
        return in_clauses(text, numbers)
    expected = {one.item_id for one in about}
    if not about:
        reminded = await turn.tx.roadmaps.views(await last_reminded(turn))
        waiting = await turn.tx.reminders.waiting_of(turn.me.id)
        expected = {view.item.id for view in (*reminded, *waiting)}
    awaited = {item.number.rstrip(".") for item in items if item.id in expected}
    return in_clauses(text, numbers, awaited)


async def items_of_all(turn: Turn, text: str, here: Item) -> list[Item]:
    """The items that the words of an answer which stands at `here` may name: those of its roadmap
    that the person answers for, else those of their other roadmaps, else any of its roadmap.
    """
    near = await turn.tx.roadmaps.items_by_number(here.roadmap_id, numbers_in(text))
    elsewhere = await items_named(turn, text, ())
    own = await own_items(turn) if turn.me.role is Role.OFFICIAL else {one.id for one in near}
    found = {one.number.rstrip("."): one for one in (*near, *elsewhere) if one.id not in own}
    found |= {one.number.rstrip("."): one for one in elsewhere if one.id in own}
    found |= {one.number.rstrip("."): one for one in near if one.id in own}
    return list(found.values())


async def _shown(turn: Turn, about: Sequence[About]) -> list[Item]:
    """The items of which a message of ours speaks; the first one alone where there is one roadmap,
    so that the others tell nothing more of where a number belongs.
    """
    found: list[Item] = []
    for item_id in dict.fromkeys(one.item_id for one in about):
        alone = len(found) == 1 and len(await turn.tx.roadmaps.all()) < 2
        if alone and not await is_archived(turn.tx, found[0]):
            break
        found.append(await turn.tx.roadmaps.item(item_id))
    return found


async def _numbered(
    turn: Turn,
    roadmap_ids: Sequence[int],
    numbers: Sequence[str],
    text: str,
    about: Sequence[About],
) -> list[Item]:
    unique = list(dict.fromkeys(roadmap_ids))
    found: dict[str, list[Item]] = {}
    for roadmap_id in unique:
        for item in await turn.tx.roadmaps.items_by_number(roadmap_id, numbers):
            found.setdefault(item.number.rstrip("."), []).append(item)
    if len(unique) < 2:
        return [item for same in found.values() for item in same]
    return await _likelier(turn, list(found.values()), text, about)


async def _likelier(
    turn: Turn, numbered: Sequence[Sequence[Item]], text: str, about: Sequence[About]
) -> list[Item]:
    """Of items of several roadmaps that have one number those that may be meant: what the replied
    message shows, else what was just touched (after «Не сюда», by button or in `text`: the others),
    else what the person answers for, else the first.
    """
    own = await own_items(turn) if turn.me.role is Role.OFFICIAL else set()
    shown = {one.item_id for one in about}
    touched = None if about else await touched_in(turn)
    near = touched.item_id if touched is not None else 0
    numbers = [items[0].number for items in numbered]
    moving = touched is not None and is_moving(touched, text, numbers)
    found: list[Item] = []
    for items in numbered:
        theirs = [one for one in items if one.id in own]
        if moving:
            choices = [[one for one in theirs if one.id != near]]
        else:
            choices = [[one for one in items if one.id in shown or one.id == near]]
        found += next(filter(None, (*choices, theirs)), items[:1])
    return found
