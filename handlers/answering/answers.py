"""An official answers: a reply, a line that begins with a number, or any other words, photos, files
and voice.

Nothing that a person wrote is dropped: what finds no item is kept and asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.enums import ContentType
from aiogram.types import Message

from handlers.answering.album import joins_album, revise_album
from handlers.answering.choices import likeliest, speaks_elsewhere, told_of
from handlers.answering.confirming import Recorded, confirm, confirm_all, fetch_attachments
from handlers.answering.edited_files import follow_files
from handlers.answering.incoming import answer_in
from handlers.answering.large_files import tell_of_large
from handlers.answering.number_alone import take_number_alone
from handlers.answering.placing import ask_where, edit_kept, take_place
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
from roadmap.answers.chatter import courtesy, names_a_place, says_done_by_sign
from roadmap.answers.likeness import scores
from roadmap.answers.lines import AddressedText, counted, counts_from_one, numbers_in, read_answer
from roadmap.answers.numerals import Agreement, agreement
from roadmap.answers.parts import part_of
from roadmap.answers.putting_off import asks_to_put_off
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.model import Item, Point, ProgressEntry, Role, Source
from roadmap.model.address import clean, locate
from roadmap.model.messages import About, Outgoing

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
    `guessed`: it is the one reminder that waits, which is said. `takes_lists`: a list that counts
    from one belongs there, and names no items.
    """

    item_id: int
    point_id: int
    firm: bool
    guessed: bool = False
    takes_lists: bool = True


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
    await _find_place(turn, answer, about)


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
                takes_lists=touched.how is not How.PLACED,
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


async def _find_place(turn: Turn, answer: Answer, about: Sequence[About]) -> None:
    if await _asks_for_time(turn, answer, about):
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
        waiting = await turn.tx.reminders.waiting_of(turn.me.id) if not about else []
        shown = about or [About(v.item.id, v.point.id, v.due.id) for v in waiting]
        await ask_where(turn, answer, shown, among=bool(about))


async def _is_of_another(turn: Turn, answer: Answer, context: _Context) -> bool:
    """Whether the words are plainly of another place of the person's than the one that is only
    touched or waits.
    """
    if context.firm or not answer.text.strip() or counts_from_one(answer.text):
        return False
    choices = await likeliest(turn, answer.text)
    return speaks_elsewhere(choices, context.item_id, context.point_id)


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
    in_doubt = is_list or not all(part.sure for part in parts)
    context = await _context(turn, about, answer.text) if in_doubt and not awaited else None
    if is_list and (awaited or (context is not None and context.takes_lists)):
        return False
    firm = awaited or (context is not None and context.firm)
    known = [item.number for item in items]
    parts = _with_shared_words(parts)
    if not answer.attachments and not any(part.text for part in parts):
        parts = []  # numbers without a word: «п. 8 и 9.1»
    sure = [part for part in parts if part.address and (part.sure or _is_bare(answer, parts))]
    if not sure and firm and not any(_is_marked_unknown(part, known) for part in parts):
        return False
    found = await _sort_out(turn, answer, parts, items, firm=firm)
    if not (found.recorded or found.asks) and not any(why for _, why in found.doubtful):
        return False  # nothing but doubts: the words as a whole are looked at
    whole = len(found.doubtful) == 1 and not found.recorded
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
    return True


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
) -> _Sorted:
    """Record every part whose place is sure."""
    found = _Sorted([], [], await turn.tx.answers.last_of_person(turn.me.id))
    known = [item.number for item in items]
    for number, part in enumerate(parts):
        source, files = answer.source, answer.attachments
        if number:
            source, files = Source(source.chat_id, part_of(source.message_id, number)), ()
        said, kept = Answer(part.text, source, files), Answer(part.whole, source, files)
        if part.address is None:
            found.doubtful.append((kept, None))
            continue
        located = locate(part.address, known) is not None
        taken = part.sure or _is_bare(answer, parts)
        if located and not taken and (firm or not await _fits(turn, part, items)):
            found.doubtful.append((kept, None))
            continue
        try:
            item, point = await find_target(turn, part.address, items)
            if (
                len(parts) > 1
                and found.asks is None
                and asks_to_put_off(part.text, (), turn.written_on)
            ):
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


async def _fits(turn: Turn, part: AddressedText, items: Sequence[Item]) -> bool:
    """Whether a number that may count or name («1 совещание», «121 ярмарка») names: the words that
    follow it are the item's.
    """
    assert part.address is not None
    if not part.address.item.isdecimal() or part.address.number is not None:
        return False
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
    """Editing a message edits its entry, or its entries; what stood before is kept. A caption may
    stand under any picture of an album.
    """
    answer = answer_in(message)
    entry = await turn.tx.answers.by_source(turn.chat_id, message.message_id)
    if turn.person is None or (entry is not None and entry.person_id != turn.me.id):
        return
    if entry is None and message.media_group_id is not None:
        entry = await turn.tx.answers.by_media_group(turn.chat_id, message.media_group_id)
        if entry is not None and entry.person_id != turn.me.id:
            return
    if entry is None:
        if not await edit_kept(turn, answer):
            await _edit_request(turn, answer)
        return
    if entry.withdrawn_at is not None:
        raise UserError("stale-withdrawn")
    refiled = await follow_files(turn, entry, answer)
    text = await revise_album(message, turn, entry)
    answer = Answer(text, answer.source, answer.attachments)
    item = await turn.tx.roadmaps.item(entry.item_id)
    point = await point_or_none(turn, entry.point_id or 0)
    items = await turn.tx.roadmaps.items(item.roadmap_id)
    parts = read_answer(answer.text, [one.number for one in items], anywhere=False)
    if any(part.address is None or not part.sure for part in parts):
        parts = []
    for number, part in enumerate(parts):
        await _edit_part(turn, entry, number, part, items, refiled=refiled and not number)
    if not parts:
        await _revise(turn, entry, answer.text, item, point, moved=refiled)


async def _edit_request(turn: Turn, answer: Answer) -> None:
    """The message that began a postponement was edited: its new words begin it."""
    awaited = await awaited_in(turn)
    if not isinstance(awaited, PostponementWords | PostponementRequest | PostponementReason):
        return
    if awaited.message_id != answer.source.message_id:
        return
    about: tuple[About, ...] = ()
    if not isinstance(awaited, PostponementWords):
        view = await turn.tx.roadmaps.view(awaited.due_id)
        about = (About(view.item.id, view.point.id, view.due.id),)
    await _asks_for_time(turn, answer, about)


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
    item, point = await find_target(turn, part.address, items)
    entry: ProgressEntry | None = first
    if number:
        chat_id = first.source.chat_id
        source = Source(chat_id, part_of(first.source.message_id, number))
        entry = await turn.tx.answers.by_source(source.chat_id, source.message_id)
        if entry is None:
            await _record(turn, Answer(part.text, source), item, point, sure=True)
            return
    assert entry is not None
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
