"""What a person says to the bot about themselves or about the answer just written: corrected, taken
back, moved, passed on to the coordinators. None of it is recorded for the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.answering.context import context_of, items_named
from handlers.answering.parts import entries_of_message, told_lately
from handlers.answering.placing import (
    ask_where,
    ask_where_else,
    named_entry,
    own_entry,
    withdrawals,
)
from handlers.looking.items import find_target
from handlers.people.leave import take_leave
from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.asking_day import says_cancel
from handlers.speaking.awaited import PlaceSearch, await_nothing
from handlers.speaking.buttons import EntryButton, ItemButton, PlaceButton, button
from handlers.speaking.texts import Html, clip, in_ranges
from handlers.speaking.touched import WHILE_MINUTES, How, touch, touched_in
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.answering import Answer, revise
from roadmap.answers.corrections import corrected, read_correction
from roadmap.answers.places import read_alone
from roadmap.answers.small_talk import SmallTalk, read_small_talk
from roadmap.answers.talk import Said, Talk, read_talk
from roadmap.errors import UserError
from roadmap.model import Item, PersonState, ProgressEntry, Role
from roadmap.model.address import locate, read_address
from roadmap.model.messages import About, Button
from roadmap.ports import Unplaced
from roadmap.report.closing_line import is_closing_line

#: Items of which a coordinator sees the card by button.
_CARDS = 4
_OF_A_PLACE = re.compile(r"\b(?:это|к|в|пункт\w*|п\.)\s*\d", re.IGNORECASE)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(take_back, EntryButton.filter(F.verb == "uncorrect"))


async def takes_talk(
    turn: Turn, answer: Answer, about: Sequence[About], *, awaited: bool = False
) -> bool:
    """Whether the message was none for the report and has been acted upon: a correction of the
    answer before, an order to remove it, leave, somebody else's item, «перезвоните».

    `about`: what was replied to, or the item for which an answer is `awaited`.
    """
    if answer.attachments or (turn.in_group and not about):
        return False
    said = read_talk(answer.text, turn.written_on)
    if said is None:
        small = read_small_talk(answer.text)
        if small is not None and small is not SmallTalk.UNSURE:
            await _say_to_small_talk(turn, small, answer, about)
            return True
        if await _corrects(turn, answer, () if awaited else about):
            return True
        return small is not None and await _doubts(turn, answer, about)
    match said.talk:
        case Talk.REMOVE:
            await _ask_to_remove(turn, said, answer, () if awaited else about)
        case Talk.ASTRAY:
            return await _moves(turn, about, awaited=awaited)
        case Talk.AWAY:
            await _take_leave(turn, said)
        case Talk.NOT_MINE:
            await _pass_on(turn, "talk-not-mine", answer, await _items_meant(turn, answer, about))
        case Talk.CALL:
            await _pass_on(turn, "talk-call", answer, await _items_of(turn, about))
    return True


async def _say_to_small_talk(
    turn: Turn, small: SmallTalk, answer: Answer, about: Sequence[About]
) -> None:
    """What helps: who coordinates, what is asked for; what only a person can do is passed on."""
    items = await _items_of(turn, await _meant(turn, answer, about))
    source = answer.source.message_id
    match small:
        case SmallTalk.STAFF:
            await _pass_on(turn, "talk-staff", answer, items)
        case SmallTalk.TROUBLE:
            await _pass_on(turn, "talk-trouble", answer, items)
        case SmallTalk.ASKS:
            await _pass_on(turn, "talk-asks", answer, items, named=True)
        case SmallTalk.WHO:
            await turn.say(await _with_coordinators(turn, turn.texts("talk-who")), reply_to=source)
        case SmallTalk.LOST:
            if len(items) == 1:
                words = turn.texts("talk-lost-item", number=items[0].number)
            else:
                words = turn.texts("talk-lost")
            words = await _with_coordinators(turn, words)
            await turn.say(words, _cards(turn, items), reply_to=source)
        case SmallTalk.COMPLAINT:
            await turn.say(turn.texts("courtesy-complaint"), reply_to=source)
        case SmallTalk.LATER:
            await turn.say(turn.texts("talk-later"), reply_to=source)
        case SmallTalk.UNSURE:
            raise AssertionError(small)


async def _with_coordinators(turn: Turn, words: Html) -> Html:
    """The words, and behind them who coordinates, as a person can be asked what a bot cannot."""
    found = await turn.tx.people.all((Role.COORDINATOR,))
    names = [one.name for one in found if one.state is PersonState.ACTIVE]
    if not names:
        return words
    told = turn.texts("talk-coordinators", count=len(names), names=", ".join(names))
    return Html(f"{words} {told}")


async def _meant(turn: Turn, answer: Answer, about: Sequence[About]) -> Sequence[About]:
    """What was replied to or asked about, else what was touched or waits alone."""
    context = None if about else await context_of(turn, about, answer.text)
    return about if context is None else (About(context.item_id, context.point_id or None),)


async def _doubts(turn: Turn, answer: Answer, about: Sequence[About]) -> bool:
    """«принято к исполнению», which no question or reply of ours makes an answer, is asked about:
    whether it is one to what waits. False where nothing but an answer can be meant, or nothing
    waits alone.
    """
    context = await context_of(turn, about, answer.text)
    if about or turn.in_group or context is None or context.firm:
        return False
    (meant,) = await _meant(turn, answer, about)
    await ask_where(turn, answer, (meant,), doubted=True)
    return True


async def _last(turn: Turn, about: Sequence[About]) -> ProgressEntry | None:
    """The answer that is meant: the latest about what was replied to, else the one that was just
    touched, else the latest within the while.
    """
    lately = [one for one in await told_lately(turn) if not is_closing_line(one)]
    if about:
        places = {(one.item_id, one.point_id) for one in about}
        replied = [one for one in lately if (one.item_id, one.point_id) in places]
        lately = replied or lately
    else:
        touched = await touched_in(turn)
        if touched is not None and touched.how in (How.PLACED, How.MOVING) and touched.subject_id:
            entry = await turn.tx.answers.get(touched.subject_id)
            if entry.withdrawn_at is None and entry.person_id == turn.me.id:
                return entry
        if touched is not None and touched.how is How.DONE:
            lately = [one for one in lately if one.item_id == touched.item_id]
    return lately[-1] if lately else None


async def _corrects(turn: Turn, answer: Answer, about: Sequence[About]) -> bool:
    """«ой, 27-го» after an answer: it is corrected, said back and can be undone; where it cannot be
    told what was wrong, that is said.
    """
    last = await _last(turn, about)
    touched = await touched_in(turn)
    if last is None and (touched is None or touched.how is not How.DONE):
        return False
    told = await entries_of_message(turn, last) if last is not None else []
    reads = [(one, read_correction(answer.text, one.text)) for one in told]
    found = [(one, read) for one, read in reads if read is not None]
    if not found:
        if last is None and read_correction(answer.text, "") is not None:
            await turn.say(turn.texts("correction-unread"), reply_to=answer.source.message_id)
            return True
        return False
    sure = [(one, text) for one, read in found if (text := corrected(one.text, read)) is not None]
    if await _names_an_item(turn, answer):
        # «не 9.1, а 11» of an answer about 9.1 moves it, and so do «ой, это 11», and «ой, 11» where
        # the answer holds no number.
        items = [await turn.tx.roadmaps.item(one.item_id) for one, _ in found]
        denied = any(
            (address := read_address(read.old)) is not None
            and locate(address[0], [item.number]) is not None
            for item, (_, read) in zip(items, found, strict=True)
        )
        plain = not any(read.old or read.of_day for _, read in found)
        if denied or (plain and (not sure or _OF_A_PLACE.search(answer.text))):
            return False
        sure = [] if plain else sure
    if len(sure) != 1:
        assert last is not None
        rows = await withdrawals(turn, [last])
        await turn.say(turn.texts("correction-unread"), rows, reply_to=answer.source.message_id)
        return True
    entry, text = sure[0]
    entry = await turn.tx.answers.get(entry.id)
    await revise(turn.tx, entry, text, turn.moment)
    undo = EntryButton(verb="uncorrect", entry_id=entry.id, arg=len(entry.revisions) + 1)
    await turn.say(
        turn.texts("corrected", target=await named_entry(turn, entry), text=clip(text, 300)),
        [[button(turn.texts("button-uncorrect"), undo)]],
        about=[About(entry.item_id, entry.point_id)],
        reply_to=answer.source.message_id,
    )
    await touch(turn, How.PLACED, entry.item_id, entry.point_id, entry.id)
    return True


async def _names_an_item(turn: Turn, answer: Answer) -> bool:
    """Whether a number is all that was written, and may be that of an item: «ой, это 11»."""
    items = await items_named(turn, answer.text, ())
    numbers = [item.number for item in items]
    address = read_alone(answer.text, numbers)
    return address is not None and locate(address, numbers) is not None


async def take_back(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """The answer is as it was before a correction; raises UserError where it has changed since."""
    entry = await own_entry(turn, callback_data.entry_id)
    if len(entry.revisions) != callback_data.arg:
        raise UserError("error-stale-button")
    _, before = entry.revisions[-1]
    await revise(turn.tx, entry, before, turn.at)
    target = await named_entry(turn, entry)
    await turn.say(turn.texts("uncorrected", target=target, text=clip(before, 300)), edit=True)


async def _ask_to_remove(turn: Turn, said: Said, answer: Answer, about: Sequence[About]) -> None:
    """«удалите последнее»: which answer that is is shown, one tap takes it back."""
    touched = await touched_in(turn)
    if touched is not None and touched.how is How.MOVING and says_cancel(answer.text):
        await touch(turn, How.PLACED, touched.item_id, touched.point_id, touched.subject_id)
        await turn.say(turn.texts("cancelled"))
        return
    last, kept = await _last(turn, about), None
    if said.numbers:
        last = await _last_of(turn, said, answer)
    elif not about:
        kept = await _kept_after(turn, last)
    source = answer.source.message_id
    if kept is not None:
        drops = PlaceButton(kind="x", subject_id=kept.id, item_id=0)
        rows = [[button(turn.texts("button-not-answer"), drops), cancel_button(turn)]]
        await turn.say(turn.texts("remove-kept", text=_shown(kept)), rows, reply_to=source)
        return
    if last is None:
        await turn.say(turn.texts("remove-nothing"), reply_to=source)
        return
    several = await told_lately(turn) if said.many else await entries_of_message(turn, last)
    several = [one for one in several if not is_closing_line(one)]
    if len(several) > 1 and not said.numbers:
        rows = await withdrawals(turn, several)
        await turn.say(turn.texts("remove-which"), [*rows, [cancel_button(turn)]], reply_to=source)
        return
    data = EntryButton(verb="withdraw", entry_id=last.id)
    words = turn.texts("remove-sure", target=await named_entry(turn, last), text=_shown(last))
    rows = [[button(turn.texts("button-withdraw"), data), cancel_button(turn)]]
    await turn.say(words, rows, reply_to=source)


def _shown(one: ProgressEntry | Unplaced) -> str:
    files = ", ".join(file.name for file in one.attachments)
    return clip(one.text or files, 200)


async def _last_of(turn: Turn, said: Said, answer: Answer) -> ProgressEntry | None:
    """The person's latest answer about the item that is named; raises NotFound for none."""
    read = read_address(said.numbers[0])
    if read is None:
        return None
    item, point = await find_target(turn, read[0], await items_named(turn, answer.text, ()))
    own = [
        one
        for one in await turn.tx.answers.of_item(item.id)
        if one.person_id == turn.me.id
        and one.withdrawn_at is None
        and not is_closing_line(one)
        and (point is None or point.alone or one.point_id == point.id)
    ]
    return max(own, key=lambda one: (one.at, one.id), default=None)


