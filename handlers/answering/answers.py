"""An official answers: a reply, a line that begins with a number, or any other words, photos, files
and voice.

Nothing that a person wrote is dropped: what finds no item is kept and asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram.enums import ContentType
from aiogram.types import Message

from handlers.answering.album import joins_album
from handlers.answering.by_list import by_list
from handlers.answering.by_number import by_number
from handlers.answering.choices import likeliest
from handlers.answering.closing_words import offers_closing
from handlers.answering.context import (
    Context,
    but_excepted,
    context_of,
    in_clauses_of,
    is_far,
    is_of_another,
    items_named,
    last_reminded,
    own_measure,
)
from handlers.answering.incoming import answer_in
from handlers.answering.large_files import tell_of_large
from handlers.answering.placing import ask_where, take_place
from handlers.answering.putting_off import begins_postponement
from handlers.answering.recording import attach
from handlers.answering.talking import takes_talk
from handlers.speaking.awaited import (
    AnswerToItem,
    PlaceSearch,
)
from handlers.speaking.buttons import PlaceButton
from handlers.speaking.dues import about as due_of
from handlers.speaking.touched import How, touched_in
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer
from roadmap.answers.courtesies import courtesy, says_done_by_sign
from roadmap.answers.evidence import is_plainly_told
from roadmap.answers.places import adds_to_before, names_a_place, only_names
from roadmap.answers.putting_off import asks_to_put_off
from roadmap.answers.told_and_asked import told_and_asked
from roadmap.errors import UserError
from roadmap.model import Role
from roadmap.model.address import clean
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


#: Of a place that is named in reply to a question; what is longer is an answer.
_WORDS_OF_PLACE = 6


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
    if await joins_album(message, turn, answer) or await _seen_before(turn, answer):
        return
    if turn.in_group and shown is None:
        return
    if await _is_courtesy(turn, answer, shown):
        return
    if turn.me.role is Role.OBSERVER:
        raise UserError("error-observer-reads")
    if shown is not None and (search := _asked_in(shown)) is not None:
        if await _answers_the_question(turn, answer, search):
            return
        shown = None
    about = shown.about if shown else ()
    await find_place(turn, answer, about)


async def asks_for_time(turn: Turn, answer: Answer, about: Sequence[About]) -> bool:
    """«Не успеваю», «дайте ещё 5 дней» begin a postponement; `about`: what was replied to, else
    what was just touched tells what is meant.
    """
    if turn.in_group and not about:
        return False
    items, replied = await items_named(turn, answer.text, about), bool(about)
    numbers = [item.number for item in items]
    clauses = await in_clauses_of(turn, answer.text, items, about)
    if told_and_asked(clauses.text, numbers, turn.written_on) is not None:
        return False  # «1.1 выполнено, а 3.М2 перенесите» is taken apart
    if not about and asks_to_put_off(answer.text, numbers, turn.written_on) is not None:
        context = await context_of(turn, about, answer.text)
        if context is not None and await is_far(turn, context):
            reminded = await turn.tx.roadmaps.views(await last_reminded(turn))
            waiting = await turn.tx.reminders.waiting_of(turn.me.id)
            about = tuple(due_of(view) for view in waiting or reminded)
        elif context is not None:
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
        observes = turn.me.role is Role.OBSERVER
        key = "courtesy-observer" if observes else f"courtesy-{kind.value}"
        await turn.say(turn.texts(key, kind=kind.value), reply_to=answer.source.message_id)
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


async def find_place(turn: Turn, answer: Answer, about: Sequence[About]) -> None:
    """Record an answer where its words, or what it replies to (`about`), say that it belongs, or
    keep it and ask.
    """
    if (not turn.in_group or about) and await offers_closing(turn, answer, about):
        return
    if await takes_talk(turn, answer, about):
        return
    if await by_list(turn, answer, about):
        return
    if await asks_for_time(turn, answer, about):
        return
    if (own := await own_measure(turn, answer, about)) is not None:
        point, words = own
        await attach(turn, replace(answer, text=words), point.item_id, point.id)
        return
    adds = not about and not turn.in_group and adds_to_before(answer.text)
    if not adds and await by_number(turn, answer, about):
        return
    context = await context_of(turn, about, answer.text)
    if not about and await _by_words_of_place(turn, answer):
        return
    if context is not None and not await is_of_another(turn, answer, context):
        if context.guessed and not await _is_plainly_told(turn, answer, context):
            here = About(context.item_id, context.point_id or None)
            await ask_where(turn, answer, (here,), doubted=True)
            return
        await attach(
            turn, answer, context.item_id, context.point_id or None, sure=not context.guessed
        )
        return
    if not turn.in_group or about:
        await ask_among(turn, answer, about)


async def _is_plainly_told(turn: Turn, answer: Answer, context: Context) -> bool:
    """Whether it is an answer for sure to what only waits."""
    if answer.attachments or not answer.text.strip():
        return True
    choices = await likeliest(turn, answer.text)
    here = (context.item_id, context.point_id)
    alike = max((one.by_words for one in choices if one.where == here), default=0.0)
    return is_plainly_told(answer.text, alike)


async def ask_among(turn: Turn, answer: Answer, about: Sequence[About]) -> None:
    """Ask where it belongs: among what was replied to, else with what waits."""
    waiting = await turn.tx.reminders.waiting_of(turn.me.id) if not about else []
    shown = about or [About(v.item.id, v.point.id, v.due.id) for v in waiting]
    shown = await but_excepted(turn, answer, shown)
    await ask_where(turn, answer, shown, among=bool(about))


async def _by_words_of_place(turn: Turn, answer: Answer) -> bool:
    """«про наставников» after «К какому пункту?» or «Не сюда» says where that answer belongs."""
    touched = await touched_in(turn)
    if touched is None or answer.attachments or touched.how not in (How.ASKED, How.MOVING):
        return False
    words = names_a_place(answer.text)
    if words is None and touched.how is How.MOVING:
        words = only_names(answer.text)
    if words is None:
        return False
    await take_place(turn, words, PlaceSearch(touched.subject_id, touched.how is How.MOVING))
    return True


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
    if await offers_closing(turn, answer, about):
        return True
    if await takes_talk(turn, answer, about, awaited=True):
        return True
    if await asks_for_time(turn, answer, about):
        return True
    if await by_number(turn, answer, (), awaited=about[0]):
        return True
    await attach(turn, answer, awaited.item_id, awaited.point_id)
    return True
