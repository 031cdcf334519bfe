"""An official answers: a reply, a line that begins with a number, or any other words, photos, files
and voice.

Nothing that a person wrote is dropped: what finds no item is kept and asked about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.enums import ContentType
from aiogram.types import Message

from handlers.answering.album import joins_album, revise_album
from handlers.answering.choices import likeliest, speaks_elsewhere, told_of
from handlers.answering.confirming import Recorded, confirm, confirm_all, fetch_attachments
from handlers.answering.edited_files import follow_files
from handlers.answering.edited_kept import kept_from, with_new_files
from handlers.answering.incoming import answer_in
from handlers.answering.large_files import tell_of_large
from handlers.answering.number_alone import take_number_alone
from handlers.answering.parts import entries_from
from handlers.answering.placing import ask_where, take_place
from handlers.answering.putting_off import begins_postponement
from handlers.looking.items import find_target
from handlers.speaking.awaited import (
    AnswerToItem,
    PlaceSearch,
    PostponementReason,
    PostponementRequest,
    PostponementWords,
    awaited_in,
)
from handlers.speaking.buttons import PlaceButton
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import current_roadmap, point_or_none
from handlers.speaking.touched import How, touch, touched_in
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, move, record, revise
from roadmap.actions.living import refresh_answer
from roadmap.answers.chatter import courtesy, names_a_place, says_done_by_sign
from roadmap.answers.heard import with_confirmed
from roadmap.answers.likeness import Told, scores, stems, telling
from roadmap.answers.lines import (
    AddressedText,
    counted,
    counts_from_one,
    names_a_measure,
    numbers_in,
    own_number,
    read_alone,
    read_answer,
)
from roadmap.answers.mentions import excepted
from roadmap.answers.numerals import Agreement, agreement
from roadmap.answers.parts import message_of, part_of
from roadmap.answers.putting_off import asks_to_put_off
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.model import Item, Point, PointKind, ProgressEntry, Role, Source
from roadmap.model.address import clean, locate
from roadmap.model.messages import About, Outgoing
from roadmap.ports import Unplaced

#: What Telegram itself puts into a chat: nobody waits for an answer to it. To everything else
#: without words, and to what only a later Telegram knows, the person is told what can be kept.
_TELEGRAMS_OWN = frozenset(
    kind
    for kind in ContentType
    if kind.name.startswith(
        ("NEW_CHAT", "LEFT_CHAT", "DELETE_CHAT", "GROUP_CHAT", "SUPERGROUP", "CHANNEL", "CHAT_",
         "MIGRATE", "PINNED", "MESSAGE_AUTO", "FORUM", "GENERAL_FORUM", "VIDEO_CHAT", "BOOST",
         "GIVEAWAY_", "WRITE_ACCESS", "CONNECTED_WEBSITE", "PROXIMITY", "USERS_", "USER_",
         "WEB_APP", "PASSPORT", "SUCCESSFUL", "REFUNDED", "DIRECT_MESSAGE", "PAID_MESSAGE")
    )
)  # fmt: skip


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.edited_message.register(edited)


#: Of a place that is named in reply to a question; what is longer is an answer.
_WORDS_OF_PLACE = 6


async def shown_message(message: Message, turn: Turn) -> Outgoing | None:
    """The message of ours that this one replies to."""
    replied = message.reply_to_message
    return await turn.tx.messages.shown(turn.chat_id, replied.message_id) if replied else None


@dataclass(frozen=True, slots=True)
class _Context:
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


async def receive_answer(message: Message, turn: Turn) -> None:
    """Find the item that a message speaks of, attach it, and say so. In groups only what replies to
    us is for us.
    """
    answer, shown = answer_in(message), await shown_message(message, turn)
    if turn.in_group and shown is None and message.media_group_id is None:
        return
    if not _says_something(answer):
        if not turn.in_group and message.content_type not in _TELEGRAMS_OWN:
            await turn.say(turn.texts("answer-unusable"), reply_to=message.message_id)
        return
    await tell_of_large(turn, answer)
    if await joins_album(message, turn, answer) or await _seen_before(turn, answer):
        return
    if turn.in_group and shown is None:
        return
    if turn.me.role is Role.OBSERVER:
        raise UserError("error-observer-reads")
    if await _is_courtesy(turn, answer, shown):
        return
    if shown is not None and (search := _asked_in(shown)) is not None:
        if await _answers_the_question(turn, answer, search):
            return
        shown = None
    about = shown.about if shown else ()
    await find_place(turn, answer, about)


async def _asks_for_time(turn: Turn, answer: Answer, about: Sequence[About]) -> bool:
    """«Не успеваю», «дайте ещё 5 дней» begin a postponement; `about`: what was replied to, else
    what was just touched tells what is meant.
    """
    if turn.in_group and not about:
        return False
    items, replied = await _items(turn, answer, about), bool(about)
    numbers = [item.number for item in items]
    if not about and asks_to_put_off(answer.text, numbers, turn.written_on) is not None:
        context = await _context(turn, about, answer.text)
        if context is not None:
            about = (About(context.item_id, context.point_id or None),)
    return await begins_postponement(turn, answer, items, about, replied=replied)


def _says_something(answer: Answer) -> bool:
    return bool(answer.attachments or clean(answer.text).strip())


async def _is_courtesy(turn: Turn, answer: Answer, shown: Outgoing | None) -> bool:
    """Whether it was thanks or a greeting, which then has been answered; a «+» in reply to
    something tells that it is done.
    """
    kind = None if answer.attachments else courtesy(answer.text)
    if kind is None or (shown is not None and says_done_by_sign(answer.text)):
        return False
    if not turn.in_group:
        await turn.say(turn.texts(f"courtesy-{kind.value}"), reply_to=answer.source.message_id)
    return True


async def _seen_before(turn: Turn, answer: Answer) -> bool:
    """The same update a second time changes nothing."""
    return (
        await turn.tx.answers.by_source(answer.source.chat_id, answer.source.message_id) is not None
    )


def _asked_in(shown: Outgoing) -> PlaceSearch | None:
    """The kept answer, or the entry, whose place a message of ours asks for."""
    for row in shown.buttons:
        for one in row:
            if one.data.startswith(
                (f"{PlaceButton.__prefix__}:u:", f"{PlaceButton.__prefix__}:e:")
            ):
                data = PlaceButton.unpack(one.data)
                return PlaceSearch(data.subject_id, moves=data.kind == "e")
    return None


async def _answers_the_question(turn: Turn, answer: Answer, search: PlaceSearch) -> bool:
    """A reply to «К какому пункту?» in words or by number; False for anything longer."""
    if answer.attachments or len(answer.text.split()) > _WORDS_OF_PLACE:
        return False
    await take_place(turn, names_a_place(answer.text) or answer.text, search)
    return True


async def _context(turn: Turn, about: Sequence[About], text: str) -> _Context | None:
    """What was replied to, touched, or waits alone; None where that is nothing or several."""
    if about:
        places = {(one.item_id, one.point_id) for one in about}
        if len(places) == 1:
            item_id, point_id = places.pop()
            return _Context(item_id, point_id or 0, firm=True)
        return await _whole_item(turn, about, text)
    touched = await touched_in(turn)
    waiting = await turn.tx.reminders.waiting_of(turn.me.id)
    if touched is not None and touched.item_id and touched.how is not How.MOVING:
        opened = touched.how is How.OPENED and turn.me.role is not Role.OFFICIAL
        newer = await turn.tx.reminders.sent_of([view.due.id for view in waiting])
        newest = max(newer, default=None)
        late = newest is not None and int(newest.timestamp()) // 60 > touched.minute
        if not opened and not late:
            return _Context(
                touched.item_id,
                touched.point_id,
                firm=touched.how is How.DONE,
                answered=touched.how is How.PLACED,
            )
    if len(waiting) == 1 and turn.me.role is Role.OFFICIAL:
        return _Context(waiting[0].item.id, waiting[0].point.id, firm=False, guessed=True)
    return None


async def _whole_item(turn: Turn, about: Sequence[About], text: str) -> _Context | None:
    """A reply to several points of one item that begins with its number, «7 писем вернулось», is
    about the item, whether the number names or counts; so is a list that counts from one.
    """
    item_ids = {one.item_id for one in about}
    number, is_list = counted(text), counts_from_one(text, replied=True)
    if len(item_ids) != 1 or (number is None and not is_list):
        return None
    item = await turn.tx.roadmaps.item(item_ids.pop())
    whole = is_list or (number is not None and item.number == number[0])
    return _Context(item.id, 0, firm=True) if whole else None


async def find_place(turn: Turn, answer: Answer, about: Sequence[About]) -> None:
    """Record an answer where its words, or what it replies to (`about`), say that it belongs, or
    keep it and ask.
    """
    if await _asks_for_time(turn, answer, about):
        return
    if (own := await _own_measure(turn, answer, about)) is not None:
        point, words = own
        await _attach(turn, replace(answer, text=words), point.item_id, point.id)
        return
    if await _by_number(turn, answer, about):
        return
    context = await _context(turn, about, answer.text)
    if not about and await _by_words_of_place(turn, answer):
        return
    if context is not None and not await _is_of_another(turn, answer, context):
        await _attach(
            turn, answer, context.item_id, context.point_id or None, sure=not context.guessed
        )
        return
    if not turn.in_group or about:
        await _ask_among(turn, answer, about)


async def _ask_among(turn: Turn, answer: Answer, about: Sequence[About]) -> None:
    """Ask where it belongs: among what was replied to, else with what waits."""
    waiting = await turn.tx.reminders.waiting_of(turn.me.id) if not about else []
    shown = about or [About(v.item.id, v.point.id, v.due.id) for v in waiting]
    shown = await _but_excepted(turn, answer, shown)
    await ask_where(turn, answer, shown, among=bool(about))


async def _but_excepted(turn: Turn, answer: Answer, shown: Sequence[About]) -> Sequence[About]:
    """What was shown without what «все, кроме 9.1» leaves out."""
    items = await _items(turn, answer, shown)
    out = excepted(clean(answer.text), [item.number for item in items])
    targets = [await find_target(turn, one, items) for one in out]
    return [
        one
        for one in shown
        if not any(one.item_id == i.id and (p is None or one.point_id == p.id) for i, p in targets)
    ]


async def _own_measure(
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
    if not item_ids and (context := await _context(turn, about, answer.text)) is not None:
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


async def _is_of_another(turn: Turn, answer: Answer, context: _Context) -> bool:
    """Whether the words are plainly of another place of the person's than the one that is only
    touched or waits.
    """
    if context.firm or not answer.text.strip() or counts_from_one(answer.text):
        return False
    choices = await likeliest(turn, answer.text)
    return speaks_elsewhere(answer.text, choices, context.item_id, context.point_id)


async def _by_words_of_place(turn: Turn, answer: Answer) -> bool:
    """«про наставников» after «К какому пункту?» or «Не сюда» says where that answer belongs."""
    touched = await touched_in(turn)
    if touched is None or answer.attachments or touched.how not in (How.ASKED, How.MOVING):
        return False
    words = names_a_place(answer.text)
    if words is None:
        return False
    await take_place(turn, words, PlaceSearch(touched.subject_id, touched.how is How.MOVING))
    return True


def _without_own_name(text: str, name: str) -> str:
    """A list without «Ирина Ветрова, отдел образования» above it."""
    head, _, rest = text.partition("\n")
    own = set(re.findall(r"[а-яёa-z]{3,}", name.lower()))
    words = re.findall(r"[а-яёa-z]+", head.lower())
    is_head = bool(own.intersection(words)) and len(words) <= 8 and not re.search(r"\d", head)
    return rest if rest and is_head else text


@dataclass(slots=True)
class _Sorted:
    """The parts of a message: recorded, or to be asked about with what stood in their way."""

    recorded: list[Recorded]
    doubtful: list[tuple[Answer, UserError | None]]
    earlier: ProgressEntry | None = None
    #: One part that asks for more time, with what it is about.
    asks: tuple[Answer, About] | None = None


async def _by_number(
    turn: Turn,
    answer: Answer,
    about: Sequence[About],
    *,
    awaited: bool = False,
) -> bool:
    """What names its items goes there, several lines to several items; what of them is in doubt is
    asked about.

    A reply, or an answer that was asked for (`awaited`), has its item already: only a number at a
    line's start goes before that, and no list that counts from one.
    """
    answer = replace(answer, text=_without_own_name(answer.text, turn.me.name))
    items = await _items(turn, answer, about)
    if await take_number_alone(turn, answer, items, replied=bool(about), awaited=awaited):
        return True
    parts = read_answer(
        answer.text, [item.number for item in items], anywhere=not (about or awaited)
    )
    if not parts:
        return False
    # Most answers name their item for sure: what was touched or waits is looked up for the others.
    is_list = counts_from_one(answer.text, replied=bool(about))
    if is_list and about and not await _are_shown(turn, parts, about):
        return False  # «1. Провели … 2. Подписали …» of one of those that were replied to
    in_doubt = is_list or not all(part.sure for part in parts)
    context = await _context(turn, about, answer.text) if in_doubt and not awaited else None
    if is_list and (awaited or (context is not None and not context.answered)):
        return False
    firm = awaited or (context is not None and context.firm)
    known = [item.number for item in items]
    parts = _with_shared_words(await _apart(turn, parts, items))
    if not answer.attachments and not any(part.text for part in parts):
        parts = []  # numbers without a word: «п. 8 и 9.1»
    sure = [part for part in parts if part.address and (part.sure or _is_bare(answer, parts))]
    if not sure and firm and not any(_is_marked_unknown(part, known) for part in parts):
        return False
    found = await _sort_out(turn, answer, parts, items, firm=firm)
    if not (found.recorded or found.asks) and not any(why for _, why in found.doubtful):
        return False  # nothing but doubts: the words as a whole are looked at
    await _say_sorted(turn, found, whole=len(found.doubtful) == 1 and not found.recorded)
    return True


async def _say_sorted(turn: Turn, found: _Sorted, *, whole: bool) -> None:
    """Confirm what was recorded and ask about the rest; `whole`: that is all of the message."""
    if len(found.recorded) == 1:
        (one,) = found.recorded
        await confirm(turn, one.entry, one.item, one.point, sure=True, earlier=found.earlier)
    elif found.recorded:
        await confirm_all(turn, found.recorded)
    for kept, why in found.doubtful:
        await ask_where(turn, kept, why=why, one_of_many=not whole)
    if found.asks is not None:
        asking, meant = found.asks
        if not await begins_postponement(turn, asking, (), (meant,)):
            await _attach(turn, asking, meant.item_id, meant.point_id)


async def _are_shown(turn: Turn, parts: Sequence[AddressedText], about: Sequence[About]) -> bool:
    """Whether the items named are among those that a message of ours showed."""
    shown = {
        (await turn.tx.roadmaps.item(item_id)).number for item_id in {one.item_id for one in about}
    }
    return all(part.address is not None and part.address.item in shown for part in parts)


_WORDS_OF_LINE = 8


async def _apart(
    turn: Turn, parts: Sequence[AddressedText], items: Sequence[Item]
) -> list[AddressedText]:
    """«3.3 отчёт сдан», «гидранты проверены» below it: a short line that is plainly of another item
    than the one above stands by itself.
    """
    found: list[AddressedText] = []
    for part in parts:
        first, *others = part.text.split("\n")
        if part.address is None or not others or not part.sure:
            found.append(part)
            continue
        item, point = await find_target(turn, part.address, items)
        kept, alone = [first], list[str]()
        for line in others:
            short = bool(first) and len(line.split()) <= _WORDS_OF_LINE
            choices = await likeliest(turn, line) if short else []
            elsewhere = speaks_elsewhere(line, choices, item.id, point.id if point else 0)
            (alone if elsewhere else kept).append(line)
        found.append(replace(part, text="\n".join(kept)))
        found += [AddressedText(None, line, line, sure=False) for line in alone]
    return found


def _with_shared_words(parts: Sequence[AddressedText]) -> list[AddressedText]:
    """A number alone in its line shares the words of the next one: «8.», «9.1.», «готово»."""
    found: list[AddressedText] = []
    for part in reversed(parts):
        words = part.text or (found[0].text if found and part.address else "")
        found.insert(0, replace(part, text=words))
    return found


def _is_bare(answer: Answer, parts: Sequence[AddressedText]) -> bool:
    """A bare number under a picture names its item: there is nothing else that it could count."""
    return len(parts) == 1 and bool(answer.attachments) and not parts[0].text


def _is_marked_unknown(part: AddressedText, known: Sequence[str]) -> bool:
    """«п. 25» where there is no item 25."""
    return part.address is not None and part.address.marked and locate(part.address, known) is None


async def _sort_out(
    turn: Turn,
    answer: Answer,
    parts: Sequence[AddressedText],
    items: Sequence[Item],
    *,
    firm: bool,
    standing: Collection[int] = (),
) -> _Sorted:
    """Record every part whose place is sure, but for those with the numbers `standing`."""
    found = _Sorted([], [], await turn.tx.answers.last_of_person(turn.me.id))
    for number, part in enumerate(parts):
        if number in standing:
            continue
        source, files = answer.source, answer.attachments
        if number:
            source, files = Source(source.chat_id, part_of(source.message_id, number)), ()
        said, kept = Answer(part.text, source, files), Answer(part.whole, source, files)
        if part.address is None or await _is_doubtful(turn, answer, parts, part, items, firm=firm):
            found.doubtful.append((kept, None))
            continue
        if not part.sure:
            said = replace(said, text=re.sub(r"^\W*\d+[\s.:)-]*", "", said.text))
        try:
            item, point = await _target(turn, part, items)
            said = replace(said, text=await _without_own_cells(turn, said.text, item))
            if len(parts) > 1 and _asks_first(turn, found, part):
                found.asks = (said, About(item.id, point.id if point else None))
                continue
            day = turn.answered_on
            entry = await record(turn.tx, turn.me, item, point, said, turn.moment, day)
        except NotAllowed:
            theirs = UserError("error-not-yours", number=part.address.item)
            found.doubtful.append((kept, theirs))
        except UserError as error:
            found.doubtful.append((kept, error))
        else:
            if entry is not None:
                found.recorded.append(Recorded(entry, item, point))
                await fetch_attachments(turn, entry)
    if found.recorded:
        last = found.recorded[-1]
        await touch(
            turn, How.PLACED, last.item.id, last.point.id if last.point else 0, last.entry.id
        )
    return found


async def _is_doubtful(
    turn: Turn,
    answer: Answer,
    parts: Sequence[AddressedText],
    part: AddressedText,
    items: Sequence[Item],
    *,
    firm: bool,
) -> bool:
    """Whether a number that may name an item, one that exists, may as well count something."""
    assert part.address is not None
    if part.sure or _is_bare(answer, parts):
        return False
    if locate(part.address, [item.number for item in items]) is None:
        return False  # what does not exist is said so
    return firm or not await _fits(turn, part, items)


def _asks_first(turn: Turn, found: _Sorted, part: AddressedText) -> bool:
    """Whether this line is the first that asks for more time."""
    return found.asks is None and bool(asks_to_put_off(part.text, (), turn.written_on))


#: The deadline, as it stands in a cell of the plan.
_DAY_CELL = re.compile(r"(?:до\s+)?\d{1,2}\.\d{1,2}\.\d{2,4}(?:\s*г\.?)?")


async def _without_own_cells(turn: Turn, text: str, item: Item) -> str:
    """A row copied from a table without the cells that are the item's own words."""
    if "\t" not in text:
        return text
    points = await turn.tx.roadmaps.points([item.id])
    own = set(stems(" ".join((item.recommendation, *(point.text for point in points)))))
    cells = [" ".join(one.split()) for one in text.split("\t")]
    kept = [
        one
        for one in cells
        if one
        and not _DAY_CELL.fullmatch(one)
        and not (len(stems(one)) > 1 and own.issuperset(stems(one)))
    ]
    return " ".join(kept or cells)


