"""Messages that live: what was sent is changed as the things that it speaks of change.

A reminder is found by its due days. What else is to be changed later says what it follows
(`Outgoing.follows`): a person's message, a voice, a postponement, or a due day.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from roadmap.actions.tasks import RefreshMessage, RefreshMessages, put_to_work
from roadmap.answers.parts import message_of
from roadmap.model import Roadmap, Source
from roadmap.ports import DueView, Tx

#: What was said before is not looked at again: nobody acts on a message a month up the chat, whose
#: due day has been reminded of anew since, and Telegram takes one edit a second in a chat.
RECENT = timedelta(days=31)


def of_answer(source: Source) -> str:
    """What the question and the confirmation of an answer follow: the answer's message, or its
    part of it.
    """
    return f"answer:{source.chat_id}:{source.message_id}"


def of_message(source: Source) -> str:
    """What the joint confirmation of the answers of one message follows."""
    return f"answer:{source.chat_id}:{message_of(source.message_id)}"


def of_postponement(postponement_id: int) -> str:
    """What the request for a postponement follows, with who asked and with who decides."""
    return f"postponement:{postponement_id}"


def of_due(due_id: int) -> str:
    """What the confirmation that a due day is closed follows, and the question to accept it."""
    return f"due:{due_id}"


def of_voice(chat_id: int, message_id: int) -> str:
    """What the question whether the words of a voice message are right follows."""
    return f"voice:{chat_id}:{message_id}"


async def refresh(tx: Tx, what: Collection[str], at: datetime) -> None:
    """Have the messages that follow any of these show how things stand. A job for each message:
    what several changes do to it before its turn makes one change of it.
    """
    for message_id in await tx.messages.following(what, at - RECENT):
        await put_to_work(tx, RefreshMessage(message_id), at)


async def refresh_answer(tx: Tx, source: Source | None, at: datetime) -> None:
    """The same for what was said of an answer, whose entry has changed or found its place."""
    if source is not None:
        await refresh(tx, {of_answer(source), of_message(source)}, at)


async def refresh_due(tx: Tx, view: DueView, at: datetime) -> None:
    """The same for what was said of a due day: its reminders, the confirmations of what was
    answered about it, requests to postpone it.
    """
    for message_id in await tx.reminders.shown_in(view.due.id):
        await put_to_work(tx, RefreshMessage(message_id), at)
    what = {of_due(view.due.id)}
    for entry in await tx.answers.of_item(view.item.id):
        about_it = entry.point_id in (None, view.point.id) and at - entry.at <= RECENT
        if about_it and entry.source is not None:
            what |= {of_answer(entry.source), of_message(entry.source)}
    for one in await tx.answers.postponements_of_item(view.item.id):
        if one.due_id == view.due.id:
            what.add(of_postponement(one.id))
    await refresh(tx, what, at)


async def refresh_roadmap(tx: Tx, roadmap: Roadmap, at: datetime) -> None:
    """The same for all that was said of a roadmap, in one job. To be called before its items
    change: what follows a due day that is removed would not be found any more.
    """
    since = at - RECENT
    found = set(await tx.reminders.shown_of(roadmap.id, since))
    points = await tx.roadmaps.points([item.id for item in await tx.roadmaps.items(roadmap.id)])
    what = {of_due(due.id) for due in await tx.roadmaps.dues([point.id for point in points])}
    what |= {of_postponement(one.id) for one in await tx.answers.postponements(roadmap.id)}
    for entry in await tx.answers.of_roadmap(roadmap.id, roadmap.period.start, roadmap.period.end):
        if entry.source is not None and entry.at >= since:
            what |= {of_answer(entry.source), of_message(entry.source)}
    found.update(await tx.messages.following(what, since))
    if found:
        await put_to_work(tx, RefreshMessages(tuple(str(one) for one in sorted(found))), at)
