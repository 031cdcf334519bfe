"""The words of a voice message, written down by a program: they count once their author says so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.answering.answers import find_place
from handlers.answering.confirming import confirm
from handlers.answering.context import items_of_all
from handlers.answering.placing import ask_where
from handlers.looking.items import find_target
from handlers.speaking.awaited import HeardWords, await_next, await_nothing, awaited_in
from handlers.speaking.buttons import HeardButton, HeardVerb, button
from handlers.speaking.current_roadmap import point_or_none
from handlers.speaking.texts import Html, within_quotes
from handlers.speaking.touched import WHILE_MINUTES, How, minute_of, touch
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.answering import Answer, move, revise
from roadmap.actions.hearing import Spoken, spoken_in
from roadmap.actions.living import RECENT, of_answer, of_voice, refresh_answer
from roadmap.answers.lines import read_answer
from roadmap.errors import NotAllowed, UserError
from roadmap.model import Item, Point, ProgressEntry
from roadmap.model.messages import About, Button, ButtonStyle, Outgoing
from roadmap.ports import Unplaced

_YES = re.compile(r"да|(?:да )?(?:вс[её] )?(?:верно|правильно|так)|yes|(?:yes )?(?:right|correct)")
_NO = re.compile(r"нет|(?:нет )?не (?:надо|нужно)|no|no need")
#: Without a reply, «верно» is about words that were said as short a time ago.
_WHILE = timedelta(minutes=WHILE_MINUTES)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(right, HeardButton.filter(F.verb == "right"))
    router.callback_query.register(fix, HeardButton.filter(F.verb == "fix"))
    router.callback_query.register(drop, HeardButton.filter(F.verb == "drop"))


async def offer_words(voice: Voice, spoken: Spoken, words: str) -> None:
    """Show the author of a voice message what was written down of it, and ask whether it is
    right.
    """
    answer = spoken.answer
    assert answer.source is not None
    assert spoken.file.message_id is not None
    about: list[About] = []
    if isinstance(answer, ProgressEntry):
        about = [About(answer.item_id, answer.point_id)]
    added = "yes" if answer.text else "no"
    await voice.say(
        voice.texts("heard-offer", text=within_quotes(words), added=added),
        [
            _buttons(voice, answer.source.chat_id, spoken.file.message_id, "right", "fix"),
            _buttons(voice, answer.source.chat_id, spoken.file.message_id, "drop"),
        ],
        about=about,
        reply_to=spoken.file.message_id,
        follows=of_voice(answer.source.chat_id, spoken.file.message_id),
    )


def _buttons(voice: Voice, chat_id: int, message_id: int, *verbs: HeardVerb) -> list[Button]:
    styles = {"right": ButtonStyle.SUCCESS}
    return [
        button(
            voice.texts(f"button-heard-{verb}"),
            HeardButton(verb=verb, chat_id=chat_id, message_id=message_id),
            styles.get(verb, ButtonStyle.PLAIN),
        )
        for verb in verbs
    ]


async def right(query: CallbackQuery, callback_data: HeardButton, turn: Turn) -> None:
    """«Верно»: the words become the answer's."""
    spoken = await _own(turn, callback_data.chat_id, callback_data.message_id)
    await _stop_awaiting(turn, callback_data.message_id)
    await _take(turn, spoken, spoken.words)


async def fix(query: CallbackQuery, callback_data: HeardButton, turn: Turn) -> None:
    """«Исправить»: the author's next words are taken instead."""
    chat_id, message_id = callback_data.chat_id, callback_data.message_id
    spoken = await _own(turn, chat_id, message_id)
    if not turn.in_group:
        await await_next(turn, HeardWords(chat_id, message_id, minute_of(turn)))
    await turn.say(
        turn.texts(
            "heard-fix",
            text=within_quotes(spoken.words),
            group="yes" if turn.in_group else "no",
        ),
        [_buttons(turn, chat_id, message_id, "right", "drop")],
        edit=True,
    )


