"""Edited messages: their entries, and what of them waits for its item, follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aiogram import Router
from aiogram.types import Message

from handlers.answering.album import edited_album
from handlers.answering.answers import ask_among, asks_for_time, receive_answer, shown_message
from handlers.answering.by_number import by_number, fits, say_sorted, sort_out, with_shared_words
from handlers.answering.context import in_clauses_of, items_named, items_of_all
from handlers.answering.edited_files import follow_files
from handlers.answering.edited_kept import kept_from, with_new_files
from handlers.answering.incoming import answer_in
from handlers.answering.large_files import tell_of_large
from handlers.answering.parts import entries_from
from handlers.answering.placing import take_place
from handlers.answering.recording import record_in
from handlers.looking.items import find_target
from handlers.speaking.awaited import (
    PlaceSearch,
    PostponementReason,
    PostponementRequest,
    PostponementWords,
    awaited_in,
)
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import point_or_none
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, move, revise
from roadmap.actions.living import refresh_answer
from roadmap.answers.heard import with_confirmed
from roadmap.answers.lines import (
    AddressedText,
    read_answer,
)
from roadmap.answers.parts import message_of, part_of
from roadmap.answers.places import read_alone
from roadmap.answers.told_and_asked import told_and_asked
from roadmap.errors import NotFound, UserError
from roadmap.model import Item, Point, ProgressEntry, Role, Source
from roadmap.model.address import clean, locate
from roadmap.model.messages import About
from roadmap.ports import Unplaced


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.edited_message.register(edited)


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
    text, captioned = edited_album(message, entry)
    for before, now in zip(entry.attachments, captioned, strict=True):
        if now.caption != before.caption:
            await turn.tx.answers.caption_of(now.id, now.caption)
    if not refiled:
        text = with_confirmed(text, entry.text, entry.attachments)
    answer = Answer(text, answer.source, answer.attachments)
    item = await turn.tx.roadmaps.item(entry.item_id)
    point = await point_or_none(turn, entry.point_id or 0)
    items = await items_of_all(turn, answer.text, item)
    numbers = [one.number for one in items]
    cut = await in_clauses_of(turn, answer.text, items, ())
    mixed = told_and_asked(cut.text, numbers, turn.written_on)
    if mixed is not None:  # what asks for more time has been said back, and is no answer
        answer = replace(answer, text=mixed[0])
    parts = read_answer(mixed[0] if mixed is not None else cut.text, numbers, anywhere=False)
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
    return same or await fits(turn, part, items)


async def _read_anew(message: Message, turn: Turn, answer: Answer) -> bool:
    """Whether a message that had no place, «12», now names its item: then it is placed."""
    if turn.in_group or turn.me.role is not Role.OFFICIAL or message.media_group_id is not None:
        return False
    items = await items_named(turn, answer.text, ())
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
    text, captioned = edited_album(message, first)
    files = with_new_files(captioned, answer.attachments)
    before = "\n".join(one.text for one in kept.values())
    text = with_confirmed(text, before, first.attachments)
    if files == captioned and text == before:
        return  # Telegram also calls it an edit when a preview of a link arrives
    if files != captioned:
        await tell_of_large(turn, answer)
    shown = await shown_message(message, turn)
    about = shown.about if shown else ()
    source = replace(first.source, message_id=message_of(first.source.message_id))
    again = Answer(text, source, files)
    items = await items_named(turn, again.text, about)
    alone = read_alone(text, [item.number for item in items])
    if alone is not None and not files and len(kept) == 1:
        await take_place(turn, text, PlaceSearch(first.id, moves=False))
        return
    turn.written_at = first.at  # it stays an answer of the day on which it was written
    for one in kept.values():
        await turn.tx.answers.remove_unplaced(one.id)
    if not await by_number(turn, again, about):
        await ask_among(turn, again, about)
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
    items = await items_named(turn, answer.text, about)
    numbers = [item.number for item in items]
    cut = await in_clauses_of(turn, answer.text, items, about)
    answer = replace(answer, text=cut.text)
    parts = with_shared_words(read_answer(answer.text, numbers, anywhere=not about))
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
    found = await sort_out(turn, lines, parts, items, firm=False, standing=standing)
    await say_sorted(turn, found, whole=False)
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
    await asks_for_time(turn, answer, about)
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
            await record_in(turn, Answer(part.text, source), item, point, sure=True)
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
    """Let an entry say what its line says now, where the line says now: in its own roadmap, where
    that has the number.
    """
    assert part.address is not None
    roadmap_id = (await turn.tx.roadmaps.item(entry.item_id)).roadmap_id
    try:
        near = [one for one in items if one.roadmap_id == roadmap_id]
        item, point = await find_target(turn, part.address, near)
    except NotFound:
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