async def _target(
    turn: Turn, part: AddressedText, items: Sequence[Item]
) -> tuple[Item, Point | None]:
    """What the part's address names; where «7.2» may be control point 2 and measure 2, the one of
    which its words speak.
    """
    assert part.address is not None
    item, point = await find_target(turn, part.address, items)
    if point is None or part.address.kind is not None or point.kind is PointKind.MEASURE:
        return item, point
    measures = [
        one
        for one in await turn.tx.roadmaps.points([item.id])
        if one.kind is PointKind.MEASURE and one.number == point.number
    ]
    for one in measures:
        if telling(part.text, Told(one.text), Told(point.text), done=True) > 1:
            return item, one
    return item, point


async def _fits(turn: Turn, part: AddressedText, items: Sequence[Item]) -> bool:
    """Whether a number that may count or name («1 совещание», «121 ярмарка») names: the words that
    follow it are the item's.
    """
    assert part.address is not None
    if not part.address.item.isdecimal() or part.address.number is not None:
        return False
    if names_a_measure(part.whole):
        item, _ = await find_target(turn, part.address, items)
        return len(await turn.tx.roadmaps.points([item.id])) == 1
    after = re.sub(r"^\W*\d+", "", clean(part.whole))
    counts = agreement(int(part.address.item), after) is not Agreement.EITHER
    if counts or not re.match(r"\s+[а-яё]", after, re.IGNORECASE):
        return False
    item, _ = await find_target(turn, part.address, items)
    points = await turn.tx.roadmaps.points([item.id])
    return any(scores(part.text, [told_of(item, point) for point in points]))