async def drop(query: CallbackQuery, callback_data: HeardButton, turn: Turn) -> None:
    """«Не надо»: the voice stays as it came, without words."""
    spoken = await _own(turn, callback_data.chat_id, callback_data.message_id)
    await _stop_awaiting(turn, callback_data.message_id)
    await _drop(turn, spoken)


async def answers_the_offer(turn: Turn, text: str, shown: Outgoing | None) -> bool:
    """Whether `text` is about words that wait to be confirmed, and then has been taken so: any
    reply to them, or a bare «верно» soon after them.
    """
    data = _offered(shown) if shown is not None else None
    if data is not None:
        spoken = await spoken_in(turn.tx, data.chat_id, data.message_id)
    elif shown is None and not turn.in_group and _meant(text) is not None:
        spoken = await _waiting(turn)
    else:
        return False
    if spoken is None or spoken.withdrawn or not spoken.words:
        return False
    if spoken.answer.person_id != turn.me.id or spoken.file.message_id is None:
        return False
    await _stop_awaiting(turn, spoken.file.message_id)
    await _take_typed(turn, spoken, text)
    return True


async def take_heard_words(turn: Turn, text: str, awaited: HeardWords) -> None:
    """The words that «Исправить» asked for."""
    await await_nothing(turn)
    await _take_typed(turn, await _own(turn, awaited.chat_id, awaited.message_id), text)


async def _take_typed(turn: Turn, spoken: Spoken, text: str) -> None:
    """«Верно», «не надо», or the words as they should be."""
    match _meant(text):
        case True:
            await _take(turn, spoken, spoken.words)
        case False:
            await _drop(turn, spoken)
        case None:
            await _take(turn, spoken, text)


def _meant(text: str) -> bool | None:
    """Yes or no; None where the text is neither."""
    said = " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
    if _YES.fullmatch(said):
        return True
    return False if _NO.fullmatch(said) else None


async def _waiting(turn: Turn) -> Spoken | None:
    """The voice that the person sent last, if its words wait and the chat awaits nothing else."""
    if not isinstance(await awaited_in(turn), HeardWords | None):
        return None
    found: list[ProgressEntry | Unplaced] = list(await turn.tx.answers.unplaced_of(turn.me.id))
    last = await turn.tx.answers.last_of_person(turn.me.id)
    if last is not None:
        found.append(await turn.tx.answers.get(last.id))
    waiting = [
        Spoken(answer, file)
        for answer in found
        for file in answer.attachments
        if turn.moment - answer.at <= _WHILE and Spoken(answer, file).words
    ]
    return max(waiting, key=lambda one: one.answer.at, default=None)


async def _drop(turn: Turn, spoken: Spoken) -> None:
    await turn.tx.answers.set_heard(spoken.file.id, "")
    await _end_offer(turn, spoken, turn.texts("heard-dropped"))


def _offered(message: Outgoing) -> HeardButton | None:
    """The voice whose words a message of ours shows; None where it shows none."""
    for row in message.buttons:
        for one in row:
            if one.data.startswith(f"{HeardButton.__prefix__}:"):
                return HeardButton.unpack(one.data)
    return None


async def _own(turn: Turn, chat_id: int, message_id: int) -> Spoken:
    """The person's own voice message, whose words wait for them. Raises NotAllowed where it is
    another's, UserError where nothing waits any more.
    """
    spoken = await spoken_in(turn.tx, chat_id, message_id)
    if spoken is None:
        raise UserError("error-stale-button")
    if spoken.answer.person_id != turn.me.id:
        raise NotAllowed
    if spoken.withdrawn:
        raise UserError("stale-withdrawn")
    if not spoken.words:
        raise UserError("error-stale-button")
    return spoken


async def _stop_awaiting(turn: Turn, message_id: int) -> None:
    awaited = await awaited_in(turn)
    if isinstance(awaited, HeardWords) and awaited.message_id == message_id:
        await await_nothing(turn)