async def _kept_after(turn: Turn, last: ProgressEntry | None) -> Unplaced | None:
    """What of the person's waits for its item and was written after the `last` answer."""
    waiting = await turn.tx.answers.unplaced_of(turn.me.id)
    kept = max(waiting, key=lambda one: (one.at, one.id), default=None)
    if kept is None or (turn.moment - kept.at).total_seconds() > WHILE_MINUTES * 60:
        return None
    return kept if last is None or kept.at > last.at else None


async def _moves(turn: Turn, about: Sequence[About], *, awaited: bool) -> bool:
    """«не тот пункт»: where the answer before is to go; the one awaited is awaited no more. False
    where there is nothing that it could be about.
    """
    if awaited:
        await await_nothing(turn)
        item = await turn.tx.roadmaps.item(about[0].item_id)
        await turn.say(turn.texts("talk-other-item", number=item.number))
        return True
    touched = await touched_in(turn)
    if touched is not None and touched.how is How.ASKED:
        search = PlaceSearch(touched.subject_id, moves=False)
        await ask_for(turn, search, turn.texts("answer-search"))
        return True
    entry = await _last(turn, about)
    if entry is None:
        await turn.say(turn.texts("courtesy-sorry"))
    else:
        await ask_where_else(turn, entry)
    return True