async def _items(turn: Turn, answer: Answer, about: Sequence[About]) -> list[Item]:
    """The items that the words may name, of the roadmap that the replied message speaks of, else of
    the current one.
    """
    roadmaps = turn.tx.roadmaps
    try:
        roadmap_id = (
            (await roadmaps.item(about[0].item_id)).roadmap_id
            if about
            else (await current_roadmap(turn)).id
        )
    except NotFound:
        return []
    numbers = numbers_in(answer.text)
    return await roadmaps.items_by_number(roadmap_id, numbers) if numbers else []


async def _attach(
    turn: Turn, answer: Answer, item_id: int, point_id: int | None, *, sure: bool = True
) -> None:
    """Record an answer where it was meant to go; where that cannot be, keep it and ask."""
    try:
        item = await turn.tx.roadmaps.item(item_id)
        point = await point_or_none(turn, point_id or 0)
        await _record(turn, answer, item, point, sure=sure)
    except UserError as error:
        await ask_where(turn, answer, why=error)


async def _record(
    turn: Turn, answer: Answer, item: Item, point: Point | None, *, sure: bool
) -> None:
    earlier = await turn.tx.answers.last_of_person(turn.me.id)
    day = turn.answered_on
    entry = await record(turn.tx, turn.me, item, point, answer, turn.moment, day)
    if entry is not None:
        await touch(turn, How.PLACED, item.id, point.id if point else 0, entry.id)
        await fetch_attachments(turn, entry)
        await confirm(turn, entry, item, point, sure=sure, earlier=earlier)


