"""An official answers: a reply, a line that begins with a number, or any other words, photos, files
and voice.

Nothing that a person wrote is dropped: what finds no item is kept and asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Router
from aiogram.enums import ContentType
from aiogram.types import Message

from handlers.answering.chatter import is_courtesy, is_question
from handlers.answering.confirming import confirm, fetch_attachments
from handlers.answering.edited_files import follow_files, text_with_caption
from handlers.answering.incoming import answer_in
from handlers.answering.large_files import tell_of_large
from handlers.answering.number_alone import take_number_alone
from handlers.answering.placing import ask_where, edit_kept
from handlers.looking.items import find_target, say_card
from handlers.speaking.awaited import AnswerToItem, await_nothing
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import current_roadmap, point_or_none
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, move, record, revise
from roadmap.answers.lines import numbers_in, read_answer
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.model import Item, Point, ProgressEntry, Role, Source
from roadmap.model.address import Address, clean
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

#: More than a message can have entries: 4096 characters [Bot API], each list among them of 2000
#: addresses at most.
_PARTS = 10_000_000


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.edited_message.register(edited)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a message that names its item; `whole` is the text with the number as written."""

    answer: Answer
    whole: str
    address: Address


async def shown_message(message: Message, turn: Turn) -> Outgoing | None:
    """The message of ours that this one replies to."""
    replied = message.reply_to_message
    return await turn.tx.messages.shown(turn.chat_id, replied.message_id) if replied else None


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
    if await _joins_album(message, turn, answer) or await _seen_before(turn, answer):
        return
    if turn.in_group and shown is None:
        return
    if turn.me.role is Role.OBSERVER:
        raise UserError("error-observer-reads")
    if not answer.attachments and is_courtesy(answer.text):
        if not turn.in_group:
            await turn.say(turn.texts("answer-courtesy"), reply_to=message.message_id)
        return
    if await _asks_about(turn, answer):
        return
    if await _by_number(turn, answer, shown.about if shown else ()) or await _by_reply(
        turn, answer, shown
    ):
        return
    if not turn.in_group:
        await _by_waiting(turn, answer)


async def _asks_about(turn: Turn, answer: Answer) -> bool:
    """«Когда срок по п. 8?» is answered by the item's card."""
    if answer.attachments or turn.in_group or not is_question(answer.text):
        return False
    items = await _items(turn, answer, ())
    parts = [
        part for part in read_answer(answer.text, [item.number for item in items]) if part.address
    ]
    if len(parts) != 1 or parts[0].address is None:
        return False
    item, _ = await find_target(turn, parts[0].address, items)
    await say_card(turn, item)
    return True


def _says_something(answer: Answer) -> bool:
    return bool(answer.attachments or clean(answer.text).strip())


async def _joins_album(message: Message, turn: Turn, answer: Answer) -> bool:
    """The later pictures of an album join the first one's entry, without a confirmation."""
    group = message.media_group_id
    if group is None:
        return False
    entry = await turn.tx.answers.by_media_group(turn.chat_id, group)
    kept = None if entry else await turn.tx.answers.unplaced_by_media_group(turn.chat_id, group)
    standing = entry or kept
    known = {one.unique_id for one in standing.attachments} if standing else set()
    for attachment in answer.attachments:
        if attachment.unique_id in known:
            continue
        if entry is not None:
            await turn.tx.answers.add_attachment(entry.id, attachment)
            await fetch_attachments(turn, entry)
        elif kept is not None:
            await turn.tx.answers.add_unplaced_attachment(kept.id, attachment)
    if entry is not None and answer.text and answer.text not in entry.text:
        await revise(turn.tx, entry, "\n".join(filter(None, (entry.text, answer.text))), turn.at)
    return entry is not None or kept is not None


async def _seen_before(turn: Turn, answer: Answer) -> bool:
    """The same update a second time changes nothing."""
    return (
        await turn.tx.answers.by_source(answer.source.chat_id, answer.source.message_id) is not None
    )


async def _by_reply(turn: Turn, answer: Answer, shown: Outgoing | None) -> bool:
    """A reply to a message of ours speaks of what that message showed."""
    if shown is None or not shown.about:
        return False
    places = {(about.item_id, about.point_id) for about in shown.about}
    if len(places) == 1:
        await _attach(turn, answer, *places.pop())
    else:
        await ask_where(turn, answer, shown.about)
    return True