async def _take_leave(turn: Turn, said: Said) -> None:
    """What somebody says of their own leave: the days read are said back, and hold after a tap."""
    if turn.in_group:
        await turn.say(turn.texts("talk-away-in-group"))
        return
    await turn.say(turn.texts("talk-away"))
    await take_leave(turn, said.days, said.deputy)


async def _items_meant(turn: Turn, answer: Answer, about: Sequence[About]) -> list[Item]:
    """The items that are named, else those replied to or asked about, else the one just touched."""
    named = await items_named(turn, answer.text, about)
    if named:
        return named
    touched = await touched_in(turn)
    if not about and touched is not None and touched.item_id:
        about = (About(touched.item_id),)
    return await _items_of(turn, about)


async def _items_of(turn: Turn, about: Sequence[About]) -> list[Item]:
    ids = dict.fromkeys(one.item_id for one in about)
    return [await turn.tx.roadmaps.item(item_id) for item_id in ids]


async def _pass_on(
    turn: Turn, key: str, answer: Answer, items: Sequence[Item], *, named: bool = False
) -> None:
    """The coordinators are told what was written, and of which items; the person is told so, and
    with `named` who they are.
    """
    if not turn.in_group:
        await await_nothing(turn)
    others = [
        one
        for one in await turn.tx.people.all((Role.COORDINATOR,))
        if one.id != turn.me.id and one.state is PersonState.ACTIVE
    ]
    numbers = in_ranges([item.number for item in items])
    for coordinator in others:
        theirs = turn.to(coordinator)
        words = theirs.texts(
            "talk-passed-on",
            name=turn.me.name,
            count=len(items),
            numbers=clip(numbers, 100),
            text=clip(answer.text, 500),
        )
        await theirs.say(words, _cards(theirs, items))
    told = turn.texts(key, told="yes" if others else "no")
    if named and others:
        told = await _with_coordinators(turn, told)
    await turn.say(told, reply_to=answer.source.message_id)


def _cards(voice: Voice, items: Sequence[Item]) -> list[list[Button]]:
    """A button for the card of each item."""
    return [
        [
            button(
                voice.texts("button-item-card", number=item.number),
                ItemButton(verb="open", item_id=item.id),
            )
        ]
        for item in items[:_CARDS]
    ]