async def record_awaited(message: Message, turn: Turn, awaited: AnswerToItem) -> bool:
    """The answer that «Ответить» asked for; a number at its start still goes before what was asked.

    False where the message has nothing that could be kept.
    """
    answer = answer_in(message)
    if not _says_something(answer):
        return False
    await tell_of_large(turn, answer)
    if await joins_album(message, turn, answer) or await _seen_before(turn, answer):
        return True
    about = (About(awaited.item_id, awaited.point_id or None),)
    if await _asks_for_time(turn, answer, about):
        return True
    if await _by_number(turn, answer, (), awaited=True):
        return True
    await _attach(turn, answer, awaited.item_id, awaited.point_id)
    return True


async def edited(message: Message, turn: Turn) -> None:
    """Editing a message edits its entry, or its entries, and what of it is kept; what stood before
    is kept as a revision. A caption may stand under any picture of an album.
    """
    answer = answer_in(message)
    entry = await turn.tx.answers.by_source(turn.chat_id, message.message_id)
    if turn.person is None or (entry is not None and entry.person_id != turn.me.id):
        return
    if entry is None and message.media_group_id is not None:
        entry = await turn.tx.answers.by_media_group(turn.chat_id, message.media_group_id)
        if entry is not None and entry.person_id != turn.me.id:
            return
    kept = await kept_from(turn, message)
    if kept:
        placed = await entries_from(turn, turn.chat_id, message.message_id)
        if placed:
            await _edit_lines(message, turn, answer, placed, kept)
        else:
            await _edit_kept(message, turn, answer, kept)
        return
    if entry is None:
        if not await _edit_request(turn, answer):
            await _read_anew(message, turn, answer)
        return
    if entry.withdrawn_at is not None:
        raise UserError("stale-withdrawn")
    await _edit_entry(message, turn, answer, entry)