async def _by_number(
    turn: Turn, answer: Answer, about: Sequence[About] = (), *, awaited: bool = False
) -> bool:
    """What names its items goes there, several lines to several items.

    A reply, or an answer that was asked for (`awaited`), has its item already: only a number at a
    line's start goes before that.
    """
    items = await _items(turn, answer, about)
    if await take_number_alone(turn, answer, items, replied=bool(about)):
        return True
    parts = _parts(answer, items, anywhere=not (about or awaited))
    for part in parts:
        try:
            item, point = await find_target(turn, part.address, items)
            await _record(turn, part.answer, item, point, sure=True)
        except UserError as error:
            kept = Answer(part.whole, part.answer.source, part.answer.attachments)
            theirs = UserError("error-not-yours", number=part.address.item)
            await ask_where(turn, kept, why=theirs if isinstance(error, NotAllowed) else error)
    return bool(parts)


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


def _parts(answer: Answer, items: Sequence[Item], *, anywhere: bool = False) -> list[_Part]:
    """The parts of an answer with their addresses; none where some line names no item for sure.

    `anywhere` in its lines where nothing else says what it is about: «выполнен п. 6.1».

    A bare number under a picture names its item: there is nothing else that it could count.
    """
    lines = read_answer(answer.text, [item.number for item in items], anywhere=anywhere)
    found = []
    for number, line in enumerate(lines):
        bare = len(lines) == 1 and bool(answer.attachments) and not line.text
        if line.address is None or not (line.sure or bare):
            return []
        source, files = answer.source, answer.attachments
        if number:
            # Telegram's ids are positive: no message is taken for the part of another.
            part = -(answer.source.message_id * _PARTS + number)
            source, files = Source(answer.source.chat_id, part), ()
        found.append(_Part(Answer(line.text, source, files), line.whole, line.address))
    return found


async def _by_waiting(turn: Turn, answer: Answer) -> None:
    """Any other words: attached where exactly one reminder waits, else kept and asked about."""
    waiting = await turn.tx.reminders.waiting_of(turn.me.id)
    if len(waiting) == 1 and turn.me.role is Role.OFFICIAL:
        view = waiting[0]
        await _attach(turn, answer, view.item.id, view.point.id, sure=False)
    else:
        await ask_where(turn, answer, [About(v.item.id, v.point.id, v.due.id) for v in waiting])


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
    entry = await record(turn.tx, turn.me, item, point, answer, turn.at, turn.today)
    if entry is not None:
        await await_nothing(turn)
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
    if await _joins_album(message, turn, answer) or await _seen_before(turn, answer):
        return True
    if await _by_number(turn, answer, awaited=True):
        return True
    await _attach(turn, answer, awaited.item_id, awaited.point_id)
    return True


async def edited(message: Message, turn: Turn) -> None:
    """Editing a message edits its entry, or its entries; what stood before is kept."""
    answer = answer_in(message)
    entry = await turn.tx.answers.by_source(turn.chat_id, message.message_id)
    if entry is None and message.media_group_id is not None:
        entry = await turn.tx.answers.by_media_group(turn.chat_id, message.media_group_id)
    if turn.person is None or (entry is not None and entry.person_id != turn.me.id):
        return
    if entry is None:
        await edit_kept(turn, answer)
        return
    if entry.withdrawn_at is not None:
        raise UserError("stale-withdrawn")
    refiled = await follow_files(turn, entry, answer)
    item = await turn.tx.roadmaps.item(entry.item_id)
    point = await point_or_none(turn, entry.point_id or 0)
    in_album = text_with_caption(entry, answer)
    if in_album is not None:
        for file in entry.attachments:
            if file.message_id == message.message_id:
                await turn.tx.answers.caption_of(file.id, answer.text)
        await _revise(turn, entry, in_album, item, point, moved=refiled)
        return
    items = await turn.tx.roadmaps.items(item.roadmap_id)
    parts = _parts(answer, items)
    for part in parts:
        target = await find_target(turn, part.address, items)
        await _edit_part(turn, part, *target, refiled=refiled and part is parts[0])
    if not parts:
        await _revise(turn, entry, answer.text, item, point, moved=refiled)


async def _edit_part(
    turn: Turn, part: _Part, item: Item, point: Point | None, *, refiled: bool
) -> None:
    """One addressed line of an edited message: its entry follows, or a new one is recorded."""
    source = part.answer.source
    entry = await turn.tx.answers.by_source(source.chat_id, source.message_id)
    if entry is None:
        await _record(turn, part.answer, item, point, sure=True)
        return
    moved = (entry.item_id, entry.point_id) != (item.id, point.id if point else None)
    if moved:
        entry = await move(turn.tx, turn.me, entry, item, point, turn.today)
    await _revise(turn, entry, part.answer.text, item, point, moved=moved or refiled)


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
    await revise(turn.tx, entry, text, turn.at)
    await turn.say(
        turn.texts("answer-edited", target=target_name(turn, item, point)), reply_to=source
    )