async def _take(turn: Turn, spoken: Spoken, words: str) -> None:
    """These words are the author's: they join the answer, or find it its place."""
    if isinstance(spoken.answer, Unplaced):
        await _take_unplaced(turn, spoken.answer, spoken, words)
        return
    entry, item, point, said = await _following_words(turn, spoken.answer, words)
    await turn.tx.answers.set_heard(spoken.file.id, said)
    text = "\n".join(filter(None, (entry.text, said)))
    entry = await revise(turn.tx, entry, text, turn.at)
    await touch(turn, How.PLACED, item.id, point.id if point else 0, entry.id)
    if turn.pressed is None:
        await _end_offer(turn, spoken, turn.texts("heard-taken", text=within_quotes(said)))
    await confirm(turn, entry, item, point, sure=True, edit=turn.pressed is not None)


async def _following_words(
    turn: Turn, entry: ProgressEntry, words: str
) -> tuple[ProgressEntry, Item, Point | None, str]:
    """The entry, where it is now, and the words without their address: words that begin with
    another item's move it there, as an edited message does.
    """
    item = await turn.tx.roadmaps.item(entry.item_id)
    point = await point_or_none(turn, entry.point_id or 0)
    items = await items_of_all(turn, words, item)
    parts = read_answer(words, [one.number for one in items], anywhere=False)
    if len(parts) != 1 or parts[0].address is None or not parts[0].sure or not parts[0].text:
        return entry, item, point, words
    try:
        there = await find_target(turn, parts[0].address, items)
        if (there[0].id, there[1]) != (item.id, point):
            item, point = there
            entry = await move(turn.tx, turn.me, entry, item, point, turn.today, turn.at)
    except UserError:
        return entry, item, point, words
    return entry, *there, parts[0].text


async def _take_unplaced(turn: Turn, kept: Unplaced, spoken: Spoken, words: str) -> None:
    """Read the words as if the author had written them in place of the voice; where they find no
    place, that is asked once more, now with the words.
    """
    asked = await _following(turn, of_answer(kept.source))
    about = next((one.about for one in asked if one.about), ()) if turn.in_group else ()
    await turn.tx.answers.remove_unplaced(kept.id)
    files = tuple(
        replace(one, id=0, heard=words if one.id == spoken.file.id else one.heard)
        for one in kept.attachments
    )
    text = "\n".join(filter(None, (kept.text, words)))
    answer = Answer(text, kept.source, files)
    await _end_offer(turn, spoken, turn.texts("heard-taken", text=within_quotes(words)))
    # Days and half-years are those of the voice, whenever its words are confirmed.
    then = replace(turn, written_at=kept.at, pressed=None)
    try:
        await find_place(then, answer, about)
    except UserError as error:
        await ask_where(then, answer, why=error)
    await refresh_answer(turn.tx, kept.source, turn.at)
    entry = await turn.tx.answers.by_source(kept.source.chat_id, kept.source.message_id)
    if entry is None:
        await ask_where(then, answer)  # a second time it changes nothing
        return
    for file in entry.attachments:
        if file.heard == words and words not in entry.text:
            await turn.tx.answers.set_heard(file.id, entry.text)


async def _end_offer(turn: Turn, spoken: Spoken, words: Html) -> None:
    """The offer says `words` and has no buttons any more."""
    if turn.pressed is not None:
        await turn.say(words, edit=True)
        return
    assert spoken.answer.source is not None
    assert spoken.file.message_id is not None
    chat_id = spoken.answer.source.chat_id
    for offer in await _following(turn, of_voice(chat_id, spoken.file.message_id)):
        shown = offer.edits or offer.telegram_id
        if shown is not None and _offered(offer) is not None:
            await turn.tx.messages.add(
                Outgoing(
                    chat_id, words, person_id=turn.me.id, thread_id=offer.thread_id, edits=shown
                )
            )


async def _following(turn: Turn, what: str) -> list[Outgoing]:
    """What was said of it, as it stands."""
    return [
        await turn.tx.messages.get(one)
        for one in await turn.tx.messages.following({what}, turn.at - RECENT)
    ]