async def _edit_entry(message: Message, turn: Turn, answer: Answer, entry: ProgressEntry) -> None:
    """The message is an entry, or several: they follow it."""
    refiled = await follow_files(turn, entry, answer)
    text = await revise_album(message, turn, entry)
    if not refiled:
        text = with_confirmed(text, entry.text, entry.attachments)
    answer = Answer(text, answer.source, answer.attachments)
    item = await turn.tx.roadmaps.item(entry.item_id)
    point = await point_or_none(turn, entry.point_id or 0)
    items = await turn.tx.roadmaps.items(item.roadmap_id)
    parts = read_answer(answer.text, [one.number for one in items], anywhere=False)
    for part in parts:
        if not (part.address and (part.sure or await _names_now(turn, part, items, entry))):
            parts = []
            break
    for number, part in enumerate(parts):
        await _edit_part(turn, entry, number, part, items, refiled=refiled and not number)
    if not parts:
        await _revise(turn, entry, answer.text, item, point, moved=refiled)


async def _names_now(
    turn: Turn, part: AddressedText, items: Sequence[Item], entry: ProgressEntry
) -> bool:
    """«57 ярмарка прошла» edited to «121 ярмарка прошла»: only the item was wrong."""
    assert part.address is not None
    if locate(part.address, [one.number for one in items]) is None:
        return False
    same = clean(part.text).strip().casefold() == clean(entry.text).strip().casefold()
    return same or await _fits(turn, part, items)


