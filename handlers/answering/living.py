"""What was said of an answer, a closing or a request is changed as these change: its words tell how
things stand, and buttons that no longer mean anything go.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.answering.confirming import (
    Recorded,
    all_done,
    all_to_choose,
    buttons_of,
    buttons_of_all,
    said_of,
    said_of_all,
)
from handlers.answering.parts import entries_of_message
from handlers.answering.proposing import open_due
from handlers.reminding.due_buttons import closing_now
from handlers.reminding.living import reminder_now, struck
from handlers.reminding.postponing import request_now
from handlers.speaking.buttons import EntryButton, PlaceButton
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import point_or_none
from handlers.speaking.dues import address
from handlers.speaking.standing import Standing, data_of, how_closed
from handlers.speaking.texts import Html, clip, in_ranges
from handlers.speaking.voice import Voice
from roadmap.actions.living import RECENT, of_message
from roadmap.errors import NotFound
from roadmap.model import DueState, PostponementState, ProgressEntry, Source
from roadmap.model.messages import About, MessageState, Outgoing, Urgency
from roadmap.ports import DueView

_OPEN = (DueState.OPEN, DueState.QUIET)
#: What changes again within it is one edit of the message.
_TOGETHER = timedelta(seconds=1)


async def is_on_its_way(voice: Voice, message_id: int) -> bool:
    """Whether the message is being sent, so that it is to be looked at again once it has an id."""
    try:
        state = (await voice.tx.messages.get(message_id)).state
    except NotFound:  # forgotten since
        return False
    return state in (MessageState.CLAIMED, MessageState.UNKNOWN)


async def refresh_message(voice: Voice, message_id: int) -> None:
    """Put into the outbox the change that the message `message_id` needs, where it needs one; a
    change that waits there already gives way to it. One that is still to be sent is sent so.
    """
    tx = voice.tx
    try:
        first = await tx.messages.get(message_id)
    except NotFound:  # forgotten since
        return
    person = None if first.person_id is None else await tx.people.get(first.person_id)
    if person is None:
        return
    standing: Outgoing | None = first
    if first.state is MessageState.SENT and first.telegram_id is not None:
        standing = await tx.messages.standing(first.chat_id, first.telegram_id)
    elif first.state is not MessageState.PLANNED:
        return
    theirs = Voice(tx, voice.at, voice.office, first.chat_id, first.thread_id, person=person)
    due_ids = [one.due_id for one in await tx.reminders.of_message(message_id)]
    if standing is None:
        return
    if due_ids or first.urgency is Urgency.REMINDER:
        if first.state is MessageState.PLANNED:
            return  # it is composed anew before it goes
        now = await reminder_now(voice.to(person), first, standing, due_ids)
    else:
        now = await _now(theirs, standing)
    if now is None or (standing.text, standing.buttons) == (now.text, now.buttons):
        return
    if first.state is MessageState.PLANNED:
        await tx.messages.reword(
            replace(first, text=now.text, buttons=now.buttons, about=now.about)
        )
        return
    assert first.telegram_id is not None
    await tx.messages.supersede(first.chat_id, first.telegram_id, "changed again")
    await tx.messages.add(
        Outgoing(
            first.chat_id,
            now.text,
            Urgency.REFRESH,
            now.buttons,
            person_id=person.id,
            thread_id=first.thread_id,
            edits=first.telegram_id,
            about=now.about,
            follows=standing.follows,
            not_before=voice.at + _TOGETHER,
        )
    )


async def _now(voice: Voice, standing: Outgoing) -> Standing | None:
    """What a message that follows something is to say; None where it stays, or has become another
    one since.
    """
    what, *ids = (standing.follows or "").split(":")
    try:
        match what:
            case "postponement":
                return await request_now(voice, standing, int(ids[0]))
            case "due":
                return await closing_now(voice, standing, int(ids[0]))
            case "answer":
                return await _of_answer(voice, standing, Source(int(ids[0]), int(ids[1])))
    except NotFound:  # removed with its roadmap or its item
        return struck(voice, standing)
    return None


async def _of_answer(voice: Voice, standing: Outgoing, source: Source) -> Standing | None:
    data = data_of(standing)
    places = [PlaceButton.unpack(one) for one in data if one.startswith("place:")]
    verbs = [EntryButton.unpack(one) for one in data if one.startswith("entry:")]
    kept = next((one for one in places if one.kind in ("u", "s", "x")), None)
    if kept is not None:
        return await _question(voice, source, kept.subject_id)
    moving = next((one for one in places if one.kind in ("e", "t")), None)
    if moving is not None:
        return await _move_question(voice, standing, moving.subject_id)
    of_all = next((one for one in verbs if one.verb == "correct"), None)
    if of_all is not None:
        return await _joint(voice, standing, of_all.entry_id)
    one = [one for one in verbs if one.verb == "misplaced"]
    if len(one) != 1:
        return None
    joins = next((one.arg for one in verbs if one.verb == "join"), 0)
    return await _single(voice, standing, one[0].entry_id, joins)


async def _question(voice: Voice, source: Source, kept_id: int) -> Standing | None:
    """«К какому пункту отнести ответ?» ends once the answer has its place, or is none."""
    # A coordinator is asked about everybody's.
    message = of_message(source)
    everybodys = await voice.tx.answers.unplaced_of(None)
    kept = [one for one in everybodys if of_message(one.source) == message]
    if any(one.id == kept_id for one in kept):
        return None
    entry = await voice.tx.answers.by_source(source.chat_id, source.message_id)
    if entry is not None:
        return await _placed(voice, entry)
    return Standing(voice.texts("answer-asked-anew" if kept else "answer-dropped"))


async def _placed(voice: Voice, entry: ProgressEntry) -> Standing:
    one = await _recorded(voice, entry)
    key = "answer-placed" if entry.withdrawn_at is None else "answer-withdrawn"
    return Standing(voice.texts(key, target=target_name(voice, one.item, one.point)))


async def _move_question(voice: Voice, standing: Outgoing, entry_id: int) -> Standing | None:
    """«К какому пункту перенести ответ?» ends once it is elsewhere, or withdrawn."""
    entry = await voice.tx.answers.get(entry_id)
    stays = any(
        (one.item_id, one.point_id) == (entry.item_id, entry.point_id) for one in standing.about
    )
    if entry.withdrawn_at is None and (stays or not standing.about):
        return None
    return await _placed(voice, entry)


async def _single(voice: Voice, standing: Outgoing, entry_id: int, joins: int) -> Standing | None:
    """The confirmation of one answer: where it is now, and how its due day stands."""
    entry = await voice.tx.answers.get(entry_id)
    if entry.withdrawn_at is not None or await _is_confirmed_elsewhere(voice, standing, entry):
        return await _placed(voice, entry)
    one = await _recorded(voice, entry)
    guessed = await said_of(voice, one, sure=False)
    sure = not standing.text.startswith(guessed)
    view = await _pinned_in(voice, standing, one) or await open_due(voice, one.item, one.point)
    left = view if view is not None and view.due.state in _OPEN else None
    earlier = await voice.tx.answers.get(joins) if joins else None
    rows = await buttons_of(voice, one, left, earlier)
    if left is not None and await _is_asked_for(voice, left):
        rows = [row for row in rows if not row[0].data.startswith("entry:postpone:")]
    words = await said_of(voice, one, left, sure=sure)
    if view is not None and left is None:
        words = Html(f"{words}\n{await how_closed(voice, view)}")
    about = replace(one.about, due_id=view.due.id if view else None)
    return Standing(words, tuple(tuple(row) for row in rows), (about,))


async def _is_confirmed_elsewhere(voice: Voice, standing: Outgoing, entry: ProgressEntry) -> bool:
    """Whether the answer has moved since, and another message has its buttons now."""
    stays = any(
        (one.item_id, one.point_id) == (entry.item_id, entry.point_id) for one in standing.about
    )
    if stays or standing.follows is None:
        return False
    moves = EntryButton(verb="misplaced", entry_id=entry.id).pack()
    for one in await voice.tx.messages.following({standing.follows}, voice.at - RECENT):
        other = await voice.tx.messages.get(one)
        if _in_chat(other) != _in_chat(standing) and moves in data_of(other):
            return True
    return False


def _in_chat(message: Outgoing) -> int | None:
    """Its id for Telegram, of a change that of what it changes; None before it is sent."""
    return message.edits or message.telegram_id


async def _joint(voice: Voice, standing: Outgoing, entry_id: int) -> Standing | None:
    """The confirmation of the several answers of one message, of those that still stand."""
    first = await voice.tx.answers.get(entry_id)
    entries = await entries_of_message(voice, first)
    if not entries:
        return await _placed(voice, first)
    recorded = [await _recorded(voice, one) for one in entries]
    words, done = await said_of_all(voice, recorded), await all_done(voice, recorded)
    suggested = {one.entry.id: view for one, view in done}
    closing, about, closed = list[DueView](), list[About](), dict[Html, list[str]]()
    for one in recorded:
        view = await _pinned_in(voice, standing, one) or suggested.get(one.entry.id)
        about.append(replace(one.about, due_id=view.due.id if view else None))
        if view is None:
            continue
        if view.due.state not in _OPEN:
            closed.setdefault(await how_closed(voice, view), []).append(address(view))
        elif one.entry.id in suggested:
            closing.append(view)
    for how, addresses in closed.items():
        line = voice.texts("living-of", addresses=clip(in_ranges(addresses), 300), how=how)
        words = Html(f"{words}\n{line}")
    rows = buttons_of_all(voice, entries[0], closing, await all_to_choose(voice, recorded))
    return Standing(words, tuple(tuple(row) for row in rows), tuple(about))


async def _recorded(voice: Voice, entry: ProgressEntry) -> Recorded:
    item = await voice.tx.roadmaps.item(entry.item_id)
    return Recorded(entry, item, await point_or_none(voice, entry.point_id or 0))


async def _pinned_in(voice: Voice, standing: Outgoing, one: Recorded) -> DueView | None:
    """The due day that the confirmation spoke of, unless the answer is elsewhere now: a point may
    have another open one by now, which was not meant.
    """
    for about in standing.about:
        if (about.item_id, about.point_id) == (one.about.item_id, one.about.point_id):
            views = [] if about.due_id is None else await voice.tx.roadmaps.views([about.due_id])
            return next(iter(views), None)
    return None


async def _is_asked_for(voice: Voice, view: DueView) -> bool:
    """Whether a postponement of this due day waits for its decision."""
    return any(
        one.due_id == view.due.id and one.state is PostponementState.ASKED
        for one in await voice.tx.answers.postponements_of_item(view.item.id)
    )