async def _read_anew(message: Message, turn: Turn, answer: Answer) -> bool:
    """Whether a message that had no place, «12», now names its item: then it is placed."""
    if turn.in_group or turn.me.role is not Role.OFFICIAL or message.media_group_id is not None:
        return False
    items = await _items(turn, answer, ())
    parts = read_answer(answer.text, [one.number for one in items])
    if not any(part.address and part.sure and part.text for part in parts):
        return False
    await receive_answer(message, turn)
    return True


async def _edit_kept(
    message: Message, turn: Turn, answer: Answer, kept: Mapping[int, Unplaced]
) -> None:
    """All of the message is kept: its new words may name the item, else it is asked about anew. A
    number alone says where the words that are kept belong.
    """
    first = kept[min(kept)]
    files = with_new_files(first.attachments, answer.attachments)
    before = "\n".join(one.text for one in kept.values())
    text = with_confirmed(await revise_album(message, turn, first), before, first.attachments)
    if files == first.attachments and text == before:
        return  # Telegram also calls it an edit when a preview of a link arrives
    if files != first.attachments:
        await tell_of_large(turn, answer)
    shown = await shown_message(message, turn)
    about = shown.about if shown else ()
    source = replace(first.source, message_id=message_of(first.source.message_id))
    again = Answer(text, source, files)
    items = await _items(turn, again, about)
    alone = read_alone(text, [item.number for item in items])
    if alone is not None and not files and len(kept) == 1:
        await take_place(turn, text, PlaceSearch(first.id, moves=False))
        return
    turn.written_at = first.at  # it stays an answer of the day on which it was written
    for one in kept.values():
        await turn.tx.answers.remove_unplaced(one.id)
    if not await _by_number(turn, again, about):
        await _ask_among(turn, again, about)
    for one in kept.values():
        await refresh_answer(turn.tx, one.source, turn.at)


async def _edit_lines(
    message: Message,
    turn: Turn,
    answer: Answer,
    placed: Mapping[int, ProgressEntry],
    kept: Mapping[int, Unplaced],
) -> None:
    """Of the message's lines some are recorded and others kept: each follows its own."""
    shown = await shown_message(message, turn)
    about = shown.about if shown else ()
    items = await _items(turn, answer, about)
    numbers = [item.number for item in items]
    parts = _with_shared_words(read_answer(answer.text, numbers, anywhere=not about))
    files, standing, changed = answer.attachments, set(placed), dict(kept)
    if 0 in kept:
        files = with_new_files(kept[0].attachments, files)
    for number, one in kept.items():
        same = number < len(parts) and parts[number].whole == one.text
        if same and (number or files == one.attachments):
            standing.add(number)
            del changed[number]
        else:
            await turn.tx.answers.remove_unplaced(one.id)
    refiled = 0 in placed and await follow_files(turn, placed[0], answer)
    if 0 in kept and files != kept[0].attachments:
        await tell_of_large(turn, answer)
    for number, entry in placed.items():
        first = number == min(placed)
        part = parts[number] if number < len(parts) else None
        if part is not None and part.address is not None and part.sure:
            await _follow_line(turn, entry, part, items, refiled=refiled and first)
        elif (part is not None and part.text != entry.text) or (first and not parts):
            item = await turn.tx.roadmaps.item(entry.item_id)
            point = await point_or_none(turn, entry.point_id or 0)
            said = part.whole if part is not None else answer.text
            await _revise(turn, entry, said, item, point, moved=refiled and first)
    turn.written_at = min(one.at for one in kept.values())
    lines = Answer(answer.text, answer.source, files)
    found = await _sort_out(turn, lines, parts, items, firm=False, standing=standing)
    await _say_sorted(turn, found, whole=False)
    for one in changed.values():
        await refresh_answer(turn.tx, one.source, turn.at)


async def _edit_request(turn: Turn, answer: Answer) -> bool:
    """Whether the message that began a postponement was edited: its new words begin it."""
    awaited = await awaited_in(turn)
    if not isinstance(awaited, PostponementWords | PostponementRequest | PostponementReason):
        return False
    if awaited.message_id != answer.source.message_id:
        return False
    about: tuple[About, ...] = ()
    if not isinstance(awaited, PostponementWords):
        view = await turn.tx.roadmaps.view(awaited.due_id)
        about = (About(view.item.id, view.point.id, view.due.id),)
    await _asks_for_time(turn, answer, about)
    return True


async def _edit_part(
    turn: Turn,
    first: ProgressEntry,
    number: int,
    part: AddressedText,
    items: Sequence[Item],
    *,
    refiled: bool,
) -> None:
    """One addressed line of an edited message: its entry follows, or a new one is recorded."""
    assert part.address is not None
    assert first.source is not None
    entry: ProgressEntry | None = first
    if number:
        chat_id = first.source.chat_id
        source = Source(chat_id, part_of(first.source.message_id, number))
        entry = await turn.tx.answers.by_source(source.chat_id, source.message_id)
        if entry is None:
            item, point = await find_target(turn, part.address, items)
            await _record(turn, Answer(part.text, source), item, point, sure=True)
            return
    assert entry is not None
    await _follow_line(turn, entry, part, items, refiled=refiled)


async def _follow_line(
    turn: Turn,
    entry: ProgressEntry,
    part: AddressedText,
    items: Sequence[Item],
    *,
    refiled: bool,
) -> None:
    """Let an entry say what its line says now, where the line says now."""
    assert part.address is not None
    item, point = await find_target(turn, part.address, items)
    moved = (entry.item_id, entry.point_id) != (item.id, point.id if point else None)
    if moved:
        entry = await move(turn.tx, turn.me, entry, item, point, turn.today, turn.at)
    await _revise(turn, entry, part.text, item, point, moved=moved or refiled)


async def _revise(
    turn: Turn,
    entry: ProgressEntry,
    text: str,
    item: Item,
    point: Point | None,
    *,
    moved: bool = False,
) -> None:
    if text == entry.text and not moved:
        return  # Telegram also calls it an edit when a preview of a link arrives
    source = entry.source.message_id if entry.source and entry.source.message_id > 0 else None
    await revise(turn.tx, entry, text, turn.moment)
    await turn.say(
        turn.texts("answer-edited", target=target_name(turn, item, point)), reply_to=source
    )
